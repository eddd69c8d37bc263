"""On whose word events are reported, who denies them, and how many articles do which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Row, select

from app.browse.facts import briefs
from app.browse.records import ClaimSpan, Piece
from app.browse.words import labels
from app.resolve.accounts import HELD, HOLDS, denies, holds_against, sustains
from app.resolve.takers import sides_named
from app.store.sides import sides
from app.store.tables import Actor, Article, Claim, Event, Outlet, Participant


@dataclass(slots=True)
class Vouched:
    """Whom an event hangs on: names where known, else the words on the page; each once."""

    affirm: dict[str, None] = field(default_factory=dict)
    deny: dict[str, None] = field(default_factory=dict)
    hold: dict[str, None] = field(default_factory=dict)  # who says that another side holds what was taken
    spans: list[ClaimSpan] = field(default_factory=list)
    denials: set[str] = field(default_factory=set)  # articles
    updated: datetime | None = None
    lead: tuple[str, str] | None = None  # the first words that say so, and their language
    doubted: tuple[str, str] | None = None  # those of a claim that says nothing of the kind, where no other is


@dataclass(frozen=True, slots=True)
class _Doers:
    """Whom a claim of a taking or a holding names: the sides known of that day, and the actors."""

    sides: frozenset[str] = frozenset()
    actors: frozenset[int] = frozenset()


_NOBODY = _Doers()


def vouched(db: Connection, ids: Sequence[int]) -> Mapping[int | None, Vouched]:
    """By event. Who only plans it or holds it possible vouches for no event that is said to have happened."""
    rows = db.execute(
        select(
            Claim.id, Claim.event_id, Claim.type, Claim.start, Claim.end, Claim.exact, Claim.speaker,
            Claim.trigger_start, Claim.trigger_end, Claim.trigger,
            Claim.modality, Claim.stance, Claim.conflict_id, Claim.latest, Claim.side, Actor.name,
            Event.type.label("event_type"), Event.modality.label("event_modality"), *briefs.ARTICLE_COLUMNS,
        )
        .join(Event, Event.id == Claim.event_id)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .outerjoin(Actor, Actor.id == Claim.speaker_id)
        .where(Claim.event_id.in_(ids), Claim.state.not_in(briefs.HIDDEN))
        .order_by(Claim.event_id, Claim.id)
    ).all()  # fmt: skip
    doers = _doers(db, rows)
    takers = _takers(rows, doers)
    found: dict[int | None, Vouched] = defaultdict(Vouched)
    for row in rows:
        told, article = found[row.event_id], briefs.article_of(row)
        trigger = Piece(row.trigger_start, row.trigger_end, row.trigger)
        told.spans.append(ClaimSpan(article.path, row.start, row.end, row.exact, trigger, article.url))
        told.updated = max(filter(None, (told.updated, article.added)), default=None)
        if denies(row.modality, row.stance):
            told.denials.add(article.public_id)
        by = _where(row, told, doers.get(row.id, _NOBODY), takers.get(row.event_id, _NOBODY))
        words = (row.exact, article.lang)
        if by is told.affirm:
            told.lead = told.lead or words
        told.doubted = told.doubted or words
        if by is not None and (who := row.name or labels.source(row.speaker)):
            by[who] = None
    return found


def _where(row: Row, told: Vouched, own: _Doers, takers: _Doers) -> dict[str, None] | None:
    """Among whom a claim's source counts; None where it says neither that it happened nor that it did not."""
    if denies(row.modality, row.stance):
        return told.deny
    if not sustains(row.modality, row.stance, row.event_modality):
        return None
    if row.type != HOLDS or row.event_type == HOLDS:
        return told.affirm
    if holds_against(row.type, own.sides, takers.sides):
        return told.hold
    # Of one who is said to hold a place, and is on no known side, it is open whether that is the taker.
    return told.affirm if own.sides & takers.sides or own.actors & takers.actors else None


def _takers(rows: Sequence[Row], doers: Mapping[int, _Doers]) -> Mapping[Hashable, _Doers]:
    found: dict[Hashable, _Doers] = {}
    for row in rows:
        if row.id in doers and row.type != HOLDS and not denies(row.modality, row.stance):
            one, more = found.get(row.event_id, _NOBODY), doers[row.id]
            found[row.event_id] = _Doers(one.sides | more.sides, one.actors | more.actors)
    return found


def _doers(db: Connection, rows: Sequence[Row]) -> Mapping[int, _Doers]:
    """By claim, for the claims of events that are both said to be taken and to be held."""
    both = {row.event_id for row in rows if row.type == HOLDS and row.event_type != HOLDS}
    asked = {row.id: row for row in rows if row.event_id in both and row.type in HELD}
    if not asked:
        return {}
    known = sides(db)
    parts: dict[int, dict[int | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    wanted = select(Participant.claim_id, Participant.actor_id, Participant.exact).where(
        Participant.claim_id.in_(sorted(asked)), Participant.role == "actor"
    )
    for claim_id, actor_id, exact in db.execute(wanted):
        parts[claim_id][actor_id].append(exact)
    found = {}
    for claim_id, actors in parts.items():
        row = asked[claim_id]
        day = row.latest or row.published_latest
        unknown = actors.pop(None, [])
        on = {side for one in actors if (side := known.of(one, row.conflict_id, day))}
        found[claim_id] = _Doers(sides_named(row.type, on, unknown, row.side), frozenset(filter(None, actors)))
    return found
