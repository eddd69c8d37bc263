"""Joining claims into events, whatever order they came in.

Two claims can only ever share an event if `resolve.events.same_event` finds a reason, so what a new
claim may change is just the group of claims reachable from it through such reasons. That group is
loaded whole and joined anew in sorted order; the rest of the record cannot be touched by it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from app.resolve.events import ClaimForJoin, join_with_reasons, same_event, types_like
from app.store import addresses, words
from app.store.db import take_turns
from app.store.summaries import summarise
from app.store.tables import (
    Actor,
    Claim,
    Event,
    Participant,
    Place,
    PlaceWithin,
    Redirect,
    Tombstone,
)
from app.text.when import When
from app.world.codebook import Codebook

_NEAR = timedelta(days=1)  # `same_event` forgives a hedged source one day
_AT_ONCE = 50  # claims asked about in one query
_JOINING_ROLES = ("actor", "target", "recipient")
_MOVED = "its reports are told with another event's"
_GONE = "none of its reports is read so any more"


@dataclass(slots=True)
class _Known:
    """A claim of the block: its row, what joining asks of it, and the row ids of who takes part."""

    row: Claim
    asked: ClaimForJoin
    actor_ids: frozenset[int]


def rejoin(
    session: Session,
    claim_ids: Sequence[int],
    old_event_ids: Iterable[int],
    codebook: Codebook,
    why: str | None = _GONE,
) -> None:
    """Joins claims, and the claims of events that lost some, with all they may share an event with.

    An event left without claims redirects to where its founding claim, or else most of its claims, went;
    where none is left its address is gone, with `why` (None: without a trace).
    """
    take_turns(session)
    old_events = set(old_event_ids)
    block = _block(session, [*claim_ids, *_claims_of(session, old_events)])
    # An event whose founding claim is back from elsewhere is told anew with it: the address is that claim's.
    claimed = _founded_by(session, [known.row.public_id for known in block.values()]) - old_events
    if others := [one for one in _claims_of(session, claimed) if one not in block]:
        block = _block(session, [*block, *others])
    old_events |= claimed | {known.row.event_id for known in block.values() if known.row.event_id}
    clusters, reasons = join_with_reasons([known.asked for known in block.values()])
    members = list(block.values())
    told = {reason.claim: reason.reason for reason in reasons}
    for known in members:
        known.row.join_reason = told.get(known.asked.key, "")
    before = {known.row.id: known.row.event_id for known in members}
    kept = _assign(session, [[members[i].row for i in cluster] for cluster in clusters], old_events)
    session.flush()
    _retire(session, old_events - kept, [known.row for known in members], before, why)
    summarise(session, sorted(kept), codebook)


def neighbours(session: Session, claim_ids: Sequence[int]) -> list[int]:
    """Claims of other articles that could share an event with these: if these change, so may their events."""
    if not claim_ids:
        return []
    ours = _load(session, select(Claim).where(Claim.id.in_(claim_ids)))
    articles = {known.row.article_id for known in ours.values()}
    near = _near(session, list(ours.values()), set(ours))
    return [claim_id for claim_id, known in near.items() if known.row.article_id not in articles]


def _claims_of(session: Session, event_ids: Collection[int]) -> list[int]:
    query = select(Claim.id).where(Claim.event_id.in_(event_ids)).order_by(Claim.id)
    return list(session.scalars(query)) if event_ids else []


def _founded_by(session: Session, public_ids: Sequence[str]) -> set[int]:
    return {
        event_id
        for some in words.batched(public_ids)
        for event_id in session.scalars(select(Event.id).where(Event.public_id.in_(some)))
    }


def _block(session: Session, claim_ids: Sequence[int]) -> dict[int, _Known]:
    """The claims named and every claim reachable from them through reasons to share an event."""
    found: dict[int, _Known] = {}
    for ids in words.batched(list(dict.fromkeys(claim_ids))):
        found |= _load(session, select(Claim).where(Claim.id.in_(ids)))
    frontier = list(found.values())
    while frontier:
        near = _near(session, frontier, set(found))
        found |= near
        frontier = list(near.values())
    return dict(sorted(found.items()))


def _near(session: Session, claims: Sequence[_Known], but: set[int]) -> dict[int, _Known]:
    """Claims, not among `but`, with a reason to share an event with one of `claims`."""
    near: dict[int, _Known] = {}
    alone = [known for known in claims if known.row.place_id or known.actor_ids]  # the others join nothing
    for some in words.batched(alone, _AT_ONCE):
        maybe = or_(*(_maybe_same(known) for known in some))
        for claim_id, other in _load(session, select(Claim).where(maybe)).items():
            if claim_id not in but and any(same_event(known.asked, other.asked) for known in some):
                near[claim_id] = other
    return near


def _maybe_same(known: _Known) -> ColumnElement[bool]:
    """A loose condition in SQL, so that `same_event` need not be asked of every claim there is."""
    claim = known.row
    alike = and_(Claim.type.in_(types_like(claim.type)), Claim.parent == claim.parent)
    together = []
    if claim.place_id:
        together.append(Claim.place_id == claim.place_id)
    if known.actor_ids:
        taking_part = select(Participant.claim_id).where(Participant.actor_id.in_(known.actor_ids))
        together.append(Claim.id.in_(taking_part))
    return and_(alike, or_(*together), _maybe_then(claim))


def _maybe_then(claim: Claim) -> ColumnElement[bool]:
    if claim.earliest is None or claim.latest is None:
        in_article = and_(Claim.article_id == claim.article_id, Claim.earliest.is_(None))
        return or_(in_article, Claim.place_id == claim.place_id) if claim.parent and claim.place_id else in_article
    near = and_(Claim.earliest <= claim.latest + _NEAR, Claim.latest >= claim.earliest - _NEAR)
    return or_(near, Claim.place_id == claim.place_id) if claim.parent and claim.place_id else near


def _load(session: Session, query: Select[Claim]) -> dict[int, _Known]:
    rows = session.scalars(query.order_by(Claim.id)).all()
    actors: dict[int, dict[int, str]] = defaultdict(dict)
    for ids in words.batched([row.id for row in rows]):
        taking_part = (
            select(Participant.claim_id, Actor.id, Actor.key)
            .join(Actor, Actor.id == Participant.actor_id)
            .where(Participant.claim_id.in_(ids), Participant.role.in_(_JOINING_ROLES))
        )
        for claim_id, actor_id, key in session.execute(taking_part):
            actors[claim_id][actor_id] = key
    places = _place_keys(session, sorted({row.place_id for row in rows if row.place_id}))
    return {
        row.id: _Known(row, _asked(row, places, set(actors[row.id].values())), frozenset(actors[row.id]))
        for row in rows
    }


def _asked(row: Claim, places: dict[int, tuple[str, ...]], actors: set[str]) -> ClaimForJoin:
    when = When(row.earliest, row.latest, row.about_then) if row.earliest and row.latest else None
    return ClaimForJoin(
        key=row.public_id,
        type=row.type,
        place_keys=places.get(row.place_id or 0, ()),
        when=when,
        actors=frozenset(actors),
        modality=row.modality,
        parent=row.parent,
        article=str(row.article_id),
    )


def _place_keys(session: Session, place_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The keys of each place and of what it lies in, itself first."""
    keys: dict[int, list[str]] = defaultdict(list)
    for ids in words.batched(place_ids):
        query = (
            select(PlaceWithin.place_id, PlaceWithin.ancestor_id, Place.key)
            .join(Place, Place.id == PlaceWithin.ancestor_id)
            .where(PlaceWithin.place_id.in_(ids))
            .order_by(PlaceWithin.place_id, PlaceWithin.id)
        )
        for place_id, ancestor_id, key in session.execute(query):
            keys[place_id].insert(0, key) if ancestor_id == place_id else keys[place_id].append(key)
    return {place_id: tuple(found) for place_id, found in keys.items()}


