"""A claim as a report, and the accounts it gives: one answer to one question, on whose word, as of which day."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

from app.extract.lexicon import load
from app.resolve.accounts.positions import (
    BLAMED,
    DOER,
    HAPPENED,
    HELD,
    HOLDER,
    HOLDS,
    affirms,
    denies,
    denies_part,
)
from app.text.folding import words as folded_words

# English personal, possessive and demonstrative pronouns: a closed class (Huddleston & Pullum 2002, ch. 5).
PRONOUNS = frozenset(
    """i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom
    whose this that these those one himself herself itself themselves""".split()
)
_ARTICLES = ("the", "a", "an")
NOT = "not "  # before a side: any but that one
BODY = "body "  # before the outermost body somebody belongs to, where no war gives him a side
MAYBE = "maybe "  # before a side: held likely, or possible


@dataclass(frozen=True, slots=True)
class Source:
    """On whose word: somebody we know, else the words for them ("two officers"), else the outlet's own."""

    text: Hashable  # who published: the wire where it is known, the copies' origin, or the outlet
    actor: Hashable = None
    words: str = ""  # folded

    @property
    def key(self) -> Hashable:
        """One for all accounts that are surely the same source's."""
        return ("actor", self.actor) if self.actor is not None else ("text", self.text, self.words)

    def surely_not(self, other: Source) -> bool:
        """Whether the two are different sources for certain: two we know, or two that are called differently.

        An outlet that names no source may have its figure from anybody, "officials" may be "local officials",
        and a minister is an official too.
        """
        if self.actor is not None and other.actor is not None:
            return self.actor != other.actor
        mine, theirs = set(self.words.split()), set(other.words.split())
        return bool(mine and theirs) and not mine & theirs


def source(text: Hashable, actor: Hashable, words: str | None) -> Source:
    """The source of an account: `words` as they stand on the page, a pronoun or none for the outlet's own."""
    told = "" if actor is not None else " ".join(w for w in folded_words(words or "") if w not in _ARTICLES)
    return Source(text, actor, "" if told in PRONOUNS else told)


def publisher(wire: str | None, origin: Hashable, outlet: Hashable, article: Hashable) -> Hashable:
    """Whose text an article is: a wire's reprints, and copies of one text, are all one publisher's."""
    if wire:
        return ("wire", " ".join(folded_words(wire)))
    return ("origin", origin) if origin is not None else ("outlet", article if outlet is None else outlet)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as bounded by its words; an end that is None is open."""

    low: float | None
    high: float | None
    rounded: bool = False  # "about", "nearly"; the other bound words are in the ends

    @property
    def range(self) -> tuple[float, float]:
        """The numbers it may mean. "About 50" was rounded, so it is anything that would round so: 45 to 55."""
        low, high = self.low or 0.0, math.inf if self.high is None else self.high
        if self.rounded:
            return low - _half_a_step(low), high + _half_a_step(high)
        return low, high

    def agrees(self, other: Figure) -> bool:
        """Whether some number is meant by both: 9 is "at least 7", and is not 7."""
        (low, high), (other_low, other_high) = self.range, other.range
        return max(low, other_low) <= min(high, other_high)

    @property
    def size(self) -> tuple[float, float]:
        return (self.high or 0.0) if self.low is None else self.low, math.inf if self.high is None else self.high


def figure(low: float | None, high: float | None, bound: str | None) -> Figure:
    return Figure(low, high, bound in load("quantities")["bounds"]["about"])


def _half_a_step(number: float) -> float:
    """Half of the last figure that is not a nought: 50 → 5, 300 → 50, 35 → 0.5."""
    if not number or math.isinf(number):
        return 0.0
    step = 1.0
    while number % (step * 10) == 0:
        step *= 10
    return step / 2


@dataclass(frozen=True, slots=True)
class Account:
    source: Source
    day: int  # first published: `date.toordinal()`, 0 where no day is known
    question: str  # "killed", HAPPENED, DOER, HOLDER
    value: Figure | str | bool  # how many; whether it did; which side
    earlier: bool = False  # retold by an article that says that another figure has taken its place since
    told: int = 0  # when it was first published, where `day` is a day of its own
    undated: bool = False  # an earlier figure of which nobody says when it stood: `day` is its article's
    side: str | None = None  # whose source is, in a war


class Told(NamedTuple):
    """A figure of a claim. `day`: its own as an ordinal, where the words give one; else its article's stands."""

    kind: str
    figure: Figure
    source: Source  # on whose word
    day: int | None = None
    earlier: bool = False  # as in `Account`
    side: str | None = None  # of the source


@dataclass(frozen=True, slots=True)
class Report:
    """A claim, as far as accounts are compared by it."""

    source: Source
    day: int
    type: str
    modality: str
    stance: str
    sides: frozenset[str] = frozenset()  # of those it names as having done it
    figures: tuple[tuple, ...] = ()  # as in `Told`: the day may be left out, and whether it is an earlier one
    own: bool = False  # a denial of whose doing it was: `disowns`


def accounts_of(report: Report) -> Iterator[Account]:
    """The answers that a claim gives. Of what did not happen, or has yet to, nobody died: that is no figure."""
    question = HOLDER if report.type in HELD else DOER if report.type in BLAMED else None
    side = min(report.sides) if len(report.sides) == 1 else None
    if denies(report.modality, report.stance):
        if denies_part(report.type, own=report.own):
            if side:
                yield Account(report.source, report.day, question or HAPPENED, f"{NOT}{side}")
        else:
            yield Account(report.source, report.day, HAPPENED, value=False)
        return
    if question == DOER and side and report.modality == "possible":
        yield Account(report.source, report.day, DOER, f"{MAYBE}{side}")  # "was probably a rocket of theirs"
    if not affirms(report.modality, report.stance):
        return
    if report.type != HOLDS:
        yield Account(report.source, report.day, HAPPENED, value=True)
    if question and side and report.modality == "actual":
        yield Account(report.source, report.day, question, side)
    for told in starmap(Told, report.figures):
        day = report.day if told.day is None else told.day
        undated = told.earlier and told.day is None
        yield Account(told.source, day, told.kind, told.figure, told.earlier, report.day, undated, told.side)


def body(outermost: int | None) -> str | None:
    """Stands for a side where no war gives one: the state or group that somebody belongs to at last."""
    return None if outermost is None else f"{BODY}{outermost}"
