"""Which quotes are the same words, said once; each comparison says why.

    “We will not leave the town” · “We will not leave the town, come what may” · “[The army] will not leave …”

The fullest wording stands for an utterance, and every other quote of it is told by comparing it with that: a part
of it, or the same but for what outlets change (a contraction, an article, a bracketed word, an omission
marked by an ellipsis). What would change the sense keeps two quotes apart: translations that differ are linked
(`alike`), never made one. Quotes of nobody known are the same as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from app.extract.lexicon import load
from app.text.folding import fold, fold_name, stem
from app.text.when import When

FEWEST = 5  # words: shorter quotes ("No comment") are the same by chance
NEAR_DAYS = 10  # in which an utterance is told in other lengths; beyond, a long one is known by all its words
_LONG = 12  # words: as many are not said twice in the same order, whenever they are told
_DAY = timedelta(days=1)  # that reports of one statement differ by: time zones, and "on Sunday" for Saturday night
_SMALL_CHANGES = 8  # words for each small one that may differ
_BRACKETED = 6  # words that a bracket stands for at most: "[the army]" for "we"
_LINKED_DAYS = 2  # between translations of one statement
_LINKED_SHARE = 1 / 3  # of the topic words of both that two translations share; and at least
_LINKED_WORDS = 4
_QUOTED = re.compile(r"“([^”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|«([^»]*)(?:»|$)")
_TOKEN = re.compile(r"\[[^\]\n]{0,80}\]|\(?(?:…|\.{3,})\)?|[^\W_]+(?:['’`][^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_GAP = "…"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a quote: folded, and whether an editor put it in (in brackets). `…` is what was left out."""

    folded: str
    bracketed: bool = False


@dataclass(frozen=True)
class Wording:
    """The words of a quote that are the speaker's, made ready once for all that it is compared with."""

    words: tuple[Word, ...]

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The folded words, without the gaps."""
        return tuple(word.folded for word in self.words if word.folded != _GAP)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.told)

    @cached_property
    def topics(self) -> frozenset[str]:
        """Stems of what it speaks of."""
        return frozenset(stem(word) for word in self.vocabulary - _topicless())


@dataclass(frozen=True, slots=True)
class Saying:
    """A quote as it is compared; `key` orders.

    `stated` is the day of speech where the text gives one, `day` the ordinal of that or of publication (0: none).
    """

    key: str
    speaker: str
    wording: Wording
    stated: When | None = None
    day: int = 0
    article: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        return self.wording.told


@lru_cache(maxsize=16_384)
def worded(exact: str, type_: str = "direct") -> Wording:
    """The words of a quote that are the speaker's: of a mixed one those in quotation marks, else all."""
    pieces = [exact]
    if type_ == "mixed":
        pieces = [next(filter(None, found.groups()), "") for found in _QUOTED.finditer(exact)]
    found: list[Word] = []
    for piece in pieces:
        found += [Word(_GAP)] if found else []
        found += _words(piece)
    return Wording(tuple(found))


def same_words(one: Saying, other: Saying) -> str | None:
    """Why two quotes are one utterance; None where they are two, or nothing sure."""
    if not one.speaker or one.speaker != other.speaker or not _may_share(one.wording, other.wording):
        return None
    if not _may_be_one_day(one, other):
        return None
    shorter, longer = sorted((one, other), key=lambda saying: (len(saying.told), saying.told))
    if len(shorter.told) < FEWEST:
        return None
    if shorter.told == longer.told:
        near = _near(one, other) or len(shorter.told) >= _LONG or not (one.day and other.day)
        return "the same words" if near else None
    return _part_or_variant(shorter.wording.words, longer.wording.words) if _near(one, other) else None


def alike(one: Saying, other: Saying) -> str | None:
    """Why two quotes may be one statement in two translations; they are linked, and stay two."""
    if not one.speaker or one.speaker != other.speaker:
        return None
    if one.told == other.told and len(one.told) >= FEWEST and _near(one, other):
        return "the same words, told of another day"
    if not one.day or not other.day:
        return None
    if one.article and one.article == other.article:
        return None  # one outlet translates a sentence once
    same_day = one.stated and other.stated
    if not same_day and abs(one.day - other.day) > _LINKED_DAYS:
        return None
    if not _may_be_one_day(one, other):
        return None
    shared = one.wording.topics & other.wording.topics
    if len(shared) < _LINKED_WORDS or len(shared) < _LINKED_SHARE * len(one.wording.topics | other.wording.topics):
        return None
    words = dict.fromkeys(word for word in min(one.told, other.told) if stem(word) in shared)
    when = "on one day" if same_day else "within days"
    return f"the same speaker {when}, alike but not word for word: {', '.join(words)}"


def group(sayings: Sequence[Saying]) -> list[list[tuple[int, str]]]:
    """Quotes that are one utterance together, each by its position with the reason it is there.

    The fullest wording first; every other joins the one it is nearest to among those it has a reason to share
    with, or stands for itself. Nothing is joined through a third: two parts of one speech are one utterance
    only where somebody quotes both. Which quotes are together does not hang on the order they are given in.
    """
    found: list[list[tuple[int, str]]] = []
    order = sorted(range(len(sayings)), key=lambda n: (-len(sayings[n].told), sayings[n].told, sayings[n].key))
    for number in order:
        saying = sayings[number]
        fits = []
        for at, members in enumerate(found):
            head = sayings[members[0][0]]
            reason = same_words(head, saying)
            if reason and all(_may_be_one_day(sayings[one], saying) for one, _ in members):
                fits.append((head.told != saying.told, abs(head.day - saying.day), at, reason))
        if fits:
            *_, at, reason = min(fits)
            found[at].append((number, reason))
        else:
            found.append([(number, "")])
    return found


