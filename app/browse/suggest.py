"""What the beginning of a question may become, while it is still being typed: pages, dates, filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection, exists, select

from app.browse import people, places
from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.facts.activity import by_day
from app.browse.named_pages import counts, note_of
from app.browse.outlets import OUTLETS
from app.browse.question import searchbox, spelling
from app.browse.question.filters import Filters
from app.browse.question.names import KnownNames, Names
from app.browse.question.periods import periods_of
from app.browse.question.reader import codes_of, read_question
from app.browse.question.sentence import period_words
from app.browse.records import Suggestion
from app.browse.search import newest_day
from app.browse.suggested_questions import questions_begun, types_begun
from app.browse.words import labels
from app.store.tables import Event
from app.text.day_words import day_words
from app.text.folding import fold, words
from app.text.tongue import _
from app.text.when import When

_NAMES: tuple[Noun[Any], ...] = (people.PEOPLE, places.PLACES)
_FEW = 4  # of one group: all groups together fit on a phone beneath the box
_MOST_NAMES = 8  # of outlets, which a form's field suggests
_LOOKED_AT = 8  # of one group, for the few of them that begin just so
_LEAST, _LONGEST = 2, 100  # characters: fewer begin everything, more begin nothing
_OF: dict[str, Noun[Any]] = {
    **dict.fromkeys(("speaker", "actor", "about"), people.PEOPLE),
    "place": places.PLACES,
}


def suggest(db: Connection, q: str) -> tuple[Suggestion, ...]:
    """People, places, dates and types of events that the words begin to name; of several names, the questions.

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
    named = _surest(q, [made for noun in _NAMES for made in _named(db, noun, q, names)])
    dates = tuple(_dates(db, q))
    asked = () if named or dates else questions_begun(db, q, names, newest_day(db))
    if not named and not asked:
        named = tuple(Suggestion(n.noun, n.name, f"/{n.noun}/{n.key}") for n in spelling.near_names(db, q)[:_FEW])
    return (*asked, *named, *dates, *_types(db, q))


def suggest_names(db: Connection, field: str, q: str) -> tuple[Suggestion, ...]:
    """For a field of names in a list's form: whom, where or which outlet the letters begin to name."""
    q = " ".join(q.split())
    if not _LEAST <= len(q) <= _LONGEST:
        return ()
    if field == "outlet":
        found = listing.first(db, OUTLETS, Filters("outlets", q=q), _MOST_NAMES)
        return tuple(Suggestion("outlets", one.name, one.path) for one in found)
    nouns = {**{name: (noun,) for name, noun in _OF.items()}, "about": _NAMES}.get(field, ())
    names = KnownNames(db)
    return _surest(q, [made for noun in nouns for made in _named(db, noun, q, names)])


def _named(db: Connection, noun: Noun[Any], q: str, names: Names) -> Iterator[Suggestion]:
    filters = read_question(noun.name, [("q", q)], names)
    if not filters.q or any(problem.elsewhere for problem in filters.problems):
        return
    for item in listing.first(db, noun, filters, _LOOKED_AT):
        yield Suggestion(noun.name, item.name, item.path, note_of(item))


def _surest(q: str, found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """A few of each group. Where names as they are shown begin so, those alone: that Paris is Bahliz in some
    language does not make it what "bakh" is to become.
    """
    typed = q.casefold().split()
    begun = [one for one in found if all(any(word.startswith(each) for word in _spelt(one)) for each in typed)]
    groups = [[one for one in begun or found if one.group == noun.name] for noun in _NAMES]
    return tuple(one for group in groups for one in group[:_FEW])


def _spelt(one: Suggestion) -> list[str]:
    return [*one.label.casefold().split(), *words(one.label)]


def _dates(db: Connection, q: str) -> Iterator[Suggestion]:
    newest, stated = newest_day(db), bool(periods_of(q))
    for period in periods_of(q, newest):
        # A year's things are too many to count between two letters.
        note = "" if period.whole_years else _filled(db, period)
        if newest and not stated:
            counted = _("counted from %(day)s, the newest article", day=day_words(newest))
            note = " · ".join(filter(None, (note, counted)))
        yield Suggestion("dates", period_words(period), f"/dates/{period}", note)


def _filled(db: Connection, period: When) -> str:
    days = by_day(db, period.earliest, period.latest).values()
    totals = {word: sum(getattr(day, word) for day in days) for word in ("events", "quotes", "articles")}
    return " · ".join(counts(totals))


def _types(db: Connection, q: str) -> Iterator[Suggestion]:
    """Types of events with a word that begins so, of which there are some."""
    for code in types_begun(q):
        label = labels.label("type", code)
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
