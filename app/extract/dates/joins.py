"""Neighbouring pieces of date that are one: "late" and "Saturday", "10 p.m." and "Monday", "May 3" to "June 5"."""

from __future__ import annotations

import re
from dataclasses import replace

from app.extract.dates import meanings as say
from app.extract.dates.grammar import Piece, with_year
from app.text.span import Span, hull


def word_before(text: str, start: int) -> str:
    words = re.findall(r"[\w.]{1,20}", text[max(0, start - 24) : start])
    return words[-1].lower() if words and text[start - 1 : start].isspace() else ""


# ------------------------------------------------------------------ joining neighbours

_ON = re.compile(r",?[ \t]{1,2}(?:on[ \t]|of[ \t]|in[ \t])?(?:the[ \t])?|,[ \t]")
_AT = re.compile(
    r",?[ \t]{1,2}(?:(?:at|in|around|about|after|before|during|by|from|just)[ \t]{1,2}){0,2}(?:the[ \t])?|'s[ \t]"
)
_THEN = re.compile(r",?[ \t]{1,2}(?:of[ \t])?|,")
_IN_YEAR = re.compile(r",?[ \t]{1,2}(?:in|of)[ \t]")
_APPOSED = re.compile(r",?[ \t]{1,2}(?:the[ \t])?|,")
_LISTED = re.compile(r",?[ \t](?:and|or)[ \t]|,[ \t]")
_BESIDE = re.compile(r"[ \t](?:the[ \t])?")
_INTO = re.compile(r"[ \t](?:in)?to[ \t]")
_DASH = re.compile(r"[ \t]?[-–—][ \t]?")
_THROUGH = re.compile(r"[ \t]through[ \t](?:to[ \t])?")
_TO = re.compile(r"[ \t](?:to|until|till)[ \t](?:the[ \t])?")
_AND = re.compile(r"[ \t](?:and|to)[ \t](?:the[ \t])?")
_ENDS = (say.Day, say.Month, say.Years, say.Weekday, say.Near, say.Exactly, say.Season)
_SPANNING = (say.Day, say.Exactly, say.Weekday, say.Month)
_DAYLIKE = (say.Day, say.Weekday, say.Near, say.Exactly, say.Counted)


def join(text: str, pieces: list[Piece]) -> list[Piece]:
    """Neighbours that make one expression, joined, left to right; pieces that need a day and found none
    (a lone "morning") are left out, clock times kept."""
    joined: list[Piece] = []
    for number, piece in enumerate(pieces):
        current = piece
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        while joined and not _leans_right(text, joined[-1], current, following):
            both = _joined(text, joined[-1], current)
            if both is None:
                break
            joined.pop()
            current = both
        joined.append(current)
    return _years_shared(text, [piece for piece in joined if piece.kind not in ("part", "unsaid")])


def _years_shared(text: str, pieces: list[Piece]) -> list[Piece]:
    """ "In June and July 2022": both of that year."""
    for number in range(len(pieces) - 2, -1, -1):
        first, second = pieces[number], pieces[number + 1]
        if not all(isinstance(piece.meaning, say.Day | say.Month) for piece in (first, second)):
            continue
        gap = text[first.span.end : second.span.start]
        if first.meaning.year is None and second.meaning.year is not None and _LISTED.fullmatch(gap[:8]):
            shared = replace(first.meaning, year=second.meaning.year)
            pieces[number] = replace(first, meaning=shared)
    return pieces


def _leans_right(text: str, first: Piece, part: Piece, following: Piece | None) -> bool:
    """ "Monday, at dawn on Tuesday": the dawn is Tuesday's."""
    if part.kind == "date" or following is None or text[first.span.end : part.span.start].isspace():
        return False
    return following.kind == "date" and _joined(text, part, following) is not None


def _joined(text: str, first: Piece, second: Piece) -> Piece | None:
    gap = text[first.span.end : second.span.start]
    if len(gap) > 16 or "\n" in gap:
        return None
    span = hull((first.span, second.span))
    if first.kind != "date" or second.kind != "date":
        return _with_part(gap, span, first, second)
    return _one_day(gap, span, first, second) or _range(text, gap, span, first, second)


