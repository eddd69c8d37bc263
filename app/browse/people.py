"""People and groups: every kind of actor that articles name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, exists, func, null, or_, select
from sqlalchemy.orm import aliased

from app.browse import events, quotes
from app.browse.answer import listing
from app.browse.answer.conditions import bears
from app.browse.answer.listing import Divided, Noun, by_count, by_slug
from app.browse.answer.page import page
from app.browse.facts import activity, briefs, voices
from app.browse.facts.spellings import names_of
from app.browse.facts.tellings import count_told, told_by
from app.browse.question.filters import Filters, Name
from app.browse.question.names import Bearer
from app.browse.records import ActorBrief, Listing, PersonPage, PersonRecord, SideRecord, SpokeRecord, ToldRecord
from app.browse.speech import spoken_by
from app.store.tables import (
    Actor,
    ActorName,
    Claim,
    Conflict,
    ConflictSide,
    Event,
    Mention,
    Participant,
    Quote,
    QuoteCoSpeaker,
    Role,
)
from app.store.word_query import Term
from app.text.folding import fold_name
from app.world.disputed import disputed

_NEWEST = 10  # quotes, events and words about them that one page shows; the lists have the rest
_WITH = 20  # others it is mentioned with
_TOLD = 6  # events it claims, and as many that it denies
_NAMESAKES = 12


def _called(f: Filters) -> ColumnElement[bool]:
    """Some spelling of its name holds every asked word."""

    def borne(term: Term) -> ColumnElement[bool]:
        words = tuple(fold_name(" ".join(term.words)).split())
        return exists().where(ActorName.actor_id == Actor.id, bears(ActorName.folded, words, phrase=term.phrase))

    every = [or_(*map(borne, group)) for group in f.words.groups]
    return and_(*every, *(~borne(term) for term in f.words.without))


def _belonging() -> CTE:
    """Who is on a side of which war (actor, conflict, side): its own, else that of the body it belongs to, at
    whatever time. So does `store.sides` tell whose side a claim is.
    """
    body, own = aliased(Actor), aliased(ConflictSide)
    members = select(Actor.id.label("actor_id"), ConflictSide.conflict_id, ConflictSide.side)
    told = members.join(ConflictSide, ConflictSide.actor_key == Actor.key).cte("belonging", recursive=True)
    beneath = (
        select(body.id, told.c.conflict_id, told.c.side)
        .join(told, body.parent_id == told.c.actor_id)
        .where(~exists().where(own.actor_key == body.key, own.conflict_id == told.c.conflict_id))
    )
    return told.union(beneath)


_BELONGING = _belonging()  # one, since two of a name in one statement are an error


def _in_conflict(f: Filters) -> ColumnElement[bool]:
    told = _BELONGING
    return Actor.id.in_(select(told.c.actor_id).where(told.c.conflict_id.in_(f.ids("conflict", "conflicts"))))


def _on_side(f: Filters) -> ColumnElement[bool]:
    told = _BELONGING
    on = select(told.c.actor_id).where(told.c.side.in_([bearer.key for name in f.side for bearer in name.bearers]))
    if f.conflict:
        on = on.where(told.c.conflict_id.in_(f.ids("conflict", "conflicts")))
    return Actor.id.in_(on)


WHERE: dict[str, Callable[[Filters], ColumnElement[bool]]] = {
    "q": _called,
    "kind": lambda f: Actor.kind.in_(f.kind),
    "conflict": _in_conflict,
    "side": _on_side,
    "party": lambda _: Actor.party.is_(True),
}


def list_people(db: Connection, filters: Filters) -> Listing[PersonRecord]:
    return page(db, PEOPLE, filters)


def count_people(db: Connection, filters: Filters) -> int:
    return listing.counted(db, PEOPLE, filters)


def stream_people(db: Connection, filters: Filters) -> Iterator[PersonRecord]:
    return listing.every(db, PEOPLE, filters)


def records(db: Connection, ids: Sequence[int]) -> tuple[PersonRecord, ...]:
    """People in the order of their ids here, in as many queries for fifty as for one."""
    if not ids:
        return ()
    statement = select(Actor.id, Actor.slug, Actor.name, Actor.kind, Actor.country, Actor.party, Actor.provisional)
    rows = {row.id: row for row in db.execute(statement.where(Actor.id.in_(ids)))}
    roles, said = briefs.roles(db, ids), voices.number_of(db, ids)
    part, told = _taking_part(db, ids), _telling(db, ids)
    return tuple(
        PersonRecord(
            *rows[id_][1:],
            role=briefs.role_on(roles.get(id_, ()), None),
            quotes=said.get(id_, 0),
            events=part.get(id_, 0),
            told=told.get(id_, 0),
        )
        for id_ in ids
        if id_ in rows
    )


def _taking_part(db: Connection, ids: Sequence[int]) -> Mapping[int | None, int]:
    """In how many events each takes part, as the list of events by default counts them."""
    rows = db.execute(
        select(Participant.actor_id, func.count(Event.id.distinct()))
        .join(Claim, Claim.id == Participant.claim_id)
        .join(Event, Event.id == Claim.event_id)
        .where(
            Participant.actor_id.in_(ids),
            Claim.state.not_in(briefs.HIDDEN),
            Event.state.not_in(briefs.HIDDEN),
            Event.listed,
        )
        .group_by(Participant.actor_id)
    )
    return {row[0]: row[1] for row in rows}


def _telling(db: Connection, ids: Sequence[int]) -> Mapping[int | None, int]:
    """How many listed events each speaks of, claiming or denying: `/events?speaker=…` lists them."""
    rows = db.execute(
        select(Claim.speaker_id, func.count(Event.id.distinct()))
        .join(Event, Event.id == Claim.event_id)
        .where(
            Claim.speaker_id.in_(ids),
            Claim.state.not_in(briefs.HIDDEN),
            Event.state.not_in(briefs.HIDDEN),
            Event.listed,
        )
        .group_by(Claim.speaker_id)
    )
    return {row[0]: row[1] for row in rows}


def get_card(db: Connection, slug: str) -> PersonRecord | None:
    """One person or group in a few words; None where there is none."""
    id_ = db.scalar(select(Actor.id).where(Actor.slug == slug, Actor.kind != "unnamed-group"))
    return next(iter(records(db, [] if id_ is None else [id_])), None)


def get_person(db: Connection, slug: str) -> PersonPage | None:
    """One person or group; None where there is none (`moved` may know its new name)."""
    row = db.execute(
        select(Actor.id, Actor.key, Actor.slug, Actor.name, Actor.kind, Actor.parent_id).where(
            Actor.slug == slug, Actor.kind != "unnamed-group"
        )
    ).one_or_none()
    if row is None:
        return None
    (person,) = records(db, [row.id])
    name = (Name(row.slug, (Bearer("people", row.id, row.slug, row.name),)),)
    by, involving = Filters("quotes", speaker=name), Filters("events", actor=name)
    about, telling = Filters("quotes", about=name), Filters("events", speaker=name, stance=("any",))
    parents = briefs.actors(db, [row.parent_id])
    parts = briefs.actors(db, db.scalars(select(Actor.id).where(Actor.parent_id == row.id)).all())
    told = told_by(db, row.id, _TOLD)
    return PersonPage(
        person=person,
        names=names_of(db, row.id),
        roles=tuple(briefs.roles(db, [row.id]).get(row.id, ())),
        parent=parents.get(row.parent_id) if row.parent_id else None,
        parts=tuple(sorted(parts.values(), key=lambda part: part.slug)),
        sides=_sides(db, row.id),
        quotes=listing.first(db, quotes.QUOTES, by, _NEWEST),
        events=listing.first(db, events.EVENTS, involving, _NEWEST),
        about=listing.first(db, quotes.QUOTES, about, _NEWEST),
        about_count=listing.capped(db, quotes.QUOTES, about),
        mentioned_with=_mentioned_with(db, row.id),
        speaks_with=voices.together_with(db, row.id, _WITH),
        activity=activity.over_time(
            db,
            quotes=listing.ids(db, quotes.QUOTES, by),
            events=listing.ids(db, events.EVENTS, involving),
        ),
        namesakes=_namesakes(db, row.id, row.name, row.kind),
        articles=db.scalar(select(func.count(Mention.article_id.distinct())).where(Mention.actor_id == row.id))
        or 0,
        private=bool(db.scalar(select(exists().where(Actor.id == row.id, perhaps_private())))),
        changes=briefs.changes(db, "actor", slug),
        spoke=_spoke(db, row.id, told),
        told=told,
        told_counts=count_told(db, row.id),
        told_all=listing.counted(db, events.EVENTS, telling),
        disputed=disputed().actors.get(row.key),
    )


def perhaps_private() -> ColumnElement[bool]:
    """Of an actor: a person read in one article alone, and of whom no office is known.

    Some are officials whose office we do not know. They lose a search engine's notice; a mother quoted once about
    her neighbour is spared one, and nothing here tells the two apart for sure.
    """
    named = select(func.count(Mention.article_id.distinct())).where(Mention.actor_id == Actor.id)
    return and_(
        Actor.kind == "person",
        Actor.provisional,
        ~exists().where(Role.actor_id == Actor.id),
        named.correlate(Actor).scalar_subquery() <= 1,
    )


def _spoke(db: Connection, actor_id: int, told: Mapping[str, Sequence[ToldRecord]]) -> tuple[SpokeRecord, ...]:
    """Events that it spoke about beside those it is shown to claim or deny."""
    shown = {each.event for group in told.values() for each in group}
    return tuple(each for each in spoken_by(db, actor_id, _NEWEST) if each.event not in shown)


def _sides(db: Connection, actor_id: int | None) -> tuple[SideRecord, ...]:
    """Its own, else those of the nearest body it belongs to, as `store.sides` tells whose side a claim is."""
    seen: list[int] = []
    while actor_id is not None and actor_id not in seen:
        row = db.execute(select(Actor.key, Actor.name, Actor.parent_id).where(Actor.id == actor_id)).one()
        rows = db.execute(
            select(Conflict.name, Conflict.slug, ConflictSide.name, ConflictSide.since, ConflictSide.until)
            .join(ConflictSide, ConflictSide.conflict_id == Conflict.id)
            .where(ConflictSide.actor_key == row.key)
            .order_by(Conflict.id, ConflictSide.id)
        ).all()
        if rows:
            return tuple(dict.fromkeys(SideRecord(*each, through=row.name if seen else None) for each in rows))
        seen.append(actor_id)
        actor_id = row.parent_id
    return ()


def _mentioned_with(db: Connection, actor_id: int) -> tuple[tuple[ActorBrief, int], ...]:
    """Who is named in the same articles, and in how many."""
    its = select(Mention.article_id).where(Mention.actor_id == actor_id)
    n = func.count(Mention.article_id.distinct()).label("n")
    rows = db.execute(
        select(Mention.actor_id, n)
        .join(Actor, Actor.id == Mention.actor_id)
        .where(Mention.article_id.in_(its), Mention.actor_id != actor_id, Actor.kind != "unnamed-group")
        .group_by(Mention.actor_id)
        .order_by(n.desc(), Mention.actor_id)
        .limit(_WITH)
    ).all()
    found = briefs.actors(db, [row.actor_id for row in rows])
    return tuple((found[row.actor_id], row.n) for row in rows)


def _namesakes(db: Connection, actor_id: int, name: str, kind: str) -> tuple[ActorBrief, ...]:
    """Others who bear one of its names, or a person's family name, so that a visitor who meant them finds them."""
    own = select(ActorName.folded).where(ActorName.actor_id == actor_id, ActorName.kind != "metonym")
    same = ActorName.folded.in_(own)
    words = fold_name(name).split()
    if kind == "person" and len(words) > 1:  # "kovalenko" alone, and whatever ends in it
        family = or_(ActorName.folded == words[-1], ActorName.folded.like(f"% {words[-1]}"))
        same = or_(same, and_(family, Actor.kind == "person"))
    others = (
        select(ActorName.actor_id)
        .join(Actor, Actor.id == ActorName.actor_id)
        .where(
            same,
            ActorName.actor_id != actor_id,
            ActorName.kind != "metonym",
            Actor.kind != "unnamed-group",
        )
        .group_by(ActorName.actor_id)
        .order_by(ActorName.actor_id)
        .limit(_NAMESAKES)
    )
    found = briefs.actors(db, db.scalars(others).all())
    return tuple(sorted(found.values(), key=lambda actor: actor.slug))


