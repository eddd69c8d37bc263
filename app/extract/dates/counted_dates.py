"""Days counted from the report or a date named: "two days ago", "next week", "a month later", "yesterday"."""

from __future__ import annotations

import re
from typing import Any

from app.extract.dates import meanings as say
from app.extract.dates.pieces import (
    HALVES,
    NUMBER,
    THIRD,
    UNIT,
    WORDS,
    Piece,
    S,
    any_of,
    count_of,
    counted_in,
    next_word,
    piece_of,
    rulebook,
    third_of,
    unit_of,
    word_before,
)
from app.extract.dates.written_days import which_of
from app.text.span import Span

RULES, _rule = rulebook()


# ------------------------------------------------------------------ counted from the report, or from a date named


@_rule(
    rf"\b(?:(?P<shade>earlier|later){S})?{THIRD}(?P<which>(?:the{S})?last|this|next|the{S}(?:coming|past|current))"
    rf"(?:{S}(?P<past>past|coming|calendar))?{S}(?P<unit>week|month|quarter|year|decade|century)\b(?!-)"
)
def _period(match: re.Match[str]) -> Piece | None:
    which, unit = match["which"].lower().split(), match["unit"].lower()
    if len(which) > 1 and which[-1] in ("past", "last"):  # "the past year": up to now, not the year before
        return None if next_word(match) == "of" else piece_of(match, say.Stretch(1, unit))
    word = which_of([(match["past"] or which[-1]).lower()])
    step = {"last": -1, "this": 0, "current": 0, "calendar": 0, "next": 1}[word]
    return piece_of(match, say.Period(step, unit, third_of(match), (match["shade"] or "").lower()))


@_rule(
    rf"(?P<third>\bearly|\blate|\b(?:the{S})?(?:very{S})?(?:beginning|start|middle|end)){S}(?:of|in){S}the{S}"
    r"(?P<unit>week|month|year|decade)\b(?!-)"
)
def _third_of_this(match: re.Match[str]) -> Piece:
    return piece_of(match, say.Period(0, match["unit"].lower(), third_of(match)))


@_rule(
    rf"\b(?:the|these|those){S}(?P<way>last|past|previous|next|coming|following){S}(?:{NUMBER}{S})"
    rf"(?P<unit>{UNIT})\b"
)
def _stretch(match: re.Match[str]) -> Piece | None:
    count = count_of(match["count"])
    unit, ahead = unit_of(match["unit"]), match["way"].lower() in ("next", "coming", "following")
    if next_word(match) == "of":  # "the last five months of her life"
        return None
    if count is None:
        return piece_of(match, say.Unplaced(f"how many {unit}s is not said"))
    if unit == "fortnight":
        count, unit = count * 2, "week"
    return piece_of(match, say.Stretch(count, unit, ahead), "TIME" if unit in ("hour", "minute") else "DATE")


_WAYS = {
    "from now": "hence", "prior": "before", "previously": "earlier", "beforehand": "earlier", "back": "ago",
    "prior to": "before", "ahead of": "before", "in advance": "before",
}  # fmt: skip


@_rule(rf"\bthe{S}past{S}day\b")
def _past_day(match: re.Match[str]) -> Piece:
    return piece_of(match, say.Stretch(1, "day"))


@_rule(
    rf"(?:(?:{NUMBER}(?P<half>{S}and{S}a{S}half)?|(?P<only_half>\bhalf{S}an?)){S}(?:more{S})?)?\b(?P<unit>{UNIT})"
    rf"(?P<half_after>{S}and{S}a{S}half)?{S}(?P<way>ago|earlier|later|before|after(?:wards?)?|prior(?:{S}to)?"
    rf"|from{S}now|previously|beforehand|hence|since|back|ahead{S}of|in{S}advance)\b"
)
def _counted(match: re.Match[str]) -> Piece | None:
    """Three weeks ago; two days earlier; a year later; hours after; half a year ago; two years back."""
    way, unit = " ".join(match["way"].lower().split()), unit_of(match["unit"])
    numbered = match["count"] or match["only_half"]
    if not numbered and (word_before(match) in ("the", "half") or not match["unit"].endswith("s")):
        return None
    if way == "since" or (way == "back" and (not numbered or next_word(match) in _BACK_WHERE)):
        return None
    if unit == "minute" and way != "ago":  # no day is told by minutes
        return None
    way = _WAYS.get(way, way)
    if way in ("before", "after", "afterward", "afterwards"):
        bare = not _goes_on(match)
        way = "earlier" if way == "before" and bare else "later" if bare or "w" in way else way
    kind = "TIME" if unit in ("hour", "minute") else "DATE"
    return piece_of(match, _how_far(match, unit, way), kind)


