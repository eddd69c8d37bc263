"""Joining claims into events, whatever order they came in.

Two claims can only ever share an event if `resolve.events.same_event` finds a reason, so what a new
claim may change is just the group of claims reachable from it through such reasons. That group is
loaded whole and joined anew in sorted order; the rest of the record cannot be touched by it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select
from sqlalchemy.orm import Session

from app.extract.reading import MODALITIES, STANCES
from app.resolve.events import ClaimForJoin, join_with_reasons, same_event, title_of, types_like
from app.store import words
from app.store.record import sort_day
from app.store.tables import (
    Actor,
    Article,
    Claim,
    Event,
    Participant,
    Place,
    PlaceWithin,
    Quantity,
    Redirect,
    Tombstone,
)
from app.text.folding import slug
from app.text.when import When
from app.world.codebook import Codebook

_NEAR = timedelta(days=1)  # `same_event` forgives a hedged source one day
_UNLISTED = ("rejected", "hidden")
_GONE = "none of its reports is read so any more"


@dataclass(slots=True)
class _Known:
    """A claim of the block: its row, and what joining asks of it."""

    row: Claim
    asked: ClaimForJoin


def rejoin(
    session: Session,
    claim_ids: Sequence[int],
    old_event_ids: Iterable[int],
    codebook: Codebook,
    why: str | None = _GONE,
) -> None:
    """Joins new claims, and the claims of events that lost some, with all they may share an event with.

    Events left without claims redirect to where their founding claim went; else they are gone, with `why`
    (None: without a trace).
    """
    left = session.scalars(select(Claim.id).where(Claim.event_id.in_(list(old_event_ids)))).all()
    block = _block(session, [*claim_ids, *left])
    old_events = {known.row.event_id for known in block.values() if known.row.event_id} | set(old_event_ids)
    clusters, reasons = join_with_reasons([known.asked for known in block.values()])
    members = list(block.values())
    told = {reason.claim: reason.reason for reason in reasons}
    for known in members:
        known.row.join_reason = told.get(known.asked.key, "")
    kept = _assign(session, [[members[i].row for i in cluster] for cluster in clusters], old_events)
    session.flush()
    _retire(session, old_events - kept, why)
    for event_id in sorted(kept):
        _summarise(session, session.get_one(Event, event_id), codebook)


def _block(session: Session, claim_ids: Iterable[int]) -> dict[int, _Known]:
    """The claims named and every claim reachable from them through reasons to share an event."""
    found = _load(session, select(Claim).where(Claim.id.in_(list(claim_ids))))
    frontier = list(found.values())
    while frontier:
        known = frontier.pop()
        for claim_id, other in _load(session, select(Claim).where(_maybe_same(known.row))).items():
            if claim_id not in found and same_event(known.asked, other.asked):
                found[claim_id] = other
                frontier.append(other)
    return found


def _maybe_same(claim: Claim) -> ColumnElement[bool]:
    """A loose condition in SQL, so that `same_event` need not be asked of every claim there is."""
    alike = and_(Claim.type.in_(types_like(claim.type)), Claim.parent == claim.parent, Claim.id != claim.id)
    undated_here = and_(Claim.article_id == claim.article_id, Claim.earliest.is_(None))
    if claim.parent and claim.place_id is not None:
        return and_(alike, or_(Claim.place_id == claim.place_id, _dated_near(claim)))
    return and_(alike, undated_here if claim.earliest is None else _dated_near(claim))


def _dated_near(claim: Claim) -> ColumnElement[bool]:
    if claim.earliest is None or claim.latest is None:
        return Claim.earliest.is_(None)
    return and_(Claim.earliest <= claim.latest + _NEAR, Claim.latest >= claim.earliest - _NEAR)


def _load(session: Session, query: Select[tuple[Claim]]) -> dict[int, _Known]:
    rows = session.scalars(query.order_by(Claim.id)).all()
    ids = [row.id for row in rows]
    actors: dict[int, set[str]] = defaultdict(set)
    taking_part = (
        select(Participant.claim_id, Actor.key)
        .join(Actor, Actor.id == Participant.actor_id)
        .where(Participant.claim_id.in_(ids), Participant.role.in_(("actor", "target", "recipient")))
    )
    for claim_id, key in session.execute(taking_part):
        actors[claim_id].add(key)
    places = _place_keys(session, {row.place_id for row in rows if row.place_id})
    return {row.id: _Known(row, _asked(row, places, actors[row.id])) for row in rows}


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


def _place_keys(session: Session, place_ids: set[int]) -> dict[int, tuple[str, ...]]:
    """The keys of each place and of what it lies in, itself first."""
    query = (
        select(PlaceWithin.place_id, PlaceWithin.ancestor_id, Place.key)
        .join(Place, Place.id == PlaceWithin.ancestor_id)
        .where(PlaceWithin.place_id.in_(place_ids))
        .order_by(PlaceWithin.place_id, PlaceWithin.id)
    )
    keys: dict[int, list[str]] = defaultdict(list)
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
    for cluster in sorted(clusters, key=lambda rows: min(row.id for row in rows)):
        founded = [by_founder[row.public_id] for row in cluster if row.public_id in by_founder]
        inherited = [events[row.event_id] for row in cluster if row.event_id in orphaned - kept]
        event = min(founded or inherited, key=lambda one: one.id, default=None) or _new(session, cluster)
        kept.add(event.id)
        for row in cluster:
            row.event_id = event.id
    return kept


def _new(session: Session, cluster: Sequence[Claim]) -> Event:
    """An event that keeps the id of its founding claim, the first of its claims to be recorded."""
    founder = min(cluster, key=lambda row: row.id)
    event = Event(
        public_id=founder.public_id, type=founder.type, title="", modality=founder.modality, stance=founder.stance
    )
    session.add(event)
    for table, key in ((Redirect, Redirect.old), (Tombstone, Tombstone.gone)):  # an address that is back
        session.execute(delete(table).where(table.noun == "events", key == founder.public_id))
    session.flush()
    return event


def _retire(session: Session, event_ids: Iterable[int], why: str | None) -> None:
    for event_id in sorted(event_ids):
        event = session.get(Event, event_id)
        if event is None:
            continue
        moved_to = session.scalar(
            select(Event.public_id)
            .join(Claim, Claim.event_id == Event.id)
            .where(Claim.public_id == event.public_id, Event.id != event.id)
        )
        if moved_to:
            reason = "its reports are told with another event's"
            session.add(Redirect(noun="events", old=event.public_id, new=moved_to, reason=reason))
        elif why is not None:
            session.add(Tombstone(noun="events", gone=event.public_id, reason=why, at=datetime.now(UTC)))
        words.forget_row(session.connection(), "event", event.id)
        session.delete(event)
    session.flush()


# --- what an event is, told from its claims -------------------------------------------------------


def affirmation(claim: Claim) -> tuple[int, int]:
    """Smaller is more affirmed (DESIGN §5): actual before planned, confirmed before denied."""
    return MODALITIES.index(claim.modality), STANCES.index(claim.stance)


def _summarise(session: Session, event: Event, codebook: Codebook) -> None:
    rows = session.scalars(select(Claim).where(Claim.event_id == event.id).order_by(Claim.id)).all()
    claims = [row for row in rows if row.state not in _UNLISTED] or rows
    surest = min(claims, key=affirmation)
    event.modality, event.stance = surest.modality, surest.stance
    event.listed = any(c.modality == "actual" and c.stance != "denied" for c in rows if c.state not in _UNLISTED)
    event.type = Counter(c.type for c in claims).most_common(1)[0][0]
    event.parent = any(c.parent for c in claims)
    event.conflict_id = next((c.conflict_id for c in claims if c.conflict_id), None)
    _set_when(event, claims)
    _set_place(event, claims)
    _count(session, event, rows)
    event.differs = _differ(session, claims)
    place = session.get(Place, event.place_id) if event.place_id else None
    label = kind.label if (kind := codebook.get(event.type)) else event.type
    actors = _actor_names(session, claims)
    event.title = title_of(label, place.name if place else None, actors, event.modality, event.stance)
    event.slug = slug(event.title)
    _index(session, event, claims, actors)


def _set_when(event: Event, claims: Sequence[Claim]) -> None:
    """The finest day any of its claims gives; the first recorded where several are as fine."""
    dated = [claim for claim in claims if claim.earliest and claim.latest]
    best = min(dated, key=lambda c: (c.about_then, c.latest - c.earliest, c.id), default=None)
    event.earliest = best.earliest if best else None
    event.latest = best.latest if best else None
    event.about_then = bool(best and best.about_then)
    event.when_reason = best.when_reason if best else "no report gives a day"
    event.sort_day = sort_day(event.latest)


def _set_place(event: Event, claims: Sequence[Claim]) -> None:
    placed = [claim for claim in claims if claim.place_id]
    best = min(placed, key=lambda c: (c.where_prec or 9, c.id), default=None)
    event.place_id = best.place_id if best else None
    event.where_prec = best.where_prec if best else None
    event.place_reason = best.place_reason if best else "no report gives a place"


def _count(session: Session, event: Event, rows: Sequence[Claim]) -> None:
    articles = {row.article_id for row in rows}
    origins = session.execute(select(Article.id, Article.origin_id).where(Article.id.in_(articles))).all()
    event.claims = len(rows)
    event.sources = len(articles)
    event.origins = len({("origin", origin) if origin else ("article", one) for one, origin in origins})


def _differ(session: Session, claims: Sequence[Claim]) -> bool:
    """Whether one denies what another affirms, or figures of one kind are not the same."""
    if len({claim.stance == "denied" for claim in claims}) > 1:
        return True
    figures: dict[str, set[tuple[float | None, float | None]]] = defaultdict(set)
    counted = select(Quantity.kind, Quantity.low, Quantity.high).where(
        Quantity.claim_id.in_([claim.id for claim in claims])
    )
    for kind, low, high in session.execute(counted):
        figures[kind].add((low, high))
    return any(len(values) > 1 for values in figures.values())


def _actor_names(session: Session, claims: Sequence[Claim]) -> list[str]:
    query = (
        select(Actor.name)
        .join(Participant, Participant.actor_id == Actor.id)
        .where(Participant.claim_id.in_([claim.id for claim in claims]))
        .order_by(Participant.claim_id, Participant.start)
    )
    return list(dict.fromkeys(session.scalars(query)))


def _index(session: Session, event: Event, claims: Sequence[Claim], actors: Sequence[str]) -> None:
    within = select(PlaceWithin.ancestor_id).where(PlaceWithin.place_id == event.place_id)
    taking_part = select(Participant.actor_id).where(Participant.claim_id.in_([claim.id for claim in claims]))
    tags = [f"ty{event.type.replace('-', '')}"]
    tags += [f"pl{place_id}" for place_id in session.scalars(within)] if event.place_id else []
    tags += [f"ac{actor_id}" for actor_id in session.scalars(taking_part) if actor_id]
    told = "\n".join([event.title, *actors, *dict.fromkeys(claim.exact for claim in claims)])
    words.write_row(session.connection(), "event", event.id, sort_day=event.sort_day, text=told, tags=tags)
