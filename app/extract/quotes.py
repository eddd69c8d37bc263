"""What was said: direct, mixed and indirect quotes, each with its cue and speaker where the text gives them.

    “The bridge is gone,” Kravets said.          direct    cue *said*, speaker *Kravets*
    Kravets said that the bridge “is gone.”      mixed     content from *that* on
    Kravets said that the bridge was gone.       indirect

Marks lead for direct speech, because marks are surer than a parse; the parse leads for the rest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from app.extract.attribution import Cue, Report, class_of, cue_at, find_reports, speaker_at, speaker_of
from app.extract.known import NOBODY, Known
from app.extract.lexicon import load
from app.extract.marks import Quoted, pair_marks, paragraphs
from app.extract.parse import Parsed, span_of, subtree_span
from app.extract.reading import DateMention, Mention, PlaceMention, Quote, Speaker
from app.text.span import Span, hull
from app.text.when import When

_TERMINAL = ".?!…"
_ARTICLES_OWN = ("i", "we", "you", "one")
_LONGEST_SENTENCE = 300  # tokens; beyond that it is a list or a page without stops, and nothing is widened
_RECENT = 10  # days: what somebody did then and what he said of it are told together
_BY_MEANS = ("on", "in", "via", "during", "through", "to", "at")
_MOSTLY = 0.9  # of the letters inside marks: direct. The rule the measured systems are typed by.


@dataclass(slots=True)
class Draft:
    """A quote while it is being put together. `frame` is the attribution's own stretch of text."""

    spans: list[Span]
    type: str
    speaker: Speaker | None = None
    cue: Cue | None = None
    frame: Span | None = None
    reasons: list[str] = field(default_factory=list)
    statement: Draft | None = None  # the quote before that the same statement is the source of

    @property
    def hull(self) -> Span:
        return hull(self.spans)


def find_quotes(
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention] = (),
    dates: Sequence[DateMention] = (),
    published: When | None = None,
    known: Known = NOBODY,
) -> Iterator[Quote]:
    """Every quote of a text, in text order. `known` leads from "he" and "the governor" to names."""
    desk = _Desk(parsed, mentions, known)
    direct = [*desk.direct(), *desk.unmarked()]
    drafts = direct + list(desk.reported(direct))
    drafts.sort(key=lambda draft: (draft.spans[0].start, -draft.spans[-1].end))
    _follow_documents(drafts, parsed, mentions)
    for draft in drafts:
        yield _finished(draft, parsed, mentions, places, dates, published)


