"""The SQLite file the gazetteer is looked up in: built from the seeds at the first start and when they change."""

from __future__ import annotations

import hashlib
import math
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from app.text import folding
from app.text.folding import fold_name
from app.world.place_rows import FIRST, PlaceRow, read_rows

_FORMAT = "6"  # of the SQLite file; a new number rebuilds it everywhere
_KIND_ORDER = {"country": 0, "region": 1}
_OWN_NAME = 5  # a shown name weighs as much as five times its people: Pokrovsk before Engels, once Pokrovsk
_CAPITAL_PEOPLE = 100_000  # below this a capital's name is more often another place (Kingston, Hamilton)

_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;
CREATE TABLE place(id INTEGER PRIMARY KEY, key TEXT, name TEXT, kind TEXT, lat REAL, lon REAL, country TEXT,
    parents TEXT, population INT, geonameid INT, cell INT, spellings TEXT);
CREATE TEMP TABLE told(folded TEXT, rank INT, weight INT, acronym INT, place INT);
CREATE TABLE spelling(folded TEXT, rank INT, weight INT, acronym INT, place INT,
    PRIMARY KEY(folded, rank, weight, acronym, place)) WITHOUT ROWID;
CREATE TABLE demonym(word TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;
CREATE TABLE adjective(word TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;
CREATE TABLE capital(place TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE stamp(sha256 TEXT);
"""
# Filled in the order of its key, the table is written once from front to back.
_FINISH = """
INSERT INTO spelling SELECT DISTINCT * FROM told ORDER BY 1, 2, 3, 4, 5;
CREATE UNIQUE INDEX place_key ON place(key);
CREATE INDEX place_cell ON place(cell);
"""


def keep_current(cache: Path, seeds: Path) -> None:
    """Builds `cache` from the seeds where it is missing or out of date.

    Two processes may do it at once, and the later one wins unharmed. Raises ValueError for a seed that cannot be
    read, OSError where `cache` cannot be written.
    """
    stamp = _stamp(seeds)
    if _stamp_of(cache) != stamp:
        _build(cache, seeds, stamp)


def _stamp(seeds: Path) -> str:
    """sha256 of all that the file is made from, the folding of names included."""
    digest = hashlib.sha256(_FORMAT.encode())
    for path in (seeds / "gazetteer.tsv.xz", seeds / "places_extra.jsonl", Path(folding.__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp_of(cache: Path) -> str | None:
    """The stamp in the file; None where there is no file, or not one of ours."""
    if not cache.exists():
        return None
    connection = sqlite3.connect(f"{cache.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT sha256 FROM stamp").fetchone()[0]
    except (sqlite3.DatabaseError, TypeError):  # cut short, or something else by that name: built anew
        return None
    finally:
        connection.close()


def _build(cache: Path, seeds: Path, stamp: str) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{cache.name}.", dir=cache.parent)
    os.close(handle)
    try:
        db = sqlite3.connect(name)
        try:
            db.executescript(_SCHEMA)
            _fill(db, read_rows(seeds))
            db.executescript(_FINISH)
            db.execute("INSERT INTO stamp VALUES (?)", (stamp,))
            db.commit()
        finally:
            db.close()
        os.replace(name, cache)  # readers of the old file keep it; nobody ever sees half a file
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, rows: Iterable[PlaceRow]) -> None:
    regions: dict[str, tuple[str, ...]] = {}  # a region's key → the areas it is a part of
    capitals: dict[str, str] = {}
    numbered = enumerate(rows)
    while batch := list(islice(numbered, 2000)):
        places, told = [], []
        for number, row in batch:
            if row.kind == "region":
                regions[row.key] = tuple(row.nearer)
            if row.capital:
                capitals[row.capital] = row.key
            meant = row.spellings()
            if row.key in capitals and row.population >= _CAPITAL_PEOPLE:
                meant[row.name] = FIRST
            places.append(_as_place(number, row, _parents(row, regions), meant))
            told += _told(number, row, meant)
            words = ((fold_name(word), row.key) for word in row.demonyms)
            db.executemany("INSERT OR IGNORE INTO demonym VALUES (?,?)", words)
            words = ((word, row.key) for word in row.adjectives)
            db.executemany("INSERT OR IGNORE INTO adjective VALUES (?,?)", words)
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", places)
        folded = _fold_many([spelling for spelling, *_ in told])
        found = ((key, *rest) for key, (_, *rest) in zip(folded, told, strict=True) if key)
        db.executemany("INSERT INTO told VALUES (?,?,?,?,?)", found)
    db.executemany("INSERT INTO capital VALUES (?,?)", capitals.items())


def _parents(row: PlaceRow, regions: dict[str, tuple[str, ...]]) -> list[str]:
    if row.kind == "country":
        return []
    region = [row.region, *regions.get(row.region, ())] if row.region else []
    return [*row.nearer, *region, *([f"c-{row.country}"] if row.country else [])]


def _as_place(number: int, row: PlaceRow, parents: list[str], spellings: Iterable[str]) -> tuple:
    lat, lon = row.lat or 0.0, row.lon or 0.0
    cell = math.floor(lat) * 360 + math.floor(lon)
    told = (row.key, row.name, row.kind, lat, lon, row.country or None, "|".join(parents), row.population)
    return number, *told, row.geonameid, cell, "|".join(spellings)


def _told(number: int, row: PlaceRow, meant: dict[str, int]) -> Iterator[tuple]:
    """(spelling, rank, weight, acronym?, place) of a row; the smaller rank is found first, then more weight."""
    kind = _KIND_ORDER.get(row.kind, 2)
    for spelling, meaning in meant.items():
        acronym = spelling.isupper() and len(spelling) <= 5 and spelling.isascii() and spelling.isalpha()
        weight = row.population * (_OWN_NAME if spelling == row.name else 1)
        yield spelling, meaning * 3 + kind, -weight, acronym, number


_BETWEEN = "丶"  # a letter to `fold_name`, which leaves it alone; no Latin or Cyrillic name holds it


def _fold_many(names: list[str]) -> list[str]:
    """`fold_name` of each, in one go: 650,000 calls would take half of the whole build."""
    folded = [key.strip() for key in fold_name.__wrapped__(f" {_BETWEEN} ".join(names)).split(_BETWEEN)]
    if len(folded) != len(names):
        raise ValueError(f"folding {len(names)} names gave {len(folded)} keys")
    return folded
