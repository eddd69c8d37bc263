"""Days as they are written: "3 May", "2023-05-03", "May 3, 4 and 5", "the 9th", "last Tuesday", "the weekend"."""

from __future__ import annotations

import re
from datetime import date

from app.extract.dates import meanings as say
from app.extract.dates.pieces import (
    COUNTED,
    DAY,
    DAY2,
    FULL_DAYS,
    LEXICON,
    MONTH,
    MONTH2,
    MORE,
    TO,
    WEEKDAYS,
    WHOLE_DAYS,
    YEAR,
    Piece,
    S,
    any_of,
    has_capital,
    month_number,
    next_word,
    piece_of,
    rulebook,
    word_before,
    year_of,
)
from app.text.span import Span
from app.text.when import When

RULES, _rule = rulebook()


# ------------------------------------------------------------------ days


def _day(match: re.Match[str]) -> Piece | None:
    """March 9, March 9, 2022, May 19-20; 9 March, the 9th of March 2022, 3 and 5 June."""
    if not has_capital(match, "month"):
        return None
    year, end = year_of(match), match.end()
    if year is not None and next_word(match) in COUNTED:  # "on March 9, 2000 soldiers": no year
        year, end = None, match.start("year")
    counting = match["year"] is None and match.end("month") < match.end() and next_word(match) in COUNTED
    counting = counting and word_before(match) != "on"  # "a blast on May 20 killed five": on a day, in a month
    if counting and match["last"] is None:
        return None  # "in May 20 people"
    month, day = month_number(match["month"]), int(match["day"])
    last = int(match["last"]) if match["last"] else None
    date(year or 2024, month, day)  # 2024 is a leap year; raises where there is no such day
    if last is not None:
        date(year or 2024, month, last)
        listed = (match["more"] or " and " in match[0]) and word_before(match) != "between"
        listed = listed and last != day + 1 + (match["more"] or "").rstrip(",").count(",")
        if last <= day or listed or counting:  # "May 19 and 25" are two days; the first is read by itself
            if match.start("month") > match.start("day"):
                return None
            last, year, end = None, None, match.end("day")
    span = Span(match.start(), end).trimmed(match.string, ", ")
    return Piece(span, say.Day(month, day, year, last))


_OF_YEAR = rf"(?:(?:,|,?{S}(?:of{S}|in{S})?){YEAR})?"
_rule(rf"{MONTH}{S}?(?:the{S})?{DAY}(?:{MORE}(?:{TO}){DAY2}(?!{S}{MONTH2}))?{_OF_YEAR}")(_day)
_rule(
    rf"(?:\bthe{S}(?=\d{{1,2}}[a-z]{{2}}))?{DAY}(?:{MORE}(?:{TO}){DAY2})?\.?{S}(?:day{S})?(?:of{S})?{MONTH}{_OF_YEAR}"
)(_day)


@_rule(r"\b(?P<y>[12]\d{3})(?P<sep>[-/])(?P<m>\d{2})(?P=sep)(?P<d>\d{2})(?:T\d{2}:\d{2}(?::\d{2})?Z?)?(?![\d/-])")
def _iso(match: re.Match[str]) -> Piece:
    when = When.day(date(int(match["y"]), int(match["m"]), int(match["d"])))
    return piece_of(match, say.Exactly(when, "date written as year-month-day"))


@_rule(
    r"(?<![\w./-])(?:(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d{2})"
    r"|(?P<a2>\d{2})(?P<sep2>[./])(?P<b2>\d{2})(?P=sep2)(?P<y2>\d{2}))(?![\w-]|[./]\d)"
)
def _numbers(match: re.Match[str]) -> Piece | None:
    """Full stops are written day first (Europe's habit); a stroke or hyphen may be either, so is only read
    where one of the two readings is no date. "12/10/11" may be no date at all."""
    short = match["y"] is None
    a, b = int(match["a2"] or match["a"]), int(match["b2"] or match["b"])
    year = full_year(match["y2"]) if short else int(match["y"])
    day_first, month_first = _if_date(year, b, a), _if_date(year, a, b)
    dots = (match["sep2"] or match["sep"]) == "."
    if short and not dots and day_first and month_first:
        return None
    if day_first is None and month_first is None:
        return None
    if dots and day_first:
        return piece_of(match, say.Exactly(When.day(day_first), "numbers with full stops, day first"))
    if day_first and month_first and day_first != month_first:
        return piece_of(match, say.Unplaced("day and month could each be either number"))
    day = day_first or month_first
    assert day is not None
    return piece_of(match, say.Exactly(When.day(day), "numbers that make a date one way only"))


_OWN_CENTURY = 40  # years written with two digits: '39 and below are read as 2039 and below, '45 as 1945


