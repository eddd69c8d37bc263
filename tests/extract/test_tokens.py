"""Our copy of a parsed text against spaCy's document: every answer must be the one spaCy gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.extract.words.parse import parser
from app.extract.words.tokens import Document, copied

TEXTS = {
    "clauses": "Anna, the mayor of Halna, said the men who fled had been told to leave, and then she wept.",
    "lists": "Carts, drums, flags and lamps were sold. Nobody’s lamp — not one — was lit at 9 p.m.",
    "paragraphs": "Market reopens\n\n  HALNA, May 3 (Wire) — It was “a good day”.\n\nTwo left.",
    "empty": "",
    "one": "Ceasefire",
}
PLAIN = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_", "is_punct",
    "is_space", "is_quote", "is_alpha", "is_sent_start", "is_sent_end", "n_rights", "shape_", "like_num",
    "is_stop",
)  # fmt: skip
KIN = ("children", "lefts", "rights", "subtree", "conjuncts", "ancestors")


@pytest.fixture(params=TEXTS.values(), ids=TEXTS)
def pair(request: pytest.FixtureRequest) -> tuple[Document, Any]:
    theirs = parser()(request.param)
    return copied(theirs), theirs


def bounds(tokens: Any) -> tuple[Any, ...] | None:
    return (
        tokens if tokens is None else (tokens.start, tokens.end, tokens.start_char, tokens.end_char, tokens.text)
    )


def stretches(length: int) -> Iterator[slice]:
    yield from (slice(start, end) for start in range(-2, length + 2) for end in range(-2, length + 2, 3))


@pytest.mark.parametrize("name", PLAIN)
def test_what_a_token_is(pair: tuple[Document, Any], name: str) -> None:
    ours, theirs = pair
    assert [getattr(token, name) for token in ours] == [getattr(token, name) for token in theirs]


@pytest.mark.parametrize("name", KIN)
def test_what_hangs_together(pair: tuple[Document, Any], name: str) -> None:
    ours, theirs = pair
    assert [[t.i for t in getattr(token, name)] for token in ours] == [
        [t.i for t in getattr(token, name)] for token in theirs
    ]


def test_edges_heads_and_sentences(pair: tuple[Document, Any]) -> None:
    def told(doc: Any) -> list[tuple[Any, ...]]:
        return [(t.head.i, t.left_edge.i, t.right_edge.i, bounds(t.sent), len(t)) for t in doc]

    ours, theirs = pair
    assert told(ours) == told(theirs)
    assert [bounds(s) for s in ours.sents] == [bounds(s) for s in theirs.sents]
    assert [(*(bounds(e) or ()), e.label_) for e in ours.ents] == [
        (*(bounds(e) or ()), e.label_) for e in theirs.ents
    ]


def test_tokens_in_a_row(pair: tuple[Document, Any]) -> None:
    ours, theirs = pair
    for where in stretches(len(theirs)):
        mine, its = ours[where], theirs[where]
        assert bounds(mine) == bounds(its)
        assert bounds(mine[1:-1]) == bounds(its[1:-1])
        if len(its):
            assert (mine.root.i, bounds(mine.sent)) == (its.root.i, bounds(its.sent))


@pytest.mark.parametrize("mode", ["strict", "expand"])
def test_tokens_between_characters(pair: tuple[Document, Any], mode: str) -> None:
    ours, theirs = pair
    for start in range(len(theirs.text) + 2):
        for end in (start + 1, start + 4, start + 11):
            found = ours.char_span(start, end, alignment_mode=mode)
            assert bounds(found) == bounds(theirs.char_span(start, end, alignment_mode=mode))


def test_a_token_is_itself_and_no_other() -> None:
    doc = copied(parser()("She saw her. She left."))
    assert doc[0] == doc.sents[0][0]
    assert doc[0] != doc[4]
    assert doc[0:2] == doc.sents[0][:2]
    assert len({doc[0], doc.sents[0][0], doc[4]}) == 2


def test_the_ends_of_the_text() -> None:
    doc = copied(parser()("She left."))
    with pytest.raises(IndexError):
        doc[2].nbor()
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(AttributeError):
        _ = doc[0].colour


def test_a_long_list_hangs_deep() -> None:
    """Each name of a list hangs from the one before: a thousand must not exhaust the stack."""
    doc = copied(parser()(", ".join(f"Town{n}" for n in range(1200)) + " and Halna fell."))
    assert sum(len(token.subtree) for token in doc if token.head is token) == len(doc)
