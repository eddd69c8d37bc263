"""What changed, for readers: newest first, nothing missed or twice, each with what a sentence about it needs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.browse.chronicle import CHOICES, Chronicle, chronicle, count_corrections
from app.store.db import Database
from app.store.tables import Article, ArticleVersion, Correction, Reading, Redirect, Tombstone

FIRST = datetime(2026, 5, 20, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def told(db: Database) -> Database:
    """An article added and read; a day later read again and put right; then events gone at one moment."""
    with db.writing() as session:
        article = Article(
            public_id="aaaaaaaaaaaa",
            slug="a-title",
            text_key="",
            title="A title",
            added_at=FIRST,
            quotes=3,
            claims=1,
        )
        session.add(article)
        session.flush()
        version = ArticleVersion(article_id=article.id, number=1, text="Words.", sha256="0" * 64, fetched_at=FIRST)
        session.add(version)
        session.flush()
        for at, reader in ((FIRST, "0.1"), (FIRST + DAY, "0.2")):
            session.add(Reading(article_id=article.id, version_id=version.id, extractor=reader, read_at=at))
        session.add(
            Correction(
                made_at=FIRST + DAY,
                made_by="desk",
                target="article",
                target_id="aaaaaaaaaaaa",
                field="published",
                before="2026-05-18",
                after="2026-05-19",
                why="as printed",
            )
        )
        session.add_all(
            Tombstone(noun="events", gone=f"gone{n}", reason="withdrawn", at=FIRST + 2 * DAY) for n in range(4)
        )
        session.add(Redirect(noun="people", old="old", new="new", reason="one person", at=FIRST + 2 * DAY))
    return db


def asked(database: Database, *question: str, **more: int) -> Chronicle:
    with database.reading() as db:
        return chronicle(db, *question, **more)


def kinds(found: Chronicle) -> list[str]:
    return [one.change.kind for _, each in found.days for one in each]


def test_the_newest_stands_first_under_its_day(told):
    days = [(day.day, sorted({one.change.kind for one in each})) for day, each in asked(told).days]
    assert days == [(22, ["gone", "moved"]), (21, ["again", "corrected"]), (20, ["added"])]


def test_an_article_is_said_by_its_title_and_what_it_holds(told):
    [(_, [one])] = asked(told, "articles").days
    assert (one.title, one.quotes, one.claims, one.change.path) == (
        "A title",
        3,
        1,
        "/articles/aaaaaaaaaaaa-a-title",
    )


def test_its_first_reading_is_no_news_and_a_later_one_is(told):
    [(_, [one])] = asked(told, "readings").days
    assert (one.change.kind, one.change.why) == ("again", "0.2")


def test_a_correction_says_what_stood_there_before(told):
    [(_, [one])] = asked(told, "corrections").days
    assert one.correction is not None
    assert (one.correction.before, one.correction.after) == ("2026-05-18", "2026-05-19")
    with told.reading() as db:
        assert count_corrections(db) == 1


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("what", ["", *CHOICES])
def test_pages_end_to_end_are_all_of_it_once_each(told, what, size):
    found, after = [], ""
    while True:
        page = asked(told, what, "", after, size=size)
        found += [one for _, each in page.days for one in each]
        if not page.next:
            break
        after = page.next
    assert found == [one for _, each in asked(told, what).days for one in each]
    assert len({(one.change.kind, one.change.id) for one in found}) == len(found)
    assert [one.change.at for one in found] == sorted((one.change.at for one in found), reverse=True)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (("withdrawn", "2026-05-22"), ["moved", *["gone"] * 4]),
        (("withdrawn", "2026-05-23"), []),
        (("nonsense",), None),  # no filter: everything
    ],
)
def test_what_is_asked(told, question, expected):
    found = kinds(asked(told, *question))
    assert sorted(found) == sorted(kinds(asked(told)) if expected is None else expected)


@pytest.mark.parametrize("question", [("", "yesterday"), ("", "", "x")])
def test_what_cannot_be_read_is_said(told, question):
    assert asked(told, *question).problem
