"""The letters an expression cannot do without, and the dates found although most rules are not tried."""

from __future__ import annotations

import re

import pytest

from app.extract.dates.grammar import find_pieces
from app.extract.words.needed_letters import DIGIT, needed


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"century", {"century"}),
        (r"\b(?:May|June) \d{1,2}\b", {"may", "june"}),
        (r"(?:the )?week-?end", {"week"}),
        (r"\d{4}s?", {DIGIT}),
        (r"[0-9]+\s?%", {DIGIT}),
        (r"(?:last|\d)x", {"last", DIGIT}),
        (r"(?=dawn)\w+", None),
        (r"(?:dawn)?", None),
        (r"dawn|\w+", None),
        (r"[^a]", None),
    ],
)
def test_needed(pattern: str, letters: set[str] | None) -> None:
    assert needed(pattern) == (None if letters is None else frozenset(letters))


@pytest.mark.parametrize("pattern", [r"half (?:an|one) hour", r"(?:in|on) the (\d+)(?:st|nd)", r"MAY"])
@pytest.mark.parametrize("text", ["HALF AN HOUR", "half one hour", "on the 21st", "in May", "may"])
def test_nothing_is_matched_without_them(pattern: str, text: str) -> None:
    found = re.search(pattern, text, re.IGNORECASE)
    here = text.lower() + (DIGIT if any(c.isdigit() for c in text) else "")
    assert not found or any(letters in here for letters in needed(pattern) or ())


def test_a_date_is_found_in_its_own_line_alone() -> None:
    text = "It rained on 3 May\n2022 was dry.\nNobody came.\nOn Tuesday they did, at 5 p.m."
    assert [piece.span.of(text) for piece in find_pieces(text)] == ["3 May", "2022", "Tuesday", "5 p.m."]