class _Desk:
    """One text's quotation marks, reports and tokens, looked at together."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> None:
        self.parsed, self.text, self.mentions, self.known = parsed, parsed.text, mentions, known
        self.stretches = pair_marks(parsed.text)
        self.starts = [token.idx for token in parsed.doc]
        self.reports = [r for r in find_reports(parsed, mentions, known) if not self._inside_speech(r.cue.span)]

    def _touching(self, span: Span) -> Sequence[Quoted]:
        """The stretches that share a character with a span; they stand apart and in order, so two look-ups do."""
        first = bisect_right(self.stretches, span.start, key=lambda stretch: stretch.outer.end)
        last = bisect_left(self.stretches, span.end, key=lambda stretch: stretch.outer.start)
        return self.stretches[first:last]

    def _inside_speech(self, span: Span) -> bool:
        return bool(self._touching(span))

    # -------------------------------------------------------------- direct

    def direct(self) -> Iterator[Draft]:
        """Stretches in marks that are speech: with a cue beside them, or running on from one that has."""
        last: Draft | None = None
        for index in range(len(self.stretches)):
            draft = self._joined(index, last) or self._cued(index) or self._cueless(index, last)
            if draft is None:
                continue
            if draft is not last:
                if last:
                    yield last
                last = draft
        if last:
            yield last

    def _after(self, index: int) -> Any:
        """The tokens from a stretch to the end of its sentence, the next stretch or the paragraph."""
        stretch = self.stretches[index]
        end = stretch.paragraph.end
        if index + 1 < len(self.stretches):
            end = min(end, self.stretches[index + 1].outer.start)
        first = bisect_left(self.starts, stretch.outer.end)
        last = first
        while last < len(self.starts) and self.starts[last] < end:
            last += 1
            if self._ends_sentence(last - 1):
                break
        return self.parsed.doc[first:last]

    def _before(self, index: int) -> Any:
        """The tokens of the same sentence before a stretch, back to the last stretch or the paragraph's start."""
        stretch = self.stretches[index]
        start = stretch.paragraph.start
        if index and self.stretches[index - 1].outer.end > start:
            start = self.stretches[index - 1].outer.end
        last = bisect_left(self.starts, stretch.outer.start)
        first = last
        while first > 0 and self.starts[first - 1] >= start:
            if self._ends_sentence(first - 1):
                break
            first -= 1
        return self.parsed.doc[first:last]

    def _ends_sentence(self, at: int) -> bool:
        """A stop that ends a sentence, and not the point of "Lt. Gen."."""
        doc = self.parsed.doc
        if doc[at].text != ".":
            return doc[at].text in ("!", "?", ";")
        after = doc[at + 1] if at + 1 < len(doc) else None
        return after is None or after.is_sent_start or after.is_space or after.is_punct

    def _joined(self, index: int, last: Draft | None) -> Draft | None:
        """The next piece of one utterance: split by its cue, or carried over a paragraph."""
        if not index or last is None:
            return None
        stretch, before = self.stretches[index], self.stretches[index - 1]
        if last.spans[-1] != before.inner:
            return None
        if before.continued:
            last.spans.append(stretch.inner)
            last.reasons.append("runs on over the paragraph")
            closing = self._cue_after(index) if last.cue is None and self._closes(stretch) else None
            if closing:
                whole = self._draft(stretch, closing, span_of(self._after(index)), "the cue after it")
                last.speaker, last.cue, last.frame = whole.speaker, whole.cue, whole.frame
                last.reasons += whole.reasons
            return last
        gap = Span(before.outer.end, stretch.outer.start)
        if stretch.paragraph != before.paragraph or last.cue is None or last.frame is None:
            return None
        if not gap.covers(last.cue.span) or not (self._sentence_like(stretch) or self._split(before, gap)):
            return None
        rest = self._before(index)
        more = [cue for cue in map(cue_at, rest) if cue and cue.token != last.cue.token]
        own_after = self._cue_after(index) if self._closes(stretch) else None
        ends_sentence = not len(rest)
        if (ends_sentence and own_after is None) or (self._split(before, gap) and not more):
            last.spans.append(stretch.inner)
            last.reasons.append("goes on after its cue")
            return last
        return None

    def _split(self, before: Quoted, gap: Span) -> bool:
        return gap.of(self.text).rstrip().endswith(",") and before.inner.of(self.text)[-1:] in ",—–-"

    def _cued(self, index: int) -> Draft | None:
        """A stretch with a cue in its own sentence, after it or before it."""
        stretch, lead = self.stretches[index], self._before(index)
        if named := self._before_colon(stretch, lead):
            return named
        found = None if self._told_after(index) else self._cue_before(index)
        if found:
            draft = self._draft(stretch, found, span_of(lead), "the cue before it")
            return draft if draft.speaker or self._sentence_like(stretch) else None
        found = self._cue_after(index) if self._closes(stretch) else None
        if found is None:
            return None
        if not len(lead) or (self._sentence_like(stretch) and lead[-1].text in (",", ":", "-", "—")):
            return self._draft(stretch, found, span_of(self._after(index)), "the cue after it")
        return self._ending_in_marks(stretch, found, lead, span_of(self._after(index)))

    def _told_after(self, index: int) -> bool:
        """Whether "…,” he said" follows at once: a cue of its own, whatever leads in."""
        after, cue = list(self._after(index)), self._cue_after(index)
        if self.stretches[index].inner.of(self.text)[-1:] != "," or cue is None or after[0].dep_ == "cc":
            return False
        own = any(child.dep_ == "nsubj" for child in cue.token.children)
        return own and cue.token.i - after[0].i < 6 and self._before(index)[-1:].text == ":"

    def _ending_in_marks(self, stretch: Quoted, cue: Cue, lead: Any, frame: Span) -> Draft | None:
        """ "The road is “no longer ours,” Kravets said": the clause that ends in marks, from its start."""
        if any(cue_at(token) for token in lead) or not any(token.pos_ in ("VERB", "AUX") for token in lead):
            return None  # "On “The Morning Hour,” Kravets said …": a title, not speech
        first = next((token for token in lead if not token.is_punct and token.dep_ != "cc"), lead[0])
        draft = self._draft(stretch, cue, frame, "the cue after it")
        draft.spans, draft.type = [Span(first.idx, stretch.outer.end)], "mixed"
        return draft

    def _draft(self, stretch: Quoted, cue: Cue, frame: Span, reason: str) -> Draft:
        if cue.token.lower_ == "according":
            head = _according_head(cue.token)
            speaker = head is not None and speaker_at(
                head, self.parsed, self.mentions, "named by the phrase", self.known
            )
        else:
            speaker = speaker_of(cue.token, self.parsed, self.mentions, self.known)
        speaker = speaker if speaker and not self._inside_speech(speaker.span) else None
        reasons = [reason, *([speaker.reason] if speaker else [])]
        return Draft([stretch.inner], "direct", speaker, cue, frame, reasons)

    def _closes(self, stretch: Quoted) -> bool:
        """Whether a stretch ends as speech before its cue does: “…,” “…?” “…—” or “…”, with the comma outside."""
        end = stretch.outer.end
        return stretch.inner.of(self.text)[-1:] in ",?!—–-…" or self.text[end : end + 1] == ","

    def _cue_after(self, index: int) -> Cue | None:
        tokens = self._after(index)
        cues = [cue for cue in map(self._speaking, tokens) if cue]
        own = [cue for cue in cues if cue.token.dep_ not in ("relcl", "acl")]
        return (own or cues or [None])[0]

    def _cue_before(self, index: int) -> Cue | None:
        """The last cue before a stretch that leads into it: "said: “", "said, “", "said “", "said that “"."""
        stretch, tokens = self.stretches[index], list(self._before(index))
        while tokens and (tokens[-1].is_space or tokens[-1].text in ('"', "“", "'")):
            tokens.pop()
        if not tokens:
            return None
        lead = tokens[-1]
        cues = [cue for cue in map(self._speaking, tokens) if cue]
        if not cues:
            return None
        near = cues[-1]
        if lead.text == ":" or (lead.text == "," and self._sentence_like(stretch)):
            return near
        between = [token.lower_ for token in tokens if token.i > near.token.i]
        if between not in ([], ["that"], [","], [",", "that"], ["back"], ["back", ","], ["out", "that"]):
            return None
        told = any(r.content.covers(near.span) for r in self.reports if r.cue.token != near.token)
        if (told and "clause" not in near.frames) or self._runs_past(near, stretch):
            return None
        return near

    def _runs_past(self, cue: Cue, stretch: Quoted) -> bool:
        """Whether the cue's clause goes on after the marks: "said “local forces” must lead"."""
        for report in self.reports:
            if report.cue.token.i == cue.token.i and report.content.overlaps(stretch.outer):
                return len(self.text[stretch.outer.end : report.content.end].split()) > 1
        return False

    def _speaking(self, token: Any) -> Cue | None:
        if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            return Cue(token, Span(token.idx, span_of(token.nbor()).end), "say", frozenset({"speech"}))
        cue = cue_at(token)
        return cue if cue and cue.frames & {"clause", "speech"} else None

    def _sentence_like(self, stretch: Quoted) -> bool:
        """Three words or more that begin as a sentence and end as one."""
        said = stretch.inner.of(self.text)
        first = next(character for character in said if character.isalnum())
        outside = self.text[stretch.outer.end : stretch.outer.end + 1]
        whole = (outside in (",", ".") or said[-1] in _TERMINAL + ",—–-" or stretch.continued) and not _title_like(
            said
        )
        return whole and (first.isupper() or first.isdigit() or said[0] in "[…") and len(said.split()) > 2

    def _cueless(self, index: int, last: Draft | None) -> Draft | None:
        """Whole sentences in marks without a cue of their own: the speaker of what stands just before."""
        stretch = self.stretches[index]
        if not self._sentence_like(stretch) or (
            stretch.inner.of(self.text)[-1] in ",—–-" and not stretch.continued
        ):
            return None
        lead = self._before(index)
        if len(lead):
            return self._after_colon(stretch, lead) if lead[-1].text == ":" else None
        if line := self._line_before(stretch):
            return line
        speaker, why = self._speaker_before(stretch, last)
        return Draft(
            [stretch.inner], "direct", speaker, reasons=["whole sentences in marks", *([why] if why else [])]
        )

    def _line_before(self, stretch: Quoted) -> Draft | None:
        """ "The minister said:" on the line above the marks."""
        at = bisect_left(self.starts, stretch.outer.start) - 1
        while at > 0 and self.parsed.doc[at].is_space:
            at -= 1
        cue = cue_at(self.parsed.doc[at - 1]) if at > 0 and self.parsed.doc[at].text == ":" else None
        if cue is None or self._inside_speech(cue.span) or not cue.frames & {"clause", "speech"}:
            return None
        frame = self.parsed.sentence_of(cue.span) or cue.span
        return self._draft(stretch, cue, frame, "the cue on the line before")

    def _before_colon(self, stretch: Quoted, lead: Any) -> Draft | None:
        """ "Oleh Moroz: “We stay.”": a name that opens its line, or follows a dash, and a colon."""
        if len(lead) < 2 or lead[-1].text != ":":
            return None
        named = [m for m in self.mentions if m.form == "name" and lead[0].idx <= m.span.start < lead[-1].idx]
        last = next((m for m in named if m.span.end == lead[-1].idx), None)
        head = self.text[lead[0].idx : last.span.start].rstrip() if last else "x"
        if last is None or (head and head[-1] not in "—–-|"):
            return None
        speaker = Speaker(last.span, last.name, (), "name before the colon")
        return Draft([stretch.inner], "direct", speaker, None, span_of(lead), ["name before the colon"])

    def _after_colon(self, stretch: Quoted, lead: Any) -> Draft:
        subjects = [
            t for t in lead if t.dep_ == "nsubj" and t.pos_ in ("PROPN", "NOUN", "PRON") and t.lower_ != "it"
        ]
        subjects.sort(key=lambda t: t.head.dep_ != "ROOT")
        why = "subject before the colon"
        found = [speaker_at(s, self.parsed, self.mentions, why, self.known) for s in subjects[:1]]
        speaker = found[0] if found else speaker_of(lead[-1].sent.root, self.parsed, self.mentions, self.known)
        if speaker and self._inside_speech(speaker.span):
            speaker = None
        return Draft([stretch.inner], "direct", speaker, frame=span_of(lead), reasons=["after a colon"])

    def _speaker_before(self, stretch: Quoted, last: Draft | None) -> tuple[Speaker | None, str]:
        """Who spoke in the sentence before: a quote's or a report's speaker, within one paragraph's reach."""
        before = [
            (r.content.end, r.cue.span.end, r.speaker)
            for r in self.reports
            if r.cue.span.end <= stretch.outer.start
        ]
        if last and last.speaker:
            end = max(last.hull.end, last.frame.end if last.frame else 0)
            before.append((end, last.cue.span.end if last.cue else end, last.speaker))
        if spoke := self._spoke_before(stretch):
            return spoke, spoke.reason
        if not before:
            return None, ""
        content_end, cue_end, speaker = max(before, key=lambda item: max(item[0], item[1]))
        gap = self.text[max(content_end, cue_end) : stretch.outer.start]
        if speaker is None or len(gap.strip(' \n\t”".,')) > 60 or gap.count("\n") > 2:
            return None, ""
        why = "speaker of the sentence before"
        return Speaker(speaker.span, speaker.named, speaker.chain, why), why

    def unmarked(self) -> Iterator[Draft]:
        """ "The minister said:" and, on the next line, a statement without marks, as press offices write."""
        lines = paragraphs(self.text)
        for line, following in pairwise(lines):
            if not line.of(self.text).endswith(":") or len(following.of(self.text).split()) < 6:
                continue
            if self._touching(following) or self._touching(line):
                continue
            last = bisect_left(self.starts, line.end) - 2  # the word before the colon
            cue = cue_at(self.parsed.doc[last]) if last >= 0 else None
            speaker = speaker_of(cue.token, self.parsed, self.mentions, self.known) if cue else None
            if speaker:
                reasons = ["a statement without marks after a colon", speaker.reason]
                yield Draft([following], "direct", speaker, cue, line, reasons)

    def _spoke_before(self, stretch: Quoted) -> Speaker | None:
        """ "Bondar agreed. “We stay.”": the subject of a cue that ends the sentence before."""
        at = bisect_left(self.starts, stretch.outer.start) - 1
        doc = self.parsed.doc
        while at >= 0 and (doc[at].is_space or doc[at].is_punct):
            at -= 1
        cue = cue_at(doc[at]) if at >= 0 and self.starts[at] >= stretch.paragraph.start else None
        if cue is None or self._inside_speech(cue.span):
            return None
        speaker = speaker_of(cue.token, self.parsed, self.mentions, self.known)
        return speaker and Speaker(speaker.span, speaker.named, speaker.chain, "speaks in the sentence before")

    # -------------------------------------------------------------- reported

    def reported(self, direct: list[Draft]) -> Iterator[Draft]:
        """Indirect and mixed quotes: reported clauses, less those that only repeat direct speech."""
        taken = [span for draft in direct for span in draft.spans]
        cues = {draft.cue.span for draft in direct if draft.cue}
        found: list[Draft] = []
        for report in self.reports:
            content = self._whole_marks(report.content, report.cue.span)
            if content is None or report.cue.span in cues or any(content.overlaps(span) for span in taken):
                continue
            if any(kept.spans[0].covers(content) for kept in found):
                continue  # said inside what is already somebody's words
            draft = self._reported(report, content)
            if draft.speaker and draft.speaker.span.of(self.text).lower() in _ARTICLES_OWN:
                continue  # an official statement in its own voice is no quote of somebody in it
            if draft.speaker or draft.type != "indirect":
                found.append(draft)
        yield from found
        yield from self._namings([*taken, *(span for draft in found for span in draft.spans)], cues)

    def _namings(self, taken: list[Span], cues: set[Span]) -> Iterator[Draft]:
        """ "called the raid “a message”", "hailed it as “historic”": from the verb's object to the marks' end."""
        for index, stretch in enumerate(self.stretches):
            if any(span.overlaps(stretch.outer) for span in taken):
                continue
            lead = [token for token in self._before(index) if not token.is_space]
            verbs = [token for token in lead if token.pos_ in ("VERB", "AUX")]
            cue = next((cue for cue in map(cue_at, reversed(lead)) if cue and "as" in cue.frames), None)
            if (
                cue is None
                or cue.span in cues
                or any(v.i > cue.token.i and v.tag_ not in ("VBG", "VB") for v in verbs)
            ):
                continue
            speaker = speaker_of(cue.token, self.parsed, self.mentions, self.known)
            between = lead[-1].i - cue.token.i
            if speaker is None or between > 25 or self._inside_speech(speaker.span):
                continue
            kind, content = self._named_so(cue, stretch, lead)
            cue = replace(cue, cls=class_of(cue, "as"))
            frame = self.parsed.sentence_of(cue.span)
            yield Draft([content], kind, speaker, cue, frame, ["named so", speaker.reason])

    def _named_so(self, cue: Cue, stretch: Quoted, lead: list[Any]) -> tuple[str, Span]:
        """From what is named to the end of its name; the name alone for "it", or where the two stand apart."""
        between = [token for token in lead if token.i > cue.token.i]
        parted = any(t.lower_ in _BY_MEANS and t.head == cue.token and _channel_after(t) for t in between)
        while between and (parted or between[0].dep_ == "dobj" or between[0].lower_ == "as"):
            if not parted and between[0].pos_ != "PRON" and between[0].lower_ != "as":
                break
            between.pop(0)
        end = self._phrase_end(stretch)
        if not between:
            whole = end == stretch.outer.end
            return ("direct", stretch.inner) if whole else ("mixed", Span(stretch.outer.start, end))
        return "mixed", Span(min(between[0].idx, stretch.outer.start), end)

    def _phrase_end(self, stretch: Quoted) -> int:
        """The end of the phrase that marks begin: "called it a “serious” threat to peace", up to a comma."""
        doc, end = self.parsed.doc, stretch.outer.end
        last = doc[max(0, bisect_left(self.starts, stretch.inner.end) - 1)]
        if last.dep_ not in ("amod", "compound", "nmod") or last.head.idx < end:
            return end
        for token in doc[last.i + 1 : last.head.right_edge.i + 1]:
            if token.idx >= end and (token.is_punct or token.is_space or token.dep_ in ("relcl", "advcl")):
                break
            end = max(end, span_of(token).end)
        return end

    def _reported(self, report: Report, content: Span) -> Draft:
        kind, spans = self._typed(content)
        if report.rest and not report.rest.overlaps(content):
            spans, kind = [content, self._whole_marks(report.rest, report.cue.span) or report.rest], "indirect"
            if any(self._touching(span) for span in spans):
                kind = "mixed"
        reasons = [report.reason, *([report.speaker.reason] if report.speaker else [])]
        frame = self.parsed.sentence_of(report.cue.span) or report.cue.span
        return Draft(spans, kind, report.speaker, report.cue, frame, reasons)

    def _typed(self, content: Span) -> tuple[str, list[Span]]:
        letters = sum(character.isalnum() for character in content.of(self.text)) or 1
        inside = 0
        for stretch in self._touching(content):
            if content.overlaps(stretch.inner):
                both = Span(max(content.start, stretch.inner.start), min(content.end, stretch.inner.end))
                inside += sum(character.isalnum() for character in both.of(self.text))
        if inside >= _MOSTLY * letters:
            inner = [stretch.inner for stretch in self._touching(content) if content.overlaps(stretch.inner)]
            return "direct", inner if len(inner) == 1 else [content]
        return ("mixed" if inside else "indirect"), [content]

    def _whole_marks(self, content: Span, cue: Span) -> Span | None:
        """The content widened to whole quotations, and to those that the rest of its sentence still holds."""
        sentence_end = self._sentence_end(Span(content.start, content.end - 1))
        start, end = content.start, content.end
        for stretch in self._touching(Span(start, max(end, sentence_end + 1))):
            outer = stretch.outer
            if outer.overlaps(Span(start, end)) and not outer.overlaps(cue):
                start, end = min(start, outer.start), max(end, outer.end)
            elif cue.end <= start and end <= outer.start and outer.end <= sentence_end + 1:
                between = Span(end, outer.start)
                if between.of(self.text).rstrip().endswith((".", "!", "?")):
                    continue  # "at 7 p.m. “We held.”": the next sentence
                tokens = self.parsed.tokens(between.trimmed(self.text)) if between.of(self.text).strip() else ()
                if not any(cue_at(token) for token in tokens):
                    end = outer.end
        return Span(start, end) if start < end and not Span(start, end).overlaps(cue) else None

    def _sentence_end(self, content: Span) -> int:
        """The end of the sentence a content ends in; a stop inside marks ends it if a capital follows."""
        at = bisect_left(self.starts, content.end)
        for index in range(at, min(at + _LONGEST_SENTENCE, len(self.starts))):
            token = self.parsed.doc[index]
            stretch = next(iter(self._touching(Span(token.idx, token.idx + 1))), None)
            if "\n" in token.text or (stretch is None and self._ends_sentence(index)):
                return token.idx
            if stretch and token.idx >= stretch.inner.end - 1 and token.text in (".", "!", "?"):
                following = self.text[stretch.outer.end : stretch.outer.end + 3].lstrip()
                if not following or following[0].isupper() or following[0] in '“"':
                    return stretch.outer.end
        return content.end if at + _LONGEST_SENTENCE < len(self.starts) else len(self.text)


