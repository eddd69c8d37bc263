"""Whose country, or whose standing, is disputed, and what is said of it (`seeds/disputed.toml`).

The gazetteer puts each place under one country, which takes a side where two claim it; the page then says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from app import paths


@dataclass(frozen=True, slots=True)
class Dispute:
    says: str  # who holds and who claims it, in a sentence or two
    source: str  # the document that says so, as it is cited
    url: str


@dataclass(frozen=True, slots=True)
class Disputed:
    places: Mapping[str, Dispute] = field(default_factory=dict)  # by gazetteer key
    actors: Mapping[str, Dispute] = field(default_factory=dict)  # by roster slug

    @classmethod
    def open(cls, path: Path) -> Disputed:
        """Raises ValueError naming the entry and what is wrong with it."""
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        places = [(key, _dispute(each, "keys")) for each in file.get("place", []) for key in each.get("keys", ())]
        actors = [(each.get("slug", ""), _dispute(each, "slug")) for each in file.get("actor", [])]
        for told in (places, actors):
            named = [name for name, _ in told]
            if twice := [name for name in named if named.count(name) > 1]:
                raise ValueError(f"{twice[0]!r} stands in {path.name} twice")
        return cls(dict(places), dict(actors))

    def place(self, line: Iterable[str]) -> Dispute | None:
        """Of a place, given as its own key and those of what it lies in, nearest first."""
        return next((self.places[key] for key in line if key in self.places), None)


def _dispute(entry: Mapping[str, Any], name: str) -> Dispute:
    wanted = {name, "says", "source", "url"}
    if set(entry) != wanted or not all(entry.values()):
        raise ValueError(f"{entry.get(name)!r}: an entry has {', '.join(sorted(wanted))}, and nothing else")
    return Dispute(entry["says"], entry["source"], entry["url"])


@lru_cache(maxsize=1)
def disputed() -> Disputed:
    return Disputed.open(paths.SEEDS / "disputed.toml")
