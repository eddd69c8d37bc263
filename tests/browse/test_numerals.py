"""Figures told in words are shown in digits, their bounds kept; what names no one number stays as written."""

import pytest

from app.browse.words.numerals import in_digits


@pytest.mark.parametrize(
    ("exact", "low", "high", "bound", "shown"),
    [
        ("Thirty-five", 35, 35, None, "35"),
        ("two", 2, 2, None, "2"),
        ("At least four", 4, None, "at least", "at least 4"),
        ("up to ninety", None, 90, "up to", "up to 90"),
        ("about two hundred", 200, 200, "about", "about 200"),
        ("half a million", 500_000, 500_000, None, "500,000"),
        ("At least 51", 51, None, "at least", "at least 51"),
        ("1,200", 1200, 1200, None, "1,200"),
        ("dozens", 24, None, None, "dozens"),
        ("several hundred", 300, None, "several", "several hundred"),
        ("between two and five", 2, 5, None, "between two and five"),
        ("nobody", 0, 0, None, "nobody"),
    ],
)
def test_digits(exact, low, high, bound, shown) -> None:
    assert in_digits(exact, low, high, bound) == shown