def _assign(session: Session, clusters: Sequence[Sequence[Claim]], old_events: set[int]) -> set[int]:
    """Gives each cluster its event: that of its founding claim, or one whose founder is gone, or a new one."""
    events = {event.id: event for event in session.scalars(select(Event).where(Event.id.in_(old_events)))}
    by_founder = {event.public_id: event for event in events.values()}
    founders = set(session.scalars(select(Claim.public_id).where(Claim.public_id.in_(list(by_founder)))))
    orphaned = {event.id for event in events.values() if event.public_id not in founders}
    kept: set[int] = set()
    homes: dict[str, str] = {}
    for cluster in sorted(clusters, key=lambda rows: min(row.id for row in rows)):
        founded = [by_founder[row.public_id] for row in cluster if row.public_id in by_founder]
        inherited = [events[row.event_id] for row in cluster if row.event_id in orphaned - kept]
        event = min(founded or inherited, key=lambda one: one.id, default=None) or _new(session, cluster)
        kept.add(event.id)
        for row in cluster:
            row.event_id = event.id
            homes[row.public_id] = event.public_id
    addresses.settle(session, "events", homes, _MOVED)
    return kept


def _new(session: Session, cluster: Sequence[Claim]) -> Event:
    """An event with the id of its founding claim: one whose address is known already, else the first recorded."""
    ids = [row.public_id for row in cluster]
    known = set(session.scalars(select(Redirect.old).where(Redirect.noun == "events", Redirect.old.in_(ids))))
    gone = select(Tombstone.gone).where(Tombstone.noun == "events", Tombstone.gone.in_(ids))
    known |= set(session.scalars(gone))
    founder = min(cluster, key=lambda row: (row.public_id not in known, row.id))
    event = Event(
        public_id=founder.public_id, type=founder.type, title="", modality=founder.modality, stance=founder.stance
    )
    session.add(event)
    session.flush()
    return event


def _retire(
    session: Session,
    event_ids: Collection[int],
    rows: Sequence[Claim],
    before: Mapping[int, int | None],
    why: str | None,
) -> None:
    """Takes away events that no claim is left of. `rows` are the claims of the block, now in their new events."""
    new_home = {row.public_id: row.event_id for row in rows}
    for event in session.scalars(select(Event).where(Event.id.in_(event_ids)).order_by(Event.id)).all():
        went = Counter(row.event_id for row in rows if before[row.id] == event.id).most_common(1)
        home = new_home.get(event.public_id) or (went[0][0] if went else None)
        if home:
            moved_to = session.get_one(Event, home).public_id
            addresses.lead(session, "events", {event.public_id: moved_to}, _MOVED)
        elif why is not None:
            addresses.bury(session, "events", [event.public_id], why)
        words.forget_row(session.connection(), "event", event.id)
        session.delete(event)
    session.flush()
