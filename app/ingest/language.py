"""Whether a text is English: the one language whose facts are read."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from app.text.folding import words

UNKNOWN = "und"  # ISO 639-2's code for a language that was not determined
_LOOKED_AT = 20_000  # characters; a language is plain long before
_FEW = 8  # words: a headline, too short to hold any of the words asked for
_SHORT = 80  # words: a paragraph. In more of it some word that English alone writes is sure to stand
_SHARE = 0.08  # of all words: in English news some 30 in a hundred are `own`, in a German quotation of it none


def language_of(text: str) -> str:
    """ "en", or "und" where it does not look like English: then its facts are not read.

    English by its own words; a short text, which may hold few of them, also by two that English shares with a
    neighbour, where no word of a neighbour stands beside them.
    """
    found = words(text[:_LOOKED_AT])
    if len(found) < _FEW:
        return "en" if text.isascii() else UNKNOWN
    known = _words()
    if sum(word in known["own"] for word in found) >= _SHARE * len(found):
        return "en"
    if len(found) > _SHORT or known["neighbours"].intersection(found):
        return UNKNOWN
    told = known["own"] | known["shared"]
    return "en" if len(told.intersection(found)) >= 2 and _latin(text) else UNKNOWN


def _latin(text: str) -> bool:
    """Plain letters with seldom another, as in a name: "Zaporizhzhia", "Erdoğan"."""
    letters = [char for char in text if char.isalpha()]
    return sum(not char.isascii() for char in letters) <= 0.03 * len(letters)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    told = tomllib.loads(Path(__file__).with_name("english.toml").read_text(encoding="utf-8"))
    return {name: frozenset(listed) for name, listed in told.items()}