def full_year(written: str) -> int:
    """1991 for "91", 2022 for "22"."""
    year = int(written)
    return year + (2000 if year < _OWN_CENTURY else 1900)


@_rule(
    rf"(?<![\w-])(?:(?P<day>\d{{1,2}})-{MONTH}|{MONTH2}-(?P<day2>\d{{1,2}}))-(?P<y>(?:19|20)\d{{2}}|\d{{2}})(?![\w-])"
)
def _hyphened(match: re.Match[str]) -> Piece:
    """11-Sep-2001, Sep-11-2001, 11-SEP-01."""
    month = month_number(match["month"] or match["month2"])
    year = int(match["y"]) if len(match["y"]) == 4 else full_year(match["y"])
    when = When.day(date(year, month, int(match["day"] or match["day2"])))
    return piece_of(match, say.Exactly(when, "date written as day-month-year"))


def _if_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@_rule(
    rf"\b(?:on|by|until|till|since|from){S}(?P<day>the{S}(?P<number>\d{{1,2}})(?:st|nd|rd|th))"
    rf"(?:(?P<of>{S}of{S}(?:this|the){S}month)\b|(?=[.,;:)]|{S}(?:and|when|that)\b))"
)
def _day_of_the_month(match: re.Match[str]) -> Piece | None:
    """On the 17th: of the month named last."""
    number = int(match["number"])
    if not 1 <= number <= 31:
        return None
    return Piece(Span(match.start("day"), match.end()), say.DayOfMonth(number, match["of"] is not None))


@_rule(rf"\b(?P<name>{any_of(LEXICON['named_days'])})\b{_OF_YEAR}")
def _named_day(match: re.Match[str]) -> Piece | None:
    month, day = LEXICON["named_days"][match["name"].lower()]
    return piece_of(match, say.Day(month, day, year_of(match))) if has_capital(match, "name") else None


@_rule(rf"(?<![\w/])(?P<name>{any_of(LEXICON['known_dates'])})(?![\w/])")
def _known_date(match: re.Match[str]) -> Piece:
    when = When.parse(LEXICON["known_dates"][match["name"].lower()])
    return piece_of(match, say.Exactly(when, "a day known by this name"))


_WHICH = rf"(?P<which>(?:last|next|this(?:{S}(?:past|coming))?|(?:the{S})?(?:past|coming|previous|following))"


@_rule(
    rf"(?:\b{_WHICH}{S}))?\b(?P<weekday>{any_of(WEEKDAYS)})\b(?P<dot>\.(?=,|,?{S}[A-Z\d]))?"
    rf"(?P<after>{S}last\b)?"
)
def _weekday(match: re.Match[str]) -> Piece | None:
    written = match["weekday"]
    capitals = len(written) > 3 and written.isupper()
    if not (written[0].isupper() and (written[1:].islower() or capitals)):
        return None
    short = written.lower() not in FULL_DAYS
    which = (match["which"] or "").lower().split()
    if short and not which and not _DATE_FOLLOWS.match(match.string, match.end("weekday")):
        return None  # Sun, Sat and Mon are words and names too
    meaning = say.Weekday(WEEKDAYS[written.lower()], which_of(which, bool(match["after"])))
    dotted = match["dot"] and written.lower() not in WHOLE_DAYS
    return Piece(Span(match.start(), match.end() if dotted or match["after"] else match.end("weekday")), meaning)


_DATE_FOLLOWS = re.compile(rf"\.?,?{S}(?:{MONTH}{S}\d|\d{{1,2}}{S}{MONTH2})", re.IGNORECASE)


def which_of(words: list[str], last_after: bool = False) -> str:
    if last_after:
        return "last"
    word = words[-1] if words else ""
    return {"previous": "last", "past": "last", "coming": "next", "following": "next"}.get(word, word)


@_rule(rf"\b(?:every|each){S}(?:other{S})?(?P<weekday>{any_of(FULL_DAYS)})\b")
def _every_weekday(match: re.Match[str]) -> Piece:
    return piece_of(match, say.Unplaced("a repeated time, not one date"), kind="unsaid")


@_rule(rf"\b(?P<weekday>(?:{any_of(FULL_DAYS)})s)\b")
def _weekdays(match: re.Match[str]) -> Piece | None:
    if not has_capital(match, "weekday"):
        return None
    return piece_of(match, say.Unplaced("a repeated weekday, not one date"), kind="unsaid")


@_rule(rf"\b(?:(?P<which>last|this|next|the|previous)(?:{S}(?P<more>past|coming|last|next))?{S})weekend\b")
def _weekend(match: re.Match[str]) -> Piece:
    word = which_of([(match["more"] or match["which"]).lower()])
    if (match["more"] or "").lower() == "past":  # "this past weekend", on its Sunday, is that weekend
        word = ""
    return piece_of(match, say.Weekend("" if word == "the" else word))
