"""Names that are written down beforehand: the roster's actors, what a state owns, and states themselves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from app.extract.lexicon import load
from app.extract.names.kinds import (
    Candidate,
    Page,
    known_kinds,
    never,
    roster_kind,
)
from app.extract.names.titles import is_title, is_title_part
from app.extract.places.toponyms import (
    capitals,
    standing,
    stretches,
)


def on_roster(page: Page) -> Iterator[Candidate]:
    index = 0
    while index < len(page.words):
        best, word = None, page.words[index]
        if (word.capital or word.text[0].isdigit()) and not _after_water(page, index):
            for last in _runs(page, index):
                name = page.name(index, last)
                actors = page.world.roster.known(name)
                kind = known_kinds().get(name) or roster_kind(page, index, last, actors)
                if kind:
                    best = Candidate(index, last, "roster", kind, "on the roster" if actors else "a known name")
        if best and _part_of_a_name(page, best):
            best = None
        if best:
            yield best
            index = best.last
        index += 1


def _part_of_a_name(page: Page, candidate: Candidate) -> bool:
    """ "Hunter Biden", "Mustafa Barghouti": a surname we know, inside somebody else's name."""
    first = candidate.first
    if candidate.kind != "person" or candidate.last > first:
        return False
    titled = is_title(page.words[first].text) and page.words[first + 1 : first + 2]
    if titled and titled[0].joined and titled[0].capital:
        return True  # "Bishop John Smith"
    if goes_on(page, first) and not page.world.roster.spelled(page.name(first, first)):
        return True
    if not first or not page.words[first].joined:
        return False
    if first - 1 in page.ordinary:
        return False  # "Zelensky Meets Macron"
    before = page.words[first - 1]
    plain = before.capital and before.low not in never() and not is_title_part(before.text)
    return plain and not page.demonym(before.text)


def goes_on(page: Page, index: int) -> bool:
    """Whether a name of one word runs on: "Pavel Latushko"; not in headlines, where every word is capital."""
    if index + 1 >= len(page.words) or index in page.headlines:
        return False
    after = page.words[index + 1]
    spaced = page.parsed.text[page.words[index].span.end : after.span.start] == " "
    return spaced and after.capital and after.low not in never() and not is_title_part(after.text)


def _after_water(page: Page, index: int) -> bool:
    """ "the Sea of Azov" is no brigade."""
    opening = load("place_words")["kinds"]["opening"]
    return index > 1 and page.words[index - 1].low == "of" and page.words[index - 2].low in opening


def owned(page: Page) -> Iterator[Candidate]:
    """ "Russian forces", "Israel’s military", "Kurdistan Workers’ Party": small letters or an apostrophe inside.

    Only what the roster spells out so; before another noun ("Russian military aircraft") it is no name.
    """
    words = page.words
    gaps = [page.parsed.text[a.span.end : b.span.start] for a, b in pairwise(words)]
    for index, word in enumerate(words):
        if not word.capital or word.low == "the":
            continue
        if index < len(gaps) and gaps[index] == "-":
            continue  # "a U.S.-led coalition": which one, and when, the words do not say
        reach = index
        while reach < len(gaps) and reach < index + 4 and gaps[reach] in _OWNER_GAPS:
            reach += 1
        for last in range(reach, index, -1):
            plain = all(gap == " " for gap in gaps[index:last]) and all(w.capital for w in words[index : last + 1])
            if plain or words[last].text == "s":
                continue  # `on_roster` finds the plain ones
            actors = page.world.roster.known(page.name(index, last))
            kinds = [actor.kind for actor in actors if actor.kind not in ("person", "state")]
            if kinds and not _before_noun(page, last):
                yield Candidate(index, last, "roster", kinds[0], "on the roster")
                break


_OWNER_GAPS = frozenset({" ", "-", "'", "’", "' ", "’ "})


def _before_noun(page: Page, last: int) -> bool:
    tokens = page.parsed.tokens(page.words[last].span)
    return (
        bool(len(tokens)) and tokens[-1].dep_ in ("compound", "amod", "nmod") and tokens[-1].head.i > tokens[-1].i
    )


def _runs(page: Page, first: int) -> Iterator[int]:
    """Like `stretches`, but small words inside ("Institute for the Study of War") are let through."""
    inside = load("groups")["connectors"]["inside"]
    for last in stretches(page.words, first, 9):
        between = page.words[first + 1 : last]
        if any(
            not w.capital and not w.text[0].isdigit() and w.low not in inside and len(w.low) > 3 for w in between
        ):
            return
        yield last


def states(page: Page) -> Iterator[Candidate]:
    for toponym in page.toponyms:
        name = toponym.span.of(page.parsed.text)
        if name in load("groups")["ships"]["before"]:
            continue  # "the USS Hopper"
        capital = name in capitals() or (toponym.country is None and bool(page.world.roster.metonym(name)))
        if not capital and (toponym.country is None or (toponym.first == toponym.last and name.islower())):
            continue
        stands, why = standing(page.parsed, toponym.span, capital=capital)
        if stands == "state" or (stands == "either" and not capital):
            yield Candidate(toponym.first, toponym.last, "state", "state", why)


_SEATED = 4  # words: "main directorate of intelligence"


def seated(page: Page) -> Iterator[Candidate]:
    """ "the ministry of defence in Moscow", in small letters: that of the state whose capital it sits in.

    Only what the roster has of that state; of any other the words say too little to make a name of them.
    """
    for index in range(2, len(page.words)):
        state = capitals().get(page.words[index].text)
        if state is None or page.words[index - 1].low != "in":
            continue
        last = index - 2
        for first in range(max(0, last - _SEATED + 1), last + 1):
            words = page.words[first : last + 1]
            plain = not any(w.capital for w in words) and all(w.joined for w in words[1:])
            actors = page.world.roster.known(f"{page.name(first, last)} of {state}") if plain else ()
            kinds = [actor.kind for actor in actors if actor.kind in ("government-body", "armed-force")]
            if kinds:
                yield Candidate(first, last, "group-word", kinds[0], f"in {page.words[index].text}, as {state}’s")
                break
