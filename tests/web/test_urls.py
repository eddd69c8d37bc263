"""Addresses read and written."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.routing import compile_path

from app.text.when import When
from app.web import urls

KEY = "ab12cd34ef56"


@pytest.mark.parametrize(
    ("address", "read"),
    [
        (f"/events/{KEY}", (KEY, "", "")),
        (f"/events/{KEY}-strike-on-a-depot", (KEY, "-strike-on-a-depot", "")),
        (f"/events/{KEY}-strike-on-a-depot.json", (KEY, "-strike-on-a-depot", ".json")),
        (f"/events/{KEY}.json", (KEY, "", ".json")),
        (f"/events/{KEY}-", (KEY, "-", "")),
        (f"/events/{KEY}-Удар", (KEY, "-Удар", "")),
        (f"/events/{KEY}.exe", None),
        (f"/events/{KEY}x", None),
        ("/events/ab12cd34ef5", None),
        ("/events/ab12cd34ef5i", None),  # no i, l, o or u in our base 32
        ("/events/AB12CD34EF56", None),
        (f"/events/{KEY}/", None),
        (f"/events/{KEY}-a/b", None),
        ("/events/map", None),
    ],
)
def test_a_record_is_found_by_its_id_alone(address, read):
    pattern, _format, _convertors = compile_path("/events/{key:id}{tail:tail}{ending:ending}")
    found = pattern.match(address)
    assert (found and (found["key"], found["tail"], found["ending"])) == read


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("/dates/2023", ("2023", "")),
        ("/dates/2023-05", ("2023-05", "")),
        ("/dates/2023-05-21", ("2023-05-21", "")),
        ("/dates/2023-05-21.json", ("2023-05-21", ".json")),
        ("/dates/23", None),
        ("/dates/2023-5", None),
        ("/dates/2023-05-21-01", None),
    ],
)
def test_periods(address, read):
    found = compile_path("/dates/{period:period}{ending:ending}")[0].match(address)
    assert (found and (found["period"], found["ending"])) == read


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/people/volodymyr-zelensky", "volodymyr-zelensky"),
        ("/people/volodymyr-zelensky.atom", "volodymyr-zelensky"),
        ("/people/Зеленський", "Зеленський"),
        ("/people/a\x00b", None),
        ("/people/a/b", None),
    ],
)
def test_slugs(address, slug):
    found = compile_path("/people/{slug:slug}{ending:ending}")[0].match(address)
    assert (found and found["slug"]) == slug


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (urls.date_url(When.month(2023, 5)), "/dates/2023-05"),
        (urls.date_url(When(date(2023, 5, 20), date(2023, 5, 21))), "/dates/2023-05-20"),
        (urls.list_url("quotes", speaker="a", q=""), "/quotes?speaker=a"),
        (urls.list_url("events", from_="2023", place=["a", "b"]), "/events?from=2023&place=a&place=b"),
        (urls.list_url("people"), "/people"),
    ],
)
def test_written(written, address):
    assert written == address


@pytest.mark.parametrize("address", ["/", "/quotes?speaker=a&q=b", "/articles/x#s1-2"])
def test_ways_back(address):
    assert urls.safe_next(address) == address


@pytest.mark.parametrize(
    "address",
    ["", None, "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "evil",
     "/a\r\nSet-Cookie: x=1", "\t//evil.example", "/\t/evil.example", "/a\\..\\b"],
)  # fmt: skip
def test_ways_out_lead_home(address):
    assert urls.safe_next(address) == "/"
