"""Rows for places: made when something links to one, with what it lies in and how it is spelled.

The gazetteer may come to say something else, so what was copied from it is brought up to it (`renew_places`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.copied import Copies, corrected, renew_columns
from app.store.ids import mint
from app.store.prune import Touched, prune
from app.store.tables import Place, PlaceName, PlaceWithin
from app.text.folding import fold_name, slug
from app.world.gazetteer import Gazetteer
from app.world.gazetteer import Place as KnownPlace

_MOST_NAMES = 60  # spellings kept of one place; countries have hundreds


def ensure_place(session: Session, known: KnownPlace, gazetteer: Gazetteer) -> Place:
    """The row of a gazetteer place, and of everything it lies in; made now where there is none yet."""
    if found := session.scalar(select(Place).where(Place.key == known.key)):
        return found
    ancestors = _ancestors(session, known, gazetteer)
    place = Place(slug=_free_slug(session, known, gazetteer), key=known.key, **_told(known, ancestors))
    session.add(place)
    session.flush()
    session.add_all([*_within(place.id, ancestors), *_names(place.id, known, gazetteer)])
    return place


def renew_places(session: Session, gazetteer: Gazetteer) -> int:
    """Brings places up to what the gazetteer says of them now; how many that changed.

    Their addresses stay. Left alone are those that a person put right, and those that the gazetteer no longer has.
    """
    by_people = corrected(session, "place")
    within = Copies(session, PlaceWithin, PlaceWithin.place_id, (PlaceWithin.ancestor_id,))
    names = Copies(session, PlaceName, PlaceName.place_id, (PlaceName.text, PlaceName.script, PlaceName.folded))
    changed, left = 0, set()
    rows = session.scalars(select(Place).order_by(Place.id)).all()
    there = {row.key: row for row in rows}
    for row in rows:
        known = gazetteer.get(row.key)
        if known is None or row.slug in by_people:
            continue
        ancestors = _ancestors(session, known, gazetteer, there)
        left |= {id_ for (id_,) in within.of(row.id)} - {row.id, *(above.id for above in ancestors)}
        changed += any(
            (
                renew_columns(row, _told(known, ancestors)),
                within.renew(row.id, _within(row.id, ancestors)),
                names.renew(row.id, _names(row.id, known, gazetteer)),
            )
        )
    if left:
        prune(session, Touched(places=left))  # what something lay in may have been there only for that
    return changed


def _ancestors(
    session: Session, known: KnownPlace, gazetteer: Gazetteer, there: Mapping[str, Place] | None = None
) -> list[Place]:
    """The rows of what a place lies in, nearest first; `there` are rows at hand, by key."""
    above = (gazetteer.get(key) for key in dict.fromkeys(known.parents))
    return [(there or {}).get(one.key) or ensure_place(session, one, gazetteer) for one in above if one]


def _told(known: KnownPlace, ancestors: Sequence[Place]) -> dict[str, Any]:
    """The columns that the gazetteer decides."""
    return {
        "name": known.name,
        "kind": known.kind,
        "lat": known.lat,
        "lon": known.lon,
        "country": known.country,
        "geonameid": known.geonameid,
        "population": known.population,
        "parent_id": ancestors[0].id if ancestors else None,
    }


def _within(place_id: int, ancestors: Sequence[Place]) -> Iterator[PlaceWithin]:
    """The place itself first, then what it lies in."""
    for ancestor_id in (place_id, *(above.id for above in ancestors)):
        yield PlaceWithin(place_id=place_id, ancestor_id=ancestor_id)


def _names(place_id: int, known: KnownPlace, gazetteer: Gazetteer) -> Iterator[PlaceName]:
    names = dict([(known.name, "Latn"), *gazetteer.names(known.key)][:_MOST_NAMES])
    for text, script in names.items():
        yield PlaceName(place_id=place_id, text=text, script=script, folded=fold_name(text)[:200])


def _free_slug(session: Session, known: KnownPlace, gazetteer: Gazetteer) -> str:
    """Namesakes carry their region or country, never a number by arrival."""
    name = slug(known.name) or known.kind
    above = [slug(place.name) for key in known.parents if (place := gazetteer.get(key))]
    last = f"{name}-{mint('place', known.key)[:6]}"
    for wanted in (name, *(f"{name}-{one}"[:80] for one in above), f"{name}-{known.kind}", last):
        if session.scalar(select(Place.id).where(Place.slug == wanted)) is None:
            return wanted
    raise RuntimeError(f"no slug is left for {known.name!r}")
