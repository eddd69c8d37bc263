"""How much of somebody else's article one answer may show: its facts' own words, a little round them, no more.

Facts lie close in the news. The words of each, with a margin on both sides, can add up to the whole article, which
is then published again in all but name. So an answer about one article has a ceiling, and spends it in this order:

1. the facts' own words, in the order of the article. A fact that no longer fits is left out, and counted: it keeps
   its own page, with its own words;
2. a margin on either side of those shown, in the same order, while there is room. A margin ends with its sentence,
   so that the windows of two facts never grow together into a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.browse.facts.sentence_ends import sentence_ends
from app.text.span import Span


@dataclass(frozen=True, slots=True)
class Portion:
    """What is shown of a text: stretches apart, and the facts whose words are not in them."""

    spans: tuple[Span, ...]
    left: tuple[Span, ...]

    @property
    def shown(self) -> int:
        """Characters."""
        return sum(span.end - span.start for span in self.spans)


def portion(text: str, facts: Iterable[Span], around: int, most: int) -> Portion:
    """At most `most` characters of a text: the facts first, then up to `around` characters on their sides."""
    room = _Room(bytearray(len(text)), most)
    told = sorted(dict.fromkeys(facts), key=lambda fact: (fact.start, fact.end))
    for fact in told:
        room.take(fact)
    inside = [fact for fact in told if room.holds(fact)]
    for fact in inside:
        wide = margined(text, fact, around)
        room.take(Span(wide.start, fact.start))
        room.take(Span(fact.end, wide.end))
    for first, then in pairwise(tuple(room.spans())):
        if text[first.end : then.start].isspace():  # nothing is left out between two sentences that meet
            room.take(Span(first.end, then.start))
    return Portion(tuple(room.spans()), tuple(fact for fact in told if fact not in inside))


@dataclass(slots=True)
class _Room:
    """Which characters are shown, and how many more may be."""

    shown: bytearray  # one byte a character of the text: 1 where it is shown
    most: int

    def take(self, span: Span) -> None:
        """Shows a stretch if there is room for all of it."""
        here = self.shown[span.start : span.end]
        new = len(here) - sum(here)
        if new <= self.most:
            self.shown[span.start : span.end] = bytes([1]) * len(here)
            self.most -= new

    def holds(self, span: Span) -> bool:
        return all(self.shown[span.start : span.end])

    def spans(self) -> Iterator[Span]:
        return (Span(*match.span()) for match in re.finditer(b"\x01+", self.shown))


def margined(text: str, fact: Span, around: int) -> Span:
    """A fact with at most `around` characters on either side, cut between words, within its sentence."""
    start = max(0, fact.start - around)
    if ended := list(sentence_ends(text, start, fact.start)):
        start = ended[-1]
    elif start and not text[start - 1].isspace():
        start = next((i for i in range(start, fact.start) if text[i].isspace()), fact.start)
    start = next((i for i in range(start, fact.start) if not text[i].isspace()), fact.start)
    return Span(start, _margin_end(text, fact, around))


def _margin_end(text: str, fact: Span, around: int) -> int:
    end = min(len(text), fact.end + around)
    # The fact's last characters too: where they end a sentence, there is no margin.
    ends = sentence_ends(text, max(fact.start, fact.end - 2), end)
    if ended := next((last for last in ends if last >= fact.end), None):
        end = min(end, ended)
    elif end < len(text) and not text[end].isspace():
        end = next((i for i in range(end, fact.end, -1) if text[i].isspace()), fact.end)
    return fact.end + len(text[fact.end : end].rstrip())
