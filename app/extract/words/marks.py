"""Quotation marks in pairs: what stands inside the outer marks, and never an apostrophe.

Double marks are marks and nothing else. Single ones are taken where they enclose (`single_marks`), and where
they do not stand inside double ones, as a quotation within a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.extract.words.single_marks import single_pairs
from app.text.span import Span

# Two single marks side by side are how some wires and older pages type one double mark.
# Doubled straight marks are what a careless export of a spreadsheet leaves of one.
_MARK = re.compile(r"\"{2,3}|[“”„‟«»\"＂]|''|``|‘‘|’’")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_OPENS = {"“": True, "„": True, "«": True, "‟": True, "``": True, "‘‘": True, "”": False, "»": False, "’’": False}
# What may stand before an opening mark, beside white space and the start of a paragraph.
_BEFORE_OPENING = "([{—–-/:‘'“„«\"…"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between outer marks: `outer` with its marks, `inner` without; `single` where the marks are.

    `continued` where a paragraph ends with the marks still open and the next one opens with a mark:
    one utterance runs on over the paragraphs.
    """

    outer: Span
    inner: Span
    paragraph: Span
    continued: bool = False
    single: bool = False


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that hold more than white space, trimmed."""
    found = (Span(*match.span()).trimmed(text) for match in _PARAGRAPH.finditer(text))
    return [span for span in found if span]


@lru_cache(maxsize=8)
def pair_marks(text: str) -> tuple[Quoted, ...]:
    """Every stretch inside outer double marks, in text order; marks without a partner are passed over.

    A pair never crosses a paragraph, so one stray mark costs at most the quotes of its paragraph.
    """
    lines = paragraphs(text)
    found: list[Quoted] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        found += _pairs(text, line, _opens_with_mark(text, following))
    return tuple(_with_singles(text, lines, found))


def _with_singles(text: str, lines: list[Span], doubles: list[Quoted]) -> list[Quoted]:
    """With the stretches in single marks, which hold the double ones that stand inside them."""
    singles: list[Quoted] = []
    for start, end in single_pairs(text, lines, [quoted.outer for quoted in doubles]):
        outer = Span(start, end + 1)
        line = next(line for line in lines if line.covers(outer))
        if all(outer.covers(other.outer) or not outer.overlaps(other.outer) for other in doubles):
            singles.append(Quoted(outer, Span(start + 1, end).trimmed(text), line, single=True))
    if not singles:
        return doubles
    kept = [quoted for quoted in doubles if not any(one.outer.covers(quoted.outer) for one in singles)]
    return sorted([*kept, *singles], key=lambda quoted: quoted.outer.start)


def _opens_with_mark(text: str, line: Span | None) -> bool:
    mark = _MARK.match(text, line.start, line.end) if line else None
    return bool(line and mark and _opens(text, mark, line))


def _opens(text: str, mark: re.Match[str], line: Span) -> bool | None:
    """Whether a mark opens (True) or closes (False); None where a straight mark could do either."""
    known = _OPENS.get(mark.group())
    if known is not None:
        return known
    before = text[mark.start() - 1] if mark.start() > line.start else " "
    after = text[mark.end()] if mark.end() < line.end else " "
    opening = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closing = not before.isspace() and not (after.isalnum() and before in _BEFORE_OPENING)
    return None if opening == closing else opening


def _glued(text: str, mark: re.Match[str]) -> bool:
    """ "…attack."We stay,” she said": a copied page has lost the space between a stop and an opening mark."""
    return (
        mark.group() not in _OPENS
        and text[mark.start() - 1 : mark.start()] in (".", "?", "!")
        and text[mark.end() : mark.end() + 1].isupper()
    )


def _pairs(text: str, line: Span, runs_on: bool) -> Iterator[Quoted]:
    """Pairs within one paragraph. Nested marks belong to the outer pair; a doubled opening starts anew."""
    open_marks: list[re.Match[str]] = []
    closed: list[tuple[int, int, int, int]] = []
    marks = list(_MARK.finditer(text, line.start, line.end))
    if any(mark.group().startswith('""') and len(mark.group()) < 4 for mark in marks):
        marks = [mark for mark in marks if mark.group() != '"']  # the single ones enclose a spreadsheet's cell
    for mark in marks:
        opens = _opens(text, mark, line)
        if opens is None or (not open_marks and not opens and _glued(text, mark)):
            opens = not open_marks
        if open_marks and open_marks[-1].group() == "„" and mark.group() == "“":
            opens = False  # low-high pairs, as in Ukrainian and German copy
        if opens:
            open_marks.append(mark)
        elif open_marks:
            first = open_marks.pop()
            closed.append((first.start(), first.end(), mark.start(), mark.end()))
    outermost = open_marks[0] if open_marks and runs_on else None
    if outermost:
        closed.append((outermost.start(), outermost.end(), line.end, line.end))
    reached = line.start
    for start, inner_start, inner_end, end in sorted(closed, key=lambda pair: (pair[0], -pair[3])):
        inner = Span(inner_start, max(inner_start, inner_end)).trimmed(text)
        if start >= reached and any(character.isalnum() for character in inner.of(text)):
            reached = end
            yield Quoted(Span(start, end), inner, line, continued=inner_end == end)
