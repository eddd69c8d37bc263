""" "According to the ministry": the phrase, whom it names, and the clause that it stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.extract.lexicon import load
from app.extract.names.noun_phrases import mention_at, tokens_at
from app.extract.quotes.contents import FINITE, trim
from app.extract.quotes.subjects import another_speaks
from app.extract.reading import Mention
from app.extract.words.cues import Cue
from app.extract.words.parse import span_of
from app.text.span import Span


def according_to(token: Any) -> tuple[Cue, Any] | None:
    """ "according to the ministry": the phrase as a cue, and the noun it names."""
    if token.lower_ != "according" or token.i + 2 >= len(token.doc) or token.nbor().lower_ != "to":
        return None
    head = next((child for child in token.nbor().children if child.dep_ == "pobj"), None)
    head = head or next((child for child in token.children if child.dep_ == "pobj"), None)
    span = Span(token.idx, span_of(token.nbor()).end)
    return (Cue(token, span, "say", frozenset({"clause"})), head) if head is not None else None


def set_beside(head: Any, mentions: Sequence[Mention]) -> Any | None:
    """ "its spokesman, Yuriy Ihnat, …": the person set beside the noun by commas; None for any other phrase."""
    doc, at = head.doc, head.right_edge.i
    comma = next((t.i for t in doc[head.i : head.sent.end] if t.text == ","), None)
    if comma is None or comma + 1 >= head.sent.end or (head.pos_ == "PROPN" and mention_at(head, mentions)):
        return None
    named = mention_at(doc[comma + 1], mentions)
    if named is None or named.kind != "person" or comma > max(at, head.i) + 1:
        return None
    last = tokens_at(doc, named.span)[-1]
    closed = last.i + 1 >= head.sent.end or last.nbor().text in (",", ".")
    return last if closed else None


def rest_of_clause(
    token: Any, head: Any, text: str, mentions: Sequence[Mention]
) -> tuple[Span | None, Span | None]:
    """The clause an "according to" phrase stands beside: before it, after it, or on both sides."""
    doc, sentence = token.doc, token.sent
    if token.i > sentence.start and doc[token.i - 1].lower_ in ("which", "who"):
        return around(text, doc, (token.i, token.i), _relative(token, head))
    named = set_beside(head, mentions)
    if named is not None and named.i + 1 < sentence.end:
        head = named
    start = next((t.i + 1 for t in reversed(doc[sentence.start : token.i]) if t.text == ";"), sentence.start)
    end = next((t.i for t in doc[token.i : sentence.end] if another_speaks(t)), sentence.end)
    after = max(head.right_edge.i, token.i + 1) + 1
    nouns = [c for c in head.children if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN")]
    beside = [c.right_edge.i for c in nouns if named is None]
    comma = next((t.i for t in doc[max(beside, default=head.i) : end] if t.text == ","), None)
    if comma is not None and (cites := _citing_aside(doc, comma, end)):
        comma = cites
    inside = token.i > sentence.start and doc[token.i - 1].text == "," and comma is not None
    joined = token.i - 2 > sentence.start and (doc[token.i - 2].dep_ == "cc" or doc[token.i - 2].lower_ == "then")
    if inside and comma and joined:
        return around(text, doc, (token.i, token.i), (comma + 1, end))  # "…, and, according to X, …"
    if inside and any(t.pos_ in ("VERB", "AUX") for t in doc[comma + 1 : end]):
        goes_on = next((t for t in doc[comma + 1 : end] if t.pos_ not in ("ADV", "SPACE")), None)
        subject = goes_on is not None and goes_on.tag_ in (*FINITE, "MD")  # "The bridge built in May, …, is gone"
        finite = not subject and any(t.pos_ in ("VERB", "AUX") for t in doc[start : token.i])
        right = (end, end) if finite else (comma + 1, end)
        return around(text, doc, (start, token.i), right)
    if token.i - start > 3:
        return around(text, doc, (start, token.i), (end, end))
    start = comma + 1 if comma is not None else after
    return around(text, doc, (token.i, token.i), (start, end))


def _citing_aside(doc: Any, comma: int, end: int) -> int | None:
    """ "According to Delta News, citing two officials, …": the comma that closes the aside."""
    first = comma + 1 + (comma + 1 < end and doc[comma + 1].lower_ in ("which", "who"))
    if first >= end or doc[first].lower_ not in load("cues")["relays"]["citing"]:
        return None
    return next((t.i for t in doc[first:end] if t.text == ","), None)


def _relative(token: Any, head: Any) -> tuple[int, int]:
    """ "which according to the mayor takes its water from the lake, …": from its verb to the clause's comma."""
    doc, end = token.doc, token.sent.end
    verb = next((t.i for t in doc[head.i + 1 : end] if t.tag_ in (*FINITE, "MD")), end)
    comma = next((t.i for t in doc[verb:end] if t.text == ","), end)
    return verb, comma


def around(text: str, doc: Any, left: tuple[int, int], right: tuple[int, int]) -> tuple[Span | None, Span | None]:
    """The pieces of a clause on both sides of an attribution; a mere "But," on the left is none."""
    pieces = [trim(span_of(doc[a:b]), text) for a, b in (left, right) if b > a]
    solid = [piece for piece in pieces if len(piece.of(text).split()) > 1 or _is_noun(doc, piece)]
    if not any(_has_verb(doc, piece) for piece in solid):
        return None, None
    return solid[0], solid[1] if len(solid) > 1 else None


def _is_noun(doc: Any, span: Span) -> bool:
    """ "Diesel, Moroz said, had run out": one word, and yet what the clause is about."""
    tokens: Any = tokens_at(doc, span)
    return len(tokens) == 1 and tokens[0].pos_ in ("NOUN", "PROPN") and tokens[0].dep_ in ("nsubj", "nsubjpass")


def _has_verb(doc: Any, span: Span) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in tokens_at(doc, span))
