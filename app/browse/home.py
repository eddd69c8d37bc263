"""The home page."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, exists, func, select

from app.browse import articles, events, quotes
from app.browse.answer import listing
from app.browse.facts import activity, briefs, voices
from app.browse.question.filters import Filters
from app.browse.records import ActorBrief, DayCount, HomePage
from app.browse.records.home import Standing
from app.store.tables import Article, Correction, Event, Outlet, Quote, Reading
from app.text.when import When

_LATEST = 6
_MAPPED = 40
_MOST_QUOTED = 8
_RECENT_DAYS = 30
_ACTIVITY_DAYS = 371  # 53 weeks


def get_home(db: Connection) -> HomePage:
    oldest, newest = db.execute(select(func.min(Article.earliest), func.max(Article.latest))).one()
    happened = db.scalar(
        select(func.max(Event.latest)).where(
            Event.earliest == Event.latest, Event.listed, Event.state.not_in(briefs.HIDDEN)
        )
    )
    latest = Filters("events", to=When.day(happened)) if happened else Filters("events")
    mapped = listing.first(db, events.EVENTS, latest, _MAPPED)
    end = max(filter(None, (newest, happened)), default=None)
    return HomePage(
        quotes=quotes.count_quotes(db, Filters("quotes")),
        events=events.count_events(db, Filters("events")),
        articles=articles.count_articles(db, Filters("articles")),
        outlets=db.scalar(select(func.count()).select_from(Outlet)) or 0,
        first=When.day(oldest) if oldest else None,
        to=When.day(newest) if newest else None,
        read_at=db.scalar(select(func.max(Reading.read_at))),
        unplaced=listing.capped(db, events.EVENTS, Filters("events", placed="no")),
        latest_day=happened,
        latest_events=mapped[:_LATEST],
        mapped=mapped,
        most_quoted=_most_quoted(db, newest) if newest else (),
        latest_articles=listing.first(db, articles.ARTICLES, Filters("articles"), _LATEST),
        latest_quotes=listing.first(db, quotes.QUOTES, Filters("quotes"), _LATEST),
        activity=_activity(db, end) if end else (),
        samples=bool(db.scalar(select(exists().where(Article.sample)))),
    )


def get_standing(db: Connection) -> Standing:
    """What the record holds, for the page that says who we are."""
    first, last = db.execute(select(func.min(Article.earliest), func.max(Article.latest))).one()
    return Standing(
        articles=articles.count_articles(db, Filters("articles")),
        outlets=db.scalar(select(func.count()).select_from(Outlet)) or 0,
        first=When.day(first) if first else None,
        last=When.day(last) if last else None,
        read_at=db.scalar(select(func.max(Reading.read_at))),
        corrections=db.scalar(select(func.count()).select_from(Correction)) or 0,
        samples=bool(db.scalar(select(exists().where(Article.sample)))),
    )


def _most_quoted(db: Connection, newest: date) -> tuple[tuple[ActorBrief, int], ...]:
    since = (newest - timedelta(days=_RECENT_DAYS)).toordinal()
    said = select(Quote.id, Quote.speaker_id).where(
        Quote.sort_day.between(since, newest.toordinal()), Quote.state.not_in(briefs.HIDDEN)
    )
    return voices.loudest(db, said, _MOST_QUOTED)


def _activity(db: Connection, end: date) -> tuple[DayCount, ...]:
    first = date.fromordinal(max(1, end.toordinal() - _ACTIVITY_DAYS + 1))
    found = activity.by_day(db, first, end)
    days = (first + timedelta(days=n) for n in range((end - first).days + 1))
    return tuple(found.get(day) or DayCount(day) for day in days)
