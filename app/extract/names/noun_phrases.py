"""Noun phrases of the parse: how far they reach, which name they hold, and whether they are an outlet's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from app.extract.lexicon import load
from app.extract.names.known import NOBODY, Known
from app.extract.names.titles import is_title
from app.extract.reading import Mention
from app.extract.words.parse import span_of
from app.text.span import Span

_LEFT_OUT = ("relcl", "acl", "advcl", "parataxis", "ccomp", "punct", "dep")
_DASHES = ("—", "–", "--", "-")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
WITHIN_NAME = ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART")


def noun_phrase(head: Any) -> Span:
    """The phrase of a head noun without the clauses and asides that hang from it."""
    kept = [head]
    for child in head.children:
        aside = child.i > head.i and _parted(head, child)
        if child.dep_ in _LEFT_OUT or (aside and child.dep_ != "conj") or (child.dep_ in ("cc",) and aside):
            continue
        if not _dates_the_saying(head, child):
            kept += child.subtree
    inside = {token.i for token in kept}
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while first > head.sent.start + 1 and head.doc[first - 1].text == "-" and not head.doc[first - 1].whitespace_:
        first -= 2  # "director-general": small parsers cut it at the hyphen
        own = (*head.doc[first].lefts, *head.lefts)  # "the 30-year-old": the article hangs from its last word
        first = next((c.i for c in own if c.dep_ == "det" and c.i == first - 1), first)
    while last + 1 in inside or (last + 2 in inside and head.doc[last + 1].text in ("-", ",", "&")):
        last += 1
    while last > head.i and (head.doc[last].is_punct or head.doc[last].is_space):
        last -= 1
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    before = head.doc[first - 1] if first > head.sent.start else None
    if before is not None and before.dep_ == "det" and before.head.i > last:
        first -= 1  # "The army disputes": small parsers give the article to a verb that looks like a noun
    return span_of(head.doc[first : last + 1])


def _dates_the_saying(head: Any, child: Any) -> bool:
    """ "on Wednesday Duda", "the Kremlin on Tuesday": a day beside the name, of the saying and not of the name."""
    if child.i < head.i:
        return child.dep_ in ("compound", "npadvmod", "nmod") and child.text in WEEKDAYS
    return child.dep_ == "prep" and any(c.dep_ == "pobj" and c.text in WEEKDAYS for c in child.children)


def _parted(head: Any, child: Any) -> bool:
    """Whether a comma or dash stands between a noun and what hangs from it."""
    return any(token.text in (",", "(", *_DASHES[:3]) for token in head.doc[head.i + 1 : child.left_edge.i + 1])


def tokens_at(doc: Any, span: Span) -> Any:
    return doc.char_span(span.start, span.end, alignment_mode="expand") or ()


def mention_at(token: Any, mentions: Sequence[Mention]) -> Mention | None:
    """The name a token is part of, unless it only owns the token ("Zelensky's office")."""
    covering = [m for m in mentions if m.form == "name" and m.span.start <= token.idx < m.span.end]
    return next((m for m in covering if m.name.start <= token.idx < m.name.end), covering[0] if covering else None)


# ------------------------------------------------------------------ outlets


def is_medium(head: Any, mentions: Sequence[Mention], known: Known = NOBODY) -> bool:
    """Whether a noun phrase is an outlet's: a medium's name, or "the newspaper", "state media"."""
    words = load("cues")["relays"]
    mention = mention_at(head, mentions)
    if mention is not None:
        return mention.kind == "media"
    if head.pos_ == "PROPN" and known.is_medium(head.text):
        return True
    if head.lower_ in words["ambiguous"]:
        told = any(child.lower_ in words["telling"] for child in head.lefts)
        return told or named_medium(head, mentions, known) is not None
    return head.lower_ in words["media"]


def named_medium(head: Any, mentions: Sequence[Mention], known: Known = NOBODY) -> Span | None:
    """The outlet's name beside a noun for outlets: "the Interfax news agency", "the state agency Tass"."""
    words = load("cues")["relays"]
    if head.lower_ not in (*words["media"], *words["ambiguous"]) or mention_at(head, mentions):
        return None
    for token in (*head.lefts, *(child for child in head.rights if child.dep_ == "appos")):
        mention = mention_at(token, mentions)
        if mention is not None and mention.kind == "media":
            return mention.name
        if mention is None and token.pos_ == "PROPN" and known.is_medium(token.text):
            return span_of(token)
    return None


def is_source(head: Any) -> bool:
    """A noun for people or bodies that say things: "officials", "a source", "the ministry"."""
    return is_title(head.lower_) or not _singulars(head.lower_).isdisjoint(_peoples_nouns())


def _singulars(word: str) -> set[str]:
    return {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}


@lru_cache(maxsize=1)
def _peoples_nouns() -> frozenset[str]:
    return frozenset(noun for nouns in load("groups")["unnamed"].values() for noun in nouns)
