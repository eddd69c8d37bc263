"""Which name a participant's phrase leads to: "its fighters", "the group", "he", "Kurdish forces".

Where the words cannot tell, no name is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.extract.happenings.triggers import lemma, words_of
from app.extract.lexicon import load
from app.extract.names.titles import is_title
from app.extract.quotes.attribution import speaker_at
from app.extract.reading import Mention, PlaceMention, Speaker
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span

GROUPS = frozenset({"armed-group", "armed-force", "organisation", "state", "international", "government-body"})
OWNED_BY = frozenset({"his", "her", "its", "their", "our", "my"})
_THIRD = {"he": True, "she": True, "him": True, "it": False, "they": None, "them": None, "who": None}


def name_of(
    head: Any,
    phrase: Span,
    parsed: Parsed,
    mentions: Sequence[Mention],
    speaker: Speaker | None,
    places: Sequence[PlaceMention] = (),
) -> Span | None:
    """The Mention.span that a participant leads to, or None where the words do not say."""
    here = span_of(head)
    named = next((m.span for m in mentions if m.form == "name" and m.span.covers(here)), None)
    if named:
        return named
    if is_title(head.text) and (beside := _set_beside(phrase, parsed, mentions)):
        return beside
    if head.pos_ == "PRON":
        return _pronoun(head, parsed, mentions, speaker)
    if owner := _owner(head, parsed, mentions, speaker):
        return owner
    nation = next((p.span for p in places if not p.literal and p.span.covers(here)), None)
    if nation and head.dep_ in ("amod", "compound", "nmod", "poss"):
        return nation  # "Russian strikes": the state's
    return _owner_named(head, phrase, mentions, places) or _description(head, parsed, mentions)


def _set_beside(phrase: Span, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """ "the commander of the guards, NAME,": the last person in the phrase, after a comma."""
    persons = [m.span for m in mentions if m.kind == "person" and m.form == "name" and phrase.covers(m.span)]
    after_comma = [span for span in persons if parsed.text[: span.start].endswith(", ")]
    return after_comma[-1] if after_comma else None


def apposed(head: Any, phrase: Span, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """ "killed a general, NAME.": the person behind an office for one; not in "killed a general, NAME said"."""
    if not is_title(head.text) or head.tag_ not in ("NN", "NNP"):
        return None
    beside = next(
        (
            m.span
            for m in mentions
            if m.kind == "person" and m.form == "name" and parsed.text[phrase.end : m.span.start] == ", "
        ),
        None,
    )
    if beside is None:
        return None
    tokens = parsed.tokens(beside)
    if not len(tokens) or tokens[-1].i + 1 >= len(head.doc):
        return beside
    after = head.doc[tokens[-1].i + 1]
    return None if after.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "PART") or after.dep_ == "cc" else beside


def _description(head: Any, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """ "The group unveiled sanctions": a short description that leads back to one name."""
    if not any(c.dep_ == "det" and c.lower_ == "the" for c in head.children) or head.tag_ != "NN":
        return None
    if any(c.dep_ not in ("det", "punct") for c in head.children):
        return None
    found = speaker_at(head, parsed, mentions, "participant")
    mention = mention_named(found.named, mentions) if found.named else None
    return mention.span if mention else None


def _pronoun(head: Any, parsed: Parsed, mentions: Sequence[Mention], speaker: Speaker | None) -> Span | None:
    """ "it would blacklist", said by the U.S.: the one who speaks, where a person fits a person's pronoun."""
    word = head.lower_
    if speaker is not None and speaker.named is not None:
        mention = mention_named(speaker.named, mentions)
        person = mention is not None and mention.kind == "person"
        if word == "i" or (word in _THIRD and _THIRD[word] == person and not _object(head)):
            return mention.span if mention else None
    if speaker is not None and speaker.named is None and word in ("it", "they") and not _object(head):
        said_by = parsed.tokens(speaker.span)  # "Norland's army said it had": the army's owner
        root = said_by.root if len(said_by) else head
        return _owner_named(root, speaker.span, mentions) if root.pos_ != "PRON" else None
    if word in ("we", "us", "i", "you", "it", "they", "them"):
        return None
    found = speaker_at(head, parsed, mentions, "participant")
    mention = mention_named(found.named, mentions) if found.named else None
    return mention.span if mention else None


def _object(head: Any) -> bool:
    return head.dep_ in ("dobj", "pobj", "dative")


def mention_named(named: Span, mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if m.form == "name" and m.span.overlaps(named)), None)


def _owner(head: Any, parsed: Parsed, mentions: Sequence[Mention], speaker: Speaker | None) -> Span | None:
    """ "his forces", told by the head of a group: the group."""
    if lemma(head) not in load("triggers")["owned"]["forces"]:
        return None
    if not any(c.dep_ == "poss" and c.lower_ in OWNED_BY for c in head.children):
        return None
    if speaker is None:
        return _owner_before(head, parsed, mentions)
    mention = mention_named(speaker.named, mentions) if speaker.named else None
    if mention is None:
        return None
    if mention.kind in GROUPS:
        return mention.span
    return _headed_by(mention, parsed, mentions)


def _owner_before(head: Any, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """ "Norland attacked, and its forces took the town": the one state or group named before "its"."""
    owner = next(c for c in head.children if c.dep_ == "poss")
    sentence = parsed.sentence_of(span_of(owner))
    if owner.lower_ != "its" or sentence is None:
        return None
    before = [m for m in mentions if m.form == "name" and sentence.start <= m.span.start < owner.idx]
    if len({m.name.of(parsed.text) for m in before}) != 1 or before[0].kind not in GROUPS:
        return None
    return before[0].span


def _headed_by(person: Mention, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """The group in "the head of GROUP, PERSON" or "PERSON, the head of GROUP"."""
    sentence = parsed.sentence_of(person.name)
    if sentence is None:
        return None
    heads = "|".join(load("triggers")["owned"]["heads"])
    before = re.compile(rf"\b(?:{heads}) of ([^.;]{{2,80}}?),?\s*$").search(
        parsed.text, sentence.start, person.name.start
    )
    after = re.compile(rf",?\s*(?:the |a )?(?:\w+ )?(?:{heads}) of ([^,.;]{{2,80}})").match(
        parsed.text, person.name.end
    )
    for match in (before, after):
        if match is None:
            continue
        where = Span(match.start(1), match.end(1))
        groups = [m for m in mentions if m.form == "name" and m.kind in GROUPS and where.overlaps(m.span)]
        # "Russia's mercenary Wagner Group": the last name is the one headed, those before it only own it.
        if groups:
            return groups[-1].span
    return None


def _owner_named(
    head: Any, phrase: Span, mentions: Sequence[Mention], places: Sequence[PlaceMention] = ()
) -> Span | None:
    """ "Kurdish forces", "Ukraine's army": the state or group that owns them, by name or adjective."""
    people = frozenset(load("triggers")["owned"]["forces"]) | words_of("trainees") | words_of("leaders")
    if lemma(head) not in people:
        return None
    before = [
        m
        for m in mentions
        if m.kind in GROUPS and m.form == "name" and phrase.covers(m.span) and m.span.end <= head.idx
    ]
    if before:
        return before[-1].span
    return next(
        (p.span for p in places if not p.literal and phrase.covers(p.span) and p.span.end <= head.idx), None
    )
