"""How much there is on each day and in each month: for calendars, heat strips and bars.

A day counts what is known to be of just that day, so that its number is what its page shows; a month
counts what ends in it. What has no day of its own is in neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from app.browse import briefs
from app.browse.records import DayCount, MonthCount
from app.store.tables import Article, Event, Quote

_TABLES: Mapping[str, Any] = {"quotes": Quote, "events": Event, "articles": Article}


def _shown(kind: str) -> list[ColumnElement[bool]]:
    """What its list shows by default."""
    if kind == "articles":
        return [true()]
    shown: list[ColumnElement[bool]] = [_TABLES[kind].state.not_in(briefs.HIDDEN)]
    return [*shown, Event.listed.is_(True)] if kind == "events" else shown


def by_day(db: Connection, first: date, last: date) -> dict[date, DayCount]:
    """Only days that have something."""
    found: dict[date, dict[str, int]] = {}
    for kind, table in _TABLES.items():
        statement = (
            select(table.earliest, func.count())
            .where(table.earliest.between(first, last), table.latest == table.earliest, *_shown(kind))
            .group_by(table.earliest)
        )
        for day, count in db.execute(statement):
            found.setdefault(day, {})[kind] = count
    return {day: DayCount(day, **counts) for day, counts in sorted(found.items())}


def months_of(
    db: Connection, kinds: Mapping[str, ColumnElement[bool]], first: date | None = None, last: date | None = None
) -> dict[tuple[int, int], MonthCount]:
    """The months in which something of each kind, met by its condition, ends; only those with something."""
    found: dict[tuple[int, int], dict[str, int]] = {}
    for kind, condition in kinds.items():
        table = _TABLES[kind]
        statement = select(table.latest, func.count()).where(condition, table.latest.is_not(None), *_shown(kind))
        if first and last:
            statement = statement.where(table.latest.between(first, last))
        for day, count in db.execute(statement.group_by(table.latest)):
            month = found.setdefault((day.year, day.month), {})
            month[kind] = month.get(kind, 0) + count
    return {key: MonthCount(*key, **counts) for key, counts in sorted(found.items())}


def by_month(db: Connection, **kinds: Select) -> tuple[MonthCount, ...]:
    """Every month from the first to the last in which some of these (selects of ids) end."""
    found = months_of(db, {kind: _TABLES[kind].id.in_(wanted) for kind, wanted in kinds.items()})
    if not found:
        return ()
    (year, month), last = min(found), max(found)
    made = []
    while (year, month) <= last:
        made.append(found.get((year, month)) or MonthCount(year, month))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(made)


def neighbours(db: Connection, first: date, last: date) -> tuple[date | None, date | None]:
    """The nearest days with something before and after a stretch of days."""
    before, after = [], []
    for kind, table in _TABLES.items():
        known = (table.latest == table.earliest, *_shown(kind))
        before.append(db.scalar(select(func.max(table.earliest)).where(table.earliest < first, *known)))
        after.append(db.scalar(select(func.min(table.earliest)).where(table.earliest > last, *known)))
    return max(filter(None, before), default=None), min(filter(None, after), default=None)
