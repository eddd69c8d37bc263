"""The shapes a date is written in: patterns over plain text, each giving what the words mean.

A pattern finds a *piece* ("late", "Saturday", "10 p.m.", "May 19-20"); `dates.py` joins neighbouring
pieces and reads them against the article. Every repetition in a pattern is bounded, so the time a text
takes grows with its length and no more. Texts come with straight apostrophes (as from `parse`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from app.extract import calendar_rules as say
from app.extract.lexicon import load
from app.extract.needed_letters import DIGIT, Needed, needed
from app.text.span import Span
from app.text.when import When

_LEXICON = load("dates")
_WORDS = _LEXICON["words"]


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first so that no word hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONTHS = {word: int(n) for n, words in _LEXICON["months"].items() for word in words}
_WEEKDAYS = {word: int(n) for n, words in _LEXICON["weekdays"].items() for word in words}
_NUMBERS = _LEXICON["numbers"]
_FULL_DAYS = {words[0] for words in _LEXICON["weekdays"].values()} | {"tues", "thurs", "weds"}
_WHOLE_DAYS = {words[0] for words in _LEXICON["weekdays"].values()}
_WORD_LIKE_MONTHS = {"march", "may", "april", "june", "august"}  # verbs, adjectives and people's names too
_UNIT = "hours?|minutes?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?"

S = r"[ \t]{1,2}"
_LONG = [words[0] for words in _LEXICON["months"].values()]
_SHORT = [word for word in _MONTHS if word not in _LONG]
MONTH = rf"(?P<month>\b(?:(?:{_any(_LONG)})\b|(?:{_any(_SHORT)})\b\.?))"
MONTH2 = MONTH.replace("<month>", "<month2>")
DAY = r"(?P<day>(?<![\d.,:/$€£-])\b(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|\s?%))(?:st|nd|rd|th)?\b"
DAY2 = r"(?P<last>(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|\s?%))(?:st|nd|rd|th)?\b"
MORE = rf"(?P<more>(?:,{S}\d{{1,2}}(?!\d|[.,:]\d)){{1,5}},?)?"  # "May 3, 4 and 5"
TO = rf"(?:{S})?[-–—](?:{S})?|{S}(?:and|to|through|until|till){S}"
YEAR = r"(?P<year>\b[12]\d{3}\b(?![.,]\d|\s?%|[-–]year))"
NUMBER = (
    rf"(?P<count>(?<![\d.,$€£-])\b(?:\d{{1,4}}|(?:{_any(_NUMBERS)})(?:-(?:one|two|three|four|five|six|seven"
    rf"|eight|nine))?|{_any(_WORDS['vague'])}))"
)
THIRD = (
    rf"(?:(?P<third>\bearly|\bmid|\blate|\b(?:the{S})?(?:very{S})?(?:beginning|start|middle|end)(?={S}of\b))"
    rf"(?:{S}of|{S}in)?(?:{S}|-)(?:the{S})?)?"
)
_THIRDS = {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that tells of time. `kind` is `date`, or `part` and `clock`, which need a day beside them, or
    `unsaid`: "every Sunday" holds the name of a day and means none."""

    span: Span
    meaning: Any
    type: str = "DATE"
    kind: str = "date"
    holds: frozenset[str] = frozenset()  # the parts and clocks joined to a day
    ends: tuple[Span, ...] = ()  # where the two dates of a range stand, both whole


Build = Callable[[re.Match[str]], Piece | None]
_RULES: list[tuple[re.Pattern[str], Build, Needed]] = []


def _rule(pattern: str) -> Callable[[Build], Build]:
    def keep(build: Build) -> Build:
        # Every date begins at the start of a word: saying so first spares a third of the search.
        _RULES.append((re.compile(rf"\b(?=\w)(?:{pattern})", re.IGNORECASE), build, needed(pattern)))
        return build

    return keep


def find_pieces(text: str) -> list[Piece]:
    """The pieces of a text with straight apostrophes, in order; of overlapping ones the first and longest."""
    found = sorted(_every(text), key=lambda piece: (piece.span.start, -piece.span.end))
    kept: list[Piece] = []
    for piece in found:
        if not kept or piece.span.start >= kept[-1].span.end:
            kept.append(piece)
    return kept


