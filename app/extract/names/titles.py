"""Titles and roles beside a name: "Ukrainian President", "Gen.", ", the regional governor,"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from app.extract.lexicon import load
from app.extract.places.toponyms import Word
from app.extract.words.parse import Parsed, subtree_span
from app.text.span import Span

_MOST_WORDS = 9  # of a title before a name; longer runs were headlines run together
_MOST_CHARACTERS = 90  # of a description set beside a name


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    lexicon = load("titles")
    return {
        key: frozenset(lexicon[key]) for key in ("person", "modifier", "opener", "group", "masculine", "feminine")
    }


def is_title(word: str) -> bool:
    """Whether this word, alone before a name, makes it a person's: "President", "Gen." """
    return word.lower().rstrip(".") in _words()["person"]


def is_title_part(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in _words()["person"] or low in _words()["modifier"]


def gender_of_title(title: str) -> str | None:
    """ "m" or "f" where a word of the title says so ("spokeswoman"), else None."""
    lows = {word.lower().rstrip(".") for word in title.split()}
    masculine, feminine = lows & _words()["masculine"], lows & _words()["feminine"]
    if bool(masculine) == bool(feminine):
        return None
    return "m" if masculine else "f"


def title_before(text: str, words: Sequence[Word], first: int, demonym: Callable[[str], bool]) -> int | None:
    """The index of the first word of the title that stands directly before word `first`, or None.

    A title ends in a title word ("President", "spokesman"); to its left it takes words of titles,
    adjectives of nations, names ("Kharkiv Gov.", "Wagner chief") and "of"/"for" after a title word
    ("Secretary of State").
    """
    known = _words()
    index = first - 1
    if index < 0 or not _touches(text, words, index) or not _ends_title(words, index, known):
        return None
    start = index
    while index > 0 and first - index < _MOST_WORDS and _touches(text, words, index - 1):
        before = words[index - 1]
        titled = any(word.low in known["person"] for word in words[index:first])  # "spokesman for President X"
        domain = before.low in known["opener"] and index > 1 and words[index - 2].low in known["person"]
        if domain and titled:
            break
        part = before.low in known["person"] or before.low in known["modifier"] or demonym(before.text)
        if not (domain or part or (before.capital and not _opens_sentence_with_small_word(before))):
            break
        index -= 1
        start = start if domain else index
    return start


def _ends_title(words: Sequence[Word], index: int, known: dict[str, frozenset[str]]) -> bool:
    """ "... spokesman", or "Secretary of State": a domain after a title word and "of"."""
    if words[index].low in known["person"]:
        return True
    back = index
    while back > 0 and index - back < 4 and words[back].capital:
        back -= 1
    if words[back].low == "the" and back < index:
        back -= 1  # "Minister for the Middle East"
    return (
        back > 0
        and back < index
        and words[back].low in known["opener"]
        and (words[back - 1].low in known["person"] and words[back - 1].capital)
    )


def _opens_sentence_with_small_word(word: Word) -> bool:
    return word.low in load("groups")["never"]["words"] and not is_title_part(word.text)


def _touches(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether only a space, a hyphen or an abbreviation's full stop lies between a word and the next one."""
    word, after = words[index], words[index + 1]
    gap = text[word.span.end : after.span.start]
    if gap in (" ", "\u00a0", "-"):
        return True
    return gap == ". " and len(word.text) <= 5 and is_title_part(word.text) and word.capital


def described(parsed: Parsed, name: Span) -> Span | None:
    """The role set beside a name by commas: "Oleh Syniehubov, the regional governor," or the other way round.

    Needs a title word at its head; without its article. None where nothing is set beside it.
    """
    tokens = parsed.tokens(name)
    if not len(tokens):
        return None
    root = tokens.root
    beside = [child for child in root.children if child.dep_ == "appos" and child.i > tokens[-1].i]
    for role in beside:
        if role.lemma_.lower() in _words()["person"]:
            return _role_span(parsed, subtree_span(role))
    if root.dep_ == "appos" and root.head.lemma_.lower() in _words()["person"]:
        before = [c.left_edge for c in root.head.lefts if c.dep_ in ("det", "amod", "compound", "nmod", "poss")]
        start = min([root.head, *before], key=lambda token: token.i).idx  # without "On Tuesday" before it
        return _role_span(parsed, Span(start, max(start, name.start)))
    return None


def _role_span(parsed: Parsed, span: Span) -> Span | None:
    text = span.of(parsed.text)
    comma = text.find(",")
    if comma > 0:
        span = Span(span.start, span.start + comma)
    span = span.trimmed(parsed.text, ',;:()“”"—–-')
    for article in ("the ", "The ", "a ", "A ", "an ", "An ", "its ", "his ", "her ", "their "):
        if span.of(parsed.text).startswith(article):
            span = Span(span.start + len(article), span.end)
            break
    return span if 0 < len(span) <= _MOST_CHARACTERS and "\n" not in span.of(parsed.text) else None
