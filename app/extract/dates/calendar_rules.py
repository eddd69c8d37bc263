"""What a date expression means, once it is known what it says: from a meaning and a scene to a When.

A *meaning* is what the words say (`dates/meanings.py`); a *scene* is what they are read against: the day of the
report, the tense of the clause, the date named last. `resolve` puts the two together and says in a sentence
which rule did it. No text in here; here is what is counted from the report or from a date named.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.extract.dates import calendar_dates  # noqa: F401  its rules register themselves
from app.extract.dates.answers import answer_to, needs_anchor, resolve, unanchored
from app.extract.dates.calendar_arithmetic import add_months, grain_of, moved, period, third_of, third_words
from app.extract.dates.meanings import (
    Ahead,
    Answer,
    Between,
    Counted,
    CountedFrom,
    DayOfMonth,
    Lasting,
    Near,
    Night,
    OfThatYear,
    Period,
    Scene,
    Stretch,
    Weekday,
    Weekend,
    spoken,
)
from app.text.when import When

# What the reader of dates and its tests ask of this module, wherever it is made.
__all__ = ["Scene", "Weekday", "Weekend", "add_months", "ends_of", "needs_anchor", "resolve"]

# ------------------------------------------------------------------ counted from the report


@answer_to.register
def _(meaning: Weekday, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return unanchored(scene)
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


@answer_to.register
def _(meaning: Weekend, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return unanchored(scene)
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


@answer_to.register
def _(meaning: Period, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return unanchored(scene)
    whole = period(anchor, meaning.unit, meaning.step)
    unit = meaning.unit
    words = {-2: f"the {unit} before last", -1: f"last {unit}", 0: f"this {unit}", 1: f"next {unit}"}
    rule = f"{third_words(meaning.third)}{words[meaning.step]}, counted from {scene.by}"
    if meaning.shade == "earlier" and meaning.step == 0:
        return When(whole.earliest, anchor), f"{rule}, up to that day"
    if meaning.shade == "later" and meaning.step == 0:
        return When(anchor, whole.latest), f"{rule}, from that day on"
    if meaning.unit == "week" and meaning.step == 0 and scene.tense != "future" and not meaning.third:
        if whole.earliest == anchor and scene.tense == "past":  # on a Monday, the week just over is told of
            since = anchor - timedelta(7)
            return When(since, anchor, about=True), f"{rule}, which has only begun: the week before too"
        return When(whole.earliest, anchor), f"{rule}, from its Monday to that day"
    return third_of(whole, meaning.third), rule


@answer_to.register
def _(meaning: Stretch, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return unanchored(scene)
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


@answer_to.register
def _(meaning: Near, scene: Scene) -> Answer:
    anchor = scene.anchor
    if anchor is None:
        return unanchored(scene)
    when = When(anchor + timedelta(meaning.first), anchor + timedelta(meaning.last))
    return when, f"{meaning.name}, counted from {scene.by}"


@answer_to.register
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


@answer_to.register
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
            return unanchored(scene)
        when = grain_of(moved(scene.anchor, sign * count, unit), unit)
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
    return grain_of(moved(named.earliest, steps, unit), unit), rule


def _units(count: int, unit: str) -> str:
    plural = "centuries" if unit == "century" else f"{unit}s"
    return f"{count} {unit if count == 1 else plural}"


def _hours(meaning: Counted, scene: Scene) -> Answer:
    """Hours before or after something lie on its day or the one beside it."""
    day = timedelta(1)
    if meaning.way == "ago":
        if scene.anchor is None:
            return unanchored(scene)
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


@answer_to.register
def _(meaning: Ahead, scene: Scene) -> Answer:
    """In a past clause it is how long something took."""
    length = _units(meaning.count, meaning.unit)
    if not (meaning.surely or scene.tense == "future"):
        return None, "how long it took, not when"
    if scene.anchor is None:
        return unanchored(scene)
    hours = meaning.unit in ("hour", "minute")
    days = -(-meaning.count // 24) if meaning.unit == "hour" else 1
    end = scene.anchor + timedelta(days) if hours else moved(scene.anchor, meaning.count, meaning.unit)
    if meaning.within or hours:
        return When(scene.anchor, end, about=True), f"within {length}, counted from {scene.by}"
    return grain_of(end, meaning.unit), f"in {length}, counted from {scene.by}"


@answer_to.register
def _(meaning: Lasting, scene: Scene) -> Answer:
    if not scene.perfect:
        return None, "how long, not when"
    if scene.anchor is None:
        return unanchored(scene)
    begun = moved(scene.anchor, -meaning.count, meaning.unit)
    return When(begun, scene.anchor, about=True), f"for {_units(meaning.count, meaning.unit)} up to {scene.by}"


@answer_to.register
def _(meaning: DayOfMonth, scene: Scene) -> Answer:
    named = scene.named if not meaning.this and scene.named and scene.named.days <= 31 else None
    if named is not None:
        return When.day(named.latest.replace(day=meaning.day)), f"of the month named last, {named}"
    if scene.anchor is None:
        return unanchored(scene)
    if meaning.this:
        return When.day(scene.anchor.replace(day=meaning.day)), f"of the month of {scene.by}"
    months = (period(scene.anchor, "month", step) for step in (0, -1, -2))
    days = (month.earliest.replace(day=meaning.day) for month in months if meaning.day <= month.days)
    day = next(day for day in days if day <= scene.anchor)
    return When.day(day), f"the latest such day of a month not after {scene.by}"


@answer_to.register
def _(meaning: OfThatYear, scene: Scene) -> Answer:
    if scene.year is None:
        return None, "of a year named before, and none is"
    year = scene.year.latest.year + meaning.steps
    when, rule = resolve(replace(meaning.inner, year=year), scene)
    return when, f"{rule}; the year counted from the one named before, {scene.year}"


@answer_to.register
def _(meaning: CountedFrom, scene: Scene) -> Answer:
    base, rule = resolve(meaning.base, scene)
    if base is None:
        return None, rule
    way = {"before": "earlier", "after": "later"}[meaning.counted.way]
    when, counted = resolve(replace(meaning.counted, way=way), replace(scene, named=base, anchor=None))
    return when, f"{counted.replace('named before', 'named beside it')}; that date: {rule}"


@answer_to.register
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
