"""The search of everything and the suggestions, on a made record and on both engines."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import Connection, select

from app.browse.filters import Filters
from app.browse.names import names_in
from app.browse.quotes import count_quotes
from app.browse.records import SearchPage
from app.browse.search import Whole, search_everything
from app.browse.suggest import suggest
from app.store.tables import Actor, Article, Claim, Place, Quote, QuoteAbout
from tests.browse.test_listing import counting


def found(db: Connection, q: str, **how: Any) -> SearchPage:
    return search_everything(db, q, names_in(db), **how)


@pytest.mark.parametrize(
    ("q", "offered"),
    [
        ("Zelensky", ["/people/volodymyr-zelensky"]),
        ("Зеленський", ["/people/volodymyr-zelensky"]),
        ("volodymyr-zelensky", ["/people/volodymyr-zelensky"]),
        ('"Red Cross"', ["/people/red-cross"]),
        ("ICRC", ["/people/red-cross"]),
        ("Artemivsk", ["/places/bakhmut"]),
        ("Kovalenko", ["/people/oleh-kovalenko", "/people/iryna-kovalenko"]),  # both, and neither before the other
        ("Ukraine", ["/people/ukraine", "/places/ukraine"]),
        ("Harbour Wire", ["/outlets/harbour-wire"]),
        ("Zelnsky", ["/people/volodymyr-zelensky"]),
        ("Zelensky bridge", ["/people/volodymyr-zelensky"]),  # no text has both, so it is read as his name
        ("-Zelensky", []),
        ("speaker:zelensky", []),
        ("Zelensky OR Wagner", []),
        ("bridge", []),
    ],
)
def test_a_search_that_is_a_page_offers_it(reading: Connection, q: str, offered: list[str]) -> None:
    assert [page.path for page in found(reading, q).pages] == offered


def test_an_events_id_leads_to_it(reading: Connection) -> None:
    event = found(reading, "depot").events.items[0]
    assert [page.path for page in found(reading, event.public_id).pages] == [f"/events/{event.public_id}"]


def test_what_another_spelling_finds_is_said(reading: Connection) -> None:
    (spelt,) = found(reading, "Zelnsky").spelt
    assert (spelt.nouns, spelt.q, spelt.changes) == (("people",), "Zelensky", (("Zelnsky", "Zelensky"),))
    assert found(reading, "Zelnsky").people.items == found(reading, "Zelensky").people.items
    assert found(reading, "Zelnsky", as_written=True).empty


@pytest.mark.parametrize("q", ["bridge", "depot", "Zelensky", "May 2023", "speaker:zelensky", "xyzzyx", ""])
def test_what_finds_something_is_left_as_it_is(reading: Connection, q: str) -> None:
    assert found(reading, q).spelt == ()


def test_a_qualifiers_name_is_put_right(reading: Connection) -> None:
    page = found(reading, "bridge speaker:Zelnsky")
    (problem,) = page.problems
    assert problem.message.endswith("did you mean Volodymyr Zelensky?")
    assert page.mended(problem) == "bridge speaker:volodymyr-zelensky"
    assert found(reading, page.mended(problem)).quotes


def test_a_date_shows_what_is_dated_so(reading: Connection) -> None:
    page = found(reading, "May 2023")
    assert page.quotes.sentence.endswith(", May 2023")
    assert page.quotes.filters.to_query() == "from=2023-05&to=2023-05"
    assert page.days
    assert all((day.count.day.year, day.count.day.month) == (2023, 5) for day in page.days)
    totals = [day.count.total for day in page.days]
    assert totals == sorted(totals, reverse=True)


@pytest.mark.parametrize("words", ["{day}", "on {day}", "{iso}", "{us}"])
def test_names_and_a_day_are_read_where_the_words_find_nothing(reading: Connection, words: str) -> None:
    speaker, about, day = reading.execute(
        select(Actor.name, Place.name, Quote.earliest)
        .join(Quote, Quote.speaker_id == Actor.id)
        .join(QuoteAbout, QuoteAbout.quote_id == Quote.id)
        .join(Place, Place.id == QuoteAbout.place_id)
        .where(Quote.earliest == Quote.latest, Actor.kind == "person", Quote.state == "auto")
        .order_by(Quote.id)
    ).first()
    told = words.format(day=f"{day:%-d %B %Y}", iso=day.isoformat(), us=f"{day:%b %-d, %Y}")
    page = found(reading, f"{speaker} {about} {told}")
    (read,) = (one for one in page.read if one.noun == "quotes")
    assert read.shown
    assert read.sentence.endswith(f"by {speaker} about {about}, {day:%-d %B %Y}")
    assert page.quotes.filters.to_query() == read.query
    assert count_quotes(reading, page.quotes.filters) == page.quotes.count.value > 0
    assert {one.label for one in page.pages} >= {speaker, about}
    assert page.period is not None
    assert str(page.period) == day.isoformat()


def test_only_for_these_words_reads_no_names(reading: Connection) -> None:
    page = found(reading, "Zelensky Bakhmut 21 May 2023", as_written=True)
    assert (page.read, page.dated, page.quotes.filters.q) == ((), "", "Zelensky Bakhmut 21 May 2023")


def test_a_day_that_keeps_the_rest_away_is_offered_to_be_dropped(reading: Connection) -> None:
    page = found(reading, "bridge 21 May 1999")
    assert page.empty
    assert [(one.without, one.q) for one in page.fewer] == [("21 May 1999", "bridge")]


def test_days_say_how_many_and_their_lists_have_as_many(reading: Connection) -> None:
    days = [day for day in found(reading, "bridge OR depot OR river").days if day.count.quotes]
    assert days
    for day in days:
        filters = Filters.read("quotes", parse_qsl(day.quotes_query), names_in(reading))
        assert count_quotes(reading, filters) == day.count.quotes


def test_an_article_shows_why_it_matched(reading: Connection) -> None:
    page = found(reading, "bridge", whole=Whole(everywhere=True))
    for article in page.articles:
        shown = page.why.get(article.public_id)
        assert "bridge" in article.title.casefold() or any(bit.hit for bit in shown or ())


def test_where_rights_end_only_facts_are_shown(reading: Connection) -> None:
    page = found(reading, "bridge OR water OR town")
    for public_id, told in page.why.items():
        facts = [
            exact
            for table in (Quote, Claim)
            for exact in reading.scalars(
                select(table.exact).where(table.article_id == Article.id, Article.public_id == public_id)
            )
        ]
        words = "".join(bit.text for bit in told).strip(" …")
        sample = reading.scalar(select(Article.sample).where(Article.public_id == public_id))
        if sample is False:
            assert any(words in " ".join(fact.split("\n")) for fact in facts), words


def test_nothing_found_says_which_word_keeps_the_rest_away(reading: Connection) -> None:
    page = found(reading, "bridge xyzzyx")
    assert page.empty
    assert [(one.q, one.without) for one in page.fewer] == [("bridge", "xyzzyx")]
    again = found(reading, "bridge")
    assert page.fewer[0].number == sum(g.count.value for g in (again.events, again.quotes, again.articles))


def test_somebody_known_whom_no_article_names(reading: Connection) -> None:
    assert found(reading, "Zaluzhny").unread == ("Valerii Zaluzhnyi",)


@pytest.mark.parametrize(
    ("typed", "groups", "first"),
    [
        ("z", [], None),
        ("ze", ["people"], "/people/volodymyr-zelensky"),
        ("Зел", ["people"], "/people/volodymyr-zelensky"),
        ("Zelnsky", ["people"], "/people/volodymyr-zelensky"),
        ("bakh", ["places"], "/places/bakhmut"),
        ("artem", ["places"], "/places/bakhmut"),
        ("ukraine", ["people", "places"], "/people/ukraine"),
        ("may 2023", ["dates"], "/dates/2023-05"),
        ("2023-05-21", ["dates"], "/dates/2023-05-21"),
        ("air or dr", ["events"], "/events?type=air-strike"),
        ("bridge speaker:zel", ["filters"], "/search?q=bridge+speaker%3Avolodymyr-zelensky"),
        ("place:bakh", ["filters"], "/search?q=place%3Abakhmut"),
        ("type:indi", ["filters"], "/search?q=type%3Aindirect"),
        ("on:2023-05", ["filters"], "/search?q=on%3A2023-05"),
        ("disputed:y", ["filters"], "/search?q=disputed%3Ayes"),
        ("speaker:zelensky gas", [], None),
        ("-zelensky", [], None),
        ("xyzzyx", [], None),
        ("%_", [], None),
        ("x" * 400, [], None),
    ],
)
def test_suggestions(reading: Connection, typed: str, groups: list[str], first: str | None) -> None:
    made = suggest(reading, typed)
    assert list(dict.fromkeys(each.group for each in made)) == groups
    assert (made[0].path if made else None) == first


@pytest.mark.parametrize(
    ("q", "most"),
    [
        ("bridge", 40),
        ("Zelensky Bakhmut", 60),
        ("Zelnsky Bakmut", 80),
        ("Zelnsky Bakmut Wagnr Kovalenco Kharkow", 110),
        ("Zelnsky Bakmut Wagnr Kovalenco Kharkow Ukrane Donetks Prigozin Kravetz Vagner Chasyw Jar", 90),
        ("Zelensky Bakhmut Wagner Kovalenko Kharkiv Ukraine Donetsk Prigozhin Kravets Kyiv 21 May", 110),
        ("xyzza xyzzb xyzzc xyzzd xyzze xyzzf xyzzg xyzzh xyzzi xyzzj xyzzk xyzzl", 60),
    ],
)
def test_no_box_costs_many_queries(reading: Connection, q: str, most: int) -> None:
    with counting(reading) as sent:
        found(reading, q)
    assert len(sent) <= most, "\n".join(sent)
