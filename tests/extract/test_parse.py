"""The fast parse against spaCy's own, over the same text; where sentences end; and what a text may hold.

spaCy run whole (`load_model`) is the referee: our own code must come to its tags, heads, lemmas and names.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import pytest

from app.extract.words.parse import Parser, load_model, parse, parser

TEXTS = {
    "quotes": "“We’re not leaving,” Oleh Marchenko told Radio Dnister on Tuesday. “There are 400 people here.”",
    "names": "The U.N. Security Council met in New York with Maria Jose Alvarez de Toledo and the Bank of Lavona.",
    "paragraphs": (
        "Talks resume in Geneva\n\nGENEVA, May 3 (Wire) — Envoys from Kenya and Peru met for two hours on Monday."
        "\nThey won't say more. Let's wait, one of them said; it ain't over."
    ),
    "figures": "At 5:30 p.m. some 1,200 of them, 45% of the town, had left; $3.5 million is gone.",
    "spaces": "  Two   spaces here.\n\n\n   \nAnd a name at the end of a line: Anna\nKovalenko went home.",
    "one word": "Ceasefire",
    "no words": "… — 12.",
}


@cache
def whole() -> Any:
    return load_model()


def told(doc: Any) -> list[tuple[Any, ...]]:
    return [
        (
            t.text,
            t.tag_,
            t.pos_,
            t.dep_,
            t.head.i,
            t.lemma_,
            str(t.morph),
            t.is_sent_start,
            t.ent_type_,
            t.ent_iob_,
        )
        for t in doc
    ]


def test_the_installed_model_is_run_by_our_own_code() -> None:
    assert isinstance(parser(), Parser)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_same_as_spacy(text: str) -> None:
    ours, theirs = parse(text), parse(text, whole())
    assert told(ours.doc) == told(theirs.doc)
    assert ours.sentences == theirs.sentences
    assert [(e.text, e.label_) for e in ours.doc.ents] == [(e.text, e.label_) for e in theirs.doc.ents]


def test_a_word_is_read_afresh_in_another_use() -> None:
    """What was kept of a word in one use must not leak into another."""
    text = "They march to the sea. In March they left. The march was long, and they have had enough of it."
    for _ in range(2):
        assert told(parse(text).doc) == told(parse(text, whole()).doc)


def test_kept_words_are_let_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.extract.words.token_vectors._KNOWN_WORDS", 5)
    monkeypatch.setattr("app.extract.words.word_forms._KNOWN_USES", 5)
    for text in TEXTS.values():
        assert told(parse(text).doc) == told(parse(text, whole()).doc)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Army retreats\nThe army left. It was late.", ["Army retreats", "The army left.", "It was late."]),
        ("KYIV, May 21 (Reuters) — Shells fell.", ["KYIV, May 21 (Reuters) —", "Shells fell."]),
        ("", []),
        (" \n\t\n ", []),
        ("It ended. ", ["It ended."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in parse(text).sentences] == sentences


def test_tokens_keep_their_place_in_the_text() -> None:
    text = "“It’s over,” said Ana\u00a0Bell. " + "x" * 400 + " Then she left."
    parsed = parse(text)
    word = next(token for token in parsed.doc if token.text == "left")
    assert text[word.idx : word.idx + 4] == "left"


def test_many_threads_read_as_one() -> None:
    texts = [f"{text} Number {n} of the list came from Town{n}." for n in range(12) for text in TEXTS.values()]
    alone = [told(parse(text).doc) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: told(parse(text).doc), texts)) == alone
