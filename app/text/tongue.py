"""The language the interface speaks: every string a visitor reads passes through `_`, English first.

A string is written in English where it is used, whole, its parts named: `_("%(n)s more sources", n=7)`. What a
translation says in its place comes from a gettext catalogue, `templates/locale/LANGUAGE/LC_MESSAGES/dateline.mo`;
without one the words stand as they are written. The language is that of the request (`speaking`), so a string made
while the program loads must wait: `N_("killed")` marks it, and `_` turns it where it is shown.

What is read from articles (words, names, titles of events, reasons) is no string of the interface and is kept as
it was read.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.paths import TEMPLATES
from app.text.pseudo import PSEUDO

CATALOGUES: Path = TEMPLATES / "locale"
DOMAIN = "dateline"
ENGLISH = "en"
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi", "en-xb"})

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


@lru_cache(maxsize=32)
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language. Raises LookupError, naming those there are, for one without a catalogue."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    if made := PSEUDO.get(language):
        return made()
    written = language.replace("-", "_")
    try:
        return gettext.translation(DOMAIN, CATALOGUES, languages=[written])
    except FileNotFoundError:
        raise LookupError(f"no language {language!r}: there are {', '.join(languages())}") from None


def languages() -> tuple[str, ...]:
    """What can be spoken: English, the languages with a catalogue, and the two that only try the interface."""
    found = sorted(path.parts[-3].replace("_", "-") for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (ENGLISH, *found, *PSEUDO)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it `_` speaks this language; a thread that a request's work is handed to speaks it too."""
    translations(language)  # one that there is none of fails here, not at the first string
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """The language spoken now, as `<html lang>` says it."""
    return _spoken.get()


def direction(language: str) -> str:
    """ "rtl" or "ltr", as `<html dir>` says it."""
    code = language.casefold()
    return "rtl" if code in _RIGHT_TO_LEFT or code.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def _(message: str, /, **values: Any) -> str:
    """The message in the language spoken; with `values`, its `%(name)s` filled in."""
    told = translations(_spoken.get()).gettext(message)
    return told % values if values else told


def ngettext(one: str, many: str, n: int, /, **values: Any) -> str:
    """The form of the message that goes with a number; with `values`, filled in."""
    told = translations(_spoken.get()).ngettext(one, many, n)
    return told % values if values else told


def N_(message: str) -> str:
    """Marks a message that is made now and shown later: what shows it calls `_`."""
    return message


def listed(told: Sequence[str]) -> str:
    """ "a, b, c"."""
    return _(", ").join(told)


def either(told: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    *others, last = told
    return _("%(others)s or %(last)s", others=listed(others), last=last) if others else last
