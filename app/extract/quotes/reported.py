"""Indirect and mixed speech: reported clauses, less those that only repeat direct speech."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.extract.lexicon import load
from app.extract.quotes.attribution import Report
from app.extract.quotes.circumstances import names_channel
from app.extract.quotes.fragments import spoken_of
from app.extract.quotes.relays import hands_on_another
from app.extract.quotes.speakers import speaker_of
from app.extract.quotes.speech import Draft, Page, title_like
from app.extract.words.cues import Cue, base_of, class_of, cue_at
from app.extract.words.marks import Quoted
from app.extract.words.parse import span_of
from app.text.span import Span

_ARTICLES_OWN = ("i", "we", "you", "one")
_LONGEST_SENTENCE = 300  # tokens; beyond that it is a list or a page without stops, and nothing is widened
_LONGEST_NAME = 8  # tokens: "a crime against the people of Orlia", and what ends it
_BARE_TERM = 2  # words: "bandits", "land grab"
_MOSTLY = 0.9  # of the letters inside marks: direct. The rule the measured systems are typed by.


def find_reported(page: Page, direct: list[Draft]) -> list[Draft]:
    """Every reported clause and naming that is not part of `direct`."""
    return list(_Reported(page).reported(direct))


class _Reported:
    def __init__(self, page: Page) -> None:
        self.page = page

    def reported(self, direct: list[Draft]) -> Iterator[Draft]:
        """Indirect and mixed quotes: reported clauses, less those that only repeat direct speech."""
        taken = [span for draft in direct for span in draft.spans]
        cues = {draft.cue.span for draft in direct if draft.cue}
        found: list[Draft] = []
        for report in self.page.reports:
            if hands_on_another(report, self.page, direct):
                continue  # "Delta News reported that Moroz said …": his words, by way of Delta News
            if self._claims_a_thing(report) or "|" in report.content.of(self.page.text):
                continue  # "| 1.8MB480p | 2.1MB": a page's furniture
            content = self._whole_marks(report.content, report.cue.span)
            if content is None or report.cue.span in cues or any(content.overlaps(span) for span in taken):
                continue
            if any(kept.spans[0].covers(content) for kept in found):
                continue  # said inside what is already somebody's words
            draft = self._reported(report, content)
            if draft.speaker and draft.speaker.span.of(self.page.text).lower() in _ARTICLES_OWN:
                continue  # an official statement in its own voice is no quote of somebody in it
            if draft.speaker or draft.type != "indirect":
                found.append(draft)
        yield from found
        yield from self._namings([*taken, *(span for draft in found for span in draft.spans)], cues)

    def _claims_a_thing(self, report: Report) -> bool:
        """ "claimed responsibility for the raid", "claimed the lives of ten": nothing that anybody says.

        "claimed the capture of Dubove" is: that they captured it. And words in quotation marks are somebody's.
        """
        token = report.cue.token
        if report.reason != "object of the cue" or base_of(token) != "claim" or self.page.touching(report.content):
            return False
        thing = next((child for child in token.children if child.dep_ == "dobj" and child.i > token.i), None)
        return thing is not None and thing.lemma_.lower() not in load("cues")["claimed"]["told"]

    def _namings(self, taken: list[Span], cues: set[Span]) -> Iterator[Draft]:
        """ "called the raid “a message”", "hailed it as “historic”": from the verb's object to the marks' end."""
        for index, stretch in enumerate(self.page.stretches):
            if any(span.overlaps(stretch.outer) for span in taken):
                continue
            lead = [token for token in self.page.before(index) if not token.is_space]
            verbs = [token for token in lead if token.pos_ in ("VERB", "AUX")]
            cue = next((cue for cue in map(cue_at, reversed(lead)) if cue and "as" in cue.frames), None)
            if (
                cue is None
                or cue.span in cues
                or _is_known_as(cue, stretch.inner.of(self.page.text))
                or _only_a_word(cue, stretch.inner.of(self.page.text))
                or any(v.i > cue.token.i and not _of_the_named(v, cue.token) for v in verbs)
            ):
                continue
            speaker = speaker_of(cue.token, self.page.parsed, self.page.mentions, self.page.known)
            between = lead[-1].i - cue.token.i
            if speaker is None or between > 25 or self.page.inside_speech(speaker.span):
                continue
            kind, content = self._named_so(cue, stretch, lead)
            cue = replace(cue, cls=class_of(cue, "as"))
            frame = self.page.parsed.sentence_of(cue.span)
            yield Draft([content], kind, speaker, cue, frame, ["named so", speaker.reason])

    def _named_so(self, cue: Cue, stretch: Quoted, lead: list[Any]) -> tuple[str, Span]:
        """From what is named to the end of its name; the name alone for "it", or where the two stand apart."""
        between = [token for token in lead if token.i > cue.token.i]
        parted = any(t.head == cue.token and names_channel(t) for t in between)
        parted = parted or (lead[-1].text == "," and self.page.sentence_like(stretch))  # "defended it, “We …”"
        agent = next((t for t in between if t.dep_ == "agent" and t.head == cue.token), None)
        if agent is not None:  # "described by Moroz as a “fool”"
            between = [t for t in between if t.i > agent.right_edge.i]
        while between and (parted or between[0].lower_ == "as" or _stands_alone(between[0])):
            between.pop(0)
        end = self._phrase_end(stretch)
        if not between:
            whole = end == stretch.outer.end
            return ("direct", stretch.inner) if whole else ("mixed", Span(stretch.outer.start, end))
        end = max(end, self._called_so(end, between))
        return "mixed", Span(min(between[0].idx, stretch.outer.start), end)

    def _called_so(self, end: int, before: list[Any]) -> int:
        """The end of "a crime" in "called the “special operation” a crime": the marks hold what is called so.

        Without it a term that the speaker disputes would stand as his own.
        """
        at = bisect_left(self.page.starts, end)
        behind = self.page.parsed.doc[at : at + _LONGEST_NAME]
        if len(behind) < 2 or behind[0].lower_ not in ("a", "an", "as") or before[0].lower_ in ("a", "an"):
            return end
        stop = next((n for n, t in enumerate(behind) if t.is_punct or t.is_space), 0)
        named = behind[:stop]
        if not stop or any(t.ent_type_ in ("DATE", "TIME") or t.pos_ in ("VERB", "AUX") for t in named):
            return end
        return span_of(named).end

    def _phrase_end(self, stretch: Quoted) -> int:
        """The end of the phrase that marks begin: "called it a “serious” threat to peace", up to a comma."""
        doc, end = self.page.parsed.doc, stretch.outer.end
        if (joined := self._joined(stretch)) is not None:
            return self._phrase_end(joined)
        last = doc[max(0, bisect_left(self.page.starts, stretch.inner.end) - 1)]
        if last.dep_ not in ("amod", "compound", "nmod") or last.head.idx < end:
            return end
        for token in doc[last.i + 1 : last.head.right_edge.i + 1]:
            joins = token.tag_ == "HYPH" and not token.whitespace_  # "al-Hadba"
            stops = (token.is_punct and not joins) or token.is_space or token.dep_ in ("relcl", "advcl")
            if token.idx >= end and stops:
                break
            end = max(end, span_of(token).end)
        return end

    def _joined(self, stretch: Quoted) -> Quoted | None:
        """ "called it “a mistake” and a “gift to nobody”": the next stretch, with no more between."""
        index = bisect_left(self.page.stretches, stretch.outer.end, key=lambda other: other.outer.start)
        following = self.page.stretches[index] if index < len(self.page.stretches) else None
        if following is None or following.paragraph != stretch.paragraph:
            return None
        between = Span(stretch.outer.end, following.outer.start).of(self.page.text).lower().split()
        return following if between[:1] == ["and"] and between[1:] in ([], ["a"], ["an"], ["the"]) else None

    def _reported(self, report: Report, content: Span) -> Draft:
        kind, spans = self._typed(content)
        about = None if report.rest or kind == "direct" else spoken_of(report.cue.token, content, self.page.parsed)
        if about is not None and not self.page.touching(about):
            spans = [about, content]
        if report.rest and not report.rest.overlaps(content):
            spans, kind = [content, self._whole_marks(report.rest, report.cue.span) or report.rest], "indirect"
            if any(self.page.touching(span) for span in spans):
                kind = "mixed"
        reasons = [report.reason, *([report.speaker.reason] if report.speaker else [])]
        frame = self.page.parsed.sentence_of(report.cue.span) or report.cue.span
        return Draft(spans, kind, report.speaker, report.cue, frame, reasons)

    def _typed(self, content: Span) -> tuple[str, list[Span]]:
        letters = sum(character.isalnum() for character in content.of(self.page.text)) or 1
        inside = 0
        for stretch in self.page.touching(content):
            if content.overlaps(stretch.inner):
                both = Span(max(content.start, stretch.inner.start), min(content.end, stretch.inner.end))
                inside += sum(character.isalnum() for character in both.of(self.page.text))
        if inside >= _MOSTLY * letters:
            inner = [stretch.inner for stretch in self.page.touching(content) if content.overlaps(stretch.inner)]
            return "direct", inner if len(inner) == 1 else [content]
        return ("mixed" if inside else "indirect"), [content]

    def _whole_marks(self, content: Span, cue: Span) -> Span | None:
        """The content widened to whole quotations, and to those that the rest of its sentence still holds."""
        sentence_end = self._sentence_end(Span(content.start, content.end - 1))
        start, end = content.start, content.end
        for stretch in self.page.touching(Span(start, max(end, sentence_end + 1))):
            outer = stretch.outer
            if outer.overlaps(Span(start, end)) and not outer.overlaps(cue):
                start, end = min(start, outer.start), max(end, outer.end)
            elif cue.end <= start and end <= outer.start and outer.end <= sentence_end + 1:
                between = Span(end, outer.start)
                if Span(end - 1, outer.start).of(self.page.text).rstrip().endswith((".", "!", "?")):
                    continue  # "at 7 p.m. “We held.”": the next sentence
                tokens = (
                    self.page.parsed.tokens(between.trimmed(self.page.text))
                    if between.of(self.page.text).strip()
                    else ()
                )
                if not any(cue_at(token) for token in tokens):
                    end = outer.end
        end = self._before_the_narrator(start, end)
        return Span(start, end) if start < end and not Span(start, end).overlaps(cue) else None

    def _before_the_narrator(self, start: int, end: int) -> int:
        """ "said that “the liberation is complete,” using the old name": what the article adds."""
        for stretch in self.page.touching(Span(start, end)):
            after = bisect_left(self.page.starts, stretch.outer.end)
            comma = stretch.inner.of(self.page.text)[-1:] == "," or self.page.text[stretch.outer.end :][:1] == ","
            if not comma or not start <= stretch.inner.end < end:
                continue
            word = next((t for t in self.page.parsed.doc[after : after + 2] if not t.is_punct), None)
            if word is not None and word.idx < end and word.lower_ in load("cues")["narrator"]["words"]:
                return stretch.outer.end
        return end

    def _sentence_end(self, content: Span) -> int:
        """The end of the sentence a content ends in; a stop inside marks ends it if a capital follows."""
        at = bisect_left(self.page.starts, content.end)
        for index in range(at, min(at + _LONGEST_SENTENCE, len(self.page.starts))):
            token = self.page.parsed.doc[index]
            stretch = next(iter(self.page.touching(Span(token.idx, token.idx + 1))), None)
            if "\n" in token.text or (stretch is None and self.page.ends_sentence(index)):
                return token.idx
            if stretch and token.idx >= stretch.inner.end - 1 and token.text in (".", "!", "?"):
                following = self.page.text[stretch.outer.end : stretch.outer.end + 3].lstrip()
                if not following or following[0].isupper() or following[0] in '“"':
                    return stretch.outer.end
        return content.end if at + _LONGEST_SENTENCE < len(self.page.starts) else len(self.page.text)


def _is_known_as(cue: Cue, name: str) -> bool:
    """ "The quarter is called “Little Harbour” by its people": a name, and nothing that anybody said."""
    named_so = class_of(cue, "as") == "other" and any(c.dep_ == "auxpass" for c in cue.token.children)
    return named_so and title_like(name)


def _only_a_word(cue: Cue, name: str) -> bool:
    """ "citing what he called “bandits”": marks that hold the word at a distance, and no saying of its own."""
    freely = any(t.lower_ in ("what", "whatever") for t in cue.token.lefts)
    return freely and class_of(cue, "as") == "other" and len(name.split()) <= _BARE_TERM


def _of_the_named(verb: Any, cue: Any) -> bool:
    """A verb that belongs to what is named, and opens no clause of its own: "the raid that killed five"."""
    if verb.tag_ in ("VBG", "VB"):
        return True
    while verb.dep_ in ("aux", "auxpass", "conj") and verb.head != verb:
        verb = verb.head
    return verb.dep_ in ("relcl", "acl") and cue in verb.ancestors


def _stands_alone(token: Any) -> bool:
    """ "it" in "called it “a mistake”", and not "those" of "called those who fled “fools”"."""
    return token.pos_ == "PRON" and token.dep_ not in ("poss", "det") and not any(token.children)
