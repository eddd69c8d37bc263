"""Where the words of one version of a text lie in the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import takewhile

from app.text.span import Span, hull

_PIECE = re.compile(r"\s+|\S+")
_MOST_PIECES = 40_000  # of both texts, beyond what they share at either end: then it is another text


class Moved:
    """A map from the spans of an old text to those of a new one, made by comparing words."""

    def __init__(self, old: str, new: str) -> None:
        self._blocks = [(Span(0, len(old)), 0)] if old == new else list(_blocks(old, new))

    def __call__(self, span: Span) -> Span | None:
        """The stretch of the new text that holds what is left of `span`; None where nothing is."""
        left = []
        for block, by in self._blocks:
            start, end = max(span.start, block.start), min(span.end, block.end)
            if start < end:
                left.append(Span(start + by, end + by))
        return hull(left) if left else None


def _blocks(old: str, new: str) -> list[tuple[Span, int]]:
    """Stretches of the old text that stand in the new one, and by how much they moved."""
    head = _alike(old, new)
    tail = min(_alike(reversed(old), reversed(new)), min(len(old), len(new)) - head)
    blocks = [(Span(0, head), 0)]
    blocks += _inside(old[head : len(old) - tail], new[head : len(new) - tail], head)
    blocks.append((Span(len(old) - tail, len(old)), len(new) - len(old)))
    return blocks


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _inside(old: str, new: str, at: int) -> list[tuple[Span, int]]:
    ours, theirs = _PIECE.findall(old), _PIECE.findall(new)
    if len(ours) + len(theirs) > _MOST_PIECES:
        return []
    from_, to = _offsets(ours), _offsets(theirs)
    return [
        (Span(at + from_[a], at + from_[a + size]), to[b] - from_[a])
        for a, b, size in SequenceMatcher(None, ours, theirs).get_matching_blocks()
        if size
    ]


def _offsets(pieces: list[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets
