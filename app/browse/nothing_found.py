"""Names and a time were read in the words, and there is nothing of them: so it is said, with what is near by.

And places that the gazetteer knows and no article names. An empty answer is an answer; who asked for it wants to
know whether the place, the time or both are bare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.browse import events, places, quotes
from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.facts import briefs
from app.browse.named_pages import page_of
from app.browse.question import meaning, searchbox
from app.browse.question.filters import Filters, Name
from app.browse.question.meaning import Meaning
from app.browse.question.names import Bearer, Names
from app.browse.question.reader import read_question
from app.browse.question.sentence import sentence
from app.browse.records import Count, NoneThen, UnreadPlace, Wider
from app.store.tables import Event, Place, Quote
from app.text.when import When
from app.world.gazetteer import Gazetteer
from app.world.gazetteer import Place as Known

_DATED: dict[str, Any] = {"events": Event, "quotes": Quote}
_ABOVE = 3  # places looked up around an asked one: its district, region and country
_LONGEST_NAME = 4  # words
_MOST_WORDS = 8  # of a box whose words are looked up in the gazetteer
_LARGE = 10_000  # people: among other words a village's name is more often just a word
_MOST_PLACES = 2


# --- nothing of then ----------------------------------------------------------------------------------------


def none_then(db: Connection, way: Meaning, names: Names, found: Sequence[str]) -> tuple[NoneThen, ...]:
    """For names with a day: what there is none of, and what there is instead. `found`: nouns with an answer.

    Of a place that is events; of somebody quotes and events, where no text at all answers.
    """
    placed = any(each.places for each in way.names)
    if not way.names or not way.dated or not (placed or {"quotes", "events", "articles"}.isdisjoint(found)):
        return ()
    asked = [events.EVENTS] if placed else [quotes.QUOTES, events.EVENTS]
    made = (_none(db, noun, way, names) for noun in asked if noun.name not in found)
    return tuple(one for one in made if one)


def _none(db: Connection, noun: Noun[Any], way: Meaning, names: Names) -> NoneThen | None:
    filters = read_question(noun.name, next(way.questions(noun.name)), names)
    if filters.problems or not filters.asks("period") or listing.capped(db, noun, filters).value:
        return None
    around = _around(db, filters)
    wider = [_other_time(db, noun, filters), *([_told(db, noun, around)] if around else [])]
    if around and not any(wider):
        wider = [_other_time(db, noun, around)]
    return NoneThen(noun.name, sentence(filters, Count(0)), _path(filters), tuple(one for one in wider if one))


def _told(db: Connection, noun: Noun[Any], filters: Filters) -> Wider | None:
    count = listing.capped(db, noun, filters)
    return Wider(sentence(filters, count), _path(filters)) if count.value else None


def _other_time(db: Connection, noun: Noun[Any], filters: Filters) -> Wider | None:
    """The same at any time, and when of that is nearest."""
    ever = filters.changed(from_=None, to=None)
    told = _told(db, noun, ever)
    near = _nearest(db, noun, ever, filters) if told else None
    if told is None or near is None:
        return told
    return Wider(told.sentence, told.path, near, _path(ever.changed(from_=near, to=near)))


def _nearest(db: Connection, noun: Noun[Any], ever: Filters, asked: Filters) -> When | None:
    table = _DATED[noun.name]
    dated = select(table.earliest, table.latest).where(table.id.in_(listing.ids(db, noun, ever)))
    ends = []
    if asked.from_:
        before = dated.where(table.latest < asked.from_.earliest).order_by(table.latest.desc(), table.id.desc())
        ends += [((asked.from_.earliest - row.latest).days, row) for row in db.execute(before.limit(1))]
    if asked.to:
        after = dated.where(table.earliest > asked.to.latest).order_by(table.earliest, table.id)
        ends += [((row.earliest - asked.to.latest).days, row) for row in db.execute(after.limit(1))]
    nearest = min(ends, key=lambda end: end[0], default=None)
    return briefs.when(nearest[1].earliest, nearest[1].latest) if nearest else None


def _around(db: Connection, filters: Filters) -> Filters | None:
    """The same in what the asked places lie in, where that is not asked already."""
    inside = set(filters.ids("place", "places"))
    above = set(inside)
    for _step in range(_ABOVE):
        parents = db.scalars(select(Place.parent_id).where(Place.id.in_(above)))
        above = {parent for parent in parents if parent is not None}
        if new := above - inside:
            return _in_place(db, filters, min(new))
    return None


def _in_place(db: Connection, filters: Filters, place_id: int) -> Filters:
    row = db.execute(select(Place.slug, Place.name).where(Place.id == place_id)).one()
    bearer = Bearer("places", place_id, row.slug, row.name)
    return filters.changed(place=(Name(row.slug, (bearer,)),))


def _path(filters: Filters) -> str:
    return f"/{filters.noun}?{filters.to_query()}"


# --- places that no article names -----------------------------------------------------------------------------


def unread_places(db: Connection, q: str, gazetteer: Gazetteer) -> tuple[UnreadPlace, ...]:
    """Places so called that the record has nothing of, the longest names first."""
    found = list(_known_places(q, gazetteer))
    keys = [place.key for place in found]
    there = set(db.scalars(select(Place.key).where(Place.key.in_(keys)))) if keys else set()
    return tuple(_unread(db, place, gazetteer) for place in found if place.key not in there)[:_MOST_PLACES]


def _known_places(q: str, gazetteer: Gazetteer) -> Iterator[Known]:
    told = searchbox.plain(meaning.unasked(q))
    taken: set[int] = set()
    for size in range(min(_LONGEST_NAME, len(told)), 0, -1) if len(told) <= _MOST_WORDS else ():
        for first in range(len(told) - size + 1):
            run = range(first, first + size)
            place = next(iter(gazetteer.lookup(" ".join(told[at].text for at in run))), None)
            if place is None or taken.intersection(run):
                continue
            if size == len(told) or place.population >= _LARGE or place.kind in ("country", "region"):
                taken.update(run)
                yield place


def _unread(db: Connection, place: Known, gazetteer: Gazetteer) -> UnreadPlace:
    above = [each for key in place.parents if (each := gazetteer.get(key))]
    rows = db.execute(select(Place.id, Place.key, Place.slug, Place.name).where(Place.key.in_(place.parents)))
    there = {row.key: Bearer("places", row.id, row.slug, row.name) for row in rows}
    nearest = [there[each.key] for each in above if each.key in there][:1]
    lies_in = tuple(each.name for each in above if each.kind in ("region", "country"))
    return UnreadPlace(place.name, place.kind, lies_in, next(iter(page_of(db, places.PLACES, nearest)), None))
