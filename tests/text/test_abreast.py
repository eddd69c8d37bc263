"""What lies abreast of a span."""

from __future__ import annotations

import random

import pytest

from app.text.abreast import Abreast
from app.text.span import Span


@pytest.mark.parametrize(
    ("laid", "asked", "found"),
    [
        ([], (0, 5), []),
        ([(0, 3), (4, 8)], (3, 4), []),  # between two
        ([(0, 3), (4, 8)], (2, 5), [(0, 3), (4, 8)]),
        ([(4, 8), (0, 3)], (0, 1), [(0, 3)]),  # in any order
        ([(0, 100), (10, 12), (20, 22)], (50, 51), [(0, 100)]),  # a long one that begins far before
        ([(0, 100), (10, 12), (20, 22)], (21, 23), [(0, 100), (20, 22)]),
        ([(5, 9), (5, 9)], (5, 6), [(5, 9), (5, 9)]),
        ([(5, 9)], (9, 12), []),  # touching is not sharing
        ([(5, 9)], (0, 5), []),
    ],
)
def test_what_shares_a_character(laid: list, asked: tuple[int, int], found: list) -> None:
    abreast = Abreast([Span(*one) for one in laid], lambda span: span)
    assert [(s.start, s.end) for s in abreast.of(Span(*asked))] == found
    assert abreast.any(Span(*asked)) == bool(found)


def test_it_finds_what_looking_at_each_would() -> None:
    chance = random.Random(7)
    starts = [chance.randrange(300) for _ in range(200)]
    laid = [Span(start, start + chance.randrange(1, 40)) for start in starts]
    abreast = Abreast(laid, lambda span: span)
    for start in range(310):
        asked = Span(start, start + chance.randrange(1, 20))
        assert sorted(abreast.of(asked)) == sorted(span for span in laid if span.overlaps(asked))
