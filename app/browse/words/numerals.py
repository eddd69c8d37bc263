"""Figures told in words, as a table shows them: "Thirty-five" is 35, "at least four" at least 4.

The words themselves stay in the exact words beside them. What counts nothing exactly ("dozens", "several hundred")
is shown as it is written: to put a number to it would be ours.
"""

from __future__ import annotations

import re

_DIGIT = re.compile(r"\d")
_ROUGH = re.compile(
    r"\b(?:dozens|scores|tens|hundreds|thousands|millions|several|multiple|few|many|couple)\b", re.IGNORECASE
)


def vague(exact: str) -> str:
    """The word of a figure that counts nothing exactly: "dozens" of "Dozens"; "" of a number. What stands as its
    least is then the least that such a word can mean, as `quantities.toml` has it, and nobody's count.
    """
    found = None if _DIGIT.search(exact) else _ROUGH.search(exact)
    return found[0].lower() if found else ""


def in_digits(exact: str, low: float | None, high: float | None, bound: str | None) -> str:
    """The figure with its number in digits and its bound as written, in lower case.

    `low`, `high`: its ends, None where open. A figure that has digits, or names no one number, stays as written.
    """
    known = low if high is None else high if low is None else low if low == high else None
    if _DIGIT.search(exact):
        return exact[:1].lower() + exact[1:]
    if not known or _ROUGH.search(exact) or (bound is None and low != high):
        return exact
    number = f"{known:,.0f}" if known == int(known) else f"{known:,}"
    return f"{bound.lower()} {number}" if bound else number
