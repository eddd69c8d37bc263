"""What every pattern of a date is made of: its words, the piece it gives, and how its groups are read.

A module of patterns keeps its own rules (`RULES, _rule = rulebook()`); `dates/grammar.py` runs them all in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.extract.lexicon import load
from app.extract.words.needed_letters import Needed, needed
from app.text.span import Span

LEXICON = load("dates")
WORDS = LEXICON["words"]


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first so that no word hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONTHS = {word: int(n) for n, words in LEXICON["months"].items() for word in words}
WEEKDAYS = {word: int(n) for n, words in LEXICON["weekdays"].items() for word in words}
NUMBERS = LEXICON["numbers"]
FULL_DAYS = {words[0] for words in LEXICON["weekdays"].values()} | {"tues", "thurs", "weds"}
WHOLE_DAYS = {words[0] for words in LEXICON["weekdays"].values()}
WORD_LIKE_MONTHS = {"march", "may", "april", "june", "august"}  # verbs, adjectives and people's names too
UNIT = "hours?|minutes?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?"

S = r"[ \t]{1,2}"
_LONG = [words[0] for words in LEXICON["months"].values()]
_SHORT = [word for word in _MONTHS if word not in _LONG]
MONTH = rf"(?P<month>\b(?:(?:{any_of(_LONG)})\b|(?:{any_of(_SHORT)})\b\.?))"
MONTH2 = MONTH.replace("<month>", "<month2>")
DAY = r"(?P<day>(?<![\d.,:/$€£-])\b(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|\s?%))(?:st|nd|rd|th)?\b"
DAY2 = r"(?P<last>(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|\s?%))(?:st|nd|rd|th)?\b"
MORE = rf"(?P<more>(?:,{S}\d{{1,2}}(?!\d|[.,:]\d)){{1,5}},?)?"  # "May 3, 4 and 5"
TO = rf"(?:{S})?[-–—](?:{S})?|{S}(?:and|to|through|until|till){S}"
YEAR = r"(?P<year>\b[12]\d{3}\b(?![.,]\d|\s?%|[-–]year))"
NUMBER = (
    rf"(?P<count>(?<![\d.,$€£-])\b(?:\d{{1,4}}|(?:{any_of(NUMBERS)})(?:-(?:one|two|three|four|five|six|seven"
    rf"|eight|nine))?|{any_of(WORDS['vague'])}))"
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

Rule = tuple[re.Pattern[str], Build, Needed]


def rulebook() -> tuple[list[Rule], Callable[[str], Callable[[Build], Build]]]:
    """An empty list of rules, and the decorator that adds a pattern with what builds a piece from it."""
    rules: list[Rule] = []

    def rule(pattern: str) -> Callable[[Build], Build]:
        def keep(build: Build) -> Build:
            # Every date begins at the start of a word: saying so first spares a third of the search.
            rules.append((re.compile(rf"\b(?=\w)(?:{pattern})", re.IGNORECASE), build, needed(pattern)))
            return build

        return keep

    return rules, rule


def piece_of(match: re.Match[str], meaning: Any, type: str = "DATE", kind: str = "date") -> Piece:
    return Piece(Span(*match.span()), meaning, type, kind)


# ------------------------------------------------------------------ reading a pattern's groups


def has_capital(match: re.Match[str], *groups: str) -> bool:
    return all(match[group] is None or match[group][0].isupper() for group in groups)


def month_number(written: str) -> int:
    return _MONTHS[written.lower().rstrip(".")]


def year_of(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def count_of(written: str) -> int | None:
    """None where it is not said how many ("several")."""
    word = written.lower()
    if word.isdigit():
        return int(word)
    tens, _, ones = word.partition("-")
    return NUMBERS[tens] + (NUMBERS[ones] if ones else 0) if tens in NUMBERS else None


def unit_of(written: str) -> str:
    return written.lower().rstrip("s")


def counted_in(count: int | None, unit: str) -> tuple[int | None, str]:
    """A fortnight is two weeks."""
    return (count and count * 2, "week") if unit == "fortnight" else (count, unit)


# Halves that fall on whole units of the next finer kind; half a week and half a month do not.
HALVES = {"year": (6, "month"), "decade": (5, "year"), "century": (50, "year"), "day": (12, "hour")}


def third_of(match: re.Match[str]) -> str:
    words = (match["third"] or "").lower().split()
    return _THIRDS.get(words[-1], "late") if words else ""


def next_word(match: re.Match[str], end: int | None = None) -> str:
    after = re.compile(r"[ \t]{1,2}([A-Za-z]{1,20})").match(match.string, match.end() if end is None else end)
    return after[1].lower() if after else ""


def word_before(match: re.Match[str], start: int | None = None) -> str:
    start = match.start() if start is None else start
    before = re.search(r"([\w.]{1,20})[ \t]{1,2}\Z", match.string[max(0, start - 24) : start])
    return before[1].lower() if before else ""


COUNTED = frozenset(WORDS["counted"])
DESIGNATORS = frozenset(WORDS["designators"])
