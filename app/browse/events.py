"""Events: what was reported to have happened, and on whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, literal, null, or_, select, true

from app.browse import briefs, excerpt, labels, listing, quotes
from app.browse.conditions import from_outlet, in_box, in_language, lies_in, on_side, published_then
from app.browse.differences import differences, named, told
from app.browse.filters import Filters
from app.browse.listing import Divided, Noun, by_count, by_day, touches
from app.browse.records import (
    ActorBrief,
    ClaimRecord,
    ClaimSpan,
    EventBrief,
    EventPage,
    EventRecord,
    Excerpt,
    Listing,
    Mark,
    ParticipantRecord,
    Piece,
    PlaceBrief,
    QuantityRecord,
    QuoteRecord,
    SpeakerRecord,
)
from app.resolve.accounts import denies
from app.store.tables import (
    Actor,
    Article,
    Claim,
    Conflict,
    Event,
    Outlet,
    Participant,
    Place,
    PlaceWithin,
    Quantity,
    Quote,
)
from app.text.span import Span

_NEARBY_DAYS = 7
_NEARBY = 10


def _claimed(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Some claim about it that stands meets all the conditions.

    Asked as a list of ids: one actor's few claims lead to his events, not every event to its claims.
    """
    return Event.id.in_(select(Claim.event_id).where(Claim.state.not_in(briefs.HIDDEN), *conditions))