def _every(text: str) -> Iterator[Piece]:
    names = [Span(*match.span()) for match in _NAMES.finditer(text)]
    starts = [name.start for name in names]
    lines = [(line.start(), line.end(), _letters_of(line.group())) for line in _LINE.finditer(text)]
    for pattern, build, need in _RULES:
        for start, end, here in lines:
            if need is not None and need.isdisjoint(here):
                continue
            at = start
            while (match := pattern.search(text, at, end + _AHEAD)) and match.start() < end:
                piece = _built(build, match)
                # What was refused may begin a character later ("3 and 25 June" holds "25 June").
                at = max(piece.span.end, match.start() + 1) if piece else match.start() + 1
                if piece and not _within(piece.span, names, starts):
                    yield piece


_LINE = re.compile(r"[^\n]+")  # no date runs across two
_AHEAD = 8  # no rule looks further past what it takes
_DIGIT = re.compile(r"\d")


def _letters_of(line: str) -> frozenset[str]:
    """Which of the letters that rules cannot do without stand in a line."""
    low = line.lower()
    return frozenset(each for each in _all_needed() if each in low or (each == DIGIT and _DIGIT.search(low)))


@cache
def _all_needed() -> frozenset[str]:
    return frozenset().union(*(need for _, _, need in _RULES if need))


def _within(span: Span, names: list[Span], starts: list[int]) -> bool:
    """Whether a name ("Bloody Sunday") holds any of it; names stand in order and apart."""
    before = bisect_left(starts, span.end) - 1
    return before >= 0 and span.overlaps(names[before])


def _built(build: Build, match: re.Match[str]) -> Piece | None:
    """None too for 31 June, or a count beyond the calendar: no dates."""
    try:
        return build(match)
    except (ValueError, OverflowError):
        return None


_NAMES = re.compile(rf"\b(?:{_any(_WORDS['not_dates'])})\b")


def _piece(match: re.Match[str], meaning: Any, type: str = "DATE", kind: str = "date") -> Piece:
    return Piece(Span(*match.span()), meaning, type, kind)


# ------------------------------------------------------------------ reading a pattern's groups


def _capital(match: re.Match[str], *groups: str) -> bool:
    return all(match[group] is None or match[group][0].isupper() for group in groups)


def _month(written: str) -> int:
    return _MONTHS[written.lower().rstrip(".")]


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _count(written: str) -> int | None:
    """None where it is not said how many ("several")."""
    word = written.lower()
    if word.isdigit():
        return int(word)
    tens, _, ones = word.partition("-")
    return _NUMBERS[tens] + (_NUMBERS[ones] if ones else 0) if tens in _NUMBERS else None


def _unit(written: str) -> str:
    return written.lower().rstrip("s")


def _counted_in(count: int | None, unit: str) -> tuple[int | None, str]:
    """A fortnight is two weeks."""
    return (count and count * 2, "week") if unit == "fortnight" else (count, unit)


# Halves that fall on whole units of the next finer kind; half a week and half a month do not.
_HALVES = {"year": (6, "month"), "decade": (5, "year"), "century": (50, "year"), "day": (12, "hour")}


def _third_of(match: re.Match[str]) -> str:
    words = (match["third"] or "").lower().split()
    return _THIRDS.get(words[-1], "late") if words else ""


def _next_word(match: re.Match[str], end: int | None = None) -> str:
    after = re.compile(r"[ \t]{1,2}([A-Za-z]{1,20})").match(match.string, match.end() if end is None else end)
    return after[1].lower() if after else ""


def _word_before(match: re.Match[str], start: int | None = None) -> str:
    start = match.start() if start is None else start
    before = re.search(r"([\w.]{1,20})[ \t]{1,2}\Z", match.string[max(0, start - 24) : start])
    return before[1].lower() if before else ""


_COUNTED = frozenset(_WORDS["counted"])
_DESIGNATORS = frozenset(_WORDS["designators"])


# ------------------------------------------------------------------ days


def _day(match: re.Match[str]) -> Piece | None:
    """March 9, March 9, 2022, May 19-20; 9 March, the 9th of March 2022, 3 and 5 June."""
    if not _capital(match, "month"):
        return None
    year, end = _year(match), match.end()
    if year is not None and _next_word(match) in _COUNTED:  # "on March 9, 2000 soldiers": no year
        year, end = None, match.start("year")
    counting = match["year"] is None and match.end("month") < match.end() and _next_word(match) in _COUNTED
    counting = counting and _word_before(match) != "on"  # "a blast on May 20 killed five": on a day, in a month
    if counting and match["last"] is None:
        return None  # "in May 20 people"
    month, day = _month(match["month"]), int(match["day"])
    last = int(match["last"]) if match["last"] else None
    date(year or 2024, month, day)  # 2024 is a leap year; raises where there is no such day
    if last is not None:
        date(year or 2024, month, last)
        listed = (match["more"] or " and " in match[0]) and _word_before(match) != "between"
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
    return _piece(match, say.Exactly(when, "date written as year-month-day"))


