"""From "he" and "the governor" to a name, or to nobody. All sentences are invented."""

from __future__ import annotations

import pytest

from app.extract.coreference import resolve_reference, trace_reference
from app.extract.known import NOBODY, given_name_gender
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
        ("Oleh Moroz came home. His friend slept.", ["Oleh Moroz"], "His", "Oleh Moroz"),
        ("The head of the brigade, Oleh Moroz, came. He slept.", ["Oleh Moroz"], "He", "Oleh Moroz"),
        # the "he" of a side clause leads nothing: the sentence is about Moroz
        ("In a letter that he wrote at home, Oleh Moroz resigned. He slept.", ["Oleh Moroz"], "He", "Oleh Moroz"),
        # "he" inside a clause about somebody else is perhaps that somebody
        (
            "Oleh Moroz came. The charge against Ivan Bondar is that he slept.",
            ["Oleh Moroz", "Ivan Bondar"],
            "he",
            None,
        ),
    ],
)
def test_pronouns(text, people, reference, name):
    mentions = [mention_of(text, person, None) for person in people]
    start = text.rindex(reference)
    chain = resolve_reference(Span(start, start + len(reference)), parse(text), mentions, NOBODY)
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
            "Vice President Oleh Moroz came. The president slept.",
            [("Oleh Moroz", "Vice President")],
            "The president",
            None,
        ),
        ("Governor Oleh Moroz came. A governor slept.", [("Oleh Moroz", "Governor")], "A governor", None),
        (
            "Governor Oleh Moroz came. The Governor slept.",
            [("Oleh Moroz", "Governor")],
            "The Governor",
            "Oleh Moroz",
        ),
        (
            "Governor Oleh Moroz came. Sumy’s governor slept.",
            [("Oleh Moroz", "Governor")],
            "Sumy’s governor",
            None,
        ),
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
    start = text.rindex(reference)
    found = trace_reference(Span(start, start + len(reference)), parse(text), mentions, NOBODY)
    assert (found.chain[-1].of(text) if found.chain else None) == name
    assert bool(found.reason) == bool(found.chain)


@pytest.mark.parametrize(
    ("text", "groups", "reference", "name"),
    [
        ("The Red Guard denied it. In a statement it said no.", ["Red Guard"], "it", "Red Guard"),
        ("The Red Guard denied it. It said no. It gave no day.", ["Red Guard"], "It gave", "Red Guard"),
        ("The Red Guard left but the Blue Guard stayed. It said no.", ["Red Guard", "Blue Guard"], "It", None),
        ("The Red Guard left. A storm came. It said no.", ["Red Guard"], "It", None),
        ("The Road Ministry left. The ministry slept.", ["Road Ministry"], "The ministry", "Road Ministry"),
        (
            "The Road Ministry left. The Rail Ministry stayed. The ministry slept.",
            ["Road Ministry", "Rail Ministry"],
            "The ministry",
            None,
        ),
        (
            "The Road Ministry left the sea ministry. The ministry slept.",
            ["Road Ministry"],
            "The ministry",
            None,
        ),
    ],
)
def test_groups(text, groups, reference, name):
    spans = [Span(text.index(group), text.index(group) + len(group)) for group in groups]
    mentions = [Mention(span, span, "organisation") for span in spans]
    start = text.rindex(reference)
    word = reference.split()[0] if reference.startswith("It") else reference
    chain = resolve_reference(Span(start, start + len(word)), parse(text), mentions, NOBODY)
    assert (chain[-1].of(text) if chain else None) == name


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Volodymyr Zelensky", "m"), ("Mrs. Kravets", "f"), ("Olena Kravets", "f"), ("Zelensky", None), ("", None)],
)
def test_gender_by_given_name(name, gender):
    assert given_name_gender(name) == gender
