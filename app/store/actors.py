"""Rows for actors: made when an article first links to one, with what the roster knows of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.resolve.actors import ActorLink
from app.store.ids import mint
from app.store.tables import Actor, ActorName, Role
from app.text.folding import fold_name, slug
from app.world.roster import Roster, RosterActor, Spelling

_LONGEST = 200  # characters of a name or key that the columns hold


def key_of(link: ActorLink) -> str:
    """What tells the actor of a link from all others, in every article: its roster slug, or a newcomer's key."""
    key = link.slug or link.key
    return key if len(key) <= _LONGEST else f"{key[: _LONGEST - 13]} {mint('actor', key)}"


def ensure_actor(session: Session, link: ActorLink, roster: Roster) -> Actor:
    """The actor a link means; made now where the record has none yet."""
    key = key_of(link)
    if found := session.scalar(select(Actor).where(Actor.key == key)):
        return found
    known = roster.get(link.slug) if link.slug else None
    return _from_roster(session, known, roster) if known else _newcomer(session, link)


def _from_roster(session: Session, known: RosterActor, roster: Roster) -> Actor:
    parent = roster.get(known.parent) if known.parent else None
    actor = Actor(
        slug=known.slug,
        key=known.slug,
        name=known.name,
        kind=known.kind,
        country=known.country,
        gender=known.gender,
        party=known.party,
        provisional=False,
        parent_id=_roster_row(session, parent, roster).id if parent else None,
    )
    session.add(actor)
    session.flush()
    names = {name.text: name for name in (Spelling(known.name), *known.spellings)}
    session.add_all(
        ActorName(
            actor_id=actor.id,
            text=n.text,
            lang=n.lang,
            script=n.script,
            kind=n.kind,
            folded=fold_name(n.text)[:_LONGEST],
        )
        for n in names.values()
    )
    session.add_all(
        Role(
            actor_id=actor.id,
            office=r.office,
            body=r.body,
            since=r.since,
            until=r.until,
            seen=r.seen,
            since_by=r.since_by,
            until_from=r.until_from,
        )
        for r in known.roles
    )
    return actor


def _roster_row(session: Session, known: RosterActor, roster: Roster) -> Actor:
    found = session.scalar(select(Actor).where(Actor.key == known.slug))
    return found or _from_roster(session, known, roster)


def _newcomer(session: Session, link: ActorLink) -> Actor:
    """Somebody read of whom the roster knows nothing: provisional until a person confirms."""
    actor = Actor(
        slug=_free_slug(session, link),
        key=key_of(link),
        name=link.name[:_LONGEST],
        kind=link.kind,
        party=False,
        provisional=True,
    )
    session.add(actor)
    session.flush()
    session.add(ActorName(actor_id=actor.id, text=actor.name, folded=fold_name(actor.name)[:_LONGEST]))
    return actor


def _free_slug(session: Session, link: ActorLink) -> str:
    """Namesakes carry their kind, never a number by arrival; the last resort is made from the key itself."""
    name = slug(link.name) or link.kind
    for wanted in (name, f"{name}-{link.kind}", f"{name}-{mint('actor', link.key)[:6]}"):
        if session.scalar(select(Actor.id).where(Actor.slug == wanted)) is None:
            return wanted
    raise RuntimeError(f"no slug is left for {link.name!r}")
