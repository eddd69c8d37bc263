"""Figures agree: a number on a page is what its list shows, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection

from app.browse import articles, dates, events, outlets, people, places, quotes
from app.browse.answer import listing
from app.browse.facts import activity
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.records import Activity
from app.store.db import Database
from app.store.origins import FIRST
from app.store.tables import Actor, ActorName, Article, ConflictSide, Correction
from app.text.folding import fold_name
from app.text.when import When
from tests.browse.made import NOW, fill
from tests.browse.test_listing import counting

COUNTS: dict[str, Callable[[Connection, Filters], int]] = {
    "quotes": quotes.count_quotes,
    "events": events.count_events,
    "articles": articles.count_articles,
}


def count(db: Connection, noun: str, *asked: tuple[str, object]) -> int:
    filters = read_question(noun, [(name, str(value)) for name, value in asked], names_in(db))
    assert filters.problems == ()
    return COUNTS[noun](db, filters)


def agrees(db: Connection, shown: Activity, **asked: tuple[str, str]) -> int:
    """Each bar is its list's count, and what no bar counts is the rest; how many bars had something."""
    for kind, question in asked.items():
        for period in shown.periods:
            listed = count(db, kind, question, ("from", period.when), ("to", period.when))
            assert getattr(period, kind) == listed, (kind, question, period.when)
        inside = 0
        if shown.periods:
            first, last = shown.periods[0].when, shown.periods[-1].when
            inside = count(db, kind, question, ("from", first), ("to", last))
        assert shown.undated.get(kind, 0) == count(db, kind, question) - inside
    for one, next_ in zip(shown.periods, shown.periods[1:], strict=False):
        assert one.when.latest.toordinal() + 1 == next_.when.earliest.toordinal()
    return sum(1 for period in shown.periods if period.quotes or period.events or period.articles)


def test_activity_is_what_the_lists_show(reading: Connection) -> None:
    bars = 0
    for person in people.stream_people(reading, Filters("people")):
        page = people.get_person(reading, person.slug)
        bars += agrees(reading, page.activity, quotes=("speaker", person.slug), events=("actor", person.slug))
    for place in places.stream_places(reading, Filters("places")):
        page = places.get_place(reading, place.slug)
        bars += agrees(reading, page.activity, quotes=("place", place.slug), events=("place", place.slug))
    for outlet in outlets.stream_outlets(reading, Filters("outlets")):
        page = outlets.get_outlet(reading, outlet.slug)
        bars += agrees(reading, page.activity, articles=("outlet", outlet.slug))
    assert bars > 50


def test_a_long_time_is_told_by_years(reading: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "_MOST_MONTHS", 12)
    page = people.get_person(reading, "volodymyr-zelensky")
    assert [str(period.when) for period in page.activity.periods] == ["2023", "2024"]
    agrees(reading, page.activity, quotes=("speaker", page.person.slug), events=("actor", page.person.slug))


@pytest.mark.parametrize(
    ("days", "axis", "counts", "undated"),
    [
        ([("2023-05-21", "2023-05-21")], ["2023-05"], [1], 0),
        ([("2023-05-30", "2023-06-02")], ["2023-05", "2023-06"], [1, 1], 0),
        ([("2023-01-05", "2023-01-05"), ("2023-03-01", "2023-03-31")],
         ["2023-01", "2023-02", "2023-03"], [1, 0, 1], 0),
        ([("2023-05-21", "2023-05-21"), ("2023-01-01", "2023-12-31")], ["2023-05"], [2], 0),  # stretches no axis
        ([("2023-05-21", "2023-05-21"), ("1991-01-01", "1991-12-31"), None], ["2023-05"], [1], 2),
        ([("1991-01-01", "1991-12-31")], [], [], 1),
        ([("2010-05-21", "2010-05-21"), ("2021-05-21", "2021-05-21")],
         [str(year) for year in range(2010, 2022)], [1, *[0] * 10, 1], 0),
    ],
)  # fmt: skip
def test_where_an_axis_ends(
    db: Database, days: list[tuple[str, str] | None], axis: list[str], counts: list[int], undated: int
) -> None:
    with db.writing() as session:
        for number, told in enumerate(days):
            first, last = map(date.fromisoformat, told) if told else (None, None)
            session.add(
                Article(
                    public_id=f"{number:012}", text_key=str(number), title="A title", added_at=NOW, earliest=first,
                    latest=last,
                )
            )  # fmt: skip
    with db.reading() as reading:
        every = listing.ids(reading, articles.ARTICLES, Filters("articles"))
        shown = activity.over_time(reading, articles=every)
    assert [str(period.when) for period in shown.periods] == axis
    assert [period.articles for period in shown.periods] == counts
    assert shown.undated["articles"] == undated


