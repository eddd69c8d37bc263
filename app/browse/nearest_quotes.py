"""Quotes that come nearest to words which nothing has: a quotation remembered not quite right."""

from __future__ import annotations

from sqlalchemy import Connection

from app.browse import quotes
from app.browse.answer import listing
from app.browse.question import meaning
from app.browse.question.names import Names
from app.browse.question.reader import read_question
from app.browse.records import Closest, QuoteRecord
from app.browse.words.hits import found_in
from app.store.word_query import Term, WordQuery
from app.text.folding import stem, words

_SHOWN = 3
_LOOKED_AT = 20  # best matches of the index, put in order here by how much of the asked words they have
_MOST_WORDS = 8  # looked for, the longest, which are the rarest
_LEAST_WORDS = 3  # fewer shared words are no likeness
_LEAST_SHARE = 0.5  # of the asked words


def closest_quotes(db: Connection, q: str, names: Names) -> Closest | None:
    """The quotes with most of the words, none with less than half of them."""
    told = meaning.telling_words(q)
    if len(told) < _LEAST_WORDS:
        return None
    rarest = sorted(told, key=len, reverse=True)[:_MOST_WORDS]
    either = " OR ".join(word for word in told if word in rarest)
    filters = read_question("quotes", [("q", either), ("sort", "relevance")], names)
    if filters.problems or not filters.q:
        return None
    asked = {stem(each) for word in told for each in words(word)}
    near = [(share, one) for one in listing.first(db, quotes.QUOTES, filters, _LOOKED_AT)
            if (share := _share(one, asked)) >= max(_LEAST_SHARE, _LEAST_WORDS / len(asked))]  # fmt: skip
    near.sort(key=lambda each: (-each[0], len(each[1].words)))
    query = WordQuery((tuple(Term.of(word) for word in told),))
    shown = tuple(one for _share_of, one in near[:_SHOWN] if found_in(one.words, query))
    return Closest(shown, query, filters.to_query()) if shown else None


def _share(quote: QuoteRecord, asked: set[str]) -> float:
    held = {stem(word) for word in words(quote.words)}
    return len(asked & held) / len(asked)
