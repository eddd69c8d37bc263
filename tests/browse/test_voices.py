"""Words that several say together are each one's: in lists, counts, facets, pages and files, on both engines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, update

from app.browse import articles, home, outlets, people, quotes
from app.browse.answer import listing
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.forms import csv, json
from app.store.db import Database
from app.store.tables import Actor, Quote
from tests.factories import a_quote, an_article

TOLD = (
    "Olena Kravets and Petro Bondar said: “The bridge fell.” “We rebuild it,” Kravets said. "
    "Ivan Moroz and the Vesnan Army said: “Nobody crossed.”"
)


@pytest.fixture
def said(db: Database) -> Iterator[Connection]:
    an_article(
        db,
        TOLD,
        quotes=[
            a_quote("The bridge fell.", together=("Olena Kravets", "Petro Bondar"), cue="said", said="2023-05-01"),
            a_quote("We rebuild it,", speaker="Olena Kravets", cue="said§2", said="2023-05-01"),
            a_quote("Nobody crossed.", together=("Ivan Moroz", "Vesnan Army"), cue="said§3", said="2023-05-01"),
        ],
        outlet="The Ledger",
        published="2023-05-02",
    )
    with db.writing() as session:  # as the desk names who speaks for a side
        session.execute(update(Actor).where(Actor.slug == "vesnan-army").values(party=True))
    with db.reading() as connection:
        yield connection


def asking(db: Connection, noun: str, *pairs: tuple[str, str]) -> Filters:
    return read_question(noun, list(pairs), names_in(db))


@pytest.mark.parametrize(
    ("field", "asked", "found"),
    [
        ("speaker", "olena-kravets", ["The bridge fell.", "We rebuild it,"]),
        ("speaker", "petro-bondar", ["The bridge fell."]),
        ("actor", "petro-bondar", ["The bridge fell."]),
        ("speaker", "vesnan-army", ["Nobody crossed."]),
        ("kind", "armed-force", ["Nobody crossed."]),
        ("kind", "person", ["Nobody crossed.", "The bridge fell.", "We rebuild it,"]),
        ("party", "yes", ["Nobody crossed."]),
        ("q", "speaker:bondar bridge", ["The bridge fell."]),
    ],
)
def test_a_quote_is_each_speakers(said: Connection, field: str, asked: str, found: list[str]) -> None:
    listed = quotes.list_quotes(said, asking(said, "quotes", (field, asked)))
    assert sorted(quote.exact for quote in listed.items) == found
    assert listed.count.value == len(found)


@pytest.mark.parametrize(
    ("slug", "number"), [("olena-kravets", 2), ("petro-bondar", 1), ("ivan-moroz", 1), ("vesnan-army", 1)]
)
def test_one_number_everywhere(said: Connection, slug: str, number: int) -> None:
    page = people.get_person(said, slug)
    outlet = outlets.get_outlet(said, "the-ledger")
    whole = quotes.list_quotes(said, asking(said, "quotes"))
    facet = next(each for each in whole.facets if each.name == "speaker")
    assert page
    assert outlet
    assert page.person.quotes == len(page.quotes) == number
    assert {value.value: value.count for value in facet.values}[slug] == number
    assert {actor.slug: n for actor, n in home.get_home(said).most_quoted}[slug] == number
    assert {actor.slug: n for actor, n in outlet.speakers}[slug] == number
    assert articles.count_articles(said, asking(said, "articles", ("speaker", slug))) == 1


def test_a_facet_of_kinds_counts_quotes_as_the_list_does(said: Connection) -> None:
    facet = next(f for f in quotes.list_quotes(said, asking(said, "quotes")).facets if f.name == "kind")
    for value in facet.values:
        assert value.count == quotes.count_quotes(said, asking(said, "quotes", ("kind", value.value)))
    assert {value.value: value.count for value in facet.values} == {"person": 3, "armed-force": 1}


def test_most_quoted_first(said: Connection) -> None:
    found = people.list_people(said, asking(said, "people", ("sort", "most"))).items
    assert found[0].slug == "olena-kravets"
    assert [person.quotes for person in found] == sorted((person.quotes for person in found), reverse=True)


def test_records_and_files_name_each(said: Connection) -> None:
    (quote,) = quotes.list_quotes(said, asking(said, "quotes", ("speaker", "petro-bondar"))).items
    assert [each.actor.slug for each in quote.together if each.actor] == ["olena-kravets", "petro-bondar"]
    assert [each["mention"] for each in json.plain(quote)["together"]] == ["Olena Kravets", "Petro Bondar"]
    assert "Olena Kravets; Petro Bondar" in "".join(csv.lines("quotes", [quote]))


def test_who_was_named_by_a_person_speaks_alone(db: Database, said: Connection) -> None:
    """A correction that gives the words to one of them takes them from the other."""
    with db.writing() as session:
        kravets = session.query(Actor).filter_by(slug="olena-kravets").one().id
        session.execute(update(Quote).where(Quote.exact == "The bridge fell.").values(speaker_id=kravets))
    with db.reading() as now:
        assert quotes.count_quotes(now, asking(now, "quotes", ("speaker", "petro-bondar"))) == 0
        assert quotes.count_quotes(now, asking(now, "quotes", ("speaker", "olena-kravets"))) == 2
        (quote,) = quotes.list_quotes(
            now, asking(now, "quotes", ("speaker", "olena-kravets"), ("q", "fell"))
        ).items
        assert quote.together == ()
        assert listing.counted(now, quotes.QUOTES, asking(now, "quotes", ("kind", "person"))) == 3


@pytest.mark.parametrize(
    ("slug", "others"),
    [
        ("olena-kravets", [("petro-bondar", 1)]),
        ("petro-bondar", [("olena-kravets", 1)]),
        ("vesnan-army", [("ivan-moroz", 1)]),
    ],
)
def test_a_page_names_who_speaks_together_with_it(said, slug, others):
    page = people.get_person(said, slug)
    assert page
    assert [(one.slug, number) for one, number in page.speaks_with] == others
