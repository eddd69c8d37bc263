"""What a number counts, from its noun and the verb that noun goes with. Words: `lexicon/quantities.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from app.extract.lexicon import load
from app.text.span import Span

_STEPS = 12  # up a parse: a counted noun lies near its verb, and a page of bare numbers must not be walked whole


# ---------------------------------------------------------------- what it counts


def kind_of(tokens: Any) -> str | None:
    """What a number counts, from its noun and the verb that noun goes with; None where that is not ours."""
    lexicon = load("quantities")
    noun = _counted(tokens)
    lemma = noun.lemma_.lower() if noun is not None else ""
    if lemma in lexicon["nouns"]["not"]:
        return None
    if lemma in lexicon["nouns"]["strikes"]:
        return "strikes"
    weapon = lemma in lexicon["nouns"]["weapons"]
    verb = _governing(noun if noun is not None else tokens[-1], tokens) or _word_before(tokens)
    if weapon and _shot_down(tokens):
        return "intercepted"
    if kind := _kind_of_verb(verb, lemma, weapon):
        return kind
    if kind := _kind_of_owner(noun if noun is not None else tokens[-1], lexicon["of"]):
        return kind
    for kind in ("killed", "injured", "casualties", "captured", "missing"):
        if lemma in lexicon["nouns"][kind]:
            return kind
    if weapon:
        came = (
            noun is not None and noun.dep_ == "nsubj" and noun.head.lemma_.lower() in lexicon["subjects"]["came"]
        )
        return "launched" if came else "weapons"
    for kind in ("people", "vehicles", "buildings", "settlements"):
        if lemma in lexicon["nouns"][kind]:
            return kind
    return "people" if noun is not None and noun.tag_ == "NNPS" else None  # "about 70 Russians"


def _shot_down(tokens: Any) -> bool:
    """ "reported 15 of 16 drones shot down": the number is its subject, and no helping verb stands there."""
    number = tokens[-1]
    verb = number.head
    down = any(c.dep_ == "prt" and c.lower_ == "down" for c in verb.children)
    return number.dep_ in ("nsubj", "nsubjpass") and verb.lower_ in ("shot", "brought") and down


def measures(tokens: Any) -> bool:
    """ "raised the toll several times", "the toll after three days": no count of people."""
    noun = _counted(tokens)
    return noun is not None and noun.lemma_.lower() in load("quantities")["nouns"]["not"]


def toll_before(text: str, span: Span) -> str | None:
    """ "the death toll rose to 45": told of a noun that the parse ties to no number."""
    before = text[max(0, span.start - 80) : span.start]
    for kind, phrases in load("quantities")["tolls"].items():
        if re.search(rf"\b(?:{'|'.join(phrases)})\b[^.;\d]{{0,40}}$", before, re.IGNORECASE):
            return kind
    return None


def _counted(tokens: Any) -> Any | None:
    """The noun a number stands before: "38 of the 40 drones" and "12 Ukrainian soldiers" alike."""
    for token in reversed(tokens[-_STEPS:]):
        head = token
        for _ in range(_STEPS):
            if head.dep_ not in ("nummod", "compound", "quantmod", "amod", "nmod") or head.head.i <= head.i:
                break
            head = head.head
        if head.i != token.i or head.i > tokens[-1].i:
            return head
        of = next((c for c in token.children if c.lower_ in ("of", "in") and c.dep_ == "prep"), None)
        if tokens.doc[tokens[-1].i + 1 : tokens[-1].i + 3].text == "out of":
            of = tokens.doc[tokens[-1].i + 2]
        pobj = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if pobj is not None:
            return pobj
    after = tokens[-1].i + 1
    return tokens.doc[after] if after < len(tokens.doc) and tokens.doc[after].pos_ == "NOUN" else None


def _governing(noun: Any, tokens: Any) -> Any | None:
    """The verb that a counted noun is subject or object of, or a participle or adjective right behind."""
    follows = tokens.doc[tokens[-1].i + 1 : min(len(tokens.doc), max(noun.i, tokens[-1].i) + 4)]
    casualty = _casualty_words()
    for token in follows[:_STEPS]:
        if token.lower_ in (",", ";", "and") and token.i > noun.i:
            break
        if _dictionary_form(token) in casualty and token.tag_ in ("VBN", "VBD", "JJ", "NNS", "NN"):
            if not any(c.dep_ == "dobj" for c in token.children):  # "two gunmen killed three people"
                return token
            return None
    at = tokens[0]
    for _ in range(_STEPS):
        if at.dep_ not in (
            "nummod", "compound", "quantmod", "amod", "nmod", "conj", "pobj", "prep", "appos"
        ):  # fmt: skip
            break
        if at.dep_ == "prep" and at.lower_ not in ("of",):
            break
        if at.dep_ == "conj" and at.head.pos_ in ("VERB", "AUX"):
            break
        at = at.head
    for one in (at, noun):
        if one.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "oprd"):
            return _told_of(one)
    return None


def _told_of(noun: Any) -> Any | None:
    """The verb, if a subject of it is what it counts: "twelve died", not "two gunmen killed three"."""
    verb, words = noun.head, load("quantities")
    states = [c for c in verb.children if c.dep_ in ("acomp", "oprd", "attr", "xcomp") and c.i > noun.i]
    for state in states:  # "remained missing", "were reported dead"
        if state.lemma_.lower() in _casualty_words() or state.lower_ in _casualty_words():
            return state
    if noun.dep_ != "nsubj":
        return verb
    own = verb.lemma_.lower() in words["subjects"]["counted"] or verb.lower_ == "missing"
    return verb if own or verb.tag_ == "VBN" or verb.pos_ == "AUX" else None


def _word_before(tokens: Any) -> Any | None:
    """The verb right before a number and its bound, whatever the parse makes of it: "displaced 30,000 people"."""
    word, doc = tokens[0], tokens.doc
    for _ in range(4):
        if not word.i or word.is_sent_start:
            return None
        word = doc[word.i - 1]
        if word.pos_ not in ("ADV", "ADP", "SCONJ", "DET"):
            break
    return word if word.lemma_.lower() in _verbs() and word.tag_ in ("VBD", "VBN", "VBG") else None


@cache
def _verbs() -> frozenset[str]:
    return frozenset(w for words in load("quantities")["verbs"].values() for w in words)


@cache
def _casualty_words() -> frozenset[str]:
    verbs = load("quantities")["verbs"]
    return frozenset(w for kind in ("killed", "injured", "missing") for w in verbs[kind])


def _kind_of_owner(noun: Any, of: dict[str, list[str]]) -> str | None:
    """ "the bodies of six miners", "the capture of 40 soldiers"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    owner = noun.head.head.lemma_.lower()
    return next((kind for kind, words in of.items() if owner in words), None)


def _dictionary_form(word: Any) -> str:
    """Of a participle that small taggers take for an adjective too: "300 more injured"."""
    forms = {"wounded": "wound", "injured": "injure", "downed": "down", "dead": "dead", "missing": "missing"}
    return forms.get(word.lower_, word.lemma_.lower())


def _kind_of_verb(verb: Any | None, noun: str, weapon: bool) -> str | None:
    if verb is None:
        return None
    lemma = _dictionary_form(verb)
    nouns = load("quantities")["nouns"]
    things = any(noun in nouns[k] for k in ("vehicles", "buildings", "settlements"))
    for kind, words in load("quantities")["verbs"].items():
        if lemma not in words or (kind == "missing" and any(c.dep_ == "dobj" for c in verb.children)):
            continue
        if kind == "intercepted":
            return kind if noun in nouns["airborne"] else None
        if kind == "launched":
            return kind if weapon else None
        if kind == "hit":
            return "hit" if things or weapon else None
        if kind in ("captured", "released", "displaced") and (things or weapon):
            return None
        return kind if not things and not weapon else None
    return None
