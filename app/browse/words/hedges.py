"""The word by which somebody says less than that it is so: "probably", "most likely", "a high probability".

Shown as it stands, because any word of ours for it would be weaker or stronger than the source's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from app.extract.lexicon import load
from app.text.folding import fold, stem

_WORD = re.compile(r"[\w’'-]+")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:…\n])[\s\"“‘'(\[]*$|[\"“‘(\[]$")


def hedge_in(words: str) -> str | None:
    """The hedge in a claim's words with its degree, as written; of several the plainest kind; None without one."""
    found = list(_WORD.finditer(words))
    hedges = [(_hedges()[form], at) for at, word in enumerate(found) if (form := stem(fold(word[0]))) in _hedges()]
    at = next((at for _, at in sorted(hedges) if not _is_name(words, found, at)), None)
    if at is None:
        return None
    first = _with_degree(found, at)
    return words[found[first].start() : found[at].end()]


def _with_degree(found: Sequence[re.Match[str]], at: int) -> int:
    """Which word the hedge begins with: of "most likely" the one before."""
    while at and fold(found[at - 1][0]) in _degrees():
        at -= 1
    return at


def _is_name(words: str, found: Sequence[re.Match[str]], at: int) -> bool:
    """A capital within a sentence is a name's: "Mayor Likely", "in May". No report begins with the verb "May"."""
    word = found[at][0]
    if not word[0].isupper() or words.isupper():
        return False
    begins = _SENTENCE_BEGINS.search(words[: found[_with_degree(found, at)].start()])
    return begins is None or stem(fold(word)) in _modals()


@lru_cache(maxsize=1)
def _hedges() -> dict[str, int]:
    """Stem to rank: adverbs ("probably"), then what else hedges ("suspect"), then "may" and "could"."""
    modality = load("modality")
    kinds = modality["adverbs"]["possible"], load("blame")["whose"]["hedges"], modality["modals"]["possible"]
    return {stem(fold(word)): rank for rank, kind in reversed([*enumerate(kinds)]) for word in kind}


@lru_cache(maxsize=1)
def _modals() -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in load("modality")["modals"]["possible"])


@lru_cache(maxsize=1)
def _degrees() -> frozenset[str]:
    told = tomllib.loads(Path(__file__).with_name("hedges.toml").read_text(encoding="utf-8"))
    return frozenset(told["degrees"]["words"])
