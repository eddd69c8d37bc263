"""Places and their spellings: 235,000 settlements, every country and first-order region, counties and
departments of some, and places of the wars that such lists leave out. Read-only; ids are our own keys,
GeoNames ids where sure.

`seeds/gazetteer.tsv.xz` (made by `tools/build_gazetteer.py`) and `seeds/places_extra.jsonl` (written by
hand, and its word is last) become a SQLite file on the first start and whenever either changes.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app import paths
from app.text.folding import fold_name
from app.world.gazetteer_file import keep_current

_EARTH_KM = 6371.0


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
        keep_current(cache, seeds)
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
