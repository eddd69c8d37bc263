"""The shapes a date is written in: patterns over plain text, each giving what the words mean.

A pattern finds a *piece* ("late", "Saturday", "10 p.m.", "May 19-20"); `dates/reader.py` joins neighbouring
pieces and reads them against the article. Every repetition in a pattern is bounded, so the time a text
takes grows with its length and no more. Texts come with straight apostrophes (as from `parse`).
The patterns themselves: `dates/written_days.py`, `dates/written_months.py`, `dates/counted_dates.py`,
`dates/times_of_day.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from app.extract.dates import counted_dates, times_of_day, written_days, written_months
from app.extract.dates.pieces import WORDS, Build, Piece, any_of
from app.extract.words.needed_letters import DIGIT
from app.text.span import Span

# In this order: of two pieces that begin and end alike the first rule's is kept.
_RULES = (*written_days.RULES, *written_months.RULES, *counted_dates.RULES, *times_of_day.RULES)


def find_pieces(text: str) -> list[Piece]:
    """The pieces of a text with straight apostrophes, in order; of overlapping ones the first and longest."""
    found = sorted(_every(text), key=lambda piece: (piece.span.start, -piece.span.end))
    kept: list[Piece] = []
    for piece in found:
        if not kept or piece.span.start >= kept[-1].span.end:
            kept.append(piece)
    return kept


def _every(text: str) -> Iterator[Piece]:
    names = [Span(*match.span()) for match in _NAMES.finditer(text)]
    starts = [name.start for name in names]
    lines = [(line.start(), line.end(), _letters_of(line.group())) for line in _LINE.finditer(text)]
    for pattern, build, need in _RULES:
        for start, end, here in lines:
            if need is not None and need.isdisjoint(here):
                continue
            at = start
            while (match := pattern.search(text, at, end + _AHEAD)) and match.start() < end:
                piece = _built(build, match)
                # What was refused may begin a character later ("3 and 25 June" holds "25 June").
                at = max(piece.span.end, match.start() + 1) if piece else match.start() + 1
                if piece and not _within(piece.span, names, starts):
                    yield piece


_LINE = re.compile(r"[^\n]+")  # no date runs across two
_AHEAD = 8  # no rule looks further past what it takes
_DIGIT = re.compile(r"\d")


def _letters_of(line: str) -> frozenset[str]:
    """Which of the letters that rules cannot do without stand in a line."""
    low = line.lower()
    return frozenset(each for each in _all_needed() if each in low or (each == DIGIT and _DIGIT.search(low)))


@cache
def _all_needed() -> frozenset[str]:
    return frozenset().union(*(need for _, _, need in _RULES if need))


def _within(span: Span, names: list[Span], starts: list[int]) -> bool:
    """Whether a name ("Bloody Sunday") holds any of it; names stand in order and apart."""
    before = bisect_left(starts, span.end) - 1
    return before >= 0 and span.overlaps(names[before])


def _built(build: Build, match: re.Match[str]) -> Piece | None:
    """None too for 31 June, or a count beyond the calendar: no dates."""
    try:
        return build(match)
    except (ValueError, OverflowError):
        return None


_NAMES = re.compile(rf"\b(?:{any_of(WORDS['not_dates'])})\b")


def with_year(meaning: Any, year_by: int) -> Any:
    """`meaning` placed in last (-1), this (0) or next (1) year."""
    return replace(meaning, year_by=year_by)
