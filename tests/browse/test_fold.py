"""Rows of one utterance on one page: the first stands, the others are folded under it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.browse.facts.utterances import fold


@dataclass(frozen=True)
class Row:
    name: str
    utterance: int | None = None


@pytest.mark.parametrize(
    ("rows", "folded"),
    [
        ([], []),
        ([Row("a"), Row("b")], ["a", "b"]),  # said once each: no utterance, nothing alike
        ([Row("a", 1), Row("b", 1)], ["a: b"]),
        ([Row("a", 1), Row("b"), Row("c", 2), Row("d", 1), Row("e", 1)], ["a: d e", "b", "c"]),
    ],
)
def test_each_utterance_stands_once_where_it_stood_first(rows, folded):
    under = [(row.item.name, " ".join(copy.name for copy in row.copies)) for row in fold(rows)]
    told = [f"{first}: {copies}" if copies else first for first, copies in under]
    assert told == folded


def test_what_is_no_quote_stays_as_it_is():
    assert [row.item for row in fold(["one", "one"])] == ["one", "one"]
