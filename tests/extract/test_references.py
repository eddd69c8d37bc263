"""Who is meant without being named. The sentences are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.extract.names.reader import find_names
from app.extract.names.references import find_references, with_references
from app.extract.words.parse import parse
from app.world.world import World


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("He left before she came.", [("He", "person", "pronoun"), ("she", "person", "pronoun")]),
        ("His house burned.", []),  # an owner is not what is spoken of
        ("The foreign minister denied it.", [("The foreign minister", "person", "description")]),
        ("Five tired soldiers slept.", [("Five tired soldiers", "unnamed-group", "description")]),
        ("The army shelled the town.", [("The army", "armed-force", "description")]),
        ("Olena Kravets is a nurse.", []),  # what she is
        ("The bridge fell into the river.", []),
    ],
)
def test_references(told: str, expected: list[tuple[str, str, str]], world: World) -> None:
    parsed = parse(told)
    found = find_references(parsed, find_names(parsed, world))
    assert [(m.span.of(told), m.kind, m.form) for m in found] == expected


def test_names_and_references_never_overlap(world: World) -> None:
    told = "Governor Oleh Marchuk’s forces met Ukrainian soldiers. He said the army would hold, residents agreed."
    parsed = parse(told)
    found = list(with_references(parsed, find_names(parsed, world)))
    assert {m.form for m in found} == {"name", "pronoun", "description"}
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
