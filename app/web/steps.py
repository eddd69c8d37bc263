"""A toll over time: one step line a source, from nought, each with dashes of its own beside its colour.

A line keeps its height until its source gives a new figure. Of a figure with an open end the known end is drawn;
the words, "at least 12", stand in the table beneath. Lengths are pixels, few enough to be read on a telephone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.browse.records import Ledger, LedgerGroup, LedgerRow
from app.web.dateline import day_words

MOST_LINES = 6  # dashes that the eye can tell apart
_LEFT, _TOP, _BASE, _RIGHT = 44, 16, 24, 12


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    row: int  # its place in the ledger
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    path: str
    dots: tuple[Dot, ...]
    style: int  # which dashes


@dataclass(frozen=True, slots=True)
class Steps:
    """A drawn toll; `table` is the same in rows: day, source, figure, where it stands."""

    kind: str
    width: int
    height: int
    base: float
    left: float
    lines: tuple[Line, ...]
    marks: tuple[tuple[float, str], ...]  # heights and their numbers
    days: tuple[tuple[float, str, str], ...]  # x, words, how the words are anchored
    table: tuple[LedgerRow, ...]
    left_out: int  # sources past the sixth: in the table only


def tolls(ledger: Ledger) -> tuple[Steps, ...]:
    """A chart for each kind of figure that was given on two days or more, and changed."""
    return tuple(drawn for group in ledger.groups if (drawn := draw_steps(group)))


def draw_steps(group: LedgerGroup, *, width: int = 400, height: int = 190) -> Steps | None:
    points = [
        (_day(row), number, row)
        for number, row in group.rows
        if row.says == "figure" and row.unit is None and not row.part and _day(row) and _height(row) is not None
    ]
    points.sort(key=lambda point: point[:2])
    days = sorted({day for day, _number, _row in points})
    if len(days) < 2 or len({_height(row) for _day_, _number, row in points}) < 2:  # a level line tells nothing
        return None
    most = max(_height(row) or 0 for _day_, _number, row in points) or 1
    first, last = days[0], days[-1]
    base = height - _BASE

    def x(day: int) -> float:
        return round(_LEFT + (day - first) / (last - first) * (width - _LEFT - _RIGHT), 1)

    def y(row: LedgerRow) -> float:
        return round(base - (_height(row) or 0) / most * (base - _TOP), 1)

    by_source: dict[str, list[Dot]] = defaultdict(list)
    for day, number, row in points:
        title = f"{row.who or '–'}, {day_words(date.fromordinal(day))}: {row.number}"
        by_source[row.who or "–"].append(Dot(x(day), y(row), number, title))
    # Those that changed their figure most are the chart's reason; the others say so in the table.
    told = sorted(by_source.items(), key=lambda each: -len(each[1]))[:MOST_LINES]
    return Steps(
        kind=group.question,
        width=width,
        height=height,
        base=base,
        left=_LEFT,
        lines=tuple(
            Line(name, _path(dots, width - _RIGHT), tuple(dots), style) for style, (name, dots) in enumerate(told)
        ),
        marks=((base, "0"), (_TOP, f"{most:,.0f}")),
        days=((x(first), _words(first), "start"), (x(last), _words(last), "end")),
        table=tuple(row for _day_, _number, row in points),
        left_out=len(by_source) - len(told),
    )


def _path(dots: Sequence[Dot], right: float) -> str:
    """Level until the next figure, then straight up or down to it; level to the edge after the last."""
    first, *rest = dots
    return f"M{first.x} {first.y}" + "".join(f"H{dot.x}V{dot.y}" for dot in rest) + f"H{right}"


def _day(row: LedgerRow) -> int:
    return row.as_of.latest.toordinal() if row.as_of else 0


def _height(row: LedgerRow) -> float | None:
    return row.high if row.low is None else row.low


def _words(day: int) -> str:
    return day_words(date.fromordinal(day))
