"""Cursors: a page is what comes after (or before) one row, so it stays put while news arrives.

A cursor is opaque: base64url of the order's name and the row's keys. It needs no signature, because
whatever it says is only compared with; one that does not read is a problem at its field and page one.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, tuple_

OFFSET = "relevance"  # the only order without keys to compare: its cursor counts rows
MOST_RELEVANT = 10_000
_MOST = 2**31  # no id, day or count is larger, and Postgres takes no larger one for an integer column


@dataclass(frozen=True, slots=True)
class Order:
    """How a list runs: keys compared left to right, all in one direction, the last one telling rows apart.

    One direction for all keys is what lets an index serve both the order and the cursor.
    """

    keys: tuple[ColumnElement[Any], ...]
    types: tuple[type, ...]
    descending: bool

    def ordered(self, statement: Select, *, backwards: bool = False) -> Select:
        return statement.order_by(
            *(key.desc() if self.descending is not backwards else key.asc() for key in self.keys)
        )

    def beyond(self, values: Sequence[Any], *, backwards: bool = False) -> ColumnElement[bool]:
        """Rows after the one with these keys; before it, when read backwards."""
        ours, theirs = tuple_(*self.keys), tuple_(*values)
        return ours < theirs if self.descending is not backwards else ours > theirs


def cursor(order_name: str, values: Sequence[Any]) -> str:
    told = json.dumps([order_name, *values], separators=(",", ":"), ensure_ascii=True).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def read_cursor(written: str, order_name: str, types: Sequence[type]) -> tuple[Any, ...] | None:
    """The keys a cursor holds; None where it is not one of ours, or of another order."""
    try:
        told = json.loads(base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(told, list) or len(told) != len(types) + 1 or told[0] != order_name:
        return None
    values = tuple(told[1:])
    fits = all(type(value) is kind for value, kind in zip(values, types, strict=True))
    return values if fits and all(map(_askable, values)) else None


def _askable(value: Any) -> bool:
    """Whether both engines take the value: no number too large, no text that is not UTF-8 or holds a zero."""
    if isinstance(value, int):
        return abs(value) < _MOST
    return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)


def keys_of(row: Row, order: Order) -> tuple[Any, ...]:
    """A row's keys, which stand right behind its id."""
    return tuple(row[1 : 1 + len(order.keys)])
