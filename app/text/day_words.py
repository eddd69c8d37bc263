"""Days and months in words: "21 May 2023", each in the language spoken."""

from __future__ import annotations

from datetime import date

from app.text.tongue import N_, _

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_SHORT = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip


def month_words(month: int) -> str:
    """ "May" of 5."""
    return _(_MONTHS[month - 1])


def short_month_words(month: int) -> str:
    """ "Sep" of 9: for the foot of a column."""
    return _(_SHORT[month - 1])


def month_of_year(month: int, year: int) -> str:
    """ "May 2023"."""
    return _("%(month)s %(year)s", month=month_words(month), year=year)


def day_of_month(day: date) -> str:
    """ "21 May"."""
    return _("%(day)s %(month)s", day=day.day, month=month_words(day.month))


def day_words(day: date) -> str:
    """ "21 May 2023"."""
    return _("%(day)s %(month)s %(year)s", day=day.day, month=month_words(day.month), year=day.year)


def weekday_words(day: date) -> str:
    return _(_WEEKDAYS[day.weekday()])


def weekdays() -> tuple[str, ...]:
    """From Monday on."""
    return tuple(map(_, _WEEKDAYS))
