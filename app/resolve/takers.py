"""Which side is said to have taken a place or to hold it, where whoever is named is nobody we know.

"Formations of the West grouping have taken the town", says an officer: his own. Without that, two general staffs
that each claim one town would not be seen to contradict each other. "Unknown gunmen" are nobody's: only what is
called as one calls one's own counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from app.extract.lexicon import load
from app.resolve.accounts import HELD
from app.text.folding import words as folded_words


def sides_named(type_: str, known: Iterable[str], unknown: Iterable[str], sayer: str | None) -> frozenset[str]:
    """The sides that a claim names as having done it.

    `known`: the sides of those it names who are on one. `unknown`: the words for those who are nobody we know.
    `sayer`: the side of whoever says so. With nobody known among those named, a taking or a holding is his side's
    where each of them is called "we", "our …", or by nothing but the kind, number and direction of a formation
    (`lexicon/foes.toml`).
    """
    sides = frozenset(known)
    if sides or sayer is None or type_ not in HELD:
        return sides
    named = [told for told in map(folded_words, unknown) if told]
    return frozenset((sayer,)) if named and all(_own(list(told)) for told in named) else sides


def _own(told: list[str]) -> bool:
    lexicon = load("foes")
    if {*told} & {*lexicon["words"], *lexicon["hostile"]}:
        return False  # "our enemies"
    return bool({*told} & {*lexicon["own"]}) or _formation().fullmatch(" ".join(told)) is not None


@cache
def _formation() -> re.Pattern[str]:
    """A body with nothing else said of it than kind, number ("3rd") and direction."""
    words = load("foes")["formations"]
    bodies, beside = ("|".join(map(re.escape, words[name])) for name in ("bodies", "beside"))
    return re.compile(rf"(?=.*\b(?:{bodies})\b)(?:(?:{bodies}|{beside}|\d+(?:st|nd|rd|th)?)(?: |$))+")
