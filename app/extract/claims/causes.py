"""How an attack came about, by somebody who takes it as known: "the detonation was intentional", "the strike was a
mistake", "the plane had been carrying missiles".

Such words tell no attack of their own, but they are an account of the one told before them, on the word of whoever
says them. Only where somebody says so: what the article itself adds is no position. Words: `[causes]` in
`lexicon/blame.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.extract.claims.pointing import Pointing, a_deed, on_whose_word, one_deed
from app.extract.happenings.clauses import is_passive, lemma
from app.extract.happenings.told import Article
from app.extract.lexicon import load
from app.extract.quotes.attribution import noun_phrase
from app.extract.reading import Claim, Participant
from app.extract.standing.moods import finite, unsaid
from app.text.span import Span


def find_causes(claims: Sequence[Claim], article: Article) -> Iterator[Pointing]:
    """Every account of how it came about that somebody stands by; what it is of is the subject."""
    for verb in article.parsed.doc:
        if verb.pos_ not in ("VERB", "AUX") or not _told(verb):
            continue
        of = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
        if of is None or of.pos_ == "PRON" or (speaker := on_whose_word(verb, article)) is None:
            continue
        if a_deed(of) and one_deed(of) and _how(verb):
            yield Pointing(verb, speaker, (), of)
        elif _loaded(verb) and (fall := _fall_of(of, verb, claims, article)) is not None:
            yield Pointing(verb, speaker, (Participant("object", noun_phrase(of)),), None, told=fall)


def _told(verb: Any) -> bool:
    """Flatly said: "may have been deliberate" and "if it was deliberate" are no account."""
    helped = {c.lower_ for c in verb.children if c.dep_ == "aux"} & set(load("denials")["modals"])
    marked = any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children)
    asked = verb.sent.text.rstrip().endswith("?")
    aided = finite(verb) or any(c.dep_ in ("aux", "auxpass") and finite(c) for c in verb.children)
    return aided and not (helped or marked or asked or unsaid(verb))


def _how(verb: Any) -> bool:
    """ "was intentional", "was a deliberate act": not a passive, nor what it was like ("was loud")."""
    if lemma(verb) != "be" or is_passive(verb):
        return False
    said = [c for c in verb.children if c.dep_ in ("acomp", "attr") and c.i > verb.i]
    words = {lemma(t) for one in said for t in (one, *one.children)}
    return bool(words & set(load("blame")["causes"]["how"]))


def _loaded(verb: Any) -> bool:
    """ "was carrying missiles", "had 65 people on board"."""
    words = load("blame")["causes"]
    things = [c for c in verb.children if c.dep_ == "dobj"]
    if lemma(verb) in words["carrying"]:
        return bool(things)
    board = [t for t in verb.subtree if t.lower_ in words["board"] and t.dep_ == "pobj"]
    return lemma(verb) == "have" and bool(things and board)


def _fall_of(craft: Any, verb: Any, claims: Sequence[Claim], article: Article) -> Claim | None:
    """The one crash or shoot-down told before, of "the plane"; the crash where both are told."""
    words = load("blame")
    definite = any(c.lower_ in words["definite"] for c in craft.children)
    if not definite or lemma(craft) not in words["aircraft"]:
        return None
    told = (c for c in claims if c.type in words["causes"]["falls"] and c.trigger.end <= verb.idx and c.place)
    stands = (c for c in told if c.modality == "actual" and c.stance != "denied")
    falls = [c for c in stands if any(_a_craft(p.span, article) for p in c.participants)]
    places = {c.place.of(article.parsed.text).casefold() for c in falls if c.place}
    return min(falls, key=lambda c: (c.type != "disaster", c.trigger)) if len(places) == 1 else None


def _a_craft(span: Span, article: Article) -> bool:
    words = load("blame")
    last = span.of(article.parsed.text).lower()
    return last in words["downed"] or last.split()[-1] in words["aircraft"]
