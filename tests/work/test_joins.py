"""Through the front door: tolls that differ are one event in any order, and reading again changes no address."""

from __future__ import annotations

from itertools import permutations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ingest.article import IncomingArticle
from app.resolve.links import Linked
from app.store.audit import audit
from app.store.db import Database
from app.store.readings import keep
from app.store.record import record_article
from app.store.tables import (
    Claim,
    Event,
    Quantity,
    Quote,
    QuoteAbout,
)
from app.work.pipeline import read_and_link, take
from app.world.world import World
from tests.counts import some
from tests.factories import incoming_article

SEVEN = incoming_article(
    "Seven people were killed when a missile struck a market in Sumy on Monday, the regional governor, Oleh "
    "Hryhorov, said.",
    outlet="The Ledger", url="https://ledger.example/seven", published="2023-06-06",
)  # fmt: skip
NINE = incoming_article(
    "A missile struck a market in Sumy on Monday and killed nine people, the Interior Ministry of Ukraine said. "
    "“The attack was aimed at civilians,” President Volodymyr Zelensky said.",
    outlet="The Courier", url="https://courier.example/nine", published="2023-06-06",
)  # fmt: skip
TWELVE = incoming_article(
    "At least 12 people were killed by the missile that struck a market in Sumy on Monday, the regional governor, "
    "Oleh Hryhorov, said on Tuesday.",
    outlet="The Ledger", url="https://ledger.example/twelve", published="2023-06-07",
)  # fmt: skip
ELSEWHERE = incoming_article(
    "Russian forces shelled Beryslav on Monday, Ukraine's General Staff said.",
    outlet="The Post", url="https://post.example/beryslav", published="2023-06-06",
)  # fmt: skip


@pytest.fixture(scope="module")
def read(world: World) -> dict[str, Linked]:
    """Each article read once, however often it is recorded."""
    articles = (SEVEN, NINE, TWELVE, ELSEWHERE)
    return {one.text: read_and_link(one.text, "en", one.published, world) for one in articles}


def put(session: Session, article: IncomingArticle, read: dict[str, Linked], world: World) -> None:
    recorded = record_article(session, article)
    keep(session, recorded.article_id, recorded.version_id, read[article.text], world)


def tolls(session: Session) -> list[tuple[str, set[tuple]]]:
    """For each event, by its place: that, as its title says it, and the tolls with who gives them."""
    told = []
    for event in session.scalars(select(Event)):
        counted = select(Quantity.low, Quantity.bound, Claim.speaker).join(Claim, Claim.id == Quantity.claim_id)
        rows = session.execute(counted.where(Claim.event_id == event.id, Quantity.kind == "killed"))
        told.append((event.title.partition(": ")[2], {tuple(row) for row in rows}))
    return sorted(told, key=lambda each: each[0])


def groups(session: Session) -> set[frozenset[str]]:
    found: dict[int | None, set[str]] = {}
    for public_id, event_id in session.execute(select(Claim.public_id, Claim.event_id)):
        found.setdefault(event_id, set()).add(public_id)
    return {frozenset(one) for one in found.values()}


def test_seven_nine_and_at_least_twelve_are_one_event_in_any_order(
    db: Database, read: dict[str, Linked], world: World
) -> None:
    seen: list[set[frozenset[str]]] = []
    for order in some(permutations((SEVEN, NINE, TWELVE, ELSEWHERE)), 6):
        with Session(db.writer) as session:
            for article in order:
                put(session, article, read, world)
            (elsewhere, none), (where, told) = tolls(session)
            assert (elsewhere, none, where) == ("Beryslav", set(), "Sumy")
            assert {(low, bound) for low, bound, _ in told} == {(7, None), (9, None), (12, "at least")}
            assert session.scalars(select(Event.differs).where(Event.title.endswith("Sumy"))).all() == [True]
            assert [str(fault) for fault in audit(session.connection())] == []
            seen.append(groups(session))
            session.rollback()
    assert all(one == seen[0] for one in seen)


def test_who_comments_is_linked_to_the_claim_and_its_event(db: Database, world: World) -> None:
    take(db, NINE, world)
    with db.reading() as connection:
        about = select(Quote.exact, QuoteAbout.kind, Claim.trigger, Claim.side)
        about = about.join(QuoteAbout, QuoteAbout.quote_id == Quote.id).join(
            Claim, Claim.id == QuoteAbout.claim_id
        )
        found = {tuple(row) for row in connection.execute(about)}
    assert ("The attack was aimed at civilians,", "commented", "struck", "ukraine") in found


def test_an_unrelated_article_renames_nothing(db: Database, world: World) -> None:
    for article in (SEVEN, NINE):
        take(db, article, world)
    with db.reading() as connection:
        before = set(connection.scalars(select(Event.public_id)))
    take(db, ELSEWHERE, world)
    with db.reading() as connection:
        assert before < set(connection.scalars(select(Event.public_id)))
