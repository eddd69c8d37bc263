"""Places: where things happened, where they were said, and what was said of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, null, or_, select, true

from app.browse import events, quotes
from app.browse.answer import listing
from app.browse.answer.conditions import AREAS, bears, in_box, lies_in
from app.browse.answer.listing import Divided, Noun, by_count, by_slug
from app.browse.answer.page import page
from app.browse.facts import activity, briefs
from app.browse.facts.claims import claims_of
from app.browse.question.filters import Filters, Name
from app.browse.question.names import Bearer
from app.browse.records import (
    ClaimRecord,
    HoldingRecord,
    Listing,
    NameRecord,
    PlaceBrief,
    PlacePage,
    PlaceRecord,
    RingRecord,
)
from app.resolve.accounts import HELD
from app.store.tables import Event, Mention, Place, PlaceName, PlaceWithin, Quote
from app.store.word_query import Term
from app.text.folding import fold_name
from app.world.disputed import Dispute, disputed
from app.world.renamed import older_names

_NEWEST = 10
RINGS = (10, 25, 50)  # kilometres round a place (UX §4)
_NEARBY = 8  # places named in each ring
_PARTS = 30
_HELD = 8  # events in which somebody is said to have taken, held or left it
_HOLDING = (*sorted(HELD), "withdrawal")
_EARTH_KM = 6371.0


def _called(f: Filters) -> ColumnElement[bool]:
    """Some spelling of its name holds every asked word."""

    def borne(term: Term) -> ColumnElement[bool]:
        words = tuple(fold_name(" ".join(term.words)).split())
        return exists().where(PlaceName.place_id == Place.id, bears(PlaceName.folded, words, phrase=term.phrase))

    every = [or_(*map(borne, group)) for group in f.words.groups]
    return and_(*every, *(~borne(term) for term in f.words.without))


WHERE: dict[str, Callable[[Filters], ColumnElement[bool]]] = {
    "q": _called,
    "kind": lambda f: Place.kind.in_(f.kind),
    "place": lambda f: lies_in(Place.id, f),
    "bbox": lambda f: in_box(Place.id, f),
}


def list_places(db: Connection, filters: Filters) -> Listing[PlaceRecord]:
    return page(db, PLACES, filters)


def count_places(db: Connection, filters: Filters) -> int:
    return listing.counted(db, PLACES, filters)


def stream_places(db: Connection, filters: Filters) -> Iterator[PlaceRecord]:
    return listing.every(db, PLACES, filters)


def records(db: Connection, ids: Sequence[int]) -> tuple[PlaceRecord, ...]:
    """Places in the order of their ids here, in as many queries for fifty as for one."""
    if not ids:
        return ()
    statement = select(
        Place.id, Place.slug, Place.name, Place.kind, Place.country, Place.lat, Place.lon, Place.population,
        Place.geonameid,
    )  # fmt: skip
    rows = {row.id: row for row in db.execute(statement.where(Place.id.in_(ids)))}
    above = briefs.ancestors(db, ids)
    happened = _inside(db, ids, Event, Event.listed)
    said = _inside(db, ids, Quote)
    return tuple(
        PlaceRecord(
            *rows[id_][1:],
            within=tuple(each.name for each in above.get(id_, ())),
            events=happened.get(id_, 0),
            quotes=said.get(id_, 0),
        )
        for id_ in ids
        if id_ in rows
    )


def _inside(db: Connection, ids: Sequence[int], table: Any, *conditions: Any) -> Mapping[int, int]:
    """How many of a table's rows lie in each place, in what lies in it too."""
    rows = db.execute(
        select(PlaceWithin.ancestor_id, func.count())
        .join(table, table.place_id == PlaceWithin.place_id)
        .where(PlaceWithin.ancestor_id.in_(ids), table.state.not_in(briefs.HIDDEN), *conditions)
        .group_by(PlaceWithin.ancestor_id)
    )
    return {row[0]: row[1] for row in rows}


