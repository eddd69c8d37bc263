"""Whom a figure counts, in the words that follow it: "63 Russian servicemen" counts Russian servicemen, soldiers.

The words are the article's own; the group is the tidied word (`counted.toml`), for those who sort a table by it.
Where the words behind a figure name nobody ("39 dead"), nothing is told: who they were may stand anywhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_MOST_BETWEEN = 4  # words between a figure and what it counts: "12 Ukrainian and two Polish border guards" is none
_WORD = re.compile(r"\s+([^\W\d_][\w'’-]*)")
# "63 of the servicemen", "five of them children", "two of whom were medics"
_PARTS = re.compile(
    r"\s+of(?:\s+(?:them|whom|these|those)(?:\s+(?:were|was|are))?|\s+(?:the|its|his|her|their|our))?\b"
)
_AND = re.compile(r"\s+and\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """`words`: as the article has them; `groups`: what they say, in the order of the words."""

    words: str
    groups: tuple[str, ...]


def counted_behind(text: str, end: int) -> Counted | None:
    """Whom the figure that ends at `end` of `text` counts; None where the words behind it do not say."""
    parts = _PARTS.match(text, end)
    start = parts.end() if parts else end
    found = _thing(text, start)
    if found is None:
        return None
    last, groups = found
    joined = _AND.match(text, last)
    if joined and (other := _thing(text, joined.end(), most=1)):
        last, groups = other[0], (*groups, *other[1])
    return Counted(text[start:last].strip(), tuple(dict.fromkeys(groups)))


def _thing(text: str, at: int, most: int = _MOST_BETWEEN + 1) -> tuple[int, tuple[str, ...]] | None:
    """Where the noun behind `at` ends, and its group: of "child soldiers" that of the last word."""
    groups, stops = _known()
    found = None
    for _ in range(most + 1 if most > 1 else most):
        match = _WORD.match(text, at)
        if match is None or (word := match[1].casefold()) in stops:
            break
        if group := groups.get(word):
            found = (match.end(), (group,))
        elif found:
            break
        at = match.end()
    return found


@lru_cache(maxsize=1)
def _known() -> tuple[Mapping[str, str], frozenset[str]]:
    told = tomllib.loads(Path(__file__).with_name("counted.toml").read_text(encoding="utf-8"))
    groups = {word: group for group, words in told["groups"].items() for word in words}
    return groups, frozenset(told["stops"]["words"])
