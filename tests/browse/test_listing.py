"""Laws of every list, asked of a made record on both engines: one question, one answer, through every door."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, event

from app.browse import articles, events, outlets, people, places, quotes
from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.answer.paging import cursor
from app.browse.question.filters import NOUNS, Filters, Name
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.records import Listing
from app.store.db import Database
from app.store.tables import Quote
from tests.browse.made import fill
from tests.browse.questions import Question, ask, questions
from tests.counts import count

ASKED: dict[str, Noun[Any]] = {
    "quotes": quotes.QUOTES,
    "events": events.EVENTS,
    "articles": articles.ARTICLES,
    "people": people.PEOPLE,
    "places": places.PLACES,
    "outlets": outlets.OUTLETS,
}
LISTS: dict[str, Callable[[Connection, Filters], Listing[Any]]] = {
    "quotes": quotes.list_quotes,
    "events": events.list_events,
    "articles": articles.list_articles,
    "people": people.list_people,
    "places": places.list_places,
    "outlets": outlets.list_outlets,
}
COUNTS = {
    "quotes": quotes.count_quotes,
    "events": events.count_events,
    "articles": articles.count_articles,
    "people": people.count_people,
    "places": places.count_places,
    "outlets": outlets.count_outlets,
}
lawful = settings(
    deadline=None,
    max_examples=count(15, 40),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def key(record: Any) -> str:
    return record.path


def follow(db: Connection, filters: Filters, by: str = "next") -> Iterator[Listing[Any]]:
    """A list and every list that its link leads to."""
    from urllib.parse import parse_qsl

    found = LISTS[filters.noun](db, filters)
    yield found
    while query := getattr(found, by):
        filters = read_question(filters.noun, parse_qsl(query), names_in(db))
        assert filters.problems == ()
        found = LISTS[filters.noun](db, filters)
        yield found


def read(db: Connection, question: Question) -> Filters:
    noun, pairs = question
    filters = read_question(noun, pairs, names_in(db))
    return filters.changed()


@given(questions)
@lawful
def test_pages_end_to_end_are_the_answer_and_every_door_counts_the_same(
    reading: Connection, question: Question
) -> None:
    filters = read(reading, question)
    pages = list(follow(reading, filters))
    shown = [key(item) for page in pages for item in page]
    assert shown == [key(item) for item in listing.every(reading, ASKED[filters.noun], filters)]
    assert len(shown) == len(set(shown)) == COUNTS[filters.noun](reading, filters)
    assert {(page.count.value, page.count.exact) for page in pages} == {(len(shown), True)}
    assert pages[0].previous is None


@given(questions)
@lawful
def test_the_way_back_is_the_way_there(reading: Connection, question: Question) -> None:
    filters = read(reading, question)
    *_, last = pages = list(follow(reading, filters))
    back = list(follow(reading, last.filters, "previous"))
    assert [key(item) for page in reversed(back) for item in page] == [
        key(item) for page in pages for item in page
    ]


@given(questions)
@lawful
def test_a_facet_counts_what_choosing_it_lists(reading: Connection, question: Question) -> None:
    filters = read(reading, question)
    found = LISTS[filters.noun](reading, filters)
    for facet in found.facets:
        asked = getattr(filters, facet.name)
        asked = [asked] * bool(asked) if isinstance(asked, str) else asked
        held = [name.value if isinstance(name, Name) else name for name in asked]
        assert ([value.value for value in facet.values if value.chosen] and held) or not held
        assert {value.value for value in facet.values if value.chosen} == set(held)
        for value in facet.values:
            alone = read_question(filters.noun, [(facet.name, value.value)], names_in(reading))
            chosen = filters.changed(**{facet.name: getattr(alone, facet.name)})
            assert value.count == COUNTS[filters.noun](reading, chosen), (facet.name, value)


def test_relevance_finds_what_newest_finds(reading: Connection) -> None:
    newest = Filters("quotes", q="bridge OR power", size=7)
    found = {key(item) for page in follow(reading, newest) for item in page}
    ranked = [key(item) for page in follow(reading, newest.changed(sort="relevance")) for item in page]
    assert (set(ranked), len(ranked)) == (found, len(found))
    assert len(found) > 7


@contextmanager
def counting(db: Connection) -> Iterator[list[str]]:
    """The statements that a block sends."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(db, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db, "before_cursor_execute", note)


def test_a_list_of_fifty_costs_what_a_list_of_ten_costs(db: Database) -> None:
    fill(db, articles=60, quotes=160, events=160)  # once for all nouns: it takes longer than they do
    for noun in NOUNS:
        with db.reading() as reading:
            costs = []
            for size in (2, 10, 50):
                with counting(reading) as sent:
                    found = LISTS[noun](reading, Filters(noun, size=size))
                costs.append(len(sent))
            assert len(found) == 50 or noun in ("people", "places", "outlets")
        assert len(set(costs)) == 1, (noun, costs)
        assert costs[0] <= 16, noun
        assert not any("article_version" in statement for statement in sent), noun


