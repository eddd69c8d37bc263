"""Figures drawn by the server: where their lines and words go. `templates/parts/figures.html` writes them.

A map shows what is known and no more: a settlement is a spot, a place known only roughly a hollow ring,
a region or country its own shape, hatched. Lengths are pixels, angles degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, radians
from typing import NamedTuple

from app.world.shapes import Shape, shape_of, shapes

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # west, south, east, north; or left, top, right, bottom

FINEST = 2  # pixels between two points of a border
COARSE = 8  # the same where half the world is drawn, and nobody looks for a bay
LEAST_SPAN = 3.0  # degrees of latitude: a lone town is shown with its surroundings
MOST_WITH_REGIONS = 16.0  # degrees of latitude: Ukraine and its neighbours; beyond, only countries are drawn
ISLET = 14  # pixels across: where half the world is drawn, smaller land is left out
POINT_KINDS = ("settlement", "facility")
EXACT = 1  # UCDP where_prec: 1 the place itself, 2 near it, 3 its district, 4 its region, ...
_TRIED = (
    (0.5, 0.5),
    (0.5, 0.25),
    (0.5, 0.75),
    (0.3, 0.5),
    (0.7, 0.5),
    (0.3, 0.25),
    (0.7, 0.75),
)  # shares of a shape
_LETTER = 6.6  # pixels of a letter at 12 px in common sans faces, a little wide so labels keep apart


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


@dataclass(frozen=True, slots=True)
class Mark:
    spot: Spot
    x: float
    y: float
    radius: float
    label: bool
    anchor: str  # "start" or "end", whichever side of the map has room


@dataclass(frozen=True, slots=True)
class Area:
    spot: Spot
    path: str
    x: float
    y: float
    label: bool = True


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    land: tuple[str, ...]
    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    names: tuple[tuple[str, float, float], ...]  # of countries and regions, to find one's way by

    @property
    def solid(self) -> bool:
        return any(not mark.spot.rough for mark in self.marks)

    @property
    def hollow(self) -> bool:
        return any(mark.spot.rough for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    url: str | None
    x: float
    y: float
    width: float
    height: float
    named: bool  # whether the axis has room for its label


@dataclass(frozen=True, slots=True)
class Bars:
    width: int
    height: int
    base: float
    most: int
    bars: tuple[Bar, ...]


# --- maps ----------------------------------------------------------------------------------------


def draw_map(spots: Sequence[Spot], *, width: int = 360, height: int = 280) -> Map | None:
    """The map around `spots`, or None where there is nothing to draw."""
    if not spots:
        return None
    view = _Projection.around([_extent(spot) for spot in spots], width, height)
    meant = {_shape_of(spot) for spot in spots}
    # Across half the world the borders of regions are only noise, and most of the page's weight.
    drawn = [s for s in shapes() if s.kind == "country" or s in meant or view.degrees < MOST_WITH_REGIONS]
    land = [(shape, path) for shape in drawn if (path := view.path(shape))]
    paths = dict(land)
    areas = tuple(
        Area(spot, paths[shape], *view.at(spot.lon, spot.lat))
        for spot in spots
        if (shape := _shape_of(spot)) in paths
    )
    shaped = {area.spot for area in areas}
    points = [spot for spot in spots if spot not in shaped]
    taken: list[Box] = []
    areas = tuple(replace(area, label=_fits(_label_box(area.x, area.y, area.spot.name), taken)) for area in areas)
    marks = tuple(_marked(points, view, taken))
    names = tuple(_area_names([shape for shape, _path in land if shape not in meant], view, taken))
    return Map(width, height, tuple(path for _shape, path in land), areas, marks, names)


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

    def path(self, shape: Shape) -> str:
        """SVG path data of what of the shape lies in view; empty where nothing does."""
        left, top = self.at(shape.box[0], shape.box[3])
        right, bottom = self.at(shape.box[2], shape.box[1])
        if right < 0 or bottom < 0 or left > self.width or top > self.height:
            return ""
        return "".join(filter(None, map(self._ring, shape.rings)))

    def _ring(self, ring: Sequence[Point]) -> str:
        frame = (-8.0, -8.0, self.width + 8.0, self.height + 8.0)
        wide = self.degrees >= MOST_WITH_REGIONS
        finest = COARSE if wide else FINEST
        points = clipped([self.at(lon, lat) for lon, lat in ring], frame)
        kept: list[tuple[int, int]] = []
        for x, y in points:
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= finest:
                kept.append((round(x), round(y)))
        if len(kept) < 3 or (wide and _across(kept) < ISLET):
            return ""
        return _path_data(kept)


def _across(points: Sequence[tuple[int, int]]) -> int:
    """The longer side of the box round them, in pixels."""
    return max(max(point[axis] for point in points) - min(point[axis] for point in points) for axis in (0, 1))


def _path_data(points: Sequence[tuple[int, int]]) -> str:
    """A closed line, each point by its steps from the one before: half as long as by its place."""
    steps = [(x - left, y - up) for (x, y), (left, up) in zip(points[1:], points, strict=False)]
    told = "".join(f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}" for x, y in steps)
    return f"M{points[0][0]} {points[0][1]}l{told.lstrip()}Z"


def clipped(ring: list[Point], frame: Box) -> list[Point]:
    """What of a closed ring lies in the frame (Sutherland and Hodgman, 1974)."""
    left, top, right, bottom = frame
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
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


def _extent(spot: Spot) -> Box:
    shape = _shape_of(spot)
    return shape.box if shape else (spot.lon, spot.lat, spot.lon, spot.lat)


def _marked(spots: Sequence[Spot], view: _Projection, taken: list[Box]) -> Iterable[Mark]:
    """Spots, most counted first so that those get their labels; a label that would cover another is left out."""
    most = max((spot.count for spot in spots), default=1)
    for spot in sorted(spots, key=lambda s: (-s.count, s.name)):
        x, y = view.at(spot.lon, spot.lat)
        small = 5 if view.degrees < MOST_WITH_REGIONS else 3
        radius = round(small + 4 * (spot.count / most) ** 0.5, 1) if most > 1 else small + 1.0
        long = len(spot.name) * _LETTER
        anchor = "start" if x + radius + long + 8 < view.width else "end"
        left = x + radius + 4 if anchor == "start" else x - radius - 4 - long
        yield Mark(spot, x, y, radius, _fits((left, y - 8, left + long, y + 8), taken), anchor)
        taken.append((x - radius, y - radius, x + radius, y + radius))


def _area_names(
    shapes: Sequence[Shape], view: _Projection, taken: list[Box]
) -> Iterable[tuple[str, float, float]]:
    """Names of countries, then of regions, each where it is in its shape and covers no other."""
    for shape in shapes:
        ring = max(shape.rings, key=len)
        inside = clipped([view.at(lon, lat) for lon, lat in ring], (0, 0, view.width, view.height))
        if len(inside) < 3:
            continue
        left, right = min(p[0] for p in inside), max(p[0] for p in inside)
        top, bottom = min(p[1] for p in inside), max(p[1] for p in inside)
        for across, down in _TRIED:
            x, y = left + (right - left) * across, top + (bottom - top) * down
            label = _label_box(x, y, shape.name)
            corners = [(label[0], label[1]), (label[2], label[1]), (label[0], label[3]), (label[2], label[3])]
            if all(_within(corner, inside) for corner in corners) and _fits(label, taken):
                yield shape.name, round(x, 1), round(y, 1)
                break


def _label_box(x: float, y: float, name: str) -> Box:
    """The room a label in the middle of something takes."""
    half = len(name) * _LETTER * 1.1 / 2
    return x - half, y - 12, x + half, y + 9


def _within(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a ring goes round a point (even and odd crossings)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) is not (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _fits(box: Box, taken: list[Box]) -> bool:
    """Whether a label's box is still free; takes it if so."""
    if any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
        return False
    taken.append(box)
    return True


def _shape_of(spot: Spot) -> Shape | None:
    return shape_of(spot.kind, spot.name, spot.lon, spot.lat)


# --- bars ----------------------------------------------------------------------------------------


def draw_bars(
    counts: Sequence[tuple[str, int, str | None]], *, width: int = 480, height: int = 120
) -> Bars | None:
    """Upright bars from zero, one for each (label, count, address) in order; None without any."""
    if not counts:
        return None
    most = max(1, *(count for _label, count, _url in counts))
    base = height - 20
    step = min(width / len(counts), 48)
    every = max(1, round(max(len(label) for label, _count, _url in counts) * _LETTER * 1.3 / step + 0.5))
    bars = tuple(
        Bar(
            label,
            count,
            url,
            x=round(i * step + step * 0.1, 1),
            y=round(base - tall, 1),
            width=round(step * 0.8, 1),
            height=round(tall, 1),
            named=i % every == 0 and i * step + len(label) * _LETTER <= width,
        )
        for i, (label, count, url) in enumerate(counts)
        for tall in [(base - 16) * count / most]
    )
    return Bars(width, height, base, most, bars)
