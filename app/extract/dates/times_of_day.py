"""Parts of the day, clock times and durations: "at dawn", "10:30 p.m. Kyiv time", "a three-hour raid"."""

from __future__ import annotations

import re

from app.extract.dates import meanings as say
from app.extract.dates.pieces import NUMBERS, WORDS, Piece, S, any_of, piece_of, rulebook, word_before

RULES, _rule = rulebook()


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
    return piece_of(match, None, "TIME", "part")


@_rule(rf"\b(?:early|earlier|late|later|mid)(?={S})")
def _early_late(match: re.Match[str]) -> Piece:
    return piece_of(match, None, "DATE", "part")


_PLACE_TIME = any_of(["kyiv", "moscow", "london", "eastern", "universal"])
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
    if not zoned and (not match["colon"] or word_before(match) not in _CLOCK_CUES):
        return None
    return _clock(match)


_CLOCK_CUES = {"at", "around", "about", "by", "from", "until", "since", "before", "after", "between", "till"}


def _clock(match: re.Match[str]) -> Piece:
    return piece_of(match, say.Unplaced("a clock time with no day beside it"), "TIME", "clock")


@_rule(
    rf"(?P<count>(?<![\d.,$€£-])\b(?:\d{{1,4}}|(?:{any_of(NUMBERS)})(?:-(?:one|two|three|four|five|six|seven|eight"
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
    return piece_of(match, say.Unplaced("how long, not when"), "DURATION")


_OLD_THINGS = frozenset(WORDS["old_things"])
