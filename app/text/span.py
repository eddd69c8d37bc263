"""A stretch of a text, in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True, init=False)
class Span:
    """`[start, end)` in code points of one text. Every fact carries one; `span.of(text)` is what we show.

    Six are made a word read: hence its own `__init__`, in half the time of the one a dataclass is given.
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"a span runs forward from 0: [{start}, {end})")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """How many characters both hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def distance(self, other: Span) -> int:
        """Characters between the two; 0 where they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)

    def trimmed(self, text: str, marks: str = "") -> Span:
        """Without white space (and the characters of `marks`) at either end."""
        start, end = self.start, self.end
        while start < end and (text[start].isspace() or text[start] in marks):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
            end -= 1
        return Span(start, end)

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


_set_start, _set_end = Span.start.__set__, Span.end.__set__  # type: ignore[attr-defined]  # slots, of a frozen class


def hull(spans: Iterable[Span]) -> Span:
    """The shortest span that covers all of `spans` (at least one)."""
    found = list(spans)
    return Span(min(span.start for span in found), max(span.end for span in found))
