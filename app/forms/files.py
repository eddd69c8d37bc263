"""The forms that hold a whole answer, by their endings: one table for the site and for `dateline export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from app.forms import csv, geojson, json, xlsx
from app.forms.answer import Answer


@dataclass(frozen=True, slots=True)
class File:
    """`nouns`: whose lists have this form. `write` raises ValueError, in words for a visitor, before it writes
    anything where the answer does not fit.
    """

    media_type: str
    write: Callable[[Answer, IO[bytes]], None]
    nouns: tuple[str, ...] = ("quotes", "events", "articles", "people", "places", "outlets")


def _written(lines: Callable[[Answer], Iterator[str]]) -> Callable[[Answer, IO[bytes]], None]:
    def write(answer: Answer, out: IO[bytes]) -> None:
        for line in lines(answer):
            out.write(line.encode())

    return write


FILES: Mapping[str, File] = {
    ".csv": File("text/csv; charset=utf-8", _written(lambda answer: csv.lines(answer.noun, answer.records))),
    ".jsonl": File("application/jsonl", _written(lambda answer: json.lines(answer.records))),
    ".geojson": File("application/geo+json", _written(geojson.lines), geojson.NOUNS),
    ".xlsx": File("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.write),
}


def endings(noun: str) -> tuple[str, ...]:
    """The endings of a noun's whole files."""
    return tuple(ending for ending, form in FILES.items() if noun in form.nouns)
