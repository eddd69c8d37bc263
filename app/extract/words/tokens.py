"""A parsed text as plain Python: what the readers ask of a word, read out of spaCy's document once.

The readers ask each word some hundred times for its form, its tag and what hangs from it. spaCy answers each time
from C, with a string looked up and children counted out again; here they are strings and tuples that lie ready.
Names and answers are spaCy's own (`token.dep_`, `doc[3:5].root`), so its manual holds for all that stands here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

_ASKED = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "SENT_START", "SPACY"]
_KNOWN_WORDS = 100_000  # about 30 MB


class Word(NamedTuple):
    """What holds of a spelling wherever it stands."""

    text: str
    lower: str
    is_punct: bool
    is_space: bool
    is_quote: bool
    is_alpha: bool


class Token:
    """A word in its place. `i` counts tokens from 0, `idx` code points of the text; all else as spaCy has it.

    The last line of slots is filled when first asked for (`_WORKED_OUT`); what has no slot and is a plain value
    (`token.like_num`) is asked of spaCy each time. A token is one object in its document, so two are equal when
    they are the same.
    """

    __slots__ = (
        "children",
        "conjuncts",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "left_edge",
        "lefts",
        "lemma_",
        "lower_",
        "noted",
        "pos_",
        "right_edge",
        "rights",
        "sent",
        "subtree",
        "tag_",
        "text",
        "whitespace_",
    )  # fmt: skip

    doc: Document
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    is_punct: bool
    is_space: bool
    is_quote: bool
    is_alpha: bool
    is_sent_start: bool | None
    head: Token
    children: tuple[Token, ...]
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    subtree: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    sent: Tokens
    conjuncts: tuple[Token, ...]
    noted: dict[str, Any]  # what a reader worked out of it and will ask again

    def __getattr__(self, name: str) -> Any:
        """Comes here only for what no slot holds yet."""
        if name in _WORKED_OUT:
            found = _WORKED_OUT[name](self)
            setattr(self, name, found)
            return found
        if not name.startswith("_") and (
            name.endswith("_") or name.startswith(("is_", "like_")) or name == "morph"
        ):
            return getattr(self.doc.whole[self.i], name)
        raise AttributeError(f"a token has no {name}")

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def n_rights(self) -> int:
        return len(self.rights)

    @property
    def is_sent_end(self) -> bool | None:
        return self.i + 1 == len(self.doc) or self.doc[self.i + 1].is_sent_start

    @property
    def ancestors(self) -> Iterator[Token]:
        at = self
        while at.head is not at:
            at = at.head
            yield at

    def is_ancestor(self, other: Token) -> bool:
        return any(each is self for each in other.ancestors)

    def nbor(self, by: int = 1) -> Token:
        """The token so many places on. Raises IndexError at the ends of the text."""
        at = self.i + by
        if at < 0:
            raise IndexError(f"no token {by} from {self.i}")
        return self.doc.tokens[at]


class Tokens:
    """Tokens in a row, `[start, end)`; of an entity, with its label."""

    __slots__ = ("_row", "doc", "end", "end_char", "label_", "start", "start_char")

    def __init__(self, doc: Document, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._row = doc.tokens[start:end]
        self.start_char = doc.tokens[start].idx if start < len(doc.tokens) else len(doc.text)
        self.end_char = self._row[-1].idx + len(self._row[-1].text) if self._row else self.start_char

    def __len__(self) -> int:
        return len(self._row)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._row)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self._row))
            return Tokens(self.doc, self.start + start, self.start + max(start, end))
        return self._row[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tokens) and self._whole() == other._whole()

    def __hash__(self) -> int:
        return hash(self._whole())

    def __repr__(self) -> str:
        return self.text

    def _whole(self) -> tuple[Any, ...]:
        return (id(self.doc), self.start_char, self.end_char, self.label_)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Tokens:
        """The sentence it begins in."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest the top of its sentence, the first of equals; a mark with nothing under it is last."""
        for token in self._row:
            if token.head is token:
                return token
        outward = [t for t in self._row if not self.start <= t.head.i < self.end]
        steps = {t: _steps_up(t) for t in outward}
        return min(outward, key=steps.__getitem__) if outward else self.doc.tokens[self.start]


