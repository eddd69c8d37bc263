"""Places and their spellings: 235,000 settlements, every country and first-order region, counties and
departments of some, and places of the wars that such lists leave out. Read-only; ids are our own keys,
GeoNames ids where sure.

`seeds/gazetteer.tsv.xz` (made by `tools/build_gazetteer.py`) and `seeds/places_extra.jsonl` (written by
hand, and its word is last) become a SQLite file on the first start and whenever either changes.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import math
import os
import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from app import paths
from app.text import folding
from app.text.folding import fold_name

_FORMAT = "6"  # of the SQLite file; a new number rebuilds it everywhere
_KIND_ORDER = {"country": 0, "region": 1}
# Found by how a spelling is meant: curated or a capital's own name, any other, and last the short name a
# region shares with its seat: "Kharkiv" is the city, whatever "Kharkiv Oblast" is also called.
_FIRST, _ALSO, _SHORT = 0, 1, 2
_OWN_NAME = 5  # a shown name weighs as much as five times its people: Pokrovsk before Engels, once Pokrovsk
_CAPITAL_PEOPLE = 100_000  # below this a capital's name is more often another place (Kingston, Hamilton)
_EARTH_KM = 6371.0
_AMENDED = (
    "kind", "lat", "lon", "country", "region", "population", "geonameid", "capital", "demonyms", "adjectives",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere. `parents` are the keys of what it lies in, nearest first (region, then country)."""

    # "g713174" a settlement of GeoNames, "c-UA" a country, "r-UA.05" a region, "d-GB.ENG.G5" a county, "x-…" ours
    key: str
    name: str  # as shown, in English: "Bakhmut", "Donetsk Oblast", "Ukraine"
    kind: str  # country region district settlement facility water area
    lat: float
    lon: float
    country: str | None  # ISO 3166-1 alpha-2
    parents: tuple[str, ...] = ()
    population: int = 0
    geonameid: int | None = None

    def within(self, key: str) -> bool:
        """Whether it is that place or lies in it."""
        return key == self.key or key in self.parents

    def km_to(self, lat: float, lon: float) -> float:
        """Great-circle kilometres to a point in degrees."""
        return _km(self.lat, self.lon, lat, lon)


@dataclass(slots=True)
class PlaceRow:
    """A line of the seed: a place before its parents and spellings are settled. Lists as in its header."""

    key: str
    name: str
    kind: str
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    region: str = ""
    population: int = 0
    geonameid: int | None = None
    capital: str = ""
    demonyms: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    nearer: list[str] = field(default_factory=list)

    def line(self) -> str:
        """As written to the seed. Raises ValueError without coordinates or with a tab in a name."""
        if self.lat is None or self.lon is None:
            raise ValueError(f"{self.key} {self.name} has no coordinates")
        own_id = "" if self.key == f"g{self.geonameid}" else str(self.geonameid or "")
        fields = [self.key, self.name, self.kind, f"{self.lat:.4f}", f"{self.lon:.4f}", self.country, self.region]
        fields += [str(self.population or ""), own_id, self.capital, "|".join(self.others), "|".join(self.short)]
        if any("\t" in value or "\n" in value for value in fields):
            raise ValueError(f"{self.key} {self.name!r}: a tab or line break in a field")
        return "\t".join(fields) + "\n"

    @classmethod
    def read(cls, line: str) -> PlaceRow:
        key, name, kind, lat, lon, country, region, people, own_id, capital, others, short = line.split("\t")
        geonameid = int(own_id) if own_id else int(key[1:]) if key.startswith("g") else None
        row = cls(key, name, kind, float(lat), float(lon), country, region, int(people or 0), geonameid, capital)
        row.others = others.split("|") if others else []
        row.short = short.split("|") if short else []
        return row

    def amend(self, entry: dict) -> None:
        """A curated entry's word over the lists': what it gives replaces, what it names is found first."""
        if "name" in entry:
            if entry["name"] != self.name and self.name not in self.short:
                self.others.append(self.name)
            self.name = entry["name"]
        for told in _AMENDED:
            if told in entry:
                setattr(self, told, entry[told])
        self.nearer += entry.get("in", [])
        self.first += [self.name, *entry.get("names", [])]
        self.others += entry.get("also", [])
        dropped = {fold_name(n) for n in entry.get("not", [])}
        self.others = [s for s in self.others if fold_name(s) not in dropped]

    def spellings(self) -> dict[str, int]:
        """Every spelling with how it is meant, the shown name first; the better meaning wins."""
        meant: dict[str, int] = {self.name: _SHORT if self.name in self.short else _ALSO}
        for spellings, meaning in ((self.first, _FIRST), (self.others, _ALSO), (self.short, _SHORT)):
            for spelling in spellings:
                meant[spelling] = min(meaning, meant.get(spelling, meaning))
        return meant