def _title_like(said: str) -> bool:
    """A book, film or programme: every word but the short ones with a capital."""
    words = [word.strip(",.?!:;") for word in said.split()]
    long = [word for word in words if len(word) > 2 and word.lower() not in ("and", "the", "for", "with", "from")]
    return len(long) > 1 and len(words) < 12 and all(word[:1].isupper() or not word[:1].isalpha() for word in long)


def _according_head(token: Any) -> Any | None:
    to = token.nbor()
    return next((child for word in (to, token) for child in word.children if child.dep_ == "pobj"), None)


# ------------------------------------------------------------------ finishing


def _follow_documents(drafts: list[Draft], parsed: Parsed, mentions: Sequence[Mention]) -> None:
    """ "the statement said", "the countries vowed": back to whoever the quote before gave that statement to."""
    words = load("cues")["documents"]
    persons = {mention.name for mention in mentions if mention.kind == "person"}
    for index, draft in enumerate(drafts):
        speaker = draft.speaker
        noun = _bare_noun(speaker, parsed) if speaker and speaker.named is None else None
        before = next((d for d in reversed(drafts[max(0, index - 2) : index]) if d.speaker), None)
        issuer = before.speaker if before else None
        if speaker is None or not noun or not before or not issuer or not issuer.named:
            continue
        told_in = (_via(before, _frame(before, parsed), parsed) or "").lower().split()[-1:]
        same_statement = noun in words["nouns"] and noun in (*told_in, _bare_noun(issuer, parsed))
        their_statement = noun in words["issuers"] and _bare_noun(issuer, parsed) in words["nouns"]
        its_own = same_statement or (their_statement and issuer.named not in persons)
        if its_own and issuer.span.end <= speaker.span.start:
            chain = (issuer.span, issuer.named) if issuer.span != issuer.named else (issuer.named,)
            reason = f"{speaker.reason}; issued by the speaker before"
            draft.speaker = Speaker(speaker.span, issuer.named, chain, reason)
            draft.statement = before


