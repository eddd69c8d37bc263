"""Dates as they are typed into a search box."""

from __future__ import annotations

from datetime import date

import pytest

from app.browse.question.periods import periods_of

NEWEST = date(2025, 6, 3)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023", ["2023"]),
        ("2023-05", ["2023-05"]),
        ("2023-5", ["2023-05"]),
        ("2023/05/21", ["2023-05-21"]),
        ("21.05.2023", ["2023-05-21"]),
        ("May 2023", ["2023-05"]),
        ("21 May 2023", ["2023-05-21"]),
        ("May 21st, 2023", ["2023-05-21"]),
        ("Sept 2022", ["2022-09"]),
        ("травень 2023", ["2023-05"]),
        ("21 мая 2023", ["2023-05-21"]),
        ("31 february 2023", []),
        ("0000", []),
        ("2023-13", []),
        ("bridge", []),
        ("may be 2023", []),
        ("", []),
    ],
)
def test_a_date_with_its_year(written: str, meant: list[str]) -> None:
    assert [str(period) for period in periods_of(written)] == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("May", ["2025-05", "2024-05", "2023-05"]),
        ("July", ["2024-07", "2023-07", "2022-07"]),  # this year's has not come yet
        ("last May", ["2025-05"]),
        ("last July", ["2024-07"]),
        ("4 June", ["2024-06-04", "2023-06-04", "2022-06-04"]),
        ("29 February", ["2024-02-29"]),
        ("yesterday", ["2025-06-02"]),
        ("вчора", ["2025-06-02"]),
        ("this month", ["2025-06"]),
        ("last month", ["2025-05"]),
        ("last year", ["2024"]),
        ("last bridge", []),
        ("32 May", []),
    ],
)
def test_without_a_year_it_is_counted_back_from_the_newest_day(written: str, meant: list[str]) -> None:
    assert [str(period) for period in periods_of(written, NEWEST)] == meant
    assert periods_of(written) == ()
