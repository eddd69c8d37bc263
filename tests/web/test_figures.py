"""A number that is a link is the number of what it leads to; pages stay light however much there is."""

from __future__ import annotations

import re

import html5lib
import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store.db import Database
from app.store.migrate import migrate
from tests.browse.made import fill
from tests.counts import some
from tests.web.conftest import AT_HOME

MOST_BYTES = 60_000  # of a page's HTML (UX §8 and the page weight)
LINKED = re.compile(r'<a href="(/(?:quotes|events|articles)\?[^"]*)"[^>]*>([^<]*?)([\d,]+)([^<\d]*)<')
PAGES = [
    "/people/volodymyr-zelensky", "/people/ukraine", "/people/wagner-group", "/places/bakhmut", "/places/ukraine",
    "/places/donetsk-oblast", "/outlets/harbour-wire", "/outlets/the-northern-ledger", "/dates", "/dates/2023",
    "/dates/2023-05", "/dates/2024-02", "/dates/2023-05-21", "/dates/2023-05-21?date_of=happened",
    "/dates/2023-05-21?date_of=said", "/dates/2023-05-21?date_of=published", "/dates/2023-05-21?date_of=else",
]  # fmt: skip


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> TestClient:
    """A site with much on every page."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("full"))
    database = Database(settings.database)
    migrate(database)
    fill(database, articles=80, quotes=500, events=250)
    database.close()
    return TestClient(create_app(settings), base_url=AT_HOME, follow_redirects=False)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_valid_and_light(full: TestClient, address: str) -> None:
    answer = full.get(address)
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(answer.text)
    ids = re.findall(r'\sid="([^"]*)"', answer.text)
    assert len(ids) == len(set(ids))
    assert len(answer.content) <= MOST_BYTES
    for anchor in re.findall(r'href="#([^"]+)"', answer.text):
        assert anchor in ids


@pytest.mark.parametrize("address", some(PAGES, 9))
def test_a_linked_number_is_what_it_leads_to(full: TestClient, address: str) -> None:
    page = full.get(address).text
    told = 0
    for link, before, number, after in LINKED.findall(page.partition("<main")[2]):
        noun, _, query = link.replace("&amp;", "&").partition("?")
        count = full.get(f"{noun}.json?{query}").json()["count"]["value"]
        assert int(number.replace(",", "")) == count, (link, before, number, after)
        told += 1
    assert told >= 3 or not address.startswith(("/people", "/places", "/outlets"))


def test_a_figure_is_its_table(full: TestClient) -> None:
    page = full.get("/people/volodymyr-zelensky").text
    figure = page.partition('<figure class="figure">')[2].partition("</figure>")[0]
    bars = [int(number) for number in re.findall(r"<rect[^>]*><title>[^<]*: (\d+)</title>", figure)]
    rows = re.findall(r'<tr><th scope="row">[^<]*</th><td>(?:<a [^>]*>)?(\d+)', figure)
    assert bars == [int(row) for row in rows if int(row)]
    assert len(bars) > 5


def test_the_day_shown_is_the_current_one(full: TestClient) -> None:
    page = full.get("/dates/2023-05-21?date_of=said").text
    assert len(re.findall('aria-current="date"', page)) == 1
    assert re.search(r'aria-current="true">Said \d+', page)
    assert "2023-05-21" in re.search(r'<link rel="canonical" href="([^"]*)"', page)[1]