@_rule(
    r"(?<![\w./-])(?:(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d{2})"
    r"|(?P<a2>\d{2})(?P<sep2>[./])(?P<b2>\d{2})(?P=sep2)(?P<y2>\d{2}))(?![\w-]|[./]\d)"
)
def _numbers(match: re.Match[str]) -> Piece | None:
    """Full stops are written day first (Europe's habit); a stroke or hyphen may be either, so is only read
    where one of the two readings is no date. "12/10/11" may be no date at all."""
    short = match["y"] is None
    a, b = int(match["a2"] or match["a"]), int(match["b2"] or match["b"])
    year = _full_year(match["y2"]) if short else int(match["y"])
    day_first, month_first = _if_date(year, b, a), _if_date(year, a, b)
    dots = (match["sep2"] or match["sep"]) == "."
    if short and not dots and day_first and month_first:
        return None
    if day_first is None and month_first is None:
        return None
    if dots and day_first:
        return _piece(match, say.Exactly(When.day(day_first), "numbers with full stops, day first"))
    if day_first and month_first and day_first != month_first:
        return _piece(match, say.Unplaced("day and month could each be either number"))
    day = day_first or month_first
    assert day is not None
    return _piece(match, say.Exactly(When.day(day), "numbers that make a date one way only"))


_OWN_CENTURY = 40  # years written with two digits: '39 and below are read as 2039 and below, '45 as 1945


def _full_year(written: str) -> int:
    """1991 for "91", 2022 for "22"."""
    year = int(written)
    return year + (2000 if year < _OWN_CENTURY else 1900)


@_rule(
    rf"(?<![\w-])(?:(?P<day>\d{{1,2}})-{MONTH}|{MONTH2}-(?P<day2>\d{{1,2}}))-(?P<y>(?:19|20)\d{{2}}|\d{{2}})(?![\w-])"
)
def _hyphened(match: re.Match[str]) -> Piece:
    """11-Sep-2001, Sep-11-2001, 11-SEP-01."""
    month = _month(match["month"] or match["month2"])
    year = int(match["y"]) if len(match["y"]) == 4 else _full_year(match["y"])
    when = When.day(date(year, month, int(match["day"] or match["day2"])))
    return _piece(match, say.Exactly(when, "date written as day-month-year"))


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


@_rule(rf"\b(?P<name>{_any(_LEXICON['named_days'])})\b{_OF_YEAR}")
def _named_day(match: re.Match[str]) -> Piece | None:
    month, day = _LEXICON["named_days"][match["name"].lower()]
    return _piece(match, say.Day(month, day, _year(match))) if _capital(match, "name") else None


@_rule(rf"(?<![\w/])(?P<name>{_any(_LEXICON['known_dates'])})(?![\w/])")
def _known_date(match: re.Match[str]) -> Piece:
    when = When.parse(_LEXICON["known_dates"][match["name"].lower()])
    return _piece(match, say.Exactly(when, "a day known by this name"))


_WHICH = rf"(?P<which>(?:last|next|this(?:{S}(?:past|coming))?|(?:the{S})?(?:past|coming|previous|following))"


@_rule(
    rf"(?:\b{_WHICH}{S}))?\b(?P<weekday>{_any(_WEEKDAYS)})\b(?P<dot>\.(?=,|,?{S}[A-Z\d]))?"
    rf"(?P<after>{S}last\b)?"
)
def _weekday(match: re.Match[str]) -> Piece | None:
    written = match["weekday"]
    capitals = len(written) > 3 and written.isupper()
    if not (written[0].isupper() and (written[1:].islower() or capitals)):
        return None
    short = written.lower() not in _FULL_DAYS
    which = (match["which"] or "").lower().split()
    if short and not which and not _DATE_FOLLOWS.match(match.string, match.end("weekday")):
        return None  # Sun, Sat and Mon are words and names too
    meaning = say.Weekday(_WEEKDAYS[written.lower()], _which(which, bool(match["after"])))
    dotted = match["dot"] and written.lower() not in _WHOLE_DAYS
    return Piece(Span(match.start(), match.end() if dotted or match["after"] else match.end("weekday")), meaning)


