"""Down the whole line: what one article breaks costs that article, and writing at once leaves one of each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.ingest.article import Given, incoming
from app.ingest.sources import Found
from app.resolve.links import Linked
from app.store import readings, words
from app.store import record as store_record
from app.store.audit import audit
from app.store.db import Database
from app.store.record import Outcome
from app.store.tables import Actor, Article, Claim, Event, Quote, Reading, Tombstone
from app.store.word_query import Term, WordQuery
from app.text.when import When
from app.work import pipeline
from app.work.pipeline import Tally, ingest, take
from app.world.world import World
from tests.factories import MadeArticle, a_quote, a_world, an_incident, made

TOLD = "Mayor Olena Kravets told reporters on Monday: “The bridge over the river is gone, and with it the road.”"
FOREIGN = "Міський голова сказала в понеділок, що мосту через річку більше немає, а з ним і дороги до міста."


def count(db: Database, *tables: type) -> list[int]:
    with db.reading() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) for table in tables]


def no_faults(db: Database) -> list[str]:
    with db.writing() as session:
        return [str(fault) for fault in audit(session.connection())]


@pytest.fixture
def read_as_made(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[MadeArticle]]:
    """Puts made readings in the readers' place: what is tested here comes after reading."""

    def put(*articles: MadeArticle) -> list[MadeArticle]:
        readings = {one.article.text: one.linked() for one in articles}
        monkeypatch.setattr(pipeline, "read_and_link", lambda text, *_: readings[text])
        return list(articles)

    return put


def found(*articles: MadeArticle | str) -> list[Found]:
    return [
        Found(f"source:{number}", None, one) if isinstance(one, str) else Found(f"source:{number}", one.article)
        for number, one in enumerate(articles)
    ]


# --- with the real readers ------------------------------------------------------------------------------


def test_an_article_goes_down_the_whole_line(db: Database, world: World) -> None:
    article = incoming(
        TOLD, {"url": "https://ledger.example/1", "published": "2023-05-16"}, Given(), stated_in="a"
    )
    first, again = take(db, article, world), take(db, article, world)
    assert (first.outcome, again.outcome) == (Outcome.ADDED, Outcome.KNOWN)
    before = count(db, Article, Reading, Quote, Claim, Event, Actor)
    pipeline.reread(db, first.article_id, world)
    assert count(db, Article, Reading, Quote, Claim, Event, Actor) == before
    assert count(db, Quote, Reading, Tombstone) == [1, 1, 0]
    assert no_faults(db) == []


@pytest.mark.parametrize("stated", [{}, {"lang": "uk"}, {"lang": "uk-UA"}])
def test_a_foreign_article_is_kept_and_found_and_not_read(db: Database, world: World, stated) -> None:
    recorded = take(db, incoming(FOREIGN, stated, Given(), stated_in="a"), world)
    assert recorded.outcome == Outcome.ADDED
    assert count(db, Article, Reading, Quote, Claim, Event) == [1, 1, 0, 0, 0]
    with db.reading() as connection:
        query = words.matching(db.engine_name, "article", WordQuery(((Term.of("мосту"),),)))
        assert [row.id for row in connection.execute(query)] == [recorded.article_id]


