"""Whose word an event hangs on: who claims it, who denies it, and that a denier is never made a witness."""

from __future__ import annotations

import pytest

from app.browse.events import get_event, list_events
from app.browse.people import get_person
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.store.db import Database
from tests.factories import a_claim, an_article

TAKEN = "Grey Column took Dubove, the Vesnan Army said."
FREE = "Dubove is not taken today, Grey Column said."
DENIED = "Vesna denied that Grey Column took Dubove."


def claimed(by: str = "Vesnan Army", **more):
    told = {"type": "territory-taken", "place": "Dubove", "when": "2023-05-21"} | more
    return a_claim("Grey Column took Dubove", trigger="took", by=by, actors=["Grey Column"], **told)


def negated():
    return a_claim(
        "Dubove is not taken today", trigger="taken", type="territory-taken", place="Dubove", when="2023-05-21",
        by="Grey Column", modality="negated",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("articles", "by", "denied_by", "differs"),
    [
        ([(TAKEN, claimed())], ("Vesnan Army",), (), False),
        ([(TAKEN, claimed()), (FREE, negated())], ("Vesnan Army",), ("Grey Column",), True),
        ([(TAKEN, claimed()), (DENIED, claimed("Vesna", stance="denied"))], ("Vesnan Army",), ("Vesna",), True),
        ([(FREE, negated())], (), ("Grey Column",), False),
    ],
    ids=["claimed", "claimed and negated", "claimed and denied", "only negated"],
)
def test_a_denier_is_no_claimant(db: Database, articles, by, denied_by, differs):
    for number, (text, claim) in enumerate(articles):
        an_article(db, text, claims=[claim], outlet=f"Outlet {number}", published="2023-05-21",
                   url=f"https://{number}.example/")  # fmt: skip
    with db.reading() as reading:
        asked = read_question("events", [("stance", "any"), ("modality", "any")], names_in(reading))
        (event,) = list_events(reading, asked).items
        assert (event.attributed_to, event.denied_by, event.differs) == (by, denied_by, differs)
        page = get_event(reading, event.public_id)
        assert [claim.speaker.name for claim in page.claims if claim.denies] == list(denied_by)


def test_who_names_whom_and_who_denies_it(db: Database):
    an_article(db, TAKEN, claims=[claimed()], outlet="One", published="2023-05-21", url="https://1.example/")
    an_article(db, FREE, claims=[negated()], outlet="Two", published="2023-05-21", url="https://2.example/")
    with db.reading() as reading:
        (event,) = list_events(reading, Filters("events")).items
        (part,) = get_event(reading, event.public_id).participants
        assert (part.role, part.actor.name, part.named_by, part.denies) == (
            "actor", "Grey Column", ("Vesnan Army",), True,
        )  # fmt: skip


def test_the_same_words_in_two_articles_are_one_row(db: Database):
    for number in range(2):
        an_article(db, TAKEN + " " * number + "." * number, claims=[claimed()], outlet=f"Outlet {number}",
                   published="2023-05-21", url=f"https://{number}.example/")  # fmt: skip
    an_article(db, FREE, claims=[negated()], outlet="Two", published="2023-05-21", url="https://2.example/")
    with db.reading() as reading:
        (event,) = list_events(reading, Filters("events")).items
        rows = [row for row in get_event(reading, event.public_id).ledger.rows if row.question == "happened"]
        assert [(row.who, row.says, row.articles, row.differs) for row in rows] == [
            ("Vesnan Army", "happened", 2, (1,)),
            ("Grey Column", "negated", 1, (0,)),
        ]


def test_disputed_is_a_facet_and_counts_what_it_lists(db: Database):
    an_article(db, TAKEN, claims=[claimed()], outlet="One", published="2023-05-21", url="https://1.example/")
    an_article(db, FREE, claims=[negated()], outlet="Two", published="2023-05-21", url="https://2.example/")
    with db.reading() as reading:
        for asked in (Filters("events"), Filters("events", disputed="yes")):
            listing = list_events(reading, asked)
            (facet,) = [each for each in listing.facets if each.name == "disputed"]
            ((value,),) = [facet.values]
            assert (value.value, value.count, value.chosen) == ("yes", len(listing.items), bool(asked.disputed))
            assert value.url_query == ("" if asked.disputed else "disputed=yes")


def test_events_on_a_persons_word_are_counted_as_they_are_listed(db: Database):
    an_article(db, TAKEN, claims=[claimed()], outlet="One", published="2023-05-21", url="https://1.example/")
    with db.reading() as reading:
        person = get_person(reading, "vesnan-army").person
        asked = read_question("events", [("speaker", person.slug)], names_in(reading))
        assert (person.events, person.told) == (0, len(list_events(reading, asked).items))
        assert person.told == 1