def _by_kind(base: Any, _: Filters) -> Select:
    n = func.count().label("n")
    return select(base.c.kind, null(), n).group_by(base.c.kind).order_by(n.desc(), base.c.kind)


def _by_conflict(base: Any, _: Filters) -> Select:
    n = func.count(base.c.id.distinct()).label("n")
    told = _BELONGING
    return (
        select(Conflict.slug, Conflict.name, n)
        .select_from(base)
        .join(told, told.c.actor_id == base.c.id)
        .join(Conflict, Conflict.id == told.c.conflict_id)
        .group_by(Conflict.id, Conflict.slug, Conflict.name)
        .order_by(n.desc(), Conflict.id)
    )


_ALONE = (
    select(func.count())
    .where(Quote.speaker_id == Actor.id, Quote.state.not_in(briefs.HIDDEN))
    .correlate(Actor)
    .scalar_subquery()
)
_WITH_OTHERS = (
    select(func.count(QuoteCoSpeaker.quote_id.distinct()))
    .join(Quote, Quote.id == QuoteCoSpeaker.quote_id)
    .where(QuoteCoSpeaker.actor_id == Actor.id, Quote.speaker_id.is_(None), Quote.state.not_in(briefs.HIDDEN))
    .correlate(Actor)
    .scalar_subquery()
)

PEOPLE = Noun(
    name="people",
    id=Actor.id,
    always=lambda _: Actor.kind != "unnamed-group",  # words on a page, never a page of their own
    where=WHERE,
    orders={"most": by_count(_ALONE + _WITH_OTHERS, Actor.id), "name": by_slug(Actor.slug, Actor.id)},
    newest=(Actor.id,),
    records=records,
    divided=(Divided("kind", _by_kind), Divided("conflict", _by_conflict, unless=lambda f: bool(f.side))),
    divided_by=(Actor.kind,),
)
