"""Maps drawn by the server: where their lines and words go. `templates/parts/figures.html` writes them.

One shows what is known and no more: a settlement is a spot, a place known only roughly a hollow ring,
a region or country its own shape, hatched. Lengths are pixels, angles degrees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, product
from math import cos, hypot, radians
from typing import NamedTuple

from app.world.shapes import Shape, shape_of, shapes

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # west, south, east, north; or left, top, right, bottom

FINEST = 2  # pixels between two points of a border
COARSE = 8  # the same where half the world is drawn, and nobody looks for a bay
LEAST_SPAN = 3.0  # degrees of latitude: a lone town is shown with its surroundings
MOST_WITH_REGIONS = 16.0  # degrees of latitude: Ukraine and its neighbours; beyond, only countries are drawn
WIDEST = 60  # degrees of longitude: among other places, a larger country does not set the frame
BULK = 0.9  # share of what is counted that a map is made for: one far place would make the rest a dot
ISLET = 14  # pixels across: where half the world is drawn, smaller land is left out
OUTLINES = 10_000  # bytes of borders, all together: a page may weigh 60,000, and a map is a sixth of it
# Pixels between two points of a border, and whether regions in which nothing happened have one; tried in turn.
_FINENESS = tuple((n, True) for n in (FINEST, 3, 4, 6, COARSE)) + tuple(
    (n, False) for n in (FINEST, 3, 4, 6, COARSE, 12, 20)
)
POINT_KINDS = ("settlement", "facility")
EXACT = 1  # UCDP where_prec: 1 the place itself, 2 near it, 3 its district, 4 its region, ...
# Shares of a shape's box at which its name is tried; the second for shapes in which something happened.
_TRIED = ((0.5, 0.5), (0.5, 0.25), (0.5, 0.75), (0.3, 0.5), (0.7, 0.5), (0.3, 0.25), (0.7, 0.75))
_TENTHS = [n / 10 for n in range(1, 10)]
_FINER = sorted(product(_TENTHS, _TENTHS), key=lambda share: hypot(share[0] - 0.5, share[1] - 0.5))
_LINE = 16  # pixels from one line of labels to the next
_LETTER = 8.0  # pixels of a letter at 12 px, bold or spaced, in common sans faces: a little wide, to keep apart


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to draw; a region or country is drawn by its shape where the map has one of its name."""

    name: str
    lat: float
    lon: float
    kind: str = "settlement"
    where_prec: int | None = None
    count: int = 1
    url: str | None = None
    unsure: bool = False  # everything there is planned, possible or denied

    @property
    def rough(self) -> bool:
        return self.kind not in POINT_KINDS or (self.where_prec or EXACT) > EXACT


class Label(NamedTuple):
    """Where the name of something is written: SVG's `text-anchor`, and the point it holds to."""

    anchor: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    spot: Spot
    x: float
    y: float
    radius: float
    label: Label | None  # None where there is no room for the name


@dataclass(frozen=True, slots=True)
class Area:
    spot: Spot
    path: str
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    land: tuple[str, ...]
    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    names: tuple[tuple[str, float, float], ...]  # of countries and regions, to find one's way by
    outside: int = 0  # places so far from the rest that the map leaves them out

    @property
    def solid(self) -> bool:
        return any(not mark.spot.rough for mark in self.marks)

    @property
    def hollow(self) -> bool:
        return any(mark.spot.rough for mark in self.marks)


def draw_map(spots: Sequence[Spot], *, width: int = 360, height: int = 280) -> Map | None:
    """The map around nine in ten of what `spots` count, or None where there is nothing to draw.

    The last ones are kept: a front page is asked for more often than its places change.
    """
    return _drawn(tuple(spots), width, height) if spots else None