def _taking_part(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return _claimed(Claim.id.in_(select(Participant.claim_id).where(*conditions)))


def _actor(f: Filters) -> ColumnElement[bool]:
    wanted = [Participant.actor_id.in_(f.ids("actor", "people"))]
    return _taking_part(*wanted, *([Participant.role.in_(f.role)] if f.role else []))


def _role(f: Filters) -> ColumnElement[bool]:
    # With an actor, the role is that actor's and asked together with it.
    return true() if f.actor else _taking_part(Participant.role.in_(f.role), Participant.actor_id.is_not(None))


def _about(f: Filters) -> ColumnElement[bool]:
    inside = select(PlaceWithin.place_id).where(PlaceWithin.ancestor_id.in_(f.ids("about", "places")))
    return or_(
        Event.id.in_(f.ids("about", "events")),
        Event.place_id.in_(inside),
        _taking_part(Participant.actor_id.in_(f.ids("about", "people"))),
    )


def _period(f: Filters) -> ColumnElement[bool]:
    if f.date_of == "happened":
        return touches(Event.earliest, Event.latest, f)
    then = _claimed(published_then(Claim.article_id, f))
    return then if f.date_of == "published" else and_(Event.earliest.is_(None), then)


WHERE: dict[str, Callable[[Filters], ColumnElement[bool]]] = {
    "speaker": lambda f: _claimed(Claim.speaker_id.in_(f.ids("speaker", "people"))),
    "actor": _actor,
    "kind": lambda f: _taking_part(Actor.id == Participant.actor_id, Actor.kind.in_(f.kind)),
    "type": lambda f: Event.type.in_(f.type),
    "place": lambda f: lies_in(Event.place_id, f),
    "bbox": lambda f: in_box(Event.place_id, f),
    "period": _period,
    "outlet": lambda f: _claimed(from_outlet(Claim.article_id, f)),
    "about": _about,
    "conflict": lambda f: Event.conflict_id.in_(f.ids("conflict", "conflicts")),
    "side": lambda f: exists().where(
        Claim.event_id == Event.id,
        Claim.state.not_in(briefs.HIDDEN),
        Participant.claim_id == Claim.id,
        on_side(Participant.actor_id, f, Event.earliest, Event.latest),
    ),
    "role": _role,
    "party": lambda _: _claimed(Claim.speaker_id.in_(select(Actor.id).where(Actor.party.is_(True)))),
    "disputed": lambda _: Event.differs.is_(True),
    "modality": lambda f: true() if "any" in f.modality else Event.modality.in_(f.modality),
    "stance": lambda f: true() if "any" in f.stance else Event.stance.in_(f.stance),
    "state": lambda f: Event.state.in_(f.state),
    "lang": lambda f: _claimed(in_language(Claim.article_id, f)),
}


def _always(f: Filters) -> ColumnElement[bool]:
    """By default what is reported to have happened; plans, denials and the past on request (DESIGN §1)."""
    shown = Event.state.not_in(briefs.HIDDEN)
    return shown if f.modality or f.stance else and_(Event.listed.is_(True), shown)


def list_events(db: Connection, filters: Filters) -> Listing[EventRecord]:
    return listing.page(db, EVENTS, filters)


def count_events(db: Connection, filters: Filters) -> int:
    return listing.counted(db, EVENTS, filters)


def stream_events(db: Connection, filters: Filters) -> Iterator[EventRecord]:
    return listing.every(db, EVENTS, filters)


def get_event(db: Connection, public_id: str) -> EventPage | None:
    """One event with every claim about it, listed or not; None where there is none or it was taken out."""
    row = db.execute(
        select(Event.id, Event.conflict_id).where(Event.public_id == public_id, Event.state.not_in(briefs.HIDDEN))
    ).one_or_none()
    if row is None:
        return None
    (event,) = records(db, [row.id])
    claims = _claims(db, row.id)
    apart = differences(claims)
    return EventPage(
        event=event,
        conflict=db.scalar(select(Conflict.name).where(Conflict.id == row.conflict_id)),
        claims=claims,
        differences=apart,
        participants=named(claims),
        told=told(claims, apart),
        quotes=_quotes(db, row.id),
        nearby=_nearby(db, row.id),
        changes=briefs.changes(db, "event", public_id),
    )


def records(db: Connection, ids: Sequence[int]) -> tuple[EventRecord, ...]:
    """Events in the order of their ids here, in as many queries for fifty as for one."""
    if not ids:
        return ()
    statement = select(
        *(column for column in Event.__table__.c),
        Place.slug.label("place_slug"),
        Place.name.label("place_name"),
        Place.kind.label("place_kind"),
        Place.lat.label("place_lat"),
        Place.lon.label("place_lon"),
    ).outerjoin(Place, Place.id == Event.place_id)
    rows = {row.id: row for row in db.execute(statement.where(Event.id.in_(ids)))}
    above = briefs.ancestors(db, [row.place_id for row in rows.values()])
    sources = _sources(db, ids)
    return tuple(
        _record(rows[id_], above.get(rows[id_].place_id, ()), sources.get(id_, _Sources()))
        for id_ in ids
        if id_ in rows
    )


def _record(row: Row, above: Sequence[PlaceBrief], sources: _Sources) -> EventRecord:
    place = PlaceBrief(row.place_slug, row.place_name, row.place_kind, row.place_lat, row.place_lon)
    return EventRecord(
        public_id=row.public_id,
        slug=row.slug,
        type=row.type,
        type_label=labels.label("type", row.type),
        title=row.title,
        when=briefs.when(row.earliest, row.latest, row.about_then),
        when_reason=row.when_reason,
        place=place if row.place_id else None,
        within=tuple(each.name for each in above),
        where_prec=row.where_prec,
        place_reason=row.place_reason,
        modality=row.modality,
        stance=row.stance,
        listed=row.listed,
        differs=row.differs,
        parent=row.parent,
        claims=row.claims,
        sources=row.sources,
        origins=row.origins,
        attributed_to=tuple(sources.affirm),
        state=row.state,
        denied_by=tuple(sources.deny),
        spans=tuple(sources.spans),
        updated=sources.updated,
    )


@dataclass(slots=True)
class _Sources:
    """Whom an event hangs on: names where known, else the words on the page; each once."""

    affirm: dict[str, None] = field(default_factory=dict)
    deny: dict[str, None] = field(default_factory=dict)
    spans: list[ClaimSpan] = field(default_factory=list)
    updated: datetime | None = None


def _sources(db: Connection, ids: Sequence[int]) -> Mapping[int | None, _Sources]:
    """On whose word each event is reported, and who denies it."""
    rows = db.execute(
        select(
            Claim.event_id, Claim.start, Claim.end, Claim.exact, Claim.speaker, Claim.modality, Claim.stance,
            Actor.name, *briefs.ARTICLE_COLUMNS,
        )
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .outerjoin(Actor, Actor.id == Claim.speaker_id)
        .where(Claim.event_id.in_(ids), Claim.state.not_in(briefs.HIDDEN))
        .order_by(Claim.event_id, Claim.id)
    )  # fmt: skip
    found: dict[int | None, _Sources] = defaultdict(_Sources)
    for row in rows:
        sources, article = found[row.event_id], briefs.article_of(row)
        if who := row.name or labels.source(row.speaker):
            (sources.deny if denies(row.modality, row.stance) else sources.affirm)[who] = None
        sources.spans.append(ClaimSpan(article.path, row.start, row.end, row.exact))
        sources.updated = max(filter(None, (sources.updated, article.added)), default=None)
    return found


# --- the claims of one event -----------------------------------------------------------------------------


def _claims(db: Connection, event_id: int) -> tuple[ClaimRecord, ...]:
    """Oldest article first, and in the order of the text within one."""
    rows = db.execute(
        select(*Claim.__table__.c, *briefs.ARTICLE_COLUMNS, Article.origin_id)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Claim.event_id == event_id, Claim.state.not_in(briefs.HIDDEN))
        .order_by(Article.sort_day, Article.id, Claim.start, Claim.id)
    ).all()
    ids = [row.id for row in rows]
    parts, quantities = _parts(db, Participant, ids), _parts(db, Quantity, ids)
    each_part = [part for group in (*parts.values(), *quantities.values()) for part in group]
    linked = [getattr(part, "actor_id", None) or getattr(part, "said_by_id", None) for part in each_part]
    actors = briefs.actors(db, [*linked, *(row.speaker_id for row in rows)])
    known = _Known(
        actors,
        briefs.places(db, [row.place_id for row in rows]),
        briefs.roles(db, [row.speaker_id for row in rows]),
        excerpt.around(db, Claim, {row.id: _marks(row) for row in rows}),
    )
    return tuple(_claim(row, parts.get(row.id, ()), quantities.get(row.id, ()), known) for row in rows)


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


