"""An event that a hundred and more sources tell of: its page stays light, and nothing of its ledger is lost."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator

import html5lib
import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store.db import Database
from app.store.migrate import migrate
from tests.counts import count
from tests.factories import a_claim, an_article
from tests.web.conftest import AT_HOME

MOST_BYTES = 60_000
SOURCES = count(120, 200)
FIRST = "Olena Ivan Petro Nadia Taras Iryna Danylo Halyna Marko Sofia".split()
LAST = (
    "Kravets Melnyk Bondar Tkach Koval Moroz Savchuk Polishchuk Rudenko Lysenko Hrytsenko Kostenko Marchuk "
    "Pavlenko Romaniuk Sydorenko Tymchuk Usenko Fedoruk Yatsenko"
).split()


def told() -> Iterator[tuple[str, str, str]]:
    """Sentence, speaker and figure of each source."""
    for at in range(SOURCES):
        speaker, number = f"{FIRST[at % 10]} {LAST[at // 10]}", str(301 + at)
        yield f"{speaker} said that {number} people were killed when shells hit Dubove", speaker, number


def claim(words: str, speaker: str, number: str):
    trigger = f"{number} people were killed when shells hit"  # of its own: `span` takes the first
    return a_claim(words, trigger=trigger, place="Dubove", when="2023-05-15", by=speaker, killed=number)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> TestClient:
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("long"))
    database = Database(settings.database)
    migrate(database)
    for outlet, half in (("Long Courier", slice(0, SOURCES // 2)), ("Long Gazette", slice(SOURCES // 2, SOURCES))):
        some = list(told())[half]
        claims = [claim(*each) for each in some]
        text = f"{outlet}.\n\n" + ". ".join(words for words, *_ in some) + "."
        url = f"https://{outlet[-5:]}.example/1"
        an_article(database, text, claims=claims, outlet=outlet, published="2023-05-16", url=url)
    database.close()
    return TestClient(create_app(settings), base_url=AT_HOME, follow_redirects=False)


@pytest.fixture(scope="module")
def path(site) -> str:
    (event,) = site.get("/events.json?disputed=yes").json()["items"]
    return event["url"]


def figures(page: str) -> list[str]:
    table = page.partition('<table class="sides')[2].partition("</table>")[0]
    return re.findall(r'<b class="figure-said">(\d+)</b>', table)


def test_every_page_of_it_is_light_and_valid(site, path):
    for address in (path, f"{path}/accounts", f"{path}/claims", "/events/contradictions"):
        answer = site.get(address)
        assert answer.status_code == 200
        assert len(answer.content) <= MOST_BYTES, (address, len(answer.content))
        html5lib.HTMLParser(strict=True).parse(answer.text)


def test_the_pages_of_its_ledger_hold_every_answer_once(site, path):
    address, seen = f"{path}/accounts?of=killed", []
    while address:
        page = site.get(address).text
        assert "<thead>" in page
        assert len(page.encode()) <= MOST_BYTES
        seen += figures(page)
        further = re.search(r'rel="next" href="([^"]*)"', page)
        address = html.unescape(further[1]) if further else ""
    assert sorted(map(int, seen)) == [301 + at for at in range(SOURCES)]
    rows = csv.DictReader(io.StringIO(site.get(path + ".csv").text))
    assert len([row for row in rows if row["question"] == "killed"]) == SOURCES


def test_its_own_page_leads_to_the_rest(site, path):
    page = site.get(path).text
    assert 2 <= len(figures(page)) < SOURCES
    assert f'href="{path}/accounts?of=killed"' in page
    assert f'href="{path}/claims"' in page


def test_its_claims_are_all_there(site, path):
    seen = set()
    for number in range(1, 11):
        seen |= set(re.findall(r'<li id="(\w+)">', site.get(f"{path}/claims?page={number}").text))
    assert len(seen) == SOURCES


@pytest.mark.parametrize("asked", ["of=nonsense", "page=0", "page=-1", "page=999", "page=x", "page=²", "page=9e9"])
@pytest.mark.parametrize("part", ["accounts", "claims"])
def test_an_unreadable_page_number_is_no_error(site, path, part, asked):
    answer = site.get(f"{path}/{part}?{asked}")
    assert answer.status_code == 200
    assert "<h1>" in answer.text


def test_a_wrong_slug_leads_to_the_right_one(site, path):
    bare = path.partition("-")[0]
    answer = site.get(f"{bare}-wrong/accounts?of=killed")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{path}/accounts?of=killed")
    assert site.get("/events/aaaaaaaaaaaa/accounts").status_code == 404