@lru_cache(maxsize=64)  # of some 30 kB each
def _drawn(spots: tuple[Spot, ...], width: int, height: int) -> Map:
    view = _Projection.around([_extent(spot, len(spots) == 1) for spot in _bulk(spots)], width, height)
    seen = [spot for spot in spots if view.shows(*view.at(spot.lon, spot.lat))]
    meant = Counter(shape for spot in seen if (shape := _shape_of(spot)))
    paths = _outlined(view, meant)
    areas = [Area(spot, paths[shape]) for spot in seen if (shape := _shape_of(spot)) in paths]
    shaped = {area.spot for area in areas}
    marks = _marked([spot for spot in seen if spot not in shaped], view)
    # No name may lie under a spot, so all spots are there before the first name.
    taken = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    areas = [replace(area, label=_room(area.spot.name, _amid(area.spot, view), view, taken)) for area in areas]
    marks = [replace(mark, label=_room(mark.spot.name, _beside(mark), view, taken)) for mark in marks]
    others = [shape for shape in paths if shape not in meant]
    names = tuple(_area_names(others, [view.at(s.lon, s.lat) for s in seen], view, taken))
    return Map(width, height, tuple(paths.values()), tuple(areas), tuple(marks), names, len(spots) - len(seen))


def _outlined(view: _Projection, meant: Mapping[Shape, int]) -> dict[Shape, str]:
    """Path data of what lies in view, as fine as OUTLINES allows; what is meant stands there twice.

    Across half the world the borders of regions are only noise, and nobody looks for a bay.
    """
    wide = view.degrees >= MOST_WITH_REGIONS
    drawn = (shape for shape in shapes() if shape.kind == "country" or shape in meant or not wide)
    in_view = {shape: rings for shape in drawn if (rings := view.rings(shape))}
    paths: dict[Shape, str] = {}
    for finest, regions in _FINENESS[_FINENESS.index((COARSE, False)) if wide else 0 :]:
        told = (
            (shape, "".join(_ring(ring, finest, ISLET if wide else 0) for ring in rings))
            for shape, rings in in_view.items()
            if shape.kind == "country" or shape in meant or regions
        )
        paths = {shape: path for shape, path in told if path}
        if sum(len(path) * (1 + meant.get(shape, 0)) for shape, path in paths.items()) <= OUTLINES:
            break
    return paths


def _bulk(spots: Sequence[Spot]) -> list[Spot]:
    """Those nearest to the middle one, until nine in ten of all that is counted are among them.

    The middle is the weighted median, which a far place does not draw to itself. `static/map.js` does the same.
    """
    total = sum(spot.count for spot in spots)
    lat, lon = (_median(spots, axis) for axis in ("lat", "lon"))
    squeeze = cos(radians(lat))
    left, kept = total * BULK, []
    for spot in sorted(spots, key=lambda s: hypot(s.lat - lat, (s.lon - lon) * squeeze)):
        if left > 0:
            kept.append(spot)
        left -= spot.count
    return kept


def _median(spots: Sequence[Spot], axis: str) -> float:
    ordered = sorted(spots, key=lambda spot: getattr(spot, axis))
    sums = accumulate(spot.count for spot in ordered)
    half = sum(spot.count for spot in spots) / 2
    return next(getattr(spot, axis) for spot, so_far in zip(ordered, sums, strict=True) if so_far >= half)


