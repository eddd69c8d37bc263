"""What a date expression means, once it is known what it says: from a meaning and a scene to a When.

A *meaning* is what the words say ("a Sunday", "9 March, no year", "two weeks back from the report"); a
*scene* is what they are read against: the day of the report, the tense of the clause, the date named
last. `resolve` puts the two together and says in a sentence which rule did it. No text in here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import singledispatch
from typing import Any

from app.text.when import When

Answer = tuple[When | None, str]

# The next such date within this many days is meant rather than last year's, where the verb does not tell:
# papers leave the year out of dates near the report (AP Stylebook, "months").
_NEAR = 90
# A day this many days back is meant even where the verb looks ahead ("it was to end by May 9", told on
# 21 May): nearly a year off, the coming one would be written with its year.
_FRESH = 30

# Days without a year, this near to one named with its year in the same sentence, share it.
_SAME_STORY = 31


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against. `anchor` None: the day of the report is not known, see `doubt`."""

    anchor: date | None
    anchor_name: str = "the publication day"
    doubt: str = "the publication day is not known"
    tense: str = ""  # "past", "future", or "" where the clause does not tell
    named: When | None = None  # the date named last before this one
    year: When | None = None  # the date or year named last
    perfect: bool = False  # "has held": its clause runs up to the report
    beside: bool = False  # `named` stands in the same sentence
    told_with_year: bool = False  # and was written with its year
    appeared: date | None = None  # the publication day, where `anchor` is the dateline's

    @property
    def by(self) -> str:
        assert self.anchor is not None
        return f"{self.anchor_name}, {spoken(self.anchor)}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, or with `last` a run of days in it; `weekday` where the text names one as well."""

    month: int
    day: int
    year: int | None = None
    last: int | None = None
    weekday: int | None = None
    year_by: int | None = None  # -1, 0, 1: "last year", "this year", "next year"


@dataclass(frozen=True, slots=True)
class Month:
    month: int
    year: int | None = None
    third: str = ""
    which: str = ""
    year_by: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """`start` is its first month and `months` its length; a winter belongs to the year it begins in."""

    name: str
    start: int
    months: int
    year: int | None = None
    third: str = ""
    which: str = ""
    year_by: int | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """From the start of the first to the end of the last: a year, a decade, a century."""

    first: int
    last: int
    third: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The `number`th of `of` equal parts of a year: a quarter or a half."""

    number: int
    of: int
    year: int | None = None
    year_by: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    number: int
    which: str = ""


@dataclass(frozen=True, slots=True)
class Weekend:
    which: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Last, this or next week, month, quarter, year, decade; `shade` for "earlier this", "later this"."""

    step: int
    unit: str
    third: str = ""
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The past (or next) so many units, up to (or from) the report."""

    count: int
    unit: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """So many units from the report (`ago`, `hence`), from the date named last (`earlier`, `later`), or
    from something the text tells of (`before`, `after`). `count` None: it is not said how many."""

    count: int | None
    unit: str
    way: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """In two weeks, within 48 hours: from the report on, if its clause looks ahead.

    `surely`: "in two weeks' time", which always does.
    """

    count: int
    unit: str
    within: bool = False
    surely: bool = False


@dataclass(frozen=True, slots=True)
class Lasting:
    """For so many units; up to the report where its clause says that it still goes on ("has held for")."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The 17th; `this`: "of this month"."""

    day: int
    this: bool = False


@dataclass(frozen=True, slots=True)
class OfThatYear:
    """In March the same year: of a year counted from the one named last."""

    inner: Any
    steps: int = 0


@dataclass(frozen=True, slots=True)
class CountedFrom:
    """Two days before May 9; hours after Sunday: counted from the date named right beside it."""

    counted: Counted
    base: Any


