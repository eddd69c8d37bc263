"""Which quotes are one utterance, told by pairs of invented ones."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.resolve.utterances import Saying, alike, group, runs, same_words, worded
from app.text.when import When

MONDAY = When.parse("2023-05-15").earliest.toordinal()
FULL = "We will hold the bridge until the last boat has crossed, and then we will leave the town as we found it"


def said(
    exact: str, *, by: str = "kravets", on: str | None = None, day: int = MONDAY, type: str = "direct", **more
) -> Saying:
    stated = When.parse(on) if on else None
    sorts = stated.latest.toordinal() if stated else day
    return Saying(exact, by, worded(exact, type), stated, sorts, **more)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (FULL, FULL, "the same words"),
        (FULL, FULL.upper() + "!", "the same words"),
        (FULL, FULL.replace("crossed, and", "crossed — and"), "the same words"),
        (FULL, "hold the bridge until the last boat has crossed", "a part of a longer quote"),
        (FULL, "We will hold the bridge … and then we will leave the town", "left out"),
        (FULL, "We will hold the bridge […] as we found it", "left out"),
        (FULL, "[The army] will hold the bridge until the last boat has crossed", "brackets"),
        (FULL, FULL.replace("the last boat", "the last [Vesnan] boat"), "brackets"),
        (FULL, FULL.replace("then we", "we"), "small changes"),
        (
            "They can't take what they don't understand",
            "They cannot take what they do not understand",
            "same words",
        ),
        ("Zelensky will come to the town on Friday", "Zelenskyy will come to the town on Friday", "small changes"),
    ],
)
def test_one_utterance(one: str, other: str, why: str) -> None:
    assert why in (same_words(said(one), said(other)) or "")
    assert same_words(said(one), said(other)) == same_words(said(other), said(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will hold the bridge until Friday", "We will not hold the bridge until Friday"),  # the sense
        ("Seven people died in the harbour today", "Nine people died in the harbour today"),  # the figure
        ("We lost 7 men at the river today", "We lost 9 men at the river today"),
        ("We will hold the bridge until Friday", "We will hold the town until Friday"),
        ("We will hold the bridge", "We will hold the bridge"),  # five words, yes; see below
        (FULL, "the last boat"),  # too short to be known by its words
        (FULL, "We will leave the town and then hold the bridge"),  # another order
        ("The town is ours and it will stay so", "It is our town, and so it shall remain"),  # another translation
    ],
)
def test_two_utterances(one: str, other: str) -> None:
    if one == other:
        assert same_words(said(one), said(other)) == "the same words"
        assert same_words(said("We will stay here"), said("We will stay here")) is None
    else:
        assert same_words(said(one), said(other)) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"on": "2023-05-15"}, {"on": "2023-05-15"}, True),
        ({"on": "2023-05-15"}, {"on": "2023-05-16"}, True),  # Sunday night in one capital is Monday in another
        ({"on": "2023-05-15"}, {"on": "2023-05-18"}, False),
        ({"on": "2023-05"}, {"on": "2023-05-18"}, True),
        ({"on": "2023-05-15"}, {"day": MONDAY + 9}, True),  # told nine days later
        ({"on": "2023-05-15"}, {"day": MONDAY - 3}, False),  # told before it was said
        ({"by": ""}, {"by": ""}, False),  # nobody known
        ({"by": "kravets"}, {"by": "moroz"}, False),
        ({"day": 0}, {"day": MONDAY}, True),
    ],
)
def test_who_spoke_and_when_decide_before_the_words_do(one: dict, other: dict, same: bool) -> None:
    assert bool(same_words(said(FULL, **one), said(FULL, **other))) is same


@pytest.mark.parametrize(
    ("words", "years", "same"), [(FULL, 1, True), ("Glory to the town and its people", 1, False)]
)
def test_a_slogan_a_year_later_is_said_again_a_long_sentence_is_retold(words: str, years: int, same: bool) -> None:
    later = said(words, day=MONDAY + 365 * years)
    assert bool(same_words(said(words), later)) is same


@pytest.mark.parametrize(
    ("exact", "type", "told"),
    [
        ("that the town was “only in our hearts” now", "mixed", "only in our hearts"),
        ('that it “fell” and "will not rise"', "mixed", "fell … will not rise"),
        ("that the town fell", "mixed", ""),
        ("“Don't go,” … “not yet.”", "direct", "do not go … not yet"),
        ("We [the army] left …", "direct", "we the army left …"),
    ],
)
def test_whose_words_they_are(exact: str, type: str, told: str) -> None:
    assert " ".join(word.folded for word in worded(exact, type).words) == told


ONE = "The enemy wanted to frighten our children, but it has only made the whole town stand together"
TWO = "The enemy hoped to scare our children; instead the town now stands together"


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        (said(ONE), said(TWO), True),
        (said(ONE), said(TWO, day=MONDAY + 9), False),
        (said(ONE), said(TWO, by="moroz"), False),
        (said(ONE), said("The enemy will pay for this, and the whole world will see it"), False),
        (said(ONE, on="2023-05-15"), said(ONE, on="2023-05-19"), True),  # the same words, of another day
        (said(ONE, day=0), said(TWO, day=0), False),
    ],
)
def test_translations_that_differ_are_linked_and_stay_two(one: Saying, other: Saying, linked: bool) -> None:
    assert same_words(one, other) is None
    assert bool(alike(one, other)) is linked
    assert alike(one, other) == alike(other, one)


PARTS = (
    FULL,
    FULL[:57],
    FULL[FULL.index("last") :],
    "[The army] will hold the bridge until the last boat has crossed",
    ONE,
    TWO,
)


@given(order=st.permutations([said(one) for one in PARTS]))
def test_which_quotes_are_together_does_not_hang_on_their_order(order: list[Saying]) -> None:
    found = {frozenset(order[at].key for at, _ in members) for members in group(order)}
    assert found == {frozenset(PARTS[:4]), frozenset(PARTS[4:5]), frozenset(PARTS[5:])}


def test_two_parts_of_a_speech_are_one_utterance_only_where_somebody_quotes_both() -> None:
    first, second = said(FULL[:55]), said(FULL[57:])
    assert len(group([first, second])) == 2
    assert len(group([first, said(FULL), second])) == 1


def test_an_undated_quote_does_not_join_what_was_said_on_two_days() -> None:
    found = group([said(FULL, on="2023-05-15"), said(FULL, day=0), said(FULL, on="2023-05-25")])
    assert sorted(map(len, found)) == [1, 2]


@pytest.mark.parametrize(
    ("one", "other", "first", "second"),
    [
        ("We hold it.", "we HOLD it", [("We hold it.", True)], [("we HOLD it", True)]),
        ("We hold it", "They hold it", [("We ", False), ("hold it", True)], [("They ", False), ("hold it", True)]),
        ("“So we go, now.”", "we go", [("“So ", False), ("we go, ", True), ("now.”", False)], [("we go", True)]),
        ("", "Go", [], [("Go", False)]),
        ("…", "Go", [("…", True)], [("Go", False)]),
    ],
)  # fmt: skip
def test_the_words_that_differ(one: str, other: str, first: list, second: list) -> None:
    assert [(one[run.start : run.end], run.same) for run in runs(one, other)[0]] == first
    assert [(other[run.start : run.end], run.same) for run in runs(one, other)[1]] == second


@given(one=st.text(max_size=40), other=st.text(max_size=40))
def test_runs_end_to_end_are_the_text(one: str, other: str) -> None:
    for text, found in zip((one, other), runs(one, other), strict=True):
        assert "".join(text[run.start : run.end] for run in found) == text
        assert all(a.same != b.same for a, b in pairwise(found))
    assert all(run.same for run in runs(one, one)[0])
