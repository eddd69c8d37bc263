"""Languages that nobody speaks, to try the interface with: what is not changed by them never passed through `_`.

`en-XA` puts accents on every letter, brackets round every string, and says each vowel twice, since translations
run about a third longer than English. `en-XB` runs from right to left: it asks for `dir="rtl"` and shows each
word backwards. Both are made from the English strings as they are asked for.
"""

from __future__ import annotations

import gettext
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

# Placeholders, tags, entities, addresses, names of settings: a translator leaves them alone too.
_KEPT = re.compile(
    r"%\(\w+\)[sd]|%%|%[sd]|</?[a-z][^>]*>|&#?\w+;|https?://[^\s<]+|\bDATELINE_[A-Z_]+|\{[^{}]*\}", re.ASCII
)
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀćđéƒĝĥíĵķĺḿńóƥɋŕśťúṽŵẋýžÁƁĆĐÉƑĜĤÍĴĶĹḾŃÓƤɊŔŚŤÚṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_VOWEL = re.compile(r"([aeiou])", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z’']*[A-Za-z]")
_BACKWARDS, _AS_BEFORE = "\u202e", "\u202c"  # right-to-left override, and its end


class Pseudo(gettext.NullTranslations, ABC):
    """A catalogue that has every string."""

    @abstractmethod
    def turned(self, words: str) -> str:
        """Words without placeholders, as this language has them."""

    def opened(self, message: str) -> str:
        """The whole string, once its words are turned."""
        return message

    def gettext(self, message: str) -> str:
        if not re.search(r"[A-Za-z]", _KEPT.sub("", message)):
            return message  # nothing but placeholders and points: no words to see
        pieces, start = [], 0
        for kept in _KEPT.finditer(message):
            pieces += [self.turned(message[start : kept.start()]), kept.group()]
            start = kept.end()
        return self.opened("".join([*pieces, self.turned(message[start:])]))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Accented(Pseudo):
    def turned(self, words: str) -> str:
        return _VOWEL.sub(r"\1\1", words).translate(_ACCENTS)

    def opened(self, message: str) -> str:
        return f"⟦{message}⟧"


class Mirrored(Pseudo):
    def turned(self, words: str) -> str:
        return _WORD.sub(lambda word: f"{_BACKWARDS}{word.group()}{_AS_BEFORE}", words)


PSEUDO: Mapping[str, Callable[[], gettext.NullTranslations]] = {"en-XA": Accented, "en-XB": Mirrored}