class Document:
    """All tokens of a text. `doc[3]` is a token, `doc[3:5]` two in a row; both count from the end below 0."""

    __slots__ = ("ents", "sents", "starts", "text", "tokens", "whole")

    def __init__(self, whole: Any) -> None:
        self.whole, self.text = whole, whole.text  # spaCy's own
        self.tokens: list[Token] = []
        self.starts: list[int] = []  # code points
        self.sents: tuple[Tokens, ...] = ()
        self.ents: tuple[Tokens, ...] = ()

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Tokens(self, start, max(start, end))
        return self.tokens[at]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Tokens | None:
        """The tokens between two characters: "expand" takes those cut in two as well, "strict" bears none."""
        if start < 0 or end < 1 or start >= len(self.text) or end > len(self.text):
            return None
        # The tokens that hold the first and last character, white space after a token included.
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        opening, closing = self.tokens[first], self.tokens[last]
        if alignment_mode == "strict":
            whole = start == opening.idx and end == closing.idx + len(closing.text)
            return Tokens(self, first, last + 1) if whole else None
        if start == opening.idx + len(opening.text):
            first += 1  # white space after a token is no part of it
        return Tokens(self, first, last + 1)


# A spelling's code is a hash of it, the same in every English model.
_words: dict[int, Word] = {}
_strings: dict[int, str] = {}


def copied(doc: Any) -> Document:
    """What spaCy's document says, as ours. Not for two threads at once: `parse` holds a lock."""
    asked = doc.to_array(_ASKED)
    _learn(asked, doc.vocab)
    copy, idx = Document(doc), 0
    for i, (orth, lemma, pos, tag, dep, entity, _, start, space) in enumerate(asked.tolist()):
        token = Token()
        token.text, token.lower_, token.is_punct, token.is_space, token.is_quote, token.is_alpha = _words[orth]
        token.doc, token.i, token.idx = copy, i, idx
        token.lemma_, token.pos_, token.tag_ = _strings[lemma], _strings[pos], _strings[tag]
        token.dep_, token.ent_type_ = _strings[dep], _strings[entity]
        token.is_sent_start = start == 1 if start else None
        token.whitespace_ = " " if space else ""
        copy.starts.append(idx)
        idx += len(token.text) + space
        copy.tokens.append(token)
    _hang(copy.tokens, asked[:, 6].astype("int64").tolist())
    copy.sents = _sentences(copy)
    copy.ents = tuple(Tokens(copy, entity.start, entity.end, entity.label_) for entity in doc.ents)
    return copy


def _learn(asked: Any, vocab: Any) -> None:
    """Looks up the words and strings not met before."""
    if len(_words) > _KNOWN_WORDS:
        _words.clear()
        _strings.clear()
    for orth in set(asked[:, 0].tolist()) - _words.keys():
        word = vocab[orth]
        flags = (word.is_punct, word.is_space, word.is_quote, word.is_alpha)
        _words[orth] = Word(word.text, word.lower_, *flags)
    for code in set(asked[:, 1:6].ravel().tolist()) - _strings.keys():
        _strings[code] = vocab.strings[code]


def _hang(tokens: list[Token], steps: list[int]) -> None:
    """Hangs each token from its head, so many steps off, and tells the head so."""
    children: list[list[Token]] = [[] for _ in tokens]
    for token, step in zip(tokens, steps, strict=True):
        token.head = tokens[token.i + step]
        if step:
            children[token.i + step].append(token)
    for token, own in zip(tokens, children, strict=True):
        token.children = tuple(own)


def _sentences(doc: Document) -> tuple[Tokens, ...]:
    """The sentences; every token is told its own."""
    starts = [token.i for token in doc.tokens if token.is_sent_start or not token.i]
    found = tuple(Tokens(doc, start, end) for start, end in pairwise([*starts, len(doc)]))
    for sentence in found:
        for token in sentence:
            token.sent = sentence
    return found


def _steps_up(token: Token) -> int:
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


def _subtree(token: Token) -> tuple[Token, ...]:
    """Without recursion: a list of four hundred names hangs each from the one before."""
    found, waiting, opened = [], [token], set()
    while waiting:
        at = waiting.pop()
        if at in opened or not at.children:
            found.append(at)
        else:
            opened.add(at)
            waiting += [*reversed(at.rights), at, *reversed(at.lefts)]
    return tuple(found)


def _conjuncts(token: Token) -> tuple[Token, ...]:
    """The others it is joined to by "and" or a comma, the first of the row first."""
    first = token
    while first.head is not first and first.dep_ == "conj":
        first = first.head
    row = [first]
    for each in row:  # grows as it goes
        row += [child for child in each.rights if child.dep_ == "conj"]
    return tuple(each for each in row if each is not token)


_WORKED_OUT: dict[str, Callable[[Token], Any]] = {
    "lefts": lambda token: tuple(child for child in token.children if child.i < token.i),
    "rights": lambda token: tuple(child for child in token.children if child.i > token.i),
    "subtree": _subtree,
    "left_edge": lambda token: min(token.subtree, key=lambda each: each.i) if token.children else token,
    "right_edge": lambda token: max(token.subtree, key=lambda each: each.i) if token.children else token,
    "conjuncts": _conjuncts,
    "noted": lambda token: {},
}
