"""Months, seasons, years, decades, centuries, and parts of them: "late May", "the 1990s", "the first half"."""

from __future__ import annotations

import re

from app.extract.dates import meanings as say
from app.extract.dates.pieces import (
    COUNTED,
    DESIGNATORS,
    LEXICON,
    MONTH,
    THIRD,
    WORD_LIKE_MONTHS,
    YEAR,
    Piece,
    S,
    any_of,
    has_capital,
    month_number,
    next_word,
    piece_of,
    rulebook,
    third_of,
    word_before,
    year_of,
)
from app.extract.dates.written_days import full_year, which_of
from app.text.span import Span

RULES, _rule = rulebook()


# ------------------------------------------------------------------ months, seasons, years


@_rule(rf"{THIRD}{MONTH}(?:,?{S}(?:of{S})?|-){YEAR}")
def _month_year(match: re.Match[str]) -> Piece | None:
    if not has_capital(match, "month"):
        return None
    if next_word(match) in COUNTED:
        return None
    return piece_of(match, say.Month(month_number(match["month"]), year_of(match), third_of(match)))


_MONTH_CUES = {
    "in", "since", "until", "till", "through", "during", "throughout", "late", "early", "mid", "last", "this",
    "next", "by", "from", "between", "of", "and", "to", "before", "after",
}  # fmt: skip


@_rule(rf"{THIRD}(?:\b(?P<which>last|this|next|this{S}past){S})?{MONTH}(?![\w-]|{S}\d)")
def _month_alone(match: re.Match[str]) -> Piece | None:
    written = match["month"].lower().rstrip(".")
    short = len(written) <= 3 and written != "may"
    if not has_capital(match, "month") or (short and not match["month"].endswith(".")):
        return None
    cue = match["third"] or match["which"] or word_before(match, match.start("month")) in _MONTH_CUES
    if (written in WORD_LIKE_MONTHS or short) and not cue:
        return None
    which = which_of((match["which"] or "").lower().split())
    return piece_of(match, say.Month(month_number(written), None, third_of(match), which))


_SEASONS: dict[str, list[int]] = LEXICON["seasons"]


@_rule(
    rf"{THIRD}(?:\b(?P<which>last|this|next|in{S}the|during{S}the|over{S}the|by{S}the|since{S}the|until{S}the"
    rf"|the|of){S})?\b(?P<season>{any_of(_SEASONS)})\b(?:,?{S}(?:of{S})?{YEAR}(?P<tail>[-–/]\d{{2,4}}\b)?)?"
)
def _season(match: re.Match[str]) -> Piece | None:
    which, year = (match["which"] or "").lower(), year_of(match)
    if year is None and (which in ("", "of") or which == "the"):
        return None
    name = match["season"].lower()
    if year is None and next_word(match) in ("of", "offensive", "season"):  # "in the fall of Bakhmut"
        return None
    start = match.start("season")
    if which in ("last", "this", "next") or match["third"]:
        start = match.start()
    word = which if which in ("last", "this", "next") else ""
    first, months = _SEASONS[name]
    meaning = say.Season(name, first, months, year, third_of(match), word)
    return Piece(Span(start, match.end()), meaning)


@_rule(rf"{THIRD}(?<![\w.,:/$€£₴#№+-]){YEAR}(?![\w/:-]|[–—]\d|'s\b)")
def _plain_year(match: re.Match[str]) -> Piece | None:
    year, start = int(match["year"]), match.start("year")
    cue, after = word_before(match, start), next_word(match)
    if after in COUNTED or cue in DESIGNATORS or after in ("bc", "bce"):
        return None
    if _COPYRIGHT.search(match.string[max(0, start - 24) : start]):
        return None
    named = cue in _YEAR_CUES or match["third"]
    bracketed = match.string[start - 1 : start] == "(" and match.string[match.end() : match.end() + 1] in "),;"
    if not (1900 <= year < 2100 or (1000 <= year < 2100 and (named or bracketed))):
        return None
    return piece_of(match, say.Years(year, year, third_of(match)))


_COPYRIGHT = re.compile(r"(?i)(?:©|\(c\)|copyright)[ \t(c)©]{0,6}\Z")


@_rule(rf"(?<![\w.,:/$€£-])(?P<number>\d{{1,4}}){S}(?P<era>AD|CE)\b")
def _year_of_our_era(match: re.Match[str]) -> Piece | None:
    year = int(match["number"])
    return piece_of(match, say.Years(year, year)) if match["era"].isupper() and 0 < year <= 2100 else None


@_rule(
    rf"(?:(?P<cue>\b(?:in|since|until|till|by|of|from|before|after)){S}|{MONTH},?{S})(?P<yy>'\d{{2}})(?![\w'%]|[.,:]\d)"
)
def _short_year(match: re.Match[str]) -> Piece | None:
    """In '91, Feb. '22: a mark of omission, and something that only a year has before it."""
    year = full_year(match["yy"][1:])
    if next_word(match) in COUNTED:
        return None
    if match["month"]:
        return (
            piece_of(match, say.Month(month_number(match["month"]), year)) if has_capital(match, "month") else None
        )
    return Piece(Span(match.start("yy"), match.end()), say.Years(year, year))


_YEAR_CUES = {"in", "since", "until", "till", "during", "circa", "throughout"}


@_rule(rf"(?<![\w.,:/$€£-]){YEAR}(?:{S})?[-–—/](?:{S})?(?P<until>\d{{4}}|\d{{2}})(?![\w.,:/-]\d|\w)")
def _years(match: re.Match[str]) -> Piece | None:
    first, written = int(match["year"]), match["until"]
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    if not (first < last < 2100 and last - first < 200) or next_word(match) in COUNTED:
        return None
    if len(written) == 2:
        return piece_of(match, say.Years(first, last))
    ends = (Span(*match.span("year")), Span(*match.span("until")))
    return Piece(Span(*match.span()), say.Between(say.Years(first, first), say.Years(last, last)), ends=ends)


@_rule(rf"{THIRD}(?:\bthe{S})?(?<![\d.,$€£])\b(?P<decade>1\d{{2}}0|20\d0)'?s\b")
def _decade(match: re.Match[str]) -> Piece | None:
    first = int(match["decade"])
    return piece_of(match, say.Years(first, first + 9, third_of(match)))


@_rule(rf"\b(?:the{S})(?:(?P<third>early|mid|late)[ -])?'?(?P<decade>[3-9]0)s\b(?!-)")
def _short_decade(match: re.Match[str]) -> Piece:
    """The '90s. ("The '20s" may be this century's.)"""
    first = 1900 + int(match["decade"])
    return piece_of(match, say.Years(first, first + 9, third_of(match)))


@_rule(rf"\bthe{S}(?:(?P<third>early|mid|late)[ -])?(?P<era>{any_of(LEXICON['eras'])})\b(?!-)")
def _era(match: re.Match[str]) -> Piece | None:
    first = LEXICON["eras"][match["era"].lower()]
    return piece_of(match, say.Years(first, first + 9, third_of(match)))


@_rule(rf"{THIRD}(?:\bthe{S})?\b(?P<number>\d{{1,2}})(?:st|nd|rd|th)[ -]century\b")
def _century(match: re.Match[str]) -> Piece | None:
    """The 20th century is 1900 to 1999, as people count and ISO 8601 writes it ("19")."""
    first = int(match["number"]) * 100 - 100
    return piece_of(match, say.Years(first, first + 99, third_of(match))) if 0 < first <= 2100 else None


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
    return piece_of(match, say.Part(number, parts, year_of(match), by))
