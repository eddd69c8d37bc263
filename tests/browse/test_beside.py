"""What stands beside an event and a quote: who spoke about it, its battle, what may be the same, wordings."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.browse.article_page import get_article
from app.browse.events import count_events, get_event, list_events
from app.browse.people import get_person
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.quotes import get_quote, list_quotes
from app.store.db import Database
from app.store.tables import (
    Actor,
    Claim,
    Conflict,
    ConflictSide,
    Event,
    NearEvent,
    Quote,
    QuoteAbout,
    QuoteRelay,
    Reading,
    Utterance,
    UtteranceLink,
)
from tests.factories import a_claim, a_quote, an_article

TEXT = "Shells hit Dubove on Monday. Vesna denied any part in it: “We had nothing to do with that attack at all.”"
WORDS = "We had nothing to do with that attack at all."


def told(db: Database, text: str = TEXT, words: str = WORDS, outlet: str = "One", place: str = "Dubove", **more):
    claim = a_claim(f"Shells hit {place}", trigger="hit", place=place, when="2023-05-15", **more)
    quote = a_quote(words, speaker="Vesna", cue="denied", cue_class="deny", said="2023-05-15")
    return an_article(db, text, quotes=[quote], claims=[claim], outlet=outlet, published="2023-05-16",
                      url=f"https://{outlet}.example/")  # fmt: skip


@pytest.mark.parametrize("kind", ["denied", "responsibility", "commented", "confirmed"])
def test_an_event_and_a_person_name_each_other(db: Database, kind: str) -> None:
    told(db)
    with db.writing() as session:
        session.query(QuoteAbout).filter(QuoteAbout.claim_id.is_not(None)).delete()
        quote, claim = session.scalars(select(Quote)).one(), session.scalars(select(Claim)).one()
        session.add(
            QuoteAbout(quote_id=quote.id, claim_id=claim.id, kind=kind, start=0, end=6, reason="that attack")
        )
        quote_id, event_id = quote.public_id, session.scalars(select(Event.public_id)).one()
    with db.reading() as reading:
        event = get_event(reading, event_id)
        assert [(one.kind, one.quote.public_id, one.reason) for one in event.speech] == [
            (kind, quote_id, "that attack")
        ]
        (spoke,) = get_person(reading, "vesna").spoke
        assert (spoke.kind, spoke.event.public_id, spoke.quote_path) == (kind, event_id, f"/quotes/{quote_id}")
        (about,) = get_quote(reading, quote_id).events
        assert (about.kind, about.event.public_id, about.reason) == (kind, event_id, "that attack")
        asked = read_question("quotes", [("about", event_id)], names_in(reading))
        assert [item.public_id for item in list_quotes(reading, asked)] == [quote_id]


def test_a_rejected_claim_takes_its_links_along(db: Database) -> None:
    told(db)
    with db.writing() as session:
        quote, claim = session.scalars(select(Quote)).one(), session.scalars(select(Claim)).one()
        session.add(QuoteAbout(quote_id=quote.id, claim_id=claim.id, kind="commented", start=0, end=6))
        claim.state = "rejected"
        quote_id = quote.public_id
    with db.reading() as reading:
        assert get_quote(reading, quote_id).events == ()
        assert get_person(reading, "vesna").spoke == ()


def test_a_battle_and_its_incident_and_what_may_be_the_same(db: Database) -> None:
    told(db)
    told(db, TEXT.replace("Dubove", "Zelenyi Yar"), outlet="Two", place="Zelenyi Yar")
    with db.writing() as session:
        one, other = session.scalars(select(Event).order_by(Event.id)).all()
        other.part_of_id, other.part_reason = one.id, "fought there that day"
        session.add(NearEvent(one_id=one.id, other_id=other.id, agrees="the day", differs="the place"))
        ids = one.public_id, other.public_id
    with db.reading() as reading:
        battle, incident = (get_event(reading, id_) for id_ in ids)
    assert [part.public_id for part in battle.parts] == [ids[1]]
    assert battle.part_of is None
    assert (incident.part_of.public_id, incident.part_reason) == (ids[0], "fought there that day")
    assert incident.parts == ()
    for page, near in ((battle, ids[1]), (incident, ids[0])):
        assert [(one.event.public_id, one.agrees, one.differs) for one in page.near] == [
            (near, "the day", "the place")
        ]


def test_variants_of_an_utterance_stand_beside_each_other_and_translations_apart(db: Database) -> None:
    shorter = "We had nothing to do with that attack."
    told(db)
    told(db, TEXT.replace(WORDS, shorter), shorter, "Two")
    translated = "That was not our doing, and never was."
    told(db, TEXT.replace(WORDS, translated), translated, "Three")
    with db.writing() as session:
        one, two, three = session.scalars(select(Quote).order_by(Quote.id)).all()
        same, other = (Utterance(public_id=f"u{n}" * 6, words_key=f"made {n}") for n in (1, 2))
        session.query(UtteranceLink).delete()
        session.add_all([same, other])
        session.flush()
        one.utterance_id = two.utterance_id = same.id
        three.utterance_id, two.utterance_reason = other.id, "a part of a longer quote"
        session.add(UtteranceLink(one_id=same.id, other_id=other.id, reason="alike"))
        ids = one.public_id, two.public_id, three.public_id
    with db.reading() as reading:
        first, second, third = (get_quote(reading, id_) for id_ in ids)
    (variant,) = first.also
    assert (variant.quote.public_id, variant.reason, variant.alike) == (ids[1], "a part of a longer quote", False)
    assert "".join(one.text for one in variant.here) == WORDS
    assert "".join(one.text for one in variant.there) == shorter
    assert [one.text.strip() for one in variant.here if not one.same] == ["at all."]
    assert all(one.same for one in variant.there)
    assert [one.quote.public_id for one in second.also] == [ids[0]]
    assert second.also[0].reason == "a part of a longer quote"
    assert [(one.quote.public_id, one.reason) for one in first.translations] == [(ids[2], "alike")]
    assert {one.quote.public_id for one in third.translations} == set(ids[:2])
    assert third.also == ()
    assert first.quote.articles == 2  # a translation is not counted


def test_who_handed_a_quote_on(db: Database) -> None:
    told(db)
    with db.writing() as session:
        quote = session.scalars(select(Quote)).one()
        army = Actor(slug="wire", key="wire", name="The Wire", kind="media")
        session.add(army)
        session.flush()
        for position, actor in enumerate((army.id, None)):
            here = {"quote_id": quote.id, "start": 0, "end": 6, "exact": "Shells"}
            session.add(QuoteRelay(position=position, cue="quoted", actor_id=actor, reason="made so", **here))
        quote_id = quote.public_id
    with db.reading() as reading:
        relays = get_quote(reading, quote_id).relays
    assert [(one.actor and one.actor.name, one.exact, one.cue) for one in relays] == [
        ("The Wire", "Shells", "quoted"),
        (None, "Shells", "quoted"),
    ]


def test_an_article_tells_what_was_seen_and_not_taken(db: Database) -> None:
    told(db)
    with db.writing() as session:
        session.scalars(select(Reading)).one().refused = [{"start": 7, "end": 10, "reason": "made so"}]
    with db.reading() as reading:
        public_id = list_quotes(reading, Filters("quotes")).items[0].article.public_id
        (whole,) = get_article(reading, public_id).refused
        (window,) = get_article(reading, public_id, window=10).refused
    assert (whole.exact, whole.reason) == ("hit", "made so")
    assert (window.exact, window.start) == ("", 7)


@pytest.mark.parametrize(
    ("bys", "alone"),
    [((None,), 0), (("Vesna",), 1), (("Vesna", None), 0), (("Vesna", "Vesna"), 1), (("Olena Kravets",), 0)],
)
def test_only_parties_means_nobody_else(db: Database, bys, alone: int) -> None:
    """Vesna is a party to the war; an outlet on its own word, and a mayor, are none."""
    for number, by in enumerate(bys):
        told(db, f"{TEXT} Olena Kravets spoke {number} times.", outlet=f"Outlet {number}", by=by)
    with db.reading() as reading:
        assert count_events(reading, Filters("events", party="yes")) == alone


def test_a_side_is_those_with_a_part_and_those_who_say_so_when_they_were_on_it(db: Database) -> None:
    told(db, by="Vesna")
    with db.writing() as session:
        war = Conflict(slug="river-war", name="River war")
        session.add(war)
        session.flush()
        claim = session.scalars(select(Claim)).one()
        claim.conflict_id, claim.side = war.id, "north"
        key = session.scalars(select(Actor.key).where(Actor.slug == "vesna")).one()
        session.add(ConflictSide(conflict_id=war.id, side="north", name="North", actor_key=key))
        event_id = session.scalars(select(Event.public_id)).one()
    with db.reading() as reading:
        for written, found in (("north", 1), ("North", 1)):
            asked = read_question("events", [("side", written)], names_in(reading))
            assert (asked.problems, count_events(reading, asked)) == ((), found)
        (row,) = [row for row in get_event(reading, event_id).ledger.rows if row.question == "happened"]
        assert (row.who, row.side) == ("Vesna", "North")


def test_a_side_of_another_war_has_no_part_in_this_one(db: Database) -> None:
    told(db, f"{TEXT} The Grey Column stands near.", by="Vesna", actors=["Grey Column"])
    with db.writing() as session:
        wars = [Conflict(slug=f"{name}-war", name=f"{name} war") for name in ("river", "hill")]
        session.add_all(wars)
        session.flush()
        for row in (session.scalars(select(Event)).one(), session.scalars(select(Claim)).one()):
            row.conflict_id = wars[0].id
        key = session.scalars(select(Actor.key).where(Actor.slug == "grey-column")).one()
        for war, side in zip(wars, ("north", "upland"), strict=True):
            session.add(ConflictSide(conflict_id=war.id, side=side, name=side.title(), actor_key=key))
    with db.reading() as reading:
        (sides,) = [f.values for f in list_events(reading, Filters("events")).facets if f.name == "side"]
        assert [(value.label, value.count) for value in sides] == [("North", 1)]
        for side, count in (("north", 1), ("upland", 0)):
            asked = read_question("events", [("side", side)], names_in(reading))
            assert count_events(reading, asked) == count
