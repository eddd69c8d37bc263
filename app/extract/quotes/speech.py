"""One text as speech: its quotation marks, tokens and reported clauses, looked at together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.extract.names.known import Known
from app.extract.quotes.attribution import find_reports
from app.extract.reading import Mention, Relay, Speaker
from app.extract.words.cues import Cue
from app.extract.words.marks import Quoted, pair_marks
from app.extract.words.parse import Parsed
from app.text.span import Span, hull

TERMINAL = ".?!…"
_SENTENCE = 8  # words: shorter ones may be a motto or a name ("the slogan of Selva “We will stay”")


@dataclass(slots=True)
class Draft:
    """A quote while it is being put together. `frame` is the attribution's own stretch of text."""

    spans: list[Span]
    type: str
    speaker: Speaker | None = None
    cue: Cue | None = None
    frame: Span | None = None
    reasons: list[str] = field(default_factory=list)
    relays: tuple[Relay, ...] = ()
    statement: Draft | None = None  # the quote before that the same statement is the source of

    @property
    def hull(self) -> Span:
        return hull(self.spans)


class Page:
    """One text's quotation marks, reports and tokens."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> None:
        self.parsed, self.text, self.mentions, self.known = parsed, parsed.text, mentions, known
        self.stretches = pair_marks(parsed.text)
        self.doubles = any(not stretch.single for stretch in self.stretches)
        self.starts = [token.idx for token in parsed.doc]
        self.reports = [r for r in find_reports(parsed, mentions, known) if not self.inside_speech(r.cue.span)]

    def touching(self, span: Span) -> Sequence[Quoted]:
        """The stretches that share a character with a span; they stand apart and in order, so two look-ups do."""
        first = bisect_right(self.stretches, span.start, key=lambda stretch: stretch.outer.end)
        last = bisect_left(self.stretches, span.end, key=lambda stretch: stretch.outer.start)
        return self.stretches[first:last]

    def inside_speech(self, span: Span) -> bool:
        return bool(self.touching(span))

    def after(self, index: int) -> Any:
        """The tokens from a stretch to the end of its sentence, the next stretch or the paragraph."""
        stretch = self.stretches[index]
        end = stretch.paragraph.end
        if index + 1 < len(self.stretches):
            end = min(end, self.stretches[index + 1].outer.start)
        first = bisect_left(self.starts, stretch.outer.end)
        last = first
        while last < len(self.starts) and self.starts[last] < end:
            last += 1
            if self.ends_sentence(last - 1):
                break
        return self.parsed.doc[first:last]

    def before(self, index: int) -> Any:
        """The tokens of the same sentence before a stretch, back to the last stretch or the paragraph's start."""
        stretch = self.stretches[index]
        start = stretch.paragraph.start
        if index and self.stretches[index - 1].outer.end > start:
            start = self.stretches[index - 1].outer.end
        last = bisect_left(self.starts, stretch.outer.start)
        first = last
        while first > 0 and self.starts[first - 1] >= start:
            if self.ends_sentence(first - 1):
                break
            first -= 1
        return self.parsed.doc[first:last]

    def ends_sentence(self, at: int) -> bool:
        """A stop that ends a sentence, and not the point of "Lt. Gen."."""
        doc = self.parsed.doc
        after = doc[at + 1] if at + 1 < len(doc) else None
        if doc[at].text != ".":
            return doc[at].text in ("!", "?", ";") or self._stops_too(at)
        return after is None or after.is_sent_start or after.is_space or after.is_punct

    def _stops_too(self, at: int) -> bool:
        """ "They met at 7 p.m. “We held.”": the stop of a short form, where speech begins after it."""
        doc = self.parsed.doc
        if not doc[at].text.endswith(".") or at + 2 >= len(doc) or not doc[at + 1].is_quote:
            return False
        opens = doc[at + 1].is_sent_start or doc[at].lower_ in ("p.m.", "a.m.")
        return bool(opens) and doc[at + 2].text[:1].isupper()

    def sentence_like(self, stretch: Quoted) -> bool:
        """Three words or more that begin as a sentence and end as one."""
        said = stretch.inner.of(self.text)
        first = next(character for character in said if character.isalnum())
        outside = self.text[stretch.outer.end : stretch.outer.end + 1]
        whole = (outside in (",", ".") or said[-1] in TERMINAL + ",—–-" or stretch.continued) and not title_like(
            said
        )
        return whole and (first.isupper() or first.isdigit() or said[0] in "[…") and len(said.split()) > 2

    def stop_lost(self, lead: Any, stretch: Quoted) -> bool:
        """ "Farmers are back in Selva “We hope that all the roads will open soon,” Moroz said": two sentences.

        Copied pages lose the stop before the marks. What leads into speech within one sentence ends in no noun.
        """
        verbs = [t for t in lead if t.tag_ in ("VBD", "VBZ", "VBP", "MD")]
        told = any(c.dep_ in ("nsubj", "nsubjpass") for v in verbs for t in (v, v.head) for c in t.children)
        long = len(stretch.inner.of(self.text).split()) >= _SENTENCE
        last = next((t for t in reversed(list(lead)) if not t.is_space), lead[-1])
        return told and long and last.pos_ in ("NOUN", "PROPN")


def title_like(said: str) -> bool:
    """A book, film or programme: every word but the short ones with a capital."""
    words = [word.strip(",.?!:;") for word in said.split()]
    long = [word for word in words if len(word) > 2 and word.lower() not in ("and", "the", "for", "with", "from")]
    return len(long) > 1 and len(words) < 12 and all(word[:1].isupper() or not word[:1].isalpha() for word in long)
