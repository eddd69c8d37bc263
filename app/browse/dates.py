"""Dates: years, months and days, and what is known to be of each."""

from __future__ import annotations

import calendar
from datetime import date

from sqlalchemy import Connection, func, select, true

from app.browse import activity, articles, briefs, events, listing, quotes
from app.browse.filters import Filters
from app.browse.records import Count, DayCount, DayPage, EventRecord, MonthCalendar, MonthCount, YearHeat
from app.store.tables import Article, Event, Quote
from app.text.when import When

_SHOWN = 50  # of each kind on one day; the lists have the rest
_SPANNING = 20
_LONGEST_AROUND = 366  # days; an event of "the 2010s" is on no day's page


def get_years(db: Connection) -> tuple[YearHeat, ...]:
    """The years with something, newest first, each with its months."""
    months = activity.months_of(db, {"quotes": true(), "events": true(), "articles": true()})
    years = sorted({year for year, _ in months}, reverse=True)
    return tuple(
        YearHeat(
            year,
            tuple(months.get((year, month)) or MonthCount(year, month) for month in range(1, 13)),
            {},
            max((each for each in years if each < year), default=None),
            min((each for each in years if each > year), default=None),
        )
        for year in years
    )


def get_year(db: Connection, year: int) -> YearHeat:
    """One year with its days; empty where nothing is known of it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    kinds = {"quotes": true(), "events": true(), "articles": true()}
    months = activity.months_of(db, kinds, first, last)
    before, after = activity.neighbours(db, first, last)
    return YearHeat(
        year,
        tuple(months.get((year, month)) or MonthCount(year, month) for month in range(1, 13)),
        activity.by_day(db, first, last),
        before.year if before else None,
        after.year if after else None,
    )


def get_month(db: Connection, year: int, month: int) -> MonthCalendar:
    """One month as weeks from Monday."""
    first = date(year, month, 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    counts = activity.by_day(db, first, last)
    before, after = activity.neighbours(db, first, last)
    weeks = tuple(
        tuple(
            counts.get(date(year, month, day)) or DayCount(date(year, month, day)) if day else None for day in week
        )
        for week in calendar.Calendar(firstweekday=0).monthdayscalendar(year, month)
    )
    return MonthCalendar(
        year,
        month,
        weeks,
        _spanning(db, first, last),
        before.replace(day=1) if before else None,
        after.replace(day=1) if after else None,
    )


def get_day(db: Connection, day: date) -> DayPage:
    """One day: what happened, was said and was published on just that day, and apart from it what may have."""
    when = When.day(day)
    said, happened = (Filters(noun, from_=when, to=when) for noun in ("quotes", "events"))
    exact = {
        "events": (Event, Event.listed, Event.state.not_in(briefs.HIDDEN)),
        "quotes": (Quote, Quote.state.not_in(briefs.HIDDEN)),
        "articles": (Article, true()),
    }
    ids, counts = {}, {}
    for noun, (table, *shown) in exact.items():
        just = (table.earliest == day, table.latest == day, *shown)
        ids[noun] = db.scalars(select(table.id).where(*just).order_by(table.id.desc()).limit(_SHOWN)).all()
        counts[noun] = Count(db.scalar(select(func.count()).select_from(table).where(*just)) or 0)
    previous, following = activity.neighbours(db, day, day)
    return DayPage(
        day=day,
        events=events.records(db, ids["events"]),
        quotes=quotes.records(db, ids["quotes"]),
        articles=articles.records(db, ids["articles"]),
        around=_spanning(db, day, day),
        event_count=counts["events"],
        quote_count=counts["quotes"],
        article_count=counts["articles"],
        undated_quotes=listing.undated(db, quotes.QUOTES, said),
        undated_events=listing.undated(db, events.EVENTS, happened),
        previous=previous,
        next=following,
    )


def _spanning(db: Connection, first: date, last: date) -> tuple[EventRecord, ...]:
    """Events dated to several days that touch this stretch, the most precise first."""
    rows = db.execute(
        select(Event.id, Event.earliest, Event.latest).where(
            Event.earliest <= last,
            Event.latest >= first,
            Event.earliest < Event.latest,
            Event.earliest >= date.fromordinal(max(1, first.toordinal() - _LONGEST_AROUND)),
            Event.listed,
            Event.state.not_in(briefs.HIDDEN),
        )
    ).all()
    short = [row for row in rows if (row.latest - row.earliest).days <= _LONGEST_AROUND]
    short.sort(key=lambda row: (row.latest - row.earliest, row.earliest, row.id))
    return events.records(db, [row.id for row in short[:_SPANNING]])
