"""When: `/dates`, and each year, month and day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.browse.dates import MEANINGS, get_dates, get_day, get_month, get_year, get_years, weeks_of
from app.browse.records import MonthCount
from app.browse.records.dates import Weeks
from app.forms import json
from app.text.day_words import month_of_year, short_month_words, weekdays
from app.text.tongue import _
from app.text.when import When
from app.web.asked import Db
from app.web.errors import trouble
from app.web.figures import event_map
from app.web.lists import json_answer
from app.web.respond import page

router = APIRouter(include_in_schema=False)


@router.get("/dates{ending:ending}")
def index(request: Request, db: Db, ending: str) -> Response:
    if ending:
        return as_json(get_years(db), ending)
    months = [short_month_words(n) for n in range(1, 13)]
    return page(request, "dates/index.html", shown=get_dates(db), months=months)


@router.get("/dates/{period:period}{ending:ending}")
def show(request: Request, db: Db, period: str, ending: str) -> Response:
    try:
        when = When.parse(period)
    except ValueError as error:  # the thirteenth month, the thirtieth of February
        raise HTTPException(404, _("%(period)s is not in the calendar.", period=period)) from error
    if len(period) == 4:
        return show_year(request, db, when.earliest.year, ending)
    if len(period) == 7:
        return show_month(request, db, when.earliest, ending)
    return show_day(request, db, when.earliest, ending)


def show_day(request: Request, db: Connection, day: date, ending: str) -> Response:
    """`?date_of=` asks for one meaning of the date; one that is none is answered as if it were not there."""
    date_of = request.query_params.get("date_of", "")
    shown = get_day(db, day, date_of if date_of in MEANINGS else "")
    if ending:
        return as_json(shown, ending)
    counts = [each for week in shown.month for each in week if each]
    return page(
        request,
        "dates/day.html",
        shown=shown,
        drawn=event_map(shown.events),
        weekdays=weekdays(),
        most=max(each.total for each in counts),
    )


@router.get("/dates/{written:slug}{ending:ending}")
def miswritten(request: Request, _db: Db, written: str, ending: str) -> Response:
    """Not a date as addresses write them; where it is clear which was meant, it is said."""
    found = re.fullmatch(r"([12][0-9]{3})-([0-9]{1,2})(?:-([0-9]{1,2}))?", written)
    parts = [f"{int(part):02}" for part in found.groups() if part] if found else ["2023", "05", "21"]
    said = _("%(written)s is no date here: write %(meant)s.", written=written, meant="-".join(parts))
    return trouble(request, 404, detail=said)


@dataclass(frozen=True, slots=True)
class YearMonth:
    count: MonthCount
    weeks: Weeks


def show_year(request: Request, db: Connection, number: int, ending: str) -> Response:
    year = get_year(db, number)
    if ending:
        return as_json(year, ending)
    months = [YearMonth(month, weeks_of(year.year, month.month, year.days)) for month in year.months]
    return page(request, "dates/year.html", year=year, months=months, weekdays=weekdays(), today=today())


def today() -> date:
    """Of the server's clock; a visitor elsewhere may be a day off."""
    return datetime.now(UTC).date()


def show_month(request: Request, db: Connection, first: date, ending: str) -> Response:
    month = get_month(db, first.year, first.month)
    if ending:
        return as_json(month, ending)
    return page(
        request,
        "dates/month.html",
        month=month,
        before=month.previous and month.previous.isoformat()[:7],
        after=month.next and month.next.isoformat()[:7],
        before_label=month.previous and month_of_year(month.previous.month, month.previous.year),
        after_label=month.next and month_of_year(month.next.month, month.next.year),
        weekdays=weekdays(),
        today=today(),
    )


def as_json(found: object, ending: str) -> Response:
    if ending != ".json":
        raise HTTPException(404)
    return json_answer(json.single(found))