def _bare_noun(speaker: Speaker, parsed: Parsed) -> str | None:
    """ "statement" of "the statement"; None for any other phrase."""
    article, _, noun = speaker.span.of(parsed.text).lower().partition(" ")
    return noun if article == "the" and noun and " " not in noun else None


def _finished(
    draft: Draft,
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    published: When | None,
) -> Quote:
    frame = _frame(draft, parsed)
    said, said_reason = _said(draft, frame, parsed, dates, published)
    return Quote(
        spans=tuple(draft.spans),
        type=draft.type,
        speaker=draft.speaker,
        cue=draft.cue.span if draft.cue else None,
        cue_class=draft.cue.cls if draft.cue else None,
        said=said,
        said_reason=said_reason,
        place=_said_at(draft, frame, places, parsed),
        via=_via(draft, frame, parsed, mentions),
        reasons=tuple(draft.reasons),
    )


def _frame(draft: Draft, parsed: Parsed) -> list[Span]:
    """The text of the attribution: its sentence without what was said."""
    if draft.cue is None:
        return []
    whole = draft.frame or draft.cue.span
    sentence = parsed.sentence_of(draft.cue.span)
    if sentence and draft.type == "direct":
        whole = Span(min(whole.start, draft.cue.span.start), max(whole.end, draft.cue.span.end))
    pieces, at = [], whole.start
    for span in sorted(draft.spans):
        if at < min(span.start, whole.end):
            pieces.append(Span(at, min(span.start, whole.end)))
        at = max(at, span.end)
    return [*pieces, Span(at, whole.end)] if at < whole.end else pieces


