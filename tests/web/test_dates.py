"""Time as tables: every number is that of the page it leads to, and what has no day is named apart."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store.db import Database
from app.store.migrate import migrate
from tests.factories import a_claim, an_article
from tests.web.conftest import AT_HOME

MONTH = re.compile(r'<a href="(/dates/\d{4}-\d{2})"[^>]*><span class="hidden">[^<]*</span>([\d,]+)</a>')
DAY = re.compile(
    r'<tr><th scope="row"><a href="(/dates/\d{4}-\d{2}-\d{2})">.*?</th><td>(\d+)</td><td>(\d+)</td><td>(\d+)</td>'
)


def total(counts: dict[str, int]) -> int:
    return counts["events"] + counts["quotes"] + counts["articles"]


def test_all_time_counts_what_its_months_count(sampled):
    months = MONTH.findall(sampled.get("/dates").text)
    assert len(months) > 3
    for path, number in months:
        assert total(sampled.get(f"{path}.json").json()["count"]) == int(number)


def test_the_latest_days_are_listed_newest_first(sampled):
    days = DAY.findall(sampled.get("/dates").text)
    paths = [path for path, *_ in days]
    assert paths == sorted(paths, reverse=True)
    assert len(paths) == 14
    for path, *told in days[:3]:
        exact = sampled.get(f"{path}.json").json()["exact"]
        assert [exact["events"], exact["quotes"], exact["articles"]] == list(map(int, told))


def test_a_month_lists_its_days_with_something(sampled):
    month = sampled.get("/dates/2023-05.json").json()
    filled = [day for week in month["weeks"] for day in week if day and total(day)]
    days = DAY.findall(sampled.get("/dates/2023-05").text)
    assert [path for path, *_ in days] == [f"/dates/{day['day']}" for day in filled]


def test_what_states_no_day_is_counted_and_linked(sampled):
    page = sampled.get("/dates").text.partition("In none of it")[2].partition("</p>")[0]
    told = re.findall(r'href="(/\w+)\?([^"]+)">(\d+)', page)
    assert told
    for path, query, number in told:
        listed = sampled.get(f"{path}.json?{query}").json()
        assert listed["count"]["value"] == int(number)
        when = "when" if path == "/events" else "said"
        assert all(item[when] is None for item in listed["items"])


@pytest.fixture(scope="module")
def old(tmp_path_factory) -> TestClient:
    """A site where one event is dated to 2004 and one to 4 May 2005, and nothing else is."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("old"))
    database = Database(settings.database)
    migrate(database)
    for number, when in enumerate(("2004", "2005-05-04")):
        text = f"Number {number}. Shells of the Grey Column hit Dubove."
        claim = a_claim("Shells of the Grey Column hit Dubove", trigger="hit", place="Dubove", when=when)
        an_article(database, text, claims=[claim], outlet="Courier", url=f"https://courier.example/{number}")
    database.close()
    return TestClient(create_app(settings), base_url=AT_HOME, follow_redirects=False)


def test_a_year_known_only_as_a_year_says_how_much_it_holds(old):
    """No row of twelve empty months: its last column counts what is of the year and of no one month of it."""
    page = old.get("/dates").text
    assert {year["year"]: year["whole"] for year in old.get("/dates.json").json()} == {2005: 0, 2004: 1}
    assert '<td><a href="/dates/2004">1</a></td></tr>' in page
    assert '<td></td></tr><tr><th scope="row"><a href="/dates/2004">' in page
    assert "<tbody></tbody>" not in page


def test_the_page_of_such_a_year_has_no_calendars_of_nothing(old):
    page = old.get("/dates/2004").text
    assert "<table" not in page.partition("<main")[2]
    assert "Nothing is known to be of one day or one month" in page
    assert "hit Dubove" in page
    assert old.get("/dates/2005").text.count("<table") == 12
