"""Every invariant has a broken twin: one statement that breaks it, and the audit names it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, select, text, update

from app.store import audit as audited
from app.store import events
from app.store.audit import Fault, audit
from app.store.db import Database
from app.store.tables import Claim, Event
from tests.factories import a_claim, a_quote, a_world, made, record

pytestmark = pytest.mark.both_engines

STORY = made(
    "Mayor Olena Kravets said in Dubove on Monday, the Harbour Wire reports: “The bridge is gone.” Shells of the "
    "Grey Column hit Dubove, the mayor said, and 3 people died. Ihor Moroz and Olha Bondar said they would stay.",
    quotes=[
        a_quote("The bridge is gone.", speaker="Olena Kravets", cue="said", said="2023-05-15", place="Dubove",
                relays=[("Harbour Wire", "reports")]),
        a_quote("Shells of the Grey Column hit Dubove", speaker="the mayor", cue="said§2", type="indirect"),
        a_quote("they would stay", speaker="Ihor Moroz and Olha Bondar", together=["Ihor Moroz", "Olha Bondar"],
                cue="said§3", type="indirect"),
    ],
    claims=[
        a_claim("Shells of the Grey Column hit Dubove", trigger="hit", place="Dubove§2", when="2023-05-15",
                actors=["Grey Column"], by="the mayor", killed="3"),
    ],
    dates=[("Monday", "2023-05-15")],
    url="https://ledger.example/1",
    outlet="The Ledger",
    published="2023-05-16",
)  # fmt: skip
NOW = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)
OTHER_ARTICLE = (
    "INSERT INTO article(id, public_id, slug, text_key, title, lang, sources, sample, added_at, sort_day, length, "
    "quotes, claims) VALUES (99, 'otherarticle', '', 'key', 'Another', 'en', '[]', :no, :now, 0, 0, 0, 0)"
)
OTHER_TEXT = (
    "INSERT INTO article_version(id, article_id, number, sha256, fetched_at, text) "
    "SELECT 99, 99, 1, 'key', :now, text FROM article_version WHERE id = (SELECT min(id) FROM article_version)"
)
NEWER_TEXT = (
    "INSERT INTO article_version(article_id, number, sha256, fetched_at, text) "
    "SELECT article_id, 2, 'key', :now, text FROM article_version"
)
AN_ORIGIN = "INSERT INTO origin(id, public_id, reason) VALUES (77, 'anorigin0000', 'copies')"
AN_UTTERANCE = "INSERT INTO utterance(id, public_id, words_key) VALUES (77, 'anutterance0', 'key')"
TABLES = {"mention": "mention", "date": "date_mention", "quote": "quote", "claim": "claim"}
BREAKS: dict[str, tuple[str, ...]] = {
    "a mention is not what stands at its span": ("UPDATE mention SET start = start + 1",),
    "a date is not what stands at its span": ("UPDATE date_mention SET exact = 'Tuesday'",),
    "a quote's piece is not what stands at its span": ('UPDATE quote_span SET "end" = start',),
    "a quote's cue is not what stands at its span": ("UPDATE quote SET cue = NULL",),
    "a quote's speaker is not what stands at its span": ("UPDATE quote SET speaker_start = NULL",),
    "a claim is not what stands at its span": ("UPDATE claim SET exact = 'Something else'",),
    "a claim's trigger is not what stands at its span": ("UPDATE claim SET trigger_end = trigger_end + 1",),
    "a claim's source is not what stands at its span": ("UPDATE claim SET speaker = 'the army'",),
    "a participant is not what stands at its span": ("UPDATE participant SET start = 0",),
    "a quantity is not what stands at its span": ("UPDATE quantity SET exact = '4'",),
    "a quote's relay is not what stands at its span": ("UPDATE quote_relay SET start = start + 1",),
    "a quote's relay has a cue that does not stand there": ("UPDATE quote_relay SET cue = NULL",),
    "one of several speakers is not what stands at its span": ("UPDATE quote_co_speaker SET exact = 'Ihor'",),
    "a quote is about a claim of another article": (OTHER_ARTICLE, "UPDATE claim SET article_id = 99"),
    "a quote is about nothing, or several things at once": (
        "UPDATE quote_about SET claim_id = NULL, actor_id = NULL, place_id = NULL",
    ),
    "a claim is on a side it cannot be on": ("UPDATE claim SET side = 'nobody'",),
    "an incident is part of what does not hold it": ("UPDATE event SET part_of_id = id",),
    "two near events are not in order": (
        "INSERT INTO near_event(one_id, other_id, agrees, differs) SELECT id, id, '', '' FROM event",
    ),
    "an article has no sketch to find its copies by": ("DELETE FROM copy_band",),
    "articles with one text have two origins": (OTHER_ARTICLE, "UPDATE article SET text_key = 'key'"),
    "an origin has fewer than two copies": (AN_ORIGIN,),
    "a copy has no reason, or what is none has one": ("UPDATE article SET origin_reason = 'a copy'",),
    "a quote known by its words has no utterance, or the other way round": ("UPDATE quote SET words_key = 'key'",),
    "an utterance is of two speakers, or of nobody": (AN_UTTERANCE, "UPDATE quote SET utterance_id = 77"),
    "an utterance has no quote": (AN_UTTERANCE,),
    "two linked utterances are not in order": (
        AN_UTTERANCE, "INSERT INTO utterance_link(one_id, other_id, reason) VALUES (77, 77, 'alike')",
    ),
    "a quote has no piece": ("DELETE FROM quote_span",),
    "a pronoun is an actor": ("UPDATE actor SET name = 'They' WHERE name = 'Olena Kravets'",),
    "a quote is not its pieces joined": ("UPDATE quote SET exact = 'The bridge stands.'",),
    "a claim has no event": ("UPDATE claim SET event_id = NULL",),
    "an event has no claim": ("UPDATE claim SET event_id = NULL",),
    "an event's claims are miscounted": ("UPDATE event SET claims = 2",),
    "an event's articles are miscounted": ("UPDATE event SET sources = 2",),
    "an event's origins are miscounted": ("UPDATE event SET origins = 0",),
    "an event is not what its claims say": ("UPDATE claim SET modality = 'planned'",),
    "an article's quotes are miscounted": ("UPDATE article SET quotes = 0",),
    "an article's claims are miscounted": ("UPDATE article SET claims = 7",),
    "an article has no text": (OTHER_ARTICLE,),
    "a place does not lie in itself": ("DELETE FROM place_within WHERE place_id = ancestor_id",),
    **{f"a {one} was read from an old text": (NEWER_TEXT,) for one in ("mention", "date", "quote", "claim")},
    **{
        f"a {one} is of another article": (OTHER_ARTICLE, OTHER_TEXT, f"UPDATE {table} SET version_id = 99")
        for one, table in TABLES.items()
    },
    "quote: has half a date": ("UPDATE quote SET earliest = NULL",),
    "claim: has half a date": ("UPDATE claim SET latest = NULL",),
    "event: has half a date": ("UPDATE event SET earliest = '2030-01-01'",),
    "article: has half a date": ("UPDATE article SET latest = NULL",),
    "quote: undated, yet sorted by a day": tuple(
        f"UPDATE {table} SET earliest = NULL, latest = NULL" for table in ("quote", "article")
    ),
    "event: undated, yet sorted by a day": ("UPDATE event SET earliest = NULL, latest = NULL",),
    "article: undated, yet sorted by a day": ("UPDATE article SET earliest = NULL, latest = NULL",),
    "quotes: there, and gone or moved": (
        "INSERT INTO tombstone(noun, gone, reason, at) SELECT 'quotes', public_id, '', :now FROM quote",
    ),
    "claims: there, and gone or moved": (
        "INSERT INTO tombstone(noun, gone, reason, at) SELECT 'claims', public_id, '', :now FROM claim",
    ),
    "events: there, and gone or moved": (
        "INSERT INTO redirect(noun, old, new, reason) SELECT 'events', public_id, 'elsewhere', '' FROM event",
    ),
    "articles: there, and gone or moved": (
        "INSERT INTO redirect(noun, old, new, reason) SELECT 'articles', public_id, 'elsewhere', '' FROM article",
    ),
    "a withdrawn text has no stone": ("INSERT INTO withdrawn_text(article, text_key) VALUES ('gone', 'aa')",),
    "a figure is revised in no words of its claim's text": ("UPDATE quantity SET revision = 'earlier'",),
    "an event's redirect leads nowhere": (
        "INSERT INTO redirect(noun, old, new, reason) VALUES ('events', 'anold', 'nowhere', '')",
    ),
    **{f"{noun}: missing from search": (f"DELETE FROM {noun}_search",) for noun in ("quote", "event", "article")},
    **{
        f"{noun}: a search row of nothing": (
            f"INSERT INTO {noun}_search(row_id, {noun}_id, words, stems, tags) VALUES (1, 77, '', '', '')",
        )
        for noun in ("quote", "event", "article")
    },
    **{
        f"{noun}: a search row in the wrong place": (f"UPDATE {noun} SET sort_day = sort_day + 1",)
        for noun in ("quote", "event", "article")
    },
}  # fmt: skip


def faults(connection: Connection) -> list[str]:
    return [fault.invariant for fault in audit(connection)]


def test_the_list_of_broken_twins_is_complete() -> None:
    assert set(BREAKS) == set(audited.INVARIANTS)


def test_what_the_doors_write_breaks_nothing(db: Database) -> None:
    record(db, STORY)
    with db.writing() as session:
        assert faults(session.connection()) == []


@pytest.fixture(scope="session")
def told(new_database: Callable[[], Database]) -> Database:
    """The story in a record of its own: each test breaks it and rolls back."""
    database = new_database()
    record(database, STORY)
    return database


@pytest.mark.parametrize("invariant", BREAKS)
def test_a_broken_row_is_named(told: Database, invariant: str) -> None:
    with told.writer.connect() as connection:
        for statement in BREAKS[invariant]:
            given = {"now": NOW, "no": False}
            used = {name: value for name, value in given.items() if f":{name}" in statement}
            connection.execute(text(statement), used)
        found = {fault.invariant: fault for fault in audit(connection)}
        connection.rollback()
    assert invariant in found
    assert found[invariant].count == len(found[invariant].examples) > 0


def test_a_fault_says_what_how_often_and_where() -> None:
    assert str(Fault("a claim has no event", 2, ("a", "b"))) == "a claim has no event: 2 (a, b)"


def test_an_event_of_which_all_reports_are_rejected_is_kept_and_not_listed(db: Database) -> None:
    record(db, STORY)
    with db.writing() as session:
        session.execute(update(Claim).values(state="rejected"))
        events.rejoin(session, list(session.scalars(select(Claim.id))), [], a_world().codebook)
        assert session.scalars(select(Event.listed)).all() == [False]
        assert faults(session.connection()) == []
