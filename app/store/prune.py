"""Taking out of the record what nothing on any page links to any more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, delete, exists, null, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.store.tables import (
    Actor,
    ActorName,
    Article,
    Claim,
    Conflict,
    ConflictSide,
    Event,
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
    QuoteCoSpeaker,
    QuoteRelay,
    Redirect,
    Role,
    Table,
    Tombstone,
    Utterance,
    UtteranceLink,
)
from app.store.words import batched


@dataclass(slots=True)
class Touched:
    """Row ids of what one article linked to: all that may have lost its last link with it."""

    actors: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    utterances: set[int] = field(default_factory=set)


def linked_by(session: Session, article_id: int) -> Touched:
    """What an article's facts link to now."""
    quotes = select(Quote.id).where(Quote.article_id == article_id)
    claims = select(Claim.id).where(Claim.article_id == article_id)
    here = (
        select(Mention.actor_id, Mention.place_id).where(Mention.article_id == article_id),
        select(Quote.speaker_id, Quote.place_id).where(Quote.article_id == article_id),
        select(Claim.speaker_id, Claim.place_id).where(Claim.article_id == article_id),
        select(QuoteAbout.actor_id, QuoteAbout.place_id).where(QuoteAbout.quote_id.in_(quotes)),
        select(QuoteRelay.actor_id, null()).where(QuoteRelay.quote_id.in_(quotes)),
        select(QuoteCoSpeaker.actor_id, null()).where(QuoteCoSpeaker.quote_id.in_(quotes)),
        select(Participant.actor_id, null()).where(Participant.claim_id.in_(claims)),
        select(Quantity.said_by_id, null()).where(Quantity.claim_id.in_(claims)),
    )
    touched = Touched()
    for query in here:
        for actor_id, place_id in session.execute(query.distinct()):
            touched.actors |= {actor_id} - {None}
            touched.places |= {place_id} - {None}
    said = select(Quote.utterance_id).where(Quote.article_id == article_id, Quote.utterance_id.is_not(None))
    touched.utterances = {one for one in session.scalars(said) if one}
    return touched


def prune(session: Session, among: Touched) -> None:
    """Removes those of `among` that nothing links to, what held only them, and empty outlets, origins and wars.

    Comes after events are joined anew: an event links to its place until it is told again.
    """
    session.flush()
    _prune_utterances(session, among.utterances)
    _prune_actors(session, among.actors)
    _prune_places(session, among.places)
    _drop(session, Outlet, ~exists().where(Article.outlet_id == Outlet.id))
    _drop(session, Origin, ~exists().where(Article.origin_id == Origin.id))
    for noun, address in (("events", Event.public_id), ("people", Actor.slug), ("places", Place.slug)):
        there = exists().where(address == Redirect.new)
        stone = exists().where(Tombstone.noun == noun, Tombstone.gone == Redirect.new)
        _drop(session, Redirect, Redirect.noun == noun, ~there, ~stone)  # an address that leads nowhere is none
    unused = [~exists().where(table.conflict_id == Conflict.id) for table in (Claim, Event)]
    wars = session.scalars(select(Conflict.id).where(*unused)).all()
    _drop(session, ConflictSide, ConflictSide.conflict_id.in_(wars))
    _drop(session, Conflict, Conflict.id.in_(wars))


def _prune_utterances(session: Session, among: Collection[int]) -> None:
    unsaid = ~exists().where(Quote.utterance_id == Utterance.id)
    for ids in batched(sorted(among)):
        gone = session.scalars(select(Utterance.id).where(Utterance.id.in_(ids), unsaid)).all()
        _drop(session, UtteranceLink, or_(UtteranceLink.one_id.in_(gone), UtteranceLink.other_id.in_(gone)))
        _drop(session, Utterance, Utterance.id.in_(gone))


def _prune_actors(session: Session, among: Collection[int]) -> None:
    child = aliased(Actor)
    links = (
        Mention.actor_id, Quote.speaker_id, QuoteAbout.actor_id, QuoteRelay.actor_id, QuoteCoSpeaker.actor_id,
        Claim.speaker_id, Participant.actor_id, Quantity.said_by_id, child.parent_id,
    )  # fmt: skip
    alone = [~exists().where(column == Actor.id) for column in links]
    while among:
        found = [
            row
            for ids in batched(sorted(among))
            for row in session.execute(select(Actor.id, Actor.parent_id).where(Actor.id.in_(ids), *alone))
        ]
        for rows in batched(found):
            ids = [row.id for row in rows]
            for part in (ActorName, Role):
                _drop(session, part, part.actor_id.in_(ids))
            _drop(session, Actor, Actor.id.in_(ids))
        among = {row.parent_id for row in found if row.parent_id}  # whoever it belonged to may follow


def _prune_places(session: Session, among: Collection[int]) -> None:
    links = (Mention.place_id, Quote.place_id, QuoteAbout.place_id, Claim.place_id)
    used = [
        exists().where(column == PlaceWithin.place_id, PlaceWithin.ancestor_id == Place.id) for column in links
    ]
    above = {
        one
        for ids in batched(sorted(among))
        for one in session.scalars(select(PlaceWithin.ancestor_id).where(PlaceWithin.place_id.in_(ids)))
    }
    gone: list[int] = []
    for ids in batched(sorted({*among, *above})):
        gone += session.scalars(select(Place.id).where(Place.id.in_(ids), ~or_(*used)))
    for ids in batched(gone):
        _drop(session, PlaceName, PlaceName.place_id.in_(ids))
        _drop(session, PlaceWithin, PlaceWithin.place_id.in_(ids))
        session.execute(update(Place).where(Place.id.in_(ids)).values(parent_id=None))  # they lie in one another
    for ids in batched(gone):
        _drop(session, Place, Place.id.in_(ids))


def _drop(session: Session, table: type[Table], *which: ColumnElement[bool]) -> None:
    session.execute(delete(table).where(*which).execution_options(synchronize_session=False))
