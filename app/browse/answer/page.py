"""A page of an answer and all that stands round its rows: the count, how it divides, what to ask when empty."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection

from app.browse.answer import listing
from app.browse.answer.facets import divide
from app.browse.answer.listing import Noun
from app.browse.question import spelling
from app.browse.question.filters import MOST_SIZE, Filters
from app.browse.question.sentence import chips, sentence
from app.browse.records import Count, Listing, Meant, Relaxation
from app.browse.records.lists import Unlisted

T = TypeVar("T")
_MOST_RELAXED = 6  # filters tried one by one when nothing matches; each costs a count


def page(db: Connection, noun: Noun[T], filters: Filters, most: int = MOST_SIZE) -> Listing[T]:
    """One page of the answer. Its number of queries does not depend on how many rows it has.

    `most`: no more rows than this, whatever size was asked; the question itself stays as it was asked.
    """
    rows, before, after, problem = listing.rows_of(db, noun, replace(filters, size=min(filters.size, most)))
    count = listing.capped(db, noun, filters)
    divided = divide(db, noun, filters, count)
    problems = filters.problems + ((problem,) if problem else ())
    return Listing(
        filters=filters,
        items=tuple(noun.records(db, [row[0] for row in rows])),
        count=count,
        facets=divided.facets,
        next=_turned(filters, after=after),
        previous=_turned(filters, before=before),
        sentence=sentence(filters, count),
        title=sentence(filters),
        chips=chips(filters),
        problems=problems,
        ambiguous=filters.ambiguous,
        undated_beneath=listing.undated(db, noun, filters),
        relaxed=_relaxed(db, noun, filters) if not count.value else (),
        meant=_meant(db, noun, filters) if not count.value else None,
        histogram=divided.histogram,
        undivided=divided.undivided,
        turns=listing.turns(noun, filters, rows, before),
        unlisted=_unlisted(db, noun, filters) if not count.value else None,
    )


def cut(found: Listing[T], most: int) -> Listing[T]:
    """A page of at most so many rows, and the pages round it, which begin and end where it now does.

    The first rows; of a page that was reached from behind the last, so that none is passed over.
    """
    if len(found) <= most or len(found.turns) != len(found):
        return found
    asked = found.filters
    if asked.before and not any(problem.field == "before" for problem in found.problems):
        ahead = _turned(asked, before=found.turns[-most][0])
        return replace(found, items=found.items[-most:], turns=found.turns[-most:], previous=ahead)
    behind = _turned(asked, after=found.turns[most - 1][1])
    return replace(found, items=found.items[:most], turns=found.turns[:most], next=behind)


def nothing(filters: Filters) -> Listing[Any]:
    """The answer to a question that does not make sense of a noun."""
    return Listing(
        filters, (), Count(0), (), None, None, sentence(filters, 0), sentence(filters), problems=filters.problems
    )


def _relaxed(db: Connection, noun: Noun[Any], filters: Filters) -> tuple[Relaxation, ...]:
    """Which single filter, left out, gives results; asked only of an empty answer."""
    found = []
    for chip in chips(filters)[:_MOST_RELAXED]:
        count = listing.capped(db, noun, filters.without(chip.field, chip.value))
        if count.value:
            found.append(Relaxation(chip, count))
    return tuple(found)


def _unlisted(db: Connection, noun: Noun[Any], filters: Filters) -> Unlisted | None:
    """The same question of what nobody says has happened, where nothing was asked of that."""
    if noun.name != "events" or filters.modality or filters.stance:
        return None
    question = filters.changed(modality=("any",))
    count = listing.capped(db, noun, question)
    return Unlisted(count, question.to_query()) if count.value else None


def _meant(db: Connection, noun: Noun[Any], filters: Filters) -> Meant | None:
    """The same question with names spelt as the record spells them, where that finds something."""
    other = spelling.respelt(db, filters.q, noun.name) if noun.name in spelling.SEARCHED else None
    if other is None:
        return None
    question = filters.changed(q=other.q)
    count = listing.capped(db, noun, question)
    return Meant(other.q, question.to_query(), count) if count.value else None


def _turned(filters: Filters, **cursor: str | None) -> str | None:
    return filters.changed(**cursor).to_query() if all(cursor.values()) else None
