"""The trigger lexicon: which words may tell of an event, and the word lists their restrictions name.

Two files, the first read first: `lexicon/unrest.toml` (protest, crime, seizures, accidents) and
`lexicon/triggers.toml` (the fighting, and what governments do). When several entries fit one word the first wins.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from app.extract.lexicon import load

FILES = ("unrest", "triggers")
Entry = tuple[int, tuple[str, ...], dict[str, Any]]  # its number in the files, its words, and what it says


@cache
def entries() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """("verb" | "noun" | "phrase", key word) → the entries, in file order; a noun's key is its last word."""
    found: dict[tuple[str, str], list[Entry]] = {}
    told = [entry for name in FILES for entry in load(name)["trigger"]]
    for number, entry in enumerate(told):
        for kind in ("verb", "noun", "phrase"):
            for words in entry.get(f"{kind}s", ()):
                parts = tuple(re.split(r"[ ]|(?<=\w)(?=-)|(?<=-)", words))
                key = parts[0] if kind == "verb" else parts[-1]
                found.setdefault((kind, key), []).append((number, parts, entry))
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def key_words() -> frozenset[str]:
    """Every word that some entry is found by."""
    return frozenset(word for _, word in entries())


@cache
def words_of(name: str) -> frozenset[str]:
    """A word list of the lexicon by name; a list that both files have is one list."""
    tables = [load(file)["words"] for file in FILES]
    tables += [table[part] for table in tables for part in ("more", "modes", "sides") if part in table]
    return frozenset(word for table in tables if isinstance(table.get(name), list) for word in table[name])
