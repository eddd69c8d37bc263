"""How much of somebody else's article is shown: never more than its ceiling, and what is left out is named."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.browse.facts.portion import margined, portion
from app.text.span import Span

TEXT = (
    "Two mills burned in Lozova. The mayor, who came at dawn, said that nobody was hurt in the fire. "
    "“We were lucky,” she added, and went.\nRain fell later."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "around", "shown"),
    [
        ("nobody was hurt", 60, "The mayor, who came at dawn, said that nobody was hurt in the fire."),
        ("nobody was hurt", 13, "said that nobody was hurt in the fire."),
        ("nobody was hurt", 7, "that nobody was hurt in the"),
        ("nobody was hurt", 0, "nobody was hurt"),
        (
            "nobody was hurt in the fire.",
            60,
            "The mayor, who came at dawn, said that nobody was hurt in the fire.",
        ),
        ("Two mills burned", 60, "Two mills burned in Lozova."),
        ("“We were lucky,”", 60, "“We were lucky,” she added, and went."),
        ("Rain fell later.", 60, "Rain fell later."),
    ],
)
def test_a_margin_ends_with_its_sentence_or_between_words(words, around, shown):
    assert margined(TEXT, at(words), around).of(TEXT) == shown


@pytest.mark.parametrize(
    ("most", "shown", "left"),
    [
        (
            500,
            ["Two mills burned in Lozova.", "said that nobody was hurt in the fire. “We were lucky,” she added,"],
            [],
        ),
        (75, ["Two mills burned in Lozova.", "said that nobody was hurt", "“We were lucky,”"], []),
        (50, ["Two mills burned", "nobody was hurt", "“We were lucky,”"], []),
        (40, ["Two mills burned", "nobody was hurt"], ["“We were lucky,”"]),
        (20, ["Two mills burned"], ["nobody was hurt", "“We were lucky,”"]),
        (0, [], ["Two mills burned", "nobody was hurt", "“We were lucky,”"]),
    ],
)  # fmt: skip
def test_facts_come_first_then_their_margins_in_the_order_of_the_text(most, shown, left):
    facts = [at("Two mills burned"), at("nobody was hurt"), at("“We were lucky,”")]
    told = portion(TEXT, facts, 13, most)
    assert [span.of(TEXT) for span in told.spans] == shown
    assert [fact.of(TEXT) for fact in told.left] == left


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, list[Span], int, int]:
    text = draw(st.text(alphabet="abc .\n”", max_size=80))
    edge = st.integers(0, len(text))
    facts = [Span(min(a, b), max(a, b)) for a, b in draw(st.lists(st.tuples(edge, edge), max_size=8)) if a != b]
    return text, facts, draw(st.integers(0, 30)), draw(st.integers(0, 90))


@given(asked())
def test_the_sum_never_passes_the_ceiling(told):
    text, facts, around, most = told
    made = portion(text, facts, around, most)
    assert made.shown <= most
    assert all(left.end < right.start for left, right in pairwise(made.spans))
    for fact in facts:
        assert (fact in made.left) != any(span.covers(fact) for span in made.spans)


@given(asked())
def test_every_fact_is_shown_where_there_is_room_for_all_and_a_margin_reaches_no_further_than_asked(told):
    text, facts, around, _ = told
    made = portion(text, facts, around, len(text))
    assert not made.left
    near = {i for fact in facts for i in range(fact.start - around, fact.end + around)}
    blank = {i for i, letter in enumerate(text) if letter.isspace()}
    assert all(i in near | blank for span in made.spans for i in range(span.start, span.end))
