"""What the beginning of a question may become, while it is still being typed: pages, dates, filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection, exists, select

from app.browse import labels, listing, people, places, searchbox, spelling
from app.browse.activity import by_day
from app.browse.filters import Filters
from app.browse.listing import Noun
from app.browse.names import KnownNames, Names
from app.browse.periods import periods_of
from app.browse.question import codes_of
from app.browse.records import Suggestion
from app.browse.search import counts, newest_day, note_of
from app.browse.sentence import period_words
from app.store.tables import Event
from app.text.folding import fold, words
from app.text.when import When

_NAMES: tuple[Noun[Any], ...] = (people.PEOPLE, places.PLACES)
_FEW = 4  # of one group: all groups together fit on a phone beneath the box
_LEAST, _LONGEST = 2, 100  # characters: fewer begin everything, more begin nothing
_OF: dict[str, Noun[Any]] = {
    **dict.fromkeys(("speaker", "actor", "about"), people.PEOPLE),
    "place": places.PLACES,
}


def suggest(db: Connection, q: str) -> tuple[Suggestion, ...]:
    """People, places, dates and types of events that the words begin to name.

    Of `speaker:zel`, who that may be: the box with it finished.
    """
    q = " ".join(q.split())
    if len(q) < _LEAST or len(q) > _LONGEST:
        return ()
    if begun := searchbox.last_qualifier(q):
        return tuple(_completed(db, *begun))
    box = searchbox.parse(q)
    if box.qualifiers or box.query.without:
        return ()
    names = KnownNames(db)
    named = [made for noun in _NAMES for made in _named(db, noun, q, names)]
    if not named:
        named = [Suggestion(n.noun, n.name, f"/{n.noun}/{n.key}") for n in spelling.near_names(db, q)[:_FEW]]
    return (*named, *_dates(db, q), *_types(db, q))


def _named(db: Connection, noun: Noun[Any], q: str, names: Names) -> Iterator[Suggestion]:
    filters = Filters.read(noun.name, [("q", q)], names)
    if not filters.q or any(problem.elsewhere for problem in filters.problems):
        return
    for item in listing.first(db, noun, filters, _FEW):
        yield Suggestion(noun.name, item.name, item.path, note_of(item))


def _dates(db: Connection, q: str) -> Iterator[Suggestion]:
    for period in periods_of(q, newest_day(db)):
        # A year's things are too many to count between two letters.
        note = "" if period.whole_years else _filled(db, period)
        yield Suggestion("dates", period_words(period), f"/dates/{period}", note)


def _filled(db: Connection, period: When) -> str:
    days = by_day(db, period.earliest, period.latest).values()
    totals = {word: sum(getattr(day, word) for day in days) for word in ("events", "quotes", "articles")}
    return " · ".join(counts(totals))


def _types(db: Connection, q: str) -> Iterator[Suggestion]:
    """Types of events with a word that begins so, of which there are some."""
    asked = words(q)
    meant = [
        (code, label)
        for code in labels.event_types()
        if (label := labels.label("type", code))
        and asked
        and all(any(word.startswith(a) for word in words(label)) for a in asked)
    ]
    for code, label in meant:
        if db.scalar(select(exists().where(Event.type == code, Event.listed))):
            yield Suggestion("events", label, f"/events?{urlencode({'type': code})}")


def _completed(db: Connection, before: str, field: str, value: str) -> Iterator[Suggestion]:
    """The box with its last qualifier finished; each leads to the search for it."""
    if field in _OF:
        noun = _OF[field]
        for item in listing.first(db, noun, Filters(noun.name, q=value), _FEW) if words(value) else ():
            yield _search(before, f"{field}:{item.slug}", f"{field}:{item.name}", note_of(item))
    elif field in ("on", "from", "to"):
        for period in periods_of(value, newest_day(db)):
            yield _search(before, f"{field}:{period}", f"{field}:{period}", period_words(period))
    else:
        for code in codes_of(field):
            if code.startswith(fold(value)):
                yield _search(before, f"{field}:{code}", f"{field}:{code}", labels.label(field, code))


def _search(before: str, said: str, label: str, note: str) -> Suggestion:
    return Suggestion("filters", label, f"/search?{urlencode({'q': f'{before} {said}'.strip()})}", note)
