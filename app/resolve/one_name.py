"""Which names of one article are one actor's: a full name and a surname, a name and its short form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from app.extract.reading import Mention
from app.resolve.likeness import GENERATIONS, Named
from app.resolve.owners import is_shared, owner_of, states_at, usual_state
from app.text.folding import fold_name
from app.text.sounds import alike

_RESPELLED = re.compile(r"surname of (.+), in another spelling").fullmatch
_FOLDED_GENERATIONS = frozenset(map(fold_name, GENERATIONS))


def rivals_of(named: Named, bearers: Mapping[str, Sequence[str]]) -> list[str]:
    """The full names of this article that a bare surname may be short for, where there are several."""
    key = _personal_key(named.name)
    if named.kind != "person" or " " in key:
        return []
    found = bearers.get(key, ())
    return sorted(found) if len(found) > 1 else []


def bearers_of(text: str, mentions: Sequence[Mention]) -> dict[str, list[str]]:
    full = {_personal_key(m.name.of(text)): m.name.of(text) for m in mentions if m.kind == "person"}
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in full.items():
        if " " in key:
            found[key.split()[-1]].append(name)
    return found


def groups_of(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one actor together. A surname joins a full name only where one person here bears it."""
    by_key: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        name = mention.name.of(text)
        key = fold_name(usual_state(name) if mention.kind == "state" else name)
        by_key[(_family(mention.kind), _personal_key(name) if mention.kind == "person" else key)].append(mention)
    joined = dict(_short_forms(text, mentions)) | dict(_tails(text, mentions))
    full_of = ((m.name.of(text), _RESPELLED(m.reason)) for m in mentions)
    respelled = {_personal_key(name): _personal_key(full[1]) for name, full in full_of if full}
    bearers: dict[str, set[str]] = defaultdict(set)
    firsts: dict[str, set[str]] = defaultdict(set)
    for family, key in by_key:
        if family == "person" and " " in key:
            words = key.split()
            surname = words[:-1] if words[-1] in _FOLDED_GENERATIONS else words
            for last in (surname[-1], " ".join(surname[-2:])):
                bearers[last].add(key)
            for reach in range(1, len(words)):  # "Hamza", "Abu Hamza": the beginning of one longer name here
                firsts[" ".join(words[:reach])].add(key)
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for (family, key), found in by_key.items():
        full = (bearers[key] - {key} or firsts[key] - {key}) if family == "person" else set()
        target = min(full) if len(full) == 1 or (full and _one_name(full)) else key
        if family == "person" and ("person", respelled.get(key, "")) in by_key:
            target = respelled[key]  # "Saree" after "Yahya Sarea"
        if family != "person":
            target = joined.get(key, key)
        groups[(family, target)].extend(found)
    return list(groups.values())


def _personal_key(name: str) -> str:
    """What spellings of one person's name have in common: "al-Maliki" alone is Nouri al-Maliki's surname."""
    key = fold_name(name)
    article, _, surname = key.partition(" ")
    return surname if article in ("al", "el") and name[2:3] in "-‑–" and " " not in surname else _bare(key)


def _one_name(keys: Collection[str]) -> bool:
    """Whether full names are one name spelled in several ways: "Hamza bin Laden", "Hamza bin Ladin"."""
    first, *others = (key.split() for key in keys)
    return all(
        len(other) == len(first)
        and all(one == two or alike(one, two) for one, two in zip(first, other, strict=True))
        for other in others
    )


def _bare(key: str) -> str:
    """A person's name without the article before the surname: "Nouri al-Maliki" and "Nouri Maliki" are one."""
    words = key.split()
    return " ".join(w for i, w in enumerate(words) if w not in ("al", "el") or not 0 < i < len(words) - 1)


def _family(kind: str) -> str:
    return kind if kind in ("person", "state") else "group"


def _short_forms(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """(short, full): one name in brackets directly after another."""
    for full, short in pairwise(mentions):
        between = text[full.name.end : short.name.start]
        if between in (" (", " (the ") and text[short.name.end : short.name.end + 1] == ")":
            yield fold_name(short.name.of(text)), fold_name(full.name.of(text))
    for mention in mentions:  # "the ORF" further on, by its initials
        if mention.reason.startswith("short for "):
            yield fold_name(mention.name.of(text)), fold_name(mention.reason.removeprefix("short for "))


def _tails(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """(short, full): "the Air Force" beside one "Ukrainian Air Force" and no other is that one."""
    names = {m.name.of(text) for m in mentions if _family(m.kind) == "group"}
    states = states_at(mentions)
    for short in names:
        if not is_shared([short]):
            continue
        fulls = {fold_name(full) for full in names if full.endswith(f" {short}") and not is_shared([full])}
        fulls |= {fold_name(full) for full in names if full.startswith(f"{short} of ") and not is_shared([full])}
        owners = {m.name.of(text) for m in mentions if m.name.of(text) == short and owner_of(text, m, states)}
        if len(fulls) == 1 and not owners:
            yield fold_name(short), fulls.pop()


def named_as(text: str, group: Sequence[Mention]) -> Named:
    names = [mention.name.of(text) for mention in group]
    kinds = [mention.kind for mention in group]
    titles = dict.fromkeys(mention.title for mention in group if mention.title)
    fullest = max(names, key=lambda name: (len(name.split()), len(name)))
    kind = max(dict.fromkeys(kinds), key=kinds.count)
    return Named(usual_state(fullest) if kind == "state" else fullest, kind, tuple(titles))
