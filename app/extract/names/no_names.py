"""Runs of capitals that name nobody: headlines run into the text, labels of a page, names of things.

Only what was guessed from capitals is asked here. What the roster knows, or a title or brackets introduce, stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extract.lexicon import load
from app.extract.names.kinds import Candidate, Page, group_words, key_of, never
from app.text.folding import fold_name

_GUESSED = ("parser", "group-word", "run", "surname", "given", "titled")
# "SuspectA court has", "ProbeBOSTON —": two lines of a page run together. Not "McGurk", "DeSantis" or "YouTube".
_RUN_TOGETHER = re.compile(r"[a-z]{3,}(?:[AI]|[A-Z]{3,})$")


def somebodys(page: Page, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that name nobody. A project's name is nobody's wherever it stands."""
    things = {key_of(page, c) for c in chosen if c.by in ("parser", "run") and _named_thing(page, c)}
    kept = [c for c in chosen if c.by not in _GUESSED or (key_of(page, c) not in things and not _nobodys(page, c))]
    return [c for c in kept if c.by != "surname" or fold_name(c.reason.removeprefix("surname of ")) not in things]


def _nobodys(page: Page, candidate: Candidate) -> bool:
    if any(_run_together(page.words[i].text) for i in _run(page, candidate)):
        return True
    if candidate.by in ("titled", "given", "surname"):
        return False
    return _sentence_inside(page, candidate) or _indefinite(page, candidate)


def _run_together(word: str) -> bool:
    """ "SuspectA", and "MayVideo": a name and the label that a page prints under a picture."""
    labels = load("groups")["never"]["labels"]
    return bool(_RUN_TOGETHER.search(word)) or any(
        word.endswith(label) and len(word) > len(label) and word[: -len(label)].isalpha() and word[0].isupper()
        for label in labels
    )


def _run(page: Page, candidate: Candidate) -> Iterator[int]:
    """The words of a name, and for a guess of several words the capitals that run on from it."""
    yield from range(candidate.first, candidate.last + 1)
    at = candidate.last + 1
    while candidate.last > candidate.first and at < len(page.words) and page.words[at].joined:
        if not page.words[at].capital and page.words[at].low not in load("groups")["connectors"]["inside"]:
            return
        yield at
        at += 1


def _sentence_inside(page: Page, candidate: Candidate) -> bool:
    """ "Norland National Pleads Not Guilty", "Air Force F-16 Falcons": a word inside that no name holds."""
    inside = page.words[candidate.first + 1 : candidate.last]
    small = load("groups")["connectors"]["inside"]
    return any(word.capital and word.low in never() and word.low not in small for word in inside)


def _indefinite(page: Page, candidate: Candidate) -> bool:
    """ "to build a Muslim Cultural Center": one of a kind; but "a Harbour Watch spokesman" holds a name."""
    if candidate.first in (candidate.last, 0):
        return False
    before, last = page.words[candidate.first - 1], page.words[candidate.last]
    if before.low not in ("a", "an") or not page.words[candidate.first].joined or last.low not in group_words():
        return False
    tokens = page.parsed.tokens(page.span(candidate.first, candidate.last))
    return bool(len(tokens)) and tokens.root.dep_ not in ("compound", "nmod", "amod", "poss")


def _named_thing(page: Page, candidate: Candidate) -> bool:
    """ "the Future of Babylon project", "Lakes Habbaniyah": what it is stands beside it."""
    lexicon = load("groups")["never"]
    if candidate.last > candidate.first and page.words[candidate.first].low in lexicon["openings"]:
        return True
    after = page.words[candidate.last + 1 : candidate.last + 2]
    return bool(after) and after[0].joined and not after[0].capital and after[0].low in lexicon["things"]
