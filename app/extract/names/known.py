"""What is known of people before an article is read: whether "he" may mean them, and the offices they held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from app.extract.lexicon import load
from app.text.folding import fold
from app.text.when import When
from app.world.roster import Role, Roster, RosterActor


class Known(Protocol):
    """What the readers ask about people. Hashable, so that what is read with it can be kept."""

    def gender(self, name: str) -> str | None:
        """ "m", "f" or None for a name as written."""

    def holders(self, office: str) -> Sequence[RosterActor]:
        """Who held an office on the article's day: "the US president", "Sudan’s army chief"."""

    def people(self, name: str) -> Sequence[RosterActor]:
        """Persons who bear a name as written, surnames included."""

    def offices(self, actor: RosterActor) -> Sequence[Role]:
        """The offices somebody held on the article's day."""

    def is_medium(self, name: str) -> bool:
        """Whether a name as written is an outlet's and nobody else's."""


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Nothing but given names: for a text whose world is not at hand."""

    def gender(self, name: str) -> str | None:
        return given_name_gender(name)

    def holders(self, office: str) -> Sequence[RosterActor]:
        return ()

    def people(self, name: str) -> Sequence[RosterActor]:
        return ()

    def offices(self, actor: RosterActor) -> Sequence[Role]:
        return ()

    def is_medium(self, name: str) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class OnRoster:
    """The roster on an article's day. Without a day nobody is taken for the holder of an office."""

    roster: Roster
    day: date | None

    @classmethod
    def of(cls, roster: Roster, published: When | None) -> OnRoster:
        return cls(roster, published.latest if published else None)

    def gender(self, name: str) -> str | None:
        """The roster's where all who bear the name agree, else that of the given name."""
        found = {actor.gender for actor in self.people(name)}
        return found.pop() if len(found) == 1 and None not in found else given_name_gender(name)

    def holders(self, office: str) -> Sequence[RosterActor]:
        return self.roster.holders(office, self.day) if self.day else ()

    def people(self, name: str) -> Sequence[RosterActor]:
        return tuple(actor for actor in self.roster.lookup(name) if actor.kind == "person")

    def offices(self, actor: RosterActor) -> Sequence[Role]:
        return tuple(role for role in actor.roles if self.day and role.held(self.day))

    def is_medium(self, name: str) -> bool:
        found = self.roster.lookup(name)
        return bool(found) and all(actor.kind == "media" for actor in found)


NOBODY = GivenNames()


@lru_cache(maxsize=1)
def _given_names() -> dict[str, str]:
    names = load("given_names")
    return {fold(name): gender for gender in ("m", "f") for name in names[gender]}


def given_name_gender(name: str) -> str | None:
    """ "m" or "f" by the first given name or courtesy title, None where the name does not say."""
    for word in fold(name).replace(".", " ").split()[:3]:
        if word in _given_names():
            return _given_names()[word]
    return None
