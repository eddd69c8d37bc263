"""Keeping ids through a re-reading: what is found again keeps its id, what is not is gone, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.store import words
from app.store.tables import (
    Article,
    Claim,
    DateMention,
    Mention,
    Participant,
    Quantity,
    Quote,
    QuoteAbout,
    QuoteSpan,
    Reading,
    Tombstone,
)
from app.text.span import Span


class LastReading:
    """What the last reading left: ids to keep by overlap, rows to clear, events that lose claims."""

    def __init__(self, session: Session, article: Article) -> None:
        self.session = session
        self.article = article
        self._quotes = {
            row.public_id: (row.type, [Span(s.start, s.end) for s in spans])
            for row, spans in _quotes_with_spans(session, article.id)
        }
        claims = session.scalars(select(Claim).where(Claim.article_id == article.id)).all()
        self._claims = {row.public_id: (row.type, [Span(row.trigger_start, row.trigger_end)]) for row in claims}
        self.event_ids = {row.event_id for row in claims if row.event_id is not None}
        self._kept: set[str] = set()

    def reserved(self, kind: str) -> set[str]:
        """Ids that the last reading used: given again by `id_of` only."""
        return set(self._quotes if kind == "quote" else self._claims)

    def addresses(self) -> list[tuple[str, str]]:
        """(noun, id) of everything the last reading gave an address."""
        return [("quotes", one) for one in self._quotes] + [("claims", one) for one in self._claims]

    def id_of(self, kind: str, type_: str, spans: Sequence[Span], fresh: str) -> str:
        """The id of the old thing that overlaps most, by half at least; else `fresh`. A claim keeps its type."""
        olds = self._quotes if kind == "quote" else self._claims
        best, most = None, 0.5
        for public_id, (old_type, old_spans) in olds.items():
            if public_id in self._kept or (kind == "claim" and old_type != type_):
                continue
            shared = sum(one.shared(other) for one in spans for other in old_spans)
            share = shared / max(1, sum(map(len, spans)), sum(map(len, old_spans)))
            if share >= most:
                best, most = public_id, share
        if best is None:
            return fresh
        self._kept.add(best)
        return best

    def clear(self) -> None:
        """Takes the last reading's rows away; its texts, actors and places stay."""
        quote_ids = self.session.scalars(select(Quote.id).where(Quote.article_id == self.article.id)).all()
        claim_ids = self.session.scalars(select(Claim.id).where(Claim.article_id == self.article.id)).all()
        for quote_id in quote_ids:
            words.forget_row(self.session.connection(), "quote", quote_id)
        for table in (QuoteSpan, QuoteAbout):
            self.session.execute(delete(table).where(table.quote_id.in_(quote_ids)))
        for table in (Participant, Quantity):
            self.session.execute(delete(table).where(table.claim_id.in_(claim_ids)))
        for table in (Quote, Claim, Mention, DateMention, Reading):
            self.session.execute(delete(table).where(table.article_id == self.article.id))
        self.session.flush()

    def bury(self, extractor: str) -> None:
        """A stone for every id that was not found again: its address answers 410 and says why."""
        for noun, olds in (("quotes", self._quotes), ("claims", self._claims)):
            for public_id in olds.keys() - self._kept:
                reason = f"no longer read from its article since reader {extractor}"
                self.session.add(Tombstone(noun=noun, gone=public_id, reason=reason, at=datetime.now(UTC)))


def _quotes_with_spans(session: Session, article_id: int) -> Iterable[tuple[Quote, Sequence[QuoteSpan]]]:
    for row in session.scalars(select(Quote).where(Quote.article_id == article_id)).all():
        spans = session.scalars(
            select(QuoteSpan).where(QuoteSpan.quote_id == row.id).order_by(QuoteSpan.position)
        ).all()
        yield row, spans
