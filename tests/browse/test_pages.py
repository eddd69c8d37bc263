"""One thing's page on both engines, and names that lead to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, select

from app.browse import (
    article_page,
    articles,
    dates,
    events,
    home,
    outlets,
    people,
    places,
    quotes,
    search,
    suggest,
)
from app.browse.moved import gone, moved
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.store.db import Database
from app.store.tables import Actor, ActorName, Article, ArticleVersion, Mention, Quote, Redirect, Tombstone
from app.text.folding import fold_name, slug
from app.text.when import When


@pytest.mark.parametrize(
    ("field", "asked", "found"),
    [
        ("people", "volodymyr-zelensky", ["Volodymyr Zelensky"]),
        ("people", "Zelenskyy", ["Volodymyr Zelensky"]),
        ("people", "Зеленский", ["Volodymyr Zelensky"]),
        ("people", "prigozhin", ["Yevgeny Prigozhin"]),
        ("people", "Пригожин", ["Yevgeny Prigozhin"]),
        ("people", "PMC  wagner", ["Wagner Group"]),
        ("people", "Kovalenko", ["Oleh Kovalenko", "Iryna Kovalenko"]),
        ("people", "Oleh Kovalenko", ["Oleh Kovalenko"]),
        ("people", "Oleh", []),
        ("people", "%", []),
        ("places", "Artemivsk", ["Bakhmut"]),
        ("places", "Бахмут", ["Bakhmut"]),
        ("places", "donetsk region", ["Donetsk Oblast"]),
        ("places", "Donetsk", []),
        ("outlets", "the northern ledger", ["The Northern Ledger"]),
        ("outlets", "Канал степ", ["Канал Степ"]),
        ("conflicts", "russia-ukraine", ["Russian invasion of Ukraine"]),
        ("sides", "Russia", ["Russia"]),
        ("events", "nothing", []),
    ],
)
def test_names_lead_home(reading: Connection, field: str, asked: str, found: list[str]) -> None:
    assert [bearer.name for bearer in getattr(names_in(reading), field)(asked)] == found


def test_a_newcomer_does_not_hide_a_known_name(db: Database) -> None:
    """Somebody read only as "Kovalenko" is one of those meant, a known spelling is meant alone."""
    with db.writing() as session:
        for name, provisional in (("Oleh Kovalenko", False), ("Kovalenko", True), ("Joe Biden", False)):
            actor = Actor(slug=slug(name), key=name, name=name, kind="person", provisional=provisional)
            session.add(actor)
            session.flush()
            session.add(ActorName(actor_id=actor.id, text=name, folded=fold_name(name)))
        session.add(ActorName(actor_id=actor.id, text="Biden", folded=fold_name("Biden"), kind="short"))
        hunter = Actor(slug="hunter", key="h", name="Hunter Biden", kind="person", provisional=True)
        session.add(hunter)
        session.flush()
        session.add(ActorName(actor_id=hunter.id, text="Hunter Biden", folded=fold_name("Hunter Biden")))
    with db.reading() as reading:
        names = names_in(reading)
        assert {bearer.name for bearer in names.people("Kovalenko")} == {"Oleh Kovalenko", "Kovalenko"}
        assert [bearer.name for bearer in names.people("Biden")] == ["Joe Biden"]


def test_a_quote_stands_in_its_paragraph(reading: Connection) -> None:
    for quote in quotes.stream_quotes(reading, Filters("quotes")):
        page = quotes.get_quote(reading, quote.public_id)
        assert page
        assert page.quote == quote
        article = article_page.get_article(reading, quote.article.public_id)
        assert article
        told = "".join(run.text for run in page.context.runs)
        assert told == article.text[page.context.start : page.context.end]
        assert page.context.start <= quote.start < quote.end <= page.context.end
        marked = [run.text for run in page.context.runs if run.marks]
        assert "".join(marked) == "".join(piece.exact for piece in quote.pieces)
        assert len(page.also) >= quote.articles - 1


def test_hidden_things_are_nowhere(reading: Connection) -> None:
    hidden = [
        row.public_id
        for row in reading.execute(Quote.__table__.select().where(Quote.state.in_(("rejected", "hidden"))))
    ]
    assert hidden
    assert [quotes.get_quote(reading, public_id) for public_id in hidden] == [None] * len(hidden)
    shown = {quote.public_id for quote in quotes.stream_quotes(reading, Filters("quotes"))}
    on_pages = {
        quote.public_id
        for article in articles.stream_articles(reading, Filters("articles"))
        for quote in article_page.get_article(reading, article.public_id).quotes
    }
    assert not shown & set(hidden)
    assert on_pages == shown


def test_an_article_is_its_runs(reading: Connection) -> None:
    for article in articles.stream_articles(reading, Filters("articles")):
        whole = article_page.get_article(reading, article.public_id)
        window = article_page.get_article(reading, article.public_id, window=20)
        assert whole
        assert window
        assert "".join(run.text for each in whole.excerpts for run in each.runs) == whole.text
        assert window.text == ""
        assert all(whole.text[e.start : e.end] == "".join(r.text for r in e.runs) for e in window.excerpts)
        assert all(mark.end <= len(whole.text) for mark in whole.marks)


def test_an_event_shows_every_claim(reading: Connection) -> None:
    everything = Filters("events", modality=("any",))
    for event in events.stream_events(reading, everything):
        page = events.get_event(reading, event.public_id)
        assert page
        assert page.event == event
        assert len(page.claims) == event.claims
        assert all(len(row.answers) == len(page.claims) for row in page.differences)
        told = [words.claim for row in page.ledger.rows for words in row.words if row.question == "happened"]
        assert set(told) <= {claim.public_id for claim in page.claims}
        assert all(row.words and row.articles >= row.origins > 0 for row in page.ledger.rows)
        assert {n for group in page.ledger.groups for n, _ in group.rows} <= set(range(len(page.ledger.rows)))
        for claim in page.claims:
            told = "".join(run.text for run in claim.context.runs)
            assert claim.exact in told
            assert claim.trigger.exact == claim.exact[: len(claim.trigger.exact)]
    assert any(event.modality != "actual" for event in events.stream_events(reading, everything))
    assert all(event.listed for event in events.stream_events(reading, Filters("events")))


def test_a_person_agrees_with_the_lists(reading: Connection) -> None:
    for person in people.stream_people(reading, Filters("people")):
        page = people.get_person(reading, person.slug)
        assert page
        named = read_question("quotes", [("speaker", person.slug)], names_in(reading))
        assert page.person.quotes == quotes.count_quotes(reading, named)
        involved = read_question("events", [("actor", person.slug)], names_in(reading))
        assert page.person.events == events.count_events(reading, involved)
        assert person.slug not in {other.slug for other, _ in page.mentioned_with}
    president = people.get_person(reading, "volodymyr-zelensky")
    assert president
    assert president.person.role == "President of Ukraine"
    assert [(side.conflict, side.side) for side in president.sides] == [("Russian invasion of Ukraine", "Ukraine")]
    assert "Zelensky" in [name.text for name in president.names]
    for name in president.names:
        stands = reading.execute(
            select(Mention.article_id).join(Actor, Actor.id == Mention.actor_id)
            .where(Actor.slug == "volodymyr-zelensky", Mention.exact == name.text)
            .order_by(Mention.article_id)
        ).scalars().all()  # fmt: skip
        first = name.first and reading.scalar(
            select(Article.id).where(Article.public_id == name.first.article.public_id)
        )
        assert first == (stands[0] if stands else None), name.text


def test_an_office_is_the_one_held_that_day(reading: Connection) -> None:
    said = read_question("quotes", [("speaker", "zelensky")], names_in(reading))
    assert {quote.speaker.role for quote in quotes.stream_quotes(reading, said)} == {"President of Ukraine"}


def test_a_place_agrees_with_the_lists(reading: Connection) -> None:
    for place in places.stream_places(reading, Filters("places")):
        page = places.get_place(reading, place.slug)
        assert page
        named = [("place", place.slug)]
        assert place.events == events.count_events(reading, read_question("events", named, names_in(reading)))
        assert place.quotes == quotes.count_quotes(reading, read_question("quotes", named, names_in(reading)))
    bakhmut = places.get_place(reading, "bakhmut")
    assert bakhmut
    assert [above.name for above in bakhmut.parents] == ["Ukraine", "Donetsk Oblast"]
    assert [[(near.name, km) for near, km in ring.places] for ring in bakhmut.rings] == [
        [],
        [("Chasiv Yar", 12)],
        [],
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([("place", "bakhmut")], {"bakhmut"}),
        ([("place", "bakhmut"), ("within", "20")], {"bakhmut", "chasiv-yar"}),
        ([("place", "bakhmut"), ("within", "201")], {"bakhmut", "chasiv-yar"}),
        ([("place", "bakhmut"), ("within", "206")], {"bakhmut", "chasiv-yar", "kharkiv"}),  # 204 km on the sphere
        ([("place", "donetsk-oblast")], {"donetsk-oblast", "bakhmut", "chasiv-yar"}),
        ([("place", "donetsk-oblast"), ("within", "100")], {"donetsk-oblast", "bakhmut", "chasiv-yar"}),
        ([("bbox", "30,50,31,51")], {"kyiv"}),
        ([("bbox", "37.9,48,-170,49")], {"bakhmut"}),  # across the date line
        ([("q", "khark")], {"kharkiv", "kharkiv-oblast"}),
        ([("q", '"kharkiv region"')], {"kharkiv-oblast"}),
        ([("q", "chasiv OR artemivsk")], {"chasiv-yar", "bakhmut"}),
        ([("q", "ukr OR khar OR kyi -oblast"), ("kind", "settlement")], {"kharkiv", "kyiv"}),
    ],
)
def test_places_are_found(reading: Connection, asked: list[tuple[str, str]], found: set[str]) -> None:
    filters = read_question("places", asked, names_in(reading))
    assert filters.problems == ()
    assert {place.slug for place in places.stream_places(reading, filters)} == found


def test_an_outlet_agrees_with_the_lists(reading: Connection) -> None:
    for outlet in outlets.stream_outlets(reading, Filters("outlets")):
        named = [("outlet", outlet.slug)]
        assert outlet.articles == articles.count_articles(
            reading, read_question("articles", named, names_in(reading))
        )
        assert outlet.quotes == quotes.count_quotes(reading, read_question("quotes", named, names_in(reading)))
        page = outlets.get_outlet(reading, outlet.slug)
        assert page
        assert sum(count for _, count in page.langs) == outlet.articles


@pytest.mark.parametrize(
    "get",
    [
        lambda db: quotes.get_quote(db, "nothinghere0"),
        lambda db: events.get_event(db, "nothinghere0"),
        lambda db: article_page.get_article(db, "nothinghere0"),
        lambda db: people.get_person(db, "nobody"),
        lambda db: places.get_place(db, "nowhere"),
        lambda db: outlets.get_outlet(db, "nothing"),
    ],
)
def test_what_is_not_there_is_none(reading: Connection, get: Callable[[Connection], object]) -> None:
    assert get(reading) is None


def test_a_calendar_counts_what_its_days_show(reading: Connection) -> None:
    year = dates.get_year(reading, 2023)
    assert year.most > 0
    for day, count in list(year.days.items())[::10]:
        page = dates.get_day(reading, day)
        assert (len(page.events), len(page.quotes), len(page.articles)) == (
            count.events,
            count.quotes,
            count.articles,
        )
        assert page.exact == count
        month = dates.get_month(reading, day.year, day.month)
        assert count in [each for week in month.weeks for each in week if each]
    assert [heat.year for heat in dates.get_years(reading)] == [2024, 2023]
    assert (year.previous, year.next) == (None, 2024)


def test_the_days_beside_a_day_have_something(reading: Connection) -> None:
    day, seen = date(2020, 1, 1), []
    while following := dates.get_day(reading, day).next:
        seen.append(following)
        day = following
    known = [*dates.get_year(reading, 2023).days, *dates.get_year(reading, 2024).days]
    assert seen == known
    assert dates.get_day(reading, date(1, 1, 1)).previous is None
    assert dates.get_day(reading, date(9999, 12, 31)).previous == known[-1]


def test_home_of_an_empty_record_and_of_a_full_one(db: Database, reading: Connection) -> None:
    with db.reading() as empty:
        assert home.get_home(empty).empty
    full = home.get_home(reading)
    assert full.quotes == quotes.count_quotes(reading, Filters("quotes"))
    assert full.latest_day
    ends = [event.when.latest for event in full.latest_events if event.when]
    assert ends[0] == full.latest_day
    assert ends == sorted(ends, reverse=True)
    assert len(full.activity) == 371
    assert not full.samples


@pytest.mark.parametrize(
    ("q", "people_", "places_", "period"),
    [
        ("zelensky", ["volodymyr-zelensky"], [], None),
        ("Kharkiv", [], ["kharkiv", "kharkiv-oblast"], None),
        ("May 2023", [], [], When.month(2023, 5)),
        ("21 may 2023", [], [], When.day(date(2023, 5, 21))),
        ("2023-05", [], [], When.month(2023, 5)),
        ("31 february 2023", [], [], None),
        ("speaker:zelensky bridge", [], [], None),
        ("", [], [], None),
    ],
)
def test_searching_everything(
    reading: Connection, q: str, people_: list[str], places_: list[str], period: When | None
) -> None:
    found = search.search_everything(reading, q, names_in(reading))
    assert sorted(person.slug for person in found.people) == people_
    assert sorted(place.slug for place in found.places) == places_
    assert found.period == period
    if q.startswith("speaker"):
        assert found.quotes.sentence.endswith("by Volodymyr Zelensky with “bridge”")
        assert found.quotes.count.value == len(found.quotes) > 0


def test_suggestions(reading: Connection) -> None:
    assert [each.path for each in suggest.suggest(reading, "zel")] == ["/people/volodymyr-zelensky"]
    assert [each.path for each in suggest.suggest(reading, "may 2023")] == ["/dates/2023-05"]
    assert [each.path for each in suggest.suggest(reading, "speaker:zel")] == [
        "/search?q=speaker%3Avolodymyr-zelensky"
    ]


def test_addresses_that_moved_or_are_gone(db: Database) -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    with db.writing() as session:
        for old, new in (("a", "b"), ("b", "c"), ("ring", "round"), ("round", "ring")):
            session.add(Redirect(noun="people", old=old, new=new))
        session.add(Tombstone(noun="quotes", gone="x", reason="withdrawn by its outlet", at=at))
        session.add(Tombstone(noun="events", gone="y", reason="read twice", at=at))
    with db.reading() as reading:
        assert [moved(reading, "people", old) for old in ("a", "b", "c")] == ["c", "c", None]
        assert moved(reading, "people", "ring") == "round"
        assert moved(reading, "places", "a") is None
        grave = gone(reading, "quotes", "x")
        assert grave
        assert (grave.reason, grave.at) == ("withdrawn by its outlet", at)
        assert gone(reading, "events", "x") is None


def test_a_page_never_reads_a_whole_article_for_one_quote(db: Database) -> None:
    """The database cuts the text: astral letters count as one, as they do in offsets."""
    text = "😀 " * 400 + "The bridge is gone, she said. " + "😀 " * 400
    start = text.index("The bridge")
    with db.writing() as session:
        article = Article(public_id="a" * 12, text_key="k", title="t", added_at=datetime(2024, 1, 1, tzinfo=UTC))
        session.add(article)
        session.flush()
        version = ArticleVersion(
            article_id=article.id, number=1, sha256="s", fetched_at=article.added_at, text=text
        )
        session.add(version)
        session.flush()
        session.add(
            Quote(
                public_id="q" * 12, article_id=article.id, version_id=version.id, type="indirect", start=start,
                end=start + 18, exact="The bridge is gone",
            )
        )  # fmt: skip
    with db.reading() as reading:
        page = quotes.get_quote(reading, "q" * 12)
    assert page
    told = "".join(run.text for run in page.context.runs)
    assert told == text[page.context.start : page.context.end]
    assert (len(told) < 700, page.context.before, page.context.after) == (True, True, True)
    assert [run.text for run in page.context.runs if run.marks] == ["The bridge is gone"]
