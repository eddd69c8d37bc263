"""Which of an article's towns is meant by "the city", "the town" or "it", where a happening has no other place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from app.extract.happenings.triggers import Around, Match, clause_tokens
from app.extract.lexicon import load
from app.extract.places.toponyms import capitals
from app.extract.reading import Claim, PlaceMention
from app.extract.words.parse import Parsed


@cache
def retold_words(name: str) -> frozenset[str]:
    return frozenset(load("triggers")["retold"][name])


@cache
def kin(type_: str) -> frozenset[str]:
    """The types one happening may be told as: what hit is told again as what killed or destroyed."""
    families = load("triggers")["retold"]["kin"]
    return frozenset(next((family for family in families if type_ in family), [type_]))


def definite(claim: Claim, parsed: Parsed) -> bool:
    """ "the city", "its missiles", "it": a weapon, target or thing that the reader is taken to know."""
    for one in claim.participants:
        first = one.span.of(parsed.text).lower().split()[0]
        if one.role in ("weapon", "target", "object") and first in retold_words("definite"):
            return True
    return False


def in_the_city(match: Match, claim: Claim, around: Around) -> Claim:
    """Of a claim without a place: "the city" is the last one named before, "the missile" fell on the only one."""
    if claim.place is not None or claim.modality in ("planned", "possible"):
        return claim
    towns = [p for p in around.places if p.literal and p.hint in (None, "settlement")]
    towns = [p for p in towns if not _facility(p, around.parsed.text)]
    filed = {p.span for p in towns if _filed_from_a_capital(p, around.parsed.text)}
    only = {p.name.of(around.parsed.text).casefold() for p in towns}
    if (
        claim.type in kin("shelling")
        and len(only) == 1
        and towns[-1].span not in filed
        and definite(claim, around.parsed)
    ):
        return replace(claim, place=towns[0].span, place_reason="the only town that the article names")
    for one in claim.participants:
        tokens = around.parsed.tokens(one.span)
        sentence = around.parsed.sentence_of(claim.trigger)
        if one.role in ("target", "object") and len(tokens) and sentence and tokens.root.lower_ == "it":
            here = [p for p in towns if p.span < claim.trigger and sentence.covers(p.span)]
            if len(here) == 1:
                return replace(claim, place=here[0].span, place_reason="“it”: the only town its sentence names")
        if (
            one.role not in ("target", "object")
            or not len(tokens)
            or tokens.root.lower_ not in retold_words("towns")
        ):
            continue
        if not any(c.lower_ in ("the", "this") and c.dep_ == "det" for c in tokens.root.children):
            continue
        before = [p for p in towns if p.span < claim.trigger]
        if claim.stance == "denied" and len({p.name.of(around.parsed.text).casefold() for p in before}) > 1:
            continue  # of which town somebody is said to have shelled it, the words of his denial do not say
        meant = town_meant(tokens.root.lower_, before, around.parsed.text)
        if meant:
            return replace(claim, place=meant.span, place_reason=f"“{one.span.of(around.parsed.text)}”")
    return _in_the_town(match, claim, towns, around)


def _facility(place: PlaceMention, text: str) -> bool:
    """ "the Selva base": no town, so that "the attack on the bridge" was not there."""
    return place.name.of(text).split()[-1].lower() in load("place_words")["described"]["facility"]


def _in_the_town(match: Match, claim: Claim, towns: Sequence[PlaceMention], around: Around) -> Claim:
    """ "Fighting went on in the town": in the last one named before, where its article names one above it."""
    text = around.parsed.text
    for token in clause_tokens(match.verb if match.verb is not None else match.token):
        inside = token.dep_ == "pobj" and token.head.lower_ in ("in", "inside", "within", "into")
        the = any(c.lower_ in ("the", "this") and c.dep_ == "det" for c in token.children)
        if not (inside and the and token.lower_ in retold_words("towns")) or any(token.rights):
            continue
        meant = town_meant(token.lower_, [p for p in towns if p.span < claim.trigger], text)
        if meant:
            return replace(claim, place=meant.span, place_reason=f"“the {token.text}”: the last one named before")
    return claim


def town_meant(word: str, named: Sequence[PlaceMention], text: str) -> PlaceMention | None:
    """The last of the towns named before that "the town" or "the city" may mean: nobody calls a capital a town."""
    fit = [p for p in named if word not in ("town", "village") or not _capital(p, text)]
    return fit[-1] if fit else None


def _capital(place: PlaceMention, text: str) -> bool:
    name = place.name.of(text)
    return name in capitals() or (name.isupper() and name.title() in capitals())


def _filed_from_a_capital(place: PlaceMention, text: str) -> bool:
    """ "KYIV — The strike killed nine": where it was written, and not where it fell."""
    after = text[place.name.end : place.name.end + 40].split("\n", maxsplit=1)[0]
    return place.name.of(text).isupper() and _capital(place, text) and any(dash in after for dash in "—–")
