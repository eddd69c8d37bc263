"""Rows of the world that one article links to, each looked up once and made where there is none yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.resolve.actors import ActorLink
from app.store.actors import ensure_actor, key_of
from app.store.conflicts import ensure_conflict
from app.store.places import ensure_place
from app.store.tables import Actor, Place, PlaceWithin
from app.store.words import batched
from app.world.gazetteer import Place as KnownPlace
from app.world.world import World


class Known:
    """Actors, places and conflicts by what `resolve` calls them. Lives as long as one article's writing."""

    def __init__(
        self, session: Session, world: World, actors: Iterable[ActorLink], places: Iterable[KnownPlace]
    ) -> None:
        """`actors` and `places` are what will be asked for: what is there of them is loaded at once."""
        self._session = session
        self._world = world
        self._actors: dict[str, Actor] = {}
        self._places: dict[str, Place] = {}
        self._conflicts: dict[str, int | None] = {}
        self._within: dict[int, list[int]] = {}
        for keys in batched(sorted({key_of(link) for link in actors})):
            rows = session.scalars(select(Actor).where(Actor.key.in_(keys)))
            self._actors |= {row.key: row for row in rows}
        for keys in batched(sorted({place.key for place in places})):
            rows = session.scalars(select(Place).where(Place.key.in_(keys)))
            self._places |= {row.key: row for row in rows}

    def actor(self, link: ActorLink) -> Actor:
        key = key_of(link)
        if key not in self._actors:
            self._actors[key] = ensure_actor(self._session, link, self._world.roster)
        return self._actors[key]

    def place(self, place: KnownPlace) -> Place:
        if place.key not in self._places:
            self._places[place.key] = ensure_place(self._session, place, self._world.gazetteer)
        return self._places[place.key]

    def within(self, place_id: int) -> list[int]:
        """Row ids of what a place lies in, itself included."""
        if place_id not in self._within:
            missing = {row.id for row in self._places.values()} | {place_id}
            self._within |= _ancestors(self._session, sorted(missing - self._within.keys()))
        return self._within[place_id]

    def conflict_id(self, slug: str) -> int | None:
        if slug not in self._conflicts:
            self._conflicts[slug] = ensure_conflict(self._session, slug, self._world.conflicts)
        return self._conflicts[slug]


def _ancestors(session: Session, place_ids: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for ids in batched(place_ids):
        query = select(PlaceWithin.place_id, PlaceWithin.ancestor_id).where(PlaceWithin.place_id.in_(ids))
        for place_id, ancestor_id in session.execute(query.order_by(PlaceWithin.id)):
            found[place_id].append(ancestor_id)
    return {place_id: found[place_id] for place_id in place_ids}
