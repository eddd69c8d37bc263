"""A ledger that is too long for the page it stands on: the rows that tell most of it, and how many are left.

The rest has pages of its own (`/events/…/accounts`); files hold all of it. Rows that differ stay first of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.browse.records import Contradiction, LedgerGroup, LedgerRow

# A row weighs about 800 bytes of HTML, and a page may weigh 60,000: beside all else so many have room.
ON_EVENT = 24  # rows on an event's own page
ON_LIST = 32  # rows on a page of contradictions, all events together
ON_PAGE = 40  # rows on a page that holds nothing else
_LEAST = 2  # of each question: one account and one that differs from it


@dataclass(frozen=True, slots=True)
class Cut:
    """A question with some of its rows, and how many it has in all."""

    group: LedgerGroup
    of: int

    @property
    def left(self) -> int:
        return self.of - len(self.group.rows)


def shortened(groups: Sequence[LedgerGroup], most: int = ON_EVENT) -> tuple[Cut, ...]:
    """About `most` rows: every question keeps two at least, and those with many give way first."""
    kept = shares([len(group.rows) for group in groups], most)
    return tuple(Cut(_foremost(group, n), len(group.rows)) for group, n in zip(groups, kept, strict=True))


def shortened_all(items: Sequence[Contradiction], most: int = ON_LIST) -> dict[str, tuple[Cut, ...]]:
    """By an event's id. Events share a page as questions share a ledger."""
    kept = shares([sum(len(group.rows) for group in one.groups) for one in items], most)
    return {one.event.public_id: shortened(one.groups, n) for one, n in zip(items, kept, strict=True)}


def page_of(groups: Sequence[LedgerGroup], number: int, size: int = ON_PAGE) -> tuple[Cut, ...]:
    """The rows of one page, each under its question, as cuts from which nothing is left; numbered from 1."""
    every = [(group, row) for group in groups for row in group.rows]
    held = every[(number - 1) * size : number * size]
    return tuple(
        Cut(replace(group, rows=tuple(row for _group, row in rows)), len(rows)) for group, rows in _by_group(held)
    )


def pages(groups: Iterable[LedgerGroup], size: int = ON_PAGE) -> int:
    return -(-sum(len(group.rows) for group in groups) // size)


def shares(wanted: Sequence[int], most: int) -> list[int]:
    """How many of `most` each gets: what it wants where that is little, else as much as the others.

    `shares([2, 50, 9], 20) == [2, 9, 9]`
    """
    kept, left = [0] * len(wanted), most
    for done, at in enumerate(sorted(range(len(wanted)), key=lambda at: wanted[at])):
        kept[at] = min(wanted[at], max(_LEAST, left // (len(wanted) - done)))
        left -= kept[at]
    return kept


def _foremost(group: LedgerGroup, most: int) -> LedgerGroup:
    """Those that differ, each beside one that it differs from; then the newest, the oldest and the others."""
    if len(group.rows) <= most:
        return group
    ranked = dict.fromkeys((*_differing(group.rows), len(group.rows) - 1, *range(len(group.rows))))
    chosen = sorted(list(ranked)[:most])
    return replace(group, rows=tuple(group.rows[at] for at in chosen))


def _differing(rows: Sequence[tuple[int, LedgerRow]]) -> Iterator[int]:
    """Places in `rows`, a pair at a time."""
    place = {number: at for at, (number, _row) in enumerate(rows)}
    for at, (_number, row) in enumerate(rows):
        beside = [place[other] for other in row.differs if other in place]
        if beside:
            yield at
            yield beside[-1]


def _by_group(rows: Sequence[tuple[LedgerGroup, tuple[int, LedgerRow]]]) -> Iterator[tuple[LedgerGroup, list]]:
    for _question, some in groupby(rows, key=lambda each: each[0].question):
        told = list(some)
        yield told[0][0], told
