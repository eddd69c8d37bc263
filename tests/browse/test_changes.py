"""What changed, for a copy that must follow: nothing missed, nothing twice, in one order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.browse.answer.paging import cursor
from app.browse.changes import Changes, changes
from app.store.db import Database
from app.store.tables import Article, Redirect, Tombstone

FIRST = datetime(2026, 5, 20, 10, tzinfo=UTC)


@pytest.fixture
def told(db: Database) -> Database:
    """An article added; then at one moment seven events gone; then one moved."""
    with db.writing() as session:
        session.add(Article(public_id="aaaaaaaaaaaa", text_key="", title="A title", added_at=FIRST))
        _stones(session, FIRST + timedelta(days=1))
        moved_at = FIRST + timedelta(days=2)
        session.add(Redirect(noun="people", old="old", new="new", reason="one person", at=moved_at))
        session.add(Redirect(noun="people", old="older", new="new", reason="before these were dated"))
    return db


def _stones(session: Session, at: datetime) -> None:
    session.add_all(Tombstone(noun="events", gone=f"gone{n}", reason="withdrawn", at=at) for n in range(7))


def asked(database: Database, **question) -> Changes:
    with database.reading() as db:
        return changes(db, **question)


def test_what_is_gone_says_why_and_leads_nowhere(told):
    stones = [one for one in asked(told).items if one.kind == "gone"]
    assert {one.id for one in stones} == {f"gone{n}" for n in range(7)}
    assert {(one.noun, one.path, one.why) for one in stones} == {("events", None, "withdrawn")}


def test_what_moved_leads_to_where_it_is(told):
    [moved] = [one for one in asked(told).items if one.kind == "moved"]
    assert (moved.id, moved.path, moved.why) == ("old", "/people/new", "one person")


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pages_end_to_end_are_all_changes_once_each(told, size):
    found, after = [], ""
    while True:
        page = asked(told, after=after, size=size)
        found += page.items
        if not page.next:
            break
        after = page.next
    assert found == list(asked(told).items)
    assert asked(told, after=page.seen).items == ()  # asked again later, it gives what came since and no more
    assert len(set(found)) == len(found) == 9
    assert [one.at for one in found] == sorted(one.at for one in found)


@pytest.mark.parametrize(
    ("since", "kinds"),
    [
        ("2026-05-20", {"added", "gone", "moved"}),
        ("2026-05-21", {"gone", "moved"}),
        ("2026-05-21T10:00:00Z", {"gone", "moved"}),
        ("2026-05-21T12:00:01+02:00", {"moved"}),
        ("2026-05-23", set()),
    ],
)
def test_since_a_moment(told, since, kinds):
    assert {one.kind for one in asked(told, since=since).items} == kinds


@pytest.mark.parametrize(
    "question",
    [
        {"since": "yesterday"},
        {"since": "2026-13-01"},
        {"after": "x"},
        {"after": cursor("changes", ("garbage", 0, 1))},  # cursors are unsigned: whoever likes can write one
        {"after": cursor("newest", ("garbage", 0, 1)), "newest": True},
        {"after": cursor("newest", ("", 0, 1)), "newest": True},
        {"after": cursor("changes", ("2026-05-21T10:00:00+00:00", 99, 1))},
        {"after": cursor("changes", ("2026-05-21T10:00:00+00:00", -1, 1))},
        {"after": cursor("changes", ("2026-05-21T10:00:00+00:00", 3, 2**31))},  # no Postgres integer
        {"after": cursor("changes", ("2026-05-21T10:00:00+00:00", 3, -(10**30)))},
        {"after": cursor("newest", ("2026-05-21T10:00:00+00:00", 10**30, 0)), "newest": True},
        {"after": cursor("changes", ("2026-05-21T10:00:00+00:00", 0, 1)), "newest": True},  # of the other order
    ],
)
def test_what_cannot_be_read_is_said(told, question):
    found = asked(told, **question)
    assert found.problem
    assert found.items == ()


@pytest.mark.parametrize("row", [2**31 - 1, -(2**31) + 1])
def test_a_row_that_no_table_can_hold_is_only_compared_with(told, row):
    found = asked(told, after=cursor("changes", ("2026-05-21T10:00:00+00:00", 3, row)))
    assert found.problem is None
    assert [one.kind for one in found.items] == (["moved"] if row > 0 else ["gone"] * 7 + ["moved"])
