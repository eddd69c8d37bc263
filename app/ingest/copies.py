"""Near-copies: a wire story and its reprints, told by the words that stand in both in the same order.

What outlets quote is not theirs, and two honest reports may share a whole statement: only words outside
quotation marks count, unless nearly nothing else is there. `sketch` finds which texts are worth comparing
(MinHash: of two texts, equal places of their sketches are as many as the shingles they share); `relate`
decides. Both look at the text alone (and how far apart the two were published), so neither hangs on what came
first. `kinship.families` says which texts of many belong together.

A daily summary is written anew on a form: the form's words stay, its numbers, places and days do not. So where
the words that differ are mostly those, two texts are two reports, however many words they share.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, Literal

from rensa import RMinHash  # pyrefly: ignore[missing-module-attribute]: compiled, and without stubs

from app.ingest.wires import without_credits
from app.text.folding import words

BANDS = 32  # of one min-hash each: texts that share a fifth of their shingles share a band with p = .999
LEAST_BANDS = 2  # shared bands from which on texts are compared; one is what a common footer gives
_SEED = 1812  # any number, always the same
_SHINGLE = 4  # words in a row
# Chosen on invented stories (tests/ingest/test_copies.py) and looked at on the samples; no corpus tells reprints.
_FEWEST = 25  # words of its own that a text must have to be compared by them
_TRIMMED = 0.8  # of the shorter text's words: a reprint cut short, or one with paragraphs added
_MUTUAL = 0.6  # of both texts' words: reworded here, cut there, and still mostly the same
_WHOLE = 0.9  # of both texts' words, where nearly all of them are quotations
_MOST_REPEATED = 8  # places of one shingle that are tried: a refrain of a thousand lines costs no more
_FROM_THE_TOP = 50  # words: where in a longer text a cut reprint must begin, else that is a round-up
_SOON = 3  # days: published further apart, only nearly the same text is a copy
_NEARLY_ALL = 0.9  # of both texts' words: nearly the same text
# Of a text's figures and names, that are others: no copy if these are most of what differs; no copy in any case.
_FORM = (0.1, 0.5)
_UNLIKE = 0.1  # of the shorter's words: two items of a round-up share less
_SENTENCE_ENDS = re.compile(r"[.!?:]\W*$")
# The cardinal numerals of English: a closed class (Huddleston & Pullum 2002, ch. 5 §7.1); a dozen counts too.
_NUMERALS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    billion dozen dozens hundreds thousands""".split()
)
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|„[^“”\n]*(?:[“”]|$)|«[^»\n]*(?:»|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Copied:
    """How much of a shorter text stands in a longer one, in the same order; both counted in words.

    `kin` is "same" where both are mostly the same text, "part" where one stands in the other from its top (a
    reprint cut short), "item" where it stands further down, as in a round-up: no copy, but kept in mind.
    """

    words: int
    of: int
    one_is_shorter: bool
    kin: Literal["same", "part", "item"] = "same"
    shares: tuple[float, float] = (1.0, 1.0)  # of one's and of the other's own words

    @property
    def turned(self) -> Copied:
        """The same with the two texts given the other way round."""
        return replace(self, one_is_shorter=not self.one_is_shorter, shares=self.shares[::-1])


class Wording:
    """A text as it is compared: its folded words without dateline and credit lines, and which are quoted."""

    def __init__(self, text: str) -> None:
        told: list[str] = []
        quoted: list[bool] = []
        capital: list[bool] = []
        opens = True  # a sentence, so that a capital says nothing
        inside: set[str] = set()  # words with a capital inside a sentence: names, months, days of the week
        for piece, is_quoted in _pieces(without_credits(text)):
            for token in piece.split():
                found = words(token)
                upper = next((letter.isupper() for letter in token if letter.isalpha()), False)
                inside |= {found[0]} if found and upper and not opens else set()
                told += found
                quoted += [is_quoted] * len(found)
                capital += [upper] * len(found)
                opens = bool(_SENTENCE_ENDS.search(token)) if found else opens
        self.words = tuple(told)
        self._quoted = tuple(quoted)
        # Figures and names: what a report is about, where the rest may be any report's words.
        self.facts = tuple(
            word in _NUMERALS or any(map(str.isdigit, word)) or (upper and word in inside)
            for word, upper in zip(told, capital, strict=True)
        )

    @cached_property
    def shingles(self) -> list[tuple[int, str]]:
        """Every four words in a row, with where they begin; a text of fewer words is one shingle."""
        last = max(1, len(self.words) - _SHINGLE + 1)
        return [(at, " ".join(self.words[at : at + _SHINGLE])) for at in range(last)]

    @cached_property
    def own_shingles(self) -> list[tuple[int, str]]:
        """Those with no quoted word in them."""
        return [one for one in self.shingles if not any(self._quoted[one[0] : one[0] + _SHINGLE])]


def sketch(wording: Wording) -> tuple[str, ...]:
    """`BANDS` hashes of at most 16 characters; texts with equal ones at the same place may be copies."""
    minhash = RMinHash(num_perm=BANDS, seed=_SEED)
    minhash.update([shingle for _, shingle in wording.shingles])
    version = RMinHash.ALGORITHM_VERSION
    return tuple(f"{version:x}.{band:02x}.{least:08x}" for band, least in enumerate(minhash.digest()))


def compare(one: Wording, other: Wording, days_apart: int | None = None) -> Copied | None:
    """Whether one text is a copy of the other, whole or cut short; None where they are two reports."""
    found = relate(one, other, days_apart)
    return found if found and found.kin != "item" else None


def relate(one: Wording, other: Wording, days_apart: int | None = None) -> Copied | None:
    """What two texts are to one another; None where they are two reports.

    "Same" are two of which `_MUTUAL` of the words of both stand in the other (`_WHOLE`, of texts that are nearly
    all quotation); "part" or "item", where `_TRIMMED` of one text's do. None of these where the figures and names
    are others, nor, published more than `_SOON` days apart, where it is not nearly the same text. Which of the two
    is given first makes no difference. `days_apart` is None where a day is not known.
    """
    if (len(one.words), one.words) > (len(other.words), other.words):
        found = relate(other, one, days_apart)
        return found.turned if found else None
    if one.words == other.words:
        return Copied(len(one.words), len(one.words), one_is_shorter=True)
    found = _kin(one, other)
    if found is None:
        return None
    kin, shares = found
    pairs = _in_order(one.shingles, other.shingles)
    changed, most = _facts_changed(one, other, pairs)
    if changed > _FORM[1] or (most and changed > _FORM[0]):
        return None
    if days_apart is not None and days_apart > _SOON and (changed or min(shares) < _NEARLY_ALL):
        return None
    return Copied(min(_covered(at for at, _ in pairs), len(one.words)), len(one.words), True, kin, shares)


def unlike(one: Wording, other: Wording) -> bool:
    """Whether two texts share next to nothing: two stories, not two cuts of one."""
    shorter, longer = sorted((one.own_shingles or one.shingles, other.own_shingles or other.shingles), key=len)
    there = {shingle for _, shingle in longer}
    shared = _covered(at for at, shingle in shorter if shingle in there)
    return shared < _UNLIKE * _covered(at for at, _ in shorter)


def _kin(shorter: Wording, longer: Wording) -> tuple[Literal["same", "part", "item"], tuple[float, float]] | None:
    mine, theirs = shorter.own_shingles, longer.own_shingles
    sizes = [_covered(at for at, _ in shingles) for shingles in (mine, theirs)]
    quoting = min(sizes) < _FEWEST
    if quoting:
        mine, theirs = shorter.shingles, longer.shingles
        sizes = [_covered(at for at, _ in shingles) for shingles in (mine, theirs)]
    if min(sizes) < _FEWEST:
        return None  # so few words are the same by chance, unless they are all the same
    pairs = _in_order(mine, theirs)
    shares = _covered(at for at, _ in pairs) / sizes[0], _covered(at for _, at in pairs) / sizes[1]
    if min(shares) >= (_WHOLE if quoting else _MUTUAL):
        return "same", shares
    if quoting or max(shares) < _TRIMMED:
        return None
    longer_side = 0 if shares[0] < shares[1] else 1  # by own words, which may be the text with fewer words in all
    return ("part" if pairs[0][longer_side] <= _FROM_THE_TOP else "item"), shares


def _facts_changed(one: Wording, other: Wording, pairs: Sequence[tuple[int, int]]) -> tuple[float, bool]:
    """The share of one's figures and names in whose place the other has something else, and whether most of what
    differs is such. `pairs` are the shingles that stand in both."""
    mine = theirs = 0
    differing: list[int] = []
    for at, there in (*pairs, (len(one.words), len(other.words))):
        if at > mine:
            gap = SequenceMatcher(
                None, one.words[mine:at], other.words[theirs : max(there, theirs)], autojunk=False
            )
            same = {mine + block.a + n for block in gap.get_matching_blocks() for n in range(block.size)}
            differing += [place for place in range(mine, at) if place not in same]
        mine, theirs = max(mine, at + _SHINGLE), max(theirs, there + _SHINGLE)
    changed = sum(one.facts[place] for place in differing)
    return changed / max(1, sum(one.facts)), 2 * changed >= len(differing) and changed > 0


def _in_order(mine: Sequence[tuple[int, str]], theirs: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """The most shingles that stand in both in the same order, as (where in mine, where in theirs).

    The longest common subsequence by Hunt and Szymanski (1977): quick, because few shingles stand twice.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, shingle in theirs:
        places[shingle].append(at)
    ends: list[int] = []  # by length: where, in theirs, the sequence of that length that ends first does
    links: list[tuple[int, int, Any]] = []
    for at, shingle in mine:
        there = places.get(shingle, ())
        for other in reversed(there[:_MOST_REPEATED]):
            length = bisect_left(ends, other)
            link = (at, other, links[length - 1] if length else None)
            ends[length : length + 1] = [other]
            links[length : length + 1] = [link]
    found, link = [], links[-1] if links else None
    while link:
        found.append(link[:2])
        link = link[2]
    return found[::-1]


def _covered(starts: Iterable[int]) -> int:
    """How many words the shingles that begin there hold, words in two of them counted once."""
    count = end = 0
    for at in starts:
        count += at + _SHINGLE - max(at, end)
        end = at + _SHINGLE
    return count


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it stands in quotation marks; a mark left open ends with its line."""
    at = 0
    for quoted in _QUOTED.finditer(text):
        yield text[at : quoted.start()], False
        yield quoted.group(), True
        at = quoted.end()
    yield text[at:], False
