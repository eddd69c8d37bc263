"""Quotes: who said what, in whose article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, false, func, null, or_, select, union

from app.browse.answer import listing
from app.browse.answer.conditions import from_outlet, in_box, in_language, lies_in, on_side, published_then
from app.browse.answer.divisions import by_outlet, by_place
from app.browse.answer.listing import Divided, Noun, by_day, touches
from app.browse.answer.page import page
from app.browse.facts import briefs, excerpt
from app.browse.facts.utterances import translations, variants
from app.browse.facts.voices import spoken_by, spoken_where, voices
from app.browse.question.filters import Filters
from app.browse.records import (
    ActorBrief,
    Listing,
    Mark,
    Piece,
    PlaceBrief,
    QuotePage,
    QuoteRecord,
    RelayRecord,
    SpeakerRecord,
    SpokenOf,
)
from app.store.tables import (
    Actor,
    Article,
    Claim,
    Outlet,
    Place,
    PlaceWithin,
    Quote,
    QuoteAbout,
    QuoteCoSpeaker,
    QuoteRelay,
    QuoteSpan,
)


def _speaker_is(condition: Callable[[Filters], ColumnElement[bool]]) -> Callable[[Filters], Any]:
    return lambda f: spoken_by(select(Actor.id).where(condition(f)))


def _speaks_of(**wanted: tuple[int, ...]) -> ColumnElement[bool]:
    """What is named inside the quote; a place includes what lies in it."""
    inside = select(PlaceWithin.place_id).where(PlaceWithin.ancestor_id.in_(wanted.get("places", ())))
    named = [QuoteAbout.actor_id.in_(wanted.get("people", ())), QuoteAbout.place_id.in_(inside)]
    # Two lists and no OR between columns, so that each is read from its index.
    return Quote.id.in_(union(*(select(QuoteAbout.quote_id).where(each) for each in named)))


def _about(f: Filters) -> ColumnElement[bool]:
    """It names an asked person or place, or speaks of an asked event."""
    named = _speaks_of(people=f.ids("about", "people"), places=f.ids("about", "places"))
    wanted = f.ids("about", "events")
    claims = exists().where(Claim.event_id.in_(wanted), _claimed_in())
    linked = Quote.id.in_(
        select(QuoteAbout.quote_id)
        .join(Claim, Claim.id == QuoteAbout.claim_id)
        .where(Claim.event_id.in_(wanted), Claim.state.not_in(briefs.HIDDEN))
    )
    return or_(named, or_(claims, linked) if wanted else false())


def _claimed_in() -> ColumnElement[bool]:
    return and_(
        Claim.article_id == Quote.article_id,
        Claim.start < Quote.end,
        Quote.start < Claim.end,
        Claim.state.not_in(briefs.HIDDEN),
    )


def _period(f: Filters) -> ColumnElement[bool]:
    if f.date_of == "said":
        return touches(Quote.earliest, Quote.latest, f)
    then = published_then(Quote.article_id, f)
    return then if f.date_of == "published" else and_(Quote.earliest.is_(None), then)


WHERE: dict[str, Callable[[Filters], ColumnElement[bool]]] = {
    "speaker": lambda f: spoken_by(f.ids("speaker", "people")),
    "actor": lambda f: or_(spoken_by(f.ids("actor", "people")), _speaks_of(people=f.ids("actor", "people"))),
    "kind": _speaker_is(lambda f: Actor.kind.in_(f.kind)),
    "type": lambda f: Quote.type.in_(f.type),
    "place": lambda f: lies_in(Quote.place_id, f),
    "bbox": lambda f: in_box(Quote.place_id, f),
    "period": _period,
    "outlet": lambda f: from_outlet(Quote.article_id, f),
    "about": _about,
    "conflict": lambda f: Quote.article_id.in_(
        select(Claim.article_id).where(
            Claim.conflict_id.in_(f.ids("conflict", "conflicts")), Claim.state.not_in(briefs.HIDDEN)
        )
    ),
    "side": lambda f: spoken_where(lambda actor_id: on_side(actor_id, f, Quote.earliest, Quote.latest)),
    "party": _speaker_is(lambda _: Actor.party.is_(True)),
    "state": lambda f: Quote.state.in_(f.state),
    "lang": lambda f: in_language(Quote.article_id, f),
}


def list_quotes(db: Connection, filters: Filters) -> Listing[QuoteRecord]:
    return page(db, QUOTES, filters)


def count_quotes(db: Connection, filters: Filters) -> int:
    return listing.counted(db, QUOTES, filters)


def stream_quotes(db: Connection, filters: Filters) -> Iterator[QuoteRecord]:
    return listing.every(db, QUOTES, filters)


def get_quote(db: Connection, public_id: str) -> QuotePage | None:
    """One quote in its paragraph; None where there is none, or a person took it out."""
    row = db.execute(
        select(Quote.id, Quote.utterance_id).where(Quote.public_id == public_id, Quote.state.not_in(briefs.HIDDEN))
    ).one_or_none()
    if row is None:
        return None
    (quote,) = records(db, [row.id])
    marks = [Mark(piece.start, piece.end, "quote", quote.type, quote.path) for piece in quote.pieces]
    people, places = _about_of(db, row.id)
    return QuotePage(
        quote=quote,
        context=excerpt.around(db, Quote, {row.id: marks})[row.id],
        together=quote.together,
        relays=_relays(db, row.id),
        also=variants(db, quote, row.utterance_id, records),
        translations=translations(db, quote, row.utterance_id, records),
        about_people=people,
        about_places=places,
        events=_spoken_of(db, row.id),
        changes=briefs.changes(db, "quote", public_id),
    )


def _together(db: Connection, ids: Sequence[int]) -> Mapping[int, list[SpeakerRecord]]:
    """Each of several who say a quote together, by the quote's row id."""
    rows = db.execute(
        select(*QuoteCoSpeaker.__table__.c)
        .where(QuoteCoSpeaker.quote_id.in_(ids))
        .order_by(QuoteCoSpeaker.quote_id, QuoteCoSpeaker.position)
    ).all()
    actors = briefs.actors(db, [row.actor_id for row in rows])
    found: dict[int, list[SpeakerRecord]] = defaultdict(list)
    for row in rows:
        who = SpeakerRecord(row.exact, row.start, row.end, actors.get(row.actor_id), None, reason=row.reason)
        found[row.quote_id].append(who)
    return found


