"""Names of groups by their make: spelled out before brackets, or by the words that groups end or open in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extract.lexicon import load
from app.extract.names.kinds import (
    Candidate,
    Page,
    group_kind,
    group_words,
    never,
)
from app.extract.names.titles import is_title

_DATELINE = re.compile(r"[^\n()]{3,60}\(([A-Z][^()\n]{1,50})\)\s+[-–—]")


def in_dateline(page: Page) -> Iterator[Candidate]:
    """ "KYIV, May 3 (Reuters) —": the agency is in the news trade, whatever word its name ends in."""
    found = _DATELINE.match(page.parsed.text)
    if found is None:
        return
    inside = [i for i, w in enumerate(page.words[:40]) if found.start(1) <= w.span.start < found.end(1)]
    if inside:
        yield Candidate(inside[0], inside[-1], "bracket", "media", "the agency in the dateline")


def in_brackets(page: Page) -> Iterator[Candidate]:
    """ "the Group of Seven (G-7)": both are one group; the name before must share the initials."""
    text = page.parsed.text
    for index in range(1, len(page.words)):
        start = page.words[index].span.start
        if text[start - 1 : start] != "(":
            continue
        last = index
        while last + 1 < len(page.words) and page.words[last + 1].joined and last - index < 2:
            last += 1
        acronym = page.name(index, last)
        if text[page.span(index, last).end :][:1] != ")" or not 2 <= len(acronym) <= 10:
            continue
        first = _expansion(page, index - 1, acronym)
        if first is not None:
            kind = group_kind(page, first, index - 1) or "organisation"
            yield Candidate(first, index - 1, "bracket", kind, f"spelled out before ({acronym})")
            yield Candidate(index, last, "bracket", kind, f"short for {page.name(first, index - 1)}")


def _expansion(page: Page, last: int, acronym: str) -> int | None:
    """Where the name that `acronym` shortens begins, going back from word `last`; None if its initials differ."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    if sum(c.isupper() for c in acronym) < 2 and not any(c.isdigit() for c in acronym):
        return None
    figures = {"7": "s", "20": "t", "5": "f"}
    wanted = [figures.get(c, c) for c in letters]
    index, position = last, len(wanted) - 1
    inside = load("groups")["connectors"]["inside"]
    while index >= 0 and position >= 0:
        word = page.words[index]
        if word.low[:1] == wanted[position] and (word.capital or word.low not in inside):
            position -= 1
        elif (word.low not in inside and position < len(wanted) - 1 and not word.capital) or (
            word.low not in inside and position == len(wanted) - 1
        ):
            return None
        if position < 0:
            return index if word.capital else None
        if not word.joined:
            return None
        index -= 1
    return None


def by_group_word(page: Page) -> Iterator[Candidate]:
    """Capitalised runs that end in a group's word, or have one before "of" or "for"."""
    index = 0
    while index < len(page.words):
        word = page.words[index]
        if not word.capital or word.low in never():
            index += 1
            continue
        last = _group_run(page, index)
        verbs = page.ordinary & set(range(index, last + 1))  # "Army Attacks Town Council"
        plain = index not in page.headlines or (last - index < 3 and not verbs)
        kind = group_kind(page, index, last) if plain else None
        first = index
        while kind and first < last and is_title(page.words[first].text) and first + 1 < last:
            first += 1
        if (
            kind == "media"
            and page.words[last].low == "press"
            and page.world.roster.known(page.name(first, last - 1))
        ):
            kind = None  # "the Pentagon Press": those who report from there
        if kind and last > first:
            yield Candidate(first, last, "group-word", kind, f"ends or opens as {kind.replace('-', ' ')} do")
        index = last + 1


def _reporters_at(page: Page, first: int, last: int) -> bool:
    """ "the Pentagon Press": those who report from there, and no outlet of that name."""
    return page.words[last].low == "press" and bool(page.world.roster.known(page.name(first, last - 1)))


def _group_run(page: Page, first: int) -> int:
    """How far a group's name that begins here may run: capitals, and "of"/"for (the)" after a group's word."""
    last, index, heads = first, first + 1, page.words[first].low in group_words()
    while index < len(page.words) and page.words[index].joined and index - first < 9:
        word = page.words[index]
        if word.capital:
            before = page.words[index - 1]
            loose = not before.capital and before.low in ("on", "to", "against")
            if not before.capital and (word.low in never() or (loose and index in page.toponym_at)):
                break  # "the Security Council on Monday", "… on Belgorod"
            heads = heads or word.low in group_words()
            last = index
        elif word.low in ("of", "for", "on", "to", "against") and heads and word.low != page.words[last].low:
            pass
        elif (
            word.low in ("the", "and")
            and index - last == 1 + (word.low == "the")
            and heads
            and "of" in [w.low for w in page.words[first:index]]
        ):
            if word.low == "and" and page.words[index + 1 : index + 2] and page.words[index + 1].low == "the":
                break
        else:
            break
        index += 1
    return last


_SHORTEST, _LONGEST = 3, 6  # letters of an acronym; two fit too many names


def by_initials(page: Page, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """ "the ORF" after "the Orlian Rescue Forces": the one group named here before that has these initials."""
    named: dict[str, dict[str, Candidate]] = {}
    for candidate in chosen:
        if candidate.kind in (None, "person", "state") and candidate.label != "ORG":
            continue
        capitals = [
            w for w in page.words[candidate.first : candidate.last + 1] if w.capital and w.text[0].isalpha()
        ]
        initials = "".join(word.text[0] for word in capitals)
        if _SHORTEST <= len(initials) <= _LONGEST:
            named.setdefault(initials, {}).setdefault(page.name(candidate.first, candidate.last), candidate)
    for index, word in enumerate(page.words):
        fulls = named.get(word.text, {})
        if len(fulls) != 1 or not word.text.isupper() or page.world.roster.known(word.text):
            continue
        [(full, candidate)] = fulls.items()
        if candidate.last < index:
            kind = candidate.kind or group_kind(page, candidate.first, candidate.last) or "organisation"
            yield Candidate(index, index, "bracket", kind, f"short for {full}")
