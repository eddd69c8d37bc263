"""Answers as GeoJSON (RFC 7946): where things are, as exactly as is known and no more exactly.

A place known to itself is a point. What is only near it, or somewhere in a district, is a circle; what is
somewhere in a region or country has that shape; what nobody placed has no geometry, and stands in the file
all the same. `geometry_is` says in words what the geometry stands for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import cos, pi, radians, sin
from typing import Any

from app.browse.records import Contradiction, EventRecord, PlaceBrief, PlaceRecord
from app.forms.answer import Answer
from app.forms.json import plain, whole_links
from app.world.shapes import extent_of

NOUNS = ("events", "contradictions", "places")
_KM_A_DEGREE = 111.2
_CORNERS = 24  # of a circle


def lines(answer: Answer) -> Iterator[str]:
    """The feature collection, a feature a line, with the question and how many there are beside them."""
    told = {
        "type": "FeatureCollection",
        "question": answer.question,
        "count": answer.count,
        "address": answer.address,
        "made": answer.made.isoformat(timespec="seconds"),
    }
    yield json.dumps(told, ensure_ascii=False)[:-1] + ', "features": [\n'
    before = ""
    for record in answer.records:
        yield before + json.dumps(feature(record, answer.site), ensure_ascii=False, allow_nan=False)
        before = ",\n"
    yield "\n]}\n"


def single(record: EventRecord | PlaceRecord, site: str) -> str:
    """One thing as a feature of its own."""
    return json.dumps(feature(record, site), ensure_ascii=False, allow_nan=False)


def feature(record: EventRecord | Contradiction | PlaceRecord, site: str = "") -> dict[str, Any]:
    """One event or place, its fields as in JSON; the id of the feature is its id."""
    fields: Mapping[str, Any] = whole_links(plain(record), site)
    event = record.event if isinstance(record, Contradiction) else record
    if isinstance(event, EventRecord):
        geometry, stands_for = geometry_of(event.place, event.where_prec)
    else:
        geometry, stands_for = geometry_of(PlaceBrief(event.slug, event.name, event.kind, event.lat, event.lon), 1)
    return {
        "type": "Feature",
        "id": fields["id"],
        "geometry": geometry,
        "properties": {**fields, "geometry_is": stands_for},
    }


def geometry_of(place: PlaceBrief | None, where_prec: int | None) -> tuple[dict[str, Any] | None, str]:
    """The geometry, and in words what it stands for.

    `where_prec` is UCDP's; None, where a place is known all the same, means the place itself.
    """
    if place is None:
        return None, "not placed"
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    extent = extent_of(place.kind, place.name, place.lon, place.lat, where_prec)
    if extent.shape:
        return {"type": "MultiPolygon", "coordinates": extent.shape.polygons}, f"the {place.kind}: somewhere in it"
    if extent.km:
        circle = _circle(place.lon, place.lat, extent.km)
        return circle, f"a circle of {extent.km} km: somewhere near {place.name}"
    if extent.kind == "middle":
        return point, f"the middle of the {place.kind}, whose shape is not at hand: somewhere in it"
    return point, "the place"


def _circle(lon: float, lat: float, km: float) -> dict[str, Any]:
    """A ring against the clock, as RFC 7946 §3.1.6 asks, its last point its first."""
    tall = km / _KM_A_DEGREE
    wide = tall / max(cos(radians(lat)), 0.1)
    turns = [2 * pi * corner / _CORNERS for corner in range(_CORNERS)]
    ring = [[round(lon + wide * cos(turn), 4), round(lat + tall * sin(turn), 4)] for turn in turns]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