def _said(
    draft: Draft, frame: list[Span], parsed: Parsed, dates: Sequence[DateMention], published: When | None
) -> tuple[When | None, str]:
    """When it was said: the day its own clause states, or its statement's, else about the article's own."""
    cue = draft.cue
    if cue and (near := _stated(cue, frame, parsed, dates, published)):
        return near, "the day in its clause"
    if draft.statement and draft.statement.cue:
        when, _ = _said(draft.statement, _frame(draft.statement, parsed), parsed, dates, published)
        if when and not when.about:
            return when, "the day of the statement"
    if before := _day_before(draft, frame, parsed, dates, published):
        return before, "the day in the sentence before"
    if cue and any(child.lower_ in ("had", "'d") for child in cue.token.children if child.dep_ == "aux"):
        return None, "told as earlier, no day stated"
    if any("at the time" in piece.of(parsed.text).lower() for piece in frame):
        return None, "“at the time”, no day stated"
    if published is None:
        return None, ""
    return When(published.earliest, published.latest, about=True), "no day stated; the article's own day"


def _stated(
    cue: Cue, frame: list[Span], parsed: Parsed, dates: Sequence[DateMention], published: When | None
) -> When | None:
    """The day that the cue's own clause states, no later than the article's."""
    stated = [
        date
        for date in dates
        if date.when
        and date.type in ("DATE", "TIME")
        and any(piece.covers(date.span) for piece in frame)
        and _dates(date, cue.token, parsed)
        and (published is None or date.when.earliest <= published.latest)
    ]
    if not stated:
        return None
    near = min(stated, key=lambda date: date.span.distance(cue.span))
    for date in stated:
        # "On Wednesday, the day before, she said": the second only explains the first.
        if date.span.end < near.span.start and parsed.text[date.span.end : near.span.start].strip() == ",":
            near = date
    return near.when


