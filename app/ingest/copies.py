"""Near-copies: a wire story and its reprints, told by the words that stand in both in the same order.

What outlets quote is not theirs, and two honest reports may share a whole statement: only words outside
quotation marks count, unless nearly nothing else is there. `sketch` finds which texts are worth comparing
(MinHash: of two texts, equal places of their sketches are as many as the shingles they share); `compare`
decides. Both look at the text alone, so neither hangs on what came first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

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
_REWORKED = (0.6, 0.5)  # of the shorter's and of the longer's: reworded here, cut there
_WHOLE = 0.9  # of both texts' words, where nearly all of them are quotations
_MOST_REPEATED = 8  # places of one shingle that are tried: a refrain of a thousand lines costs no more
_FROM_THE_TOP = 50  # words: where in a text twice as long a cut reprint must begin, else it is a round-up
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|„[^“”\n]*(?:[“”]|$)|«[^»\n]*(?:»|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Copied:
    """How much of a shorter text stands in a longer one, in the same order; both counted in words."""

    words: int
    of: int
    one_is_shorter: bool


class Wording:
    """A text as it is compared: its folded words without dateline and credit lines, and which are quoted."""

    def __init__(self, text: str) -> None:
        told: list[str] = []
        quoted: list[bool] = []
        for piece, is_quoted in _pieces(without_credits(text)):
            found = words(piece)
            told += found
            quoted += [is_quoted] * len(found)
        self.words = tuple(told)
        self._quoted = tuple(quoted)

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


def compare(one: Wording, other: Wording) -> Copied | None:
    """Whether one text is a copy of the other; None where they are two reports.

    A copy is one of these: at least `_TRIMMED` of the shorter's own words stand in the longer (from its top,
    where that is more than twice as long: an item in a round-up is not the round-up); or `_REWORKED` of both;
    or, of texts that are nearly all quotation, `_WHOLE` of both. Which of the two is given first is the same.
    """
    if (len(one.words), one.words) > (len(other.words), other.words):
        found = compare(other, one)
        return replace(found, one_is_shorter=False) if found else None
    if one.words != other.words and not _same_text(one, other):
        return None
    pairs = _in_order(one.shingles, other.shingles)
    return Copied(min(_covered(at for at, _ in pairs), len(one.words)), len(one.words), True)


def _same_text(shorter: Wording, longer: Wording) -> bool:
    mine, theirs = shorter.own_shingles, longer.own_shingles
    sizes = [_covered(at for at, _ in shingles) for shingles in (mine, theirs)]
    quoting = min(sizes) < _FEWEST
    if quoting:
        mine, theirs = shorter.shingles, longer.shingles
        sizes = [_covered(at for at, _ in shingles) for shingles in (mine, theirs)]
    if min(sizes) < _FEWEST:
        return False  # so few words are the same by chance, unless they are all the same
    pairs = _in_order(mine, theirs)
    less, more = sorted((_covered(side[n] for side in pairs) / sizes[n] for n in (0, 1)), key=lambda share: -share)
    if quoting:
        return more >= _WHOLE
    if less < _TRIMMED:
        return less >= _REWORKED[0] and more >= _REWORKED[1]
    small = 0 if sizes[0] <= sizes[1] else 1  # by own words, which may be the text with more words in all
    return 2 * sizes[small] >= sizes[1 - small] or pairs[0][1 - small] <= _FROM_THE_TOP


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
