"""What all tell alike and what they tell in several ways: never whose doing it was, where somebody denies that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.browse.events import get_event
from app.browse.records import EventPage
from app.extract.reading import Claim, Participant
from app.store.db import Database
from app.store.summaries import summarise
from app.store.tables import Claim as ClaimRow
from app.store.tables import Event
from tests.factories import a_claim, a_world, an_article, span

KRAVETS, MEL = "Olena Kravets", "Ivan Mel"


def told_of(db: Database, *told: tuple[str, dict]) -> EventPage:
    """The page of one event of which each sentence tells, from one article each."""
    for number, (sentence, more) in enumerate(told):
        an_article(db, f"{sentence}.", claims=[claim(sentence, **more)], outlet=f"Outlet {number}",
                   url=f"https://{number}.example/", published="2023-05-15")  # fmt: skip
    with db.writing() as session:
        for row in session.scalars(select(ClaimRow)):
            row.event_id = session.scalars(select(Event.id).order_by(Event.id)).first()
        session.flush()
        summarise(session, session.scalars(select(Event.id).limit(1)).all(), a_world().codebook)
    with db.reading() as reading:
        page = get_event(reading, reading.scalar(select(Event.public_id).order_by(Event.id).limit(1)))
        assert page
        return page


def claim(sentence: str, struck: str | None = None, **more) -> Callable[[str], Claim]:
    made = a_claim(sentence, **{"place": "Dubove", "when": "2023-05-13", "trigger": "hit"} | more)

    def with_target(text: str) -> Claim:
        own = made(text)
        target = (Participant("target", span(text, struck), None),) if struck else ()
        return replace(own, participants=(*own.participants, *target))

    return with_target


def answers(rows: Sequence) -> dict[str, list[str]]:
    return {row.question: list(dict.fromkeys(filter(None, row.answers))) for row in rows}


GREY = {"actors": ["Grey Column"]}


@pytest.mark.parametrize(
    ("told", "alike"),
    [
        ([("Grey Column troops stole aid in Dubove", {"type": "aid", "trigger": "stole", **GREY}),
          (f"Grey Column troops stole aid in Dubove, {KRAVETS} said",
           {"type": "aid", "trigger": "stole", "by": KRAVETS, **GREY})], True),
        ([(f"Grey Column shells hit Dubove, {KRAVETS} said", {"by": KRAVETS, **GREY}),
          (f"Grey Column shells hit Dubove, {MEL} said", {"by": MEL, **GREY})], False),
        ([("Grey Column troops stole aid in Dubove", {"type": "aid", "trigger": "stole", **GREY}),
          (f"Grey Column troops stole aid in Dubove, {KRAVETS} said",
           {"type": "aid", "trigger": "stole", "by": KRAVETS, **GREY}),
          (f"{MEL} said no Grey Column stole aid in Dubove",
           {"type": "aid", "trigger": "stole", "by": MEL, "stance": "denied", "modality": "negated",
            **GREY})], False),
        ([("Grey Column troops stole aid in Dubove", {"type": "aid", "trigger": "stole", **GREY}),
          ("Perhaps the Grey Column stole aid in Dubove",
           {"type": "aid", "trigger": "stole", "modality": "possible", **GREY})], False),
    ],
    ids=["nobody doubts it", "in the table, under whose doing", "one denies it", "one holds it possible"],
)  # fmt: skip
def test_whose_doing_is_never_told_alike_where_anybody_doubts_it(db: Database, told, alike: bool) -> None:
    page = told_of(db, *told)
    assert ("by whom" in answers(page.told_alike)) == alike
    assert "by whom" not in answers(page.told_in_ways)


def test_who_denies_a_deed_names_nobody_as_its_doer(db: Database) -> None:
    page = told_of(
        db,
        (f"Grey Column shells hit Dubove, {KRAVETS} said", {"by": KRAVETS, **GREY}),
        (f"{MEL} said no Grey Column hit Dubove", {"by": MEL, "stance": "denied", "modality": "negated", **GREY}),
    )
    (row,) = [row for row in page.differences if row.question == "by whom"]
    assert (row.answers, row.contested) == (("Grey Column", None), True)


@pytest.mark.parametrize(
    ("told", "ways"),
    [
        (["the grain store in Dubove", "a grain store", "the store"], ["the grain store in Dubove"]),
        (["the last clinic of Dubove, a doctor who stayed", "the clinic"], ["the last clinic of Dubove"]),
        (["a market", "the two mills"], ["a market", "the two mills"]),
        (["the city", "a market"], ["a market"]),
        (["it", "a market"], ["a market"]),
        (["31 villagers", "a market"], ["a market"]),
    ],
    ids=["one noun", "an attribution behind it", "two things", "the place itself", "a pronoun", "a toll"],
)
def test_one_head_noun_is_one_target_and_a_toll_is_none(db: Database, told: list[str], ways: list[str]) -> None:
    page = told_of(
        db,
        *(
            (f"Shells hit Dubove and {words} yesterday",
             {"struck": words, "killed": "31" if words.startswith("31") else None})
            for words in told
        ),
    )  # fmt: skip
    found = answers(page.told_alike) | answers(page.told_in_ways) | answers(page.differences)
    assert found["against whom"] == ways
    assert ("against whom" in answers(page.told_in_ways)) == (len(ways) > 1)
