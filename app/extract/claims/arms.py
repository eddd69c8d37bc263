"""By what arms a bare "strike" was made, where another sentence of its article says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.extract.happenings.restrictions import is_model
from app.extract.happenings.triggers import lemma, words_of
from app.extract.lexicon import load
from app.extract.reading import Claim, Participant
from app.extract.words.parse import Parsed


def armed_as_below(claims: Sequence[Claim], parsed: Parsed) -> list[Claim]:
    """The claims, a bare "strike" as one with missiles where the article elsewhere says by what it was made.

    Never in an article that speaks of drones or aircraft too, nor of strikes by two sides.
    """
    # "Drones", first in its sentence, is a name to small taggers, whose dictionary form keeps the "s"
    said = {form for token in parsed.doc for form in (lemma(token), token.lower_.removesuffix("s"))}
    if said & (words_of("drone") | words_of("aircraft") | words_of("airstrike-words")):
        return list(claims)
    named = [c for c in claims if c.type == "shelling" and c.modality == "actual" and _arms(c, parsed)]
    in_words = _one_strike(claims, parsed) and any(_names_missiles(token) for token in parsed.doc)
    armed = list(claims)
    for index, claim in enumerate(claims):
        if claim.type != "air-strike" or _arms(claim, parsed):
            continue
        same = next((c for c in named if c.place and (c.place, c.when) == (claim.place, claim.when)), None)
        if same and len(_doers([claim, same], parsed)) < 2:
            armed[index] = replace(claim, type=same.type, acled=same.acled, plover=same.plover)
        elif in_words:
            labels = load("triggers")["types"]["shelling"]
            armed[index] = replace(claim, type="shelling", acled=labels.get("acled"), plover=labels.get("plover"))
    return armed


def with_things_for_weapons(claim: Claim, parsed: Parsed) -> Claim:
    """Without "the strike" and "a senseless attack" as weapons: they are the deed. "A drone strike" names one."""
    kept = tuple(p for p in claim.participants if p.role != "weapon" or not _is_deed(p, parsed))
    return claim if kept == claim.participants else replace(claim, participants=kept)


def _is_deed(weapon: Participant, parsed: Parsed) -> bool:
    tokens = parsed.tokens(weapon.span)
    if not len(tokens) or lemma(tokens.root) not in words_of("strike-words") | words_of("attack-words"):
        return False
    return not any(_names_arms(token) for token in tokens if token.i < tokens.root.i)


def _names_arms(token: Any) -> bool:
    """ "a Kinzhal strike", "tank fire", "a drone attack"; not "an air strike", nor whose it was."""
    if any(is_model(token.text, name) for name in load("triggers")["models"]):
        return True
    things = words_of("weapon-in-air") | words_of("missile") | words_of("bomb") | words_of("drone")
    return lemma(token) in things or (token.dep_ == "compound" and lemma(token) in words_of("arms-before-fire"))


def _arms(claim: Claim, parsed: Parsed) -> bool:
    """Whether it names a weapon; "the strike on a barracks", as what killed, is none."""
    weapons = [parsed.tokens(p.span) for p in claim.participants if p.role == "weapon"]
    return any(len(tokens) and lemma(tokens.root) not in words_of("strike-words") for tokens in weapons)


def _doers(claims: Sequence[Claim], parsed: Parsed) -> set[str]:
    return {p.span.of(parsed.text) for claim in claims for p in claim.participants if p.role == "actor"}


def _one_strike(claims: Sequence[Claim], parsed: Parsed) -> bool:
    """Whether the article's strikes are told of one place, and of one doer at most."""
    strikes = [c for c in claims if c.type in ("air-strike", "shelling")]
    places = {c.place.of(parsed.text).casefold() for c in strikes if c.place}
    return len(places) == 1 and len(_doers(strikes, parsed)) < 2


def _names_missiles(token: Any) -> bool:
    """ "a missile strike", "a strike by four rockets", of nobody named: the article's own strike."""
    if lemma(token) not in words_of("strike-words") | {"attack"} or token.pos_ != "NOUN":
        return False
    inside = [t for t in token.subtree if t.i != token.i]
    if any(t.pos_ == "PROPN" or t.ent_type_ == "NORP" for t in token.children):
        return False
    close = [t for t in inside if token.i in (t.head.i, t.head.head.i)]
    return any(lemma(t) in words_of("missile") - {"shelling"} for t in close)