def _day_before(
    draft: Draft, frame: list[Span], parsed: Parsed, dates: Sequence[DateMention], published: When | None
) -> When | None:
    """ "In June Bratchuk counted 13. “All were shot down,” he wrote.": the day of the sentence before.

    Only where it stands in the same paragraph and is about the same person, and tells something that was
    said, or a day not long past: "He joined in 2014. “I was young,” he said" was not said in 2014.
    """
    start = min(draft.hull.start, *(piece.start for piece in frame)) if frame else draft.hull.start
    here = next((s for s in parsed.sentences if s.start <= start < s.end), None)
    at = parsed.sentences.index(here) - 1 if here else -1
    if at < 0 or here is None or draft.speaker is None:
        return None
    before = parsed.sentences[at]
    if "\n" in parsed.text[before.end : here.start]:
        return None
    root = parsed.tokens(before).root
    then = _stated(Cue(root, span_of(root), "say", frozenset()), [before], parsed, dates, published)
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if then is None or subject is None or not _same_person(draft.speaker, subtree_span(subject), parsed):
        return None
    recent = published is not None and (published.earliest - then.latest).days <= _RECENT
    if not (recent or cue_at(root)):
        return None
    return When(then.earliest, then.latest, about=True)


def _same_person(speaker: Speaker, subject: Span, parsed: Parsed) -> bool:
    """Whether a speaker leads back to the subject of a sentence, or repeats its last word."""
    if any(subject.overlaps(link) for link in speaker.chain):
        return True
    name = speaker.named.of(parsed.text).split()[-1:] if speaker.named else []
    return bool(name) and name[0] in subject.of(parsed.text).split()


