"""Events that nearly joined, found again whenever one of the two is told anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session, aliased

from app.resolve.near import disputed, nearly, told_whole
from app.resolve.sameness import ClaimForJoin, types_like
from app.store import blocks, words
from app.store.summaries import reports_of
from app.store.tables import Claim, Event, NearEvent, Place, PlaceWithin, Quantity
from app.text.when import When

_DAY = timedelta(days=1)  # as far apart as `nearly` takes two events for one, misdated
_AT_ONCE = 50  # events asked about in one query


def forget(session: Session, event_ids: Sequence[int]) -> None:
    """Takes away what is said of these events."""
    for ids in words.batched(event_ids):
        session.execute(delete(NearEvent).where(or_(NearEvent.one_id.in_(ids), NearEvent.other_id.in_(ids))))


def settle(session: Session, event_ids: Collection[int]) -> None:
    """Finds anew which events these nearly joined."""
    told_anew = sorted(event_ids)
    forget(session, told_anew)
    rows = {row.id: row for row in _rows(session, told_anew)}
    pairs: set[tuple[int, int]] = set()
    for some in words.batched([row for row in rows.values() if row.place_id], _AT_ONCE):
        for row in some:
            near = session.scalars(select(Event).where(Event.id != row.id, _maybe_near(row)))
            found = {other.id: other for other in near}
            rows |= found
            pairs |= {(min(row.id, other), max(row.id, other)) for other in found}
    whole = _whole(session, [rows[one] for one in {one for pair in pairs for one in pair}])
    found = {pair: told for pair in sorted(pairs) if (told := nearly(whole[pair[0]], whole[pair[1]]))}
    reports = reports_of(session, sorted({one for pair in found for one in pair}))
    for (one, other), (agrees, differs) in found.items():
        first, second = sorted((one, other), key=lambda id_: whole[id_].key)  # the same whichever came in first
        on = ", ".join(disputed(reports[first], reports[second], differs))
        session.add(NearEvent(one_id=one, other_id=other, agrees=agrees, differs=differs, disputed=on))
    session.flush()


def _rows(session: Session, event_ids: Sequence[int]) -> list[Event]:
    rows: list[Event] = []
    for ids in words.batched(event_ids):
        rows += session.scalars(select(Event).where(Event.id.in_(ids)).order_by(Event.id))
    return rows


def _maybe_near(row: Event) -> ColumnElement[bool]:
    """A loose condition in SQL, so that `nearly` need not be asked of every event there is."""
    there = Event.place_id == row.place_id
    alike = and_(Event.type.in_(types_like(row.type)), Event.parent == row.parent)
    if row.earliest is None or row.latest is None:
        return and_(alike, there, Event.earliest.is_not(None), _same_toll(row))
    held = select(PlaceWithin.place_id).where(PlaceWithin.ancestor_id == row.place_id)
    holds = select(PlaceWithin.ancestor_id).where(PlaceWithin.place_id == row.place_id)
    inside = and_(Event.type == row.type, or_(Event.place_id.in_(held), Event.place_id.in_(holds)))
    no_country = ~select(Place.id).where(Place.id == Event.place_id, Place.kind == "country").exists()
    undated = and_(there, Event.earliest.is_(None), _same_toll(row))
    then = and_(Event.earliest <= row.latest + _DAY, Event.latest >= row.earliest - _DAY)
    return and_(alike, no_country, or_(and_(then, or_(there, inside)), undated))


def _same_toll(row: Event) -> ColumnElement[bool]:
    """Some figure above one is told of both: without a day `nearly` asks for it, and a place has thousands."""
    told, its_claim = aliased(Quantity), aliased(Claim)
    its = (
        select(Event.id)
        .join(Claim, Claim.event_id == Event.id)
        .join(Quantity, Quantity.claim_id == Claim.id)
        .join(
            told,
            and_(
                told.kind == Quantity.kind,
                told.low == Quantity.low,
                told.high.is_not_distinct_from(Quantity.high),
            ),
        )
        .join(its_claim, its_claim.id == told.claim_id)
        .where(its_claim.event_id == row.id, told.low > 1, Event.place_id == row.place_id)
    )
    return Event.id.in_(its)


def _whole(session: Session, rows: Sequence[Event]) -> dict[int, ClaimForJoin]:
    claims: dict[int, list[ClaimForJoin]] = defaultdict(list)
    ids: list[int] = []
    for some in words.batched([row.id for row in rows]):
        ids += session.scalars(select(Claim.id).where(Claim.event_id.in_(some)))
    for known in blocks.load(session, ids).values():
        claims[known.row.event_id or 0].append(known.asked)
    places: dict[int, str] = {}
    for some in words.batched(sorted({row.place_id for row in rows if row.place_id})):
        places |= {
            place.id: place.key for place in session.execute(select(Place.id, Place.key).where(Place.id.in_(some)))
        }
    return {
        row.id: told_whole(
            row.public_id,
            sorted(claims[row.id], key=lambda one: one.key),
            row.type,
            places.get(row.place_id or 0),
            When(row.earliest, row.latest, row.about_then) if row.earliest and row.latest else None,
        )
        for row in rows
    }
