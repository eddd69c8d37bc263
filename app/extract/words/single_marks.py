"""Single quotation marks that enclose: ‘…’ and '…', as British copy and headlines set speech.

The same character is an apostrophe far more often, so a pair is only taken on evidence. A mark opens before a
word that is no clipped one ('em, '90s); it closes after a stop or before one. After an "s", or in "goin'", it may
as well be an apostrophe ("the soldiers' homes"), and closes only what nothing better closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from app.extract.lexicon import load
from app.text.span import Span

_SINGLE = re.compile(r"(?<!['`‘’])['‘’](?!['‘’])")
_BEFORE_OPENING = '([{—–-/:“„«"…'
_STOPS = ",.?!…—–"
_CLOSES = ',.;:?!…)]—–-”»"'
_CLIPPED = re.compile(r"\d\d(?:s|\b(?![,.]?\d))")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _elisions() -> frozenset[str]:
    return frozenset(load("cues")["apostrophes"]["before"])


def single_pairs(text: str, lines: Sequence[Span], taken: Sequence[Span]) -> list[tuple[int, int]]:
    """Opening and closing marks of every stretch in single marks, in order; `taken` stand in double marks.

    A pair never crosses a paragraph. One that only an apostrophe would close is taken where the text has shown
    elsewhere that single marks enclose speech.
    """
    found: list[tuple[int, int, bool]] = []
    for line in lines:
        marks = [m.start() for m in _SINGLE.finditer(text, line.start, line.end)]
        if len(marks) > 1:
            inside = [span for span in taken if span.overlaps(line)]
            found += _in_line(text, line, [at for at in marks if not any(s.start <= at < s.end for s in inside)])
    shown = any(text[end - 1] in _STOPS for _, end, sure in found if sure)
    return [(start, end) for start, end, sure in found if sure or shown]


def _in_line(text: str, line: Span, marks: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """The pairs of one paragraph, each with whether its closing mark can be nothing else."""
    opening = [at for at in marks if _opens(text, at, line)]
    for at, following in pairwise([*opening, line.end]):
        closing = [mark for mark in marks if at + 1 < mark < following and _may_close(text, mark, line)]
        sure = [mark for mark in closing if not _may_be_apostrophe(text, mark, line)]
        best = sure[:1] or closing[-1:]
        if best and any(character.isalnum() for character in text[at + 1 : best[0]]):
            yield at, best[0], bool(sure)


def _opens(text: str, at: int, line: Span) -> bool:
    before = text[at - 1] if at > line.start else " "
    after = text[at + 1] if at + 1 < line.end else " "
    if text[at] == "’" or not (before.isspace() or before in _BEFORE_OPENING):
        return False
    if not (after.isalnum() or after in '“"[(…$£€'):
        return False
    word = _WORD.match(text, at + 1)
    clipped = _CLIPPED.match(text, at + 1) or (word and word.group().lower() in _elisions())
    return not clipped


def _may_close(text: str, at: int, line: Span) -> bool:
    after = text[at + 1] if at + 1 < line.end else " "
    return text[at] != "‘" and not text[at - 1].isspace() and (after.isspace() or after in _CLOSES)


def _may_be_apostrophe(text: str, at: int, line: Span) -> bool:
    """ "the soldiers' homes", "goin' home", "Rus' was": after a letter, with the sentence running on."""
    if text[at - 1] in _STOPS or at + 1 >= line.end:
        return False
    after = text[at + 1]
    word = re.search(r"[^\W_]+$", text[line.start : at])
    clipped = bool(word) and (word.group().lower().endswith(("s", "in", "z", "x")) or len(word.group()) == 1)
    return clipped and (after.isspace() or after in ".;:)")