@dataclass(frozen=True, slots=True)
class Near:
    """Days counted from the report: today 0, yesterday -1; "overnight" runs from -1 to 0."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class Exactly:
    when: When
    rule: str


@dataclass(frozen=True, slots=True)
class Night:
    """A night between two days: `into` is True where the day named is the one it ends in."""

    day: Any
    into: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    first: Any
    last: Any


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Tells of time without saying when: a duration, a clock time with no day, "afterward"."""

    rule: str


@dataclass(frozen=True, slots=True)
class About:
    meaning: Any


def spoken(day: date) -> str:
    """`21 May 2023 (a Sunday)`."""
    return f"{day.day} {day:%B} {day.year} (a {day:%A})"


def resolve(meaning: Any, scene: Scene) -> Answer:
    """The When and the rule, in a sentence; None where it cannot be said, with the reason why.

    Dates beyond the calendar (30 February, 9,000 years ago) are None too.
    """
    try:
        return _resolve(meaning, scene)
    except (ValueError, OverflowError):
        return None, "not a date in the calendar"


def needs_anchor(meaning: Any) -> bool:
    """Whether the day of the report, or a date named before, is needed to tell when this is."""
    match meaning:
        case Day() | Month() | Season() | Part():
            return meaning.year is None
        case Between(first, last):
            return needs_anchor(first) and needs_anchor(last)
        case About(inner) | Night(inner):
            return needs_anchor(inner)
        case OfThatYear() | Years() | Exactly() | Unplaced():
            return False
    return True


@singledispatch
def _resolve(meaning: Any, scene: Scene) -> Answer:
    raise TypeError(f"no rule for {meaning!r}")


def _unanchored(scene: Scene) -> Answer:
    return None, f"relative, and {scene.doubt}"


# ------------------------------------------------------------------ absolute, with or without a year


@_resolve.register
def _(meaning: Day, scene: Scene) -> Answer:
    def in_year(year: int) -> When:
        first = date(year, meaning.month, meaning.day)
        last = date(year, meaning.month, meaning.last) if meaning.last else first
        return When(first, last)

    if meaning.year is not None:
        return in_year(meaning.year), "absolute date"
    if scene.anchor is not None and meaning.weekday is not None:
        return _year_of_weekday(meaning, in_year, scene)
    return _without_year(meaning, in_year, scene, "day of a month without a year")


@_resolve.register
def _(meaning: Month, scene: Scene) -> Answer:
    def in_year(year: int) -> When:
        return _third(When.month(year, meaning.month), meaning.third)

    rule = _third_words(meaning.third) + "month"
    if meaning.year is not None:
        return in_year(meaning.year), f"{rule}, with its year"
    return _without_year(meaning, in_year, scene, rule)


@_resolve.register
def _(meaning: Season, scene: Scene) -> Answer:
    def in_year(year: int) -> When:
        last = add_months(date(year, meaning.start, 1), meaning.months) - timedelta(days=1)
        return _third(When(date(year, meaning.start, 1), last, about=True), meaning.third)

    rule = f"{_third_words(meaning.third)}{meaning.name}, as in the northern hemisphere"
    if meaning.year is not None:
        return in_year(meaning.year), rule
    return _without_year(meaning, in_year, scene, rule)


@_resolve.register
def _(meaning: Part, scene: Scene) -> Answer:
    months = 12 // meaning.of

    def in_year(year: int) -> When:
        start = date(year, 1 + months * (meaning.number - 1), 1)
        return When(start, add_months(start, months) - timedelta(days=1))

    if meaning.year is not None:
        return in_year(meaning.year), "part of a year"
    return _without_year(meaning, in_year, scene, "part of a year")


@_resolve.register
def _(meaning: Years, scene: Scene) -> Answer:
    whole = When(date(meaning.first, 1, 1), date(meaning.last, 12, 31))
    span = "year" if meaning.first == meaning.last else f"the years {meaning.first} to {meaning.last}"
    return _third(whole, meaning.third), _third_words(meaning.third) + span


@_resolve.register
def _(meaning: Exactly, scene: Scene) -> Answer:
    return meaning.when, meaning.rule