_DATE_FOLLOWS = re.compile(rf"\.?,?{S}(?:{MONTH}{S}\d|\d{{1,2}}{S}{MONTH2})", re.IGNORECASE)


def _which(words: list[str], last_after: bool = False) -> str:
    if last_after:
        return "last"
    word = words[-1] if words else ""
    return {"previous": "last", "past": "last", "coming": "next", "following": "next"}.get(word, word)


@_rule(rf"\b(?:every|each){S}(?:other{S})?(?P<weekday>{_any(_FULL_DAYS)})\b")
def _every_weekday(match: re.Match[str]) -> Piece:
    return _piece(match, say.Unplaced("a repeated time, not one date"), kind="unsaid")


@_rule(rf"\b(?P<weekday>(?:{_any(_FULL_DAYS)})s)\b")
def _weekdays(match: re.Match[str]) -> Piece | None:
    if not _capital(match, "weekday"):
        return None
    return _piece(match, say.Unplaced("a repeated weekday, not one date"), kind="unsaid")


@_rule(rf"\b(?:(?P<which>last|this|next|the|previous)(?:{S}(?P<more>past|coming|last|next))?{S})weekend\b")
def _weekend(match: re.Match[str]) -> Piece:
    word = _which([(match["more"] or match["which"]).lower()])
    if (match["more"] or "").lower() == "past":  # "this past weekend", on its Sunday, is that weekend
        word = ""
    return _piece(match, say.Weekend("" if word == "the" else word))


# ------------------------------------------------------------------ months, seasons, years


@_rule(rf"{THIRD}{MONTH}(?:,?{S}(?:of{S})?|-){YEAR}")
def _month_year(match: re.Match[str]) -> Piece | None:
    if not _capital(match, "month"):
        return None
    if _next_word(match) in _COUNTED:
        return None
    return _piece(match, say.Month(_month(match["month"]), _year(match), _third_of(match)))


_MONTH_CUES = {
    "in", "since", "until", "till", "through", "during", "throughout", "late", "early", "mid", "last", "this",
    "next", "by", "from", "between", "of", "and", "to", "before", "after",
}  # fmt: skip


@_rule(rf"{THIRD}(?:\b(?P<which>last|this|next|this{S}past){S})?{MONTH}(?![\w-]|{S}\d)")
def _month_alone(match: re.Match[str]) -> Piece | None:
    written = match["month"].lower().rstrip(".")
    short = len(written) <= 3 and written != "may"
    if not _capital(match, "month") or (short and not match["month"].endswith(".")):
        return None
    cue = match["third"] or match["which"] or _word_before(match, match.start("month")) in _MONTH_CUES
    if (written in _WORD_LIKE_MONTHS or short) and not cue:
        return None
    which = _which((match["which"] or "").lower().split())
    return _piece(match, say.Month(_month(written), None, _third_of(match), which))


_SEASONS: dict[str, list[int]] = _LEXICON["seasons"]


@_rule(
    rf"{THIRD}(?:\b(?P<which>last|this|next|in{S}the|during{S}the|over{S}the|by{S}the|since{S}the|until{S}the"
    rf"|the|of){S})?\b(?P<season>{_any(_SEASONS)})\b(?:,?{S}(?:of{S})?{YEAR}(?P<tail>[-–/]\d{{2,4}}\b)?)?"
)
def _season(match: re.Match[str]) -> Piece | None:
    which, year = (match["which"] or "").lower(), _year(match)
    if year is None and (which in ("", "of") or which == "the"):
        return None
    name = match["season"].lower()
    if year is None and _next_word(match) in ("of", "offensive", "season"):  # "in the fall of Bakhmut"
        return None
    start = match.start("season")
    if which in ("last", "this", "next") or match["third"]:
        start = match.start()
    word = which if which in ("last", "this", "next") else ""
    first, months = _SEASONS[name]
    meaning = say.Season(name, first, months, year, _third_of(match), word)
    return Piece(Span(start, match.end()), meaning)


