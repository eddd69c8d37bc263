"""From "he" and "the governor" to a name, or to nobody. All sentences are invented."""

from __future__ import annotations

import pytest

from app.extract.names.coreference import resolve_reference, trace_reference
from app.extract.names.known import NOBODY, given_name_gender
from app.extract.reader import read
from app.extract.reading import Mention
from app.extract.words.parse import parse
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
        # another state's secretary of state is no foreign secretary, and its foreign secretary is
        (
            "The US Secretary of State came. Foreign Secretary Oleh Moroz stayed.\nThe Foreign Secretary slept.",
            [("Oleh Moroz", "Foreign Secretary")],
            "The Foreign Secretary",
            "Oleh Moroz",
        ),
        (
            "The Polish foreign secretary came. Foreign Secretary Oleh Moroz left.\nThe Foreign Secretary slept.",
            [("Oleh Moroz", "Foreign Secretary")],
            "The Foreign Secretary",
            None,
        ),
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


def trace_in(text: str, reference: str, persons: tuple[str, ...] = (), groups: tuple[str, ...] = ()) -> list[str]:
    """The chain of the last time a reference is written, as words."""
    named = [(name, "person") for name in persons] + [(name, "organisation") for name in groups]
    spans = [(Span(text.index(name), text.index(name) + len(name)), kind) for name, kind in named]
    mentions = [Mention(span, span, kind) for span, kind in sorted(spans)]
    start = text.rindex(reference)
    found = trace_reference(Span(start, start + len(reference)), parse(text), mentions, NOBODY)
    return [link.of(text) for link in found.chain]


@pytest.mark.parametrize(
    ("text", "groups", "chain"),
    [
        # by way of a description
        (
            "The Road Ministry gave a toll. “Five died,” the ministry said in a statement. It said that two ran.",
            ("Road Ministry",),
            ["the ministry", "Road Ministry"],
        ),
        (
            "The Road Ministry gave a toll. The ministry blamed the ice. “It was slippery,” it said on Telegram.",
            ("Road Ministry",),
            ["The ministry", "Road Ministry"],
        ),
        (
            "The Road Ministry met the Rail Ministry. The ministry left. It slept.",
            ("Road Ministry", "Rail Ministry"),
            [],
        ),
        # two clauses of one sentence, joined
        (
            "“We hold it,” the Red Guard said on Sunday, and it said that the photographs were old.",
            ("Red Guard",),
            ["Red Guard"],
        ),
        ("The Red Guard left the Blue Guard behind, and it said so.", ("Red Guard", "Blue Guard"), ["Red Guard"]),
        ("The Red Guard left while the Blue Guard stayed, and it said so.", ("Red Guard", "Blue Guard"), []),
        ("The Red Guard left the town, and it was dark when it fell.", ("Red Guard",), []),
    ],
)
def test_it_through_a_description_or_a_joined_clause(text, groups, chain):
    found = trace_in(text, "it" if " it " in text else "It", groups=groups)
    assert found == chain


@pytest.mark.parametrize(
    ("text", "persons", "chain"),
    [
        (
            "Oleh Moroz came home. “We go,” his office quoted him as saying on Tuesday. “I stay,” he said then.",
            ("Oleh Moroz",),
            ["him", "Oleh Moroz"],
        ),
        (
            "The agency quoted Oleh Moroz as saying that he would go. “I stay,” he said then.",
            ("Oleh Moroz",),
            ["Oleh Moroz"],
        ),
        (
            "Oleh Moroz was quoted by the agency as saying that it was late. “I stay,” he said then.",
            ("Oleh Moroz",),
            ["Oleh Moroz"],
        ),
        ("Ivan Bondar quoted Oleh Moroz as saying no. “I stay,” he said then.", ("Oleh Moroz", "Ivan Bondar"), []),
    ],
)
def test_he_who_was_quoted(text, persons, chain):
    assert trace_in(text, "he", persons=persons) == chain


def test_an_object_pronoun_beside_a_name_is_nobody_of_a_sentence_before(world) -> None:
    text = "Olena Kravets was angry. Oleh Moroz spoke out. In 2007 Norland labelled Ivan Bondar and fined him."
    parsed = parse(text)
    him = Span(text.index("him"), text.index("him") + 3)
    assert resolve_reference(him, parsed, read(text, None, world).mentions) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hamas fired rockets at Haifa. The group said that it would go on.", "Hamas"),
        ("According to AFP, Hezbollah hit a barracks. The group said that it would go on.", "Hezbollah"),
        ("Hamas and Hezbollah fired rockets at Haifa. The group said that it would go on.", None),
        ("Human Rights Watch said that Hamas had fired rockets. The group said that it had seen it.", None),
    ],
)
def test_the_group_is_the_only_one_named_just_before(text: str, named: str | None, world) -> None:
    quote = read(text, None, world).quotes[-1]
    assert quote.speaker
    assert (quote.speaker.named.of(text) if quote.speaker.named else None) == named
