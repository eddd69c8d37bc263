"""With what and when in the day something was struck, by the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from app.extract.lexicon import load
from app.text.folding import fold
from app.text.when import When


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


def _named(table: str, words: Iterable[str]) -> frozenset[str]:
    told = [fold(each) for each in words]
    return frozenset(kind for kind, pattern in _kinds(table) for each in told if pattern.search(each))
