"""With what and when in the day something was struck, and what fell from the sky, by the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from app.extract.lexicon import load
from app.text.folding import fold
from app.text.when import When

POINTED_AT = "it"  # stands for a kind of aircraft where a claim says no more than "it"


@cache
def _kinds(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = load("blows")[table]
    ways = {kind: "|".join(re.escape(fold(word)) for word in words) for kind, words in found.items()}
    return tuple((kind, re.compile(rf"\b(?:{way})s?\b")) for kind, way in ways.items())


def weapons_in(words: Iterable[str]) -> frozenset[str]:
    """The kinds of weapons that some words name: "Shahed drones" → drone."""
    return _named("weapons", words)


def hours_in(dated: str, when: When | None) -> frozenset[str]:
    """The parts of the day that the words of one day name: "late on Friday" → late. Of longer times, none."""
    return _named("hours", [dated]) if when and when.days == 1 else frozenset()


def craft_in(type_: str, told: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The kinds of aircraft that came down in a crash or a shoot-down; `told` its parts as (role, words).

    `POINTED_AT` where the words are "it" alone: which one that is, only the rest of the article says.
    """
    role = {"disaster": "actor", "interception": "target"}.get(type_)
    words = [words for one, words in told if role and one in (role, "object")]
    kinds = _named("aircraft", words)
    return kinds or frozenset({POINTED_AT} if any(fold(one) == POINTED_AT for one in words) else ())


def deadly(trigger: str) -> bool:
    """Whether the words of a blow are of killing: "killed", "assassination"; "struck" leaves it open."""
    return bool(_named("deaths", [trigger]))


def full_name(key: str) -> bool:
    """Whether an actor's key has more than one word: by "Ivan" alone nobody can tell whose death it was."""
    return len(re.findall(r"\w+", key.rpartition(":")[2])) > 1


def _named(table: str, words: Iterable[str]) -> frozenset[str]:
    told = [fold(each) for each in words]
    return frozenset(kind for kind, pattern in _kinds(table) for each in told if pattern.search(each))