class _Projection(NamedTuple):
    """Flat, with a degree of longitude as long as it is in the middle of the map: true enough for a country."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    width: int
    height: int

    @classmethod
    def around(cls, boxes: Iterable[Box], width: int, height: int) -> _Projection:
        found = list(boxes)
        west, south = min(b[0] for b in found), min(b[1] for b in found)
        east, north = max(b[2] for b in found), max(b[3] for b in found)
        middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
        squeeze = max(cos(radians(middle_lat)), 0.2)
        tall = max((north - south) * 1.3, LEAST_SPAN, (east - west) * 1.3 * squeeze * height / width)
        per_lat = height / tall
        per_lon = per_lat * squeeze
        return cls(middle_lon - width / per_lon / 2, middle_lat + tall / 2, per_lon, per_lat, width, height)

    @property
    def degrees(self) -> float:
        """How much of the world the map shows, from top to bottom."""
        return self.height / self.per_lat

    def at(self, lon: float, lat: float) -> Point:
        return round((lon - self.west) * self.per_lon, 1), round((self.north - lat) * self.per_lat, 1)

    def shows(self, x: float, y: float) -> bool:
        return 0 <= x <= self.width and 0 <= y <= self.height

    def rings(self, shape: Shape) -> list[list[Point]]:
        """What of the shape lies in view, in pixels; empty where nothing does."""
        left, top = self.at(shape.box[0], shape.box[3])
        right, bottom = self.at(shape.box[2], shape.box[1])
        if right < 0 or bottom < 0 or left > self.width or top > self.height:
            return []
        frame = (-8.0, -8.0, self.width + 8.0, self.height + 8.0)
        return [clipped(self.line(ring), frame) for ring in shape.rings]

    def line(self, ring: Iterable[Point]) -> list[Point]:
        """`at` of many points, written out: a map has tens of thousands."""
        west, north, per_lon, per_lat, *_size = self
        return [(round((lon - west) * per_lon, 1), round((north - lat) * per_lat, 1)) for lon, lat in ring]


def _ring(points: Sequence[Point], finest: int, islet: int) -> str:
    """Path data of a ring, no two of its points nearer than `finest`; empty where it is not `islet` across."""
    kept: list[tuple[int, int]] = []
    last_x = last_y = -1e9
    for x, y in points:
        if abs(x - last_x) + abs(y - last_y) >= finest:
            last_x, last_y = round(x), round(y)
            kept.append((last_x, last_y))
    return "" if len(kept) < 3 or _across(kept) < islet else _path_data(kept)


def _across(points: Sequence[tuple[int, int]]) -> int:
    """The longer side of the box round them, in pixels."""
    return max(max(along) - min(along) for along in zip(*points, strict=True))


def _path_data(points: Sequence[tuple[int, int]]) -> str:
    """A closed line, each point by its steps from the one before: half as long as by its place."""
    steps = [(x - left, y - up) for (x, y), (left, up) in zip(points[1:], points, strict=False)]
    told = "".join(f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}" for x, y in steps)
    return f"M{points[0][0]} {points[0][1]}l{told.lstrip()}Z"


def clipped(ring: list[Point], frame: Box) -> list[Point]:
    """What of a closed ring lies in the frame (Sutherland and Hodgman, 1974)."""
    left, top, right, bottom = frame
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        away = [sign * (point[axis] - limit) for point in ring]
        if not ring or min(away) >= 0:  # most rings of a map lie wholly on one side of most of its edges
            continue
        if max(away) < 0:
            return []
        outcome: list[Point] = []
        for previous, point in zip([*ring[-1:], *ring], ring, strict=False):
            inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (previous[axis] - limit) >= 0
            if inside is not was_inside:
                share = (limit - previous[axis]) / (point[axis] - previous[axis])
                crossing = [previous[i] + share * (point[i] - previous[i]) for i in (0, 1)]
                outcome.append((round(crossing[0], 1), round(crossing[1], 1)))
            if inside:
                outcome.append(point)
        ring = outcome
    return ring


def _extent(spot: Spot, alone: bool) -> Box:
    shape = _shape_of(spot)
    if shape and (alone or shape.box[2] - shape.box[0] < WIDEST):
        return shape.box
    return (spot.lon, spot.lat, spot.lon, spot.lat)


def _marked(spots: Sequence[Spot], view: _Projection) -> list[Mark]:
    """Spots, most counted first so that those get their labels."""
    most = max((spot.count for spot in spots), default=1)
    small = 5 if view.degrees < MOST_WITH_REGIONS else 3
    return [
        Mark(
            spot,
            *view.at(spot.lon, spot.lat),
            radius=round(small + 4 * (spot.count / most) ** 0.5, 1) if most > 1 else small + 1.0,
            label=None,
        )
        for spot in sorted(spots, key=lambda s: (-s.count, s.name))
    ]


def _beside(mark: Mark) -> Iterable[Label]:
    """Right of a spot, left of it, above, below: the order that map-makers teach (Imhof, 1975)."""
    away = mark.radius + 4
    yield Label("start", round(mark.x + away, 1), mark.y + 4)
    yield Label("end", round(mark.x - away, 1), mark.y + 4)
    yield Label("middle", mark.x, round(mark.y - away - 1, 1))
    yield Label("middle", mark.x, round(mark.y + away + 9, 1))


def _amid(spot: Spot, view: _Projection) -> Iterable[Label]:
    """In the middle of an area, or a line or two above or below that."""
    x, y = view.at(spot.lon, spot.lat)
    return (Label("middle", x, round(y + lines * _LINE, 1)) for lines in (0, -1, 1, -2, 2))


def _room(name: str, tried: Iterable[Label], view: _Projection, taken: list[Box]) -> Label | None:
    """The first place on the map where a name covers nothing; takes it."""
    for label in tried:
        box = _written(label, name)
        if _inside(box, view) and _is_free(box, taken):
            taken.append(box)
            return label
    return None


def _written(label: Label, name: str) -> Box:
    """The room a name takes: its line, from where it is held to."""
    long = len(name) * _LETTER
    left = label.x - {"start": 0.0, "middle": long / 2, "end": long}[label.anchor]
    return left, label.y - 12, left + long, label.y + 4


def _area_names(
    shapes: Sequence[Shape], spots: Sequence[Point], view: _Projection, taken: list[Box]
) -> Iterable[tuple[str, float, float]]:
    """Names of countries and regions, each where it is in its shape and covers no other.

    First those something happened in, the region before its country; then countries before regions, the larger
    before the smaller.
    """
    found = []
    for shape in shapes:
        ring = max(shape.rings, key=len)
        inside = clipped(view.line(ring), (0, 0, view.width, view.height))
        if len(inside) < 3:
            continue
        xs, ys = [x for x, _y in inside], [y for _x, y in inside]
        box = (min(xs), min(ys), max(xs), max(ys))
        size = (box[2] - box[0]) * (box[3] - box[1])
        empty = not any(_within(spot, inside) for spot in spots)
        found.append((empty, (shape.kind == "country") is not empty, -size, shape.name, box, inside))
    for empty, _last, _size, name, (left, top, right, bottom), inside in sorted(found):
        for across, down in _TRIED if empty else _FINER:
            x, y = left + (right - left) * across, top + (bottom - top) * down
            label = _label_box(x, y, name)
            # Of a place that matters the name may reach over the border, if most of it stands inside.
            sides, lines = (label[0], label[2]), (label[1], label[3])
            held = product(sides, lines) if empty else (((x + side) / 2, y) for side in sides)
            room = _inside(label, view) and _is_free(label, taken)  # cheaper to ask than the shape
            if room and all(_within(point, inside) for point in held):
                taken.append(label)
                yield name, round(x, 1), round(y, 1)
                break


def _label_box(x: float, y: float, name: str) -> Box:
    """The room a label in the middle of something takes."""
    half = len(name) * _LETTER / 2
    return x - half, y - 12, x + half, y + 9


def _within(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a ring goes round a point (even and odd crossings)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) is not (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _inside(box: Box, view: _Projection) -> bool:
    return view.shows(*box[:2]) and view.shows(*box[2:])


def _is_free(box: Box, taken: Iterable[Box]) -> bool:
    return not any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)


def _shape_of(spot: Spot) -> Shape | None:
    return shape_of(spot.kind, spot.name, spot.lon, spot.lat)