@_rule(rf"{THIRD}(?<![\w.,:/$€£₴#№+-]){YEAR}(?![\w/:-]|[–—]\d|'s\b)")
def _plain_year(match: re.Match[str]) -> Piece | None:
    year, start = int(match["year"]), match.start("year")
    cue, after = _word_before(match, start), _next_word(match)
    if after in _COUNTED or cue in _DESIGNATORS or after in ("bc", "bce"):
        return None
    if _COPYRIGHT.search(match.string[max(0, start - 24) : start]):
        return None
    named = cue in _YEAR_CUES or match["third"]
    bracketed = match.string[start - 1 : start] == "(" and match.string[match.end() : match.end() + 1] in "),;"
    if not (1900 <= year < 2100 or (1000 <= year < 2100 and (named or bracketed))):
        return None
    return _piece(match, say.Years(year, year, _third_of(match)))


_COPYRIGHT = re.compile(r"(?i)(?:©|\(c\)|copyright)[ \t(c)©]{0,6}\Z")


@_rule(rf"(?<![\w.,:/$€£-])(?P<number>\d{{1,4}}){S}(?P<era>AD|CE)\b")
def _year_of_our_era(match: re.Match[str]) -> Piece | None:
    year = int(match["number"])
    return _piece(match, say.Years(year, year)) if match["era"].isupper() and 0 < year <= 2100 else None


@_rule(
    rf"(?:(?P<cue>\b(?:in|since|until|till|by|of|from|before|after)){S}|{MONTH},?{S})(?P<yy>'\d{{2}})(?![\w'%]|[.,:]\d)"
)
def _short_year(match: re.Match[str]) -> Piece | None:
    """In '91, Feb. '22: a mark of omission, and something that only a year has before it."""
    year = _full_year(match["yy"][1:])
    if _next_word(match) in _COUNTED:
        return None
    if match["month"]:
        return _piece(match, say.Month(_month(match["month"]), year)) if _capital(match, "month") else None
    return Piece(Span(match.start("yy"), match.end()), say.Years(year, year))


_YEAR_CUES = {"in", "since", "until", "till", "during", "circa", "throughout"}


@_rule(rf"(?<![\w.,:/$€£-]){YEAR}(?:{S})?[-–—/](?:{S})?(?P<until>\d{{4}}|\d{{2}})(?![\w.,:/-]\d|\w)")
def _years(match: re.Match[str]) -> Piece | None:
    first, written = int(match["year"]), match["until"]
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    if not (first < last < 2100 and last - first < 200) or _next_word(match) in _COUNTED:
        return None
    if len(written) == 2:
        return _piece(match, say.Years(first, last))
    ends = (Span(*match.span("year")), Span(*match.span("until")))
    return Piece(Span(*match.span()), say.Between(say.Years(first, first), say.Years(last, last)), ends=ends)


@_rule(rf"{THIRD}(?:\bthe{S})?(?<![\d.,$€£])\b(?P<decade>1\d{{2}}0|20\d0)'?s\b")
def _decade(match: re.Match[str]) -> Piece | None:
    first = int(match["decade"])
    return _piece(match, say.Years(first, first + 9, _third_of(match)))


@_rule(rf"\b(?:the{S})(?:(?P<third>early|mid|late)[ -])?'?(?P<decade>[3-9]0)s\b(?!-)")
def _short_decade(match: re.Match[str]) -> Piece:
    """The '90s. ("The '20s" may be this century's.)"""
    first = 1900 + int(match["decade"])
    return _piece(match, say.Years(first, first + 9, _third_of(match)))


@_rule(rf"\bthe{S}(?:(?P<third>early|mid|late)[ -])?(?P<era>{_any(_LEXICON['eras'])})\b(?!-)")
def _era(match: re.Match[str]) -> Piece | None:
    first = _LEXICON["eras"][match["era"].lower()]
    return _piece(match, say.Years(first, first + 9, _third_of(match)))


@_rule(rf"{THIRD}(?:\bthe{S})?\b(?P<number>\d{{1,2}})(?:st|nd|rd|th)[ -]century\b")
def _century(match: re.Match[str]) -> Piece | None:
    """The 20th century is 1900 to 1999, as people count and ISO 8601 writes it ("19")."""
    first = int(match["number"]) * 100 - 100
    return _piece(match, say.Years(first, first + 99, _third_of(match))) if 0 < first <= 2100 else None


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@_rule(
    rf"\b(?:the{S})?(?P<number>first|second|third|fourth){S}(?P<of>quarter|half)"
    rf"(?:{S}of{S}{YEAR}|{S}of{S}(?P<by>last|this|next){S}year)"
)
def _part(match: re.Match[str]) -> Piece:
    by = {"last": -1, "this": 0, "next": 1}.get((match["by"] or "").lower())
    parts = 4 if match["of"].lower() == "quarter" else 2
    number = _ORDINALS[match["number"].lower()]
    if number > parts:
        raise ValueError("no such half of a year")
    return _piece(match, say.Part(number, parts, _year(match), by))