@_resolve.register
def _(meaning: Unplaced, scene: Scene) -> Answer:
    return None, meaning.rule


@_resolve.register
def _(meaning: About, scene: Scene) -> Answer:
    when, rule = resolve(meaning.meaning, scene)
    return when and replace(when, about=True), rule


def _without_year(
    meaning: Day | Month | Season | Part, in_year: Callable[[int], When], scene: Scene, rule: str
) -> Answer:
    """The year that is not said: the latest such date not after the report, unless the verb looks ahead."""
    anchor = scene.anchor
    if anchor is None:
        named = scene.named
        if named and named.days <= 31 and meaning.year_by is None and not getattr(meaning, "which", ""):
            return in_year(named.latest.year), f"{rule}: of the year of the date named last, {named}"
        return None, f"{rule}, relative, and {scene.doubt}"
    if meaning.year_by is not None:
        words = ("last", "this", "next")[meaning.year_by + 1]
        return in_year(anchor.year + meaning.year_by), f"{rule} in {words} year, counted from {scene.by}"
    which = getattr(meaning, "which", "")
    every = [w for w in (_if_real(in_year, anchor.year + n) for n in range(-8, 9)) if w]
    past = max(w for w in every if w.earliest <= anchor)
    coming = min(w for w in every if w.latest >= anchor)
    if which == "last":
        past = max(w for w in every if w.latest < anchor)
        return past, f"{rule}: the last to end before {scene.by}"
    if which == "next":
        coming = min(w for w in every if w.earliest > anchor)
        return coming, f"{rule}: the next to begin after {scene.by}"
    if which == "this" and scene.tense != "past":
        now = next((w for w in every if w.covers(anchor)), None)
        return now or coming, f"{rule}: the one that holds or follows {scene.by}"
    if (told := _year_told(meaning, in_year, past, scene)) is not None:
        return told, f"{rule}: of the year of the date named just before it, {scene.named}"
    fresh = isinstance(meaning, Day) and (anchor - past.latest).days <= _FRESH
    if scene.tense == "future" and not fresh:
        return coming, f"{rule}: the first not before {scene.by}, as its clause looks ahead"
    if scene.tense != "past" and (coming.earliest - anchor).days <= _NEAR and coming.earliest > anchor:
        return coming, f"{rule}: within {_NEAR} days after {scene.by}, where an earlier year would be named"
    return past, f"{rule}: the latest not after {scene.by}"


def _year_told(
    meaning: Day | Month | Season | Part, in_year: Callable[[int], When], latest: When, scene: Scene
) -> When | None:
    """ "On April 15, 1995, to reserve a truck and on April 17 to fetch it": both in 1995."""
    named = scene.named
    if not scene.told_with_year or named is None or named.days > 1 or not isinstance(meaning, Day):
        return None
    same = _if_real(in_year, named.earliest.year)
    if same is None or same == latest or abs((same.earliest - named.earliest).days) > _SAME_STORY:
        return None
    return same


def _year_of_weekday(meaning: Day, in_year: Callable[[int], When], scene: Scene) -> Answer:
    """A weekday named with the date settles the year: the nearest in which they agree."""
    anchor = scene.anchor
    assert anchor is not None
    fits = [
        when
        for when in (_if_real(in_year, anchor.year + n) for n in range(-6, 3))
        if when and when.earliest.weekday() == meaning.weekday
    ]
    if not fits:
        return _without_year(meaning, in_year, scene, "day of a month without a year")
    nearest = min(fits, key=lambda when: abs((when.earliest - anchor).days))
    return nearest, f"the date on which weekday and day agree, nearest to {scene.by}"


def _if_real(in_year: Callable[[int], When], year: int) -> When | None:
    """29 February exists in some years only."""
    try:
        return in_year(year)
    except ValueError:
        return None


# ------------------------------------------------------------------ counted from the report


