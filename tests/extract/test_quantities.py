"""How many, of what: the figures of one sentence a row, as (kind, low, high, bound word, unit)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extract.figures.quantities import find_quantities, number
from app.extract.words.parse import parse

FIGURES = [
    ("At least 12 people were killed.", [("killed", 12, None, "at least", None)]),
    (
        "The blast killed three civilians and injured 10 to 15 others.",
        [("killed", 3, 3, None, None), ("injured", 10, 15, None, None)],
    ),
    (
        "Air defences shot down 38 of 40 drones.",
        [("intercepted", 38, 38, None, None), ("launched", 40, 40, None, None)],
    ),
    ("The minister pledged $357 million in aid.", [("money", 357e6, 357e6, None, "USD")]),
    ("The bank lent 20 million euros.", [("money", 20e6, 20e6, None, "EUR")]),
    ("The fund promised €1.5bn.", [("money", 1.5e9, 1.5e9, None, "EUR")]),
    ("The loan is worth $2-3 billion.", [("money", 2e9, 3e9, None, "USD")]),
    ("More than 300 individuals will be listed.", [("people", 300, None, "more than", None)]),
    ("Dozens were wounded.", [("injured", 24, None, None, None)]),
    ("Up to 20,000 residents were evacuated.", [("displaced", None, 20000, "up to", None)]),
    (
        "The army launched 40 drones and 12 missiles.",
        [("launched", 40, 40, None, None), ("launched", 12, 12, None, None)],
    ),
    ("About 230 prisoners were exchanged.", [("released", 230, 230, "about", None)]),
    ("A dozen fighters were killed.", [("killed", 12, 12, None, None)]),
    ("Two thousand five hundred people fled.", [("displaced", 2500, 2500, None, None)]),
    ("The death toll rose to 45.", [("killed", 45, 45, None, None)]),
    ("The raid left 4 dead, 17 injured.", [("killed", 4, 4, None, None), ("injured", 17, 17, None, None)]),
    ("The army lost five tanks.", [("vehicles", 5, 5, None, None)]),
    ("The count of the dead, the death toll, was raised several times.", []),
    ("A strike on a barracks killed 63 of them.", [("killed", 63, 63, None, None)]),
    ("No figures were given.", []),
    ("The eight-month siege of 2022 ended at 12:30 on 14 May.", []),
    ("Two F-16s and a 45-year-old pilot.", []),
    ("The village lies 30 km from the front.", []),
]


@pytest.mark.parametrize(("told", "figures"), FIGURES)
def test_figures(told, figures):
    found = find_quantities(parse(told))
    assert [(q.kind, q.low, q.high, q.bound, q.unit) for q in found] == figures


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("twelve", 12), ("twenty-five", 25), ("1,200", 1200), ("3.5 million", 3.5e6), ("two dozen", 24),
        ("a hundred", 100), ("two thousand five hundred", 2500), ("many", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_numbers(written, value):
    assert number(written) == value


def test_the_span_holds_the_bound_word():
    text = "At least 12 people were killed."
    assert [q.span.of(text) for q in find_quantities(parse(text))] == ["At least 12"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789 .,-$€kdozens of to killed at least million\n", max_size=60))
def test_any_text_survives(text):
    for quantity in find_quantities(parse(text)):
        assert quantity.span.of(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


def test_what_nobody_could_count_is_no_number() -> None:
    assert number("three hundred " * 400) is None
