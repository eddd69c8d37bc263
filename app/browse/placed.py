"""Where the events of an answer are: each place once, and what is not placed beside it.

The whole answer is counted, not one page of it: what stands on the map, what has no place, and what had no
room add up to the number in the heading.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, case, func, select

from app.browse.answer import listing
from app.browse.events import EVENTS
from app.browse.facts import briefs
from app.browse.question.filters import Filters
from app.browse.records import EventBrief, EventRecord, PlaceBrief
from app.store.tables import Event, Place
from app.world.shapes import Extent, extent_of

MOST_MARKS = 5_000  # UX §4: more than a browser draws smoothly; a file holds them all
NAMED = 20  # unplaced events that a page names; the list has the rest
HAPPENED = ("actual", "past-background")


@dataclass(frozen=True, slots=True)
class Mark:
    """One place, as exactly as these events are known to be at it."""

    place: PlaceBrief
    where_prec: int | None
    events: int
    unsure: int  # of them planned, possible, denied or said not to have happened

    @property
    def key(self) -> str:
        """Names the mark in a page: "bakhmut", "bakhmut~25", "donetsk-oblast"."""
        km = self.extent.km
        return f"{self.place.slug}~{km}" if km else self.place.slug

    @property
    def extent(self) -> Extent:
        place = self.place
        return extent_of(place.kind, place.name, place.lon, place.lat, self.where_prec)


@dataclass(frozen=True, slots=True)
class Placed:
    """`events` are on the marks, `unplaced` nowhere, `left_out` at places beyond the most that are drawn."""

    marks: tuple[Mark, ...]  # the fullest first
    events: int
    unplaced: int
    left_out: int
    some_unplaced: tuple[EventBrief, ...]


def key_of(event: EventRecord) -> str | None:
    """The mark an event stands on."""
    return Mark(event.place, event.where_prec, 1, 0).key if event.place else None


def place_events(db: Connection, filters: Filters, most: int = MOST_MARKS) -> Placed:
    """Every event of the answer at its place."""
    conditions = listing.asked(db, EVENTS, filters)
    unsure = case((and_(Event.modality.in_(HAPPENED), Event.stance != "denied"), 0), else_=1)
    counted = (
        select(Event.place_id, Event.where_prec, func.count().label("n"), func.sum(unsure).label("unsure"))
        .where(conditions)
        .group_by(Event.place_id, Event.where_prec)
        .subquery()
    )
    rows = db.execute(
        select(counted, Place.slug, Place.name, Place.kind, Place.lat, Place.lon).outerjoin(
            Place, Place.id == counted.c.place_id
        )
    ).all()
    marks: dict[str, Mark] = {}
    for row in rows:
        if row.place_id is None:
            continue
        place = PlaceBrief(row.slug, row.name, row.kind, row.lat, row.lon)
        mark = Mark(place, row.where_prec, row.n, row.unsure)
        # UCDP's finer codes may be drawn alike: district, region and worse are all one circle.
        same = marks.get(mark.key)
        marks[mark.key] = (
            Mark(place, row.where_prec, same.events + row.n, same.unsure + row.unsure) if same else mark
        )
    fullest = sorted(marks.values(), key=lambda mark: (-mark.events, mark.key))
    drawn = tuple(fullest[:most])
    unplaced = sum(row.n for row in rows if row.place_id is None)
    return Placed(
        marks=drawn,
        events=sum(mark.events for mark in drawn),
        unplaced=unplaced,
        left_out=sum(mark.events for mark in fullest[most:]),
        some_unplaced=_unplaced(db, filters) if unplaced else (),
    )


def _unplaced(db: Connection, filters: Filters) -> tuple[EventBrief, ...]:
    """The newest of those that say nowhere where they happened."""
    newest = (key.desc() for key in EVENTS.newest)
    conditions = (listing.asked(db, EVENTS, filters), Event.place_id.is_(None))
    ids = db.scalars(select(Event.id).where(*conditions).order_by(*newest).limit(NAMED)).all()
    found = briefs.events(db, ids)
    return tuple(found[id_] for id_ in ids if id_ in found)
