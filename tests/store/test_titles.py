"""What an event is called: by what its claims tell of it, and never by a half of a type or a side of a quarrel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.browse.events import get_event
from app.extract.reading import Participant
from app.store.db import Database
from app.store.summaries import summarise
from app.store.tables import Claim, Event
from tests.factories import a_claim, a_world, an_article, span

KRAVETS, MEL = "Olena Kravets", "Ivan Mel"


def as_one_event(db: Database) -> tuple[str, str]:
    """All claims put into one event, whether or not they would join: its id and its title."""
    with db.writing() as session:
        for row in session.scalars(select(Claim)):
            row.event_id = session.scalars(select(Event.id).order_by(Event.id)).first()
        session.flush()
        summarise(session, session.scalars(select(Event.id).limit(1)).all(), a_world().codebook)
        event = session.scalars(select(Event).order_by(Event.id).limit(1)).one()
        return event.public_id, event.title


def with_weapon(claim, words: str):
    return lambda text: replace(claim(text), participants=(Participant("weapon", span(text, words)),))


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (["a missile hit Dubove", "the missile hit Dubove again"], "Missile attack: Dubove"),
        (["a missile hit Dubove", "rockets hit Dubove again"], "Missile or rocket attack: Dubove"),
        (["a mortar hit Dubove", "rockets hit Dubove again"], "Missile, artillery or shelling attack: Dubove"),
    ],
)
def test_the_weapon_all_tell_of_is_in_the_title(db: Database, told: list[str], title: str) -> None:
    for number, words in enumerate(told):
        claim = a_claim(words, trigger="hit", place="Dubove", when="2023-05-13")
        armed = with_weapon(claim, words.split(" hit ")[0])
        url = f"https://{number}.example/"
        an_article(db, f"They report that {words}.", claims=[armed], outlet=f"Outlet {number}", url=url,
                   published="2023-05-15")  # fmt: skip
    assert as_one_event(db)[1] == title


@pytest.mark.parametrize("stance", ["claimed", "denied"])
def test_a_crash_that_somebody_calls_a_shoot_down_is_called_neither(db: Database, stance: str) -> None:
    text = f"A plane crashed near Dubove. {KRAVETS} said that it was shot down by the Grey Column."
    modality = "negated" if stance == "denied" else "actual"
    told = [
        a_claim("A plane crashed near Dubove", trigger="crashed", type="disaster", place="Dubove",
                when="2023-05-13"),
        a_claim("it was shot down by the Grey Column", trigger="shot down", type="interception", by=KRAVETS,
                actors=["Grey Column"], stance=stance, modality=modality),
    ]  # fmt: skip
    an_article(db, text, claims=told, published="2023-05-15")
    public_id, title = as_one_event(db)
    assert title == ("Crash or shoot-down: Dubove" if stance == "claimed" else "Crash: Dubove")
    with db.reading() as reading:
        page = get_event(reading, public_id)
        assert page
        assert page.event.kept_as == ""  # nor is its type told beside the title, which names a part of it


def test_whoever_denies_a_looting_names_none(db: Database) -> None:
    text = f"Houses in Dubove were burnt. {MEL} denied that any were looted in Dubove."
    told = [
        a_claim("Houses in Dubove were burnt", trigger="burnt", type="destruction", place="Dubove",
                when="2023-05-13"),
        a_claim("any were looted in Dubove", trigger="looted", type="destruction", by=MEL, place="Dubove",
                when="2023-05-13", stance="denied", modality="negated"),
    ]  # fmt: skip
    an_article(db, text, claims=told, published="2023-05-15")
    assert as_one_event(db)[1] == "Destruction: Dubove"
