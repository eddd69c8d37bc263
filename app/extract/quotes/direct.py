"""Direct speech: stretches in quotation marks, each with the cue and speaker beside it.

Marks lead here, because marks are surer than a parse.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from app.extract.lexicon import load
from app.extract.quotes.circumstances import names_channel
from app.extract.quotes.contents import FINITE, is_purpose
from app.extract.quotes.speakers import speaker_at, speaker_of
from app.extract.quotes.speech import TERMINAL, Draft, Page
from app.extract.reading import Speaker
from app.extract.words.cues import Cue, base_of, class_of, cue_at, is_cue_form, opening_cue, told_as
from app.extract.words.marks import Quoted, paragraphs
from app.extract.words.parse import span_of
from app.text.span import Span

_OWN_VOICE = ("i", "we", "us", "our", "my")
_LONGEST_STATEMENT = 12  # paragraphs; a press release is shorter, and what follows it is not the minister's
_EDGES = " .,;”\"'’»"


def find_direct(page: Page) -> list[Draft]:
    """Every stretch of direct speech, in text order, and then the statements of press offices without marks."""
    found = _Direct(page)
    return [*found.direct(), *found.unmarked()]


class _Direct:
    def __init__(self, page: Page) -> None:
        self.page = page

    def direct(self) -> Iterator[Draft]:
        """Stretches in marks that are speech: with a cue beside them, or running on from one that has."""
        last: Draft | None = None
        for index in range(len(self.page.stretches)):
            draft = self._joined(index, last) or self._cued(index) or self._cueless(index, last)
            if draft is None:
                continue
            if draft is not last:
                if last:
                    yield last
                last = draft
        if last:
            yield last

    def _joined(self, index: int, last: Draft | None) -> Draft | None:
        """The next piece of one utterance: split by its cue, or carried over a paragraph."""
        if not index or last is None:
            return None
        stretch, before = self.page.stretches[index], self.page.stretches[index - 1]
        if last.spans[-1] != before.inner:
            return None
        if before.continued:
            last.spans.append(stretch.inner)
            last.reasons.append("runs on over the paragraph")
            closing = self._cue_after(index) if last.cue is None and self._closes(stretch) else None
            if closing:
                whole = self._draft(stretch, closing, span_of(self.page.after(index)), "the cue after it")
                last.speaker, last.cue, last.frame = whole.speaker, whole.cue, whole.frame
                last.reasons += whole.reasons
            return last
        gap = Span(before.outer.end, stretch.outer.start)
        if stretch.paragraph != before.paragraph or last.cue is None or last.frame is None:
            return None
        rest = self.page.before(index)
        whole = self.page.sentence_like(stretch) or (not len(rest) and self._short_sentence(stretch))
        if not gap.covers(last.cue.span) or not (whole or self._split(before, gap)):
            return None
        more = [cue for cue in map(cue_at, rest) if cue and cue.token != last.cue.token]
        own_after = self._cue_after(index) if self._closes(stretch) else None
        ends_sentence = not len(rest)
        if (ends_sentence and own_after is None) or (self._split(before, gap) and not more):
            last.spans.append(stretch.inner)
            last.reasons.append("goes on after its cue")
            return last
        return None

    def _short_sentence(self, stretch: Quoted) -> bool:
        """ "“We waited,” she said. “Nobody came.”": too short to be taken for speech without a cue at hand."""
        said = stretch.inner.of(self.page.text)
        return said[-1] in TERMINAL and said[0].isupper()

    def _split(self, before: Quoted, gap: Span) -> bool:
        closes, said = gap.of(self.page.text).rstrip()[-1:], before.inner.of(self.page.text)[-1:]
        return (closes == "," and said in ",—–-") or closes == said == ";"

    def _cued(self, index: int) -> Draft | None:
        """A stretch with a cue in its own sentence, after it or before it."""
        stretch, lead = self.page.stretches[index], self.page.before(index)
        if named := self._before_colon(stretch, lead):
            return named
        found = None if self._told_after(index) else self._cue_before(index)
        if found:
            draft = self._draft(stretch, found, span_of(lead), "the cue before it")
            return draft if draft.speaker or self.page.sentence_like(stretch) else None
        found = self._cue_after(index) if self._closes(stretch) else None
        if found is None:
            return None
        led = len(lead) > 0 and (lead[-1].text in (",", ":", "-", "—") or self.page.stop_lost(lead, stretch))
        if not len(lead) or (self.page.sentence_like(stretch) and led):
            return self._draft(stretch, found, span_of(self.page.after(index)), "the cue after it")
        return self._ending_in_marks(stretch, found, lead, span_of(self.page.after(index)))

    def _told_after(self, index: int) -> bool:
        """Whether "…,” he said" follows at once: a cue of its own, whatever leads in."""
        after, cue = list(self.page.after(index)), self._cue_after(index)
        if self.page.stretches[index].inner.of(self.page.text)[-1:] != "," or cue is None or after[0].dep_ == "cc":
            return False
        own = any(child.dep_ == "nsubj" for child in cue.token.children)
        return own and cue.token.i - after[0].i < 6 and self.page.before(index)[-1:].text == ":"

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
                head, self.page.parsed, self.page.mentions, "named by the phrase", self.page.known
            )
        else:
            speaker = speaker_of(cue.token, self.page.parsed, self.page.mentions, self.page.known)
        speaker = speaker if speaker and not self.page.inside_speech(speaker.span) else None
        reasons = [reason, *([speaker.reason] if speaker else [])]
        return Draft([stretch.inner], "direct", speaker, cue, frame, reasons)

    def _closes(self, stretch: Quoted) -> bool:
        """Whether a stretch ends as speech before its cue does: “…,” “…?” “…—” or “…”, with the comma outside."""
        end = stretch.outer.end
        said = stretch.inner.of(self.page.text)
        return said[-1:] in ",?!—–-…;" or said.endswith("...") or self.page.text[end : end + 1] == ","

    def _cue_after(self, index: int) -> Cue | None:
        tokens = self.page.after(index)
        cues = [cue for cue in map(self._speaking, tokens) if cue]
        own = [cue for cue in cues if cue.token.dep_ not in ("relcl", "acl")]
        first = (own or cues or [None])[0]
        return told_as(first) if first and not self._says_more(first) else None

    def _says_more(self, cue: Cue) -> bool:
        """ "To chants of “Go!” the governor said the road was open": a cue with a clause of its own behind it."""
        reports = (r for r in self.page.reports if r.cue.token == cue.token and r.content.start > cue.span.end)
        own = next(reports, None)
        if own is None or not own.reason.startswith("clause"):
            return False
        between = Span(cue.span.end, own.content.start).of(self.page.text)
        return not any(mark in between for mark in ",:;.\n")

    def _cue_before(self, index: int) -> Cue | None:
        """The last cue before a stretch that leads into it: "said: “", "said, “", "said “", "said that “"."""
        stretch, tokens = self.page.stretches[index], list(self.page.before(index))
        while tokens and (tokens[-1].is_space or tokens[-1].text in ('"', "“", "'")):
            tokens.pop()
        if not tokens:
            return None
        lead = tokens[-1]
        cues = [cue for cue in map(self._speaking, tokens) if cue]
        if not cues:
            return None
        near = cues[-1]
        if near.token.lower_ == "according":  # "Moroz said, according to Tass: “"
            near = next((cue for cue in cues if cue.token == near.token.head), near)
        if lead.text == ":" or (lead.text == "," and self.page.sentence_like(stretch)):
            return near
        between = [token.lower_ for token in tokens if token.i > near.token.i]
        if between == ["of"] and self._sentences_within(stretch):
            return near
        if between not in ([], ["that"], [","], [",", "that"], ["back"], ["back", ","], ["out", "that"]):
            return None
        only_that = "that" not in between and _reports_only_with_that(near)
        if only_that or _promised(near.token) or is_purpose(near.token):
            return None
        told = [r for r in self.page.reports if r.content.covers(near.span) and r.cue.token != near.token]
        past = [r for r in told if self.page.text[stretch.outer.end : r.content.end].strip(_EDGES)]
        part = past and not between and not self.page.sentence_like(stretch)
        if (told and ("clause" not in near.frames or part)) or self._runs_past(near, stretch):
            return None  # "said he had ordered “full alert” in the town": a part of what he said
        return near

    def _sentences_within(self, stretch: Quoted) -> bool:
        """ "had written of “Cold rain. Bad roads. Worse news”": whole sentences, with or without the last stop."""
        said = stretch.inner.of(self.page.text)
        return said[0].isupper() and any(f"{stop} " in said for stop in ".!?") and len(said.split()) > 3

    def _runs_past(self, cue: Cue, stretch: Quoted) -> bool:
        """Whether the cue's clause goes on after the marks: "said “local forces” must lead"."""
        for report in self.page.reports:
            if report.cue.token.i == cue.token.i and report.content.overlaps(stretch.outer):
                return len(self.page.text[stretch.outer.end : report.content.end].split()) > 1
        return False

    def _speaking(self, token: Any) -> Cue | None:
        if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            return Cue(token, Span(token.idx, span_of(token.nbor()).end), "say", frozenset({"speech"}))
        cue = cue_at(token)
        frame = next((frame for frame in ("clause", "speech") if cue and frame in cue.frames), None)
        return (
            replace(cue, cls=class_of(cue, frame)) if cue and frame else None
        )  # "“Who?” she asked" demands nothing

    def _cueless(self, index: int, last: Draft | None) -> Draft | None:
        """Whole sentences in marks without a cue of their own: the speaker of what stands just before."""
        stretch = self.page.stretches[index]
        if stretch.single and self.page.doubles:
            return None  # where speech stands in double marks, a line in single ones is a heading
        if not self.page.sentence_like(stretch) or (
            stretch.inner.of(self.page.text)[-1] in ",—–-" and not stretch.continued
        ):
            return None
        lead = self.page.before(index)
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
        at = bisect_left(self.page.starts, stretch.outer.start) - 1
        while at > 0 and self.page.parsed.doc[at].is_space:
            at -= 1
        if at <= 0 or self.page.parsed.doc[at].text != ":":
            return None
        line = next(p for p in paragraphs(self.page.text) if p.start <= self.page.starts[at] < p.end)
        if named := self._before_colon(stretch, self.page.parsed.tokens(line)):
            return named
        if issued := self._statement_follows(stretch, line):
            return issued
        cue = cue_at(self.page.parsed.doc[at - 1])
        if cue is None or self.page.inside_speech(cue.span) or not cue.frames & {"clause", "speech"}:
            return None
        frame = self.page.parsed.sentence_of(cue.span) or cue.span
        return self._draft(stretch, cue, frame, "the cue on the line before")

    def _statement_follows(self, stretch: Quoted, line: Span) -> Draft | None:
        """ "The commander released the following statement today:" on the line above the marks."""
        words = load("cues")["documents"]
        for verb in self.page.parsed.tokens(line):
            document = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in words["nouns"]), None)
            if document is None or verb.lemma_.lower() not in words["issued"]:
                continue
            speaker = speaker_of(verb, self.page.parsed, self.page.mentions, self.page.known)
            if speaker and any(child.lower_ in ("following", "this") for child in document.lefts):
                reasons = ["the statement that the line before announces", speaker.reason]
                return Draft([stretch.inner], "direct", speaker, None, line, reasons)
        return None

    def _before_colon(self, stretch: Quoted, lead: Any) -> Draft | None:
        """ "Oleh Moroz: “We stay.”": a name that opens its line, or follows a dash, and a colon."""
        if len(lead) < 2 or lead[-1].text != ":" or self.page.touching(span_of(lead)):
            return None
        named = [m for m in self.page.mentions if m.form == "name" and lead[0].idx <= m.span.start < lead[-1].idx]
        last = next((m for m in named if m.span.end == lead[-1].idx), None)
        head = self.page.text[lead[0].idx : last.span.start].rstrip() if last else "x"
        inverted = opening_cue(lead[0]) if head == lead[0].text else None
        if last is None or (head and head[-1] not in "—–-|" and inverted is None):
            return None
        speaker = Speaker(last.span, last.name, (), "name before the colon")
        return Draft([stretch.inner], "direct", speaker, inverted, span_of(lead), ["name before the colon"])

    def _after_colon(self, stretch: Quoted, lead: Any) -> Draft:
        subjects = [
            t for t in lead if t.dep_ == "nsubj" and t.pos_ in ("PROPN", "NOUN", "PRON") and t.lower_ != "it"
        ]
        subjects.sort(key=lambda t: t.head.dep_ != "ROOT")
        if not subjects:
            subjects = self._sentence_subject(stretch, lead)
        why = "subject before the colon"
        found = [speaker_at(s, self.page.parsed, self.page.mentions, why, self.page.known) for s in subjects[:1]]
        speaker = (
            found[0]
            if found
            else speaker_of(lead[-1].sent.root, self.page.parsed, self.page.mentions, self.page.known)
        )
        if speaker and self.page.inside_speech(speaker.span):
            speaker = None
        return Draft([stretch.inner], "direct", speaker, frame=span_of(lead), reasons=["after a colon"])

    def _sentence_subject(self, stretch: Quoted, lead: Any) -> list[Any]:
        """ "Moroz defended it as “needed” in the end: “…”": the one subject of a sentence with marks twice."""
        first = lead[0].sent.start
        before = lead[0].doc[first : lead[0].i]
        verbs = [t for t in before if t.tag_ in FINITE and t.dep_ not in ("relcl", "aux", "auxpass")]
        own = [c for t in verbs[:1] for c in t.children if c.dep_ == "nsubj" and c.i < t.i and c.lower_ != "it"]
        same = (
            self.page.starts[first] >= stretch.paragraph.start and len(verbs) == 1 and cue_at(verbs[0]) is not None
        )
        return own if same and not any(self.page.inside_speech(span_of(c)) for c in own) else []

    def _speaker_before(self, stretch: Quoted, last: Draft | None) -> tuple[Speaker | None, str]:
        """Who spoke in the sentence before: a quote's or a report's speaker, within one paragraph's reach."""
        before = [
            (r.content.end, r.cue.span.end, r.speaker)
            for r in self.page.reports
            if r.cue.span.end <= stretch.outer.start
        ]
        if last and last.speaker:
            end = max(last.hull.end, last.frame.end if last.frame else 0)
            before.append((end, last.cue.span.end if last.cue else end, last.speaker))
        if spoke := self._spoke_before(stretch) or self._posted_before(stretch):
            return spoke, spoke.reason
        if not before:
            return None, ""
        content_end, cue_end, speaker = max(before, key=lambda item: max(item[0], item[1]))
        gap = self.page.text[max(content_end, cue_end) : stretch.outer.start]
        if speaker is None or len(gap.strip(' \n\t”".,')) > 60 or gap.count("\n") > 2:
            return None, ""
        why = "speaker of the sentence before"
        return Speaker(speaker.span, speaker.named, speaker.chain, why), why

    def unmarked(self) -> Iterator[Draft]:
        """ "The minister said:" and, on the next line, a statement without marks, as press offices write."""
        lines = paragraphs(self.page.text)
        for at, (line, following) in enumerate(pairwise(lines)):
            if not line.of(self.page.text).endswith(":") or len(following.of(self.page.text).split()) < 6:
                continue
            if self.page.touching(following) or self.page.touching(line):
                continue
            last = bisect_left(self.page.starts, line.end) - 2  # the word before the colon
            cue = cue_at(self.page.parsed.doc[last]) if last >= 0 else None
            speaker = speaker_of(cue.token, self.page.parsed, self.page.mentions, self.page.known) if cue else None
            if speaker:
                reasons = ["a statement without marks after a colon", speaker.reason]
                yield Draft([following, *self._statement(lines[at + 2 :])], "direct", speaker, cue, line, reasons)

    def _statement(self, lines: Sequence[Span]) -> list[Span]:
        """The paragraphs that a statement without marks runs on for: up to the last one that says "we" or "I".

        Not beyond quotation marks or another line that ends in a colon, where somebody else may speak.
        """
        kept: list[Span] = []
        for index, line in enumerate(lines[:_LONGEST_STATEMENT]):
            if self.page.touching(line) or line.of(self.page.text).endswith(":"):
                break
            if any(token.lower_ in _OWN_VOICE for token in self.page.parsed.tokens(line)):
                kept = list(lines[: index + 1])
        return kept

    def _spoke_before(self, stretch: Quoted) -> Speaker | None:
        """ "Bondar agreed. “We stay.”": the subject of a cue that ends the sentence before."""
        at = bisect_left(self.page.starts, stretch.outer.start) - 1
        doc = self.page.parsed.doc
        while at >= 0 and (doc[at].is_space or doc[at].is_punct):
            at -= 1
        cue = cue_at(doc[at]) if at >= 0 and self.page.starts[at] >= stretch.paragraph.start else None
        if cue is None or self.page.inside_speech(cue.span):
            return None
        speaker = speaker_of(cue.token, self.page.parsed, self.page.mentions, self.page.known)
        return speaker and Speaker(speaker.span, speaker.named, speaker.chain, "speaks in the sentence before")

    def _posted_before(self, stretch: Quoted) -> Speaker | None:
        """ "Bondar criticised the vote via Twitter. “…”": who speaks of something, and by what means."""
        at = bisect_left(self.page.starts, stretch.outer.start) - 1
        doc = self.page.parsed.doc
        while at >= 0 and (doc[at].is_space or doc[at].is_quote):
            at -= 1
        if at < 0 or self.page.starts[at] < stretch.paragraph.start or doc[at].text != ".":
            return None
        root = doc[at].sent.root
        cue = cue_at(root)
        if cue is None or self.page.inside_speech(span_of(doc[at].sent)) or root.tag_ not in FINITE:
            return None
        if not any(child.dep_ == "prep" and names_channel(child) for child in root.children):
            return None
        speaker = speaker_of(root, self.page.parsed, self.page.mentions, self.page.known)
        return speaker and Speaker(speaker.span, speaker.named, speaker.chain, "speaks in the sentence before")


def _promised(token: Any) -> bool:
    """ "vowed to answer “every shell with two”": the vow was said, and the answer is part of it."""
    vow = cue_at(token.head) if token.dep_ == "xcomp" and token.tag_ == "VB" else None
    return vow is not None and "to" in vow.frames


def _reports_only_with_that(cue: Cue) -> bool:
    """ "shows “great charm”": what is shown is no speech."""
    return is_cue_form(cue.token.lower_) and base_of(cue.token) in load("cues")["that_only"]["verbs"]


def _according_head(token: Any) -> Any | None:
    to = token.nbor()
    return next((child for word in (to, token) for child in word.children if child.dep_ == "pobj"), None)
