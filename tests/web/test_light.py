"""On a record much larger than the samples every page stays light, and pages end to end are the whole answer."""

from __future__ import annotations

import csv
import html
import io
import re
from itertools import chain, product
from urllib.parse import quote_plus

import html5lib
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from app.browse.placed import Mark, Placed
from app.browse.question.filters import Filters
from app.browse.records import PlaceBrief
from app.main import create_app
from app.settings import Settings
from app.store.db import Database
from app.store.migrate import migrate
from app.store.tables import Article, Event
from app.web import light
from app.web.figures import placed_map
from app.web.light import MOST_BYTES, fewer
from app.web.svg import OUTLINES, Spot, draw_map
from tests.browse.made import WORDS, fill
from tests.counts import some
from tests.web.conftest import AT_HOME

# An address writes six bytes for a Cyrillic letter: these are 500.
LONG = " OR ".join(["drones", "missile", *(f"переправа{n}" for n in range(6))])
PAGES = {  # the list, and what it is asked
    "/events": ("", "size=100", "size=100&sort=most", "q=drones&size=100", f"q={quote_plus(LONG)}&size=100"),
    "/events/map": ("size=100", f"q={quote_plus(LONG)}&size=100", "from=2023-01&to=2023-12&side=ukraine&size=100"),
    "/events/timeline": ("size=100", f"q={quote_plus(LONG)}&size=100"),
    "/events/contradictions": ("size=100",),
    "/quotes": ("size=100", "q=drones&size=100", f"q={quote_plus(LONG)}&size=100", "sort=oldest&size=100"),
    "/articles": ("size=100", f"q={quote_plus(LONG)}&size=100"),
    "/people": ("size=100",),
    "/places": ("size=100",),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> TestClient:
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("large"))
    database = Database(settings.database)
    migrate(database)
    fill(database, articles=130, quotes=240, events=260)
    with database.writing() as session:  # titles as long as titles are
        session.execute(update(Event).values(title=Event.title + f": {' '.join(WORDS[:9])}"))
        session.execute(update(Article).values(title=Article.title + f", {' '.join(WORDS[:14])}"))
    database.close()
    return TestClient(create_app(settings), base_url=AT_HOME, follow_redirects=False)


def rows(page: str) -> list[str]:
    return re.findall(r'<li id="(\w{12})"', page)


def turned(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""


@pytest.mark.parametrize(("path", "query"), [(path, query) for path, asked in PAGES.items() for query in asked])
def test_no_page_is_heavier_than_promised(site, path, query):
    answer = site.get(f"{path}?{query}" if query else path)
    assert answer.status_code == 200
    assert len(answer.content) <= MOST_BYTES
    html5lib.HTMLParser(strict=True).parse(answer.text)


SORTED = ("size=100&sort=oldest", "size=100", "size=100&q=drones&sort=relevance")


@pytest.mark.parametrize(("noun", "query"), some(product(("quotes", "events"), SORTED), 2))
def test_pages_end_to_end_are_the_file_there_and_back(site, monkeypatch, noun, query):
    monkeypatch.setattr(light, "MOST_BYTES", 30_000)
    wanted = sorted(row["id"] for row in csv.DictReader(io.StringIO(site.get(f"/{noun}.csv?{query}").text)))
    address, told, last = f"/{noun}?{query}", [], ""
    while address:
        page, last = site.get(address).text, address
        told.append(rows(page))
        address = turned(page, "next")
    assert sorted(chain(*told)) == wanted
    assert len(told[0]) < 100
    assert len(told) > 2  # no page had room for a hundred
    back, address = [], last
    while address:
        page = site.get(address).text
        back.append(rows(page))
        address = turned(page, "prev")
    assert sorted(chain(*back)) == wanted


def test_a_block_has_the_rows_of_the_page(site):
    whole = site.get("/events?size=100").text
    block = site.get("/events?size=100", headers={"HX-Request-Type": "partial"}).text
    assert len(block) < len(whole)
    assert rows(block) == rows(whole)
    assert turned(block, "next") == turned(whole, "next")


def test_a_program_gets_as_many_as_it_asked_for(site):
    assert len(site.get("/events.json?size=100").json()["items"]) == 100


@pytest.mark.parametrize(
    ("made", "other", "rows_"),
    [
        ((50, 80_000), (0, 30_000), 29),
        ((50, 60_100), (0, 30_000), 49),
        ((49, 60_001), (50, 60_601), 48),
        ((50, 500_000), (0, 30_000), 5),  # some rows in any case
        ((50, 60_500), (50, 70_000), 5),  # two pages of as many rows tell nothing of a row
        ((6, 61_000), (50, 60_500), 5),  # fewer rows, and heavier: of what else is on the page
    ],
)
def test_how_many_rows_have_room(made, other, rows_):
    assert fewer(made, other) == rows_


def test_a_question_too_long_to_be_said_seventy_times_is_not_divided(site):
    longer = " OR ".join([LONG, *(f"колона{n}" for n in range(9))])
    page = site.get(f"/events?q={quote_plus(longer)}").text
    assert "how its answer divides is not shown" in page
    assert 'id="facet-' not in page
    short = site.get("/events?q=drones").text
    assert 'id="facet-type"' in short
    assert "how its answer divides" not in short


def test_the_page_of_one_person_shows_fewer_rows_rather_than_weigh_more(site, monkeypatch):
    path = "/people/volodymyr-zelensky"
    whole = site.get(path).text
    monkeypatch.setattr(light, "MOST_BYTES", len(whole.encode()) - 6_000)
    lighter = site.get(path).text
    assert len(lighter.encode()) <= light.MOST_BYTES
    assert 3 <= len(rows(lighter)) < len(rows(whole))
    assert 'href="/quotes?speaker=volodymyr-zelensky"' in lighter
    assert site.get(path + ".json").json()["quotes"]


@pytest.mark.parametrize("most", [8.0, 14.0, 60.0])
@pytest.mark.parametrize("width", [360, 600])
def test_outlines_have_so_much_room_and_no_more(most, width):
    spots = [Spot(f"Town {n}", 50 - n % 7 * most / 14, 20 + n * most / 20, count=n) for n in range(1, 21)]
    spots.append(Spot("Donetsk Oblast", 48.0, 37.8, "region"))
    drawn = draw_map(spots, width=width, height=280)
    assert 0 < sum(map(len, drawn.land)) + sum(len(area.path) for area in drawn.areas) <= OUTLINES


@pytest.mark.parametrize(("words", "fewest", "most"), [("", 40, 80), (" ".join(WORDS), 10, 39)])
def test_the_longer_the_question_the_fewer_links_a_drawn_map_has(words, fewest, most):
    places = [PlaceBrief(f"town-{n}", f"Town {n}", "settlement", 48 + n % 20 / 10, 35.0) for n in range(300)]
    placed = Placed(tuple(Mark(place, 1, 300 - n, 0) for n, place in enumerate(places)), 45_150, 0, 0, ())
    drawn = placed_map(placed, Filters("events", q=words))
    spots = [mark.spot for mark in drawn.marks]
    assert fewest <= len(spots) + drawn.outside <= most
    assert min(spot.count for spot in spots) > 300 - len(spots) - drawn.outside  # the fullest