def test_a_person_says_claims_and_denies_what_the_lists_show(reading: Connection) -> None:
    told = dict.fromkeys(("claims", "expects", "denies"), 0)
    for person in people.stream_people(reading, Filters("people")):
        page = people.get_person(reading, person.slug)
        assert page.about_count.value == count(reading, "quotes", ("about", f"/people/{person.slug}"))
        for other, number in page.mentioned_with:
            assert number == count(reading, "articles", ("actor", person.slug), ("about", other.path))
        word = ("speaker", person.slug)
        assert page.told_all == count(reading, "events", word, ("stance", "any"))
        every = {each.event.path for group in page.told.values() for each in group}
        listed = events.stream_events(
            reading, read_question("events", [word, ("stance", "any")], names_in(reading))
        )
        by_path = {event.path: event for event in listed}
        assert every <= set(by_path)
        for kind, group in page.told.items():
            assert len(group) == min(page.told_counts[kind], 6)
            told[kind] += len(group)
            for each in group:
                ahead = each.modality in ("planned", "possible")
                assert ahead or kind != "expects"
                assert not (ahead and kind == "claims")
                if kind != "expects":  # who holds possible what happened vouches for nothing
                    names = by_path[each.event.path]
                    assert person.name in (names.denied_by if kind == "denies" else names.attributed_to)
        assert max(page.told_counts.values()) <= page.told_all <= sum(page.told_counts.values())
    assert min(told.values()) > 3


def test_others_of_the_name_are_offered(db: Database) -> None:
    with db.writing() as session:
        rows = (
            ("Olena Kravets", "person"), ("Ihor Kravets", "person"), ("Kravets", "person"),
            ("Kravets Works", "company"), ("Kravetsky", "person"), ("Olena Kravets", "media"),
            ("Kravets", "unnamed-group"),
        )  # fmt: skip
        for number, (name, kind) in enumerate(rows):
            actor = Actor(slug=f"a{number}", key=str(number), name=name, kind=kind)
            session.add(actor)
            session.flush()
            session.add(ActorName(actor_id=actor.id, text=name, folded=fold_name(name)))
    with db.reading() as reading:
        page = people.get_person(reading, "a0")
        assert [(one.slug, one.kind) for one in page.namesakes] == [
            ("a1", "person"),
            ("a2", "person"),
            ("a5", "media"),
        ]
        assert [one.slug for one in people.get_person(reading, "a3").namesakes] == []


def test_a_side_is_that_of_the_body_one_belongs_to(db: Database) -> None:
    fill(db, articles=1, quotes=0, events=0)
    with db.writing() as session:
        group = session.query(Actor).filter_by(slug="wagner-group").one()
        chief = session.query(Actor).filter_by(slug="yevgeny-prigozhin").one()
        chief.parent_id = group.id
        session.add(ConflictSide(conflict_id=1, side="ukraine", name="Ukraine", actor_key="ukraine"))
    with db.reading() as reading:
        (side,) = people.get_person(reading, "yevgeny-prigozhin").sides
        assert (side.side, side.through, side.until) == ("Russia", "Wagner Group", date(2023, 6, 23))
        (own,) = people.get_person(reading, "wagner-group").sides
        assert own.through is None
        assert people.get_person(reading, "red-cross").sides == ()


def test_a_place_is_what_the_lists_show(reading: Connection) -> None:
    rings = held = 0
    for place in places.stream_places(reading, Filters("places")):
        page = places.get_place(reading, place.slug)
        assert page.about_count.value == count(reading, "quotes", ("about", f"/places/{place.slug}"))
        for part in page.parts:
            assert part.events == count(reading, "events", ("place", part.slug))
            assert part.quotes == count(reading, "quotes", ("place", part.slug))
        for ring in page.rings:
            within = (("place", place.slug), ("within", ring.km))
            assert ring.events.value == count(reading, "events", *within)
            assert ring.quotes.value == count(reading, "quotes", *within)
            rings += 1
        for holding in page.holdings:
            assert sum(number for _, number in holding.words) >= len(holding.words) > 0
            assert all(
                claim.type in ("territory-taken", "territory-held", "withdrawal") for claim, _ in holding.words
            )
            held += 1
    assert rings == 12
    assert held > 0
    assert places.get_place(reading, "ukraine").holdings == ()


