"""Articles: what was published, and everything read in it, on the very words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, null, or_, select, true

from app.browse.answer import listing
from app.browse.answer.conditions import in_box, in_language, lies_in
from app.browse.answer.listing import Divided, Noun, by_count, by_day, touches
from app.browse.answer.page import page
from app.browse.facts import briefs
from app.browse.facts.voices import spoken_by
from app.browse.question.filters import Filters
from app.browse.records import (
    ArticleRecord,
    Listing,
    OutletBrief,
)
from app.store.tables import (
    Article,
    Claim,
    Mention,
    Outlet,
    Place,
    PlaceWithin,
    Quote,
)


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
    return page(db, ARTICLES, filters)


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
        warning=row.warning or None,
        sources=tuple(row.sources or ()),
        sample=row.sample,
        length=row.length,
        quotes=row.quotes,
        claims=row.claims,
        copies=max(0, copies.get(row.origin_id, 1) - 1),
        added=row.added_at,
    )


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
