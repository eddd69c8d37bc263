"""Bringing what the record copied from the seeds up to what they say now.

Names, offices, parents and sides are copied when they are first linked to, so that questions to the record need
nothing else. The seeds change with each version, and a journalist may put them right: a record that never heard
of it would call people by old names, and what is read now would not fit what was copied then.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.store.actors import renew_actors
from app.store.conflicts import renew_conflicts
from app.store.db import Database, take_turns
from app.store.places import renew_places
from app.world.world import World


@dataclass(frozen=True, slots=True)
class Renewed:
    """How many of each were brought up to the seeds; none of what was so already."""

    actors: int = 0
    conflicts: int = 0
    places: int = 0

    def __bool__(self) -> bool:
        return self != Renewed()

    def __str__(self) -> str:
        told = ((self.actors, "people and groups"), (self.conflicts, "wars"), (self.places, "places"))
        return ", ".join(f"{count} {things}" for count, things in told if count)


def renew(database: Database, world: World, *, places: bool = False) -> Renewed:
    """One transaction; nothing is written where nothing changed.

    Comes before anything is read with `world`: a claim may be on a side only if its war has it. What was read
    earlier keeps what it was told (titles of events, sides of claims) until it is read again. `places` are for
    when that follows at once: what lies in what is written into the search rows of quotes and events.
    """
    with database.writing() as session:
        take_turns(session)
        return Renewed(
            renew_actors(session, world.roster),
            renew_conflicts(session, world.conflicts),
            renew_places(session, world.gazetteer) if places else 0,
        )
