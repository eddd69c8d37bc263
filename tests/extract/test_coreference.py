"""From "he" and "the governor" to a name, or to nobody. All sentences are invented."""

from __future__ import annotations

import pytest

from app.extract.coreference import given_name_gender, resolve_reference, trace_reference
from app.extract.parse import parse
from app.extract.reading import Mention
from app.text.span import Span


def mention_of(text: str, name: str, title: str | None) -> Mention:
    start = text.index(name)
    whole = text.index(f"{title} {name}") if title else start
    return Mention(Span(whole, start + len(name)), Span(start, start + len(name)), "person", title=title)


@pytest.mark.parametrize(
    ("text", "people", "reference", "name"),
    [
        ("Oleh Moroz came home. He said the war was lost.", ["Oleh Moroz"], "He", "Oleh Moroz"),
        ("Oleh Moroz came home before he spoke.", ["Oleh Moroz"], "he", "Oleh Moroz"),
        (
            "Olena Kravets met Oleh Moroz. She said little.",
            ["Olena Kravets", "Oleh Moroz"],
            "She",
            "Olena Kravets",
        ),
        ("Oleh Moroz met Olena Kravets. She said little.", ["Oleh Moroz", "Olena Kravets"], "She", None),
        ("Oleh Moroz and Ivan Bondar came. He said little.", ["Oleh Moroz", "Ivan Bondar"], "He", None),
        ("Olena Kravets came home. He said little.", ["Olena Kravets"], "He", None),
        ("Oleh Moroz came. The driver said it was late. He slept.", ["Oleh Moroz"], "He", None),
        ("Oleh Moroz came. “Ivan Bondar is here.” He slept.", ["Oleh Moroz", "Ivan Bondar"], "He", "Oleh Moroz"),
        ("Oleh Moroz came. One. Two fell. Three fell. Four fell. He slept.", ["Oleh Moroz"], "He", None),
        ("They came home. They slept.", [], "They", None),
    ],
)
def test_pronouns(text, people, reference, name):
    mentions = [mention_of(text, person, None) for person in people]
    start = text.rindex(reference)
    chain = resolve_reference(Span(start, start + len(reference)), parse(text), mentions, given_name_gender)
    assert (chain[-1].of(text) if chain else None) == name


@pytest.mark.parametrize(
    ("text", "people", "reference", "name"),
    [
        (
            "Governor Oleh Moroz came. The governor slept.",
            [("Oleh Moroz", "Governor")],
            "The governor",
            "Oleh Moroz",
        ),
        ("Mayor Oleh Moroz came. The governor slept.", [("Oleh Moroz", "Mayor")], "The governor", None),
        (
            "Governor Oleh Moroz met Governor Ivan Bondar. The governor slept.",
            [("Oleh Moroz", "Governor"), ("Ivan Bondar", "Governor")],
            "The governor",
            None,
        ),
    ],
)
def test_descriptions(text, people, reference, name):
    mentions = [mention_of(text, person, title) for person, title in people]
    start = text.index(reference)
    found = trace_reference(Span(start, start + len(reference)), parse(text), mentions, given_name_gender)
    assert (found.chain[-1].of(text) if found.chain else None) == name
    assert bool(found.reason) == bool(found.chain)


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Volodymyr Zelensky", "m"), ("Mrs. Kravets", "f"), ("Olena Kravets", "f"), ("Zelensky", None), ("", None)],
)
def test_gender_by_given_name(name, gender):
    assert given_name_gender(name) == gender