def get_place(db: Connection, slug: str) -> PlacePage | None:
    """One place; None where there is none (`moved` may know its new name)."""
    row = db.execute(select(Place.id, Place.key, Place.slug, Place.name).where(Place.slug == slug)).one_or_none()
    if row is None:
        return None
    (place,) = records(db, [row.id])
    name = (Name(row.slug, (Bearer("places", row.id, row.slug, row.name),)),)
    there, said = Filters("events", place=name), Filters("quotes", place=name)
    about = Filters("quotes", about=name)
    spellings = select(PlaceName.text, PlaceName.script).where(PlaceName.place_id == row.id).order_by(PlaceName.id)
    parts, more = _parts(db, row.id)
    return PlacePage(
        place=place,
        parents=tuple(reversed(briefs.ancestors(db, [row.id]).get(row.id, ()))),
        parts=parts,
        more_parts=more,
        names=tuple(NameRecord(each.text, "", each.script, "name") for each in db.execute(spellings)),
        events=listing.first(db, events.EVENTS, there, _NEWEST),
        said_there=listing.first(db, quotes.QUOTES, said, _NEWEST),
        about=listing.first(db, quotes.QUOTES, about, _NEWEST),
        about_count=listing.capped(db, quotes.QUOTES, about),
        rings=_rings(db, place, there, said),
        holdings=_holdings(db, row.id) if place.kind != "country" else (),
        activity=activity.over_time(
            db,
            events=listing.ids(db, events.EVENTS, there),
            quotes=listing.ids(db, quotes.QUOTES, said),
        ),
        articles=db.scalar(
            select(func.count(Mention.article_id.distinct()))
            .join(PlaceWithin, PlaceWithin.place_id == Mention.place_id)
            .where(PlaceWithin.ancestor_id == row.id)
        )
        or 0,
        changes=briefs.changes(db, "place", slug),
        older=older_names().get(row.key, ()),
        disputed=_disputed(db, row.id),
    )


def _disputed(db: Connection, place_id: int) -> Dispute | None:
    """What is said of whose country it is; of several that hold it, the nearest speaks."""
    rows = db.execute(
        select(Place.id, Place.key, Place.kind)
        .join(PlaceWithin, PlaceWithin.ancestor_id == Place.id)
        .where(PlaceWithin.place_id == place_id)
    ).all()
    line = sorted(rows, key=lambda row: (row.id != place_id, briefs.NEAREST.index(row.kind), row.key))
    return disputed().place(row.key for row in line)


def _parts(db: Connection, place_id: int) -> tuple[tuple[PlaceRecord, ...], int]:
    """What lies directly in it, those with most events and quotes first, and how many more there are."""
    ids = db.scalars(
        select(Place.id)
        .where(Place.parent_id == place_id)
        .order_by((_counting(Event, Event.listed) + _counting(Quote)).desc(), Place.id)
        .limit(_PARTS)
    ).all()
    every = db.scalar(select(func.count()).select_from(Place).where(Place.parent_id == place_id)) or 0
    return records(db, ids), every - len(ids)


def _holdings(db: Connection, place_id: int) -> tuple[HoldingRecord, ...]:
    """The newest events in which somebody is said to have taken or left it or a place in it."""
    rows = db.execute(
        select(Event.id, Event.place_id)
        .join(PlaceWithin, PlaceWithin.place_id == Event.place_id)
        .where(
            PlaceWithin.ancestor_id == place_id,
            Event.type.in_(_HOLDING),
            Event.modality == "actual",
            Event.state.not_in(briefs.HIDDEN),
        )
        .order_by(Event.sort_day.desc(), Event.id.desc())
        .limit(_HELD)
    ).all()
    ids = [row.id for row in rows]
    told = claims_of(db, ids, context=False)
    found, where = briefs.events(db, ids), briefs.places(db, [row.place_id for row in rows])
    return tuple(
        HoldingRecord(found[row.id], where.get(row.place_id), _words(told[row.id]))
        for row in rows
        if row.id in told and row.id in found
    )


