"""Taking things out of the record: an article, and all that only it supports."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.store import addresses, events, origins, utterances, withdrawn, words
from app.store.db import take_turns
from app.store.prune import linked_by, prune
from app.store.record import newest_version
from app.store.rematch import LastReading
from app.store.tables import (
    Article,
    ArticleVersion,
    IngestItem,
)
from app.world.codebook import Codebook


def forget_article(session: Session, article_id: int, codebook: Codebook, *, why: str, bury: bool = True) -> None:
    """Removes an article, its texts, facts and claims, then what nothing else links to any more.

    With `bury`, its addresses answer 410 with `why`, and it is not taken in again unasked (`withdrawn`); samples
    leave no stones.
    """
    take_turns(session)
    article = session.get_one(Article, article_id)
    newest = session.get_one(ArticleVersion, newest_version(session, article_id))
    last = LastReading(session, article, newest.id, newest.text)
    touched = linked_by(session, article_id)
    neighbours = events.neighbours(session, last.claim_ids)
    last.clear(everything=True)
    words.forget_row(session.connection(), "article", article.id)
    were_near = origins.near(session, article)
    origins.drop_bands(session, article.id)
    if bury:
        withdrawn.remember(session, article)
    session.execute(delete(ArticleVersion).where(ArticleVersion.article_id == article.id))
    session.execute(delete(IngestItem).where(IngestItem.article_id == article.id))
    if bury:
        for noun in ("quotes", "claims"):
            addresses.bury(session, noun, [one for of, one in last.addresses() if of == noun], why)
        addresses.bury(session, "articles", [article.public_id], why)
    origin_id = article.origin_id
    session.delete(article)
    session.flush()
    origins.leave_origin(session, origin_id, were_near)
    utterances.regroup(session, [], touched.utterances)
    events.rejoin(session, neighbours, last.event_ids, codebook, why=why if bury else None)
    prune(session, touched)