def test_pages_stay_put_while_news_arrives(db: Database) -> None:
    fill(db)
    filters = Filters("quotes", size=5)
    with db.reading() as reading:
        whole = [key(item) for item in quotes.stream_quotes(reading, filters)]
        first = quotes.list_quotes(reading, filters)
        second = next(p for n, p in enumerate(follow(reading, filters)) if n == 1).filters
    with db.writing() as session:
        old = session.query(Quote).first()
        columns = {c.name: getattr(old, c.name) for c in Quote.__table__.c if c.name not in ("id", "public_id")}
        session.add(Quote(**columns | {"public_id": "newcomer0000", "sort_day": 800_000, "state": "auto"}))
    with db.reading() as reading:
        assert key(quotes.list_quotes(reading, filters).items[0]) == "/quotes/newcomer0000"
        assert [key(item) for item in quotes.list_quotes(reading, second)] == whole[5:10]
    assert [key(item) for item in first] == whole[:5]


@pytest.mark.parametrize(
    "written",
    [
        "nonsense",
        "W1tbW1tb",
        cursor("oldest", (1, 1)),
        cursor("newest", ("a", "b")),
        cursor("newest", (1,)),
        cursor("newest", (2**70, 1)),
        cursor("newest", (True, 1)),
    ],
)
def test_a_broken_cursor_is_the_first_page_and_a_problem(reading: Connection, written: str) -> None:
    filters = Filters("quotes", after=written)
    found = quotes.list_quotes(reading, filters)
    assert found.items == quotes.list_quotes(reading, Filters("quotes")).items
    assert [problem.field for problem in found.problems] == ["after"]


def test_an_empty_answer_says_what_to_leave_out(reading: Connection) -> None:
    filters = read_question("quotes", [("q", "nowhere"), ("speaker", "prigozhin")], names_in(reading))
    found = quotes.list_quotes(reading, filters)
    assert (found.count.value, found.sentence) == (0, "0 quotes by Yevgeny Prigozhin with “nowhere”")
    (relaxed,) = found.relaxed
    assert (relaxed.chip.field, relaxed.chip.query) == ("q", "speaker=yevgeny-prigozhin")
    assert relaxed.count.value == quotes.count_quotes(reading, filters.without("q"))


@pytest.mark.parametrize("noun", ["quotes", "events"])
def test_what_has_no_day_stands_beneath(reading: Connection, noun: str) -> None:
    filters = read_question(noun, [("from", "2023")], names_in(reading))
    found = LISTS[noun](reading, filters)
    day = (lambda item: item.said) if noun == "quotes" else (lambda item: item.when)
    assert all(day(item) for item in found)
    beneath = found.undated_beneath
    assert beneath
    assert beneath.query == "from=2023&date_of=undated"
    undated = LISTS[noun](reading, filters.changed(date_of="undated"))
    assert undated.count == beneath.count
    assert not any(day(item) for item in undated)


def test_more_than_ten_thousand_is_said_so(reading: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_COUNTED", 20)
    found = quotes.list_quotes(reading, Filters("quotes"))
    assert str(found.count) == "20+"
    assert found.sentence == "20+ quotes"
    assert quotes.count_quotes(reading, Filters("quotes")) > 20


def test_a_hundred_questions_are_worth_asking(reading: Connection) -> None:
    """The laws above would hold of empty answers too: most questions here have something to find."""
    chance = random.Random(7)
    counts = [COUNTS[(question := ask(chance))[0]](reading, read(reading, question)) for _ in range(100)]
    assert sum(1 for count in counts if count) > 50


def test_an_empty_list_of_events_says_what_is_left_out_by_default(reading: Connection) -> None:
    names, tried = names_in(reading), 0
    unlisted = Filters("events", modality=("planned", "possible", "negated"), size=100)
    for one in events.list_events(reading, unlisted):
        if not (one.place and one.when):
            continue
        asked = {"type": one.type, "place": one.place.slug, "from": str(one.when.earliest)}
        asked["to"] = str(one.when.latest)
        found = events.list_events(reading, read_question("events", list(asked.items()), names))
        if found.items:
            assert found.unlisted is None
            continue
        assert found.unlisted
        whole = events.list_events(reading, found.filters.changed(modality=("any",)))
        assert found.unlisted.count == whole.count
        assert found.unlisted.query == whole.filters.to_query()
        assert one in whole.items
        tried += 1
    assert tried
