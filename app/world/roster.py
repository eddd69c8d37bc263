"""The people and groups of this coverage: spellings in both scripts, and the offices they held, with dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.text.folding import fold_name
from app.text.sounds import alike, consonants, same_given
from app.world.roles import Role
from app.world.roster_file import ACTOR_KINDS, RosterActor, Spelling, read_roster

__all__ = ["ACTOR_KINDS", "Role", "Roster", "RosterActor", "Spelling"]

_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
# Words that tell no office from another: "the acting governor of Kharkiv region" is Kharkiv's governor.
_LOOSE = frozenset(
    map(fold_name, "the of for and in on a an acting then former region regional oblast city".split())
)
# Where papers and documents also write the surname first: "Зеленський Володимир", "Orbán Viktor".
SURNAME_FIRST = frozenset({"UA", "RU", "BY", "HU"})
# Acronyms that are English words when written small.
_WORDS_TOO = frozenset({"us", "who"})
_ACRONYM = 4  # letters; a word this short in capitals is nobody's surname


class Roster:
    """Names and offices to actors. Candidates only: who an article means is decided in `resolve`."""

    def __init__(
        self,
        actors: Iterable[RosterActor],
        adjectives: Mapping[str, Sequence[str]] | None = None,
        offices: Iterable[Sequence[str]] = (),
    ) -> None:
        """`adjectives` by slug ("ukraine" → "Ukrainian"); each of `offices` an office and its other wordings."""
        self._actors = {actor.slug: actor for actor in actors}
        self._names: dict[str, list[RosterActor]] = {}
        self._metonyms: dict[str, list[RosterActor]] = {}
        self._surnames: dict[str, list[RosterActor]] = {}
        self._sounds: dict[str, list[tuple[tuple[str, ...], RosterActor]]] = {}
        self._offices = {_words(wordings[0]): tuple(map(_words, wordings)) for wordings in offices}
        for actor in self._actors.values():
            self._index(actor)
        self._any_name = self._names.keys() | self._surnames.keys() | self._metonyms.keys()
        self._bodies: dict[frozenset[str], set[frozenset[str]]] = {}
        for actor in self._actors.values():
            named = [s.text for s in actor.spellings if s.kind != "metonym"]
            aliases = {_words(text) for text in (*named, *(adjectives or {}).get(actor.slug, ()))}
            self._bodies.setdefault(_words(actor.name), set()).update(aliases)
        self._roles: dict[frozenset[str], list[tuple[RosterActor, Role]]] = {}
        for actor in self._actors.values():
            for role in actor.roles:
                for wording in self._wordings(role):
                    self._roles.setdefault(wording, []).append((actor, role))

    @classmethod
    def open(cls, path: Path) -> Roster:
        """Reads `seeds/actors.toml`. Raises ValueError naming the entry and what is wrong with it."""
        return cls(*read_roster(path))

    def __iter__(self) -> Iterator[RosterActor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, slug: str) -> RosterActor | None:
        return self._actors.get(slug)

    def lookup(self, name: str) -> Sequence[RosterActor]:
        """All actors with this full spelling, folded; a surname alone finds persons by their last word.

        Full spellings come first, then surnames, then what the name is a metonym of ("Moscow" → Russia,
        which counts only where it acts: see `metonym`). A leading "the" and an ending "'s" do not matter.
        Where nobody is found so, persons whose name sounds like it: "Poutine", "Zelenski Wolodymyr".
        """
        return self.known(name) or self.sounding(name)

    def known(self, name: str) -> Sequence[RosterActor]:
        """The same without those whose name only sounds like it."""
        key = _key(name)
        if key not in self._any_name:
            return ()
        named = self._names.get(key, []) if name not in _WORDS_TOO else []
        found = [*named, *self._surnames.get(key, []), *self._metonyms.get(key, [])]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def sounding(self, name: str) -> Sequence[RosterActor]:
        """Persons whose given and last names sound like these; by a word alone, those whose surname does."""
        words = _POSSESSIVE.sub("", name.replace(",", " ").strip()).split()
        if len(words) == 1 and words[0].isupper() and len(words[0]) <= _ACRONYM:
            return ()  # "DRC" sounds like Idris
        if not 1 <= len(words) <= 5 or any(len(word.strip(".")) < 2 for word in words):
            return ()
        cyrillic = "\u0400" <= words[0][0] <= "\u04ff"  # there the surname stands first in every document
        found: dict[str, RosterActor] = {}
        for given, surname in orders(words):
            for skeleton in sorted(consonants(surname)):  # a set: its own order changes from run to run
                for spelling, actor in self._sounds.get(skeleton, ()):
                    named = given is None or same_given(given, spelling[0])
                    turned = given is not None and surname == words[0]
                    if (
                        named
                        and alike(surname, spelling[-1])
                        and (not turned or actor.country in SURNAME_FIRST or cyrillic)
                    ):
                        found.setdefault(actor.slug, actor)
        return tuple(found.values())

    def spelled(self, name: str) -> Sequence[RosterActor]:
        """Actors this is a full spelling of: "Putin" and "Wagner", but not "Austin", which is only a surname."""
        return tuple(self._names.get(_key(name), ()))

    def metonym(self, name: str) -> Sequence[RosterActor]:
        """What this name stands for where it acts or speaks: "the Kremlin" → Russia. Empty for other names."""
        return tuple(self._metonyms.get(_key(name), ()))

    def line(self, slug: str) -> tuple[str, ...]:
        """The actor and what it belongs to, nearest first: Ihnat, his air force, the armed forces, Ukraine."""
        line: list[str] = []
        while (actor := self._actors.get(slug)) and slug not in line:
            line.append(slug)
            slug = actor.parent or ""
        return tuple(line)

    def holders(self, office: str, day: date | None = None) -> Sequence[RosterActor]:
        """Who held an office ("President of Ukraine", "Kharkiv governor") that day; all ever, without one.

        An office without its body ("the governor") finds the holders in every body. Who may have held it
        counts only where nobody surely did, and not when that was too long ago to say (`Role.lapsed`).
        """
        asked = _words(office)
        if not asked:
            return ()
        known = self._roles.get(asked, ())
        if day is None:
            return _each_once(actor for actor, _ in known)
        held = [(actor, role) for actor, role in known if role.held(day) and not role.lapsed(day)]
        sure = {_seat(role) for _, role in held if role.surely_held(day)}
        return _each_once(a for a, role in held if role.surely_held(day) or _seat(role) not in sure)

    def _index(self, actor: RosterActor) -> None:
        for spelling in (Spelling(actor.name), *actor.spellings):
            index = self._metonyms if spelling.kind == "metonym" else self._names
            _add(index, _key(spelling.text), actor)
            if actor.kind == "person" and spelling.kind in ("name", "native"):
                words = tuple(spelling.text.split())
                last = words[-1]  # "al-Burhan", and "Burhan" too
                if spelling.text.isascii() or spelling.kind == "name" or spelling.lang in ("uk", "ru", "be"):
                    for skeleton in consonants(last):
                        self._sounds.setdefault(skeleton, []).append((words, actor))
                for surname in {fold_name(last), (fold_name(last).split() or [""])[-1]}:
                    if len(surname) > 2:  # in "Kim Jong Un" the surname stands first; it is listed as a short form
                        _add(self._surnames, surname, actor)

    def _wordings(self, role: Role) -> set[frozenset[str]]:
        """The words that mean this role: its office, alone or with its body."""
        wordings = self._offices.get(_words(role.office), (_words(role.office),))
        bodies = {frozenset[str]()}
        if role.body:
            bodies |= {_words(role.body)} | self._bodies.get(_words(role.body), set())
        return {wording | body for wording in wordings for body in bodies}


def _seat(role: Role) -> tuple[frozenset[str], frozenset[str]]:
    return _words(role.office), _words(role.body or "")


def _each_once(actors: Iterable[RosterActor]) -> tuple[RosterActor, ...]:
    return tuple({actor.slug: actor for actor in actors}.values())


def orders(words: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """(given, surname) as the words may be meant: also surname first, with or without a patronymic."""
    if len(words) == 1:
        yield None, words[0]
        return
    yield words[0], words[-1]
    yield words[1], words[0]


def _add(index: dict[str, list[RosterActor]], key: str, actor: RosterActor) -> None:
    if key and actor not in index.setdefault(key, []):
        index[key].append(actor)


@lru_cache(maxsize=10_000)  # the same few words are asked for in every article
def _key(name: str) -> str:
    folded = fold_name(_POSSESSIVE.sub("", name.strip()))
    return folded.removeprefix("the ")


def _words(phrase: str) -> frozenset[str]:
    """The words of an office or body that tell it apart, folded, the American spelling as the British."""
    folded = fold_name(_POSSESSIVE.sub("", phrase.replace("-", " ")))
    return frozenset("defence" if word == "defense" else word for word in folded.split()) - _LOOSE
