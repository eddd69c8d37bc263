"""A truce or a deal told again: "there was no such agreement", "denied having agreed", "confirmed the truce".

Such words name the agreement and nothing else of it. Where exactly one is told before them, they are of that one,
with its parties and its day, so that all stand in one ledger; else they stay by themselves, or tell none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.extract.claims.pointing import on_whose_word
from app.extract.happenings.clauses import lemma
from app.extract.happenings.told import Article
from app.extract.lexicon import load
from app.extract.reading import Claim, Speaker
from app.extract.standing.denials import WORDS, Denial, as_denied
from app.extract.standing.one_happening import happenings_of, one_name
from app.extract.words.parse import span_of

_TYPES = ("ceasefire", "agreement")


def with_agreements(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """The claims in order of triggers, each word on an agreement beside the one that is meant."""
    told = [_of_the_one_told(claim, claims, article) for claim in claims]
    for verb, speaker in _said_not_to_be(article):
        trigger = span_of(verb)
        meant = _meant(trigger.start, speaker, claims, article)
        if meant is not None and not any(claim.trigger.overlaps(trigger) for claim in claims):
            sentence = article.parsed.sentence_of(trigger) or trigger
            told.append(as_denied(Denial(trigger, sentence, speaker, WORDS, near=False), meant, article))
    return sorted(told, key=lambda claim: claim.trigger)


def _said_not_to_be(article: Article) -> Iterator[tuple[Any, Speaker]]:
    """ "there was no such agreement", "there is no “agreement” on any ceasefire", with who says so."""
    for verb in article.parsed.doc:
        if lemma(verb) != "be" or verb.tag_ not in ("VBD", "VBZ", "VBP") or not _flatly_none(verb):
            continue
        if (speaker := on_whose_word(verb, article)) is not None:
            yield verb, speaker


def _flatly_none(be: Any) -> bool:
    """Whether "there is" stands before an agreement with a "no", and no "if" or "until" before that."""
    words, there = load("denials")["agreements"], any(c.dep_ == "expl" for c in be.children)
    thing = next((c for c in be.children if c.dep_ in ("attr", "nsubj") and c.i > be.i), None)
    if not there or thing is None or lemma(thing) not in words["nouns"]:
        return False
    supposed = any(c.dep_ in ("mark", "advmod") and c.lower_ in words["open"] for c in be.children)
    return any(c.lower_ == "no" for c in thing.children) and not supposed and _of_none_other(thing, words)


def _of_none_other(thing: Any, words: dict[str, list[str]]) -> bool:
    """Whether the words mean the one told: "no such deal", "no ceasefire", "no agreement on a ceasefire"."""
    such = any(c.lower_ == "such" for c in thing.children)
    of = [c for p in thing.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]
    truce = lemma(thing) in words["truces"] or any(lemma(c) in words["truces"] for c in of)
    return such or (truce and all(lemma(c) in words["nouns"] for c in of))


def _meant(before: int, speaker: Speaker | None, claims: Sequence[Claim], article: Article) -> Claim | None:
    """The one agreement told before a denial, on another's word or the article's own."""
    found = [c for c in claims if c.type in _TYPES and c.trigger.end <= before and c.modality == "actual"]
    found = [c for c in found if c.stance != "denied"]
    if not found or len(happenings_of(found, article)) > 1:
        return None
    meant = min(found, key=lambda c: (not c.participants, c.trigger))
    by = meant.attributed_to
    return None if speaker is None or (by is not None and one_name(speaker, by, article)) else meant


def _of_the_one_told(claim: Claim, claims: Sequence[Claim], article: Article) -> Claim:
    """ "The army denied that it had agreed to a truce.", "Moroz confirmed the truce.": of the one told before."""
    denied = claim.stance == "denied" and claim.modality == "negated" and claim.when is None
    again = claim.modality == "actual" and claim.stance != "denied" and _definite(claim, article)
    bare = claim.place is None and claim.when_span is None and (denied or not claim.participants)
    if claim.type not in _TYPES or not bare or not (denied or again):
        return claim
    meant = _meant(claim.trigger.start, claim.attributed_to, claims, article)
    if meant is None:
        return claim
    return replace(
        claim,
        when=meant.when,
        when_reason=f"the day of “{meant.trigger.of(article.parsed.text)}”, which is meant",
        place=meant.place,
        place_reason=meant.place_reason,
        participants=meant.participants,
    )


def _definite(claim: Claim, article: Article) -> bool:
    tokens = article.parsed.tokens(claim.trigger)
    return len(tokens) > 0 and any(
        c.lower_ in ("the", "this", "that") for c in tokens.root.children if c.dep_ == "det"
    )
