"""A whole answer as a file on disk: `dateline export`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.browse import listing
from app.browse.filters import FIELDS, Filters
from app.browse.names import names_in
from app.browse.nouns import NOUNS
from app.browse.records import Count
from app.forms.answer import Answer
from app.forms.files import FILES, endings

ORDERING = ("sort",)  # a file is never cut into pages
Watched = Callable[[Iterator[Any], int], Iterator[Any]]


class Unexportable(ValueError):
    """What was asked makes no file: it says what to change."""


def question(db: Connection, noun: str, asked: Iterable[str]) -> Filters:
    """The filters written as `name=value`. Raises Unexportable: a file must never drop one silently."""
    if noun not in NOUNS:
        raise Unexportable(f"{noun!r} cannot be exported: one of {', '.join(NOUNS)}")
    pairs = []
    for written in asked:
        name, equals, value = written.partition("=")
        if not equals:
            raise Unexportable(f"{written!r} is no filter: write name=value, like speaker=zelensky")
        pairs.append((name, value))
    filters = Filters.read(noun, pairs, names_in(db))
    known = (*FIELDS[noun].split(), *ORDERING)
    wrong = [str(problem) for problem in filters.problems]
    wrong += [
        f"{name}: no filter of {noun}, which know {', '.join(known)}" for name, _ in pairs if name not in known
    ]
    if wrong:
        raise Unexportable("; ".join(wrong))
    return filters


def export(db: Connection, filters: Filters, path: Path, site: str, watched: Watched) -> int:
    """Writes the answer to `path`, in the form its ending names; how many records it holds.

    It is written beside its place and put there whole, so that a broken run leaves no half file. Raises
    Unexportable, and OSError where the folder cannot be written.
    """
    noun, ending = filters.noun, path.suffix.lower()
    if ending not in endings(noun):
        raise Unexportable(f"{path.name}: {noun} are written as {', '.join(endings(noun))}")
    count = listing.counted(db, NOUNS[noun], filters)
    query = filters.to_query()
    answer = Answer(
        noun=noun,
        question=filters.sentence(Count(count)),
        count=count,
        address=f"{site}/{noun}" + (f"?{query}" if query else ""),
        made=datetime.now(UTC),
        records=watched(listing.every(db, NOUNS[noun], filters), count),
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
