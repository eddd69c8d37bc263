"""The shapes of countries and regions (`static/geo/base.geojson`, from Natural Earth): how a map draws them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from app.paths import STATIC

Point = tuple[float, float]  # longitude, latitude, in degrees
Box = tuple[float, float, float, float]  # west, south, east, north
KINDS = ("country", "region")  # the kinds of places that have shapes


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """`polygons` are GeoJSON's: of each, the outer ring and then its holes."""

    name: str
    kind: str
    polygons: tuple[tuple[tuple[Point, ...], ...], ...]
    box: Box

    @property
    def rings(self) -> tuple[tuple[Point, ...], ...]:
        return tuple(ring for polygon in self.polygons for ring in polygon)


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    """Countries first, so that regions are drawn over them."""
    features = json.loads((STATIC / "geo" / "base.geojson").read_text("utf-8"))["features"]
    found = [_shape(feature) for feature in features]
    return tuple(sorted(found, key=lambda shape: shape.kind != "country"))


def shape_of(kind: str, name: str, lon: float, lat: float) -> Shape | None:
    """The shape of a region or country; None where the map has none of its name.

    Two regions may share a name: the one round the point is meant.
    """
    if kind not in KINDS:
        return None
    called = [shape for shape in shapes() if (shape.kind, shape.name) == (kind, name)]
    around = [s for s in called if s.box[0] <= lon <= s.box[2] and s.box[1] <= lat <= s.box[3]]
    return (around or called or [None])[0]


def _shape(feature: dict) -> Shape:
    geometry, known = feature["geometry"], feature["properties"]
    told = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    polygons = tuple(tuple(tuple((lon, lat) for lon, lat in ring) for ring in polygon) for polygon in told)
    lons = [lon for polygon in polygons for ring in polygon for lon, _lat in ring]
    lats = [lat for polygon in polygons for ring in polygon for _lon, lat in ring]
    return Shape(known["name"], known["kind"], polygons, (min(lons), min(lats), max(lons), max(lats)))