class _Known:
    """What the claims of one event refer to, already read."""

    def __init__(
        self,
        actors: Mapping[int, ActorBrief],
        places: Mapping[int, PlaceBrief],
        roles: Mapping[int, Any],
        excerpts: Mapping[int, Excerpt],
    ) -> None:
        self.actors, self.places, self.roles, self.excerpts = actors, places, roles, excerpts


def _claim(row: Row, parts: Sequence[Row], quantities: Sequence[Row], known: _Known) -> ClaimRecord:
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
        context=known.excerpts[row.id],
        modality=row.modality,
        stance=row.stance,
        speaker=_speaker(row, known),
        when=briefs.when(row.earliest, row.latest, row.about_then),
        when_reason=row.when_reason,
        place=known.places.get(row.place_id),
        where_prec=row.where_prec,
        place_reason=row.place_reason,
        participants=tuple(
            ParticipantRecord(each.role, each.start, each.end, each.exact, known.actors.get(each.actor_id))
            for each in parts
        ),
        quantities=tuple(_quantity(each, known) for each in quantities),
        join_reason=row.join_reason,
        reason=row.reason,
        article=briefs.article_of(row),
        origin=row.origin_id,
        state=row.state,
        confidence=row.confidence,
    )


def _quantity(row: Row, known: _Known) -> QuantityRecord:
    said_by = known.actors.get(row.said_by_id)
    return QuantityRecord(
        row.kind,
        row.low,
        row.high,
        row.bound,
        row.unit,
        row.start,
        row.end,
        row.exact,
        said_by.name if said_by else row.said_by,
    )


def _speaker(row: Row, known: _Known) -> SpeakerRecord | None:
    if row.speaker is None and row.speaker_id is None:
        return None
    held = known.roles.get(row.speaker_id, ())
    return SpeakerRecord(
        mention=row.speaker,
        start=row.speaker_start,
        end=row.speaker_end,
        actor=known.actors.get(row.speaker_id),
        role=briefs.role_on(held, row.latest or row.published_latest),
        reason=row.speaker_reason,
    )


def _quotes(db: Connection, event_id: int) -> tuple[QuoteRecord, ...]:
    """The words in which it was claimed."""
    said = exists().where(
        Claim.event_id == event_id,
        Claim.article_id == Quote.article_id,
        Claim.start < Quote.end,
        Quote.start < Claim.end,
        Claim.state.not_in(briefs.HIDDEN),
    )
    ids = select(Quote.id).where(said, Quote.state.not_in(briefs.HIDDEN)).order_by(Quote.sort_day, Quote.id)
    return quotes.records(db, db.scalars(ids.limit(50)).all())


