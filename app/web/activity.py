"""Activity over time: one figure, its table, and the lists its numbers lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.browse.records import Activity
from app.text.day_words import short_month_words
from app.text.when import When
from app.web import urls
from app.web.bars import Bars, draw_bars
from app.web.dateline import when_words
from app.web.figures import FEWEST_MONTHS


@dataclass(frozen=True, slots=True)
class Column:
    """Something counted: its noun, and the question its lists ask beside the period."""

    noun: str
    asked: Mapping[str, str]

    def url(self, when: object) -> str:
        return urls.list_url(self.noun, **self.asked, from_=when, to=when)


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: tuple[tuple[int, str], ...]  # how many, and their list


@dataclass(frozen=True, slots=True)
class OverTime:
    noun: str  # what is drawn
    bars: Bars
    nouns: tuple[str, ...]  # the columns
    rows: tuple[Row, ...]  # the periods that have something
    undated: tuple[tuple[str, int], ...]  # noun and how many, of no period
    peak: str  # the fullest period; empty where several are equally full
    most: int
    by_years: bool
    overlapping: bool


def over_time(activity: Activity, *columns: Column) -> OverTime | None:
    """The first column that has anything is drawn, all are in the table; None for fewer periods than say much."""
    if len(activity.periods) < FEWEST_MONTHS:
        return None
    drawn = next((c for c in columns if any(getattr(p, c.noun) for p in activity.periods)), columns[0])
    counts = [(p.when, getattr(p, drawn.noun)) for p in activity.periods]
    bars = draw_bars([(_short(when), count, drawn.url(when)) for when, count in counts])
    assert bars is not None  # there are periods
    most = max(count for _, count in counts)
    by_years = len(str(activity.periods[0].when)) == 4
    fullest = [when for when, count in counts if count == most]
    return OverTime(
        drawn.noun,
        bars,
        tuple(column.noun for column in columns),
        tuple(
            Row(
                when_words(period.when),
                tuple((getattr(period, column.noun), column.url(period.when)) for column in columns),
            )
            for period in activity.periods
            if any(getattr(period, column.noun) for column in columns)
        ),
        tuple((noun, number) for noun, number in activity.undated.items() if number),
        when_words(fullest[0]) if len(fullest) == 1 else "",
        most,
        by_years,
        activity.overlapping,
    )


def _short(when: When) -> str:
    """ "Sep 2022", "2022": what has room beneath a bar."""
    first = when.earliest
    return str(when) if len(str(when)) == 4 else f"{short_month_words(first.month)} {first.year}"
