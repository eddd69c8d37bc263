"""What may be written in the search box: `speaker:zelensky on:2023-05 "exact phrase" -word a OR b`.

Qualifiers are filters said another way; what is left are words, kept as a plain text that reads and
means the same when it is parsed again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.store.words import MOST_TERMS, Term, WordQuery

QUALIFIERS = (
    "speaker", "actor", "place", "outlet", "about", "type", "kind", "from", "to", "on", "lang", "conflict",
    "side", "role", "modality", "stance", "state", "party", "disputed",
)  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<minus>-)?(?:(?P<field>[a-z]+):)?(?:["“”](?P<phrase>[^"“”]*)(?:["“”]|$)|(?P<word>[^\s"“”]+))"""
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` is what remains for the words, `query` what it means; `dropped` says why some was left out."""

    text: str
    query: WordQuery
    qualifiers: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...] = ()


def parse(written: str) -> Asked:
    qualifiers: list[tuple[str, str]] = []
    groups: list[list[tuple[str, Term]]] = []
    without: list[tuple[str, Term]] = []
    dropped: list[str] = []
    either = False
    for match in _TOKEN.finditer(written):
        phrase, word = match["phrase"], match["word"]
        if match["field"] in QUALIFIERS and (value := (phrase if phrase is not None else word).strip()):
            qualifiers.append((match["field"], value))
            continue
        if match[0] == "OR":
            either = bool(groups)  # with nothing before it, it joins nothing
            continue
        said = f'"{phrase}"' if phrase is not None else word
        if match["field"] and phrase is not None:  # foo:"bar baz" is words, like foo:bar
            said = f'"{match["field"]} {phrase}"'
        elif match["field"]:
            said = f"{match['field']}:{word}"
        term = Term.of(said, phrase=phrase is not None)
        if not term.words:
            dropped.append(f"nothing to search for in {said}")
        elif match["minus"]:
            without.append((said, term))
        elif either:
            groups[-1].append((said, term))
        else:
            groups.append([(said, term)])
        either = False
    return _within_limit(groups, without, tuple(qualifiers), dropped)


def _within_limit(
    groups: list[list[tuple[str, Term]]],
    without: list[tuple[str, Term]],
    qualifiers: tuple[tuple[str, str], ...],
    dropped: list[str],
) -> Asked:
    """Keeps the first MOST_TERMS terms; says so where that leaves some out."""
    left = MOST_TERMS
    kept = []
    for group in groups:
        if taken := group[:left]:
            kept.append(taken)
        left -= len(taken)
    kept_without = without[:left]
    if sum(map(len, groups)) + len(without) > MOST_TERMS:
        dropped.append(f"only the first {MOST_TERMS} words were searched for")
    text = [" OR ".join(said for said, _ in group) for group in kept]
    text += [f"-{said}" for said, _ in kept_without]
    query = WordQuery(
        tuple(tuple(term for _, term in group) for group in kept), tuple(term for _, term in kept_without)
    )
    return Asked(" ".join(text), query, qualifiers, tuple(dropped))
