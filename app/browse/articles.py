"""Articles: what was published, and everything read in it, on the very words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, null, or_, select, true

from app.browse import briefs, excerpt, labels, listing, quotes
from app.browse.conditions import in_box, in_language, lies_in
from app.browse.filters import Filters
from app.browse.listing import Divided, Noun, by_count, by_day, touches
from app.browse.records import (
    ArticleBrief,
    ArticlePage,
    ArticleRecord,
    ClaimBrief,
    Listing,
    Mark,
    OutletBrief,
    Piece,
    QuoteRecord,
    RefusedRecord,
)
from app.browse.sentence import period_words
from app.browse.voices import spoken_by
from app.store.tables import (
    Actor,
    Article,
    ArticleVersion,
    Claim,
    DateMention,
    Mention,
    Outlet,
    Place,
    PlaceWithin,
    Quote,
    Reading,
)
from app.text.span import Span


def _naming(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Mention.article_id == Article.id, *conditions)


def _reporting(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Claim.article_id == Article.id, Claim.state.not_in(briefs.HIDDEN), *conditions)


def _about(f: Filters) -> ColumnElement[bool]:
    """It names an asked person or place, or reports an asked event: with `actor`, whoever is named together."""
    inside = select(PlaceWithin.place_id).where(PlaceWithin.ancestor_id.in_(f.ids("about", "places")))
    return or_(
        _naming(Mention.actor_id.in_(f.ids("about", "people"))),
        _naming(Mention.place_id.in_(inside)),
        _reporting(Claim.event_id.in_(f.ids("about", "events"))),
    )


WHERE: dict[str, Callable[[Filters], ColumnElement[bool]]] = {
    "speaker": lambda f: exists().where(
        Quote.article_id == Article.id,
        Quote.state.not_in(briefs.HIDDEN),
        spoken_by(f.ids("speaker", "people")),
    ),
    "actor": lambda f: _naming(Mention.actor_id.in_(f.ids("actor", "people"))),
    "type": lambda f: _reporting(Claim.type.in_(f.type)),
    "place": lambda f: _naming(lies_in(Mention.place_id, f)),
    "bbox": lambda f: _naming(in_box(Mention.place_id, f)),
    "period": lambda f: touches(Article.earliest, Article.latest, f),
    "outlet": lambda f: Article.outlet_id.in_(f.ids("outlet", "outlets")),
    "about": _about,
    "conflict": lambda f: _reporting(Claim.conflict_id.in_(f.ids("conflict", "conflicts"))),
    "lang": lambda f: in_language(Article.id, f),
}


def list_articles(db: Connection, filters: Filters) -> Listing[ArticleRecord]:
    return listing.page(db, ARTICLES, filters)


def count_articles(db: Connection, filters: Filters) -> int:
    return listing.counted(db, ARTICLES, filters)


def stream_articles(db: Connection, filters: Filters) -> Iterator[ArticleRecord]:
    return listing.every(db, ARTICLES, filters)


def records(db: Connection, ids: Sequence[int]) -> tuple[ArticleRecord, ...]:
    """Articles in the order of their ids here, in as many queries for fifty as for one."""
    if not ids:
        return ()
    statement = select(
        *Article.__table__.c, Outlet.slug.label("outlet_slug"), Outlet.name.label("outlet_name")
    ).outerjoin(Outlet, Outlet.id == Article.outlet_id)
    rows = {row.id: row for row in db.execute(statement.where(Article.id.in_(ids)))}
    origins = {row.origin_id for row in rows.values() if row.origin_id}
    copies = _copies(db, origins)
    return tuple(_record(rows[id_], copies) for id_ in ids if id_ in rows)


def _copies(db: Connection, origins: set[int]) -> Mapping[int | None, int]:
    if not origins:
        return {}
    statement = select(Article.origin_id, func.count()).where(Article.origin_id.in_(origins))
    return {row[0]: row[1] for row in db.execute(statement.group_by(Article.origin_id))}


def _record(row: Row, copies: Mapping[int | None, int]) -> ArticleRecord:
    return ArticleRecord(
        public_id=row.public_id,
        slug=row.slug,
        title=row.title,
        outlet=OutletBrief(row.outlet_slug, row.outlet_name) if row.outlet_slug else None,
        byline=row.byline,
        published=briefs.when(row.earliest, row.latest),
        published_from=row.published_from,
        dateline=row.dateline,
        url=row.url,
        lang=row.lang,
        licence=row.licence,
        sources=tuple(row.sources or ()),
        sample=row.sample,
        length=row.length,
        quotes=row.quotes,
        claims=row.claims,
        copies=max(0, copies.get(row.origin_id, 1) - 1),
        added=row.added_at,
    )


# --- one article ------------------------------------------------------------------------------------------


def get_article(db: Connection, public_id: str, *, window: int | None = None) -> ArticlePage | None:
    """One article with its marks; None where there is none.

    `window`: where the whole text may not be shown, how many characters round each quote and claim may be.
    """
    row = db.execute(
        select(Article.id, Article.origin_id, Article.origin_reason).where(Article.public_id == public_id)
    ).one_or_none()
    if row is None:
        return None
    (article,) = records(db, [row.id])
    version = db.execute(
        select(ArticleVersion.id, ArticleVersion.number, ArticleVersion.text)
        .where(ArticleVersion.article_id == row.id)
        .order_by(ArticleVersion.number.desc())
        .limit(1)
    ).one_or_none()
    text = version.text if version else ""
    said = _quotes(db, row.id)
    claims = _claims(db, row.id)
    named = _named(db, row.id)
    marks = tuple(sorted([*_quote_marks(said), *_claim_marks(claims), *_name_marks(named), *_dates(db, row.id)]))
    excerpts = _excerpts(text, marks, window)
    people, places = _counts(db, named)
    reading = db.execute(
        select(Reading.extractor, Reading.read_at, Reading.refused)
        .where(Reading.article_id == row.id)
        .order_by(Reading.id.desc())
        .limit(1)
    ).one_or_none()
    return ArticlePage(
        article=article,
        text=text if window is None else "",
        whole=window is None,
        excerpts=excerpts,
        paragraphs=excerpt.paragraphs(excerpts),
        marks=marks,
        quotes=said,
        events=claims,
        people=people,
        places=places,
        copies=_copies_of(db, row),
        extractor=reading.extractor if reading else None,
        read_at=reading.read_at if reading else None,
        version=version.number if version else 0,
        changes=briefs.changes(db, "article", public_id),
        refused=tuple(
            RefusedRecord(
                each["start"],
                each["end"],
                text[each["start"] : each["end"]] if window is None else "",
                each["reason"],
            )
            for each in (reading.refused if reading else ())
        ),
        origin_reason=row.origin_reason,
    )


def _excerpts(text: str, marks: Sequence[Mark], window: int | None) -> tuple[Any, ...]:
    """The whole text, or windows round what was said and what happened. A window round every name, place and
    date too would show nine tenths of an ordinary report, which is no window.
    """
    told = [mark for mark in marks if mark.kind in ("quote", "event")]
    spans = (Span(0, len(text)),) if window is None else excerpt.windows(text, told, window)
    return tuple(excerpt.excerpt(text, marks, span) for span in spans)


def _quotes(db: Connection, article_id: int) -> tuple[QuoteRecord, ...]:
    ids = select(Quote.id).where(Quote.article_id == article_id, Quote.state.not_in(briefs.HIDDEN))
    return quotes.records(db, db.scalars(ids.order_by(Quote.start, Quote.end, Quote.id)).all())


def _claims(db: Connection, article_id: int) -> tuple[ClaimBrief, ...]:
    rows = db.execute(
        select(*Claim.__table__.c, Actor.name.label("speaker_name"))
        .outerjoin(Actor, Actor.id == Claim.speaker_id)
        .where(Claim.article_id == article_id, Claim.state.not_in(briefs.HIDDEN))
        .order_by(Claim.start, Claim.end, Claim.id)
    ).all()
    events = briefs.events(db, [row.event_id for row in rows])
    return tuple(
        ClaimBrief(
            row.start,
            row.end,
            row.exact,
            Piece(row.trigger_start, row.trigger_end, row.trigger),
            row.modality,
            row.stance,
            row.speaker_name or labels.source(row.speaker),
            events[row.event_id],
        )
        for row in rows
        if row.event_id in events
    )


def _named(db: Connection, article_id: int) -> Sequence[Row]:
    """The mentions that are linked, in the order of the text; "Russians" is no mention of a place."""
    named = or_(Mention.actor_id.is_not(None), and_(Mention.place_id.is_not(None), Mention.literal))
    return db.execute(
        select(
            Mention.start,
            Mention.end,
            Mention.exact,
            Mention.actor_id,
            Mention.place_id,
            Actor.slug.label("actor_slug"),
            Actor.name.label("actor_name"),
            Place.slug.label("place_slug"),
            Place.name.label("place_name"),
        )
        .outerjoin(Actor, Actor.id == Mention.actor_id)
        .outerjoin(Place, Place.id == Mention.place_id)
        .where(Mention.article_id == article_id, named)
        .order_by(Mention.start, Mention.end, Mention.id)
    ).all()


def _quote_marks(said: Sequence[QuoteRecord]) -> Iterator[Mark]:
    for quote in said:
        label = quote.speaker.name if quote.speaker and quote.speaker.name else quote.type
        for piece in quote.pieces:
            yield Mark(piece.start, piece.end, "quote", label, quote.path)


def _claim_marks(claims: Sequence[ClaimBrief]) -> Iterator[Mark]:
    for claim in claims:
        yield Mark(claim.start, claim.end, "event", claim.event.title, claim.event.path)


def _name_marks(named: Sequence[Row]) -> Iterator[Mark]:
    for row in named:
        if row.actor_id is not None:
            yield Mark(row.start, row.end, "person", row.actor_name, f"/people/{row.actor_slug}")
        if row.place_id is not None:
            yield Mark(row.start, row.end, "place", row.place_name, f"/places/{row.place_slug}")


def _dates(db: Connection, article_id: int) -> Iterator[Mark]:
    rows = db.execute(
        select(DateMention.start, DateMention.end, DateMention.exact, DateMention.earliest, DateMention.latest)
        .where(DateMention.article_id == article_id)
        .order_by(DateMention.start, DateMention.id)
    )
    for row in rows:
        when = briefs.when(row.earliest, row.latest)
        path = f"/dates/{str(when).partition('/')[0]}" if when else None
        yield Mark(row.start, row.end, "date", period_words(when) if when else row.exact, path)


def _counts(db: Connection, named: Sequence[Row]) -> tuple[Any, Any]:
    """Whom and what it names, most often first."""
    people = Counter(row.actor_id for row in named if row.actor_id is not None)
    places = Counter(row.place_id for row in named if row.place_id is not None)
    actors, where = briefs.actors(db, list(people)), briefs.places(db, list(places))
    return (
        tuple((actors[key], n) for key, n in people.most_common()),
        tuple((where[key], n) for key, n in places.most_common()),
    )


def _copies_of(db: Connection, row: Row) -> tuple[ArticleBrief, ...]:
    if row.origin_id is None:
        return ()
    same = select(Article.id).where(Article.origin_id == row.origin_id, Article.id != row.id)
    found = briefs.articles(db, db.scalars(same).all())
    return tuple(found[key] for key in sorted(found))


# --- how articles divide ----------------------------------------------------------------------------------


def _by_outlet(base: Any, _: Filters) -> Select:
    n = func.count().label("n")
    joined = select(Outlet.slug, Outlet.name, n).select_from(base).join(Outlet, Outlet.id == base.c.outlet_id)
    return joined.group_by(Outlet.id, Outlet.slug, Outlet.name).order_by(n.desc(), Outlet.id)


def _by_place(base: Any, _: Filters) -> Select:
    """A region's count includes what lies in it, as choosing it does."""
    n = func.count(Mention.article_id.distinct()).label("n")
    return (
        select(Place.slug, Place.name, n)
        .select_from(base)
        .join(Mention, Mention.article_id == base.c.id)
        .join(PlaceWithin, PlaceWithin.place_id == Mention.place_id)
        .join(Place, Place.id == PlaceWithin.ancestor_id)
        .group_by(Place.id, Place.slug, Place.name)
        .order_by(n.desc(), Place.id)
    )


def _by_type(base: Any, _: Filters) -> Select:
    n = func.count(Claim.article_id.distinct()).label("n")
    joined = select(Claim.type, null(), n).select_from(base).join(Claim, Claim.article_id == base.c.id)
    joined = joined.where(Claim.state.not_in(briefs.HIDDEN))
    return joined.group_by(Claim.type).order_by(n.desc(), Claim.type)


ARTICLES = Noun(
    name="articles",
    id=Article.id,
    always=lambda _: true(),
    where=WHERE,
    orders=by_day(Article.sort_day, Article.id) | {"most": by_count(Article.quotes + Article.claims, Article.id)},
    newest=(Article.sort_day, Article.id),
    records=records,
    divided=(
        Divided("outlet", _by_outlet),
        Divided("place", _by_place, unless=lambda f: bool(f.within)),
        Divided("type", _by_type),
    ),
    divided_by=(Article.outlet_id,),
    searched="article",
)
