"""What may be written in the search box: `speaker:zelensky on:2023-05 "exact phrase" -word a OR b`.

Qualifiers are filters said another way; what is left are words, kept as a plain text that reads and
means the same when it is parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.store.word_query import MOST_TERMS, Term, WordQuery
from app.text.tongue import _

QUALIFIERS = (
    "speaker", "actor", "place", "outlet", "about", "type", "kind", "from", "to", "on", "lang", "conflict",
    "side", "role", "modality", "stance", "state", "party", "disputed", "placed", "figures",
)  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:["“”„«](?P<phrase>[^"“”«»]*)(?:["“”»]|$)|(?P<word>[^\s"“”„«»]+))"""
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
        field = (match["field"] or "").lower()  # a phone begins every line with a capital
        if field in QUALIFIERS and (value := (phrase if phrase is not None else word).strip()):
            qualifiers.append((field, value))
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
            dropped.append(_("nothing to search for in %(words)s", words=said))
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
        dropped.append(_("only the first %(n)s words were searched for", n=MOST_TERMS))
    text = [" OR ".join(said for said, _term in group) for group in kept]
    text += [f"-{said}" for said, _term in kept_without]
    query = WordQuery(
        tuple(tuple(term for _said, term in group) for group in kept), tuple(term for _said, term in kept_without)
    )
    return Asked(" ".join(text), query, qualifiers, tuple(dropped))


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word of a box and where it stands in it."""

    start: int
    end: int
    text: str


def plain(written: str) -> tuple[Word, ...]:
    """Every plain word in its order: what `plain_words` says once each."""
    return tuple(Word(match.start(), match.end(), match["word"]) for match in _plain(written))


def leaving_out(written: str, some: Iterable[Word]) -> str:
    """The box without some of its words."""
    told, at = [], 0
    for word in sorted(some, key=lambda each: each.start):
        told.append(written[at : word.start])
        at = word.end
    return " ".join("".join([*told, written[at:]]).split())


def plain_words(written: str) -> tuple[str, ...]:
    """The words that are looked for in any form: no phrase, no qualifier, nothing left out."""
    return tuple(dict.fromkeys(match["word"] for match in _plain(written)))


def with_words(written: str, other: Mapping[str, str]) -> str:
    """The same question with some of its plain words spelt otherwise; everything else stays as it was written."""
    told, at = [], 0
    for match in _plain(written):
        word = match["word"]
        told += [written[at : match.start()], other.get(word, word)]
        at = match.end()
    return "".join([*told, written[at:]])


def with_value(written: str, value: str, other: tuple[str, str]) -> str:
    """The same question with another value where a qualifier of that field has this one."""
    told, at, (field, meant) = [], 0, other
    for match in _TOKEN.finditer(written):
        said = match["phrase"] if match["phrase"] is not None else match["word"]
        if (match["field"] or "").lower() == field and said.strip() == value:
            told += [written[at : match.start()], f'{field}:"{meant}"' if " " in meant else f"{field}:{meant}"]
            at = match.end()
    return "".join([*told, written[at:]])


def _plain(written: str) -> Iterator[re.Match[str]]:
    return (
        m for m in _TOKEN.finditer(written) if m["word"] and not m["minus"] and not m["field"] and m[0] != "OR"
    )


def last_qualifier(written: str) -> tuple[str, str, str] | None:
    """What stands before the last part, and that part's field and the value begun: `gas speaker:zel`."""
    *_before, last = (None, *_TOKEN.finditer(written))
    if last is None or last.end() != len(written) or last["minus"]:
        return None
    field = (last["field"] or "").lower()
    if field not in QUALIFIERS:
        return None
    return written[: last.start()].strip(), field, last["phrase"] or last["word"] or ""