# ------------------------------------------------------------------ counted from the report, or from a date named


@_rule(
    rf"\b(?:(?P<shade>earlier|later){S})?{THIRD}(?P<which>(?:the{S})?last|this|next|the{S}(?:coming|past|current))"
    rf"(?:{S}(?P<past>past|coming|calendar))?{S}(?P<unit>week|month|quarter|year|decade|century)\b(?!-)"
)
def _period(match: re.Match[str]) -> Piece | None:
    which, unit = match["which"].lower().split(), match["unit"].lower()
    if len(which) > 1 and which[-1] in ("past", "last"):  # "the past year": up to now, not the year before
        return None if _next_word(match) == "of" else _piece(match, say.Stretch(1, unit))
    word = _which([(match["past"] or which[-1]).lower()])
    step = {"last": -1, "this": 0, "current": 0, "calendar": 0, "next": 1}[word]
    return _piece(match, say.Period(step, unit, _third_of(match), (match["shade"] or "").lower()))


@_rule(
    rf"(?P<third>\bearly|\blate|\b(?:the{S})?(?:very{S})?(?:beginning|start|middle|end)){S}(?:of|in){S}the{S}"
    r"(?P<unit>week|month|year|decade)\b(?!-)"
)
def _third_of_this(match: re.Match[str]) -> Piece:
    return _piece(match, say.Period(0, match["unit"].lower(), _third_of(match)))


@_rule(
    rf"\b(?:the|these|those){S}(?P<way>last|past|previous|next|coming|following){S}(?:{NUMBER}{S})"
    rf"(?P<unit>{_UNIT})\b"
)
def _stretch(match: re.Match[str]) -> Piece | None:
    count = _count(match["count"])
    unit, ahead = _unit(match["unit"]), match["way"].lower() in ("next", "coming", "following")
    if _next_word(match) == "of":  # "the last five months of her life"
        return None
    if count is None:
        return _piece(match, say.Unplaced(f"how many {unit}s is not said"))
    if unit == "fortnight":
        count, unit = count * 2, "week"
    return _piece(match, say.Stretch(count, unit, ahead), "TIME" if unit in ("hour", "minute") else "DATE")


_WAYS = {
    "from now": "hence", "prior": "before", "previously": "earlier", "beforehand": "earlier", "back": "ago",
    "prior to": "before", "ahead of": "before", "in advance": "before",
}  # fmt: skip


@_rule(rf"\bthe{S}past{S}day\b")
def _past_day(match: re.Match[str]) -> Piece:
    return _piece(match, say.Stretch(1, "day"))


@_rule(
    rf"(?:(?:{NUMBER}(?P<half>{S}and{S}a{S}half)?|(?P<only_half>\bhalf{S}an?)){S}(?:more{S})?)?\b(?P<unit>{_UNIT})"
    rf"(?P<half_after>{S}and{S}a{S}half)?{S}(?P<way>ago|earlier|later|before|after(?:wards?)?|prior(?:{S}to)?"
    rf"|from{S}now|previously|beforehand|hence|since|back|ahead{S}of|in{S}advance)\b"
)
def _counted(match: re.Match[str]) -> Piece | None:
    """Three weeks ago; two days earlier; a year later; hours after; half a year ago; two years back."""
    way, unit = " ".join(match["way"].lower().split()), _unit(match["unit"])
    numbered = match["count"] or match["only_half"]
    if not numbered and (_word_before(match) in ("the", "half") or not match["unit"].endswith("s")):
        return None
    if way == "since" or (way == "back" and (not numbered or _next_word(match) in _BACK_WHERE)):
        return None
    if unit == "minute" and way != "ago":  # no day is told by minutes
        return None
    way = _WAYS.get(way, way)
    if way in ("before", "after", "afterward", "afterwards"):
        bare = not _goes_on(match)
        way = "earlier" if way == "before" and bare else "later" if bare or "w" in way else way
    kind = "TIME" if unit in ("hour", "minute") else "DATE"
    return _piece(match, _how_far(match, unit, way), kind)


_BACK_WHERE = {"to", "in", "into", "on", "at", "from", "with", "home", "pay", "and"}  # "two days back home"


