"""What an article's dates are read against at its start: the day it was filed or published, and what is quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.extract.dates import meanings as say
from app.extract.dates.calendar_rules import resolve
from app.extract.dates.grammar import Piece
from app.extract.dates.meanings import Scene
from app.extract.reading import DateMention
from app.ingest.dateline import opening_dateline
from app.text.when import When

# How far, in days, a report may lie before its publication for its dateline to be its own.
_DATELINE_REACH = 7


# ------------------------------------------------------------------ the scene

_OPENING = re.compile(r"[A-Z][A-Z'/-]{2,}[^\n]{0,60}?[,(]?[ \t]?\Z")
_AGENCY = re.compile(r"[ \t]{0,2}(?:\([^()\n]{2,40}\)[ \t]{0,2})?[-–—]{1,2}[ \t]")


def filed_on(text: str, dates: Sequence[DateMention], published: When | None) -> When | None:
    """The day of the dateline the article opens with, where it is its own; else that of publication.

    A reprint of Sunday is Saturday's report, and what was said in it undated was said by Saturday.
    """
    opening = len(opening_dateline(text) or "")
    day = next((d.when for d in dates if d.span.end <= opening and d.when and d.when.days == 1), None)
    if day is None or published is None:
        return published
    return day if 0 <= (published.earliest - day.earliest).days <= _DATELINE_REACH else published


def opening_scene(text: str, pieces: list[Piece], published: When | None, dateline: date | None) -> Scene:
    """The day to count from: the dateline given, the publication day, or what the text opens with."""
    day = published.earliest if published is not None and published.days == 1 else None
    if published is None:
        doubt = "the publication day is not known"
    else:
        doubt = f"the publication is known only as {published}"
    if dateline is not None:
        return Scene(dateline, "the dateline's day", doubt)
    opening = _dateline_in_text(text, pieces, Scene(day, doubt=doubt))
    if opening is not None and (day is None or 0 <= (day - opening).days <= _DATELINE_REACH):
        return Scene(opening, "the dateline's day", doubt, appeared=day)
    if day is None:
        return replace(_date_line(text, pieces), doubt=doubt)
    return Scene(day, doubt=doubt)


def _dateline_in_text(text: str, pieces: list[Piece], scene: Scene) -> date | None:
    """ "KYIV, May 21 (Reuters) -": the date between a place in capitals and a dash, on the first lines."""
    opening = len(opening_dateline(text) or "")  # where the text itself begins with one, capitals or not
    for piece in pieces[:3]:
        line = text.rfind("\n", 0, piece.span.start) + 1
        if not isinstance(piece.meaning, say.Day) or piece.span.start - line > 80 or line > 600:
            continue
        told = _OPENING.fullmatch(text[line : piece.span.start]) and _AGENCY.match(text, piece.span.end)
        if told or piece.span.end <= opening:
            when, _ = resolve(piece.meaning, scene)
            return when.earliest if when and when.days == 1 else None
    return None


def _date_line(text: str, pieces: list[Piece]) -> Scene:
    """A whole date alone on one of the first lines is when the article appeared, if nothing better says so."""
    for piece in pieces[:2]:
        line = text.rfind("\n", 0, piece.span.start) + 1
        end = text.find("\n", piece.span.end)
        alone = text[line : end if end >= 0 else len(text)].strip() == piece.span.of(text)
        if alone and line <= 300 and isinstance(piece.meaning, say.Day | say.Exactly):
            when, _ = resolve(piece.meaning, Scene(None))
            if when is not None and when.days == 1:
                return Scene(when.earliest, "the date line above the text")
    return Scene(None)


@dataclass(frozen=True, slots=True)
class _Quotations:
    """Where quotations open and close, to ask whether a place lies in one."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __call__(self, at: int) -> bool:
        number = bisect_right(self.starts, at) - 1
        return number >= 0 and at < self.ends[number]


def quotations(text: str) -> _Quotations:
    """Pairs of double marks; one left open ends with its line."""
    pairs = [match.span() for match in re.finditer(r"“[^”\n]{0,4000}|\"[^\"\n]{0,4000}\"?|«[^»\n]{0,4000}", text)]
    return _Quotations(tuple(start for start, _ in pairs), tuple(end for _, end in pairs))
