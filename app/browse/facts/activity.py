"""How much there is on each day, in each month and year: for calendars, heat strips and bars.

Two ways to count, each so that a number is what it leads to. A calendar counts what is known to be of just that
day, or of some days of that month: its page shows those, and apart from them what is dated more vaguely. A bar
counts what a list asked for that month shows, and a list's period *overlaps* (DESIGN §5): what is dated to two
months is in both bars.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, true

from app.browse.facts import briefs
from app.browse.records import Activity, DayCount, MonthCount, PeriodCount
from app.store.tables import Article, Event, Quote
from app.text.when import When

_MONTH = 31  # days: what is dated to more than that says nothing of a month, and stretches no axis
_MOST_MONTHS = 48  # each a bar and a row of links, and a page may weigh 60,000 bytes; longer is shown by years

_TABLES: Mapping[str, Any] = {"quotes": Quote, "events": Event, "articles": Article}


def shown(kind: str) -> list[ColumnElement[bool]]:
    """What its list shows by default."""
    if kind == "articles":
        return [true()]
    standing: list[ColumnElement[bool]] = [_TABLES[kind].state.not_in(briefs.HIDDEN)]
    return [*standing, Event.listed.is_(True)] if kind == "events" else standing


def by_day(db: Connection, first: date, last: date) -> dict[date, DayCount]:
    """Only days that have something."""
    found: dict[date, dict[str, int]] = {}
    for kind, table in _TABLES.items():
        statement = (
            select(table.earliest, func.count())
            .where(table.earliest.between(first, last), table.latest == table.earliest, *shown(kind))
            .group_by(table.earliest)
        )
        for day, count in db.execute(statement):
            found.setdefault(day, {})[kind] = count
    return {day: DayCount(day, **counts) for day, counts in sorted(found.items())}


def months_of(
    db: Connection, first: date | None = None, last: date | None = None
) -> tuple[dict[tuple[int, int], MonthCount], dict[int, int]]:
    """The months, and the years, that have something known to be of just them; of a stretch of days, if asked.

    Of each year also how much is of it and of no one month of it.
    """
    months: dict[tuple[int, int], dict[str, int]] = {}
    years: dict[int, int] = {}
    for kind, table in _TABLES.items():
        for (earliest, latest), count in _dated(db, kind, _between(table, first, last)).items():
            if earliest.year == latest.year:
                years[latest.year] = years.get(latest.year, 0) + (count if earliest.month != latest.month else 0)
            if (earliest.year, earliest.month) == (latest.year, latest.month):
                month = months.setdefault((latest.year, latest.month), {})
                month[kind] = month.get(kind, 0) + count
    return {key: MonthCount(*key, **counts) for key, counts in sorted(months.items())}, dict(sorted(years.items()))


def over_time(db: Connection, **kinds: Select) -> Activity:
    """Some of each kind (selects of ids) by month, or by year where that would be more than four years of months.

    The axis goes from the first to the last month that something is known to be of; every month in it is there.
    """
    dated = {kind: _dated(db, kind, _TABLES[kind].id.in_(wanted)) for kind, wanted in kinds.items()}
    known = [when for whens in dated.values() for when in whens if (when[1] - when[0]).days < _MONTH]
    if not known:
        return Activity((), False, {kind: _all(db, kind, wanted) for kind, wanted in kinds.items()})
    first, last = min(earliest for earliest, _ in known), max(latest for _, latest in known)
    months = [When.month(n // 12, n % 12 + 1) for n in range(_number(first), _number(last) + 1)]
    years = [When.year(year) for year in range(first.year, last.year + 1)]
    axis = months if len(months) <= _MOST_MONTHS else years
    overlapping = any(sum(_spread(axis, dated[kind])) > _touching(axis, dated[kind]) for kind in kinds)
    return Activity(
        _counted(axis, dated),
        overlapping,
        {kind: _all(db, kind, wanted) - _touching(axis, dated[kind]) for kind, wanted in kinds.items()},
    )


def _counted(axis: list[When], dated: Mapping[str, Mapping[tuple[date, date], int]]) -> tuple[PeriodCount, ...]:
    counts = {kind: _spread(axis, whens) for kind, whens in dated.items()}
    return tuple(PeriodCount(when, **{kind: counts[kind][n] for kind in counts}) for n, when in enumerate(axis))


def _dated(db: Connection, kind: str, condition: ColumnElement[bool]) -> Counter[tuple[date, date]]:
    """How many have each When."""
    table = _TABLES[kind]
    rows = db.execute(
        select(table.earliest, table.latest, func.count())
        .where(condition, table.earliest.is_not(None), *shown(kind))
        .group_by(table.earliest, table.latest)
    )
    return Counter({(row[0], row[1]): row[2] for row in rows})


def _between(table: Any, first: date | None, last: date | None) -> ColumnElement[bool]:
    return and_(table.earliest >= first, table.latest <= last) if first and last else true()


def _all(db: Connection, kind: str, wanted: Select) -> int:
    return db.scalar(select(func.count()).where(_TABLES[kind].id.in_(wanted), *shown(kind))) or 0


def _spread(axis: list[When], whens: Mapping[tuple[date, date], int]) -> list[int]:
    """How many touch each period of an axis without gaps."""
    starts = [when.earliest for when in axis]
    counts = [0] * len(axis)
    for (earliest, latest), number in whens.items():
        if latest >= starts[0] and earliest <= axis[-1].latest:
            for n in range(max(0, bisect_right(starts, earliest) - 1), bisect_right(starts, latest)):
                counts[n] += number
    return counts


def _touching(axis: list[When], whens: Mapping[tuple[date, date], int]) -> int:
    first, last = axis[0].earliest, axis[-1].latest
    return sum(number for (earliest, latest), number in whens.items() if latest >= first and earliest <= last)


def latest(db: Connection, most: int) -> tuple[DayCount, ...]:
    """The newest days that have something, newest first."""
    days: set[date] = set()
    for kind, table in _TABLES.items():
        known = (table.latest == table.earliest, *shown(kind))
        days.update(
            db.scalars(select(table.earliest).distinct().where(*known).order_by(table.earliest.desc()).limit(most))
        )
    newest = sorted(days, reverse=True)[:most]
    found = by_day(db, newest[-1], newest[0]) if newest else {}
    return tuple(found[day] for day in newest)


def _number(day: date) -> int:
    """Months are counted from the year 0."""
    return day.year * 12 + day.month - 1


def neighbours(db: Connection, first: date, last: date) -> tuple[date | None, date | None]:
    """The nearest days with something before and after a stretch of days."""
    before, after = [], []
    for kind, table in _TABLES.items():
        known = (table.latest == table.earliest, *shown(kind))
        before.append(db.scalar(select(func.max(table.earliest)).where(table.earliest < first, *known)))
        after.append(db.scalar(select(func.min(table.earliest)).where(table.earliest > last, *known)))
    return max(filter(None, before), default=None), min(filter(None, after), default=None)
