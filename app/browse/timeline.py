"""When the events of an answer were: bars of days, months, years or longer, as fine as their range allows.

A bar counts what touches it, as its period does when it is asked for, so its number is that of the list it
leads to. An event known only to the month stands on each day of that month; how many of a bar's are so wide
that they reach beyond it is told apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from app.browse.answer import listing
from app.browse.events import EVENTS
from app.browse.facts import briefs
from app.browse.question.filters import Filters
from app.browse.records import Count, Undated
from app.store.tables import Article, Claim, Event
from app.text.when import When

# The most bars of each unit that one figure holds: beyond it they are too thin to point at.
UNITS = (("day", 62), ("month", 60), ("year", 60), ("decade", 60), ("century", 100))
_YEARS = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Bar:
    """`within` lie wholly in it, `wider` reach beyond it; `query` asks for both."""

    when: When
    within: int
    wider: int
    query: str

    @property
    def count(self) -> int:
        return self.within + self.wider


@dataclass(frozen=True, slots=True)
class Wider:
    """A longer period than the one asked for, and the question with it; `when` None is all time."""

    when: When | None
    query: str


@dataclass(frozen=True, slots=True)
class Timeline:
    unit: str  # "day", "month", "year", "decade", "century"; empty without bars
    bars: tuple[Bar, ...]
    dated: int  # events with a day, each once
    several: int  # of them in more than one bar
    undated: Undated | None  # None where there are none, or the list says so itself
    wider: tuple[Wider, ...]  # the ways out of the period asked for, the nearest first


def time_events(db: Connection, filters: Filters) -> Timeline:
    """Every dated event of the answer in its bars."""
    spans = _spans(db, filters)
    dated = sum(number for _, _, number in spans) if filters.date_of != "published" else len({s[2] for s in spans})
    undated = None if filters.asks("period") else _undated(db, filters)
    if not spans:
        return Timeline("", (), 0, 0, undated, _wider(filters))
    first = min(earliest for earliest, _, _ in spans)
    last = max(latest for _, latest, _ in spans)
    if filters.from_:
        first = max(first, filters.from_.earliest)
    if filters.to:
        last = min(last, filters.to.latest)
    unit, periods = cut(first, last)
    # The ends reach no further than what was asked, so that their links ask for no more than they count.
    if filters.from_:
        periods[0] = When(max(periods[0].earliest, filters.from_.earliest), periods[0].latest)
    if filters.to:
        periods[-1] = When(periods[-1].earliest, min(periods[-1].latest, filters.to.latest))
    counted = _by_article if filters.date_of == "published" else _by_span
    within, wider, several = counted(spans, periods)
    bars = tuple(
        Bar(when, within[i], wider[i], _asking(filters, when).to_query()) for i, when in enumerate(periods)
    )
    return Timeline(unit, bars, dated, several, undated, _wider(filters))


Spans = Sequence[tuple[date, date, int]]  # first day, last day, and how many; or of which event


def _spans(db: Connection, filters: Filters) -> Spans:
    """The days of the answer's events; asked when they were published, the days of their articles."""
    if filters.date_of != "published":
        statement = (
            select(Event.earliest, Event.latest, func.count())
            .where(listing.asked(db, EVENTS, filters), Event.earliest.is_not(None))
            .group_by(Event.earliest, Event.latest)
        )
        return _rows(db, statement)
    statement = (
        select(Article.earliest, Article.latest, Claim.event_id)
        .join(Claim, Claim.article_id == Article.id)
        .join(Event, Event.id == Claim.event_id)
        .where(listing.asked(db, EVENTS, filters), Article.earliest.is_not(None))
        .where(Claim.state.not_in(briefs.HIDDEN))
        .distinct()
    )
    if filters.from_ or filters.to:
        statement = statement.where(listing.touches(Article.earliest, Article.latest, filters))
    return _rows(db, statement)


def _rows(db: Connection, statement: Any) -> Spans:
    rows: Sequence[Any] = db.execute(statement).all()
    return [(row[0], row[1], row[2]) for row in rows]