def _nearby(db: Connection, event_id: int) -> tuple[EventBrief, ...]:
    """Listed events at the same place in the week before and after."""
    this = Event.__table__.alias("this")
    ids = db.scalars(
        select(Event.id)
        .join(this, this.c.id == event_id)
        .where(
            Event.id != event_id,
            Event.place_id == this.c.place_id,
            this.c.sort_day > 0,
            Event.sort_day.between(this.c.sort_day - _NEARBY_DAYS, this.c.sort_day + _NEARBY_DAYS),
            Event.listed,
            Event.state.not_in(briefs.HIDDEN),
        )
        .order_by(Event.sort_day, Event.id)
        .limit(_NEARBY)
    ).all()
    found = briefs.events(db, ids)
    return tuple(found[id_] for id_ in ids if id_ in found)


# --- how events divide -----------------------------------------------------------------------------------


def _by(name: str) -> Callable[[Any, Filters], Select]:
    def rows(base: Any, _: Filters) -> Select:
        n, column = func.count().label("n"), base.c[name]
        return select(column, null(), n).group_by(column).order_by(n.desc(), column)

    return rows


def _by_dispute(base: Any, _: Filters) -> Select:
    """Those whose accounts differ; the others are no answer to a question anybody asks."""
    wanted = select(literal("yes"), null(), func.count().label("n")).where(base.c.differs.is_(True))
    return wanted.group_by(base.c.differs)


def _by_place(base: Any, _: Filters) -> Select:
    """A region's count includes what lies in it, as choosing it does."""
    n = func.count().label("n")
    return (
        select(Place.slug, Place.name, n)
        .select_from(base)
        .join(PlaceWithin, PlaceWithin.place_id == base.c.place_id)
        .join(Place, Place.id == PlaceWithin.ancestor_id)
        .group_by(Place.id, Place.slug, Place.name)
        .order_by(n.desc(), Place.id)
    )


def _by_actor(base: Any, f: Filters) -> Select:
    n = func.count(Claim.event_id.distinct()).label("n")
    wanted = [Participant.role.in_(f.role)] if f.role else []
    return (
        select(Actor.slug, Actor.name, n)
        .select_from(base)
        .join(Claim, Claim.event_id == base.c.id)
        .join(Participant, Participant.claim_id == Claim.id)
        .join(Actor, Actor.id == Participant.actor_id)
        .where(Claim.state.not_in(briefs.HIDDEN), *wanted)
        .group_by(Actor.id, Actor.slug, Actor.name)
        .order_by(n.desc(), Actor.id)
    )


def _by_outlet(base: Any, _: Filters) -> Select:
    n = func.count(Claim.event_id.distinct()).label("n")
    return (
        select(Outlet.slug, Outlet.name, n)
        .select_from(base)
        .join(Claim, Claim.event_id == base.c.id)
        .join(Article, Article.id == Claim.article_id)
        .join(Outlet, Outlet.id == Article.outlet_id)
        .where(Claim.state.not_in(briefs.HIDDEN))
        .group_by(Outlet.id, Outlet.slug, Outlet.name)
        .order_by(n.desc(), Outlet.id)
    )


def _by_conflict(base: Any, _: Filters) -> Select:
    n = func.count().label("n")
    joined = select(Conflict.slug, Conflict.name, n).select_from(base)
    joined = joined.join(Conflict, Conflict.id == base.c.conflict_id)
    return joined.group_by(Conflict.id, Conflict.slug, Conflict.name).order_by(n.desc(), Conflict.id)


EVENTS = Noun(
    name="events",
    id=Event.id,
    always=_always,
    where=WHERE,
    orders=by_day(Event.sort_day, Event.id) | {"most": by_count(Event.sources, Event.id)},
    newest=(Event.sort_day, Event.id),
    records=records,
    divided=(
        Divided("disputed", _by_dispute),
        Divided("type", _by("type")),
        Divided("place", _by_place, unless=lambda f: bool(f.within)),
        Divided("actor", _by_actor),
        Divided("outlet", _by_outlet),
        Divided("conflict", _by_conflict),
        # Choosing "planned" shows what the default leaves out, so these two divide all of it.
        Divided("modality", _by("modality"), of=lambda f: replace(f, modality=("any",))),
        Divided("stance", _by("stance"), of=lambda f: replace(f, stance=("any",))),
    ),
    divided_by=(Event.type, Event.place_id, Event.conflict_id, Event.modality, Event.stance, Event.differs),
    searched="event",
)
