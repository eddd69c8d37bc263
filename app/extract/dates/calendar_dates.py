"""Dates of the calendar, with their year or without: which year is meant where none is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from app.extract.dates.answers import answer_to, resolve
from app.extract.dates.calendar_arithmetic import add_months, third_of, third_words
from app.extract.dates.meanings import About, Answer, Day, Exactly, Month, Part, Scene, Season, Unplaced, Years
from app.text.when import When

# The next such date within this many days is meant rather than last year's, where the verb does not tell:
# papers leave the year out of dates near the report (AP Stylebook, "months").
_NEAR = 90
# A day this many days back is meant even where the verb looks ahead ("it was to end by May 9", told on
# 21 May): nearly a year off, the coming one would be written with its year.
_FRESH = 30

# Days without a year, this near to one named with its year in the same sentence, share it.
_SAME_STORY = 31


# ------------------------------------------------------------------ absolute, with or without a year


@answer_to.register
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


@answer_to.register
def _(meaning: Month, scene: Scene) -> Answer:
    def in_year(year: int) -> When:
        return third_of(When.month(year, meaning.month), meaning.third)

    rule = third_words(meaning.third) + "month"
    if meaning.year is not None:
        return in_year(meaning.year), f"{rule}, with its year"
    return _without_year(meaning, in_year, scene, rule)


@answer_to.register
def _(meaning: Season, scene: Scene) -> Answer:
    def in_year(year: int) -> When:
        last = add_months(date(year, meaning.start, 1), meaning.months) - timedelta(days=1)
        return third_of(When(date(year, meaning.start, 1), last, about=True), meaning.third)

    rule = f"{third_words(meaning.third)}{meaning.name}, as in the northern hemisphere"
    if meaning.year is not None:
        return in_year(meaning.year), rule
    return _without_year(meaning, in_year, scene, rule)


@answer_to.register
def _(meaning: Part, scene: Scene) -> Answer:
    months = 12 // meaning.of

    def in_year(year: int) -> When:
        start = date(year, 1 + months * (meaning.number - 1), 1)
        return When(start, add_months(start, months) - timedelta(days=1))

    if meaning.year is not None:
        return in_year(meaning.year), "part of a year"
    return _without_year(meaning, in_year, scene, "part of a year")


@answer_to.register
def _(meaning: Years, scene: Scene) -> Answer:
    whole = When(date(meaning.first, 1, 1), date(meaning.last, 12, 31))
    span = "year" if meaning.first == meaning.last else f"the years {meaning.first} to {meaning.last}"
    return third_of(whole, meaning.third), third_words(meaning.third) + span


@answer_to.register
def _(meaning: Exactly, scene: Scene) -> Answer:
    return meaning.when, meaning.rule


@answer_to.register
def _(meaning: Unplaced, scene: Scene) -> Answer:
    return None, meaning.rule


@answer_to.register
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
