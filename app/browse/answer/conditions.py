"""Conditions that several nouns share: lying in a place, being on a side, published then.

Many-valued things are asked with *exists* or *in*, so a row never multiplies and nobody needs *distinct*.
"""

from __future__ import annotations

import math
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true

from app.browse.answer.listing import touches
from app.browse.question.filters import Filters
from app.store.tables import Actor, Article, ConflictSide, Place, PlaceWithin

_KM_A_DEGREE = 111.195  # of latitude, on a sphere of the earth's mean radius, 6,371.0 km
AREAS = ("country", "region", "area", "water")  # their point is no place to measure a distance from


def lies_in(place_id: Any, filters: Filters) -> ColumnElement[bool]:
    """In one of the asked places, or within so many kilometres of one; a region includes what lies in it."""
    wanted = filters.ids("place", "places")
    inside = place_id.in_(select(PlaceWithin.place_id).where(PlaceWithin.ancestor_id.in_(wanted)))
    if not filters.within:
        return inside
    return or_(inside, place_id.in_(_near(wanted, filters.within)))


def _near(wanted: tuple[int, ...], km: int) -> Any:
    """Places within `km` of one of `wanted`.

    On a plane touching the earth there, since both engines can multiply but not both know cosines:
    short of 1,000 km and away from the poles it is within 2% of the great circle.
    """
    centre = Place.__table__.alias("centre")
    place = Place.__table__.alias("near")
    north = (place.c.lat - centre.c.lat) * _KM_A_DEGREE
    east = (place.c.lon - centre.c.lon) * _KM_A_DEGREE * _cosine(centre.c.lat)
    return select(place.c.id).where(
        place.c.kind.not_in(AREAS),
        exists().where(
            centre.c.id.in_(wanted), centre.c.kind.not_in(AREAS), north * north + east * east <= float(km * km)
        ),
    )


def _cosine(latitude: Any) -> Any:
    """Taylor's series of the cosine to the tenth power: right to 1e-4 for every latitude."""
    x = latitude * (math.pi / 180)
    square = x * x
    return 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56 * (1 - square / 90))))


def in_box(place_id: Any, filters: Filters) -> ColumnElement[bool]:
    """Its place's point lies in the asked map area; west of east means across the date line."""
    assert filters.bbox
    west, south, east, north = filters.bbox
    across = [Place.lon >= west, Place.lon <= east]
    inside = and_(*across) if west <= east else or_(*across)
    return place_id.in_(select(Place.id).where(Place.lat >= south, Place.lat <= north, inside))


def published_then(article_id: Any, filters: Filters) -> ColumnElement[bool]:
    """In an article of the asked period; where none is asked, in any, one without a day of its own included."""
    if not (filters.from_ or filters.to):
        return true()
    return article_id.in_(select(Article.id).where(touches(Article.earliest, Article.latest, filters)))


def from_outlet(article_id: Any, filters: Filters) -> ColumnElement[bool]:
    wanted = filters.ids("outlet", "outlets")
    return article_id.in_(select(Article.id).where(Article.outlet_id.in_(wanted)))


def in_language(article_id: Any, filters: Filters) -> ColumnElement[bool]:
    return article_id.in_(select(Article.id).where(_language(filters)))


def _language(filters: Filters) -> ColumnElement[bool]:
    """Asked for `en`, an article in `en-GB` is meant too."""
    lang = func.lower(Article.lang)
    return or_(false(), *(or_(lang == asked, lang.like(f"{asked}-%")) for asked in filters.lang))


def on_side(
    actor_id: Any, filters: Filters, earliest: Any = None, latest: Any = None, war: Any = None
) -> ColumnElement[bool]:
    """The actor is recognised as on an asked side, at the time of the thing where that is known.

    With `war`, as on a side of that one: who has allies in another war brings none of its sides into this.
    """
    sides = [bearer.key for name in filters.side for bearer in name.bearers]
    actor = Actor.__table__.alias("on_side")
    wanted = [actor.c.id == actor_id, actor.c.key == ConflictSide.actor_key, ConflictSide.side.in_(sides)]
    if filters.conflict:
        wanted.append(ConflictSide.conflict_id.in_(filters.ids("conflict", "conflicts")))
    if war is not None:
        wanted.append(ConflictSide.conflict_id == war)
    if earliest is not None:
        wanted.append(on_then(earliest, latest))
    # Said outright, because what is meant may stand two questions further out, where it is not found by itself.
    return exists().where(*wanted).correlate_except(actor, ConflictSide)


def on_then(earliest: Any, latest: Any) -> ColumnElement[bool]:
    """A row of a side holds at some time of these days; of a thing without days, whenever it held."""
    return and_(
        or_(ConflictSide.since.is_(None), latest.is_(None), ConflictSide.since <= latest),
        or_(ConflictSide.until.is_(None), earliest.is_(None), ConflictSide.until >= earliest),
    )


def bears(folded: Any, words: tuple[str, ...], *, phrase: bool = False) -> ColumnElement[bool]:
    """A folded name holds these words: each beginning one of its own, or as a phrase just so."""
    spaced = " " + folded + " "
    if phrase:
        return spaced.like(f"% {' '.join(words)} %")
    return and_(*(spaced.like(f"% {word}%") for word in words))
