"""Names that places bore before, from when to when, and who says so (`seeds/renamed.toml`)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app import paths
from app.text.when import When


@dataclass(frozen=True, slots=True)
class OlderName:
    name: str
    since: When | None  # None: the source does not say
    until: When
    source: str  # as it is cited
    url: str


def open_names(path: Path) -> Mapping[str, tuple[OlderName, ...]]:
    """By gazetteer key, the newest first. Raises ValueError naming the entry and what is wrong with it."""
    found: dict[str, list[OlderName]] = defaultdict(list)
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("name", []):
        found[entry.get("key", "")].append(_older(entry))
    return {
        key: tuple(sorted(names, key=lambda name: name.until.earliest, reverse=True))
        for key, names in found.items()
    }


def _older(entry: Mapping[str, Any]) -> OlderName:
    needed = {"key", "name", "until", "source", "url"}
    if set(entry) - {"since"} != needed or not all(entry.values()):
        raise ValueError(f"{entry.get('name')!r}: an entry has {', '.join(sorted(needed))}, and may have since")
    since = When.parse(entry["since"]) if "since" in entry else None
    until = When.parse(entry["until"])
    if since and since.earliest >= until.latest:
        raise ValueError(f"{entry['name']!r}: until {until} is not after since {since}")
    return OlderName(entry["name"], since, until, entry["source"], entry["url"])


@lru_cache(maxsize=1)
def older_names() -> Mapping[str, tuple[OlderName, ...]]:
    return open_names(paths.SEEDS / "renamed.toml")
