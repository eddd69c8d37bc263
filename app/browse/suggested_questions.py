"""Several words, the last of them perhaps half typed: "zelensky bakhm" asks what Zelensky said of Bakhmut.

The words before are read as names and a day, as the search reads them (`meaning`); what the last ones begin to
name is asked of the record. Only questions that find something are offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import Connection

from app.browse import events, people, places, quotes
from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.question import meaning, searchbox
from app.browse.question.meaning import Dated, Meaning, Named, Pairs
from app.browse.question.names import Names
from app.browse.question.periods import periods_of
from app.browse.question.reader import read_question
from app.browse.question.sentence import sentence
from app.browse.records import Suggestion
from app.browse.words import labels
from app.text.folding import stem, words

_MOST_WORDS = 8  # of a box that is read so; more are a sentence to be searched for
_LONGEST_END = 3  # words that are being typed: "democratic republic of"
_ENDS = 2  # people, and as many places, that the last words may begin to name
_QUESTIONS = 4  # offered in all
_ASKED: tuple[Noun[Any], ...] = (quotes.QUOTES, events.EVENTS)
_NAMES: tuple[Noun[Any], ...] = (people.PEOPLE, places.PLACES)


@dataclass(frozen=True, slots=True)
class Begun:
    """One way to finish the box. `type`: of events, where the last words begin to say one."""

    meaning: Meaning
    type: str = ""

    def questions(self, noun: str) -> Iterator[Pairs]:
        if not self.type:
            yield from self.meaning.questions(noun)
        elif noun == "events":
            yield from ([*pairs, ("type", self.type)] for pairs in self.meaning.questions(noun))


def questions_begun(db: Connection, q: str, names: Names, newest: date | None) -> tuple[Suggestion, ...]:
    """Questions that the words may become, then the pages of whom and what they name; of one word, nothing."""
    if not 2 <= len(searchbox.plain(q)) <= _MOST_WORDS:
        return ()
    ways = _finished(db, q, names, newest)
    offered = _offered(db, ways, names)
    named = [page for way in offered.values() or ways[-1:] for one in way.meaning.names for page in _pages(one)]
    return (*offered, *dict.fromkeys(sorted(named, key=_group)))


def _offered(db: Connection, ways: Sequence[Begun], names: Names) -> dict[Suggestion, Begun]:
    """The first questions that find something, and no further: whoever types asks this at every letter."""
    found: dict[Suggestion, Begun] = {}
    for way, noun in product(ways, _ASKED):
        if len(found) == _QUESTIONS:
            break
        if made := _question(db, noun, way, names):
            found.setdefault(made, way)
    return found


def _finished(db: Connection, q: str, names: Names, newest: date | None) -> list[Begun]:
    """The longest end that begins to name something, with what stands before it; and the words as they are, whose
    names have the rest kept as words: "zelensky counteroffensive".
    """
    told = searchbox.plain(q)
    whole = _read(q, names, newest)  # looks all names up at once; the parts below ask for no others
    if whole is None:
        return []
    as_written = [Begun(whole)] if whole.names else []
    for size in range(min(_LONGEST_END, len(told) - 1), 0, -1):
        start = told[-size].start
        read = _read(q[:start], names, newest)
        if read and (ways := list(_ends(db, read, q[start:], names, newest))):
            return [*ways, *as_written]
    return as_written


def _read(q: str, names: Names, newest: date | None) -> Meaning | None:
    """The names and the day in the words, as the record writes those that all who bear them share."""
    read = next(meaning.readings(q, names, newest, guess=False), None)
    return read and replace(read, names=tuple(map(_as_recorded, read.names)))


def _as_recorded(named: Named) -> Named:
    shared = {bearer.name for bearer in (*named.people, *named.places)}
    return replace(named, words=shared.pop()) if len(shared) == 1 else named


def _ends(db: Connection, read: Meaning, end: str, names: Names, newest: date | None) -> Iterator[Begun]:
    for noun in _NAMES if not meaning.asks_nothing(end) else ():
        filters = read_question(noun.name, [("q", end)], names)
        for item in listing.first(db, noun, filters, _ENDS) if filters.q and not filters.problems else ():
            bearers = getattr(names, noun.name)(item.slug)
            those = {"people": (bearers, ()), "places": ((), bearers)}[noun.name]
            yield Begun(replace(read, names=(*read.names, Named(item.name, *those))))
    if read.names and not read.dated:
        for period in periods_of(end, newest):
            yield Begun(replace(read, dated=Dated(end, period, period)))
    for code in types_begun(end) if read.names else ():
        yield Begun(read, code)


def types_begun(begun: str) -> Iterator[str]:
    """Types of events each of whose words, as far as they are typed, is in the label: "air str"."""
    typed = words(begun)
    for code in labels.event_types():
        said = words(labels.label("type", code))
        if typed and all(any(word.startswith(one) for word in said) for one in typed):
            yield code


def types_said(told: str) -> Iterator[str]:
    """Types of events whose label has each of these words in some form: "strikes"."""
    asked = {stem(word) for word in words(told)}
    for code in labels.event_types() if asked else ():
        if asked <= {stem(word) for word in words(labels.label("type", code))}:
            yield code


def _question(db: Connection, noun: Noun[Any], way: Begun, names: Names) -> Suggestion | None:
    """The likeliest question that finds something."""
    for pairs in way.questions(noun.name):
        filters = read_question(noun.name, pairs, names)
        if not filters.problems and db.scalar(listing.ids(db, noun, filters).limit(1)) is not None:
            return Suggestion("questions", sentence(filters), f"/{noun.name}?{filters.to_query()}")
    return None


def _pages(named: Named) -> Iterator[Suggestion]:
    for bearer in (*named.people, *named.places):
        yield Suggestion(bearer.noun, bearer.name, bearer.path)


def _group(page: Suggestion) -> str:
    return page.group  # "people" stand before "places" in the alphabet as in the list
