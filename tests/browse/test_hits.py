"""Which words of a text a question met, and the stretch that shows most of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.browse.question.searchbox import parse
from app.browse.words.hits import Bit, bits, found_in, snippet

TEXT = "The bridges near Kupiansk burned. Zelens’kyi’s envoy said: “Power lines are down, the line of power too.”"


def marked(told: tuple[Bit, ...]) -> str:
    return "".join(f"[{bit.text}]" if bit.hit else bit.text for bit in told)


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ("bridge", ["bridges"]),  # any English form
        ('"bridge"', []),  # a phrase is exact
        ('"power lines"', ["Power lines"]),
        ("power line", ["Power", "lines", "line", "power"]),
        ("zelenskyi", ["Zelens’kyi’s"]),  # apostrophes and a possessive folded away
        ("burn OR drown", ["burned"]),
        ("bridge -kupiansk", ["bridges"]),  # what must not stand there is not marked
        ("speaker:kravets envoy", ["envoy"]),
        ("nothing", []),
    ],
)
def test_the_asked_words_are_found(asked: str, hits: list[str]) -> None:
    assert [span.of(TEXT) for span in found_in(TEXT, parse(asked).query)] == hits


@given(st.text(max_size=80), st.text(max_size=20))
def test_the_pieces_joined_are_the_text(text: str, asked: str) -> None:
    assert "".join(bit.text for bit in bits(text, parse(asked).query)) == text
    assert len(snippet(text, parse(asked).query, 40)) <= 80


LONG = (
    "Water was short in the town. " * 10
    + "A convoy with water and bread came over the bridge at noon. "
    + "Rain. " * 50
)


def test_a_snippet_is_where_most_of_the_words_stand() -> None:
    told = marked(snippet(LONG, parse("water convoy bridge").query, 120))
    assert "A [convoy] with [water] and bread came over the [bridge] at noon." in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 140


def test_a_text_without_the_words_has_no_snippet() -> None:
    assert snippet(LONG, parse("harbour").query) == ()


def test_a_snippet_does_not_cross_into_the_paragraph_before() -> None:
    assert marked(snippet("One.\n\nThe bridge fell.", parse("bridge").query)) == "… The [bridge] fell."
