"""A whole answer as a file on disk: `dateline export`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.browse.answer import listing
from app.browse.answer.listing import Noun
from app.browse.ledgers import LEDGERS
from app.browse.nouns import NOUNS
from app.browse.question.filters import FIELDS, Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.question.sentence import sentence
from app.browse.records import Count
from app.forms.answer import Answer
from app.forms.files import FILES, LEDGER, endings

EXPORTED: Mapping[str, Noun[Any]] = {**NOUNS, LEDGER: LEDGERS}  # by what the rows of the file are
ORDERING = ("sort",)  # a file is never cut into pages
Watched = Callable[[Iterator[Any], int], Iterator[Any]]


class Unexportable(ValueError):
    """What was asked makes no file: it says what to change."""


def question(db: Connection, rows: str, asked: Iterable[str]) -> Filters:
    """The filters written as `name=value`. Raises Unexportable: a file must never drop one silently."""
    if rows not in EXPORTED:
        raise Unexportable(f"{rows!r} cannot be exported: one of {', '.join(EXPORTED)}")
    noun, pairs = EXPORTED[rows].name, []
    for written in asked:
        name, equals, value = written.partition("=")
        if not equals:
            raise Unexportable(f"{written!r} is no filter: write name=value, like speaker=zelensky")
        pairs.append((name, value))
    filters = read_question(noun, pairs, names_in(db))
    known = (*FIELDS[noun].split(), *ORDERING)
    wrong = [str(problem) for problem in filters.problems]
    wrong += [
        f"{name}: no filter of {noun}, which know {', '.join(known)}" for name, _ in pairs if name not in known
    ]
    if wrong:
        raise Unexportable("; ".join(wrong))
    return filters


def export(db: Connection, rows: str, filters: Filters, path: Path, site: str, watched: Watched) -> int:
    """Writes the answer to `path`, in the form its ending names; of how many things.

    `rows`: what its rows are, a key of EXPORTED: the ledgers of events are asked as events are. It is written
    beside its place and put there whole, so that a broken run leaves no half file. Raises Unexportable, and
    OSError where the folder cannot be written.
    """
    noun, ending = EXPORTED[rows], path.suffix.lower()
    if ending not in endings(rows):
        raise Unexportable(f"{path.name}: {rows} are written as {', '.join(endings(rows))}")
    count = listing.counted(db, noun, filters)
    at = noun.name if rows == noun.name else f"{noun.name}/{rows}"
    query = filters.to_query()
    answer = Answer(
        noun=rows,
        question=sentence(filters, Count(count)),
        count=count,
        address=f"{site}/{at}" + (f"?{query}" if query else ""),
        made=datetime.now(UTC),
        records=watched(listing.every(db, noun, filters), count),
        site=site,
    )
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            FILES[ending].write(answer, out)
        beside.replace(path)
    except ValueError as error:
        raise Unexportable(str(error)) from error
    finally:
        beside.unlink(missing_ok=True)
    return count
