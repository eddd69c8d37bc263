"""Rows for places: made when something links to one, with what it lies in and how it is spelled."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.ids import mint
from app.store.tables import Place, PlaceName, PlaceWithin
from app.text.folding import fold_name, slug
from app.world.gazetteer import Gazetteer
from app.world.gazetteer import Place as KnownPlace

_MOST_NAMES = 60  # spellings kept of one place; countries have hundreds


def ensure_place(session: Session, known: KnownPlace, gazetteer: Gazetteer) -> Place:
    """The row of a gazetteer place, and of everything it lies in; made now where there is none yet."""
    if found := session.scalar(select(Place).where(Place.key == known.key)):
        return found
    ancestors = [
        ensure_place(session, above, gazetteer)
        for key in dict.fromkeys(known.parents)
        if (above := gazetteer.get(key))
    ]
    place = Place(
        slug=_free_slug(session, known, gazetteer),
        key=known.key,
        name=known.name,
        kind=known.kind,
        lat=known.lat,
        lon=known.lon,
        country=known.country,
        geonameid=known.geonameid,
        population=known.population,
        parent_id=ancestors[0].id if ancestors else None,
    )
    session.add(place)
    session.flush()
    session.add_all(PlaceWithin(place_id=place.id, ancestor_id=above.id) for above in (place, *ancestors))
    names = dict([(known.name, "Latn"), *gazetteer.names(known.key)][:_MOST_NAMES])
    session.add_all(
        PlaceName(place_id=place.id, text=text, script=script, folded=fold_name(text)[:200])
        for text, script in names.items()
    )
    return place


def _free_slug(session: Session, known: KnownPlace, gazetteer: Gazetteer) -> str:
    """Namesakes carry their region or country, never a number by arrival."""
    name = slug(known.name) or known.kind
    above = [slug(place.name) for key in known.parents if (place := gazetteer.get(key))]
    last = f"{name}-{mint('place', known.key)[:6]}"
    for wanted in (name, *(f"{name}-{one}"[:80] for one in above), f"{name}-{known.kind}", last):
        if session.scalar(select(Place.id).where(Place.slug == wanted)) is None:
            return wanted
    raise RuntimeError(f"no slug is left for {known.name!r}")
