"""Taking things out of the record: an article, and all that only it supports."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.store import addresses, events, words
from app.store.db import take_turns
from app.store.record import newest_version
from app.store.rematch import LastReading
from app.store.tables import (
    Actor,
    ActorName,
    Article,
    ArticleVersion,
    Claim,
    Conflict,
    ConflictSide,
    Event,
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
    Utterance,
)
from app.world.codebook import Codebook


def forget_article(session: Session, article_id: int, codebook: Codebook, *, why: str, bury: bool = True) -> None:
    """Removes an article, its texts, facts and claims, then what nothing else links to any more.

    With `bury`, its addresses answer 410 with `why`; samples leave no stones.
    """
    take_turns(session)
    article = session.get_one(Article, article_id)
    newest = session.get_one(ArticleVersion, newest_version(session, article_id))
    last = LastReading(session, article, newest.id, newest.text)
    neighbours = events.neighbours(session, last.claim_ids)
    last.clear(everything=True)
    words.forget_row(session.connection(), "article", article.id)
    session.execute(delete(ArticleVersion).where(ArticleVersion.article_id == article.id))
    session.execute(delete(IngestItem).where(IngestItem.article_id == article.id))
    if bury:
        for noun in ("quotes", "claims"):
            addresses.bury(session, noun, [one for of, one in last.addresses() if of == noun], why)
        addresses.bury(session, "articles", [article.public_id], why)
    origin_id = article.origin_id
    session.delete(article)
    session.flush()
    _part(session, origin_id)
    events.rejoin(session, neighbours, last.event_ids, codebook, why=why if bury else None)
    prune(session)


def _part(session: Session, origin_id: int | None) -> None:
    """One article that is left of an origin is a copy of nothing."""
    copies = select(Article).where(Article.origin_id == origin_id, Article.origin_id.is_not(None))
    left = session.scalars(copies.limit(2)).all()
    if len(left) == 1:
        left[0].origin_id = None
        session.flush()


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
    _drop_under(session, (PlaceName, PlaceWithin), "place_id", ids)
    for place_id in ids:  # newest first: what lies in a place was made after it
        session.execute(delete(Place).where(Place.id == place_id))
    unused = [~exists().where(table.conflict_id == Conflict.id) for table in (Claim, Event)]
    ids = session.scalars(select(Conflict.id).where(*unused)).all()
    _drop_under(session, (ConflictSide,), "conflict_id", ids)
    session.execute(delete(Conflict).where(Conflict.id.in_(ids)))


def _drop(session: Session, table: type, unlinked: object) -> None:
    session.execute(delete(table).where(unlinked).execution_options(synchronize_session=False))


def _drop_under(session: Session, tables: Iterable[type], key: str, ids: object) -> None:
    for table in tables:
        session.execute(delete(table).where(table.__table__.c[key].in_(ids)))