def _words(claims: Sequence[ClaimRecord]) -> tuple[tuple[ClaimRecord, int], ...]:
    """Who says so and who denies it: of each the first claim, and how many it made in all."""
    told: dict[tuple[str | None, bool], list[ClaimRecord]] = {}
    for claim in claims:
        told.setdefault((claim.told_by, claim.denies), []).append(claim)
    return tuple((group[0], len(group)) for group in sorted(told.values(), key=lambda each: each[0].denies))


def _rings(db: Connection, place: PlaceRecord, there: Filters, said: Filters) -> tuple[RingRecord, ...]:
    if place.kind in AREAS:
        return ()
    near = _nearby(db, place)
    found, inner = [], 0
    for km in RINGS:
        within = [(each, far) for each, far in near if inner < far <= km]
        found.append(
            RingRecord(
                km,
                listing.capped(db, events.EVENTS, there.changed(within=km)),
                listing.capped(db, quotes.QUOTES, said.changed(within=km)),
                tuple((each, max(1, round(far))) for each, far in within[:_NEARBY]),
            )
        )
        inner = km
    return tuple(found)


def _nearby(db: Connection, place: PlaceRecord) -> list[tuple[PlaceBrief, float]]:
    """Settlements and their like within the widest ring, nearest first, with kilometres."""
    north = RINGS[-1] / 111.0
    east = min(180.0, north / max(0.01, math.cos(math.radians(place.lat))))
    rows = db.execute(
        select(Place.slug, Place.name, Place.kind, Place.lat, Place.lon).where(
            Place.lat.between(place.lat - north, place.lat + north),
            Place.lon.between(place.lon - east, place.lon + east),
            Place.kind.in_(("settlement", "facility")),
            Place.slug != place.slug,
        )
    )
    found = [(PlaceBrief(*row), _kilometres(place.lat, place.lon, row.lat, row.lon)) for row in rows]
    return sorted(found, key=lambda each: (each[1], each[0].slug))


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance, by the haversine formula."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _by_kind(base: Any, _: Filters) -> Select:
    n = func.count().label("n")
    return select(base.c.kind, null(), n).group_by(base.c.kind).order_by(n.desc(), base.c.kind)


def _by_place(base: Any, _: Filters) -> Select:
    """The countries and regions they lie in."""
    above = Place.__table__.alias("above")
    n = func.count().label("n")
    return (
        select(above.c.slug, above.c.name, n)
        .select_from(base)
        .join(PlaceWithin, PlaceWithin.place_id == base.c.id)
        .join(above, above.c.id == PlaceWithin.ancestor_id)
        .where(above.c.kind.in_(("country", "region")))
        .group_by(above.c.id, above.c.slug, above.c.name)
        .order_by(n.desc(), above.c.id)
    )


def _counting(table: Any, *conditions: Any) -> Any:
    return (
        select(func.count())
        .select_from(PlaceWithin)
        .join(table, table.place_id == PlaceWithin.place_id)
        .where(PlaceWithin.ancestor_id == Place.id, table.state.not_in(briefs.HIDDEN), *conditions)
        .correlate(Place)
        .scalar_subquery()
    )


PLACES = Noun(
    name="places",
    id=Place.id,
    always=lambda _: true(),
    where=WHERE,
    orders={
        # coalesce: else SQLite goes through every listed event anew for each place, by the index of the newest.
        "most": by_count(_counting(Event, func.coalesce(Event.listed, false())) + _counting(Quote), Place.id),
        "name": by_slug(Place.slug, Place.id),
    },
    newest=(Place.id,),
    records=records,
    divided=(
        Divided("kind", _by_kind),
        Divided("place", _by_place, unless=lambda f: bool(f.within)),
    ),
    divided_by=(Place.kind,),
)
