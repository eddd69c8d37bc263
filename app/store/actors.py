"""Rows for actors: made when an article first links to one, with what the roster knows of them.

The roster may come to say something else, so what was copied from it is brought up to it (`renew_actors`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from app.resolve.actors import ActorLink
from app.store import addresses
from app.store.copied import Copies, corrected, renew_columns
from app.store.ids import mint
from app.store.prune import Touched, prune
from app.store.tables import Actor, ActorName, Redirect, Role
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


def renew_actors(session: Session, roster: Roster) -> int:
    """Brings the actors that come from the roster up to what it says now; how many that changed.

    Their addresses stay. One that stands in the roster under another slug now keeps its row, and its old address
    leads to the new one. Left alone are those whom a person put right, and those whom the roster no longer has:
    articles read before link to them.
    """
    among = Actor.provisional.is_(False)
    rows = session.scalars(select(Actor).where(among).order_by(Actor.id)).all()
    by_people = corrected(session, "actor")
    ours = [row for row in rows if row.slug not in by_people]
    named = select(Actor.id).where(among)
    names = Copies(
        session,
        ActorName,
        ActorName.actor_id,
        (ActorName.text, ActorName.lang, ActorName.script, ActorName.kind, ActorName.folded),
        ActorName.actor_id.in_(named),
    )
    roles = Copies(
        session,
        Role,
        Role.actor_id,
        (Role.office, Role.body, Role.since, Role.until, Role.seen, Role.since_by, Role.until_from),
        Role.actor_id.in_(named),
    )
    changed, left = _readdress(session, ours, roster), set()
    there = {row.key: row for row in rows}
    for row in ours:
        if (known := roster.get(row.key)) is None:
            continue
        told = _told(session, known, roster, there)
        left |= {row.parent_id} - {told["parent_id"], None}
        news = (
            renew_columns(row, told),
            names.renew(row.id, _names(row.id, known)),
            roles.renew(row.id, _roles(row.id, known)),
        )
        changed |= {row.id} if any(news) else set()
    if left:
        prune(session, Touched(actors=left))  # whom somebody belonged to may have been there only for that
    return len(changed)


def _readdress(session: Session, rows: Sequence[Actor], roster: Roster) -> set[int]:
    """Gives those that the roster has under another slug now, and the record not yet, that slug; their row ids."""
    there = {row.key for row in rows}
    moved: set[int] = set()
    for row in rows:
        heirs = [] if roster.get(row.key) else [one for one in roster.spelled(row.name) if _alike(row, one)]
        if len(heirs) != 1 or heirs[0].slug in there:
            continue
        there.add(heirs[0].slug)
        _make_way(session, heirs[0])
        old, row.slug, row.key = row.slug, heirs[0].slug, heirs[0].slug
        addresses.revive(session, "people", [row.slug])
        addresses.lead(session, "people", {old: row.slug}, "it stands in the roster under another name now")
        moved.add(row.id)
    return moved


def _alike(row: Actor, known: RosterActor) -> bool:
    """Whether both are persons or neither is: a reader may take a broadcaster for any organisation."""
    return (row.kind == "person") == (known.kind == "person")


def _from_roster(session: Session, known: RosterActor, roster: Roster) -> Actor:
    told = _told(session, known, roster)
    addresses.revive(session, "people", [known.slug])  # it may have led elsewhere while he was in no roster
    actor = _adopted(session, known, roster)
    if actor is None:
        actor = Actor(slug=known.slug, key=known.slug, **told)
        session.add(actor)
    else:
        renew_columns(actor, {"key": known.slug, **told})
        session.execute(delete(ActorName).where(ActorName.actor_id == actor.id))
    session.flush()
    session.add_all([*_names(actor.id, known), *_roles(actor.id, known)])
    return actor


def _adopted(session: Session, known: RosterActor, roster: Roster) -> Actor | None:
    """A newcomer at the roster actor's address who is nobody else by name: he was read before the roster had him.

    Anybody else there makes way.
    """
    row = session.scalar(select(Actor).where(Actor.slug == known.slug))
    if row and row.provisional and _alike(row, known) and roster.spelled(row.name) == (known,):
        return row
    _make_way(session, known)
    return None


def _make_way(session: Session, known: RosterActor) -> None:
    """Whoever is at the address of a roster actor gets one that tells him apart."""
    if row := session.scalar(select(Actor).where(Actor.slug == known.slug)):
        row.slug = _free_slug(session, row.name, row.kind, row.key)
        session.flush()


def _told(
    session: Session, known: RosterActor, roster: Roster, there: Mapping[str, Actor] | None = None
) -> dict[str, Any]:
    """The columns that the roster decides; `there` are rows at hand, by key."""
    above = roster.get(known.parent) if known.parent else None
    parent = ((there or {}).get(above.slug) or _roster_row(session, above, roster)) if above else None
    return {
        "name": known.name,
        "kind": known.kind,
        "country": known.country,
        "gender": known.gender,
        "party": known.party,
        "provisional": False,
        "parent_id": parent.id if parent else None,
    }


def _names(actor_id: int, known: RosterActor) -> Iterator[ActorName]:
    """Its own name and every other spelling, each once."""
    for name in {name.text: name for name in (Spelling(known.name), *known.spellings)}.values():
        yield ActorName(
            actor_id=actor_id,
            text=name.text,
            lang=name.lang,
            script=name.script,
            kind=name.kind,
            folded=fold_name(name.text)[:_LONGEST],
        )


def _roles(actor_id: int, known: RosterActor) -> Iterator[Role]:
    for role in known.roles:
        yield Role(
            actor_id=actor_id,
            office=role.office,
            body=role.body,
            since=role.since,
            until=role.until,
            seen=role.seen,
            since_by=role.since_by,
            until_from=role.until_from,
        )


def _roster_row(session: Session, known: RosterActor, roster: Roster) -> Actor:
    found = session.scalar(select(Actor).where(Actor.key == known.slug))
    return found or _from_roster(session, known, roster)


def _newcomer(session: Session, link: ActorLink) -> Actor:
    """Somebody read of whom the roster knows nothing: provisional until a person confirms."""
    actor = Actor(
        slug=_free_slug(session, link.name, link.kind, link.key),
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


def _free_slug(session: Session, name: str, kind: str, key: str) -> str:
    """Namesakes carry their kind, never a number by arrival; the last resort is made from the key itself."""
    said = slug(name) or kind
    for wanted in (said, f"{said}-{kind}", f"{said}-{mint('actor', key)[:6]}"):
        led = exists().where(Redirect.noun == "people", Redirect.old == wanted)
        if not session.scalar(select(or_(exists().where(Actor.slug == wanted), led))):
            return wanted
    raise RuntimeError(f"no slug is left for {name!r}")
