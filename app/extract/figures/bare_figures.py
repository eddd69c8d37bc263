"""Figures that name no noun of their own, and go on counting what a figure before them counts.

"counted 14 dead, and the ministry then 18" · "spoke of 30 dead, and later ones of 67" · "up from 18" · "45 were
killed. The rescuers had earlier spoken of at least 40." Words: `[bare]` in `lexicon/quantities.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from app.extract.lexicon import load
from app.extract.reading import Quantity
from app.extract.words.parse import Parsed
from app.text.span import Span

_HURT = ("killed", "injured", "missing", "casualties")
_BEFORE = 300  # characters before a figure in which a verb of counting stands
_FAR = 700  # characters: a sentence or two that count nothing may stand between "59 were killed" and "the count"


def kind_carried(parsed: Parsed, figure: Span, tokens: Any, before: Sequence[Quantity]) -> str | None:
    """What a bare figure counts; None where it has a noun of its own, or nothing before says what.

    `figure` is the number with its bound, `tokens` those of the number.
    """
    counted = [q for q in before if q.kind in _HURT and figure.start - q.span.end <= _FAR]
    if not counted or not _bare(tokens):
        return None
    text, sentence = parsed.text, parsed.sentence_of(figure)
    if sentence is None:
        return None
    beside = [q for q in counted if sentence.covers(q.span)]
    if left_behind(text, figure):
        return beside[-1].kind if beside else _of_the_last(counted, parsed)
    if beside:
        gap, after = text[beside[-1].span.end : figure.start], text[figure.end : figure.end + 12]
        on = _pattern("goes-on-behind").match(after) or _pattern("goes-on").search(gap)
        return beside[-1].kind if on else None
    if not _pattern("counts").search(text, max(sentence.start, figure.start - _BEFORE), figure.start):
        return None
    return _of_the_last(counted, parsed)


def left_behind(text: str, figure: Span) -> re.Match[str] | None:
    """ "rose to 59 from 45", "up from 45", "an earlier toll of 45": the words before what a figure was."""
    return _pattern("left-behind").search(text, max(0, figure.start - 60), figure.start)


def counter_between(before: Quantity, figure: Span, parsed: Parsed) -> Any | None:
    """ "14 dead, and the rescuers then 18": the noun of who gave the second; None where nobody stands there."""
    if before.span.end > figure.start:
        return None  # one figure inside another: nothing stands between them
    gap = Span(before.span.end, figure.start)
    if not _pattern("by-another").search(gap.of(parsed.text)):
        return None
    nouns = [t for t in parsed.tokens(gap) if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ != "DATE"]
    return nouns[-1] if nouns else None


def _of_the_last(counted: Sequence[Quantity], parsed: Parsed) -> str | None:
    """What the last sentence with figures counts: the dead, where it counts them among others."""
    sentence = parsed.sentence_of(counted[-1].span)
    if sentence is None:
        return None
    kinds = [q.kind for q in counted if sentence.covers(q.span)]
    return "killed" if "killed" in kinds else kinds[-1]


def _bare(tokens: Any) -> bool:
    """No noun, per cent sign or the like behind it."""
    at = tokens[-1].i + 1
    behind = tokens.doc[at] if at < len(tokens.doc) else None
    return (
        behind is None
        or behind.is_punct
        or behind.pos_ in ("ADP", "CCONJ", "SCONJ", "SPACE", "ADV", "VERB", "AUX")
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern of `[bare]`; those that look back end at the figure."""
    written = load("quantities")["bare"][name]
    joined = "|".join(f"(?:{one})" for one in written)
    if name == "goes-on-behind":
        return re.compile(rf"\s?(?:{joined})", re.IGNORECASE)
    return re.compile(rf"(?:{joined})\s?$", re.IGNORECASE)
