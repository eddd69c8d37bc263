"""The columns of a timeline: where each stands, how tall it is, what it is called and where it leads. Pixels."""

from __future__ import annotations

from dataclasses import dataclass

from app.browse.timeline import Bar, Timeline
from app.text.day_words import month_of_year, short_month_words
from app.text.when import When
from app.web.dateline import when_words

WIDTH, HEIGHT = 720, 230
_LEFT, _TOP, _FOOT = 40, 16, 40  # room for the scale, above the tallest column, and for two lines of names
_WIDEST = 48
_LETTER = 6.6  # pixels of a letter at 12 px in common sans faces
_LARGE = 15.5  # and at 22 px in bold, as the lower line is set on a phone, where the whole figure is half as large
_STEPS = (1, 2, 5)
_PLAIN = ("year", "decade", "century")  # units whose names are short enough for the lower line alone


@dataclass(frozen=True, slots=True)
class Column:
    """`sure` of its height is what lies within its period; the rest, drawn open above it, reaches beyond."""

    bar: Bar
    label: str  # "May 2023"
    url: str
    x: float
    width: float
    y: float
    sure: float
    height: float
    name: str  # what stands beneath it; empty where there is no room
    above: str  # the year or month beneath that, where it begins


@dataclass(frozen=True, slots=True)
class Columns:
    width: int
    height: int
    left: int
    base: int
    columns: tuple[Column, ...]
    scale: tuple[tuple[float, int], ...]  # where a line of the scale is, and what it says
    step: float  # from one column to the next

    @property
    def open(self) -> bool:
        return any(column.bar.wider for column in self.columns)


def draw_columns(timeline: Timeline, path: str) -> Columns | None:
    """None without bars."""
    bars = timeline.bars
    if not bars:
        return None
    scale = _scale(max(1, *(bar.count for bar in bars)))
    base = HEIGHT - _FOOT
    tall = (base - _TOP) / scale[-1]
    step = min((WIDTH - _LEFT) / len(bars), _WIDEST)
    names = _names(timeline.unit, [bar.when for bar in bars], step)
    columns = tuple(
        Column(
            bar,
            when_words(bar.when),
            f"{path}?{bar.query}",
            x=round(_LEFT + i * step, 1),
            width=round(step * 0.82, 1),
            y=round(base - bar.count * tall, 1),
            sure=round(bar.within * tall, 1),
            height=round(bar.count * tall, 1),
            name=names[i][0],
            above=names[i][1],
        )
        for i, bar in enumerate(bars)
    )
    lines = tuple((round(base - number * tall, 1), number) for number in scale)
    return Columns(WIDTH, HEIGHT, _LEFT, base, columns, lines, round(step, 2))


def _scale(most: int) -> list[int]:
    """Round numbers from zero to the first that no column passes, four of them or so."""
    size = 1
    while True:
        for each in _STEPS:
            if each * size * 4 >= most:
                step = each * size
                return list(range(0, -(-most // step) * step + 1, step))
        size *= 10


def _names(unit: str, periods: list[When], step: float) -> list[tuple[str, str]]:
    """What stands beneath each column, on two lines: "14" and "May 2023", "May" and "2023", or "2023" alone."""
    short = ["" if unit in _PLAIN else _short(unit, when) for when in periods]
    room = max(len(periods) * step, WIDTH - _LEFT)
    every = max(1, round(max(map(len, short)) * _LETTER * 1.3 / step + 0.5))
    shown = [
        name if i % every == 0 and i * step + len(name) * _LETTER <= room else "" for i, name in enumerate(short)
    ]
    around = [_around(unit, when) for when in periods]
    changes = [i for i, name in enumerate(around) if i == 0 or around[i - 1] != name]
    above, taken = [""] * len(periods), 0.0
    for i, following in zip(changes, [*changes[1:], len(periods)], strict=True):
        wide = len(around[i]) * _LARGE
        end = room if following == len(periods) else following * step
        # A year may reach over the next where the next goes without; a month may not, it would name its days.
        if i * step >= taken and i * step + wide <= (room if unit in _PLAIN else end):
            above[i], taken = around[i], i * step + wide * 1.1
    return list(zip(shown, above, strict=True))


def _short(unit: str, when: When) -> str:
    return str(when.earliest.day) if unit == "day" else short_month_words(when.earliest.month)


def _around(unit: str, when: When) -> str:
    first = when.earliest
    if unit == "day":
        return month_of_year(first.month, first.year)
    return str(first.year) if unit in ("month", "year") else f"{first.year}–"
