"""What was said of something just named: the noun that a clause without a subject of its own is about.

    The blasts lit a mill and a depot, which state radio said were under control.
    →  “a mill and a depot” … “were under control”

Without the noun, nobody could tell from the quote what it speaks of.
"""

from __future__ import annotations

from typing import Any

from app.extract.lexicon import load
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOMINAL = ("NOUN", "PROPN", "NUM", "PRON")
_WHERE = ("at", "in", "on", "near", "of", "from", "inside", "outside")
_LONGEST = 25  # tokens of a noun phrase that is still read at a glance; longer ones are a parser's that ran on


def spoken_of(cue: Any, content: Span, parsed: Parsed) -> Span | None:
    """The noun phrase before the clause that a cue stands in; None where the content has a subject of its own."""
    said: Any = parsed.tokens(content)
    if not len(said) or said[0].i < cue.i or not _headless(said):
        return None
    pronoun = _relative_pronoun(cue)
    if pronoun is None and cue.dep_ != "relcl":
        return None
    noun = cue.head if pronoun is None else _noun_before(pronoun)
    if noun is None or noun.i >= cue.i:
        return None
    top = _whole_phrase(noun)
    end = noun if pronoun is not None else _last_before(cue, top)
    first = top.left_edge if end.i - top.left_edge.i < _LONGEST else noun.left_edge
    phrase: Any = cue.doc[first.i : end.i + 1]
    return None if _told_by_the_article(phrase) else span_of(phrase)


def _told_by_the_article(phrase: Any) -> bool:
    """ "The strike, which Norland said hit a post, killed nine", "nine people, who it said were armed, died".

    The blow and the count of people are the article's own, and no words of who says what they were.
    """
    deeds, people = load("blame")["deeds"], load("quantities")["nouns"]["people"]
    counted = any(t.tag_ == "CD" and t.head.lemma_.lower() in people for t in phrase)
    return counted or any(t.pos_ == "NOUN" and t.lemma_.lower() in deeds for t in phrase)


def _headless(said: Any) -> bool:
    """Whether words begin with their verb: "were under control", "also takes its water from the lake"."""
    first = next((token for token in said if token.pos_ != "ADV"), None)
    return first is not None and first.tag_ in _FINITE and first.pos_ in ("VERB", "AUX")


def _relative_pronoun(cue: Any) -> Any | None:
    """The "which" of "which the mayor said was empty" and of "which according to him takes …"."""
    for token in reversed(cue.doc[cue.sent.start : cue.i]):
        if token.tag_ in ("WDT", "WP"):
            return token
        if token.pos_ in ("VERB", "AUX") and token.tag_ in _FINITE:
            return None
    return None


def _noun_before(pronoun: Any) -> Any | None:
    before = [t for t in pronoun.doc[max(pronoun.sent.start, pronoun.i - 2) : pronoun.i] if t.text != ","]
    return before[-1] if before and before[-1].pos_ in _NOMINAL else None


def _whole_phrase(noun: Any) -> Any:
    """The head of the longest phrase that ends in a noun: which noun of it is meant is the reader's to judge."""
    while noun.head != noun and noun.head.i < noun.i:
        over = noun.head
        if noun.dep_ == "pobj" and over.pos_ == "ADP" and over.head.pos_ in _NOMINAL and over.head.i < over.i:
            noun = over.head
        elif noun.dep_ == "pobj" and (thing := _right_before(over)) is not None:
            noun = thing
        elif noun.dep_ in ("conj", "appos", "compound", "nmod") and over.pos_ in _NOMINAL:
            noun = over
        else:
            break
    return noun


def _right_before(preposition: Any) -> Any | None:
    """The "fires" of "lit fires at a mill": small parsers give such a place to the verb, whosever it is."""
    before = preposition.nbor(-1) if preposition.i > preposition.sent.start else None
    of_the_thing = before is not None and before.dep_ == "dobj" and before.head == preposition.head
    return before if of_the_thing and preposition.lower_ in _WHERE else None


def _last_before(cue: Any, top: Any) -> Any:
    """The last word of "a man" in "a man they said had planned it"."""
    first = min([cue.i, *(child.left_edge.i for child in cue.lefts)])
    return cue.doc[max(top.i, first - 1)]
