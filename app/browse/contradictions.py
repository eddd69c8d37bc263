"""Contradictions: events whose accounts cannot all be right, each with the rows that differ.

The same events as `/events?disputed=yes`, and as many; whether accounts differ was decided when they were
recorded (`app.resolve.accounts`), by the rules that the rows here are marked by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, and_, select

from app.browse import listing
from app.browse.claims import claims_of
from app.browse.events import EVENTS, records
from app.browse.filters import Filters
from app.browse.ledger import ledger
from app.browse.listing import Noun
from app.browse.records import Contradiction, Listing
from app.store.tables import Event


def list_contradictions(db: Connection, filters: Filters) -> Listing[Contradiction]:
    """The question is one of events; `disputed` goes without saying."""
    asked = filters.changed(after=filters.after, before=filters.before, disputed="")
    found = listing.page(db, CONTRADICTIONS, replace(asked, problems=filters.problems))
    told = replace(asked, disputed="yes")
    return replace(found, sentence=told.sentence(found.count), title=told.sentence())


def _records(db: Connection, ids: Sequence[int]) -> tuple[Contradiction, ...]:
    """In the order of the ids, in as many queries for fifty as for one."""
    if not ids:
        return ()
    keys = {
        row.id: row.public_id for row in db.execute(select(Event.id, Event.public_id).where(Event.id.in_(ids)))
    }
    events = {event.public_id: event for event in records(db, ids)}
    claims = claims_of(db, ids, context=False)
    made = []
    for id_ in ids:
        if event := events.get(keys.get(id_, "")):
            told = ledger(claims.get(id_, ()))
            made.append(Contradiction(event, told.differing, told.rows))
    return tuple(made)


CONTRADICTIONS: Noun[Contradiction] = Noun(
    name=EVENTS.name,
    id=EVENTS.id,
    always=lambda f: and_(EVENTS.always(f), Event.differs.is_(True)),
    where=EVENTS.where,
    orders=EVENTS.orders,
    newest=EVENTS.newest,
    records=_records,
    divided=tuple(each for each in EVENTS.divided if each.name != "disputed"),
    divided_by=EVENTS.divided_by,
    searched=EVENTS.searched,
)