# --- the days ---------------------------------------------------------------------------------------


def _may_be_one_day(one: Saying, other: Saying) -> bool:
    """Whether nothing the texts state of the days keeps them apart."""
    if one.stated and other.stated:
        wide = When(one.stated.earliest - _DAY, one.stated.latest + _DAY)
        return wide.overlaps(other.stated)
    for dated, told in ((one, other), (other, one)):
        if dated.stated and told.day and told.day < (dated.stated.earliest - _DAY).toordinal():
            return False  # it was published before the other was said
    return True


def _near(one: Saying, other: Saying) -> bool:
    if one.article and one.article == other.article:
        return True
    return bool(one.day and other.day) and abs(one.day - other.day) <= NEAR_DAYS


# --- the words --------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _contractions() -> dict[str, tuple[str, ...]]:
    return {short: tuple(long.split()) for short, long in load("utterances")["contractions"].items()}


@lru_cache(maxsize=1)
def _topicless() -> frozenset[str]:
    return _small() | frozenset(load("utterances")["empty"]["words"])


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(load("utterances")["small"]["words"])


def _words(piece: str) -> Iterator[Word]:
    for token in _TOKEN.finditer(piece):
        told = token.group()
        if told[0] == "[":
            inner = [found.group() for found in _TOKEN.finditer(told[1:-1])]
            is_gap = not inner or any(not word[0].isalnum() for word in inner)
            yield from [Word(_GAP)] if is_gap else [Word(fold(word), True) for word in inner]
        elif not told[0].isalnum():
            yield Word(_GAP)
        else:
            folded = fold(told)
            yield from (Word(word) for word in _contractions().get(folded, (folded,)))


def _may_share(one: Wording, other: Wording) -> bool:
    """A quick look: most words of the poorer one stand somewhere in the other."""
    mine, theirs = one.vocabulary, other.vocabulary
    return 3 * len(mine & theirs) >= 2 * min(len(mine), len(theirs))


def _part_or_variant(shorter: Sequence[Word], longer: Sequence[Word]) -> str | None:
    """What makes one wording a part of the other, or the same with small changes."""
    mine, theirs = [word.folded for word in shorter], [word.folded for word in longer]
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    kept = sum(i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal")
    if kept < FEWEST - 1:
        return None
    outer = 0
    if blocks[0][0] == "insert":
        outer, blocks = 1, blocks[1:]
    if blocks and blocks[-1][0] == "insert":
        outer, blocks = 1, blocks[:-1]
    changes = omissions = brackets = 0
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "equal":
            continue
        change = _change(shorter[i1:i2], longer[j1:j2])
        if change is None:
            return None
        changes += change == "small"
        brackets += change == "bracket"
        omissions += change == "gap"
    if changes * _SMALL_CHANGES > len(mine):
        return None
    told = [
        "a part of a longer quote" if outer else "",
        "with words left out where an ellipsis says so" if omissions else "",
        "with words put in brackets" if brackets else "",
        "with small changes" if changes else "",
    ]
    said = ", ".join(part for part in told if part)
    return said if outer else f"the same words, {said}" if said else "the same words"


def _change(mine: Sequence[Word], theirs: Sequence[Word]) -> str | None:
    """What outlets do to a quote: leave out ("gap"), explain ("bracket"), smooth ("small"); else None."""
    if any(word.folded == _GAP for word in (*mine, *theirs)):
        return "gap" if _only_gap(mine) or _only_gap(theirs) else None
    for bracketed, other in ((mine, theirs), (theirs, mine)):
        if bracketed and all(word.bracketed for word in bracketed) and len(other) <= _BRACKETED:
            return "bracket"
    words = [word.folded for word in (*mine, *theirs)]
    if len(mine) <= 1 and len(theirs) <= 1 and all(word in _small() for word in words):
        return "small"
    if len(mine) == len(theirs) == 1 and fold_name(words[0]) == fold_name(words[1]):
        return "small"
    return None


def _only_gap(words: Sequence[Word]) -> bool:
    return bool(words) and all(word.folded == _GAP or word.bracketed for word in words)


# --- for the page -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a wording: characters [start, end), and whether the other wording has them too."""

    start: int
    end: int
    same: bool


def runs(one: str, other: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Where two wordings agree and where they differ: for each its runs, which end to end are the text.

    Words are compared folded, so capitals and marks are no difference. Spaces and marks go with the word before.
    """
    texts = (one, other)
    tokens = tuple([found.span() for found in _PLAIN.finditer(text)] for text in texts)
    folded = [[fold(text[a:b]) for a, b in spans] for text, spans in zip(texts, tokens, strict=True)]
    same: tuple[set[int], set[int]] = (set(), set())
    for a, b, size in SequenceMatcher(None, *folded, autojunk=False).get_matching_blocks():
        same[0].update(range(a, a + size))
        same[1].update(range(b, b + size))
    return _runs(one, tokens[0], same[0]), _runs(other, tokens[1], same[1])


def _runs(text: str, tokens: Sequence[tuple[int, int]], same: set[int]) -> tuple[Run, ...]:
    found: list[Run] = []
    for number in range(len(tokens)):
        start = found[-1].end if found else 0
        end = tokens[number + 1][0] if number + 1 < len(tokens) else len(text)
        if found and found[-1].same == (number in same):
            found[-1] = Run(found[-1].start, end, found[-1].same)
        else:
            found.append(Run(start, end, number in same))
    return tuple(found) if tokens or not text else (Run(0, len(text), True),)
