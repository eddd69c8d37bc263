"""Which letters a regular expression cannot do without, so that it need not be tried where none of them stand.

Looking for "century" in a line takes a fiftieth of the time that the rule for centuries takes to find none there.
Read from the expression itself, so that no list has to be kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from re import _constants as kinds  # type: ignore[attr-defined]  # nothing else takes an expression apart
from re import _parser as reader  # type: ignore[attr-defined]
from typing import Any

DIGIT = "0"  # stands for every digit
_DIGITS = frozenset(map(ord, "0123456789"))
_LONG = 2  # so many letters are as telling as a digit

Needed = frozenset[str] | None


def needed(pattern: str) -> Needed:
    """Strings in small letters, one of which stands in everything the pattern matches; None where none must."""
    return _of_row(reader.parse(pattern))


def _of_row(row: Iterable[tuple[Any, Any]]) -> Needed:
    """Of things one after another: the most telling need among them."""
    found: list[Needed] = []
    letters = ""
    for kind, told in row:
        if kind is kinds.LITERAL and told not in _DIGITS:
            letters += chr(told).lower()
            continue
        found += [_letters(letters), _of_one(kind, told)]
        letters = ""
    needs = [need for need in (*found, _letters(letters)) if need]
    return max(needs, key=_telling, default=None)


def _letters(letters: str) -> Needed:
    return frozenset({letters}) if letters.strip() else None


def _telling(need: frozenset[str]) -> tuple[int, int]:
    return min(_LONG if each == DIGIT else len(each) for each in need), -len(need)


def _of_one(kind: Any, told: Any) -> Needed:
    if kind is kinds.LITERAL:
        return frozenset({DIGIT})  # other letters are gathered by `_of_row`
    if kind is kinds.SUBPATTERN:
        return _of_row(told[-1])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        return _of_row(told[2]) if told[0] else None
    if kind is kinds.BRANCH:
        return _of_any(told[1])
    if kind is kinds.IN:
        return _of_set(told)
    return None


def _of_any(branches: Sequence[Any]) -> Needed:
    needs = [_of_row(branch) for branch in branches]
    return frozenset().union(*(need for need in needs if need)) if all(needs) else None


def _of_set(members: Sequence[tuple[Any, Any]]) -> Needed:
    found: set[str] = set()
    for kind, told in members:
        digits = kind is kinds.CATEGORY and told is kinds.CATEGORY_DIGIT
        if digits or (kind is kinds.RANGE and set(range(told[0], told[1] + 1)) <= _DIGITS):
            found.add(DIGIT)
        elif kind is kinds.LITERAL and not chr(told).isspace():
            found.add(DIGIT if told in _DIGITS else chr(told).lower())
        else:
            return None
    return frozenset(found)
