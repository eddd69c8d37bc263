"""Why a thing was found: its text in pieces, the searched words apart from the rest.

Words meet here as they do in the index (`text/folding.py`): whatever their accents and apostrophes, and in any
English form of theirs unless they were asked as a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.store.word_query import WordQuery
from app.text.folding import stem, words
from app.text.span import Span

# A word of the text with the apostrophes and accents inside it, which folding takes off.
_TOKEN = re.compile(r"[^\W_]+(?:['’‘ʼ`´′ʹ‛ʻ\u0300-\u036f]+[^\W_]+)*[\u0300-\u036f]*")
LONGEST = 180  # characters of a snippet; about two lines
_LEAD = 40  # characters shown before the first of its hits


@dataclass(frozen=True, slots=True)
class Bit:
    text: str
    hit: bool = False


def found_in(text: str, query: WordQuery) -> tuple[Span, ...]:
    """Where the asked words stand, in order, none within another."""
    tokens = [(match.span(), words(match[0])) for match in _TOKEN.finditer(text)]
    terms = [term for group in query.groups for term in group]
    stems = {stem(word) for term in terms if not term.phrase for word in term.words}
    met = {Span(*at) for at, told in tokens if any(stem(word) in stems for word in told)}
    flat = [(word, at) for at, told in tokens for word in told]
    for term in terms:
        if term.phrase:
            met.update(_phrases(flat, term.words))
    return _apart(met)


def _phrases(flat: Sequence[tuple[str, tuple[int, int]]], wanted: Sequence[str]) -> Iterator[Span]:
    size = len(wanted)
    for first in range(len(flat) - size + 1):
        here = flat[first : first + size]
        if all(word == asked for (word, _), asked in zip(here, wanted, strict=True)):
            yield Span(here[0][1][0], here[-1][1][1])


def _apart(met: set[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(met, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end:
            kept[-1] = Span(kept[-1].start, span.end)
    return tuple(kept)


def bits(text: str, query: WordQuery) -> tuple[Bit, ...]:
    """The whole text in pieces; joined, they are the text."""
    return _cut(text, found_in(text, query))


def snippet(text: str, query: WordQuery, longest: int = LONGEST) -> tuple[Bit, ...]:
    """The stretch of a text with the most different words of the question; empty where none stands in it."""
    found = found_in(text, query)
    if not found:
        return ()
    best = max(found, key=lambda hit: (*_shown(text, found, hit.start, longest), -hit.start))
    start = _word_start(text, max(0, best.start - _LEAD), best.start)
    end = min(len(text), start + longest)
    if end < len(text):
        end = max(text.rfind(" ", start, end + 1), best.end)
    inside = [Span(hit.start - start, hit.end - start) for hit in found if start <= hit.start and hit.end <= end]
    pieces = _cut(" ".join(text[start:end].split("\n")), inside)
    before, after = (Bit("… "),) if start else (), (Bit(" …"),) if end < len(text) else ()
    return (*before, *pieces, *after)


def _shown(text: str, found: Sequence[Span], start: int, longest: int) -> tuple[int, int]:
    """How many different words of the question a stretch shows that begins here, and how close they stand."""
    told: set[str] = set()
    last = start
    for hit in found:
        if start <= hit.start and hit.end <= start + longest - _LEAD:
            new = {stem(word) for word in words(hit.of(text))} - told
            told |= new
            last = hit.end if new else last
    return len(told), start - last


def _word_start(text: str, at: int, before: int) -> int:
    """The first beginning of a word from `at` on; paragraphs are not crossed."""
    at = max(at, text.rfind("\n", 0, before) + 1)
    if at == 0 or text[at - 1].isspace():
        return at
    return next((i + 1 for i in range(at, before) if text[i].isspace()), before)


def _cut(text: str, found: Sequence[Span]) -> tuple[Bit, ...]:
    made, at = [], 0
    for hit in found:
        made += [Bit(text[at : hit.start]), Bit(hit.of(text), True)]
        at = hit.end
    made.append(Bit(text[at:]))
    return tuple(bit for bit in made if bit.text)