@_resolve.register
def _(meaning: Weekday, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return _unanchored(scene)
    back = (anchor.weekday() - meaning.number) % 7
    if meaning.which in ("last", "past"):
        return When.day(anchor - timedelta(back or 7)), f"latest such weekday before {scene.by}"
    if meaning.which == "next":
        return When.day(anchor + timedelta(7 - back)), f"first such weekday after {scene.by}"
    if scene.tense == "future" or (meaning.which == "this" and scene.tense != "past"):
        ahead = When.day(anchor + timedelta((7 - back) % 7))
        return ahead, f"weekday on or after {scene.by}, as its clause looks ahead"
    # A dateline of Saturday in Sunday's paper: words added since tell of this Sunday, not of the one six days ago.
    appeared = scene.appeared
    if back and appeared and appeared == anchor + timedelta(1) and appeared.weekday() == meaning.number:
        return When.day(appeared), f"the publication day, {spoken(appeared)}, one day after the dateline"
    return When.day(anchor - timedelta(back)), f"weekday on or before {scene.by}"


@_resolve.register
def _(meaning: Weekend, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return _unanchored(scene)
    begun = anchor - timedelta((anchor.weekday() - 5) % 7)  # the Saturday on or before the report
    in_weekend = anchor.weekday() >= 5
    if meaning.which == "last":
        saturday, rule = begun - timedelta(7 * in_weekend), "the last whole weekend before"
    elif meaning.which == "next":
        saturday, rule = begun + timedelta(7), "the weekend after"
    elif in_weekend and not (meaning.which == "" and scene.tense == "future"):
        saturday, rule = begun, "the weekend of"
    elif scene.tense == "future" or (meaning.which == "this" and scene.tense != "past"):
        saturday, rule = begun + timedelta(7 * (not in_weekend)), "the weekend on or after"
    else:
        saturday, rule = begun, "the latest weekend not after"
    return When(saturday, saturday + timedelta(1)), f"{rule} {scene.by}"


@_resolve.register
def _(meaning: Period, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return _unanchored(scene)
    whole = period(anchor, meaning.unit, meaning.step)
    unit = meaning.unit
    words = {-2: f"the {unit} before last", -1: f"last {unit}", 0: f"this {unit}", 1: f"next {unit}"}
    rule = f"{_third_words(meaning.third)}{words[meaning.step]}, counted from {scene.by}"
    if meaning.shade == "earlier" and meaning.step == 0:
        return When(whole.earliest, anchor), f"{rule}, up to that day"
    if meaning.shade == "later" and meaning.step == 0:
        return When(anchor, whole.latest), f"{rule}, from that day on"
    if meaning.unit == "week" and meaning.step == 0 and scene.tense != "future" and not meaning.third:
        if whole.earliest == anchor and scene.tense == "past":  # on a Monday, the week just over is told of
            since = anchor - timedelta(7)
            return When(since, anchor, about=True), f"{rule}, which has only begun: the week before too"
        return When(whole.earliest, anchor), f"{rule}, from its Monday to that day"
    return _third(whole, meaning.third), rule


@_resolve.register
def _(meaning: Stretch, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return _unanchored(scene)
    if meaning.ahead and scene.tense == "past":
        return None, "counted from what is told, whose day is not said beside it"
    away = meaning.count if meaning.ahead else -meaning.count
    if meaning.unit in ("hour", "minute"):
        hours = meaning.count if meaning.unit == "hour" else 1
        end = anchor + timedelta((1 if meaning.ahead else -1) * -(-hours // 24))
    else:
        end = moved(anchor, away, meaning.unit)
    ends = sorted((anchor, end))
    way = "next" if meaning.ahead else "past"
    length = _units(meaning.count, meaning.unit)
    return When(*ends, about=True), f"the {way} {length}, counted from {scene.by}"


@_resolve.register
def _(meaning: Near, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return _unanchored(scene)
    when = When(anchor + timedelta(meaning.first), anchor + timedelta(meaning.last))
    return when, f"{meaning.name}, counted from {scene.by}"


@_resolve.register
def _(meaning: Night, scene: Scene) -> Answer:
    when, rule = resolve(meaning.day, scene)
    if when is None or when.days > 1:
        return when, rule
    day = timedelta(1)
    today = scene.anchor if scene.tense != "future" else None
    if meaning.into or (today is not None and when.latest >= today):  # a night not yet over is the one before
        return When(when.earliest - day, when.latest), f"the night that ends on this day; {rule}"
    return When(when.earliest, when.latest + day), f"the night that begins on this day; {rule}"


# ------------------------------------------------------------------ counted from here or there


@_resolve.register
def _(meaning: Counted, scene: Scene) -> Answer:
    unit, count = meaning.unit, meaning.count
    if unit in ("hour", "minute"):
        return _hours(meaning, scene)
    if meaning.way in ("before", "after"):
        return None, "counted from something that happened, whose day is not said beside it"
    if count is None:
        return None, f"how many {unit}s is not said"
    sign = -1 if meaning.way in ("ago", "earlier") else 1
    if meaning.way in ("ago", "hence"):
        if scene.anchor is None:
            return _unanchored(scene)
        when = _grain(moved(scene.anchor, sign * count, unit), unit)
        return when, f"{_units(count, unit)} {meaning.way}, counted from {scene.by}"
    base = scene.year if unit in ("year", "decade") and scene.year is not None else scene.named
    if base is None:
        return None, "counted from a date named before, and none is"
    if sign < 0 and scene.tense == "past" and scene.anchor and base.earliest > scene.anchor:
        # "It will leave on 25 May. In the week before, it pushed …": before the report, not before that day.
        when, _ = _from_named(sign * count, unit, When.day(scene.anchor))
        return when, f"counted from {scene.by}, as the date named before lies ahead"
    return _from_named(sign * count, unit, base)


def _from_named(steps: int, unit: str, named: When) -> Answer:
    rule = f"counted from the date named before, {named}"
    finer = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3660}[unit]
    if named.days > finer:
        return None, f"{rule}, which is not precise enough to count {unit}s from"
    if steps == 0 and unit == "day":
        return named, rule
    return _grain(moved(named.earliest, steps, unit), unit), rule


def _units(count: int, unit: str) -> str:
    plural = "centuries" if unit == "century" else f"{unit}s"
    return f"{count} {unit if count == 1 else plural}"


def _hours(meaning: Counted, scene: Scene) -> Answer:
    """Hours before or after something lie on its day or the one beside it."""
    day = timedelta(1)
    if meaning.way == "ago":
        if scene.anchor is None:
            return _unanchored(scene)
        hours = meaning.count if meaning.count and meaning.unit == "hour" else 1
        if hours % 24 == 0:
            whole = When.day(scene.anchor - day * (hours // 24), about=True)
            return whole, f"{_units(hours // 24, 'day')} ago in hours, counted from {scene.by}"
        when = When(scene.anchor - day * -(-hours // 24), scene.anchor, about=True)
        return when, f"hours ago, counted from {scene.by}"
    named = scene.named
    if named is None or named.days > 1 or (meaning.count or 0) > 24:
        return None, f"{meaning.unit}s counted from something whose day is not named before"
    if meaning.unit == "minute":
        return replace(named, about=True), f"minutes from what the text dates {named}"
    if meaning.way == "later":
        latest = named.latest + day
        if scene.anchor is not None and scene.anchor >= named.latest:
            latest = min(latest, scene.anchor)
        return When(named.earliest, latest, about=True), f"hours from the day named before, {named}"
    when = When(named.earliest - day, named.latest, about=True)
    return when, f"hours from what the text dates {named}: that day or the one before"


@_resolve.register
def _(meaning: Ahead, scene: Scene) -> Answer:
    """In a past clause it is how long something took."""
    length = _units(meaning.count, meaning.unit)
    if not (meaning.surely or scene.tense == "future"):
        return None, "how long it took, not when"
    if scene.anchor is None:
        return _unanchored(scene)
    hours = meaning.unit in ("hour", "minute")
    days = -(-meaning.count // 24) if meaning.unit == "hour" else 1
    end = scene.anchor + timedelta(days) if hours else moved(scene.anchor, meaning.count, meaning.unit)
    if meaning.within or hours:
        return When(scene.anchor, end, about=True), f"within {length}, counted from {scene.by}"
    return _grain(end, meaning.unit), f"in {length}, counted from {scene.by}"


@_resolve.register
def _(meaning: Lasting, scene: Scene) -> Answer:
    if not scene.perfect:
        return None, "how long, not when"
    if scene.anchor is None:
        return _unanchored(scene)
    begun = moved(scene.anchor, -meaning.count, meaning.unit)
    return When(begun, scene.anchor, about=True), f"for {_units(meaning.count, meaning.unit)} up to {scene.by}"


@_resolve.register
def _(meaning: DayOfMonth, scene: Scene) -> Answer:
    named = scene.named if not meaning.this and scene.named and scene.named.days <= 31 else None
    if named is not None:
        return When.day(named.latest.replace(day=meaning.day)), f"of the month named last, {named}"
    if scene.anchor is None:
        return _unanchored(scene)
    if meaning.this:
        return When.day(scene.anchor.replace(day=meaning.day)), f"of the month of {scene.by}"
    months = (period(scene.anchor, "month", step) for step in (0, -1, -2))
    days = (month.earliest.replace(day=meaning.day) for month in months if meaning.day <= month.days)
    day = next(day for day in days if day <= scene.anchor)
    return When.day(day), f"the latest such day of a month not after {scene.by}"


@_resolve.register
def _(meaning: OfThatYear, scene: Scene) -> Answer:
    if scene.year is None:
        return None, "of a year named before, and none is"
    year = scene.year.latest.year + meaning.steps
    when, rule = resolve(replace(meaning.inner, year=year), scene)
    return when, f"{rule}; the year counted from the one named before, {scene.year}"


@_resolve.register
def _(meaning: CountedFrom, scene: Scene) -> Answer:
    base, rule = resolve(meaning.base, scene)
    if base is None:
        return None, rule
    way = {"before": "earlier", "after": "later"}[meaning.counted.way]
    when, counted = resolve(replace(meaning.counted, way=way), replace(scene, named=base, anchor=None))
    return when, f"{counted.replace('named before', 'named beside it')}; that date: {rule}"


@_resolve.register
def _(meaning: Between, scene: Scene) -> Answer:
    upper, rule = resolve(meaning.last, scene)
    if upper is None:
        return None, rule
    ends = ends_of(meaning, scene)
    if ends is None:
        return None, "a range whose ends could not both be placed"
    return ends[0].through(ends[1]), f"a range, its start the latest before its end; its end: {rule}"


def ends_of(meaning: Between, scene: Scene) -> tuple[When, When] | None:
    """Both ends; what one says of the year, or of past and future, holds for the other. None if unknown."""
    first, last = meaning.first, meaning.last
    upper, _ = resolve(last, scene)
    if upper is None:
        return None
    year = getattr(last, "year", None)
    if year is not None and getattr(first, "year", 0) is None:
        lower, _ = resolve(replace(first, year=year), scene)
        if lower and lower.earliest > upper.latest:  # December to February 2023
            lower, _ = resolve(replace(first, year=year - 1), scene)
    elif needs_anchor(first) and not isinstance(first, Near | Period | Counted):
        lower, _ = resolve(first, replace(scene, anchor=upper.earliest, tense="past"))
    else:
        lower, _ = resolve(first, scene)
    if lower is None or lower.earliest > upper.latest or lower.latest > upper.latest:
        return None
    return lower, upper


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


def _grain(day: date, unit: str) -> When:
    """No finer than it was counted: weeks give a week, months a month."""
    return period(day, unit, 0)


def _third(when: When, third: str) -> When:
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


def _third_words(third: str) -> str:
    return {"": "", "early": "first third of ", "mid": "middle third of ", "late": "last third of "}[third]