def _with_part(gap: str, span: Span, first: Piece, second: Piece) -> Piece | None:
    """A part of the day or a clock time takes the day it stands beside; each kind once."""
    held = {part: part.holds | ({part.kind} - {"date"}) for part in (first, second)}
    if held[first] & held[second]:
        return None
    kind = "TIME" if "TIME" in (first.type, second.type) else "DATE"
    if first.kind == "date":
        fits = isinstance(first.meaning, _DAYLIKE) and second.type == "TIME" and _AT.fullmatch(gap)
        day = first
    elif second.kind == "date":
        fits = isinstance(second.meaning, _DAYLIKE) and _ON.fullmatch(gap)
        day = second
    else:
        fits = _ON.fullmatch(gap) or _AT.fullmatch(gap)
        day = first if first.kind == "clock" else second
    if not fits:
        return None
    return Piece(span, day.meaning, kind, day.kind, held[first] | held[second])


def _one_day(gap: str, span: Span, first: Piece, second: Piece) -> Piece | None:
    """Sunday, May 21; March 9 last year; overnight into Sunday; overnight Saturday."""
    one, two = first.meaning, second.meaning
    if isinstance(one, say.Counted) and one.way in ("before", "after") and _BESIDE.fullmatch(gap):
        return Piece(span, say.CountedFrom(one, two), first.type) if isinstance(two, _ENDS) else None
    if isinstance(one, say.Near) and one.name == "overnight" and isinstance(two, _DAYLIKE):
        if _INTO.fullmatch(gap):
            return Piece(span, say.Night(two, into=True), "TIME")
        if _ON.fullmatch(gap):
            return Piece(span, say.Night(two), "TIME")
    if isinstance(two, say.Near) and two.name == "overnight" and isinstance(one, say.Day | say.Weekday):
        return Piece(span, say.Night(one), "TIME") if _THEN.fullmatch(gap) else None
    if isinstance(one, say.Near) and isinstance(two, say.Near) and gap.isspace():
        return Piece(span, two if one.name == "overnight" else one, second.type)
    if isinstance(one, say.Weekday) and isinstance(two, say.Day) and _APPOSED.fullmatch(gap):
        timed = "TIME" in (first.type, second.type)
        return Piece(span, replace(two, weekday=one.number), "TIME" if timed else "DATE", holds=first.holds)
    if isinstance(one, say.Near) and isinstance(two, say.Day) and "," in gap and _APPOSED.fullmatch(gap):
        return Piece(span, two, "TIME" if "TIME" in (first.type, second.type) else "DATE")  # "today, 30 December"
    if isinstance(one, say.Weekday) and isinstance(two, say.Near) and two.name in ("today", "yesterday"):
        return Piece(span, two) if _THEN.fullmatch(gap) else None
    return _of_that_year(gap, span, first, second)


def _of_that_year(gap: str, span: Span, first: Piece, second: Piece) -> Piece | None:
    """March 9 last year; the summer of this year; March that year; May and June in 1981."""
    one, two = first.meaning, second.meaning
    dated = one.last if isinstance(one, say.Between) else one
    if not isinstance(dated, say.Day | say.Month | say.Season) or dated.year is not None:
        return None
    if isinstance(two, say.Years) and two.first == two.last and not two.third and _IN_YEAR.fullmatch(gap):
        dated = replace(dated, year=two.first)
        return Piece(span, replace(one, last=dated) if isinstance(one, say.Between) else dated, first.type)
    if isinstance(one, say.Between) or not _THEN.fullmatch(gap) or getattr(two, "unit", "") != "year":
        return None
    if isinstance(two, say.Counted) and two.count in (0, 1) and two.way in ("earlier", "later"):
        return Piece(span, say.OfThatYear(one, -two.count if two.way == "earlier" else two.count), first.type)
    if isinstance(two, say.Period) and not two.third and not two.shade:
        return Piece(span, with_year(one, two.step), first.type)
    return None


def _range(text: str, gap: str, span: Span, first: Piece, second: Piece) -> Piece | None:
    """From May 3 to June 5; between March and May; Friday through Sunday; 3 May – 5 June."""
    if not (isinstance(first.meaning, _ENDS) and isinstance(second.meaning, _ENDS)):
        return None
    before = word_before(text, first.span.start)
    alike = type(first.meaning) is type(second.meaning)
    connected = (
        (alike and (_DASH.fullmatch(gap) or _THROUGH.fullmatch(gap)))
        or (alike and isinstance(first.meaning, _SPANNING) and _TO.fullmatch(gap))
        or (before == "from" and (_TO.fullmatch(gap) or _THROUGH.fullmatch(gap)))
        or (before == "between" and _AND.fullmatch(gap))
    )
    if not connected:
        return None
    both = say.Between(first.meaning, second.meaning)
    return Piece(span, both, first.type, ends=(first.span, second.span))
