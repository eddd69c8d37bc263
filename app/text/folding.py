"""Words made alike: case, accents, apostrophes and scripts folded away, in one place for both engines.

Names are folded by `fold_name` (Latin and Cyrillic spellings of one name meet), searchable text by
`words` (what both databases index, so both find the same).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′ʹ‛ʻьъЬЪ"))  # the soft sign is written ’ or nothing in Latin
# Ukrainian and Russian together, to the spellings most used in English copy; y-like endings fold below.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "e",
        "ж": "zh", "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "y", "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_CYRILLIC_MARKS = "\u0306\u0308"  # breve and diaeresis, as in й and ї
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64  # characters of a word that are kept: more is a pasted address, and Postgres caps lexemes
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)


def fold(text: str) -> str:
    """Case, accents and apostrophes away; every script kept. "Syniehubov’s" → "syniehubovs"."""
    if text.isascii():  # nine names of ten, and a quarter of the work
        return text.replace("'", "").replace("`", "").lower()
    # Compatible forms come apart first: a mathematical bold A has no lower case, the A in it has.
    lowered = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    letters = unicodedata.normalize("NFKD", lowered).translate(_APOSTROPHES)
    # й and ї decompose into a letter and a mark; they are letters of their own, so compose them back.
    bare = "".join(c for c in letters if c in _CYRILLIC_MARKS or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).translate(_MARKED_LATIN)


# NFC leaves ă, ö and their like after the two marks were kept for Cyrillic: take them off Latin letters.
_MARKED_LATIN = {
    code: unicodedata.normalize("NFKD", chr(code))[0]
    for code in range(0xC0, 0x250)
    if "LATIN" in unicodedata.name(chr(code), "") and unicodedata.normalize("NFKD", chr(code)) != chr(code)
}


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """One key for the spellings of one name: Zelensky, Zelenskyy, Zelens'kyi, Зеленський → "zelensky".

    Scripts meet in Latin; y, i, j and their pairs become one; doubled letters become one. Too coarse
    to show, and two people may share a key: `resolve` decides, this only finds candidates.
    """
    latin = fold(name).translate(_CYRILLIC)
    latin = re.sub(r"[^\w\s]|_", " ", latin)
    latin = latin.replace("kh", "h").replace("ph", "f").replace("w", "v").replace("x", "ks")
    latin = latin.replace("yo", "e").replace("ye", "e").replace("ie", "e").replace("je", "e")
    latin = re.sub(r"[yij]+", "y", latin)
    latin = re.sub(r"(\w)\1+", r"\1", latin)
    return " ".join(latin.split())


def slug(name: str) -> str:
    """The readable part of an address: "Volodymyr Zelensky" → "volodymyr-zelensky". May be empty."""
    latin = fold(name).translate(_CYRILLIC)
    ascii_only = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].strip("-")


_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The English stem of a folded word (Snowball's Porter 2)."""
    return _stemmer.stemWord(word)


def words(text: str) -> list[str]:
    """The folded words of a text in order: what is indexed, and what a phrase is matched on.

    A possessive is its owner: "Syniehubov’s" is found by "Syniehubov".
    """
    return [word[:_LONGEST] for word in _WORD.findall(fold(_POSSESSIVE.sub("", text)))]
