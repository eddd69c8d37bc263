"""The ledgers of every event of an answer as one table: who gives which figure or position, row by row.

The rows are those of each event's own ledger, in the order of the list and under the numbers they have there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from app.browse.accounts.ledger import ledger
from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.events import EVENTS, records
from app.browse.facts.claims import claims_of
from app.browse.question.filters import Filters
from app.browse.records import EventRecord, LedgerRow
from app.browse.words.counted import Counted, counted_behind
from app.browse.words.numerals import vague
from app.store.tables import Event


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One row of one event's ledger, by its number there; other rows are named by theirs."""

    event: EventRecord
    number: int
    row: LedgerRow

    @property
    def counted(self) -> Counted | None:
        """Whom the figure counts, where the words behind it say so."""
        first, end = self.row.words[0], self.row.figure_end
        if first.told is None or end is None or not first.told.start < end <= first.told.end:
            return None
        return counted_behind(first.told.exact, end - first.told.start)

    @property
    def vague(self) -> str | None:
        """ "dozens", where the figure is a word that counts nothing exactly: its least is then no count."""
        return vague(self.row.figure) or None if self.row.figure else None


def stream_ledgers(db: Connection, filters: Filters) -> Iterator[LedgerLine]:
    """Every row of the ledger of every event that the question finds."""
    return listing.every(db, LEDGERS, filters)


def _lines(db: Connection, ids: Sequence[int]) -> tuple[LedgerLine, ...]:
    """In as many queries for fifty events as for one."""
    if not ids:
        return ()
    keys = {
        row.public_id: row.id for row in db.execute(select(Event.id, Event.public_id).where(Event.id.in_(ids)))
    }
    claims = claims_of(db, ids, context=False)
    return tuple(
        LedgerLine(event, number, row)
        for event in records(db, ids)
        for number, row in enumerate(ledger(claims.get(keys[event.public_id], ())).rows)
    )


# The question is one of events, and as many of them; only its rows are others.
LEDGERS: Noun[LedgerLine] = replace(EVENTS, records=_lines)  # type: ignore[arg-type]
