"""One article, one record: by address, by text, in any order; and nothing stated that nobody said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest
from sqlalchemy import func, select

from app.store.db import Database
from app.store.forget import forget_article
from app.store.ids import ALPHABET, LENGTH, mint
from app.store.record import Outcome, ensure_outlet, known, record_article
from app.store.tables import Article, ArticleVersion, Event, Origin, Outlet, Quote, Redirect, Tombstone
from tests.factories import TOLD, a_quote, a_world, an_article, incoming_article, made, record

ADDRESS = "https://ledger.example/news/bridge"


def counted(db: Database, *tables: type) -> list[int]:
    with db.reading() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) for table in tables]


def column(db: Database, *columns) -> list:
    with db.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(*columns))]


@pytest.mark.parametrize(
    "address",
    [
        "http://ledger.example/news/bridge",
        "https://www.ledger.example/news/bridge/",
        "https://LEDGER.example:443/news/bridge#comments",
        "https://ledger.example/news/bridge?utm_source=feed&fbclid=1",
    ],
)
def test_one_address_however_written_is_one_article(db: Database, address: str) -> None:
    first = record(db, made(url=ADDRESS))
    again = record(db, made(url=address))
    assert (again.outcome, again.public_id) == (Outcome.KNOWN, first.public_id)
    assert counted(db, Article, ArticleVersion) == [1, 1]


def test_the_same_text_without_an_address_is_one_article(db: Database) -> None:
    assert [an_article(db).outcome, an_article(db, title="Told again").outcome] == [Outcome.ADDED, Outcome.KNOWN]


def test_the_same_text_at_two_addresses_is_two_articles_of_one_origin(db: Database) -> None:
    record(db, made(url=ADDRESS, outlet="The Ledger"))
    record(db, made(url="https://courier.example/1", outlet="The Courier"))
    record(db, made("Another text altogether.", url="https://courier.example/2"))
    assert counted(db, Article, Origin) == [3, 1]
    assert sorted(str(origin) for (origin,) in column(db, Article.origin_id)) == ["1", "1", "None"]


@pytest.mark.parametrize("order", list(permutations([None, ADDRESS, "https://courier.example/1"])))
def test_the_roads_by_which_a_text_came_do_not_change_how_many_articles_it_is(db: Database, order) -> None:
    for address in (*order, *order):
        record(db, made(url=address))
    assert counted(db, Article, ArticleVersion, Origin) == [2, 2, 1]
    assert {url for (url,) in column(db, Article.url)} == {ADDRESS, "https://courier.example/1"}


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(db: Database) -> None:
    first = record(db, made(url=ADDRESS))
    second = record(db, made("The bridge stands, the mayor now says.", url=ADDRESS))
    back = record(db, made(url=ADDRESS))
    assert [first.outcome, second.outcome, back.outcome] == [Outcome.ADDED, Outcome.CHANGED, Outcome.CHANGED]
    assert first.public_id == second.public_id == back.public_id
    assert column(db, ArticleVersion.number, ArticleVersion.text) == [
        (1, TOLD), (2, "The bridge stands, the mayor now says."), (3, TOLD),
    ]  # fmt: skip


def test_texts_that_met_and_parted_share_one_origin(db: Database) -> None:
    for address in ("https://a.example/1", "https://b.example/1"):
        record(db, made(url=address))
    for address in ("https://a.example/1", "https://b.example/1"):
        record(db, made(f"Since corrected at {address}.", url=address))
    for address in ("https://c.example/1", "https://d.example/1"):
        record(db, made(url=address))
    assert counted(db, Article, Origin) == [4, 1]


@pytest.mark.parametrize(
    ("published", "earliest", "latest"),
    [(None, None, None), ("2023", "2023-01-01", "2023-12-31"), ("2023-05-15", "2023-05-15", "2023-05-15")],
)
def test_published_is_as_precise_as_it_was_stated(db: Database, published, earliest, latest) -> None:
    record(db, made(published=published, quotes=[a_quote("The bridge over the river is gone.")]))
    ((a, b, day),) = column(db, Article.earliest, Article.latest, Article.sort_day)
    assert (a and str(a), b and str(b)) == (earliest, latest)
    assert day == (b.toordinal() if b else 0)
    assert column(db, Quote.earliest, Quote.sort_day) == [(None, day)]  # undated speech is not dated by its paper


def test_an_undated_article_is_dated_by_a_version_that_says_when(db: Database) -> None:
    record(db, made(url=ADDRESS))
    record(db, made("Another text.", url=ADDRESS, published="2023-05"))
    record(db, made("A third text.", url=ADDRESS, published="2024"))  # what was published once stays so
    assert [str(day) for (day,) in column(db, Article.earliest)] == ["2023-05-01"]


DEATHS, WOUNDS = "Describes deaths", "Describes wounds"


@pytest.mark.parametrize(
    ("known", "text", "comes", "outcome", "kept"),
    [
        (None, TOLD, DEATHS, Outcome.COMPLETED, DEATHS),
        (DEATHS, TOLD, None, Outcome.KNOWN, DEATHS),
        (DEATHS, TOLD, WOUNDS, Outcome.KNOWN, DEATHS),
        (DEATHS, "Another text.", None, Outcome.CHANGED, DEATHS),
        (DEATHS, "Another text.", WOUNDS, Outcome.CHANGED, DEATHS),
        (None, "Another text.", WOUNDS, Outcome.CHANGED, WOUNDS),
        ("", TOLD, DEATHS, Outcome.KNOWN, ""),  # a person took it away
        ("", "Another text.", DEATHS, Outcome.CHANGED, ""),
    ],
)
def test_a_warning_comes_once_and_is_changed_by_a_person_only(
    db: Database, known, text, comes, outcome, kept
) -> None:
    record(db, made(url=ADDRESS, warning=known))
    assert record(db, made(text, url=ADDRESS, warning=comes)).outcome == outcome
    assert column(db, Article.warning) == [(kept,)]


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["The Ledger", "the  ledger", "THE-LEDGER"], ["the-ledger"]),
        (["Українська правда"], ["ukrainska-pravda"]),
        (["日報"], [mint("outlet", "日報")]),
        (["Ledger", "Courier"], ["courier", "ledger"]),
    ],
)
def test_outlets_have_one_slug_a_name(db: Database, names: list[str], slugs: list[str]) -> None:
    with db.writing() as session:
        for name in names:
            ensure_outlet(session, name)
    assert [slug for (slug,) in column(db, Outlet.slug)] == slugs


def test_long_names_that_begin_alike_are_two_outlets(db: Database) -> None:
    begin = "The Quarterly Bulletin of the Regional Association for Local News and"
    with db.writing() as session:
        for name in (f"{begin} Weather", f"{begin} Sport", f"{begin} sport", f"{begin} Weather", "x" * 300):
            ensure_outlet(session, name)
    assert counted(db, Outlet) == [3]


@pytest.mark.parametrize(
    "stated", [{"lang": "English (United Kingdom), as spoken"}, {"outlet": "O" * 300}, {"byline": "b" * 3000}]
)
def test_what_is_stated_at_length_costs_nothing(db: Database, stated) -> None:
    assert an_article(db, **stated).outcome == Outcome.ADDED


def test_an_article_that_comes_back_loses_its_stone_and_keeps_its_id(db: Database) -> None:
    told = made(url=ADDRESS, quotes=[a_quote("The bridge over the river is gone.", speaker="Olena Kravets")])
    ids = []
    for _ in range(2):
        recorded = record(db, told)
        ids.append((recorded.public_id, column(db, Quote.public_id)))
        assert counted(db, Tombstone, Redirect) == [0, 0]
        with db.writing() as session:
            forget_article(session, recorded.article_id, a_world().codebook, why="withdrawn")
        assert column(db, Tombstone.noun) == [("articles",), ("quotes",)]
    assert ids[0] == ids[1]
    assert counted(db, Article, Quote, Event, Outlet) == [0, 0, 0, 0]


def test_known_is_asked_without_writing(db: Database) -> None:
    with db.reading() as connection:
        assert known(connection, incoming_article()) is None
    with db.writing() as session:
        record_article(session, incoming_article(published="2023-05"))
    with db.reading() as connection:
        found = known(connection, incoming_article())
    assert found
    assert str(found.published) == "2023-05"
    assert found.same_as(incoming_article())
    assert not found.same_as(incoming_article(url=ADDRESS))  # its address is news


def ids() -> Iterator[str]:
    for number in range(2000):
        yield mint("quote", number)
        yield mint("claim", number)
        yield mint("quote", number, salt=1)


def test_ids_are_made_from_content_and_told_apart() -> None:
    made_now = list(ids())
    assert made_now == list(ids())
    assert len(set(made_now)) == len(made_now)
    assert all(len(one) == LENGTH and set(one) <= set(ALPHABET) for one in made_now)
    assert mint("quote", "ab", "c") != mint("quote", "a", "bc")
