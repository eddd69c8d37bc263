"""What lies along a text, asked for by where it lies: by bisection, so that a long text costs no more a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from app.text.span import Span

T = TypeVar("T")


class Abreast(Generic[T]):
    """What lies abreast of a span. Built once of `things`, in any order, each at `span_of` it."""

    def __init__(self, things: Iterable[T], span_of: Callable[[T], Span]) -> None:
        placed = sorted(((span_of(thing), thing) for thing in things), key=lambda pair: pair[0])
        self._spans = [span for span, _ in placed]
        self._things = [thing for _, thing in placed]
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))  # the furthest end so far

    def of(self, span: Span) -> Iterator[T]:
        """Everything that shares a character with the span, in order of its start."""
        for at in range(bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)):
            if self._spans[at].overlaps(span):
                yield self._things[at]

    def any(self, span: Span) -> bool:
        return next(self.of(span), None) is not None

    def __len__(self) -> int:
        return len(self._things)
