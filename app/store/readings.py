"""Writing a reading: what one article says, each thing with its span and the link made of it.

Writing a reading again replaces the last one. Ids of quotes and claims that are found again stay, with
what people put right in them (`rematch`); ids of things no longer found are gone, and say so (410).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.resolve.links import Linked
from app.store import addresses, events, utterances
from app.store.about import write_about
from app.store.claims import write_claims
from app.store.db import take_turns
from app.store.mentions import write_mentions
from app.store.page import Page
from app.store.prune import Touched, linked_by, prune
from app.store.quotes import write_quotes
from app.store.tables import Article, Reading
from app.world.world import World


@dataclass(frozen=True, slots=True)
class Written:
    """What `store.events.rejoin`, and then `store.prune`, are to be told of a reading just written."""

    claim_ids: list[int]  # the article's, and those of others that shared an event with its last ones
    old_event_ids: set[int]
    touched: Touched  # what the last reading linked to: `store.prune` looks afterwards what is left of it


def record_reading(session: Session, article_id: int, version_id: int, linked: Linked, world: World) -> Written:
    """Writes one article's reading whole; its claims are then to be joined, as `keep` does."""
    take_turns(session)
    article = session.get_one(Article, article_id)
    page = Page(session, article, version_id, linked, world)
    neighbours = events.neighbours(session, page.last.claim_ids)
    touched = linked_by(session, article_id)
    page.last.rematch(page.reading)
    page.last.clear()
    session.add(_reading(page))
    write_mentions(page)
    quotes = write_quotes(page)
    claims = write_claims(page)
    write_about(page, quotes, claims)
    page.last.speak_again()
    staying = {kind: page.last.staying(kind) for kind in ("quote", "claim")}
    article.quotes = len(quotes) + len(staying["quote"])
    article.claims = len(claims) + len(staying["claim"])
    addresses.revive(session, "quotes", [quote.public_id for quote in quotes])
    addresses.revive(session, "claims", [claim.public_id for claim in claims])
    page.last.bury(page.reading.extractor)
    session.flush()
    utterances.regroup(session, [*(quote.id for quote in quotes), *staying["quote"]], touched.utterances)
    to_join = [*(claim.id for claim in claims), *staying["claim"], *neighbours]
    return Written(to_join, page.last.event_ids, touched)


def keep(session: Session, article_id: int, version_id: int, linked: Linked, world: World) -> None:
    """Writes a reading, joins its claims into events, and takes out what only the last reading linked to."""
    written = record_reading(session, article_id, version_id, linked, world)
    events.rejoin(session, written.claim_ids, written.old_event_ids, world.codebook)
    if written.touched != Touched():
        prune(session, written.touched)


def _reading(page: Page) -> Reading:
    refused = [
        {"start": one.span.start, "end": one.span.end, "reason": one.reason} for one in page.reading.refused
    ]
    return Reading(
        article_id=page.article.id,
        version_id=page.version_id,
        extractor=page.reading.extractor,
        read_at=datetime.now(UTC),
        refused=refused,
    )
