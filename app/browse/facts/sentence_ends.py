"""Where a sentence ends, for what is shown of an article: no shown words run from one sentence into the next.

The readers ask the parser. Here only a stretch of text is at hand, and a mistake costs a margin, not a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.extract.lexicon import load

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n")  # with what closes behind it
_BEGINS = re.compile(r"\s+[\"“‘'«(\[]*(?=\w)")
_LAST_WORD = re.compile(r"[\w.]+$")


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Behind which characters from `start` to `end` a sentence ends: its stop with what closes it, or a line.

    None ends before a small letter, nor with the stop of a title or an initial: "Gen. Mel", "J. Kravets", "the
    U.S. Army". Nor is the end of the text told, behind which there is nothing.
    """
    for stop in _STOP.finditer(text, start, len(text) if end is None else min(len(text), end + 1)):
        if stop[0] == "\n" or (_begins(text, stop.end()) and not _abbreviated(text, stop.start())):
            yield stop.end()


def _begins(text: str, end: int) -> bool:
    """Whether what comes behind may open a sentence."""
    opening = _BEGINS.match(text, end)
    return opening is not None and not text[opening.end()].islower()


def _abbreviated(text: str, stop: int) -> bool:
    word = _LAST_WORD.search(text, max(0, stop - 40), stop)
    if text[stop] != "." or word is None:
        return False
    last = word[0].rpartition(".")[2]
    return last[:1].isupper() and (len(last) == 1 or last.casefold() in _titles())


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """Words that stand before a name, and are short enough to be one that is written with a full stop."""
    titles = load("titles")
    return frozenset(word for word in (*titles["person"], *titles["neutral"], *titles["ranks"]) if len(word) < 5)
