"""Places that are meant without being named: "the city", "a hospital", "the dam", "here".

Kept as the words on the page, each with the name it stands for where one is plain: never a guess between two.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from app.extract.lexicon import load
from app.extract.reading import Mention, PlaceMention, PlaceReference
from app.extract.words.parse import Parsed
from app.text.abreast import Abreast
from app.text.span import Span

_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod"})
_KNOWN_BY = frozenset({"the", "this", "that"})  # what an article speaks of again, with no more than its kind
_LOOKED_BACK = 300  # characters before the sentence: about two sentences; a reader has forgotten what lies before
_OF_ITSELF = 2  # words of "the city": with more ("the second city of the north") something else may be meant


def find_place_references(
    parsed: Parsed, places: Sequence[PlaceMention], mentions: Sequence[Mention]
) -> list[PlaceReference]:
    """In order of the text; none overlaps the name of a place that is meant. `mentions` are names of actors."""
    named = Abreast(places, lambda place: place.span)
    actors = Abreast([m.name for m in mentions if m.form == "name"], lambda span: span)
    sentences = Abreast(parsed.sentences, lambda span: span)
    found: list[PlaceReference] = []
    for token in parsed.doc:
        kind = _kind(token)
        if kind is None or _named_after_all(token, named):
            continue
        span = _phrase(token)
        if any(place.literal for place in named.of(span)) or (found and found[-1].span.overlaps(span)):
            continue
        if any(actor.end == span.end for actor in actors.of(span)):
            continue  # "Mosul University": the noun is part of a name
        sentence = next(sentences.of(span), span)
        meant, reason = _stands_for(token, span, kind, sentence, named, parsed.text)
        found.append(PlaceReference(span, kind, meant, reason))
    return found


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {word: kind for kind, words in load("place_words")["described"].items() for word in words}


def _kind(token: Any) -> str | None:
    """The kind of place that a noun or "here" tells of; None where it tells of none."""
    low = token.lower_
    if low in ("here", "there"):
        return "spot" if token.tag_ == "RB" and token.dep_ in ("advmod", "pcomp", "pobj") else None
    if token.pos_ != "NOUN" or token.dep_ in ("compound", "amod", "nmod", "npadvmod", "attr", "appos"):
        return None  # "Kaliv is a city", "Kaliv, a city": what it is
    kind = _nouns().get(low) or _nouns().get(token.lemma_.lower())
    before = [child for child in token.lefts if child.dep_ in _BEFORE]
    if kind == "country" and token.dep_ in ("nsubj", "poss", "agent"):
        return None  # "the country said": a state
    if kind == "side":  # "to the east", but not "east of Kaliv"
        return "area" if [child.lower_ for child in before] == ["the"] and token.dep_ == "pobj" else None
    plain = before or token.tag_ == "NNS" or token.dep_ == "conj"
    return kind if plain else None  # "returned to base"


def _named_after_all(token: Any, named: Abreast[PlaceMention]) -> bool:
    """ "the town of Kaliv", "the river Sarna": the name says it, and is a mention of its own."""
    end = token.idx + len(token.text)
    after = token.doc.text[end : end + 4]
    at = end + 4 if after == " of " else end + 1
    following = next(named.of(Span(at, at + 1)), None)
    return following is not None and (following.span.start == at or after == " of ") and after[:1] == " "


def _phrase(token: Any) -> Span:
    """The noun with what stands before it, but for its owner: "ISIL-held buildings", "Hezbollah’s | warehouse"."""
    before = [child for child in token.lefts if child.dep_ in _BEFORE]
    owners = [child.right_edge.i for child in before if child.dep_ == "poss" and child.tag_ != "PRP$"]
    kept = [child.left_edge for child in before if child.i > max(owners, default=-1) and child.i not in owners]
    return Span(min([token.idx, *(edge.idx for edge in kept)]), token.idx + len(token.text))


def _stands_for(
    token: Any, span: Span, kind: str, sentence: Span, named: Abreast[PlaceMention], text: str
) -> tuple[Span | None, str]:
    """The only name of its kind in the sentence before the words, else just before it: never one of two."""
    if kind == "spot":
        return None, "where, without a name"
    noun = token.lemma_.lower()
    said = span.of(text)
    known = len(said.split()) == _OF_ITSELF and said.split()[0].lower() in _KNOWN_BY
    if not known or any(child.dep_ in ("prep", "relcl", "acl") for child in token.rights):
        return None, f"a {noun} without a name"
    opening = max(sentence.start, span.start - _LOOKED_BACK)  # a list run together may be one sentence of pages
    for stretch in (Span(opening, span.start), Span(max(0, opening - _LOOKED_BACK), opening)):
        meant = [place for place in named.of(stretch) if place.literal and _is_a(place, kind, noun, text)]
        if len({place.name.of(text) for place in meant}) == 1:
            return meant[-1].span, f"the only {noun} named before it"
        if meant:
            return None, "several are named before it"
    return None, f"no {noun} named before it"


def _is_a(place: PlaceMention, kind: str, noun: str, text: str) -> bool:
    """Whether "the city" or "the dam" may mean this name: a town's has no kind word, any other's ends in it."""
    last = place.span.of(text).split()[-1].lower()
    if kind == "settlement":
        return place.hint in (None, "settlement") and last not in _nouns()
    return kind in ("region", "facility", "water", "terrain") and noun in (last, place.hint)