def _relays(db: Connection, quote_id: int) -> tuple[RelayRecord, ...]:
    rows = db.execute(
        select(*QuoteRelay.__table__.c).where(QuoteRelay.quote_id == quote_id).order_by(QuoteRelay.position)
    ).all()
    actors = briefs.actors(db, [row.actor_id for row in rows])
    return tuple(
        RelayRecord(row.start, row.end, row.exact, row.cue, actors.get(row.actor_id), row.reason) for row in rows
    )


def _spoken_of(db: Connection, quote_id: int) -> tuple[SpokenOf, ...]:
    """The events it is about, each once: as linked, else as claimed in its words."""
    linked = db.execute(
        select(Claim.event_id, QuoteAbout.kind, QuoteAbout.reason)
        .join(Claim, Claim.id == QuoteAbout.claim_id)
        .where(QuoteAbout.quote_id == quote_id, Claim.state.not_in(briefs.HIDDEN))
        .order_by(QuoteAbout.start, QuoteAbout.id)
    ).all()
    claimed = select(Claim.event_id).join(Quote, Quote.id == quote_id).where(_claimed_in()).order_by(Claim.start)
    told: dict[int | None, tuple[str, str]] = {}
    for event_id, kind, reason in linked:
        told.setdefault(event_id, (kind or "commented", reason))
    for event_id in db.scalars(claimed):
        told.setdefault(event_id, ("claimed", ""))
    events = briefs.events(db, list(told))
    return tuple(SpokenOf(kind, events[key], reason) for key, (kind, reason) in told.items() if key in events)


def _about_of(db: Connection, quote_id: int) -> tuple[tuple[ActorBrief, ...], tuple[PlaceBrief, ...]]:
    rows = db.execute(
        select(QuoteAbout.actor_id, QuoteAbout.place_id)
        .where(QuoteAbout.quote_id == quote_id)
        .order_by(QuoteAbout.start, QuoteAbout.id)
    ).all()
    actors = briefs.actors(db, [row.actor_id for row in rows])
    places = briefs.places(db, [row.place_id for row in rows])
    people = dict.fromkeys(row.actor_id for row in rows if row.actor_id in actors)
    where = dict.fromkeys(row.place_id for row in rows if row.place_id in places)
    return tuple(actors[key] for key in people), tuple(places[key] for key in where)


def records(db: Connection, ids: Sequence[int]) -> tuple[QuoteRecord, ...]:
    """Quotes in the order of their ids here, in as many queries for fifty as for one."""
    if not ids:
        return ()
    rows = {row.id: row for row in db.execute(_rows().where(Quote.id.in_(ids)))}
    pieces = _pieces(db, ids)
    together = _together(db, [row.id for row in rows.values() if row.speaker_id is None])
    roles = briefs.roles(db, [row.speaker_id for row in rows.values()])
    told = _told_in(db, [row.utterance_id for row in rows.values() if row.utterance_id])
    return tuple(
        replace(_record(rows[id_], pieces[id_], roles, told), together=tuple(together.get(id_, ())))
        for id_ in ids
        if id_ in rows
    )


