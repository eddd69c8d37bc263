"""Writing a reading: once or ten times, it is one; what is found again keeps its id and what people said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select, update
from sqlalchemy.orm import Session

from app.store.audit import audit
from app.store.db import Database
from app.store.moved import Moved
from app.store.tables import (
    Actor,
    Claim,
    Correction,
    DateMention,
    Event,
    Mention,
    Participant,
    Place,
    Quantity,
    Quote,
    QuoteAbout,
    QuoteSpan,
    Table,
    Tombstone,
    Utterance,
)
from app.text.span import Span
from tests.counts import count
from tests.factories import a_claim, a_linked, a_quote, a_reading, made, read, record

TEXT = (
    "Mayor Olena Kravets said: “The bridge over the river is gone.” Shells of the Grey Column hit Dubove on "
    "Monday and 3 people died. “Nobody,” Kravets added, “will leave the town tonight.” The Vesnan Army denied it."
)
QUOTES = (
    a_quote("The bridge over the river is gone.", speaker="Olena Kravets", cue="said", said="2023-05-15"),
    a_quote("Nobody,", "will leave the town tonight.", speaker="Kravets§2", cue="added", place="Dubove"),
)
CLAIMS = (
    a_claim("Shells of the Grey Column hit Dubove", trigger="hit", place="Dubove", when="2023-05-15",
            actors=["Grey Column"], killed="3"),
    a_claim("3 people died", trigger="died", type="attack-on-civilians", place="Dubove", when="2023-05-15"),
)  # fmt: skip
STORY = made(
    TEXT, quotes=QUOTES, claims=CLAIMS, names=["Vesnan Army"], dates=[("Monday", "2023-05-15")],
    url="https://ledger.example/1", outlet="The Ledger", published="2023-05-16",
)  # fmt: skip


def snapshot(db: Database | Session) -> dict[str, list]:
    """How many rows each table holds, and every address there is."""
    if isinstance(db, Database):
        with db.writing() as session:
            return snapshot(session)
    rows: dict[str, list] = {
        table.name: [db.scalar(select(func.count()).select_from(table))] for table in Table.metadata.sorted_tables
    }
    for table in (Quote, Claim, Event):
        rows[f"{table.__tablename__} ids"] = sorted(db.scalars(select(table.public_id)))
    rows["titles"] = sorted(db.execute(select(Event.public_id, Event.title)).all())
    return rows


def stones(db: Database) -> list[tuple[str, str]]:
    with db.reading() as connection:
        found = connection.execute(select(Tombstone.noun, Tombstone.gone).order_by(Tombstone.noun))
        return [(noun, gone) for noun, gone in found]


def ids(db: Database, table: type = Quote) -> list[str]:
    with db.reading() as connection:
        return list(connection.scalars(select(table.public_id).order_by(table.start)))


def read_again(db: Database, text: str = TEXT, quotes=QUOTES, claims=CLAIMS, **more) -> None:
    recorded = record(db, replace(STORY, quotes=(), claims=()))
    read(db, recorded, a_linked(text, a_reading(text, quotes, claims, **more)))


def no_faults(db: Database) -> list[str]:
    with db.writing() as session:
        return [str(fault) for fault in audit(session.connection())]


def test_a_reading_is_written_whole(db: Database) -> None:
    record(db, STORY)
    with db.reading() as c:
        pieces = c.execute(select(QuoteSpan.quote_id, QuoteSpan.position, QuoteSpan.exact).order_by(QuoteSpan.id))
        assert [tuple(row)[1:] for row in pieces] == [
            (0, "The bridge over the river is gone."), (0, "Nobody,"), (1, "will leave the town tonight."),
        ]  # fmt: skip
        assert (
            c.scalars(select(Quote.exact).order_by(Quote.start)).all()[1]
            == "Nobody, … will leave the town tonight."
        )
        layers = c.execute(select(Mention.layer, Mention.exact).order_by(Mention.start, Mention.id)).all()
        assert [tuple(row) for row in layers] == [
            ("actor", "Olena Kravets"), ("actor", "Grey Column"), ("place", "Dubove"), ("actor", "Kravets"),
            ("actor", "Vesnan Army"),
        ]  # fmt: skip
        assert c.scalars(select(DateMention.exact)).all() == ["Monday"]
        assert c.scalars(select(Participant.exact)).all() == ["Grey Column"]
        assert c.execute(select(Quantity.low, Quantity.exact)).one() == (3.0, "3")
    assert no_faults(db) == []


def test_what_is_named_inside_a_quote_is_what_it_speaks_of(db: Database) -> None:
    text = "Olena Kravets said: “Dubove and Dubove again: the Grey Column is not in Dubove.”"
    quote = a_quote(
        "Dubove and Dubove again: the Grey Column is not in Dubove.", speaker="Olena Kravets", cue="said"
    )
    record(db, made(text, quotes=[quote], names=["Grey Column"], places=["Dubove", "Dubove§2"]))
    with db.reading() as c:
        about = c.execute(select(QuoteAbout.actor_id.is_not(None), QuoteAbout.place_id.is_not(None)))
        assert sorted(map(tuple, about)) == [(False, True), (True, False)]


def test_recording_twice_is_recording_once(db: Database) -> None:
    record(db, STORY)
    once = snapshot(db)
    for _ in range(3):
        record(db, STORY, again=True)
    assert snapshot(db) == once
    assert no_faults(db) == []


_shapes = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 60), st.sampled_from(["direct", "indirect", "mixed"])),
    max_size=6,
    unique_by=lambda shape: shape[0],
)


@settings(max_examples=count(5, 25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shapes=_shapes, kinds=st.lists(st.sampled_from(["shelling", "air-strike", "aid"]), max_size=4))
def test_any_reading_recorded_twice_is_recorded_once(db: Database, shapes, kinds) -> None:
    template_quote, template_claim = QUOTES[0](TEXT), CLAIMS[0](TEXT)
    cut = lambda start, length: Span(start, min(len(TEXT), start + length))  # noqa: E731
    quotes = tuple(replace(template_quote, spans=(cut(a, b),), type=c) for a, b, c in sorted(shapes))
    claims = tuple(replace(template_claim, type=kind) for kind in kinds)  # the same words may tell of several
    reading = replace(a_reading(TEXT, QUOTES, CLAIMS), quotes=quotes, claims=claims)
    with Session(db.writer) as session:
        recorded = record(session, STORY)
        read(session, recorded, a_linked(TEXT, reading))
        once = snapshot(session)
        read(session, recorded, a_linked(TEXT, reading))
        assert snapshot(session) == once
        session.rollback()


@pytest.mark.parametrize(
    ("told", "again", "kept"),
    [
        ("the same", "The bridge over the river is gone.", True),
        ("a word more", "said: “The bridge over the river is gone.”", True),
        ("a word less", "bridge over the river is gone", True),
        ("just half", "The bridge over t", True),
        ("less than half", "The bridge over ", False),
        ("another sentence", "will leave the town tonight.", False),
    ],
)
def test_a_quote_keeps_its_id_while_half_of_it_is_found_again(db: Database, told, again, kept) -> None:
    read_again(db, quotes=QUOTES[:1], claims=())
    (before,) = ids(db)
    read_again(db, quotes=[a_quote(again, speaker="Olena Kravets")], claims=())
    (after,) = ids(db)
    assert (after == before) is kept, told
    assert stones(db) == ([] if kept else [("quotes", before)])
    read_again(db, quotes=QUOTES[:1], claims=())  # and back: the address is there again
    assert ids(db) == [before]
    assert ("quotes", before) not in stones(db)


def test_who_is_no_longer_read_in_any_article_is_no_actor(db: Database) -> None:
    record(db, STORY)
    with db.reading() as c:
        everybody = set(c.scalars(select(Actor.slug)))
    assert everybody == {"olena-kravets", "kravets", "grey-column", "vesnan-army", "vesna"}
    record(db, made("Another tells of Kravets.", names=["Kravets"], url="https://courier.example/3"))
    read_again(db, quotes=QUOTES[:1], claims=())
    with db.reading() as c:
        assert set(c.scalars(select(Actor.slug))) == {"olena-kravets", "kravets"}
        assert c.scalars(select(Place.slug)).all() == []
    assert no_faults(db) == []


def test_two_that_compete_for_an_id_give_it_to_the_nearer(db: Database) -> None:
    read_again(db, quotes=[a_quote("The bridge over the river is gone.")], claims=())
    (before,) = ids(db)
    read_again(db, quotes=[a_quote("The bridge over the"), a_quote("bridge over the river is gone.")], claims=())
    assert ids(db)[1] == before


def test_a_claim_of_another_type_is_another_claim(db: Database) -> None:
    record(db, STORY)
    before = ids(db, Claim)
    read_again(db, claims=[a_claim("Shells of the Grey Column hit Dubove", trigger="hit", type="air-strike")])
    assert not set(ids(db, Claim)) & set(before)
    assert {gone for noun, gone in stones(db) if noun == "claims"} == set(before)


def test_a_moved_paragraph_takes_its_ids_along(db: Database) -> None:
    record(db, STORY)
    before = ids(db), ids(db, Claim)
    longer = STORY.saying(
        "Updated at noon, with more from the mayor and the army in the paragraphs below.\n\n" + TEXT
    )
    record(db, longer)
    assert (ids(db), ids(db, Claim)) == before
    assert stones(db) == []
    assert no_faults(db) == []


def test_another_quote_at_an_old_place_does_not_take_the_id_over(db: Database) -> None:
    record(
        db,
        made("He said: “We shall stay here.”", quotes=[a_quote("We shall stay here.")], url="https://x.example"),
    )
    (before,) = ids(db)
    record(db, made("He said: “All of us leave.”!", quotes=[a_quote("All of us leave.")], url="https://x.example"))
    assert ids(db) != [before]
    assert stones(db) == [("quotes", before)]


@pytest.mark.parametrize("state", ["confirmed", "corrected", "rejected", "hidden"])
def test_what_people_said_of_a_thing_outlives_a_reading(db: Database, state: str) -> None:
    record(db, STORY)
    with db.writing() as session:
        for table in (Quote, Claim):
            session.execute(update(table).values(state=state))
    before = snapshot(db)
    read_again(db, dates=[("Monday", "2023-05-15")], names=["Vesnan Army"])
    assert snapshot(db) == before
    with db.reading() as c:
        assert {*c.scalars(select(Quote.state)), *c.scalars(select(Claim.state))} == {state}
    read_again(db, quotes=(), claims=())  # readers that find nothing any more do not undo a person's judgement
    after = snapshot(db)
    assert [after[key] for key in ("quote ids", "claim ids", "event ids")] == [
        before[key] for key in ("quote ids", "claim ids", "event ids")
    ]
    assert no_faults(db) == []


SPOKEN = made(
    "“Shells hit Dubove on Monday,” Mayor Olena Kravets said.", url="https://ledger.example/spoken",
    quotes=[a_quote("Shells hit Dubove on Monday,", speaker="Olena Kravets", cue="said")],
    claims=[a_claim("Shells hit Dubove on Monday", trigger="hit", place="Dubove", when="2023-05-15")],
)  # fmt: skip


def spoken_of(db: Database) -> list[tuple]:
    """(quote, claim, what it does with it, from, to) for each claim that a quote is about."""
    query = select(Quote.public_id, Claim.public_id, QuoteAbout.kind, QuoteAbout.start, QuoteAbout.end)
    query = query.join(Quote, Quote.id == QuoteAbout.quote_id).join(Claim, Claim.id == QuoteAbout.claim_id)
    with db.reading() as c:
        return sorted(map(tuple, c.execute(query)))


@pytest.mark.parametrize(
    ("judged", "found", "stays"),
    [
        ((Quote,), {"quotes": ()}, True),  # the readers miss the quote, and read its claim again
        ((Claim,), {"claims": ()}, True),
        ((Quote, Claim), {"quotes": (), "claims": ()}, True),
        ((Quote,), {}, True),
        ((Quote,), {"claims": ()}, False),  # nobody judged the claim, so nothing is left to speak of
        ((), {"quotes": ()}, False),
    ],
)
def test_what_a_judged_quote_is_about_outlives_a_reading(db: Database, judged, found, stays: bool) -> None:
    recorded = record(db, SPOKEN)
    before = spoken_of(db)
    assert len(before) == 1
    with db.writing() as session:
        for table in judged:
            session.execute(update(table).values(state="confirmed"))
    again = {"quotes": SPOKEN.quotes, "claims": SPOKEN.claims} | found
    for _ in range(2):
        read(db, recorded, a_linked(SPOKEN.article.text, a_reading(SPOKEN.article.text, **again)))
        assert spoken_of(db) == (before if stays else [])
        assert no_faults(db) == []


def corrected(db: Database, target: str, public_id: str, field: str, before: str, **columns) -> None:
    table = {"quote": Quote, "claim": Claim}[target]
    with db.writing() as session:
        session.execute(update(table).where(table.public_id == public_id).values(state="corrected", **columns))
        session.add(Correction(made_at=datetime.now(UTC), made_by="ed", target=target, target_id=public_id,
                               field=field, before=before, after="as told"))  # fmt: skip


def test_a_corrected_speaker_day_and_type_outlive_a_reading(db: Database) -> None:
    record(db, STORY)
    quote, claim = ids(db)[0], ids(db, Claim)[0]
    corrected(db, "quote", quote, "speaker", "Olena Kravets", speaker_id=None, speaker_reason="it was her deputy")
    corrected(db, "claim", claim, "type", "shelling", type="air-strike")
    record(db, STORY, again=True)
    with db.reading() as c:
        row = c.execute(select(Quote.speaker_id, Quote.speaker_reason).where(Quote.public_id == quote)).one()
        assert tuple(row) == (None, "it was her deputy")
        assert c.scalars(select(Claim.type).where(Claim.public_id == claim)).all() == ["air-strike"]
    assert len(ids(db, Claim)) == 2
    assert no_faults(db) == []


def test_the_same_words_in_two_articles_are_one_utterance(db: Database) -> None:
    record(db, STORY)
    said = "The BRIDGE over the river is gone"
    quote = a_quote(said, speaker="Olena Kravets")
    record(db, made(f"“{said}” – Olena Kravets", url="https://courier.example/2", quotes=[quote]))
    with db.reading() as c:
        told = c.execute(select(func.count(Quote.id)).group_by(Quote.utterance_id)).all()
        assert sorted(map(tuple, told)) == [(1,), (2,)]
        assert c.scalar(select(func.count(Utterance.id))) == 2


def test_a_name_longer_than_its_column_costs_nothing(db: Database) -> None:
    name = "Olena " + "K" * 400
    record(db, made(f"{name} said: “We stay.”", quotes=[a_quote("We stay.", speaker=name, cue="said")]))
    record(db, made(f"{name} said: “They go.”", quotes=[a_quote("They go.", speaker=name, cue="said")]))
    with db.reading() as c:
        assert len(set(c.scalars(select(Quote.speaker_id)))) == 1


@pytest.mark.parametrize(
    ("old", "new", "span", "there"),
    [
        ("abc def ghi", "abc def ghi", "def", "def"),
        ("abc def ghi", "new. abc def ghi", "def", "def"),
        ("one two three four five", "one zwei three four five six", "three four", "three four"),
        ("one two three", "one 2 three", "two", None),
        ("one two three four", "one two 3 four", "two three four", "two 3 four"),
        ("aaaa", "aaaaaa", "aaaa", "aaaa"),
        ("", "abc", "", None),
    ],
)
def test_where_words_of_an_old_text_lie_in_a_new_one(old, new, span, there) -> None:
    start = old.index(span)
    found = Moved(old, new)(Span(start, start + len(span)))
    assert (found and found.of(new)) == there


@settings(max_examples=100, deadline=None)
@given(old=st.text("ab \n", max_size=40), new=st.text("ab \n", max_size=40), at=st.integers(0, 40))
def test_a_moved_span_never_leaves_the_text(old: str, new: str, at: int) -> None:
    found = Moved(old, new)(Span(min(at, len(old)), len(old)))
    assert found is None or found.end <= len(new)


def sent_for(db: Database, number: int) -> int:
    """How many statements it takes to write `number` quotes and as many claims at places of their own."""
    said = [f"We counted {n} trucks on the road to the town that morning." for n in range(number)]
    text = "Olena Kravets told this.\n\n" + "\n\n".join(
        f"“{words}” Shells hit Dubove at {n}." for n, words in enumerate(said)
    )
    quotes = [a_quote(words, speaker="Olena Kravets") for words in said]
    claims = [a_claim(f"Shells hit Dubove at {n}.", trigger=f"hit Dubove at {n}.", place=f"Dubove§{n + 1}",
                      when=f"2023-05-{n + 1:02d}") for n in range(number)]  # fmt: skip
    story = made(text, quotes=quotes, claims=claims, url=f"https://ledger.example/long/{number}")
    linked, sent = story.linked(), []

    def note(*told: object) -> None:
        sent.append(told[2])

    event.listen(db.writer, "before_cursor_execute", note)
    try:
        with db.writing() as session:
            recorded = record(session, replace(story, quotes=(), claims=()))
            read(session, recorded, linked)
    finally:
        event.remove(db.writer, "before_cursor_execute", note)
    return len(sent)


def test_a_quote_and_a_claim_more_cost_a_few_statements_each(db: Database) -> None:
    """So that the transaction stays short (RELIABILITY row 24); statements, since a busy machine slows seconds."""
    record(db, STORY)
    five, ten, twenty = (sent_for(db, number) for number in (5, 10, 20))
    assert twenty - ten <= 10 * 12  # 9 each on SQLite, 3 on Postgres when counted: there rows go in together
    assert twenty - ten <= 2 * (ten - five), "each costs more than the one before"