def read_extras(path: Path) -> list[dict]:
    """The curated entries, each with its `key`. Raises ValueError naming the line that cannot be read."""
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("//"):
            continue
        try:
            entry = json.loads(line)
            entry.setdefault("key", f"g{entry.get('geonameid')}")
            if entry["key"] == "gNone":
                raise ValueError("neither key nor geonameid")
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
        entries.append(entry)
    return entries


class Gazetteer:
    """Names to places. `open` builds a read-only SQLite at `cache` on the first start."""

    def __init__(self, connection: sqlite3.Connection):
        self._db = connection
        self._lock = threading.Lock()  # one connection: a look-up takes microseconds, and most are remembered
        self.close = weakref.finalize(self, connection.close)
        ask = self._ask
        self._demonyms: dict[str, str] = dict(ask("SELECT word, key FROM demonym"))
        self._adjectives: dict[str, str] = dict(ask("SELECT word, key FROM adjective"))
        self._capitals: dict[str, str] = dict(ask("SELECT place, country FROM capital"))
        self._find = lru_cache(maxsize=32768)(self._found)
        self._get = lru_cache(maxsize=32768)(self._got)
        self._begins = lru_cache(maxsize=65536)(self._begun)

    @classmethod
    def open(cls, cache: Path, seeds: Path = paths.SEEDS) -> Gazetteer:
        """Opens the gazetteer, building `cache` from the seeds first where it is missing or out of date.

        Building takes some seconds; two processes may do it at once, and the later one wins unharmed.
        Raises ValueError for a seed that cannot be read, OSError where `cache` cannot be written.
        """
        stamp = _stamp(seeds)
        if _stamp_of(cache) != stamp:
            _build(cache, seeds, stamp)
        uri = f"{cache.resolve().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def lookup(self, name: str) -> Sequence[Place]:
        """Every place with this spelling (folded by `fold_name`), the likeliest first.

        Countries and regions come before settlements, then by people; but names that a person listed and
        capitals come before their namesakes, and a region comes last by the bare name of its seat. An
        acronym ("US") is found in capitals only.
        """
        folded = fold_name(name)
        return self._find(folded, name.isupper()) if folded else ()

    def get(self, key: str) -> Place | None:
        return self._get(key)

    def names(self, key: str) -> Sequence[tuple[str, str]]:
        """(spelling, script) of a place, the shown name first; script is "Latn" or "Cyrl"."""
        rows = self._ask("SELECT spellings FROM place WHERE key = ?", (key,))
        return tuple((s, _script(s)) for s in rows[0][0].split("|")) if rows else ()

    def country_of_demonym(self, word: str) -> Place | None:
        """ "Ukrainian", "Ukrainians" → Ukraine. Not "polish": a demonym has its capital letter."""
        key = self._demonyms.get(fold_name(word)) if word[:1].isupper() else None
        return self.get(key) if key else None

    def area_of_adjective(self, word: str) -> Place | None:
        """ "African", "Central Americans" → Africa, Central America: parts of the world that are no state."""
        key = self._adjectives.get(word)  # as written: folded, "EU" is "You"
        return self.get(key) if key else None

    def capital_of(self, key: str) -> Place | None:
        """The country whose capital this place is: "Moscow said" may mean Russia."""
        country = self._capitals.get(key)
        return self.get(country) if country else None

    def starts(self, words: Sequence[str]) -> bool:
        """Whether some spelling begins with these words: lets a scan of a text stop early."""
        folded = fold_name(" ".join(words))
        return bool(folded) and self._begins(folded)

    def nearby(self, lat: float, lon: float, km: float, limit: int = 20) -> Sequence[Place]:
        """Places within `km` of a point in degrees, the nearest first; no countries, regions or counties."""
        up = km / 111.0
        across = min(180.0, up / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + up)))))
        cells = range(math.floor(lat - up), math.floor(lat + up) + 1)
        found = []
        for row in cells:  # a cell is a square degree; the line of change of date is not crossed
            low, high = row * 360 + math.floor(lon - across), row * 360 + math.floor(lon + across)
            asked = f"SELECT {_FIELDS} FROM place p WHERE cell BETWEEN ? AND ?"  # noqa: S608  (fixed columns)
            found += map(_place, self._ask(asked, (low, high)))
        near = sorted((p.km_to(lat, lon), p.key, p) for p in found if not p.key.startswith(("c-", "r-", "d-")))
        return tuple(place for away, _, place in near[:limit] if away <= km)

    def __len__(self) -> int:
        return self._ask("SELECT count(*) FROM place")[0][0]

    def _found(self, folded: str, capitals: bool) -> tuple[Place, ...]:
        rows = self._ask(
            f"SELECT {_FIELDS} FROM spelling s JOIN place p ON p.id = s.place "  # noqa: S608  (fixed columns)
            "WHERE s.folded = ? AND s.acronym <= ? ORDER BY s.rank, s.weight, p.id",
            (folded, capitals),
        )
        return tuple(dict.fromkeys(map(_place, rows)))

    def _got(self, key: str) -> Place | None:
        rows = self._ask(f"SELECT {_FIELDS} FROM place p WHERE key = ?", (key,))  # noqa: S608  (fixed columns)
        return _place(rows[0]) if rows else None

    def _begun(self, folded: str) -> bool:
        # Words are parted by one space, and "!" is the character after it.
        asked = "SELECT 1 FROM spelling WHERE folded = ? OR (folded >= ? AND folded < ?) LIMIT 1"
        return bool(self._ask(asked, (folded, f"{folded} ", f"{folded}!")))

    def _ask(self, sql: str, values: tuple = ()) -> list[tuple]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()


