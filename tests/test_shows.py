"""The main job, through the front door: an article goes in, and people find what it says.

An empty database, the seed article ingested as the README says, then the addresses a visitor would try.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.ingest.article import Given
from app.ingest.sources import open_source
from app.main import create_app
from app.settings import Settings
from app.store.audit import audit
from app.store.db import Database
from app.work.pipeline import Tally, ingest
from app.world.world import World

CACHE = Path(__file__).resolve().parents[1] / ".cache"


def site(database: Database) -> TestClient:
    url = database.url.render_as_string(hide_password=False)
    app = create_app(Settings(database_url=url, data_dir=CACHE, samples=False))
    return TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000))


@pytest.fixture(scope="module")
def seeded(new_database: Callable[[], Database], shared: Path, world: World) -> Iterator[TestClient]:
    database = new_database()
    given = Given(published="2023-05-21", outlet="Seed")
    tally = Tally()
    for _ in ingest(database, open_source(str(shared / "seed" / "000_1c0b7e649d43e8f3.txt"), given), world, tally):
        pass
    assert str(tally) == "1 added"
    with site(database) as client:
        yield client


def items(client: TestClient, address: str) -> list[dict]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:500]
    return answer.json()["items"]


def test_his_quotes_with_exact_words(seeded: TestClient) -> None:
    page = seeded.get("/quotes?speaker=Zelenskyy").text
    for words in ("only in our hearts", "There is nothing in this place.", "I thanked him for the significant"):
        assert words in page
    assert "Our support for Ukraine" not in page


def test_the_capture_is_indirect(seeded: TestClient) -> None:
    [quote] = items(seeded, "/quotes.json?speaker=prigozhin")
    assert quote["type"] == "indirect"
    assert "captured" in json.dumps(quote)


def test_the_capture_is_claimed_and_attributed(seeded: TestClient) -> None:
    events = {event["type"]: event for event in items(seeded, "/events.json?place=Bakhmut")}
    capture = events["territory-taken"]
    assert (capture["modality"], capture["stance"]) == ("actual", "claimed")
    assert "Yevgeny Prigozhin" in seeded.get(capture["url"]).text
    assert "Prigozhin" in seeded.get("/events?place=Bakhmut").text


@pytest.mark.parametrize(
    ("address", "holds", "lacks"),
    [
        ("/dates/2023-05-21", ["Zelensky", "Sullivan"], []),
        ("/places/bakhmut", ["Bakhmut", "Donetsk Oblast"], []),
        (
            "/people/jake-sullivan",
            ["goes far beyond the current war", "It is about the long term."],
            ["our hearts"],
        ),
        ("/people/volodymyr-zelensky", ["Зеленський", "President"], []),
        ("/places/donetsk-oblast", ["Donetsk Oblast"], []),
        ("/articles", ["Seed"], []),
        ("/outlets/seed", ["Seed"], []),
        ("/search?q=hearts", ["hearts"], []),
    ],
)
def test_what_belongs_there(seeded: TestClient, address: str, holds: list[str], lacks: list[str]) -> None:
    answer = seeded.get(address)
    assert answer.status_code == 200
    assert [words for words in holds if words not in answer.text] == []
    assert [words for words in lacks if words in answer.text] == []


def test_every_fact_opens_at_its_words(seeded: TestClient) -> None:
    [article] = items(seeded, "/articles.json")
    page = seeded.get(article["url"]).text
    for quote in items(seeded, "/quotes.json"):
        for start, end in quote["spans"]:
            assert f's{start}-{end}"' in page


def test_what_did_not_happen_is_not_listed(seeded: TestClient) -> None:
    told = json.dumps(items(seeded, "/events.json"))
    assert "counteroffensive" not in told


def test_real_articles_one_after_another(
    new_database: Callable[[], Database], shared: Path, world: World, tmp_path: Path
) -> None:
    """A fair sample of the 76 open war articles; all of them under make test-full."""
    full = os.environ.get("DATELINE_TEST_FULL")
    file = shared / "articles" / "open_war_articles.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()[:: 1 if full else 8]
    (tmp_path / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    database = new_database()
    for expected in (f"{len(lines)} added", f"{len(lines)} already there"):
        tally = Tally()
        for _ in ingest(database, open_source(str(tmp_path / "some.jsonl"), Given()), world, tally):
            pass
        assert (str(tally), tally.failures) == (expected, [])
        with database.writing() as session:
            assert list(audit(session.connection())) == []
    with site(database) as client:
        assert client.get("/articles.json").json()["count"] == {"value": len(lines), "exact": True}
        assert client.get("/articles.csv").text.count("\n") >= len(lines)
