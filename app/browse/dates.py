"""Dates: years, months and days, and what is known to be of each."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from app.browse import articles, events, quotes
from app.browse.answer import listing
from app.browse.facts import activity
from app.browse.question.filters import Filters
from app.browse.records import DayCount, DayPage, EventRecord, Listed, MonthCalendar, MonthCount, Undated, YearHeat
from app.browse.records.dates import DatesPage, Weeks
from app.store.tables import Article, Event, Quote
from app.text.when import When

MEANINGS = ("happened", "said", "published")  # of a date
_SHOWN = 30  # of one kind on one day, where only one meaning is asked; the lists have the rest
_SHOWN_EACH = 10  # of each kind, where all are
_SPANNING = 10
_LATEST_DAYS = 14  # days with something that the page of all time names
_LONGEST_AROUND = 366  # days; an event of "the 2010s" is on no day's page


def get_dates(db: Connection) -> DatesPage:
    """All time, and what stands in none of it."""
    return DatesPage(
        years=get_years(db),
        latest=activity.latest(db, _LATEST_DAYS),
        undated_events=_undated(db, events.EVENTS),
        undated_quotes=_undated(db, quotes.QUOTES),
    )


def _undated(db: Connection, noun: Any) -> Undated | None:
    question = Filters(noun.name, date_of="undated")
    count = listing.capped(db, noun, question)
    return Undated(count, question.to_query()) if count.value else None


def get_years(db: Connection) -> tuple[YearHeat, ...]:
    """The years with something, newest first, each with its months."""
    months, years = activity.months_of(db)
    return tuple(
        YearHeat(
            year,
            _twelve(year, months),
            {},
            max((each for each in years if each < year), default=None),
            min((each for each in years if each > year), default=None),
            whole=years[year],
        )
        for year in reversed(years)
    )


def get_year(db: Connection, year: int) -> YearHeat:
    """One year with its days; empty where nothing is known of it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    months, years = activity.months_of(db, first, last)
    before, after = activity.neighbours(db, first, last)
    return YearHeat(
        year,
        _twelve(year, months),
        activity.by_day(db, first, last),
        before.year if before else None,
        after.year if after else None,
        _spanning(db, first, last, lambda start, end: start >= first and end <= last and start.month != end.month),
        _listed(db, When.year(year)),
        years.get(year, 0),
    )


def _twelve(year: int, months: dict[tuple[int, int], MonthCount]) -> tuple[MonthCount, ...]:
    return tuple(months.get((year, month)) or MonthCount(year, month) for month in range(1, 13))


def get_month(db: Connection, year: int, month: int) -> MonthCalendar:
    """One month as weeks from Monday."""
    first = date(year, month, 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    when = When.month(year, month)
    months, _ = activity.months_of(db, first, last)
    before, after = activity.neighbours(db, first, last)
    said, happened = (Filters(noun, from_=when, to=when) for noun in ("quotes", "events"))
    return MonthCalendar(
        year,
        month,
        _weeks(db, year, month),
        months.get((year, month)) or MonthCount(year, month),
        _spanning(db, first, last, lambda start, end: start >= first and end <= last),
        _spanning(db, first, last, lambda start, end: start < first or end > last),
        _listed(db, when),
        listing.undated(db, quotes.QUOTES, said),
        listing.undated(db, events.EVENTS, happened),
        before.replace(day=1) if before else None,
        after.replace(day=1) if after else None,
    )


def weeks_of(year: int, month: int, counts: Mapping[date, DayCount]) -> Weeks:
    """A month's weeks from Monday, each day with what there is on it."""
    return tuple(
        tuple(
            counts.get(date(year, month, day)) or DayCount(date(year, month, day)) if day else None for day in week
        )
        for week in calendar.Calendar(firstweekday=0).monthdayscalendar(year, month)
    )


def _weeks(db: Connection, year: int, month: int) -> Weeks:
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return weeks_of(year, month, activity.by_day(db, first, last))


def _listed(db: Connection, when: When, date_of: str = "") -> Listed:
    """What the lists show of a period."""

    def asked(noun: str) -> Filters:
        meaning = date_of if noun != "articles" else ""
        return Filters(noun, from_=when, to=when, date_of=meaning)

    return Listed(
        events=listing.capped(db, events.EVENTS, asked("events")),
        quotes=listing.capped(db, quotes.QUOTES, asked("quotes")),
        articles=listing.capped(db, articles.ARTICLES, asked("articles")),
    )


def get_day(db: Connection, day: date, date_of: str = "") -> DayPage:
    """One day: what happened, was said and was published on just that day, and apart from it what may have.

    `date_of` asks for one of these only; `published` shows quotes and events too, by the day of their article.
    """
    when = When.day(day)
    said, happened = (Filters(noun, from_=when, to=when) for noun in ("quotes", "events"))
    shown = _SHOWN if date_of in ("happened", "said") else _SHOWN_EACH
    ids = {kind: _just(db, kind, day, shown) for kind in _KINDS if date_of in ("", _KINDS[kind][1])}
    printed = date_of == "published"
    previous, following = activity.neighbours(db, day, day)
    return DayPage(
        day=day,
        date_of=date_of,
        events=listing.first(db, events.EVENTS, replace(happened, date_of="published"), shown)
        if printed
        else events.records(db, ids.get("events", ())),
        quotes=listing.first(db, quotes.QUOTES, replace(said, date_of="published"), shown)
        if printed
        else quotes.records(db, ids.get("quotes", ())),
        articles=articles.records(db, ids.get("articles", ())),
        around=_spanning(db, day, day) if date_of in ("", "happened") else (),
        around_quotes=quotes.records(db, _around(db, Quote, day, day)) if date_of in ("", "said") else (),
        exact=activity.by_day(db, day, day).get(day) or DayCount(day),
        listed=_listed(db, when),
        published=_listed(db, when, "published"),
        undated_quotes=listing.undated(db, quotes.QUOTES, said),
        undated_events=listing.undated(db, events.EVENTS, happened),
        month=_weeks(db, day.year, day.month),
        previous=previous,
        next=following,
    )


_KINDS: dict[str, tuple[Any, str]] = {
    "events": (Event, "happened"),
    "quotes": (Quote, "said"),
    "articles": (Article, "published"),
}


def _just(db: Connection, kind: str, day: date, most: int) -> Any:
    """The newest of a kind known to be of just this day."""
    table, _ = _KINDS[kind]
    return db.scalars(
        select(table.id)
        .where(table.earliest == day, table.latest == day, *activity.shown(kind))
        .order_by(table.id.desc())
        .limit(most)
    ).all()


def _spanning(db: Connection, first: date, last: date, fits: Any = lambda *_: True) -> tuple[EventRecord, ...]:
    """Events dated to several days that touch this stretch, the most precise first."""
    return events.records(db, _around(db, Event, first, last, fits))


def _around(db: Connection, table: Any, first: date, last: date, fits: Any = lambda *_: True) -> list[int]:
    kind = "events" if table is Event else "quotes"
    rows = db.execute(
        select(table.id, table.earliest, table.latest).where(
            table.earliest <= last,
            table.latest >= first,
            table.earliest < table.latest,
            table.earliest >= date.fromordinal(max(1, first.toordinal() - _LONGEST_AROUND)),
            *activity.shown(kind),
        )
    ).all()
    short = [
        row
        for row in rows
        if (row.latest - row.earliest).days <= _LONGEST_AROUND and fits(row.earliest, row.latest)
    ]
    short.sort(key=lambda row: (row.latest - row.earliest, row.earliest, row.id))
    return [row.id for row in short[:_SPANNING]]
