"""The home page, the search of everything, and suggestions while somebody types."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, exists, func, select

from app.browse import activity, articles, briefs, events, listing, people, places, quotes
from app.browse.filters import Filters
from app.browse.listing import Noun
from app.browse.names import KnownNames, Names
from app.browse.records import (
    ActorBrief,
    DayCount,
    HomePage,
    Listing,
    PersonRecord,
    PlaceRecord,
    SearchPage,
    Suggestion,
)
from app.browse.sentence import period_words
from app.store.tables import Article, Event, Outlet, Quote
from app.text.when import When

_LATEST = 6
_MOST_QUOTED = 8
_RECENT_DAYS = 30
_ACTIVITY_DAYS = 371  # 53 weeks
_GROUP = 3  # of each kind that the search of everything shows
_SUGGESTED = 5
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_DAY = re.compile(r"(?:(?P<day>\d{1,2})\s+)?(?P<month>[a-z]+)\s+(?P<year>\d{4})")


def get_home(db: Connection) -> HomePage:
    newest = db.scalar(select(func.max(Article.latest)))
    happened = db.scalar(
        select(func.max(Event.latest)).where(
            Event.earliest == Event.latest, Event.listed, Event.state.not_in(briefs.HIDDEN)
        )
    )
    latest = Filters("events", from_=When.day(happened), to=When.day(happened)) if happened else Filters("events")
    end = max(filter(None, (newest, happened)), default=None)
    return HomePage(
        quotes=quotes.count_quotes(db, Filters("quotes")),
        events=events.count_events(db, Filters("events")),
        articles=articles.count_articles(db, Filters("articles")),
        outlets=db.scalar(select(func.count()).select_from(Outlet)) or 0,
        to=When.day(newest) if newest else None,
        latest_day=happened,
        latest_events=listing.first(db, events.EVENTS, latest, _LATEST),
        most_quoted=_most_quoted(db, newest) if newest else (),
        latest_articles=listing.first(db, articles.ARTICLES, Filters("articles"), _LATEST),
        latest_quotes=listing.first(db, quotes.QUOTES, Filters("quotes"), _LATEST),
        activity=_activity(db, end) if end else (),
        samples=bool(db.scalar(select(exists().where(Article.sample)))),
    )


def _most_quoted(db: Connection, newest: date) -> tuple[tuple[ActorBrief, int], ...]:
    since = (newest - timedelta(days=_RECENT_DAYS)).toordinal()
    n = func.count().label("n")
    rows = db.execute(
        select(Quote.speaker_id, n)
        .where(
            Quote.sort_day.between(since, newest.toordinal()),
            Quote.speaker_id.is_not(None),
            Quote.state.not_in(briefs.HIDDEN),
        )
        .group_by(Quote.speaker_id)
        .order_by(n.desc(), Quote.speaker_id)
        .limit(_MOST_QUOTED)
    ).all()
    found = briefs.actors(db, [row.speaker_id for row in rows])
    return tuple((found[row.speaker_id], row.n) for row in rows)


def _activity(db: Connection, end: date) -> tuple[DayCount, ...]:
    first = date.fromordinal(max(1, end.toordinal() - _ACTIVITY_DAYS + 1))
    found = activity.by_day(db, first, end)
    days = (first + timedelta(days=n) for n in range((end - first).days + 1))
    return tuple(found.get(day) or DayCount(day) for day in days)


# --- everything search --------------------------------------------------------------------------------------


def search_everything(db: Connection, q: str, names: Names) -> SearchPage:
    """A few of each kind. A qualifier that asks nothing of a kind (`speaker:` of places) leaves it out."""
    asked = {noun: Filters.read(noun, [("q", q)], names) for noun in ("quotes", "events", "articles")}
    found = {
        "quotes": _few(db, quotes.QUOTES, asked["quotes"]),
        "events": _few(db, events.EVENTS, asked["events"]),
        "articles": _few(db, articles.ARTICLES, asked["articles"]),
    }
    problems = dict.fromkeys(
        problem for filters in asked.values() for problem in filters.problems if not problem.elsewhere
    )
    return SearchPage(
        q=" ".join(q.split()),
        people=_few(db, people.PEOPLE, Filters.read("people", [("q", q)], names)),
        places=_few(db, places.PLACES, Filters.read("places", [("q", q)], names)),
        **found,
        period=period_of(q),
        problems=tuple(problems),
    )


def _few(db: Connection, noun: Noun, filters: Filters) -> Listing:
    """The first three and how many there are, without facets, which nobody chooses from here."""
    if any(problem.elsewhere for problem in filters.problems) or not filters.asked:
        return listing.nothing(filters)
    items = listing.first(db, noun, filters, _GROUP)
    count = listing.capped(db, noun, filters)
    return Listing(
        filters, items, count, (), None, None, filters.sentence(count), filters.sentence(), filters.chips(),
        filters.problems, filters.ambiguous,
    )  # fmt: skip


def period_of(written: str) -> When | None:
    """ "2023-05", "May 2023", "21 May 2023": the date that the words are, if they are one."""
    told = " ".join(written.casefold().replace(",", " ").split())
    try:
        if re.fullmatch(r"\d{4}(-\d{2}){0,2}", told):
            return When.parse(told)
        match = _DAY.fullmatch(told)
        if not match or match["month"] not in _MONTHS:
            return None
        year, month = int(match["year"]), _MONTHS[match["month"]]
        return When.day(date(year, month, int(match["day"]))) if match["day"] else When.month(year, month)
    except ValueError:  # 31 February, year 0000: words that look like a date and are none
        return None


def suggest(db: Connection, q: str) -> tuple[Suggestion, ...]:
    """People, places and dates that the words begin to name."""
    made: list[Suggestion] = []
    if period := period_of(q):
        made.append(Suggestion("dates", period_words(period), f"/dates/{period}"))
    names = KnownNames(db)
    nouns: tuple[Noun[Any], ...] = (people.PEOPLE, places.PLACES)
    for noun in nouns:
        filters = Filters.read(noun.name, [("q", q)], names)
        if not filters.q or set(filters.asked) - {"q"} or any(p.elsewhere for p in filters.problems):
            continue
        for item in listing.first(db, noun, filters, _SUGGESTED):
            made.append(Suggestion(noun.name, item.name, item.path, _note(item)))
    return tuple(made)


def _note(item: PersonRecord | PlaceRecord) -> str:
    about = item.role if isinstance(item, PersonRecord) else ", ".join(item.within[:1])
    return " · ".join(filter(None, (about or item.kind.replace("-", " "), f"{item.quotes:,} quotes")))
