"""Where outlets are at home."""

from __future__ import annotations

import pytest

from app import paths
from app.world.outlets import Outlets


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    return Outlets.open(paths.SEEDS)


@pytest.mark.parametrize(
    ("name", "url", "country"),
    [
        ("Haaretz", None, "IL"),
        ("haaretz", None, "IL"),
        ("Sample Cedar Tribune", None, "LB"),
        ("jpost.com", None, "IL"),
        ("www.jpost.com", None, "IL"),
        ("A paper nobody knows", None, None),
        ("A paper nobody knows", "https://www.courier.example.co.uk/world/1", "GB"),
        (None, "https://courier.com.lb/1?from=example.ru", "LB"),
        (None, "https://edition.nytimes.com/2023/05/1", "US"),
        (None, "https://notnytimes.com/2023/05/1", None),
        ("Haaretz", "https://mirror.example.ru/1", "IL"),  # a name said outright comes before an address
        (None, "https://latest.example.io/1", None),  # sold to everybody
        (None, "https://example.com/lb", None),
        (None, "http://[bad/", None),
        ("U.S. News", None, None),
        ("", "", None),
        (None, None, None),
    ],
)
def test_the_country_of_an_outlet(
    outlets: Outlets, name: str | None, url: str | None, country: str | None
) -> None:
    assert outlets.country(name, url) == country


def test_every_country_is_two_capitals(outlets: Outlets) -> None:
    for table in (outlets.named, outlets.hosts, outlets.endings):
        assert table
        assert all(len(code) == 2 and code.isalpha() and code.isupper() for code in table.values())
