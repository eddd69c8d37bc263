"""Whose weapon it was: "probably a Ukrainian Buk", "appears to have been fired by rebels", "not our missile".

Such words tell no attack of their own. They say, flatly, with a hedge or as a denial, whose doing was the one
told before them, so `claims/blame.py` makes them a claim of that attack. Three shapes are read: what a weapon was
("the missile was a Russian Kh-22"), what brought a blast about ("a Ukrainian missile had probably caused the
blast"), and, hedged only, by whom it was fired or hit ("was likely fired by"); a flat "was fired by" is told
by its own words (`claims/reader.py`). Words: `[whose]` in `lexicon/blame.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.extract.claims.names_meant import name_of
from app.extract.happenings.clauses import is_passive, lemma, phrase_tokens
from app.extract.happenings.restrictions import is_model
from app.extract.happenings.told import Article
from app.extract.happenings.trigger_words import words_of
from app.extract.lexicon import load
from app.extract.quotes.attribution import noun_phrase
from app.extract.reading import Participant, Speaker
from app.extract.standing.modality import judge
from app.extract.words.parse import span_of
from app.text.span import Span

OURS = "our"


@dataclass(frozen=True, slots=True)
class Whose:
    """A verb that says whose a weapon was: the subject it is said of, whose, and how surely."""

    verb: Any
    of: Any  # the token of "missile", "it", "blast" that it is said of
    laid_to: tuple[Participant, ...]
    modality: str  # "actual", "possible" or "negated"


def find_whose(article: Article) -> Iterator[Whose]:
    """Every verb that says whose a weapon was, of a state or a force that it names; "our" names nobody yet."""
    for verb in article.parsed.doc:
        if verb.pos_ not in ("VERB", "AUX") or (said := _said(verb)) is None:
            continue
        of, whose = said
        modality = surely(verb, whose)
        told_elsewhere = modality != "possible" and lemma(verb) in load("blame")["whose"]["done"]
        if modality is None or told_elsewhere or _sent_by_another(of) or verb.sent.text.rstrip().endswith("?"):
            continue
        if laid_to := laid_to_weapon(whose, article) or _to_force(whose, article):
            yield Whose(verb, of, laid_to, modality)


def _sent_by_another(weapon: Any) -> bool:
    """ "the rocket, fired by the Red Front, was a Norlandish one": who made it, and not whose doing it was."""
    told = (
        c for c in weapon.children if c.dep_ in ("acl", "relcl") and lemma(c) in load("blame")["whose"]["done"]
    )
    return any(c.dep_ == "agent" for verb in told for c in verb.children)


def _said(verb: Any) -> tuple[Any, Any] | None:
    """What it is said of and the word for whose it was, as tokens; None where the verb says no such thing."""
    words, subject = load("blame")["whose"], _subject(verb)
    if subject is None:
        return None
    if lemma(verb) == "be":
        what = next((c for c in verb.children if c.dep_ == "attr"), None)
        what = what or next((c for c in verb.children if c.dep_ == "acomp" and _demonym(c)), None)
        return (subject, what) if what is not None and _weapon_told_of(subject) else None
    agent = next((c for by in verb.children if by.dep_ == "agent" for c in by.children), None)
    if lemma(verb) in words["causing"]:
        if is_passive(verb):
            return (subject, agent) if agent is not None and lemma(subject) in load("blame")["deeds"] else None
        done = next((c for c in verb.children if c.dep_ == "dobj"), None)
        return (done, subject) if done is not None and lemma(done) in load("blame")["deeds"] else None
    if lemma(verb) in words["done"] and agent is not None and is_passive(verb):
        sent = lemma(verb) in words["sending"]
        return (subject, agent) if _weapon_told_of(subject) or (not sent and _definite(subject)) else None
    return None


def _subject(verb: Any) -> Any | None:
    """Its own, that of "appears", "is believed" above it, or that of the verb it is joined to."""
    for at in (verb, verb.head if verb.dep_ in ("xcomp", "conj") else verb):
        own = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
        if own is not None:
            return own.head.head if own.lower_ in ("that", "which") and own.head.dep_ == "relcl" else own
    return None


def _definite(noun: Any) -> bool:
    return any(c.lower_ in load("blame")["definite"] for c in noun.children if c.i < noun.i)


def _weapon_told_of(noun: Any) -> bool:
    """ "it", "the missile", "a missile that hit the market": one that is told of, and not any."""
    if noun.lower_ in load("blame")["pronouns"]:
        return True
    described = any(c.dep_ == "relcl" and c.i > noun.i for c in noun.children)
    return lemma(noun) in _weapons() and (_definite(noun) or described)


def _weapons() -> frozenset[str]:
    told = words_of("weapon-in-air") | words_of("missile") | frozenset(load("blame")["whose"]["weapons"])
    return told - words_of("crewed")


def _demonym(word: Any) -> bool:
    return word.ent_type_ in ("NORP", "GPE") or word.text[:1].isupper()


# ---------------------------------------------------------------- how surely


def surely(verb: Any, whose: Any) -> str | None:
    """The modality of what is said; None of a plan, of a "may not have been", of what nobody says is so."""
    judged = judge(verb)
    denied = any(c.dep_ == "neg" for c in (*verb.children, *whose.children))
    hedged = judged.modality == "possible" or judged.alleged or _hedged(verb, whose)
    if judged.modality == "planned" or (judged.modality == "negated" and not denied):
        return None
    if denied:
        return None if hedged else "negated"
    return "possible" if hedged else "actual"


def _hedged(verb: Any, whose: Any) -> bool:
    """ "was most likely one", "there is a high probability that it was", "evidence suggests that it was"."""
    words = load("blame")["whose"]["hedges"]
    told = [c for c in verb.children if c.dep_ in ("acomp", "advmod")]
    told += [c for c in whose.children if c.dep_ == "amod"]  # "was most likely one": small parsers hang it there
    beside = {t.lower_ for c in told for t in (c, *c.children)}
    above = {verb.head.lemma_.lower()} if verb.dep_ in ("acl", "ccomp", "xcomp", "relcl") else set()
    return bool((beside | above) & set(words))


# ---------------------------------------------------------------- whose


def laid_to_weapon(thing: Any, article: Article) -> tuple[Participant, ...]:
    """The one state whose a weapon is said to be, and the weapon; none where the words name none, or several.

    "A Russian-made missile" is no Russian's, nor is what one state makes and many fire ("an American ATACMS").
    """
    model = is_model(thing.text, "missile") or is_model(thing.text, "weapon-in-air")
    told, words = lemma(thing) in _weapons() or model or lemma(thing) == "one", load("blame")["whose"]
    if thing.pos_ in ("ADJ", "PROPN") and thing.dep_ == "acomp":
        states = _states([thing], article)
        return (Participant("actor", states[0], states[0]),) if len(states) == 1 else ()
    phrase = phrase_tokens(thing)
    if not told or any(t.lower_ in ("made", "built", "style", "type", "era", *words["lent"]) for t in phrase):
        return ()
    before = [c for c in phrase if c.dep_ in ("amod", "compound", "nmod", "poss") and c.i < thing.i]
    if len(states := _states(before, article)) == 1:
        return Participant("actor", states[0], states[0]), Participant("weapon", noun_phrase(thing))
    if any(c.lower_ == OURS for c in before):
        return (Participant("actor", span_of(next(c for c in before if c.lower_ == OURS))),)
    used = next((c for c in thing.children if c.dep_ == "acl" and lemma(c) in words["used"]), None)
    agents = (c for p in (used.children if used is not None else ()) if p.dep_ == "agent" for c in p.children)
    by = next(agents, None)
    return _to_force(by, article) if by is not None else ()


def _states(words: list[Any], article: Article) -> list[Span]:
    spans = [span_of(word) for word in words]
    return [p.span for p in article.around.places if not p.literal and any(p.span.covers(s) for s in spans)]


def _to_force(head: Any, article: Article) -> tuple[Participant, ...]:
    """ "fired by Ukraine", "used by Norland's defence forces": a state or a force, never a person."""
    around, phrase = article.around, noun_phrase(head)
    if head.pos_ == "PRON" or any(c.dep_ in ("conj", "neg") for c in head.children):
        return ()
    named = name_of(head, phrase, article.parsed, around.mentions, None, around.places)
    mention = next((m for m in around.mentions if named and m.form == "name" and m.span.overlaps(named)), None)
    kinds = load("blame")["kinds"]
    if named is None or (mention is not None and mention.kind not in kinds):
        return ()
    return (Participant("actor", phrase, named),)


def own_nation(part: Participant, speaker: Speaker, article: Article) -> Participant | None:
    """ "our" as the nation in the speaker's name or title ("Ukrainian President …"); None where none is there."""
    if part.named is not None:
        return part
    spans = (speaker.span, *speaker.chain, *((speaker.named,) if speaker.named else ()))
    told = [m.span for m in article.around.mentions if m.form == "name" and any(m.span.overlaps(s) for s in spans)]
    nations = [
        p.span for p in article.around.places if not p.literal and any(s.covers(p.span) for s in (*spans, *told))
    ]
    return Participant(part.role, part.span, nations[0]) if nations else None
