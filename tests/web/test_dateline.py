"""The dateline says no more than is known."""

from __future__ import annotations

from datetime import date

import pytest

from app.text.when import When
from app.web.dateline import machine_day, place_hedge, when_words

DAY = date(2023, 5, 20)


@pytest.mark.parametrize(
    ("when", "words", "machine"),
    [
        (None, "–", None),
        (When.day(DAY), "20 May 2023", "2023-05-20"),
        (When.day(DAY, about=True), "about 20 May 2023", "2023-05-20"),
        (When.month(2023, 5), "May 2023", "2023-05"),
        (When.year(2023), "2023", "2023"),
        (When(DAY, date(2023, 5, 21)), "20–21 May 2023", None),
        (When(DAY, date(2023, 6, 2)), "20 May – 2 June 2023", None),
        (When(DAY, date(2024, 1, 2)), "20 May 2023 – 2 January 2024", None),
        (When(date(2023, 5, 1), date(2023, 7, 31)), "May 2023 – July 2023", None),
    ],
)
def test_days(when, words, machine):
    assert (when_words(when), machine_day(when)) == (words, machine)


@pytest.mark.parametrize(
    ("kind", "where_prec", "hedge"),
    [
        ("settlement", 1, ""),
        ("settlement", None, ""),
        ("settlement", 2, "near"),
        ("region", 4, "somewhere in"),
        ("country", 6, "somewhere in"),
        ("water", None, "somewhere in"),
        (None, None, ""),
    ],
)
def test_hedges(kind, where_prec, hedge):
    assert place_hedge(kind, where_prec) == hedge
