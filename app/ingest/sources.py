"""Opening what is to be ingested: files, folders and standard input. One bad file costs that file only."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.ingest.article import LONGEST, Given, IncomingArticle, UnreadableArticle, incoming
from app.ingest.page import article_of_page

csv.field_size_limit(LONGEST * 2)  # csv's own limit, 131,072 characters, is shorter than a long article
LARGEST_FILE = 8 * 1024 * 1024  # bytes of a .txt, .md or .html: more is no article
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
ENDINGS = (".txt", ".md", ".html", ".htm", ".jsonl", ".csv")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in a source: an article, or why it is none. `key` names it for the person who asked."""

    key: str
    article: IncomingArticle | None
    error: str | None = None


def open_source(source: str, given: Given) -> Iterator[Found]:
    """What a file, a folder (files with known endings, sorted) or `-` holds; never raises for what is in it."""
    if source == "-":
        yield from _records("standard input", _json_lines(sys.stdin), given)
        return
    path = Path(source)
    if path.is_dir():
        inside = sorted(file for file in path.rglob("*") if file.suffix.casefold() in ENDINGS)
        if not inside:
            yield Found(source, None, f"the folder holds no {' '.join(ENDINGS)} files")
        for file in inside:
            yield from _open_file(file, given)
    elif path.is_file():
        yield from _open_file(path, given)
    else:
        yield Found(source, None, "there is no such file or folder")


def _open_file(path: Path, given: Given) -> Iterator[Found]:
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        yield Found(
            str(path), None, f"files ending in {ending or 'nothing'} are not read; known: {' '.join(ENDINGS)}"
        )
        return
    try:
        if ending == ".jsonl":
            yield from _records(str(path), _json_lines(io.StringIO(decoded(path.read_bytes()))), given)
        elif ending == ".csv":
            rows = csv.DictReader(io.StringIO(decoded(path.read_bytes()), newline=""))
            yield from _records(str(path), _csv_rows(rows), given)
        else:
            yield _one(str(path), lambda: _article_of(path, ending, given))
    except (OSError, csv.Error, UnreadableArticle) as error:
        yield Found(str(path), None, f"cannot be read: {error}")


def _one(key: str, load: Callable[[], IncomingArticle]) -> Found:
    try:
        return Found(key, load())
    except (UnreadableArticle, OSError) as error:
        return Found(key, None, str(error))
    except RecursionError:
        return Found(key, None, "it is nested too deeply to be an article")


def _article_of(path: Path, ending: str, given: Given) -> IncomingArticle:
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableArticle(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB: no single article is")
    text = decoded(path.read_bytes())
    if ending == ".md":
        stated, body = front_matter(text)
        return incoming(body, stated, given, stated_in="front matter")
    if ending in (".html", ".htm"):
        return article_of_page(text, given)
    return incoming(text, {}, given, stated_in="the file")


def front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The YAML between two `---` lines at the top, and the rest. Raises UnreadableArticle for broken YAML."""
    fenced = _FRONT_MATTER.match(text.lstrip("\ufeff"))
    if fenced is None:
        return {}, text
    head, body = fenced["head"], text.lstrip("\ufeff")[fenced.end() :]
    try:
        stated = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that is not in the calendar
        raise UnreadableArticle(f"the front matter is not valid YAML: {error}") from error
    if not isinstance(stated, dict):
        raise UnreadableArticle("the front matter must be lines of `name: value` between two --- lines")
    return stated, body


def _records(key: str, rows: Iterable[tuple[int, Mapping[str, object] | str]], given: Given) -> Iterator[Found]:
    """One article a row; a row that came as text is the reason why it is none."""
    for number, row in rows:
        where = f"{key}:{number}"
        if isinstance(row, str):
            yield Found(where, None, row)
        else:
            yield _one(where, lambda row=row: _article_of_record(row, given))


def _article_of_record(row: Mapping[str, object], given: Given) -> IncomingArticle:
    text = row.get("text")
    if not isinstance(text, str):
        raise UnreadableArticle("the record has no `text`")
    return incoming(text, row, given, stated_in="the record")


def _json_lines(lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            yield number, f"the line is not JSON: {error}"
            continue
        except RecursionError:
            yield number, "the line is nested too deeply to be an article"
            continue
        yield number, row if isinstance(row, dict) else "the line is JSON, but not an object {…}"


def _csv_rows(rows: csv.DictReader[str]) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    for row in rows:
        if None in row:  # DictReader's way of saying that a row is longer than the header
            yield rows.line_num, "the row has more cells than the header"
        else:
            yield rows.line_num, {name.strip().casefold(): value for name, value in row.items()}


def decoded(raw: bytes) -> str:
    """Text of bytes: UTF-8 (with or without a mark), UTF-16 with one, else the likeliest encoding.

    Raises UnreadableArticle for what is no text.
    """
    if b"\0" in raw and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableArticle("it is not a text file: it holds zero bytes")
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise UnreadableArticle("its characters cannot be made out: save it as UTF-8")
    return str(best)