@pytest.mark.parametrize("lang", ["en", "en-GB", "EN", "en_US"])
def test_english_is_read_however_it_is_called(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read", lambda *_: "read")
    monkeypatch.setattr(pipeline, "link", lambda _text, reading, *_: reading)
    assert pipeline.read_and_link("text", lang, None, a_world()) == "read"


# --- faults -----------------------------------------------------------------------------------------------


def test_what_one_article_breaks_costs_that_article(db: Database, read_as_made, monkeypatch) -> None:
    articles = read_as_made(*(an_incident(outlet) for outlet in ("The Ledger", "The Courier", "The Post")))
    real = pipeline.read_and_link

    def breaks(text: str, *more) -> Linked:
        if text.startswith("The Courier"):
            raise ZeroDivisionError("a fault of ours")
        return real(text, *more)

    monkeypatch.setattr(pipeline, "read_and_link", breaks)
    tally = Tally()
    assert len(list(ingest(db, found(*articles, "it is no article"), a_world(), tally))) == 4
    assert tally.outcomes == {"added": 2}
    assert [what for what, _ in tally.failures] == ["source:1", "source:3"]
    assert "a fault of ours" in tally.failures[0][1]
    assert str(tally) == "2 added, 2 failed"
    assert len(tally.added) == 2
    assert count(db, Article, Event) == [2, 1]
    assert no_faults(db) == []


def test_a_fault_in_mid_writing_leaves_nothing_of_the_article(db: Database, read_as_made, monkeypatch) -> None:
    good, bad = read_as_made(an_incident("The Ledger"), an_incident("The Courier"))
    take(db, good.article, a_world())
    before = count(db, Article, Claim, Event, Actor)
    monkeypatch.setattr(readings.events, "rejoin", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(db, bad.article, a_world())
    monkeypatch.undo()
    assert count(db, Article, Claim, Event, Actor) == before
    assert no_faults(db) == []


def test_nothing_to_ingest_is_said() -> None:
    assert str(Tally()) == "nothing to ingest"


# --- several at once ----------------------------------------------------------------------------------------


def at_once(tasks: list[Callable[[], object]]) -> list[object]:
    """Runs all tasks at the same moment, each in a thread; raises what any of them raises."""
    gate = threading.Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        gate.wait(30)
        return task()

    with ThreadPoolExecutor(len(tasks)) as threads:
        return list(threads.map(run, tasks))


@pytest.mark.parametrize("url", ["https://ledger.example/1", None])
def test_the_same_article_from_many_threads_is_one(db: Database, read_as_made, url) -> None:
    quote = a_quote("The bridge over the river is gone, and with it the road.", speaker="Olena Kravets")
    story = made(TOLD, url=url, outlet="The Ledger", quotes=[quote])
    read_as_made(story)
    recorded = at_once([lambda: take(db, story.article, a_world())] * 8)
    assert sorted(str(one.outcome) for one in recorded) == ["added"] + ["already there"] * 7
    assert len({one.public_id for one in recorded}) == 1
    assert count(db, Article, Quote, Reading, Actor) == [1, 1, 1, 1]
    assert no_faults(db) == []


def test_many_articles_of_one_event_from_many_threads_are_one_event(db: Database, read_as_made) -> None:
    """Two that were joined side by side, each blind to the other, would be two events for ever."""
    articles = read_as_made(*(an_incident(f"Paper {letter}") for letter in "ABCDEFGH"))
    at_once([lambda one=one: take(db, one.article, a_world()) for one in articles])
    assert count(db, Article, Claim, Event, Actor) == [8, 8, 1, 1]
    assert no_faults(db) == []


def test_a_race_that_is_lost_is_run_once_more(db: Database, read_as_made, monkeypatch) -> None:
    (story,) = read_as_made(an_incident("The Ledger"))
    real, tries = store_record.record_article, []

    def lose_once(session, article):
        tries.append(article)
        if len(tries) == 1:
            raise IntegrityError("INSERT", {}, Exception("somebody was first"))
        return real(session, article)

    monkeypatch.setattr(pipeline.record, "record_article", lose_once)
    assert take(db, story.article, a_world()).outcome == Outcome.ADDED
    assert len(tries) == 2


def test_an_address_that_comes_later_is_kept(db: Database, read_as_made) -> None:
    (story,) = read_as_made(an_incident("The Ledger", url=None))
    take(db, story.article, a_world())
    with_address = replace(story.article, url="https://ledger.example/1")
    assert take(db, with_address, a_world()).outcome == Outcome.COMPLETED
    with db.reading() as connection:
        assert connection.scalars(select(Article.url)).all() == ["https://ledger.example/1"]


def test_a_new_text_is_read_by_the_day_the_record_has(db: Database, monkeypatch) -> None:
    story, asked = an_incident("The Ledger", when="2023-05-15"), []
    longer = replace(story.article, text=story.article.text + " More to follow.", published=None)
    monkeypatch.setattr(
        pipeline, "read_and_link", lambda text, _lang, published, *_: asked.append(published) or story.linked()
    )
    take(db, story.article, a_world())
    monkeypatch.setattr(
        pipeline,
        "read_and_link",
        lambda text, _lang, published, *_: asked.append(published) or story.saying(longer.text).linked(),
    )
    assert take(db, longer, a_world()).outcome == Outcome.CHANGED
    assert [str(day) for day in asked] == ["2023-05-15", "2023-05-15"]


def test_a_known_article_is_given_what_it_lacked(db: Database, read_as_made: Callable[..., list]) -> None:
    [story] = read_as_made(made(TOLD, published=None, outlet=None, url=None))
    undated, world = story.article, a_world()
    first = take(db, undated, world)
    again = take(db, replace(undated, published=When.parse("2024-02-18"), outlet="The Courier"), world)
    assert (again.outcome, again.public_id) == (Outcome.COMPLETED, first.public_id)
    with db.reading() as connection:
        row = connection.execute(select(Article.earliest, Article.outlet_id)).one()
    assert (str(row.earliest), row.outlet_id is not None) == ("2024-02-18", True)
    assert take(db, replace(undated, published=When.parse("2024-02-19")), world).outcome == Outcome.KNOWN
    assert no_faults(db) == []
