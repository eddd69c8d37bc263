"""The shapes of countries and regions (`static/geo/base.geojson`, from Natural Earth): how a map draws them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from app.paths import STATIC

Point = tuple[float, float]  # longitude, latitude, in degrees
Box = tuple[float, float, float, float]  # west, south, east, north
KINDS = ("country", "region")  # the kinds of places that have shapes
POINT_KINDS = ("settlement", "facility")
# UCDP GED codebook, where_prec: 1 the place itself, 2 within about 25 km of it, 3 the second-order division.
EXACT, NEAR, DISTRICT = 1, 2, 3
ROUND_KM = {NEAR: 25, DISTRICT: 50}  # 50: half across a usual district, whose shapes the base map lacks


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """`polygons` are GeoJSON's: of each, the outer ring and then its holes."""

    name: str
    kind: str
    polygons: tuple[tuple[tuple[Point, ...], ...], ...]
    box: Box
    key: str = ""  # as in the file: "c-UA", "r-709716"

    @property
    def rings(self) -> tuple[tuple[Point, ...], ...]:
        return tuple(ring for polygon in self.polygons for ring in polygon)


@dataclass(frozen=True, slots=True)
class Extent:
    """What is known of where something is: the point itself, so many km round it, or somewhere in a shape.

    A sea, or a region whose shape is not at hand, has a middle only: it is somewhere round it, and nobody can
    draw how far.
    """

    kind: str  # "point", "circle", "shape" or "middle"
    km: int | None = None
    shape: Shape | None = None


def extent_of(kind: str, name: str, lon: float, lat: float, where_prec: int | None) -> Extent:
    """How a thing at a place of this kind is drawn; `where_prec` None means the place itself."""
    if kind in KINDS:
        shape = shape_of(kind, name, lon, lat)
        return Extent("shape", shape=shape) if shape else Extent("middle")
    precision = where_prec or EXACT
    if precision == EXACT and kind != "district":
        return Extent("point" if kind in POINT_KINDS else "middle")
    least = DISTRICT if kind == "district" else NEAR
    return Extent("circle", km=ROUND_KM.get(max(precision, least), ROUND_KM[DISTRICT]))


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
    box = (min(lons), min(lats), max(lons), max(lats))
    return Shape(known["name"], known["kind"], polygons, box, known["key"])
