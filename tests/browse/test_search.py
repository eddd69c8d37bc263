"""The search of everything and the suggestions, on a made record and on both engines."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import Connection, func, select

from app.browse.answer import listing
from app.browse.events import EVENTS, count_events
from app.browse.matched import Whole
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.question.sentence import sentence
from app.browse.quotes import count_quotes
from app.browse.records import SearchPage
from app.browse.search import search_everything
from app.browse.suggest import suggest
from app.store.db import Database
from app.store.tables import Actor, Article, Claim, Event, Place, Quote, QuoteAbout
from app.world.world import World
from tests.browse.test_listing import counting
from tests.factories import an_article

pytestmark = pytest.mark.both_engines


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


@pytest.mark.parametrize(
    ("q", "known", "left_out"),
    [
        ("type:direct bridge", ("quotes",), ("events", "articles")),
        ("stance:denied depot", ("events",), ("quotes", "articles")),
        ("kind:settlement", ("places",), ("events", "quotes", "articles")),
        ("party:yes", ("people", "events", "quotes"), ("articles",)),
    ],
)
def test_a_qualifier_that_one_kind_knows_leaves_the_others_out(
    reading: Connection, q: str, known: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    page = found(reading, q)
    (told,) = page.left_out
    assert (told.said, told.asked, told.nouns) == (q.split(maxsplit=1)[0], known, left_out)
    assert not any(getattr(page, noun) for noun in left_out)
    assert page.problems == ()


@pytest.mark.parametrize(
    "q", ["bridge", "speaker:zelensky", "outlet:harbour-wire from:2023", "speaker:nobodyatall"]
)
def test_what_every_text_knows_or_none_does_leaves_nothing_out(reading: Connection, q: str) -> None:
    assert all(told.said.startswith("speaker:") for told in found(reading, q).left_out)


@pytest.mark.parametrize(
    ("q", "message"),
    [
        ("type:nonsense bridge", "nonsense is none of the 36 types in the codebook"),
        ("on:2023-13", "2023-13 is not a date in the calendar"),
        ("Bakhmut 31 February 2023", "31 February 2023 is not a date in the calendar"),
        ("September 31, 2023", "September 31, 2023 is not a date in the calendar"),
        ("31st September 2023", "31st September 2023 is not a date in the calendar"),
        ("31.02.2023 bridge", "31.02.2023 is not a date in the calendar"),
    ],
)
def test_what_nothing_knows_is_said_once(reading: Connection, q: str, message: str) -> None:
    (problem,) = found(reading, q).problems
    assert problem.message == message


def test_a_name_and_a_word_are_read_as_both(reading: Connection) -> None:
    town, word = reading.execute(
        select(Place.name, Claim.exact)
        .join(Event, Event.place_id == Place.id)
        .join(Claim, Claim.event_id == Event.id)
        .where(Event.listed, Place.kind == "settlement")
        .order_by(Claim.id)
    ).first()
    word = max(word.split(), key=len).strip(",.“”").lower()
    page = found(reading, f"{town} {word}")
    assert f"/places/{town.lower().replace(' ', '-')}" in {one.path for one in page.pages}
    told = next(one.sentence for one in page.read if one.noun == "events")
    assert told.endswith(f"in {town} with “{word}”")


def test_a_name_and_a_kind_of_event_are_read_as_both(reading: Connection) -> None:
    town = reading.scalar(
        select(Place.name).join(Event, Event.place_id == Place.id).where(Event.listed, Event.type == "shelling")
    )
    told = {one.query for one in found(reading, f"shelling {town}").read if one.noun == "events"}
    (asked,) = (dict(parse_qsl(query)) for query in told)
    assert (asked["type"], asked["place"]) == ("shelling", town.lower().replace(" ", "-"))


@pytest.mark.parametrize(
    "words", ["{town} May 1999", "what happened in {town} in May 1999?", "{town}, 21 May 1999"]
)
def test_nothing_of_then_is_said_with_what_is_near(reading: Connection, words: str) -> None:
    town, key = reading.execute(
        select(Place.name, Place.slug).join(Event, Event.place_id == Place.id).where(Event.listed)
    ).first()
    (told,) = found(reading, words.format(town=town)).none_then
    assert told.sentence.startswith(f"0 events in {town}, ")
    assert "?" not in told.sentence
    ever = told.wider[0]
    assert ever.path == f"/events?place={key}"
    filters = read_question("events", [("place", key)], names_in(reading))
    assert ever.sentence == f"{count_events(reading, filters)} events in {town}"
    assert ever.nearest is not None
    assert ever.nearest.earliest == reading.scalar(
        select(func.min(Event.earliest)).where(Event.id.in_(listing.ids(reading, EVENTS, filters)))
    )


def test_what_there_is_of_then_is_not_said_to_be_none(reading: Connection) -> None:
    assert found(reading, "Bakhmut 2023").none_then == ()
    assert found(reading, "bridge May 1999").none_then == ()  # names no place


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("Mariupol", [("Mariupol", ("Donetsk Oblast", "Ukraine"))]),
        ("what happened in Mariupol in May 2022?", [("Mariupol", ("Donetsk Oblast", "Ukraine"))]),
        ("xyzzyx", []),
        ("xyzzyx bridge", []),  # Bridge is a village, and rather a word
        ("Zelensky xyzzyx", []),  # is in the record
    ],
)
def test_a_place_that_no_article_names(reading: Connection, world: World, q: str, names: list[Any]) -> None:
    places = found(reading, q, gazetteer=lambda: world.gazetteer).unread_places
    assert [(one.name, one.lies_in) for one in places] == names


def test_a_quotation_not_quite_right_finds_the_nearest(reading: Connection) -> None:
    quote = max(
        reading.execute(select(Quote.exact, Quote.public_id).where(Quote.state == "auto")).all(), key=len_of
    )
    told = quote.exact.strip("“”").split()
    told[len(told) // 2] = "xyzzyx"
    page = found(reading, f'"{" ".join(told)}"')
    assert page.closest is not None
    assert quote.exact in [one.words for one in page.closest.items] or quote.public_id in [
        one.public_id for one in page.closest.items
    ]
    assert 1 <= len(page.closest.items) <= 3


def len_of(quote: Any) -> int:
    return len(quote.exact.split())


@pytest.mark.parametrize("q", ["bridge", "xyzzyx", "xyzzyx qqqqa wwwwb", "Zelensky Bakhmut", '"bridge xyzzyx"'])
def test_words_with_nothing_near_find_nothing_near(reading: Connection, q: str) -> None:
    assert found(reading, q).closest is None


def test_a_quotation_is_read_by_its_names_too(reading: Connection) -> None:
    page = found(reading, 'Zelensky said "Bakhmut qqqqa wwwwb" of it')
    told = [one.sentence for one in page.read]
    assert any("Bakhmut" in each for each in told)
    assert not any(one.shown for one in page.read)


@pytest.mark.parametrize(
    "written",
    [
        "{url}",
        "{url}/?utm_source=letter",
        "{bare}",
        "http://www.{bare}#top",
        "https://elsewhere.example/articles/{id}-x",
    ],
)
def test_an_articles_address_finds_it(db: Database, written: str) -> None:
    url = "https://wire.example/news/bridge-closed"
    article = an_article(db, url=url, title="Bridge closed")
    address = written.format(url=url, bare=url.removeprefix("https://"), id=article.public_id)
    with db.reading() as reading:
        page = found(reading, address)
    assert [one.label for one in page.pages] == ["Bridge closed"]
    assert page.address


@pytest.mark.parametrize("noun", ["quotes", "events"])
def test_our_own_address_of_a_thing_finds_it(reading: Connection, noun: str) -> None:
    public_id = getattr(found(reading, "bridge OR depot OR town OR river"), noun).items[0].public_id
    (page,) = found(reading, f"https://dateline.example/{noun}/{public_id}-with-any-slug?x=1").pages
    assert page.path.startswith(f"/{noun}/{public_id}")


@pytest.mark.parametrize("q", ["https://wire.example/nothing", "https://[bad/", "www.example/x y"])
def test_an_address_of_nothing_finds_nothing(reading: Connection, q: str) -> None:
    assert found(reading, q).pages == ()


@pytest.mark.parametrize("q", ["a", "Z", "qqqqxx", "Qatz"])
def test_a_letter_or_a_stranger_is_nobodys_name(reading: Connection, q: str) -> None:
    page = found(reading, q)
    assert (page.pages, len(page.people), len(page.places), page.spelt) == ((), 0, 0, ())


def test_a_date_without_its_year_says_from_when_it_is_counted(reading: Connection) -> None:
    newest = reading.scalar(select(func.max(Article.latest)))
    assert found(reading, "yesterday").counted_from == newest
    assert found(reading, "May 2023").counted_from is None


def test_a_day_that_keeps_the_rest_away_is_offered_to_be_dropped(reading: Connection) -> None:
    page = found(reading, "bridge 21 May 1999")
    assert page.empty
    assert [(one.without, one.q) for one in page.fewer] == [("21 May 1999", "bridge")]


def test_days_say_how_many_and_their_lists_have_as_many(reading: Connection) -> None:
    days = [day for day in found(reading, "bridge OR depot OR river").days if day.count.quotes]
    assert days
    for day in days:
        filters = read_question("quotes", parse_qsl(day.quotes_query), names_in(reading))
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


def test_a_word_beside_a_qualifier_is_offered_to_be_dropped_too(reading: Connection) -> None:
    assert [one.q for one in found(reading, "speaker:zelensky xyzzyx").fewer] == ["speaker:zelensky"]


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
        ("zelensky bakhm", ["questions", "people", "places"], "/events?actor=volodymyr-zelensky&place=bakhmut"),
        ("bakhmut zelensk", ["questions", "people", "places"], "/events?actor=volodymyr-zelensky&place=bakhmut"),
        (
            "what of zelensky in bakh",
            ["questions", "people", "places"],
            "/events?actor=volodymyr-zelensky&place=bakhmut",
        ),
        ("zelensky heliograph", ["people"], "/people/volodymyr-zelensky"),  # he said no such word: no question
        ("bakhm zelensk", [], None),  # neither is a name yet
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
    "words", ["{speaker} {begun}", "{about} {speaker}", "{speaker} {about} {day}", "{speaker} {word}"]
)
def test_names_and_the_beginning_of_one_are_offered_as_a_question(reading: Connection, words: str) -> None:
    speaker, about, day, said = reading.execute(
        select(Actor.name, Place.name, Quote.earliest, Quote.exact)
        .join(Quote, Quote.speaker_id == Actor.id)
        .join(QuoteAbout, QuoteAbout.quote_id == Quote.id)
        .join(Place, Place.id == QuoteAbout.place_id)
        .where(Quote.earliest == Quote.latest, Actor.kind == "person", Quote.state == "auto")
        .order_by(Quote.id)
    ).first()
    word = max(said.split(), key=len).strip(",.“”").lower()
    typed = words.format(speaker=speaker, about=about, begun=about[:-1], day=f"{day:%B %Y}", word=word)
    asked = [each for each in suggest(reading, typed) if each.group == "questions"]
    assert f"by {speaker}" in asked[0].label
    for one in asked:
        noun, _mark, query = one.path.partition("?")
        filters = read_question(noun.strip("/"), parse_qsl(query), names_in(reading))
        assert sentence(filters) == one.label
        assert {"/quotes": count_quotes, "/events": count_events}[noun](reading, filters)


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        ("zel", 10),
        ("zelensky bakhm", 35),
        ("zelensky wagner bakhmut kharkiv may shel", 60),
        ("the bridge over the", 20),
    ],
)
def test_no_key_press_costs_many_queries(reading: Connection, typed: str, most: int) -> None:
    with counting(reading) as sent:
        suggest(reading, typed)
    assert len(sent) <= most, "\n".join(sent)


@pytest.mark.parametrize(
    ("q", "most"),
    [
        ("bridge", 40),
        ("https://wire.example/news/bridge", 6),
        ("Kharkiv May 1999", 70),
        ("Kharkiv strike", 50),
        ('Zelensky said "Bakhmut is qqqqa held" after Ukraine lost wwwwb', 110),
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
