"""Contradictions: events whose accounts cannot all be right, each with the rows that differ.

The same events as `/events?disputed=yes`, and as many; whether accounts differ was decided when they were
recorded (`app.resolve.accounts`), by the rules that the rows here are marked by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, and_, literal_column, or_, select
from sqlalchemy.orm import aliased

from app.browse.accounts.ledger import ledger
from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.answer.page import page
from app.browse.events import EVENTS, records
from app.browse.facts import briefs
from app.browse.facts.claims import claims_of
from app.browse.question.filters import MOST_SIZE, Filters
from app.browse.question.sentence import sentence
from app.browse.records import Apart, Contradiction, Listing
from app.store.tables import Event, NearEvent

MOST = 9  # events on a page of HTML: each brings its rows, and fifty would weigh five times what a page may


def list_contradictions(db: Connection, filters: Filters, most: int = MOST_SIZE) -> Listing[Contradiction]:
    """The question is one of events; `disputed` goes without saying. `most`: rows shown, whatever `size` says."""
    asked = filters.changed(after=filters.after, before=filters.before, disputed="")
    found = page(db, CONTRADICTIONS, replace(asked, problems=filters.problems), most)
    told = contradicting(asked)
    return replace(found, sentence=sentence(told, found.count), title=sentence(told))


def count_contradictions(db: Connection, filters: Filters) -> int:
    return listing.counted(db, CONTRADICTIONS, filters.changed(disputed=""))


def stream_contradictions(db: Connection, filters: Filters) -> Iterator[Contradiction]:
    return listing.every(db, CONTRADICTIONS, filters.changed(disputed=""))


def contradicting(filters: Filters) -> Filters:
    """The question in whose words the answer is told: of disputed events."""
    return replace(filters, disputed="yes")


def told_apart(db: Connection, filters: Filters) -> tuple[Apart, ...]:
    """Two events of one place and time, one of them in the answer to the question, whose accounts cannot both be
    right if they are one: the newest of them, as many as stand on a page. They stand beside the first page only.
    """
    if filters.after or filters.before:
        return ()
    asked = filters.changed(disputed="")
    theirs = listing.ids(db, EVENTS, asked)
    one, other = aliased(Event), aliased(Event)
    pairs = db.execute(
        select(NearEvent.one_id, NearEvent.other_id, NearEvent.agrees, NearEvent.differs, NearEvent.disputed)
        .join(one, one.id == NearEvent.one_id)
        .join(other, other.id == NearEvent.other_id)
        .where(NearEvent.disputed != literal_column("''"))  # not a parameter: SQLite then knows the index of these
        .where(*(each.listed & each.state.not_in(briefs.HIDDEN) for each in (one, other)))
        # Asked of each pair, since pairs are few and the answer may be every event there is.
        .where(or_(*(theirs.where(EVENTS.id == each).exists() for each in (NearEvent.one_id, NearEvent.other_id))))
        .order_by(one.sort_day.desc(), NearEvent.id.desc())
        .limit(MOST)
    ).all()
    ids = list(dict.fromkeys(id_ for row in pairs for id_ in (row.one_id, row.other_id)))
    found = dict(zip(ids, records(db, ids), strict=True))
    return tuple(
        Apart((found[row.one_id], found[row.other_id]), row.agrees, row.differs, tuple(row.disputed.split(", ")))
        for row in pairs
    )


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
