"""Whose an acronym is that several bear: the RSF of Sudan's war, or Reporters Without Borders.

The article's own places and the words round the acronym say it, or nobody does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from app.extract.lexicon import load
from app.resolve.likeness import Candidate

_LONGEST = 6  # letters
_WORLD_WIDE = ("organisation", "international", "media")  # where they sit says nothing of where they work


def is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) <= _LONGEST


def bearer(
    name: str, candidates: Sequence[Candidate], sentences: Iterable[str], countries: Collection[str]
) -> tuple[Candidate, str] | None:
    """The one candidate that the article speaks for, and why; None where it speaks for none, or for two.

    `sentences` are those that hold the acronym, `countries` (ISO alpha-2) those that the article's places lie in.
    """
    words = set(re.findall(r"[a-z]+", " ".join(sentences).lower()))
    known_by: dict[str, list[str]] = load("groups")["acronyms"]["known_by"]
    told = {c.slug: sorted(words & set(known_by.get(c.slug, ()))) for c in candidates}
    spoken_of = [c for c in candidates if told[c.slug]]
    there = [c for c in candidates if c.country in countries and c.kind not in _WORLD_WIDE]
    found = {c.slug: c for c in (*spoken_of, *there)}
    if len(found) != 1:
        return None
    (one,) = found.values()
    if told[one.slug]:
        return one, f"“{name}” beside “{told[one.slug][0]}” is {one.name}"
    return one, f"“{name}” is {one.name} in an article that names places there"
