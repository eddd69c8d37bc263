"""Taking things out of the record: an article, and all that only it supports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.store import events, words
from app.store.rematch import LastReading
from app.store.tables import (
    Actor,
    ActorName,
    Article,
    ArticleVersion,
    Claim,
    IngestItem,
    Mention,
    Origin,
    Outlet,
    Participant,
    Place,
    PlaceName,
    PlaceWithin,
    Quantity,
    Quote,
    QuoteAbout,
    Role,
    Tombstone,
    Utterance,
)
from app.world.codebook import Codebook


def forget_article(session: Session, article_id: int, codebook: Codebook, *, why: str, bury: bool = True) -> None:
    """Removes an article, its texts, facts and claims, then what nothing else links to any more.

    With `bury`, its addresses answer 410 with `why`; samples leave no stones.
    """
    article = session.get_one(Article, article_id)
    last = LastReading(session, article)
    last.clear()
    words.forget_row(session.connection(), "article", article.id)
    session.execute(delete(ArticleVersion).where(ArticleVersion.article_id == article.id))
    session.execute(delete(IngestItem).where(IngestItem.article_id == article.id))
    if bury:
        gone = [("articles", article.public_id), *last.addresses()]
        session.add_all(Tombstone(noun=n, gone=key, reason=why, at=datetime.now(UTC)) for n, key in gone)
    session.delete(article)
    session.flush()
    events.rejoin(session, [], last.event_ids, codebook, why=why if bury else None)
    prune(session)


def prune(session: Session) -> None:
    """Removes actors, places, outlets, origins and utterances that nothing links to any more."""
    _drop(session, Utterance, ~exists().where(Quote.utterance_id == Utterance.id))
    _drop(session, Outlet, ~exists().where(Article.outlet_id == Outlet.id))
    _drop(session, Origin, ~exists().where(Article.origin_id == Origin.id))
    child = aliased(Actor)
    linked = [
        exists().where(column == Actor.id)
        for column in (
            Mention.actor_id, Quote.speaker_id, QuoteAbout.actor_id, Claim.speaker_id, Participant.actor_id,
            Quantity.said_by_id, child.parent_id,
        )
    ]  # fmt: skip
    while ids := session.scalars(
        select(Actor.id).where(~or_(*linked))
    ).all():  # again: a child's parent may follow
        _drop_under(session, (ActorName, Role), "actor_id", ids)
        session.execute(delete(Actor).where(Actor.id.in_(ids)))
    used = [
        exists().where(column == PlaceWithin.place_id, PlaceWithin.ancestor_id == Place.id)
        for column in (Mention.place_id, Quote.place_id, QuoteAbout.place_id, Claim.place_id)
    ]
    ids = session.scalars(select(Place.id).where(~or_(*used)).order_by(Place.id.desc())).all()
    _drop_under(session, (PlaceName,), "place_id", ids)
    session.execute(
        delete(PlaceWithin).where(or_(PlaceWithin.place_id.in_(ids), PlaceWithin.ancestor_id.in_(ids)))
    )
    for place_id in ids:  # newest first: what lies in a place was made after it
        session.execute(delete(Place).where(Place.id == place_id))


def _drop(session: Session, table: type, unlinked: object) -> None:
    session.execute(delete(table).where(unlinked).execution_options(synchronize_session=False))


def _drop_under(session: Session, tables: Iterable[type], key: str, ids: object) -> None:
    for table in tables:
        session.execute(delete(table).where(table.__table__.c[key].in_(ids)))