def cut(first: date, last: date) -> tuple[str, list[When]]:
    """Whole periods from the one `first` lies in to that of `last`, of the finest unit that is not too many."""
    for unit, most in UNITS:
        periods = list(_limited(_periods(unit, first, last), most + 1))
        if len(periods) <= most:
            return unit, periods
    raise AssertionError("a calendar of four-digit years has at most 100 centuries")


def _limited(periods: Iterator[When], most: int) -> Iterator[When]:
    for _, period in zip(range(most), periods, strict=False):
        yield period


def _periods(unit: str, first: date, last: date) -> Iterator[When]:
    day = first
    while day <= last:
        period = _period(unit, day)
        yield period
        if period.latest >= date.max:
            return
        day = period.latest + timedelta(days=1)


def _period(unit: str, day: date) -> When:
    if unit == "day":
        return When.day(day)
    if unit == "month":
        return When.month(day.year, day.month)
    many = _YEARS[unit]
    # Year 0 is in no calendar: the first decade has nine years.
    year = day.year - day.year % many
    return When(date(max(year, 1), 1, 1), date(min(year + many - 1, 9999), 12, 31))


def _touched(periods: Sequence[When]) -> tuple[list[date], list[date]]:
    return [period.earliest for period in periods], [period.latest for period in periods]


def _by_span(spans: Spans, periods: Sequence[When]) -> tuple[list[int], list[int], int]:
    """Of each period how many lie in it, how many reach beyond; and how many stand in several."""
    begins, ends = _touched(periods)
    within, wider, several = [0] * len(periods), [0] * len(periods), 0
    for earliest, latest, number in spans:
        here = range(bisect_left(ends, earliest), bisect_right(begins, latest))
        several += number if len(here) > 1 else 0
        for i in here:
            inside = begins[i] <= earliest and latest <= ends[i]
            (within if inside else wider)[i] += number
    return within, wider, several


def _by_article(spans: Spans, periods: Sequence[When]) -> tuple[list[int], list[int], int]:
    """The same of events by their articles: one told of again next month stands in both."""
    begins, ends = _touched(periods)
    inside: list[set[int]] = [set() for _ in periods]
    beyond: list[set[int]] = [set() for _ in periods]
    bars_of: dict[int, set[int]] = {}
    for earliest, latest, event in spans:
        for i in range(bisect_left(ends, earliest), bisect_right(begins, latest)):
            (inside if begins[i] <= earliest and latest <= ends[i] else beyond)[i].add(event)
            bars_of.setdefault(event, set()).add(i)
    within = [len(events) for events in inside]
    wider = [len(b - a) for a, b in zip(inside, beyond, strict=True)]
    return within, wider, sum(len(bars) > 1 for bars in bars_of.values())


def _asking(filters: Filters, when: When) -> Filters:
    """The question for one period. A stretch of years has no date of its own: it is asked by both its ends."""
    begin, _, end = str(when).partition("/")
    return filters.changed(from_=When.parse(begin), to=When.parse(end or begin))


def _undated(db: Connection, filters: Filters) -> Undated | None:
    """Those that say no day, as many as the link beside the number lists."""
    if filters.date_of != "happened":
        return None
    question = filters.changed(date_of="undated")
    count: Count = listing.capped(db, EVENTS, question)
    return Undated(count, question.to_query()) if count.value else None


def _wider(filters: Filters) -> tuple[Wider, ...]:
    """The month and the year round the period asked for, and all time."""
    if not (filters.from_ or filters.to):
        return ()
    asked = [when for when in (filters.from_, filters.to) if when]
    first, last = asked[0].earliest, asked[-1].latest
    around: Iterable[When] = [_period(unit, first) for unit in ("month", "year")] if len(asked) == 2 else ()
    longer = [
        when
        for when in around
        if when.covers(first) and when.covers(last) and (when.earliest, when.latest) != (first, last)
    ]
    everything = filters.changed(from_=None, to=None).to_query()
    return (*(Wider(when, _asking(filters, when).to_query()) for when in longer), Wider(None, everything))
