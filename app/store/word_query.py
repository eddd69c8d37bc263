"""A question of words: folded, so that no visitor's text reaches an engine's query syntax."""

from __future__ import annotations

from dataclasses import dataclass

from app.text.folding import words

MOST_TERMS = 20  # of one question; the rest is ignored, and `browse` says so


@dataclass(frozen=True, slots=True)
class Term:
    """A word (any form of it), or a phrase (just these words in this order)."""

    words: tuple[str, ...]  # folded
    phrase: bool = False

    @classmethod
    def of(cls, written: str, *, phrase: bool = False) -> Term:
        return cls(tuple(words(written)), phrase)


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Every group must be met by one of its terms; no term of `without` may be."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.groups and not self.without