def _rows() -> Any:
    return (
        select(
            *(column for column in Quote.__table__.c),
            *briefs.ARTICLE_COLUMNS,
            Actor.slug.label("actor_slug"),
            Actor.name.label("actor_name"),
            Actor.kind.label("actor_kind"),
            Actor.party.label("actor_party"),
            Place.slug.label("place_slug"),
            Place.name.label("place_name"),
            Place.kind.label("place_kind"),
            Place.lat.label("place_lat"),
            Place.lon.label("place_lon"),
        )
        .join(Article, Article.id == Quote.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .outerjoin(Actor, Actor.id == Quote.speaker_id)
        .outerjoin(Place, Place.id == Quote.place_id)
    )


def _pieces(db: Connection, ids: Sequence[int]) -> Mapping[int, list[Piece]]:
    found: dict[int, list[Piece]] = defaultdict(list)
    columns = select(QuoteSpan.quote_id, QuoteSpan.start, QuoteSpan.end, QuoteSpan.exact)
    ordered = columns.where(QuoteSpan.quote_id.in_(ids)).order_by(QuoteSpan.quote_id, QuoteSpan.position)
    for row in db.execute(ordered):
        found[row.quote_id].append(Piece(row.start, row.end, row.exact))
    return found


def _told_in(db: Connection, utterances: Sequence[int]) -> dict[int | None, tuple[int, int]]:
    """In how many articles, and independent texts, the same words stand."""
    if not utterances:
        return {}
    # An article that is nobody's copy is a text of its own; -id keeps those apart from origins' ids.
    text = func.coalesce(Article.origin_id, -Article.id)
    rows = db.execute(
        select(Quote.utterance_id, func.count(Article.id.distinct()), func.count(text.distinct()))
        .join(Article, Article.id == Quote.article_id)
        .where(Quote.utterance_id.in_(set(utterances)), Quote.state.not_in(briefs.HIDDEN))
        .group_by(Quote.utterance_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _record(
    row: Row, pieces: Sequence[Piece], roles: Mapping[int, Any], told: Mapping[int | None, tuple[int, int]]
) -> QuoteRecord:
    articles, origins = told.get(row.utterance_id, (1, 1))
    place = PlaceBrief(row.place_slug, row.place_name, row.place_kind, row.place_lat, row.place_lon)
    return QuoteRecord(
        public_id=row.public_id,
        type=row.type,
        start=row.start,
        end=row.end,
        exact=row.exact,
        pieces=tuple(pieces) or (Piece(row.start, row.end, row.exact),),
        speaker=_speaker(row, roles),
        cue=row.cue,
        cue_class=row.cue_class,
        said=briefs.when(row.earliest, row.latest, row.about_then),
        said_reason=row.when_reason,
        place=place if row.place_id else None,
        via=row.via,
        article=briefs.article_of(row),
        articles=articles,
        origins=origins,
        state=row.state,
        confidence=row.confidence,
        reasons=tuple(row.reasons or ()),
        utterance=row.utterance_id,
    )


def _speaker(row: Row, roles: Mapping[int, Any]) -> SpeakerRecord | None:
    if row.speaker is None and row.speaker_id is None:
        return None
    day = row.latest or row.published_latest
    actor = ActorBrief(row.actor_slug, row.actor_name, row.actor_kind, row.actor_party)
    return SpeakerRecord(
        mention=row.speaker,
        start=row.speaker_start,
        end=row.speaker_end,
        actor=actor if row.speaker_id else None,
        role=briefs.role_on(roles.get(row.speaker_id, ()), day),
        chain=tuple(Piece(each["start"], each["end"], each["exact"]) for each in row.speaker_chain or ()),
        reason=row.speaker_reason,
    )


# --- how quotes divide -----------------------------------------------------------------------------------


def _by_speaker(base: Any, _: Filters, *, dated: bool = False) -> Any:
    n = func.count().label("n")
    told = voices(base)
    joined = select(Actor.slug, Actor.name, n).select_from(told).join(Actor, Actor.id == told.c.actor_id)
    joined = joined.join(base, base.c.id == told.c.quote_id) if dated else joined
    return joined.group_by(Actor.id, Actor.slug, Actor.name).order_by(n.desc(), Actor.id)


def _by_kind(base: Any, _: Filters, *, dated: bool = False) -> Any:
    """Two of one kind who say it together are one quote of that kind."""
    told = voices(base)
    n = func.count(told.c.quote_id.distinct()).label("n")
    joined = select(Actor.kind, null(), n).select_from(told).join(Actor, Actor.id == told.c.actor_id)
    joined = joined.join(base, base.c.id == told.c.quote_id) if dated else joined
    return joined.group_by(Actor.kind).order_by(n.desc(), Actor.kind)


def _by_type(base: Any, _: Filters) -> Any:
    n = func.count().label("n")
    return select(base.c.type, null(), n).group_by(base.c.type).order_by(n.desc(), base.c.type)


def _by_outlet(base: Any, _: Filters) -> Any:
    return by_outlet(base, base.c.article_id, func.count())


QUOTES = Noun(
    name="quotes",
    id=Quote.id,
    always=lambda _: Quote.state.not_in(briefs.HIDDEN),
    where=WHERE,
    orders=by_day(Quote.sort_day, Quote.id),
    newest=(Quote.sort_day, Quote.id),
    records=records,
    divided=(
        Divided("speaker", _by_speaker, dated=partial(_by_speaker, dated=True)),
        Divided("type", _by_type),
        Divided("kind", _by_kind, dated=partial(_by_kind, dated=True)),
        Divided("place", by_place, unless=lambda f: bool(f.within)),
        Divided("outlet", _by_outlet),
    ),
    divided_by=(Quote.speaker_id, Quote.type, Quote.place_id, Quote.article_id),
    searched="quote",
)
