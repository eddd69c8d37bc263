"""Short forms of things, read for many rows at once: one query however many are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from app.browse.records import (
    ActorBrief,
    ArticleBrief,
    Change,
    EventBrief,
    OutletBrief,
    PlaceBrief,
    RoleRecord,
)
from app.browse.words import labels
from app.store.tables import Actor, Article, Correction, Event, Outlet, Place, PlaceWithin, Role
from app.text.when import When

HIDDEN = ("rejected", "hidden")  # states that are never listed
NEAREST = ("facility", "settlement", "area", "water", "district", "region", "country")  # what holds what

ARTICLE_COLUMNS = (
    Article.public_id.label("article_public_id"),
    Article.slug.label("article_slug"),
    Article.title.label("article_title"),
    Article.url.label("article_url"),
    Article.lang.label("article_lang"),
    Article.sample.label("article_sample"),
    Article.added_at.label("article_added"),
    Article.warning.label("article_warning"),
    Article.earliest.label("published_earliest"),
    Article.latest.label("published_latest"),
    Outlet.slug.label("outlet_slug"),
    Outlet.name.label("outlet_name"),
)


def when(earliest: date | None, latest: date | None, about: bool = False) -> When | None:
    return When(earliest, latest, about) if earliest and latest else None


def article_of(row: Row) -> ArticleBrief:
    """From a row with ARTICLE_COLUMNS, its outlet joined from outside."""
    return ArticleBrief(
        row.article_public_id,
        row.article_slug,
        row.article_title,
        OutletBrief(row.outlet_slug, row.outlet_name) if row.outlet_slug else None,
        when(row.published_earliest, row.published_latest),
        row.article_url,
        row.article_lang,
        row.article_sample,
        row.article_added,
        row.article_warning or None,
    )


def articles(db: Connection, ids: Collection[int]) -> dict[int, ArticleBrief]:
    statement = select(Article.id, *ARTICLE_COLUMNS).outerjoin(Outlet, Outlet.id == Article.outlet_id)
    return {row.id: article_of(row) for row in _rows(db, statement, Article.id, ids)}


def actors(db: Connection, ids: Collection[int | None]) -> dict[int, ActorBrief]:
    statement = select(Actor.id, Actor.slug, Actor.name, Actor.kind, Actor.party)
    return {row.id: ActorBrief(*row[1:]) for row in _rows(db, statement, Actor.id, ids)}


def places(db: Connection, ids: Collection[int | None]) -> dict[int, PlaceBrief]:
    statement = select(Place.id, Place.slug, Place.name, Place.kind, Place.lat, Place.lon)
    return {row.id: PlaceBrief(*row[1:]) for row in _rows(db, statement, Place.id, ids)}


def events(db: Connection, ids: Collection[int | None]) -> dict[int, EventBrief]:
    """Without those a person has taken out."""
    statement = select(
        Event.id, Event.public_id, Event.slug, Event.type, Event.title, Event.earliest, Event.latest,
        Event.about_then,
    ).where(Event.state.not_in(HIDDEN))  # fmt: skip
    return {
        row.id: EventBrief(
            row.public_id,
            row.slug,
            row.type,
            labels.label("type", row.type),
            row.title,
            when(row.earliest, row.latest, row.about_then),
        )
        for row in _rows(db, statement, Event.id, ids)
    }


def ancestors(db: Connection, ids: Collection[int | None]) -> Mapping[int, tuple[PlaceBrief, ...]]:
    """What each place lies in, nearest first, itself left out."""
    statement = (
        select(PlaceWithin.place_id, Place.slug, Place.name, Place.kind, Place.lat, Place.lon)
        .join(Place, Place.id == PlaceWithin.ancestor_id)
        .where(PlaceWithin.ancestor_id != PlaceWithin.place_id)
    )
    found: dict[int, list[PlaceBrief]] = defaultdict(list)
    for row in _rows(db, statement, PlaceWithin.place_id, ids):
        found[row.place_id].append(PlaceBrief(*row[1:]))
    return {
        place: tuple(sorted(above, key=lambda brief: (NEAREST.index(brief.kind), brief.slug)))
        for place, above in found.items()
    }


def roles(db: Connection, ids: Collection[int | None]) -> Mapping[int, Sequence[RoleRecord]]:
    """The offices each actor held, newest first."""
    statement = select(
        Role.actor_id, Role.office, Role.body, Role.since, Role.until, Role.seen, Role.since_by, Role.until_from,
        Role.id,
    )  # fmt: skip
    rows = sorted(
        _rows(db, statement, Role.actor_id, ids), key=lambda row: (row.since or date.min, -row.id), reverse=True
    )
    found: dict[int, list[RoleRecord]] = defaultdict(list)
    for row in rows:
        found[row.actor_id].append(RoleRecord(*row[1:-1]))
    return found


def role_on(held: Iterable[RoleRecord], day: date | None) -> str | None:
    """The office held on a day, the newest one where no day is known: nobody is given an office of later.

    One surely held goes before one that may have been; one that nobody has looked after for long is neither.
    """
    offices = list(held)
    if day is None:
        return str(offices[0]) if offices else None
    surely = [each for each in offices if each.role.surely_held(day)]
    perhaps = [each for each in offices if each.role.held(day) and not each.role.lapsed(day)]
    return next((str(each) for each in (*surely, *perhaps)), None)


def changes(db: Connection, target: str, key: str) -> tuple[Change, ...]:
    """The public corrections of one thing, newest first."""
    statement = (
        select(
            Correction.made_at, Correction.made_by, Correction.field, Correction.before, Correction.after,
            Correction.why,
        )
        .where(Correction.target == target, Correction.target_id == key)
        .order_by(Correction.id.desc())
    )  # fmt: skip
    return tuple(Change(*row) for row in db.execute(statement))


def _rows(db: Connection, statement: Any, column: Any, ids: Collection[int | None]) -> Sequence[Row]:
    wanted = sorted({id_ for id_ in ids if id_ is not None})
    return db.execute(statement.where(column.in_(wanted))).all() if wanted else ()
