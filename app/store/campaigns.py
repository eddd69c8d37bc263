"""Which battle or campaign each incident is part of, kept right as either changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.resolve.campaigns import INCIDENTS, EventInTime, part_of
from app.store import words
from app.store.blocks import place_keys
from app.store.tables import Claim, Event, Place, PlaceWithin
from app.text.when import When

Shape = tuple[object, ...]  # what of a battle decides which incidents are its


def shapes(session: Session, event_ids: Collection[int]) -> dict[int, Shape]:
    """The battles among some events, each with what decides which incidents are its."""
    found: dict[int, Shape] = {}
    columns = (Event.id, Event.place_id, Event.earliest, Event.latest, Event.conflict_id, Event.listed)
    for ids in words.batched(sorted(event_ids)):
        for row in session.execute(select(*columns).where(Event.id.in_(ids), Event.parent)):
            found[row.id] = tuple(row[1:])
    return found


def release(session: Session, event_ids: Sequence[int]) -> list[int]:
    """Takes the incidents out of battles that are to go; their row ids."""
    freed: list[int] = []
    for ids in words.batched(event_ids):
        freed += session.scalars(select(Event.id).where(Event.part_of_id.in_(ids))).all()
        none = update(Event).where(Event.part_of_id.in_(ids)).values(part_of_id=None, part_reason="")
        session.execute(none.execution_options(synchronize_session="fetch"))
    return freed


def settle(session: Session, kept: Collection[int], freed: Iterable[int], before: Mapping[int, Shape]) -> None:
    """Gives each event its battle anew: those told anew, and the incidents that a changed battle may hold."""
    now = shapes(session, kept)
    changed = {one for one, shape in now.items() if before.get(one) != shape or shape[1] is None}
    asked = {*kept, *freed} - now.keys() | _held_by(session, changed | (before.keys() & set(kept)))
    asked |= _may_hold(session, changed)
    for ids in words.batched(sorted(asked)):
        _settle(session, ids)
    session.flush()


def _held_by(session: Session, battles: Collection[int]) -> set[int]:
    query = select(Event.id).where(Event.part_of_id.in_(battles))
    return set(session.scalars(query)) if battles else set()


def _may_hold(session: Session, battles: Collection[int]) -> set[int]:
    """Incidents at or inside the place of one of these battles, in its time; of undated ones, told beside it."""
    battle, found = aliased(Event), set[int]()
    then = and_(Event.earliest >= battle.earliest, Event.latest <= battle.latest)
    beside = _told_beside(battle.id)
    for ids in words.batched(sorted(battles)):
        query = (
            select(Event.id)
            .join(PlaceWithin, PlaceWithin.place_id == Event.place_id)
            .join(battle, battle.place_id == PlaceWithin.ancestor_id)
            .join(Place, Place.id == battle.place_id)
            .where(battle.id.in_(ids), Place.kind != "country", Event.type.in_(INCIDENTS), ~Event.parent)
            .where(or_(then, and_(battle.earliest.is_(None), beside)))
        )
        found |= set(session.scalars(query))
    return found


def _told_beside(battle_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    ours, theirs = aliased(Claim), aliased(Claim)
    same = select(ours.id).join(theirs, theirs.article_id == ours.article_id)
    return same.where(ours.event_id == Event.id, theirs.event_id == battle_id).exists()


def _settle(session: Session, event_ids: Sequence[int]) -> None:
    rows = session.scalars(select(Event).where(Event.id.in_(event_ids), ~Event.parent).order_by(Event.id)).all()
    places = place_keys(session, sorted({row.place_id for row in rows if row.place_id}))
    battles = _battles(session, places)
    incidents = _in_time(session, rows)
    around: dict[str, list[EventInTime]] = defaultdict(list)
    for one in battles:
        around[one.place_keys[0]].append(one)
    ids = {
        one.public_id: one.id
        for one in session.scalars(select(Event).where(Event.public_id.in_([b.key for b in battles])))
    }
    for row, incident in zip(rows, incidents, strict=True):
        found = part_of(incident, [one for key in incident.place_keys for one in around.get(key, ())])
        row.part_of_id, row.part_reason = (ids[found[0]], found[1]) if found else (None, "")


def _battles(session: Session, places: Mapping[int, tuple[str, ...]]) -> list[EventInTime]:
    """The battles at some places, and at what those lie in."""
    keys = sorted({key for line in places.values() for key in line})
    rows: list[Event] = []
    for some in words.batched(keys):
        at = select(Place.id).where(Place.key.in_(some), Place.kind != "country")
        rows += session.scalars(select(Event).where(Event.parent, Event.listed, Event.place_id.in_(at))).all()
    return _in_time(session, sorted(rows, key=lambda row: row.public_id))


def _in_time(session: Session, rows: Sequence[Event]) -> list[EventInTime]:
    place_ids = sorted({row.place_id for row in rows if row.place_id})
    places = place_keys(session, place_ids)
    kinds: dict[int, str] = {}
    for ids in words.batched(place_ids):
        kinds |= {
            row.id: row.kind for row in session.execute(select(Place.id, Place.kind).where(Place.id.in_(ids)))
        }
    articles: dict[int, set[str]] = defaultdict(set)
    for ids in words.batched([row.id for row in rows]):
        told = select(Claim.event_id, Claim.article_id).where(Claim.event_id.in_(ids))
        for event_id, article_id in session.execute(told):
            articles[event_id or 0].add(str(article_id))
    return [
        EventInTime(
            row.public_id,
            row.type,
            places.get(row.place_id or 0, ()),
            kinds.get(row.place_id or 0, ""),
            When(row.earliest, row.latest) if row.earliest and row.latest else None,
            str(row.conflict_id) if row.conflict_id else None,
            frozenset(articles[row.id]),
        )
        for row in rows
    ]
