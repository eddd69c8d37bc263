"""Of two places named together the narrower: "Sirna, south of Aleppo" is Sirna, "Norland's Y" is Y."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.extract.happenings.triggers import lemma
from app.extract.lexicon import load
from app.extract.reading import PlaceMention
from app.extract.words.parse import Parsed

_OF_A_PHRASE = ("pobj", "prep", "compound", "appos", "advmod", "npadvmod", "amod", "nmod", "nummod", "quantmod")


_NEXT = 4  # places behind one that may be what it lies in
_STEPS = 12


def without_containers(
    places: Sequence[PlaceMention], parsed: Parsed, all_places: Sequence[PlaceMention] = ()
) -> list[PlaceMention]:
    """The places of one sentence, in order, without those that only say what another one lies in or beside."""
    wider = set()
    for n, place in enumerate(places):
        for other in places[n + 1 : n + 1 + _NEXT]:
            if _describes(place, other, parsed):
                wider.add(place)
            elif _lies_in(place, other, parsed, all_places):
                wider.add(other)
    return [place for place in places if place not in wider]


def _lies_in(place: PlaceMention, other: PlaceMention, parsed: Parsed, all_places: Sequence[PlaceMention]) -> bool:
    """ "X, Norland", "X in the Y region", "X, 30 km from Y", "the town of X, near Y", "X, in Norland's Y"."""
    between, start = parsed.text[place.span.end : other.span.start], place.span.end
    for one in all_places:
        if place.span.end <= one.span.start and one.span.end <= other.span.start:
            between = between[: one.span.start - start] + " " * len(one.span) + between[one.span.end - start :]
    if len(between) < 90 and _leads_on(between):
        return True
    of = {token.i for token in _phrase(place, parsed)}
    at = parsed.tokens(other.span).root
    for _ in range(_STEPS):
        if at.dep_ not in _OF_A_PHRASE or at.head.i == at.i:
            break
        if at.dep_ == "prep" and at.lower_ in ("to", "into", "from") and at.head.i in of:
            return False  # "from X to Y"
        at = at.head
        if at.i in of:
            return other.span.start > place.span.end
    return False


def _leads_on(between: str) -> bool:
    """Whether the words between two places only say how they lie to each other."""
    words = load("place_ties")["between"]
    told = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*|’s|'s", between.lower())
    if not all(word in words["words"] for word in told):
        return False
    if re.search(r"[;:/–—]|\.\s|[.]$", between):
        return False
    opens = [word for word in told if word in words["opening"]]
    return bool(opens) or (between.strip() == "," and not told)


def _phrase(place: PlaceMention, parsed: Parsed) -> list[Any]:
    """The head word of a place and the nouns it stands before or is named by: "X town", "the village of X"."""
    at = parsed.tokens(place.span).root
    found = [at]
    while at.dep_ in ("compound", "nmod", "amod", "appos") or (at.dep_ == "pobj" and at.head.lower_ == "of"):
        at = at.head if at.dep_ != "pobj" else at.head.head
        if lemma(at) not in load("place_ties")["named"]["words"]:
            break
        found.append(at)
    return found


def _describes(place: PlaceMention, other: PlaceMention, parsed: Parsed) -> bool:
    """ "Norland's X", "the Norland town of X", "the Norlandian capital X": the first one is only where X lies."""
    token = parsed.tokens(place.span).root
    if token.dep_ not in ("compound", "nmod", "amod", "poss"):
        return False
    if other.span.start - place.span.end > 40:
        return False
    of = {t.i for t in _phrase(other, parsed)}
    if token.head.i in of:
        return True
    at = parsed.tokens(other.span).root
    return token.dep_ == "poss" and at.i in {t.i for t in token.head.subtree} and at.dep_ in ("pobj", "appos")
