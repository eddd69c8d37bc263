"""Days, weeks, months and years on from a day, the period it lies in, and thirds of a period."""

from __future__ import annotations

from datetime import date, timedelta

from app.text.when import When

# ------------------------------------------------------------------ arithmetic


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month where it is shorter."""
    number = day.year * 12 + day.month - 1 + months
    last = When.month(number // 12, number % 12 + 1).latest
    return last.replace(day=min(day.day, last.day))


def moved(day: date, count: int, unit: str) -> date:
    """`day` moved by so many units (negative: back). Raises ValueError or OverflowError off the calendar."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(day, count * months)


def period(day: date, unit: str, step: int) -> When:
    """The week (from Monday), month, quarter, year, decade that holds `day`, or one `step` away."""
    day = moved(day, step, unit)
    if unit == "day":
        return When.day(day)
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return When(monday, monday + timedelta(6))
    if unit == "month":
        return When.month(day.year, day.month)
    if unit == "quarter":
        start = date(day.year, day.month - (day.month - 1) % 3, 1)
        return When(start, add_months(start, 3) - timedelta(1))
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = day.year - day.year % years
    return When(date(first, 1, 1), date(first + years - 1, 12, 31))


def grain_of(day: date, unit: str) -> When:
    """No finer than it was counted: weeks give a week, months a month."""
    return period(day, unit, 0)


def third_of(when: When, third: str) -> When:
    """Early, mid or late: the first, middle or last third, in days of a month or months of a year."""
    if not third:
        return when
    number = {"early": 0, "mid": 1, "late": 2}[third]
    first, last = when.earliest, when.latest
    if when.days <= 31:
        edges = (0, round(when.days / 3), round(when.days * 2 / 3)) if when.days < 28 else (0, 10, 20)
        starts = [first + timedelta(n) for n in edges]
    else:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        starts = [add_months(first, round(months * n / 3)) for n in range(3)]
    starts.append(last + timedelta(1))
    return When(starts[number], starts[number + 1] - timedelta(1), about=True)


def third_words(third: str) -> str:
    return {"": "", "early": "first third of ", "mid": "middle third of ", "late": "last third of "}[third]