_FIELDS = "p.key, p.name, p.kind, p.lat, p.lon, p.country, p.parents, p.population, p.geonameid"


def _place(row: tuple) -> Place:
    key, name, kind, lat, lon, country, parents, population, geonameid = row
    told = tuple(parents.split("|")) if parents else ()
    return Place(key, name, kind, lat, lon, country, told, population, geonameid)


def _script(spelling: str) -> str:
    return "Cyrl" if any("\u0400" <= c <= "\u052f" for c in spelling) else "Latn"


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b = math.radians(lat), math.radians(other_lat)
    haversine = math.sin((b - a) / 2) ** 2
    haversine += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(haversine))


# ------------------------------------------------------------------------------- building the SQLite file

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


def read_rows(seeds: Path) -> Iterator[PlaceRow]:
    """Every place of both seeds, the curated ones amended or added. Raises ValueError for a broken seed."""
    entries: dict[str, list[dict]] = {}
    areas: dict[str, list[str]] = {}  # a region's key → the areas it is a part of
    for entry in read_extras(seeds / "places_extra.jsonl"):
        entries.setdefault(entry["key"], []).append(entry)
        for held in entry.get("holds", []):
            areas.setdefault(held, []).append(entry["key"])
    with lzma.open(seeds / "gazetteer.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            row = PlaceRow.read(line.rstrip("\n"))
            for entry in entries.pop(row.key, ()):
                row.amend(entry)
            row.nearer += areas.get(row.key, [])
            yield row
    for key, told in entries.items():
        if not key.startswith("x-"):
            raise ValueError(f"places_extra.jsonl: {key} is not in the gazetteer")
        try:
            row = PlaceRow(key, told[0]["name"], told[0]["kind"], told[0]["lat"], told[0]["lon"])
        except KeyError as error:
            raise ValueError(f"places_extra.jsonl: {key} has no {error}") from error
        for entry in told:
            row.amend(entry)
        yield row


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
                meant[row.name] = _FIRST
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
