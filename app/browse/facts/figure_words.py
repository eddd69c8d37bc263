"""The words that tell a figure: what it counts may stand outside its claim's clause, in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, case, func, select

from app.browse.facts.sentence_ends import sentence_ends
from app.browse.records import Piece
from app.ingest.dateline import opening_dateline
from app.store.tables import ArticleVersion, Claim, Quantity
from app.text.span import Span

_REACH = 400  # characters on either side; news seldom writes longer sentences, and what is cut is not shown
_DASH = re.compile(r"\s*[—–-]{1,2}\s")
_CLAUSE_END = re.compile(r"[,;:]\s|\s[—–-]{1,2}\s|[.!?…]+[\"”’')\]]*(?=\s|$)")
_CLAUSE = 60  # characters: how far the clause of a figure is followed


def figures_told(db: Connection, quantity_ids: Sequence[int]) -> Mapping[int, Piece]:
    """By quantity: the words that tell it, where its sentence is within reach. One query."""
    first = case((Quantity.start > _REACH, Quantity.start - _REACH), else_=0)
    rows = db.execute(
        select(
            Quantity.id,
            Quantity.start,
            Quantity.end,
            Claim.start.label("claim_start"),
            Claim.end.label("claim_end"),
            first.label("first"),
            func.substr(ArticleVersion.text, first + 1, Quantity.end + _REACH - first).label("text"),
            func.length(ArticleVersion.text).label("length"),
        )
        .join(Claim, Claim.id == Quantity.claim_id)
        .join(ArticleVersion, ArticleVersion.id == Claim.version_id)
        .where(Quantity.id.in_(quantity_ids))
    )
    found = {}
    for row in rows:
        figure = Span(row.start - row.first, row.end - row.first)
        whole = row.first + len(row.text) >= row.length
        if sentence := sentence_round(row.text, figure, row.first == 0, whole):
            claim = (row.claim_start - row.first, row.claim_end - row.first)
            span = words_of(row.text, sentence, figure, claim)
            found[row.id] = Piece(span.start + row.first, span.end + row.first, span.of(row.text))
    return found


def words_of(text: str, sentence: Span, figure: Span, claim: tuple[int, int]) -> Span:
    """The words that tell a figure: from it to its claim's clause, and to the end of the clause it stands in.

    Of "31 people were killed, officials said, when shells hit Dubove" the claim is the shelling, and the words
    between say what was counted; of "shells hit Dubove, killing 31 people" those behind the figure do. They are
    the fact itself, so that every visitor may see them; the rest of the sentence is not. `claim`: its first
    character and the one behind its last, which may lie outside the text.
    """
    inside = sentence.start <= claim[0] and claim[1] <= sentence.end
    start, end = figure.start, figure.end
    if inside:
        start, end = min(start, claim[0]), max(end, claim[1])
    if end == figure.end:
        behind = _CLAUSE_END.search(text, end, min(sentence.end, end + _CLAUSE))
        end = behind.start() if behind else _whole_word(text, sentence.end, end + _CLAUSE)
    if not inside:
        before = [found.end() for found in _CLAUSE_END.finditer(text, max(sentence.start, start - _CLAUSE), start)]
        start = before[-1] if before else max(sentence.start, text.rfind(" ", 0, max(0, start - _CLAUSE)) + 1)
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return Span(start, end)


def _whole_word(text: str, last: int, most: int) -> int:
    """`last`, or where that is further than `most` the end of the last word before."""
    return last if last <= most else text.rfind(" ", 0, most + 1)


def sentence_round(text: str, fact: Span, from_start: bool = True, to_end: bool = True) -> Span | None:
    """The sentence that holds `fact`; None where the text was cut before it begins or ends."""
    ends = list(sentence_ends(text))
    before = [end for end in ends if end <= fact.start]
    after = [end for end in ends if end >= fact.end]
    if fact.end > len(text) or (not before and not from_start) or (not after and not to_end):
        return None
    start, end = max(before, default=0), min(after, default=len(text))
    if not start and (line := opening_dateline(text)) and (dash := _DASH.match(text, len(line))):
        start = min(dash.end(), fact.start)  # "DUBOVE, May 15 (Harbour Wire) —" is no part of the sentence
    inside = text[start:end]
    if not inside.strip():
        return None
    return Span(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()))
