"""One utterance in several articles: its variants beside each other, and what may be its translations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from app.browse.facts import briefs
from app.browse.records import QuoteRecord, Variant, Wording
from app.resolve.utterances import Run, runs
from app.store.tables import Quote, UtteranceLink

_MOST = 50  # other articles with the same words that one page shows
Records = Callable[[Connection, Sequence[int]], Sequence[QuoteRecord]]


@dataclass(frozen=True, slots=True)
class Folded:
    """A row of a page, and the rows of the same page that hold the same utterance from other articles."""

    item: Any
    copies: tuple[QuoteRecord, ...] = ()


def fold(items: Iterable[Any]) -> tuple[Folded, ...]:
    """Each utterance once, where its first row stands; all else as it is. For pages: files hold every row."""
    first: dict[int, int] = {}
    told: list[list[Any]] = []
    for item in items:
        utterance = getattr(item, "utterance", None)
        if utterance in first:
            told[first[utterance]].append(item)
            continue
        if utterance is not None:
            first[utterance] = len(told)
        told.append([item])
    return tuple(Folded(item, tuple(copies)) for item, *copies in told)


def variants(db: Connection, quote: QuoteRecord, utterance: int | None, records: Records) -> tuple[Variant, ...]:
    """The same utterance in other articles, oldest first."""
    if utterance is None:
        return ()
    rows = _quotes_of(db, [utterance])
    reasons = {row.id: row.utterance_reason for row in rows if row.public_id != quote.public_id}
    own = next((row.utterance_reason for row in rows if row.public_id == quote.public_id), "")
    return tuple(
        _variant(quote, other, reason or own)  # the fullest wording has no reason: the others are compared with it
        for other, reason in zip(records(db, list(reasons)), reasons.values(), strict=True)
    )


def translations(
    db: Connection, quote: QuoteRecord, utterance: int | None, records: Records
) -> tuple[Variant, ...]:
    """Quotes of the utterances that are linked with this one's as alike."""
    if utterance is None:
        return ()
    either = or_(UtteranceLink.one_id == utterance, UtteranceLink.other_id == utterance)
    links: Mapping[int, str] = {
        link.other_id if link.one_id == utterance else link.one_id: link.reason
        for link in db.execute(select(*UtteranceLink.__table__.c).where(either))
    }
    rows = _quotes_of(db, list(links))
    others = records(db, [row.id for row in rows])
    return tuple(_variant(quote, other, links[row.utterance_id]) for other, row in zip(others, rows, strict=True))


def _quotes_of(db: Connection, utterances: Sequence[int]) -> Sequence:
    if not utterances:
        return ()
    wanted = select(Quote.id, Quote.public_id, Quote.utterance_id, Quote.utterance_reason)
    shown = wanted.where(Quote.utterance_id.in_(utterances), Quote.state.not_in(briefs.HIDDEN))
    return db.execute(shown.order_by(Quote.sort_day, Quote.id).limit(_MOST)).all()


def _variant(quote: QuoteRecord, other: QuoteRecord, reason: str) -> Variant:
    here, there = runs(quote.words, other.words)
    return Variant(other, reason, _wordings(quote.words, here), _wordings(other.words, there))


def _wordings(words: str, found: Sequence[Run]) -> tuple[Wording, ...]:
    return tuple(Wording(words[run.start : run.end], run.same) for run in found)
