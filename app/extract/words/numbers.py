"""Numbers as written: "1,200", "twenty-five", "half a million", "several dozen", "tens of thousands", "30-40"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.extract.lexicon import load
from app.text.span import Span

_MOST = 1e15  # beyond it nothing in the news is counted; "three hundred" four hundred times over is no number
_DIGITS = r"\d{1,3}(?:[,\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Written:
    """A number or a range as it stands in a text; `high` is None where nothing bounds it above ("dozens").

    `span` is without the words round it ("at least", "between"); `sign` the currency sign before it, if any;
    `plain` the digits or words of the lower end, None for a vague word.
    """

    span: Span
    low: float
    high: float | None
    sign: str | None
    plain: str | None
    is_range: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    lexicon = load("quantities")
    ones = "|".join(w for w in lexicon["numbers"] if w != "a")
    scales = "|".join(sorted(lexicon["scales"], key=lambda s: -len(s)))
    exact = "|".join(sorted(lexicon["exact"], key=lambda s: -len(s)))
    vague = "|".join(lexicon["vague"])
    some = "|".join(lexicon["several"])
    word = rf"(?:(?:{ones})(?:[- ](?:{ones}))?)"
    one = (
        rf"half[ -]an? (?:{scales})|(?:{_DIGITS}|{word}) and a half (?:{scales})"
        rf"|(?:{_DIGITS}|a(?= (?:hundred|dozen|thousand|million|billion))|{word})(?:[ -]?(?:{scales})\b)*"
    )
    rest = rf"(?:(?<=hundred|housand|million|billion)(?: and)? {word}(?: (?:{scales})\b)?)*"
    number = rf"(?:(?:{one}){rest})"
    signs = "|".join(re.escape(s) for s in sorted(lexicon["currencies"], key=lambda s: -len(s)) if not s.isalpha())
    return re.compile(
        rf"(?P<between>\bbetween\s+)?(?P<sign>{signs})?\s?(?<![\w.,])(?P<low>{number})(?!\w)"
        rf"(?:(?(between)\s+and\s+|\s?(?:to|–|-|—|or)\s?)(?:{signs})?\s?(?P<high>{number})(?!\w))?"
        rf"|\b(?P<exact>{exact})\b"
        rf"|\b(?P<some>{some})(?: (?P<scale>{scales}))?\b"
        rf"|\b(?P<vague>{vague})\b(?: of (?P<times>{vague})\b)?",
        re.IGNORECASE,
    )


def bounds_a_count(word: Any) -> bool:
    """The "no" of "no fewer than six", the "not" of "not more than two", as tokens: so many there were.

    So too the "not" of "not three people but five": it puts a number right.
    """
    if word.lower_ == "not" and word.i + 1 < len(word.doc) and word.nbor().tag_ == "CD":
        return word.nbor().lower_ not in ("one", "1")
    bounds = load("quantities")["bounds"]
    return " ".join(t.lower_ for t in word.doc[word.i : word.i + 3]) in _negative(bounds["least"], bounds["most"])


def _negative(*bounds: list[str]) -> set[str]:
    return {words for side in bounds for words in side if words.split()[0] in ("no", "not")}


def find_numbers(text: str) -> list[Written]:
    """Every number and range of a text, in order, whatever it counts."""
    found = []
    for match in _pattern().finditer(text):
        start = match.start("sign") if match["sign"] else -1
        if start < 0:
            start = match.start("low") if match["low"] else match.start()
        low, high = _ends(match)
        if low is not None:
            plain = match["low"] or match["exact"]
            found.append(Written(Span(start, match.end()), low, high, match["sign"], plain, bool(match["high"])))
    return found


def number(written: str) -> float | None:
    """ "twenty-five" → 25, "1,200" → 1200, "3.5 million" → 3500000, "half a dozen" → 6; None for no number."""
    scales = load("quantities")["scales"]
    words = written.lower()
    if half := re.fullmatch(r"half[ -]an? (\w+)", words):
        return scales[half[1]] / 2 if half[1] in scales else None
    if half := re.fullmatch(r"(.+) and a half (\w+)", words):
        whole = number(half[1])
        return (whole + 0.5) * scales[half[2]] if whole is not None and half[2] in scales else None
    return _sum(words)


def _sum(words: str) -> float | None:
    lexicon = load("quantities")
    total = 0.0
    current: float | None = None
    for part in re.findall(r"[\d.,\u00a0]*\d|[a-z]+", words):
        if part[0].isdigit():
            digits = part.replace(",", "").replace("\u00a0", "")
            if digits.count(".") > 1 or len(digits) > 15:
                return None
            current = (current or 0) + float(digits)
        elif part in lexicon["scales"]:
            scale = lexicon["scales"][part]
            scaled = (1 if current is None else current) * scale
            current = scaled if scale < 1000 else None
            total += 0 if scale < 1000 else scaled
        elif part in lexicon["numbers"]:
            current = (current or 0) + lexicon["numbers"][part]
        elif part != "and":
            return None
        if max(total, current or 0) > _MOST:
            return None
    if current is None:
        return total or None
    return total + current


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    lexicon = load("quantities")
    if match["vague"]:
        low = float(lexicon["vague"][match["vague"].lower()])
        # "tens of thousands": so many of the unit that the second word counts in, not of two of it
        return low * (lexicon["vague"][match["times"].lower()] / 2 if match["times"] else 1), None
    if match["some"]:
        return float(lexicon["several"][match["some"].lower()]) * (
            lexicon["scales"][match["scale"].lower()] if match["scale"] else 1
        ), None
    if match["exact"]:
        return (float(lexicon["exact"][match["exact"].lower()]),) * 2
    low, high = number(match["low"]), number(match["high"]) if match["high"] else None
    if low is not None and high is not None:
        scale = re.search(r"(hundred|thousand|million|billion|trillion|bn|m)$", match["high"], re.IGNORECASE)
        if scale and low < high / 100:  # "$2-3 million": the scale belongs to both
            low *= lexicon["scales"][scale[1].lower()]
        if low < high:
            return low, high
    return low, low
