"""Events: what was reported to have happened, and on whose word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    and_,
    func,
    literal,
    null,
    or_,
    select,
    union,
)

from app.browse.accounts.differences import differences, named
from app.browse.accounts.ledger import ledger
from app.browse.accounts.tolls import tolls
from app.browse.accounts.vouched import Vouched, vouched
from app.browse.answer import listing
from app.browse.answer.conditions import on_then
from app.browse.answer.divisions import by_outlet, by_place
from app.browse.answer.listing import Divided, Noun, by_count, by_day
from app.browse.answer.page import page
from app.browse.event_filters import WHERE, always, only_parties
from app.browse.facts import briefs
from app.browse.facts.claims import claims_of
from app.browse.question.filters import FIGURES, ROLES, Filters
from app.browse.records import (
    EventBrief,
    EventPage,
    EventRecord,
    EventToll,
    Listing,
    NearRecord,
    PlaceBrief,
)
from app.browse.speech import speech_about
from app.browse.words import labels, reasons
from app.store.tables import (
    Actor,
    ArticleVersion,
    Claim,
    Conflict,
    ConflictSide,
    Event,
    NearEvent,
    Participant,
    Place,
    Quantity,
)

_NEARBY_DAYS = 7
_NEARBY = 10
_PARTS = 100  # incidents of a battle that its page shows


def list_events(db: Connection, filters: Filters) -> Listing[EventRecord]:
    return page(db, EVENTS, filters)


def count_events(db: Connection, filters: Filters) -> int:
    return listing.counted(db, EVENTS, filters)


def stream_events(db: Connection, filters: Filters) -> Iterator[EventRecord]:
    return listing.every(db, EVENTS, filters)


def get_event(db: Connection, public_id: str) -> EventPage | None:
    """One event with every claim about it, listed or not; None where there is none or it was taken out."""
    row = db.execute(
        select(Event.id, Event.conflict_id, Event.part_of_id, Event.part_reason).where(
            Event.public_id == public_id, Event.state.not_in(briefs.HIDDEN)
        )
    ).one_or_none()
    if row is None:
        return None
    (event,) = records(db, [row.id])
    claims = claims_of(db, [row.id]).get(row.id, ())
    said, near = speech_about(db, row.id, claims), _near(db, row.id)
    parts, parts_count = _parts_of(db, row.id)
    return EventPage(
        event=event,
        conflict=db.scalar(select(Conflict.name).where(Conflict.id == row.conflict_id)),
        claims=claims,
        ledger=ledger(claims),
        differences=differences(claims),
        participants=named(claims),
        speech=said,
        part_of=briefs.events(db, [row.part_of_id]).get(row.part_of_id),
        part_reason=row.part_reason,
        parts=parts,
        parts_count=parts_count,
        near=near,
        nearby=tuple(each for each in _nearby(db, row.id) if each not in {one.event for one in near}),
        changes=briefs.changes(db, "event", public_id),
        why_when=reasons.day_words(event.when_reason, _written_day(db, row.id, event)),
        why_where=reasons.place_words(event.place_reason),
    )


def _written_day(db: Connection, event_id: int, event: EventRecord) -> str | None:
    """The words of an article that give an event its day, where a claim of it has such words."""
    if event.when is None:
        return None
    written = func.substr(ArticleVersion.text, Claim.when_start + 1, Claim.when_end - Claim.when_start)
    return db.scalar(
        select(written)
        .select_from(Claim)
        .join(ArticleVersion, ArticleVersion.id == Claim.version_id)
        .where(Claim.event_id == event_id, Claim.when_reason == event.when_reason, Claim.when_start.is_not(None))
        .where(Claim.earliest == event.when.earliest, Claim.latest == event.when.latest)
        .where(Claim.state.not_in(briefs.HIDDEN))
        .order_by(Claim.id)
        .limit(1)
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
    told, counted = vouched(db, ids), tolls(db, ids)
    return tuple(
        _record(rows[id_], above.get(rows[id_].place_id, ()), told.get(id_, Vouched()), counted.get(id_, ()))
        for id_ in ids
        if id_ in rows
    )


def _record(row: Row, above: Sequence[PlaceBrief], told: Vouched, counted: tuple[EventToll, ...]) -> EventRecord:
    lead, lead_lang = told.lead or told.doubted or ("", "")
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
        attributed_to=tuple(told.affirm),
        state=row.state,
        denied_by=tuple(told.deny),
        held_by=tuple(told.hold),
        denials=len(told.denials),
        spans=tuple(told.spans),
        updated=told.updated,
        tolls=counted,
        lead=lead,
        lead_lang=lead_lang,
        kept_as=labels.unless_titled(row.type, row.title),
    )


# --- what one event is beside -----------------------------------------------------------------------------


def _parts_of(db: Connection, event_id: int) -> tuple[tuple[EventBrief, ...], int]:
    """The listed incidents of a battle or campaign, oldest first, as many as are shown; and how many there are."""
    mine = (Event.part_of_id == event_id, Event.listed, Event.state.not_in(briefs.HIDDEN))
    ids = db.scalars(select(Event.id).where(*mine).order_by(Event.sort_day, Event.id).limit(_PARTS)).all()
    count = len(ids) if len(ids) < _PARTS else db.scalar(select(func.count()).where(*mine)) or 0
    found = briefs.events(db, ids)
    return tuple(found[id_] for id_ in ids if id_ in found), count


def _near(db: Connection, event_id: int) -> tuple[NearRecord, ...]:
    """What nearly joined it."""
    either = or_(NearEvent.one_id == event_id, NearEvent.other_id == event_id)
    rows = db.execute(select(*NearEvent.__table__.c).where(either).order_by(NearEvent.id)).all()
    other = {row.id: row.other_id if row.one_id == event_id else row.one_id for row in rows}
    found = briefs.events(db, list(other.values()))
    return tuple(
        NearRecord(found[other[row.id]], row.agrees, row.differs) for row in rows if other[row.id] in found
    )


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


def _by_placed(base: Any, _: Filters) -> Select:
    """Those that are on no map: where nobody says so, or no one place could be told."""
    wanted = select(literal("no"), null(), func.count().label("n")).where(base.c.place_id.is_(None))
    return wanted.group_by(base.c.place_id)  # one group, and none where there is nothing to count


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


def _by_role(base: Any, f: Filters) -> Select:
    """What the asked actors do in them; without one asked, what anybody known does."""
    asked = f.ids("actor", "people")
    n = func.count(Claim.event_id.distinct()).label("n")
    whose = Participant.actor_id.in_(asked) if asked else Participant.actor_id.is_not(None)
    return (
        select(Participant.role, null(), n)
        .select_from(base)
        .join(Claim, Claim.event_id == base.c.id)
        .join(Participant, Participant.claim_id == Claim.id)
        .where(Claim.state.not_in(briefs.HIDDEN), Participant.role.in_(ROLES), whose)
        .group_by(Participant.role)
        .order_by(n.desc(), Participant.role)
    )


def _by_side(base: Any, f: Filters) -> Select:
    """Each side of each war, counted as choosing it counts: those who have a part, and those who say so."""
    wars = f.ids("conflict", "conflicts")
    told = select(base.c.id, Claim.side.label("side"), Claim.conflict_id.label("war"))
    told = told.select_from(base).join(Claim, Claim.event_id == base.c.id)
    said = told.where(Claim.side.is_not(None), Claim.state.not_in(briefs.HIDDEN))
    takes_part = (
        select(base.c.id, ConflictSide.side, ConflictSide.conflict_id)
        .select_from(base)
        .join(Event, Event.id == base.c.id)
        .join(Claim, Claim.event_id == base.c.id)
        .join(Participant, Participant.claim_id == Claim.id)
        # "+ 0" keeps SQLite, which has no statistics here, from starting at the sides and scanning
        # `base` for each part.
        .join(Actor, Actor.id == Participant.actor_id + 0)
        .join(ConflictSide, ConflictSide.actor_key == Actor.key)
        .where(
            ConflictSide.conflict_id == Event.conflict_id,
            Claim.state.not_in(briefs.HIDDEN),
            on_then(Event.earliest, Event.latest),
        )
    )
    if wars:
        said = said.where(Claim.conflict_id.in_(wars))
        takes_part = takes_part.where(ConflictSide.conflict_id.in_(wars))
    pairs = union(said, takes_part).subquery()
    named = select(ConflictSide.conflict_id, ConflictSide.side, func.min(ConflictSide.name).label("name"))
    names = named.group_by(ConflictSide.conflict_id, ConflictSide.side).subquery()
    n = func.count(pairs.c.id.distinct()).label("n")
    counted = select(pairs.c.side, func.min(names.c.name), n).join(
        names, and_(names.c.side == pairs.c.side, names.c.conflict_id == pairs.c.war)
    )
    return counted.group_by(pairs.c.side).order_by(n.desc(), pairs.c.side)


def _by_party(base: Any, _: Filters) -> Select:
    n = func.count().label("n")
    wanted = select(literal("yes"), null(), n).select_from(base).join(Event, Event.id == base.c.id)
    return wanted.where(only_parties()).having(func.count() > 0)


def _by_figures(base: Any, _: Filters) -> Select:
    """Events of which somebody tells how many; one with several figures of a kind counts once."""
    n = func.count(Claim.event_id.distinct()).label("n")
    told = select(Quantity.kind, null(), n).select_from(base).join(Claim, Claim.event_id == base.c.id)
    told = told.join(Quantity, Quantity.claim_id == Claim.id)
    standing = (Claim.state.not_in(briefs.HIDDEN), Quantity.kind.in_(FIGURES))
    return told.where(*standing).group_by(Quantity.kind).order_by(n.desc(), Quantity.kind)


def _by_outlet(base: Any, _: Filters) -> Select:
    told = base.join(Claim.__table__, Claim.event_id == base.c.id)
    counted = by_outlet(told, Claim.article_id, func.count(Claim.event_id.distinct()))
    return counted.where(Claim.state.not_in(briefs.HIDDEN))


def _by_conflict(base: Any, _: Filters) -> Select:
    n = func.count().label("n")
    joined = select(Conflict.slug, Conflict.name, n).select_from(base)
    joined = joined.join(Conflict, Conflict.id == base.c.conflict_id)
    return joined.group_by(Conflict.id, Conflict.slug, Conflict.name).order_by(n.desc(), Conflict.id)


EVENTS = Noun(
    name="events",
    id=Event.id,
    always=always,
    where=WHERE,
    orders=by_day(Event.sort_day, Event.id) | {"most": by_count(Event.sources, Event.id)},
    newest=(Event.sort_day, Event.id),
    records=records,
    divided=(
        Divided("disputed", _by_dispute),
        Divided("party", _by_party),
        Divided("type", _by("type")),
        Divided("place", by_place, unless=lambda f: bool(f.within)),
        Divided("placed", _by_placed),
        Divided("actor", _by_actor),
        Divided("role", _by_role),
        Divided("figures", _by_figures),
        Divided("side", _by_side),
        Divided("outlet", _by_outlet),
        Divided("conflict", _by_conflict),
        # Choosing "planned" shows what the default leaves out, so these two divide all of it.
        Divided("modality", _by("modality"), of=lambda f: replace(f, modality=("any",))),
        Divided("stance", _by("stance"), of=lambda f: replace(f, stance=("any",))),
    ),
    divided_by=(Event.type, Event.place_id, Event.conflict_id, Event.modality, Event.stance, Event.differs),
    searched="event",
)