def _how_far(match: re.Match[str], unit: str, way: str) -> Any:
    """The count of a pattern with halves, in whole units: a year and a half is eighteen months."""
    count = _count(match["count"]) if match["count"] else None
    if match["only_half"] or match["half"] or match["half_after"]:
        if unit not in _HALVES:
            return say.Unplaced(f"half a {unit} is no whole number of days")
        each, finer = _HALVES[unit]
        return say.About(say.Counted((count or 0) * 2 * each + each, finer, way))
    count, unit = _counted_in(count, unit)
    return say.Counted(count, unit, way)


_ROUGHLY = rf"(?:(?:{_any(_WORDS['roughly']).replace(chr(92) + ' ', S)}){S}){{0,2}}"
_LONG_UNIT = "days?|weeks?|fortnights?|months?|years?|decades?"
_NOT_COUNTED_ON = (
    rf"(?!-|{S}(?:ago|earlier|later|before|after(?:wards?)?|prior|since|hence|back|old|of|from|ahead|in{S}advance"
    rf"|and{S}a{S}half)\b)"
)


@_rule(
    rf"\b(?P<how>in|within|inside){S}{_ROUGHLY}{NUMBER}{S}(?:more{S})?(?P<unit>{_UNIT})(?P<time>'?{S}time\b)?"
    rf"\b{_NOT_COUNTED_ON}"
)
def _in_so_long(match: re.Match[str]) -> Piece | None:
    """In two weeks, within 48 hours: ahead of the report where the clause looks ahead."""
    count, unit = _counted_in(_count(match["count"]), _unit(match["unit"]))
    if count is None:
        return None
    within = match["how"].lower() != "in"
    timed = "TIME" if unit in ("hour", "minute") else "DATE"
    return _piece(match, say.Ahead(count, unit, within, match["time"] is not None), timed)


@_rule(
    rf"\b(?P<how>for){S}{_ROUGHLY}{NUMBER}{S}(?:(?:more|long|straight|consecutive){S})?(?P<unit>{_LONG_UNIT})\b{_NOT_COUNTED_ON}"
)
def _for_so_long(match: re.Match[str]) -> Piece | None:
    """For ten years; with "has" or "have" before it, the ten up to the report."""
    count, unit = _counted_in(_count(match["count"]), _unit(match["unit"]))
    if count is None:
        return None
    return Piece(Span(match.start("count"), match.end()), say.Lasting(count, unit), "DURATION")


def _goes_on(match: re.Match[str]) -> bool:
    """Whether "before" or "after" leads to something ("after the attack"), or stands by itself."""
    rest = match.string[match.end() : match.end() + 3]
    return bool(rest[:1].isspace() and rest[1:2].strip() and rest[1:2] not in '.,;:)”"')


@_rule(
    rf"\b(?P<which>the{S}(?:very{S})?(?:next|following|previous|same|preceding)|that(?:{S}same)?)"
    rf"{S}(?P<unit>day|morning|afternoon|evening|night|week|month|year)\b(?!-|{S}(?:that|when|before|after)\b)"
)
def _that_day(match: re.Match[str]) -> Piece:
    """The next day, the previous week, that night: counted from the date named last."""
    which, unit = match["which"].lower().split()[-1], match["unit"].lower()
    steps = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(which, 0)
    kind = "DATE" if unit in ("day", "week", "month", "year") else "TIME"
    unit = unit if kind == "DATE" else "day"
    return _piece(match, say.Counted(abs(steps), unit, "earlier" if steps < 0 else "later"), kind)


@_rule(rf"\bthe{S}(?P<unit>day|week|month|year|night|evening){S}(?P<way>before|after)\b")
def _day_before(match: re.Match[str]) -> Piece | None:
    unit, way = match["unit"].lower(), match["way"].lower()
    kind = "TIME" if unit in ("night", "evening") else "DATE"
    unit = "day" if kind == "TIME" else unit
    if _next_word(match) in ("yesterday", "tomorrow"):
        return None
    if not _goes_on(match):
        way = "earlier" if way == "before" else "later"
    return _piece(match, say.Counted(1, unit, way), kind)


@_rule(rf"\bthe{S}(?P<unit>week|month|year){S}before{S}last\b")
def _before_last(match: re.Match[str]) -> Piece:
    return _piece(match, say.Period(-2, match["unit"].lower()))


