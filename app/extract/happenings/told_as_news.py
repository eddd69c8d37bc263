"""Whether a happening without a day is told as news, so that it is about as old as its article.

Only a main clause tells news. "The strike that killed him", "after his arrest" and "casualties in the Raqqa
battle" take something for known, and how long it has been known nobody can say: those stay undated unless what
was told before them gives the day (`claims/retold.py`). Words: `[news]` in `lexicon/triggers.toml`.
"""

from __future__ import annotations

from typing import Any

from app.extract.happenings.trigger_words import entries, words_of
from app.extract.happenings.triggers import Match, clause_of, governing_verb, lemma
from app.extract.lexicon import load
from app.extract.words.cues import cue_at

_DEEPEST = 8  # clauses up from a trigger: deeper ones come of a broken parse


def taken_as_known(match: Match) -> str | None:
    """Why its clause tells no news, in words; None where the article's day may stand for its own.

    "Two died when a shell hit a bus." → None · "He spoke of the shell that hit a bus." → a reason
    """
    if match.type in _news("by-saying") or match.entry.get("modality"):
        return None  # an accusation is as recent as the words it is made in
    return _known_noun(match) or _aside(clause_of(match.verb if match.verb is not None else match.token))


def admitted(match: Match, cue_class: str | None) -> bool:
    """ "acknowledged that it had shot the jet down": later than the deed, and nobody says how much later."""
    verb = match.verb if match.verb is not None else match.token
    if not any(c.lower_ == "had" and c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    above = clause_of(verb).head
    return cue_class == "confirm" or lemma(above) in _news("admits")


def _news(name: str) -> frozenset[str]:
    return frozenset(load("triggers")["news"][name])


def _aside(clause: Any) -> str | None:
    """The clause, or one above it, that describes a thing or tells when and why, and so tells nothing new."""
    at = clause
    if any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") and c.lemma_ == "be" for c in at.children):
        return None  # "in which fighting is going on"
    for _ in range(_DEEPEST):
        if at.dep_ == "conj":
            at = at.head
            continue
        if at.dep_ in ("relcl", "acl") and not (_of_words(at) or _brings_in(at)):
            return f"told as known: it describes “{at.head.text}”"
        if at.dep_ in ("advcl", "pcomp") and (opens := _opening(at)) and not _one_happening(at, opens):
            return f"told as known: “{opens}” leads to it"
        if at.head.i == at.i or at.dep_ == "ROOT":
            return None
        at = clause_of(at.head)
    return None


def _of_words(clause: Any) -> bool:
    """ "said in a statement that", "said the same day that": what is said, wherever the parse has hung it."""
    return lemma(clause.head) in _news("spoken") | words_of("days-and-times") | words_of("statements")


def _brings_in(clause: Any) -> bool:
    """ "A missile that hit a bus", "reported five people killed": a noun as new as what describes it."""
    noun = clause.head
    if any(c.dep_ == "poss" or c.lower_ in _news("definite") for c in noun.children if c.i < noun.i):
        return False
    if clause.dep_ == "acl" and clause.tag_ == "VBG" and lemma(noun) in words_of("missile") | words_of("drone"):
        return True  # "launched missiles targeting a base"
    verb, through = governing_verb(noun)
    if verb is None:
        return noun.dep_ == "ROOT"
    if lemma(verb) in _news("brings-in"):
        return through in ("dobj", "attr", "nsubj", "nsubjpass")
    weapon = lemma(noun) in words_of("attack-words") | words_of("missile") | words_of("drone") | words_of("bomb")
    return weapon and through in ("nsubj", "attr", "dobj", "prep:by", "prep:in")


def _opening(clause: Any) -> str | None:
    """The word that a clause of time or reason opens with; None for "…, killing two" and "as the army said"."""
    if clause.dep_ == "pcomp":
        return str(clause.head.lower_) if clause.head.lower_ in _news("asides") else None
    if cue_at(clause) is not None:
        return None
    first = [c for c in clause.children if c.dep_ in ("mark", "advmod", "prep") and c.i < clause.i]
    return next((str(c.lower_) for c in first if c.lower_ in _news("asides")), None)


def _one_happening(clause: Any, opens: str) -> bool:
    """ "Two died when a shell hit a bus": the deaths are the news, and the shell what caused them."""
    return opens in _news("together") and _tells_harm(clause_of(clause.head))


def _tells_harm(verb: Any) -> bool:
    rows = entries().get(("verb", lemma(verb)), ())
    harmful = any(entry.get("casualty") or entry["type"] in _news("harm") for _, _, entry in rows)
    return harmful or lemma(verb) in _news("harmed")


def _known_noun(match: Match) -> str | None:
    """ "losses in the Raqqa battle", "after his arrest": a noun that stands beside what is told, not for it."""
    noun = match.token
    if noun.pos_ not in ("NOUN", "PROPN") or (match.verb is not None and match.verb.i == noun.i):
        return None
    verb, through = governing_verb(noun)
    leads = through.removeprefix("prep:")
    if noun.dep_ == "dobj" and noun.head.dep_ == "prep" and noun.head.lower_ in _news("asides"):
        verb, leads = noun.head.head, noun.head.lower_  # "escaped following airstrikes"
    elif through in ("nsubj", "nsubjpass", "dobj", "attr"):
        return None
    definite = any(c.dep_ == "poss" or c.lower_ in _news("definite") for c in noun.children if c.i < noun.i)
    if definite and (match.entry.get("parent") or leads in _news("asides")):
        return f"told as known: “{noun.text}” is named, not told"
    if leads in _news("asides") and (verb is None or not _tells_harm(verb)):
        return f"told as known: “{leads}” leads to it"
    return None