def test_an_outlet_is_what_the_lists_show(db: Database) -> None:
    fill(db)
    with db.writing() as session:
        first = session.query(Article).filter(Article.origin_id.is_not(None)).first()
        first.origin_reason = FIRST
        for target, key in (("article", first.public_id), ("quote", "nobody's"), ("event", first.public_id)):
            session.add(Correction(made_at=NOW, made_by="an editor", target=target, target_id=key, field="title"))
    with db.reading() as reading:
        corrected = 0
        for outlet in outlets.stream_outlets(reading, Filters("outlets")):
            page = outlets.get_outlet(reading, outlet.slug)
            assert page.own + sum(page.copies.values()) == outlet.articles
            assert sum(share.total for share in page.speech) == outlet.quotes
            for share in page.speech:
                for type_ in ("direct", "mixed", "indirect"):
                    if share.kind:
                        asked = (("outlet", outlet.slug), ("kind", share.kind), ("type", type_))
                        assert getattr(share, type_) == count(reading, "quotes", *asked)
            for lang, number in page.langs:
                assert number <= count(reading, "articles", ("outlet", outlet.slug), ("lang", lang))
            corrected += page.corrected
        alone = reading.execute(Article.__table__.select().where(Article.origin_id.is_(None))).all()
        own = sum(
            outlets.get_outlet(reading, o.slug).own for o in outlets.stream_outlets(reading, Filters("outlets"))
        )
    assert own == len(alone) + 1
    assert corrected == 1


def test_a_calendar_is_what_its_pages_and_lists_show(reading: Connection) -> None:
    for year in dates.get_years(reading):
        whole = dates.get_year(reading, year.year)
        assert whole.months == year.months
        period = (("from", year.year), ("to", year.year))
        for kind in COUNTS:
            assert getattr(whole.listed, kind).value == count(reading, kind, *period)
        for number in whole.months:
            month = dates.get_month(reading, year.year, number.month)
            assert month.count == number
            days = [day for week in month.weeks for day in week if day]
            period = (("from", number.when), ("to", number.when))
            for kind in COUNTS:
                stated = sum(getattr(day, kind) for day in days) + getattr(month.apart, kind)
                assert stated == getattr(number, kind)
                assert getattr(month.listed, kind).value == count(reading, kind, *period)
            assert len(month.spanning) == min(10, month.apart.events)
            assert len(month.spanning) + len(month.vaguer) >= min(
                10, month.listed.events.value - sum(day.events for day in days)
            )


@pytest.mark.parametrize("meaning", ["", *dates.MEANINGS])
def test_a_day_has_three_meanings(reading: Connection, meaning: str) -> None:
    seen: dict[str, int] = dict.fromkeys(COUNTS, 0)
    for day in list(dates.get_year(reading, 2023).days)[::4]:
        page = dates.get_day(reading, day, meaning)
        period = (("from", day), ("to", day))
        for kind in COUNTS:
            assert getattr(page.listed, kind).value == count(reading, kind, *period)
            published = count(reading, kind, *period, *((("date_of", "published"),) if kind != "articles" else ()))
            assert getattr(page.published, kind).value == published
            seen[kind] += len(getattr(page, kind))
        when = When.day(day)
        if meaning == "published":
            assert all(quote.article.published == when for quote in page.quotes)
        else:
            assert all(quote.said == when for quote in page.quotes)
            assert all(event.when == when for event in page.events)
            shown = len(page.quotes) + len(page.around_quotes)
            assert shown == page.listed.quotes.value or meaning in ("happened", "published")
        assert [each.day for week in page.month for each in week if each][day.day - 1] == day
    wanted = {"": set(COUNTS), "happened": {"events"}, "said": {"quotes"}, "published": set(COUNTS)}[meaning]
    assert {kind for kind, number in seen.items() if number} == wanted


PAGES: dict[str, Callable[[Connection, date], Any]] = {
    "person": lambda db, _: people.get_person(db, "volodymyr-zelensky"),
    "place": lambda db, _: places.get_place(db, "bakhmut"),
    "region": lambda db, _: places.get_place(db, "donetsk-oblast"),
    "outlet": lambda db, _: outlets.get_outlet(db, "harbour-wire"),
    "year": lambda db, _: dates.get_year(db, 2023),
    "month": lambda db, _: dates.get_month(db, 2023, 5),
    "day": dates.get_day,
    "day as published": lambda db, day: dates.get_day(db, day, "published"),
}


@pytest.fixture(scope="module")
def smaller_and_larger(new_database: Callable[[], Database]) -> tuple[Database, Database]:
    made = new_database(), new_database()
    for database, much in zip(made, (1, 2), strict=True):
        fill(database, articles=30 * much, quotes=75 * much, events=75 * much)
    return made


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_much_costs_no_more_queries_than_one_of_little(
    smaller_and_larger: tuple[Database, Database], page: str
) -> None:
    costs = []
    for database in smaller_and_larger:
        with database.reading() as reading:
            day = max(dates.get_year(reading, 2023).days.values(), key=lambda each: (each.total, each.day)).day
            with counting(reading) as sent:
                assert PAGES[page](reading, day)
        costs.append(len(sent))
    # A section that had nothing asked for no records: some 4 queries each. One query a row would be dozens.
    assert costs[1] <= costs[0] + 8 <= 64, costs
