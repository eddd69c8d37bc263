"""The home page."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, exists, func, select

from app.browse import activity, articles, briefs, events, listing, quotes, voices
from app.browse.filters import Filters
from app.browse.records import ActorBrief, DayCount, HomePage
from app.store.tables import Article, Event, Outlet, Quote
from app.text.when import When

_LATEST = 6
_MOST_QUOTED = 8
_RECENT_DAYS = 30
_ACTIVITY_DAYS = 371  # 53 weeks


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
    said = select(Quote.id, Quote.speaker_id).where(
        Quote.sort_day.between(since, newest.toordinal()), Quote.state.not_in(briefs.HIDDEN)
    )
    return voices.loudest(db, said, _MOST_QUOTED)


def _activity(db: Connection, end: date) -> tuple[DayCount, ...]:
    first = date.fromordinal(max(1, end.toordinal() - _ACTIVITY_DAYS + 1))
    found = activity.by_day(db, first, end)
    days = (first + timedelta(days=n) for n in range((end - first).days + 1))
    return tuple(found.get(day) or DayCount(day) for day in days)
