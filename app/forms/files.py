"""The forms that hold a whole answer, by their endings: one table for the site and for `dateline export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from app.browse.question.filters import PAGING, Filters
from app.forms import csv, geojson, json, xlsx
from app.forms.answer import Answer
from app.text.folding import slug

LEDGER = "ledger"  # the accounts of every event of an answer: a question of events, in rows of their ledgers
_LONGEST_NAME = 100  # characters without the ending: a path of several folders still fits everywhere
_LISTS = ("quotes", "events", "contradictions", "articles", "people", "places", "outlets")
_MORE = "and-more"
_UNNAMED = ("from", "to", *PAGING)  # a stretch of days is written as one; an order is no part of what is held


@dataclass(frozen=True, slots=True)
class File:
    """`nouns`: whose lists have this form. `write` raises ValueError, in words for a visitor, before it writes
    anything where the answer does not fit.
    """

    media_type: str
    write: Callable[[Answer, IO[bytes]], None]
    nouns: tuple[str, ...] = _LISTS


def _written(lines: Callable[[Answer], Iterator[str]]) -> Callable[[Answer, IO[bytes]], None]:
    def write(answer: Answer, out: IO[bytes]) -> None:
        for line in lines(answer):
            out.write(line.encode())

    return write


FILES: Mapping[str, File] = {
    ".csv": File(
        "text/csv; charset=utf-8",
        _written(lambda answer: csv.lines(answer.noun, answer.records, answer.site, answer.address)),
        (*_LISTS, LEDGER),
    ),
    # UTF-8 by their own standards; a browser that is not told so reads them as windows-1252 all the same.
    ".jsonl": File(
        "application/jsonl; charset=utf-8",
        _written(lambda answer: json.lines(answer.records, answer.site)),
        (*_LISTS, LEDGER),
    ),
    ".geojson": File("application/geo+json; charset=utf-8", _written(geojson.lines), geojson.NOUNS),
    ".xlsx": File("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.write),
}


def endings(noun: str) -> tuple[str, ...]:
    """The endings of a noun's whole files."""
    return tuple(ending for ending, form in FILES.items() if noun in form.nouns)


def file_name(noun: str, filters: Filters, ending: str) -> str:
    """ "dateline-events-donetsk-oblast-2023-05.csv": a file on a disk still says what it holds.

    ASCII only, so that no browser and no file system has to guess.
    """
    asked = {name: value for name, value in filters.pairs() if name in ("from", "to")}
    told = [slug(value) for name, value in filters.pairs() if name not in _UNNAMED]
    told.append(_stretch(asked.get("from"), asked.get("to")))
    parts = ["dateline", noun, *filter(None, told)]
    while len("-".join(parts)) > _LONGEST_NAME:
        parts = [*parts[:-2], _MORE] if parts[-1] == _MORE else [*parts[:-1], _MORE]
    return "-".join(parts) + ending


def _stretch(first: str | None, last: str | None) -> str:
    if first and last:
        return first if first == last else f"{first}-to-{last}"
    return f"since-{first}" if first else f"until-{last}" if last else ""