def _dates(date: DateMention, cue: Any, parsed: Parsed) -> bool:
    """Whether a date dates the saying: not "Moroz, elected in 2019, said", nor what somebody else did."""
    tokens = parsed.tokens(date.span)
    if not len(tokens):
        return False
    token, documents = tokens.root, load("cues")["documents"]["nouns"]
    while token not in (cue, token.head):
        if token.dep_ in ("relcl", "ccomp") or (token.dep_ == "acl" and token.head.lower_ not in documents):
            return False
        token = token.head
    return token == cue or token in cue.ancestors


def _said_at(draft: Draft, frame: list[Span], places: Sequence[PlaceMention], parsed: Parsed) -> Span | None:
    """The place that hangs from the cue by "in" or "at"."""
    if draft.cue is None:
        return None
    for place in places:
        if not place.literal or place.relation or not any(piece.covers(place.span) for piece in frame):
            continue
        token = parsed.tokens(place.name).root if len(parsed.tokens(place.name)) else None
        while token is not None and token.dep_ in ("pobj", "prep", "compound") and token != draft.cue.token:
            token = token.head
        if token is not None and token == draft.cue.token:
            return place.span
    return None


def _via(draft: Draft, frame: list[Span], parsed: Parsed, mentions: Sequence[Mention] = ()) -> str | None:
    """By what means: "on Telegram", "in a statement", "told CNN", "tweeted"."""
    if draft.cue is None:
        return None
    words, cue = load("cues"), draft.cue.token
    for token in (t for piece in frame for t in parsed.tokens(piece) if piece.covers(span_of(t))):
        if draft.speaker and draft.speaker.span.start == token.idx + len(token.text) + 1:
            continue  # "according to state media"
        if token.lower_ in _BY_MEANS and (channel := _channel_after(token)) and _hangs_from(token, cue):
            return channel
    verb = cue.lemma_.lower()
    if verb in words["told"]["verbs"]:
        told = next((c for c in cue.children if c.dep_ in ("dobj", "dative") and c.i > cue.i), None)
        named = next((m for m in mentions if told is not None and m.span.start <= told.idx < m.span.end), None)
        if told is not None and (told.lower_ in words["told"]["outlets"] or (named and named.kind == "media")):
            last = told.right_edge if told.right_edge.pos_ == "NUM" else told  # "Channel 12"
            return parsed.text[told.left_edge.idx : max(named.span.end if named else 0, span_of(last).end)]
    return words["channels"]["verbs"].get(verb)


