"""The claims about events, with who took part, how many, and on whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from app.browse.facts import briefs, excerpt
from app.browse.facts.figure_words import figures_told
from app.browse.records import (
    ActorBrief,
    ClaimRecord,
    Excerpt,
    Mark,
    ParticipantRecord,
    Piece,
    PlaceBrief,
    QuantityRecord,
    SpeakerRecord,
)
from app.browse.words import labels
from app.resolve import accounts
from app.store.sides import Sides, sides
from app.store.tables import Article, Claim, Origin, Outlet, Participant, Quantity, Quote
from app.text.span import Span
from app.text.when import When

_NO_CONTEXT = Excerpt(0, 0, ())


def claims_of(
    db: Connection, event_ids: Sequence[int], *, context: bool = True
) -> Mapping[int, tuple[ClaimRecord, ...]]:
    """By event: its claims, oldest article first, and in the order of the text within one.

    Without `context` no sentence is read round them: for lists of events.
    """
    rows = db.execute(
        select(*Claim.__table__.c, *briefs.ARTICLE_COLUMNS, Article.origin_id, Origin.wire)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .outerjoin(Origin, Origin.id == Article.origin_id)
        .where(Claim.event_id.in_(event_ids), Claim.state.not_in(briefs.HIDDEN))
        .order_by(Article.sort_day, Article.id, Claim.start, Claim.id)
    ).all()
    ids = [row.id for row in rows]
    parts, quantities = _parts(db, Participant, ids), _parts(db, Quantity, ids)
    each_part = [part for group in (*parts.values(), *quantities.values()) for part in group]
    linked = [getattr(part, "actor_id", None) or getattr(part, "said_by_id", None) for part in each_part]
    speakers = [row.speaker_id for row in rows]
    known = _Known(
        briefs.actors(db, [*linked, *speakers]),
        briefs.places(db, [row.place_id for row in rows]),
        briefs.roles(db, [*linked, *speakers]),
        excerpt.around(db, Claim, {row.id: _marks(row) for row in rows}) if context else {},
        sides(db),
        _said(db, event_ids),
        figures_told(db, [number.id for group in quantities.values() for number in group]),
    )
    found: dict[int, list[ClaimRecord]] = defaultdict(list)
    for row in rows:
        found[row.event_id].append(_claim(row, parts.get(row.id, ()), quantities.get(row.id, ()), known))
    return {event_id: tuple(claims) for event_id, claims in found.items()}


def _said(db: Connection, event_ids: Sequence[int]) -> Mapping[int, When]:
    """By claim: the day of the speech whose words it was read from, where that is known."""
    rows = db.execute(
        select(Claim.id, Quote.earliest, Quote.latest, Quote.about_then)
        .join(Quote, and_(Quote.article_id == Claim.article_id, Quote.start < Claim.end, Claim.start < Quote.end))
        .where(Claim.event_id.in_(event_ids), Quote.state.not_in(briefs.HIDDEN), Quote.earliest.is_not(None))
        .order_by(Claim.id, Quote.start.desc(), Quote.id)  # of several the one that begins first stays
    )
    return {row.id: When(row.earliest, row.latest, row.about_then) for row in rows}


def _marks(row: Row) -> list[Mark]:
    clause = Mark(row.start, row.end, "event", labels.label("type", row.type))
    trigger = Mark(row.trigger_start, row.trigger_end, "event", row.trigger)
    return [clause, trigger] if Span(row.start, row.end) != Span(row.trigger_start, row.trigger_end) else [clause]


def _parts(db: Connection, table: Any, ids: Sequence[int]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    ordered = select(*table.__table__.c).where(table.claim_id.in_(ids)).order_by(table.start, table.id)
    for row in db.execute(ordered):
        found[row.claim_id].append(row)
    return found


@dataclass(slots=True)
class _Known:
    """What the claims refer to, already read."""

    actors: Mapping[int, ActorBrief]
    places: Mapping[int, PlaceBrief]
    roles: Mapping[int, Any]
    excerpts: Mapping[int, Excerpt]
    sides: Sides
    said: Mapping[int, When]
    told: Mapping[int, Piece]  # the words of each quantity

    def side(self, actor_id: int | None, row: Row) -> str | None:
        code = self.sides.of(actor_id, row.conflict_id, row.latest or row.published_latest)
        return self.sides.name(row.conflict_id, code)

    def role(self, actor_id: int | None, row: Row) -> str | None:
        held = self.roles.get(actor_id, ()) if actor_id else ()
        return briefs.role_on(held, row.latest or row.published_latest)


def _claim(row: Row, parts: Sequence[Row], quantities: Sequence[Row], known: _Known) -> ClaimRecord:
    side = known.sides.name(row.conflict_id, row.side)
    return ClaimRecord(
        public_id=row.public_id,
        type=row.type,
        type_label=labels.label("type", row.type),
        acled=row.acled,
        plover=row.plover,
        start=row.start,
        end=row.end,
        exact=row.exact,
        trigger=Piece(row.trigger_start, row.trigger_end, row.trigger),
        context=known.excerpts.get(row.id, _NO_CONTEXT),
        modality=row.modality,
        stance=row.stance,
        speaker=_speaker(row, known),
        when=briefs.when(row.earliest, row.latest, row.about_then),
        when_reason=row.when_reason,
        place=known.places.get(row.place_id),
        where_prec=row.where_prec,
        place_reason=row.place_reason,
        participants=tuple(
            ParticipantRecord(
                each.role,
                each.start,
                each.end,
                each.exact,
                known.actors.get(each.actor_id),
                known.side(each.actor_id, row),
                accounts.body(known.sides.outermost(each.actor_id)) if row.conflict_id is None else None,
            )
            for each in parts
        ),
        quantities=tuple(_quantity(each, row, side, known) for each in quantities),
        join_reason=row.join_reason,
        reason=row.reason,
        article=briefs.article_of(row),
        origin=row.origin_id,
        state=row.state,
        confidence=row.confidence,
        side=side,
        side_reason=row.side_reason,
        wire=row.wire,
        said=known.said.get(row.id),
    )


def _quantity(row: Row, claim: Row, side: str | None, known: _Known) -> QuantityRecord:
    actor = known.actors.get(row.said_by_id)
    speaker, own = None, side
    if row.said_by is not None and (row.said_by, row.said_by_id) != (claim.speaker, claim.speaker_id):
        # A figure's own source: "the governor said police had counted seven".
        role = known.role(row.said_by_id, claim)
        speaker = SpeakerRecord(row.said_by, None, None, actor, role, reason="named with the figure")
        own = known.side(row.said_by_id, claim)
    return QuantityRecord(
        row.kind,
        row.low,
        row.high,
        row.bound,
        row.unit,
        row.start,
        row.end,
        row.exact,
        actor.name if actor else row.said_by,
        speaker,
        own,
        row.revision,
        row.revision_start,
        row.revision_end,
        briefs.when(row.as_of_earliest, row.as_of_latest, about=False),
        known.told.get(row.id),
    )


def _speaker(row: Row, known: _Known) -> SpeakerRecord | None:
    if row.speaker is None and row.speaker_id is None:
        return None
    return SpeakerRecord(
        mention=row.speaker,
        start=row.speaker_start,
        end=row.speaker_end,
        actor=known.actors.get(row.speaker_id),
        role=known.role(row.speaker_id, row),
        reason=row.speaker_reason,
    )
