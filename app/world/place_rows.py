"""The seeds of the gazetteer: lines of `seeds/gazetteer.tsv.xz`, amended by `seeds/places_extra.jsonl`."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.text.folding import fold_name

# Found by how a spelling is meant: curated or a capital's own name, any other, and last the short name a
# region shares with its seat: "Kharkiv" is the city, whatever "Kharkiv Oblast" is also called.
FIRST, ALSO, SHORT = 0, 1, 2
_AMENDED = (
    "kind", "lat", "lon", "country", "region", "population", "geonameid", "capital", "demonyms", "adjectives",
)  # fmt: skip


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
        meant: dict[str, int] = {self.name: SHORT if self.name in self.short else ALSO}
        for spellings, meaning in ((self.first, FIRST), (self.others, ALSO), (self.short, SHORT)):
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