def _channel_after(preposition: Any) -> str | None:
    """The channel a preposition leads to: "Truth Social", "a video", "his evening address"."""
    words, doc, at = load("cues")["channels"], preposition.doc, preposition.i + 1
    names: list[str] = sorted(words["names"], key=len, reverse=True)
    for name in names:
        size = len(name.split())
        if doc[at : at + size].text.removesuffix(".") == name and doc[at + size : at + size + 1].text != "'s":
            return name  # the parser takes the full stop of "on X." for an abbreviation's
    for child in preposition.children:
        known = child.lower_ in words["nouns"] or child.text in words["names"]
        known = known or f"{child.nbor(-1).lower_} {child.lower_}" in words["nouns"]
        if child.dep_ == "pobj" and known and preposition.lower_ != "to":
            return doc[child.left_edge.i : child.i + 1].text
    return None


def _hangs_from(preposition: Any, cue: Any) -> bool:
    """Whether a phrase is of the saying: not "counted 27 dead in an early report and said …"."""
    token = preposition.head
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    if token != cue and cue.dep_ == "conj" and cue.head == token:
        return False
    writing = token.dep_ == "advcl" and token.head == cue and cue_at(token) is not None
    between = cue.doc[min(preposition.i, cue.i) + 1 : max(preposition.i, cue.i)]
    # Small parsers hang "on X" anywhere; where no verb stands between, it is the cue's.
    return token == cue or writing or not any(t.pos_ == "VERB" for t in between)
