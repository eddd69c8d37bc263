"""Dates exactly as precise as their source."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.when import When

_DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
_WHENS = st.tuples(_DAYS, _DAYS).map(lambda ends: When(*sorted(ends)))


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-03-04", date(2022, 3, 4), date(2022, 3, 4)),
        ("2022-03-04/2022-03-09", date(2022, 3, 4), date(2022, 3, 9)),
        ("2022-09/2023-05", date(2022, 9, 1), date(2023, 5, 31)),
        ("1990/1999", date(1990, 1, 1), date(1999, 12, 31)),
        ("0300-05", date(300, 5, 1), date(300, 5, 31)),
        (" 2022-03-04 ", date(2022, 3, 4), date(2022, 3, 4)),
    ],
)
def test_what_is_written_is_read_as_an_interval(written: str, earliest: date, latest: date) -> None:
    when = When.parse(written)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert str(when) == written.strip()


@pytest.mark.parametrize("written", ["", "2022-13", "2022-02-30", "22", "yesterday", "2022-3-4", "2022/", "/2022"])
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        When.parse(written)


@pytest.mark.parametrize("written", ["2023/2022", "2022-03-09/2022-03-04"])
def test_a_range_runs_forward(written: str) -> None:
    with pytest.raises(ValueError, match="runs forward"):
        When.parse(written)


@pytest.mark.parametrize(
    ("written", "in_days"),
    [
        ("1990/1999", "1990-01-01/1999-12-31"),
        ("1999", "1999"),
        ("1999-05/1999-07", "1999-05/1999-07"),
        ("1999-05-01", "1999-05-01"),
    ],
)
def test_stretches_of_years_can_be_written_to_the_day(written: str, in_days: str) -> None:
    assert When.parse(written).in_days == in_days
    assert When.parse(in_days) == When.parse(written)


@given(_WHENS)
def test_written_and_read_again_it_is_the_same(when: When) -> None:
    assert When.parse(str(when)) == when


@pytest.mark.parametrize(
    ("written", "days", "precision"),
    [
        ("2022-03-04", 1, 1),
        ("2022-03-04/2022-03-05", 2, 2),
        ("2022-03-04/2022-03-09", 6, 2),
        ("2022-03-07/2022-03-13", 7, 3),
        ("2022-03", 31, 4),
        ("2022", 365, 5),
    ],
)
def test_precision_is_ucdps(written: str, days: int, precision: int) -> None:
    when = When.parse(written)
    assert (when.days, when.precision) == (days, precision)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("2022", "2022-03-04", True),
        ("2022-03", "2022-04", False),
        ("2022-03-01/2022-03-05", "2022-03-05", True),
    ],
)
def test_overlapping_goes_both_ways(one: str, other: str, shared: bool) -> None:
    assert When.parse(one).overlaps(When.parse(other)) is shared
    assert When.parse(other).overlaps(When.parse(one)) is shared


@given(_WHENS, _WHENS)
def test_through_covers_both(one: When, other: When) -> None:
    both = one.through(other)
    assert all(both.covers(day) for when in (one, other) for day in (when.earliest, when.latest))


def test_a_hedge_outlives_moving_and_joining() -> None:
    about = When.day(date(2022, 3, 4), about=True)
    assert about.shifted(1) == When.day(date(2022, 3, 5), about=True)
    assert about.through(When.year(2022)).about
