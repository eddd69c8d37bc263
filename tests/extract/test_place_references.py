"""Places that are meant without being named. The sentences and most names are invented."""

from __future__ import annotations

import pytest

from app.extract.names.reader import find_names
from app.extract.places.reader import find_places
from app.extract.places.references import find_place_references
from app.extract.reading import PlaceReference
from app.extract.words.parse import parse
from app.world.world import World


def references(text: str, world: World) -> list[PlaceReference]:
    parsed = parse(text)
    names = find_names(parsed, world)
    return find_place_references(parsed, find_places(parsed, names, world), names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit a hospital and two bridges.", [("a hospital", "facility"), ("two bridges", "facility")]),
        ("They retook the city on Monday.", [("the city", "settlement")]),
        ("People died here.", [("here", "spot")]),
        ("There was no water.", []),  # "there is" tells of no place
        ("Troops came from the east.", [("the east", "area")]),
        ("Troops stood east of the river.", [("the river", "water")]),
        ("They left the town of Bakhmut.", []),  # the name says it
        ("They crossed the river Dnipro.", []),
        ("Bakhmut is a city.", []),  # what it is
        ("Bakhmut, a small town, is empty.", []),
        ("All planes returned to base.", []),
        ("The country said it would answer.", []),  # a state
        ("The base of its support is small.", [("The base", "facility")]),  # a known fault: a figure of speech
        ("The city council met.", []),
        ("They shelled Russian-held buildings.", [("Russian-held buildings", "facility")]),
        ("They burned Hezbollah’s warehouse.", [("warehouse", "facility")]),
    ],
)
def test_words_for_places(text: str, expected: list[tuple[str, str]], world: World) -> None:
    assert [(r.span.of(text), r.kind) for r in references(text, world)] == expected


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("Troops fought near Bakhmut and entered the city on Monday.", "the city", "Bakhmut"),
        ("Troops fought near Bakhmut. They entered the city on Monday.", "the city", "Bakhmut"),
        ("Troops left Kupiansk and Bakhmut. They shelled the city.", "the city", None),  # one of two is a guess
        ("Troops left Kupiansk. In Bakhmut they shelled the city.", "the city", "Bakhmut"),
        ("Troops fought near Bakhmut. They entered a city.", "a city", None),
        ("Troops fought near Bakhmut. They entered the second city of the north.", "the second city", None),
        ("Shells hit the Kakhovka Dam. The dam gave way.", "The dam", "Kakhovka Dam"),
        ("Shells hit Bakhmut. The dam gave way.", "The dam", None),
        ("Shells hit the Kharkiv region. The region is large.", "The region", "Kharkiv region"),
        ("Ukraine said it. They entered the city.", "the city", None),
    ],
)
def test_the_name_they_stand_for(text: str, words: str, meant: str | None, world: World) -> None:
    (found,) = [r for r in references(text, world) if r.span.of(text) == words]
    assert (found.stands_for.of(text) if found.stands_for else None) == meant
    assert found.reason
