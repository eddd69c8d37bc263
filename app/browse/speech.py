"""What was said about an event: who claimed it, denied it, owned up to it, or only spoke of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from sqlalchemy import Connection, or_, select

from app.browse import quotes
from app.browse.accounts.ledger import blame
from app.browse.facts import briefs, voices
from app.browse.records import ClaimRecord, QuoteRecord, SpeechRecord, SpokeRecord
from app.store.tables import Claim, Quote, QuoteAbout

# The first that fits names a quote in which several claims are made.
KINDS = ("responsibility", "denied", "blamed", "confirmed", "claimed", "commented")
_MOST = 50  # quotes that one page shows
_KIND_OF = {"own": "responsibility", "own-side": "responsibility", "blames": "blamed"}


def speech_about(db: Connection, event_id: int, claims: Sequence[ClaimRecord]) -> tuple[SpeechRecord, ...]:
    """The quotes in which the event was claimed, and those linked to it, oldest first. Of the copies of one
    utterance the first stands for all: it says itself in how many articles it is.
    """
    linked = _linked(db, event_id)
    said_in = select(Quote.id).where(
        Claim.event_id == event_id,
        Claim.article_id == Quote.article_id,
        Claim.start < Quote.end,
        Quote.start < Claim.end,
        Claim.state.not_in(briefs.HIDDEN),
    )
    rows = db.execute(
        select(Quote.id, Quote.utterance_id)
        .where(or_(Quote.id.in_(said_in), Quote.id.in_(list(linked))), Quote.state.not_in(briefs.HIDDEN))
        .order_by(Quote.sort_day, Quote.id)
        .limit(_MOST)
    ).all()
    ids = [row.id for row in rows]
    said: dict[Hashable, SpeechRecord] = {}
    for row, quote in zip(rows, quotes.records(db, ids), strict=True):
        kind, reason = linked.get(row.id) or (_kind(quote, claims), "")
        said.setdefault((kind, row.utterance_id or quote.public_id), SpeechRecord(kind, quote, reason))
    return tuple(said.values())


def spoken_by(db: Connection, actor_id: int, most: int) -> tuple[SpokeRecord, ...]:
    """The events that somebody spoke about, each once, newest speech first."""
    rows = db.execute(
        select(Claim.event_id, QuoteAbout.kind, Quote.public_id, Quote.exact)
        .join(QuoteAbout, QuoteAbout.claim_id == Claim.id)
        .join(Quote, Quote.id == QuoteAbout.quote_id)
        .where(voices.spoken_by([actor_id]), Quote.state.not_in(briefs.HIDDEN), Claim.state.not_in(briefs.HIDDEN))
        .order_by(Quote.sort_day.desc(), Quote.id.desc(), QuoteAbout.id)
        .limit(most * 5)  # several quotes may speak about one event
    ).all()
    newest = {row.event_id: row for row in reversed(rows)}
    events = briefs.events(db, list(newest))
    told = (newest[event_id] for event_id in dict.fromkeys(row.event_id for row in rows) if event_id in events)
    return tuple(
        SpokeRecord(row.kind or "commented", events[row.event_id], row.public_id, row.exact)
        for row in list(told)[:most]
    )


def _linked(db: Connection, event_id: int) -> Mapping[int, tuple[str, str]]:
    """The quotes about a claim of it: what each does with it, the strongest where several, and the reason."""
    rows = db.execute(
        select(QuoteAbout.quote_id, QuoteAbout.kind, QuoteAbout.reason)
        .join(Claim, Claim.id == QuoteAbout.claim_id)
        .where(Claim.event_id == event_id, Claim.state.not_in(briefs.HIDDEN))
        .order_by(QuoteAbout.id)
    )
    found: dict[int, tuple[str, str]] = {}
    for quote_id, kind, reason in rows:
        told = (kind if kind in KINDS else "commented", reason)
        found[quote_id] = min(found.get(quote_id, told), told, key=lambda each: KINDS.index(each[0]))
    return found


def _kind(quote: QuoteRecord, claims: Sequence[ClaimRecord]) -> str:
    """What a quote does to the event by the claims in its words; without any it comments."""
    told = {
        "denied" if claim.denies else _KIND_OF.get(blame(claim), "claimed")
        for claim in claims
        if claim.article.public_id == quote.article.public_id
        and claim.start < quote.end
        and quote.start < claim.end
    }
    return next((one for one in KINDS if one in told), "commented")
