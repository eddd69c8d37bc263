"""Several who speak as one: "Moroz and Bondar warned", "Germany, France and Poland said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.extract.names.noun_phrases import mention_at, noun_phrase
from app.extract.reading import Mention
from app.extract.words.parse import span_of
from app.text.span import Span


def in_a_row(head: Any, phrase: Span, mentions: Sequence[Mention]) -> tuple[Span, tuple[Span, ...]] | None:
    """All the words of a row of speakers and the names in it, where a speaker's phrase is one; else None.

    What both said is not given to one of them. Of "Moroz or Bondar" no name is kept: one of them did not say it.
    """
    own = mention_at(head, mentions)
    if own is None or not own.name.start <= head.idx < own.name.end:
        return None  # "the agent and diver Ivan Moroz": one, of two trades
    first = _joined_before(head, mentions)
    row = list(_row(head, phrase, mentions)) if first is None else [first, head]
    if len(row) < 2:
        return None
    start = phrase.start if first is None else noun_phrase(first).start
    whole = Span(start, max(phrase.end, span_of(row[-1]).end))
    if any(c.dep_ == "cc" and c.lower_ not in ("and", "&", "as") for token in row for c in token.children):
        return whole, ()
    found = (mention_at(token, mentions) for token in row)
    return whole, tuple(dict.fromkeys(mention.name for mention in found if mention))


def _row(head: Any, phrase: Span, mentions: Sequence[Mention]) -> Iterator[Any]:
    """The head and what is joined to it in its phrase; of three, small parsers set the second beside the first."""
    yield head
    name = mention_at(head, mentions)
    for child in head.children:
        apart = name is None or child.idx >= name.name.end
        if apart and child.dep_ == "conj" and phrase.covers(span_of(child)):
            yield from _row(child, phrase, mentions)
        elif apart and name and child.dep_ == "appos" and (last := _row_beside(child, name, mentions)):
            yield from _row(child, Span(phrase.start, last), mentions)


def _row_beside(beside: Any, name: Mention, mentions: Sequence[Mention]) -> int | None:
    """Where "Moroz, Bondar and Hnatiuk" ends; None for "Moroz, head of the port and the fleet", who is one."""
    named = mention_at(beside, mentions)
    between = [t for t in beside.doc[beside.head.i + 1 : beside.left_edge.i] if t.idx >= name.name.end]
    if named is None or named == name or named.kind != name.kind or [t.text for t in between] != [","]:
        return None
    joined = [child for child in beside.children if child.dep_ == "conj" and mention_at(child, mentions)]
    return span_of(joined[-1]).end if joined else None


def _joined_before(head: Any, mentions: Sequence[Mention]) -> Any | None:
    """The other name of "Moroz as well as Bondar", and of "mayor Moroz and director Bondar": parsers part them."""
    for other in (*head.head.lefts, *head.lefts):
        joints = [child.lower_ for child in other.rights if child.dep_ == "cc"]
        if other.i >= head.i or not joints or not (named := mention_at(other, mentions)):
            continue
        beside = other.head == head and other.dep_ == "nmod" and joints == ["and"] and named.kind == "person"
        if beside or (other.dep_ == "nsubj" and joints == ["as"]):
            return other
    return None