_BACK_WHERE = {"to", "in", "into", "on", "at", "from", "with", "home", "pay", "and"}  # "two days back home"


def _how_far(match: re.Match[str], unit: str, way: str) -> Any:
    """The count of a pattern with halves, in whole units: a year and a half is eighteen months."""
    count = count_of(match["count"]) if match["count"] else None
    if match["only_half"] or match["half"] or match["half_after"]:
        if unit not in HALVES:
            return say.Unplaced(f"half a {unit} is no whole number of days")
        each, finer = HALVES[unit]
        return say.About(say.Counted((count or 0) * 2 * each + each, finer, way))
    count, unit = counted_in(count, unit)
    return say.Counted(count, unit, way)


_ROUGHLY = rf"(?:(?:{any_of(WORDS['roughly']).replace(chr(92) + ' ', S)}){S}){{0,2}}"
_LONG_UNIT = "days?|weeks?|fortnights?|months?|years?|decades?"
_NOT_COUNTED_ON = (
    rf"(?!-|{S}(?:ago|earlier|later|before|after(?:wards?)?|prior|since|hence|back|old|of|from|ahead|in{S}advance"
    rf"|and{S}a{S}half)\b)"
)


@_rule(
    rf"\b(?P<how>in|within|inside){S}{_ROUGHLY}{NUMBER}{S}(?:more{S})?(?P<unit>{UNIT})(?P<time>'?{S}time\b)?"
    rf"\b{_NOT_COUNTED_ON}"
)
def _in_so_long(match: re.Match[str]) -> Piece | None:
    """In two weeks, within 48 hours: ahead of the report where the clause looks ahead."""
    count, unit = counted_in(count_of(match["count"]), unit_of(match["unit"]))
    if count is None:
        return None
    within = match["how"].lower() != "in"
    timed = "TIME" if unit in ("hour", "minute") else "DATE"
    return piece_of(match, say.Ahead(count, unit, within, match["time"] is not None), timed)


@_rule(
    rf"\b(?P<how>for){S}{_ROUGHLY}{NUMBER}{S}(?:(?:more|long|straight|consecutive){S})?(?P<unit>{_LONG_UNIT})\b{_NOT_COUNTED_ON}"
)
def _for_so_long(match: re.Match[str]) -> Piece | None:
    """For ten years; with "has" or "have" before it, the ten up to the report."""
    count, unit = counted_in(count_of(match["count"]), unit_of(match["unit"]))
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
    return piece_of(match, say.Counted(abs(steps), unit, "earlier" if steps < 0 else "later"), kind)


@_rule(rf"\bthe{S}(?P<unit>day|week|month|year|night|evening){S}(?P<way>before|after)\b")
def _day_before(match: re.Match[str]) -> Piece | None:
    unit, way = match["unit"].lower(), match["way"].lower()
    kind = "TIME" if unit in ("night", "evening") else "DATE"
    unit = "day" if kind == "TIME" else unit
    if next_word(match) in ("yesterday", "tomorrow"):
        return None
    if not _goes_on(match):
        way = "earlier" if way == "before" else "later"
    return piece_of(match, say.Counted(1, unit, way), kind)


@_rule(rf"\bthe{S}(?P<unit>week|month|year){S}before{S}last\b")
def _before_last(match: re.Match[str]) -> Piece:
    return piece_of(match, say.Period(-2, match["unit"].lower()))


_NEAR = {
    "today": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "tonight": (0, 0), "last night": (-1, -1),
    "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0), "overnight": (-1, 0),
    "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2), "yesterday evening": (-1, -1),
    "earlier today": (0, 0), "later today": (0, 0),
}  # fmt: skip


@_rule(rf"\b(?P<name>{any_of(_NEAR).replace(chr(92) + ' ', S)})\b(?!-)")
def _near(match: re.Match[str]) -> Piece:
    name = " ".join(match["name"].lower().split())
    timed = name.split()[-1] in ("tonight", "night", "morning", "afternoon", "evening", "overnight")
    return piece_of(match, say.Near(*_NEAR[name], name), "TIME" if timed else "DATE")