_NEAR = {
    "today": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "tonight": (0, 0), "last night": (-1, -1),
    "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0), "overnight": (-1, 0),
    "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2), "yesterday evening": (-1, -1),
    "earlier today": (0, 0), "later today": (0, 0),
}  # fmt: skip


@_rule(rf"\b(?P<name>{_any(_NEAR).replace(chr(92) + ' ', S)})\b(?!-)")
def _near(match: re.Match[str]) -> Piece:
    name = " ".join(match["name"].lower().split())
    timed = name.split()[-1] in ("tonight", "night", "morning", "afternoon", "evening", "overnight")
    return _piece(match, say.Near(*_NEAR[name], name), "TIME" if timed else "DATE")


# ------------------------------------------------------------------ parts of the day, clock times, durations


@_rule(
    rf"(?:\b(?:before|at|around|by|just{S}(?:before|after)){S})?\b(?:the{S})?"
    r"(?:(?:early|late|mid|small|wee)[ -]|pre-?)?"
    r"(?P<part>morning|afternoon|evening|night|dawn|dusk|sunrise|sunset|noon|midday|midnight|overnight"
    r"|hours)\b(?!-)"
)
def _part_of_day(match: re.Match[str]) -> Piece | None:
    if match["part"].lower() == "hours" and not re.search(r"(?i)early|small|wee", match[0]):
        return None
    return _piece(match, None, "TIME", "part")


@_rule(rf"\b(?:early|earlier|late|later|mid)(?={S})")
def _early_late(match: re.Match[str]) -> Piece:
    return _piece(match, None, "DATE", "part")


_PLACE_TIME = _any(["kyiv", "moscow", "london", "eastern", "universal"])
_ZONES = (
    rf"(?:local(?:{S}time)?|(?:{_PLACE_TIME}){S}time|gmt|utc|e[ds]?t|cet|c?est|eest|msk|bst)\b(?:[+-]\d{{1,2}})?"
)
_ZONE = rf"(?:{S}(?:\({_ZONES}\)|{_ZONES}))?(?:{S}\(\d{{1,2}}:?\d{{2}}{S}(?:gmt|utc)\))?"


@_rule(
    rf"(?<![\d.,:/-])\b(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?(?:{S})?"
    rf"(?P<half>[ap]\.m\.|[ap]m\b|o'clock\b(?:{S}in{S}the{S}(?:morning|afternoon|evening))?){_ZONE}"
)
def _twelve_hours(match: re.Match[str]) -> Piece:
    return _clock(match)


@_rule(rf"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])(?P<colon>:?)(?P<minute>[0-5]\d)(?:{S}hours)?(?![\d:]){_ZONE}")
def _twenty_four_hours(match: re.Match[str]) -> Piece | None:
    """18:00 local time; at 18:00; 0600 GMT. A bare 1:30 may be a score."""
    zoned = match.end() > match.end("minute")
    if not zoned and (not match["colon"] or _word_before(match) not in _CLOCK_CUES):
        return None
    return _clock(match)


_CLOCK_CUES = {"at", "around", "about", "by", "from", "until", "since", "before", "after", "between", "till"}


def _clock(match: re.Match[str]) -> Piece:
    return _piece(match, say.Unplaced("a clock time with no day beside it"), "TIME", "clock")


@_rule(
    rf"(?P<count>(?<![\d.,$€£-])\b(?:\d{{1,4}}|(?:{_any(_NUMBERS)})(?:-(?:one|two|three|four|five|six|seven|eight"
    rf"|nine))?)|\bhalf)-(?P<unit>hour|minute|day|week|month|year|decade|century)"
    r"(?P<old>s?[- ]olds?)?(?P<long>-long)?\b"
)
def _duration(match: re.Match[str]) -> Piece | None:
    """The eight-month battle, the 15-month-old war; never a person's age."""
    if match["old"]:
        phrase = re.split(r"[,.;:\n]", match.string[match.end() : match.end() + 60])[0]
        after = re.findall(r"[\w'-]{1,30}", phrase)[:4]
        if not any(word.lower() in _OLD_THINGS for thing in after for word in (thing, *thing.split("-"))):
            return None
    return _piece(match, say.Unplaced("how long, not when"), "DURATION")


_OLD_THINGS = frozenset(_WORDS["old_things"])


def with_year(meaning: Any, year_by: int) -> Any:
    """`meaning` placed in last (-1), this (0) or next (1) year."""
    return replace(meaning, year_by=year_by)
