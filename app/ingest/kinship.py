"""Which of many texts are one text and its reprints, told from what each two of them are to one another.

Descent is passed on only by texts that are mostly the same. A text cut short belongs to the one it was cut from,
and brings nothing with it but its own like. A round-up, which holds two texts that have nothing to do with each
other, belongs to neither: two reports are not one because somebody printed both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import combinations

from app.ingest.copies import Copied

HELD = 0.8  # of a text's own words: from there on another holds it

Ties = Mapping[tuple[str, str], Copied]


def families(
    published: Mapping[str, date | None], ties: Ties, unlike: Callable[[str, str], bool]
) -> list[list[str]]:
    """Keys of texts, sorted, those of one origin together; `published` has a day, or None, for each of them.

    `ties` holds each two that are related once; `unlike` says of two that are not whether they share nothing.
    """
    roundups = _round_ups(ties, unlike)
    groups = _Groups(published)
    for (one, other), tie in sorted(ties.items()):
        if tie.kin == "same" and (one in roundups) == (other in roundups):
            groups.join(one, other)
    wholes: dict[str, list[tuple[date, float, str]]] = defaultdict(list)  # by group: who holds a text of it
    for (one, other), tie in ties.items():
        if tie.kin == "part" and one not in roundups and other not in roundups:
            part, whole = (one, other) if tie.shares[0] >= tie.shares[1] else (other, one)
            rank = (
                published[whole] or date.max,
                -min(tie.shares),
                whole,
            )  # what was there first, then the nearest
            if groups.of(part) != groups.of(whole):
                wholes[groups.of(part)].append(rank)
    for part, ranks in wholes.items():
        groups.join(part, min(ranks)[2])
    return groups.all()


def _round_ups(ties: Ties, unlike: Callable[[str, str], bool]) -> Collection[str]:
    """Texts that hold two others which share nothing."""
    held: dict[str, list[str]] = defaultdict(list)
    for (one, other), tie in ties.items():
        if max(tie.shares) >= HELD and tie.shares[0] != tie.shares[1]:
            part, whole = (one, other) if tie.shares[0] > tie.shares[1] else (other, one)
            held[whole].append(part)
    related = {frozenset(pair) for pair in ties}
    return {
        whole
        for whole, parts in held.items()
        if any(frozenset(two) not in related and unlike(*two) for two in combinations(sorted(parts), 2))
    }


class _Groups:
    """What is joined so far; the smallest key of a group stands for it, whatever was joined first."""

    def __init__(self, keys: Collection[str]) -> None:
        self._above = {key: key for key in keys}

    def of(self, key: str) -> str:
        while self._above[key] != key:
            key = self._above[key]
        return key

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low

    def all(self) -> list[list[str]]:
        return [members for _, members in sorted(self._gathered())]

    def _gathered(self) -> Iterator[tuple[str, list[str]]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._above):
            found[self.of(key)].append(key)
        yield from found.items()
