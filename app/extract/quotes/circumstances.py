"""When, where and by what means something was said, as the attribution states it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.extract.lexicon import load
from app.extract.quotes.speech import Draft
from app.extract.reading import DateMention, Mention, PlaceMention, Speaker
from app.extract.words.cues import Cue, cue_at, hands_on
from app.extract.words.parse import Parsed, span_of, subtree_span
from app.text.span import Span
from app.text.when import When

_RECENT = 10  # days: what somebody did then and what he said of it are told together
_BY_MEANS = ("on", "in", "via", "during", "through", "to", "at")


def frame_of(draft: Draft, parsed: Parsed) -> list[Span]:
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


def said_when(
    draft: Draft,
    frame: list[Span],
    parsed: Parsed,
    dates: Sequence[DateMention],
    published: When | None,
    filed: When | None = None,
) -> tuple[When | None, str]:
    """When it was said: the day its own clause states, or its statement's, else about the article's own.

    `filed` is the day of the article's dateline, where that is not the day it was published.
    """
    cue = draft.cue
    if cue and (near := _stated(cue, frame, parsed, dates, published)):
        return near, "the day in its clause"
    if draft.statement and draft.statement.cue:
        when, _ = said_when(draft.statement, frame_of(draft.statement, parsed), parsed, dates, published)
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
    own = filed or published
    whose = "the dateline's day" if own != published else "the article's own day"
    return When(own.earliest, own.latest, about=True), f"no day stated; {whose}"


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
    quoted = next(
        (c for c in root.children if c.dep_ == "dobj" and hands_on(root)), None
    )  # "quoted him as saying"
    same = any(
        _same_person(draft.speaker, subtree_span(one), parsed) for one in (subject, quoted) if one is not None
    )
    if then is None or not same:
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
    if any(t.text == ";" for t in parsed.doc[min(token.i, cue.i) : max(token.i, cue.i)]):
        return False  # "Norland said a shell hit it; on Tuesday, Sudland denied that"
    while token not in (cue, token.head):
        if token.dep_ in ("relcl", "ccomp", "parataxis") or (
            token.dep_ == "acl" and token.head.lower_ not in documents
        ):
            return False
        token = token.head
    return token == cue or token in cue.ancestors


def said_at(draft: Draft, frame: list[Span], places: Sequence[PlaceMention], parsed: Parsed) -> Span | None:
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


def said_through(draft: Draft, frame: list[Span], parsed: Parsed, mentions: Sequence[Mention] = ()) -> str | None:
    """By what means: "Telegram", "a statement", "Twitter" for "tweeted". Who was told is "to CNN", "to reporters".

    They asked or listened, and handed on nothing: whoever passed words on is a relay.
    """
    if draft.cue is None:
        return None
    words, cue = load("cues"), draft.cue.token
    document = cue.head
    issued = cue.dep_ == "acl" and document.dep_ == "dobj" and document.lower_ in words["channels"]["nouns"]
    if issued and draft.speaker and not draft.speaker.span.overlaps(span_of(document)):
        return document.doc[document.left_edge.i : document.i + 1].text  # "issued a statement saying"
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
            return "to " + parsed.text[told.left_edge.idx : max(named.span.end if named else 0, span_of(last).end)]
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


def names_channel(preposition: Any) -> bool:
    """Whether a preposition leads to a channel: "in a statement", "on Telegram"."""
    return preposition.lower_ in _BY_MEANS and _channel_after(preposition) is not None
