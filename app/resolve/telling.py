"""A claim as joining asks of it, and what two claims of one place have in common beside their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.resolve import accounts
from app.text.when import When

_COARSE = frozenset({"country", "region", "district", "area", "water"})
_FEW = 10  # dead: below this a front-line town may have the same toll twice in a week
_VILLAGE = 10_000  # people
_ALIKE = 1.5  # the larger by the smaller of two tolls of the first days: Hroza's 52 and 59, Dnipro's 25 and 35


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, as far as joining asks; either end may be open."""

    kind: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ClaimForJoin:
    """What joining asks of a claim. `place_keys` starts with its own place, then what that lies in."""

    key: str  # stable and unique: the claim's public id, or article and span
    type: str
    place_keys: tuple[str, ...] = ()
    when: When | None = None
    actors: frozenset[str] = frozenset()
    modality: str = "actual"
    parent: bool = False
    article: str = ""
    lines: frozenset[str] = frozenset()  # of its actors, with all that each belongs to
    targets: frozenset[str] = frozenset()  # kinds of what was struck, of `lexicon/targets.toml`
    figures: frozenset[Figure] = frozenset()
    place_kind: str = ""
    people: int | None = None  # who live at the place; None where nobody knows
    published: date | None = None
    weapons: frozenset[str] = frozenset()  # kinds of what it was done with, of `lexicon/blows.toml`
    hours: frozenset[str] = frozenset()  # parts of its day, of the same file
    craft: frozenset[str] = frozenset()  # kinds of aircraft that came down, of the same file
    victims: frozenset[str] = frozenset()  # of its actors, the persons known by name to whom it was done
    deadly: bool = False  # its own words say that whoever it was done to was killed
    doers: frozenset[str] = frozenset()  # of its actors, those who did it
    arms: frozenset[str] = frozenset()  # the words for its weapons, as where they stand in the article
    stance: str = "reported"
    speaker: str | None = None  # on whose word, where that is somebody known by name

    @property
    def place(self) -> str | None:
        return self.place_keys[0] if self.place_keys else None

    @property
    def coarse(self) -> bool:
        """Whether its place is too large for one happening of a day to be the only one there."""
        return self.place_kind in _COARSE or bool(self.place and self.place.startswith(("r-", "c-", "d-")))

    @property
    def denies(self) -> bool:
        return accounts.denies(self.modality, self.stance)


def same_place(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    return one.place is not None and one.place == other.place


def one_denies(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether one says that it happened and the other that it did not."""
    return one.denies != other.denies


def one_word(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether two articles have it from one and the same person or body: his remark, told twice."""
    return one.speaker is not None and one.speaker == other.speaker and one.article != other.article


def same_victim(one: ClaimForJoin, other: ClaimForJoin) -> str:
    """The persons to whom both say it was done; empty for none. A person is struck down once in a day."""
    return ", ".join(sorted(one.victims & other.victims))


def killed_once(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether both tell of one person's death, of which the days that reports give may differ."""
    return one.deadly and other.deadly and bool(one.victims & other.victims)


def one_clause(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether one article tells of one deed in two verbs, by the very same words for what it was done with:
    "fired missiles that hit the depot". Two deeds may share who did them, and even what they were done to.
    """
    if not one.arms & other.arms or one.article != other.article or one.type != other.type:
        return False
    return not one.doers or not other.doers or bool(one.doers & other.doers)


def village(claim: ClaimForJoin) -> bool:
    """Whether it happened in a place known to be small."""
    return not claim.coarse and claim.people is not None and claim.people < _VILLAGE


def rare(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether a happening with this toll at this place is most likely the only one of its week."""
    if not same_place(one, other) or one.coarse:
        return False
    return village(one) or min(_most(one), _most(other)) >= _FEW


def same_tolls(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    return bool({t for t in _tolls(one) if t > 1} & set(_tolls(other)))


def tolls_alike(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    pairs = ((min(a, b), max(a, b)) for a in _tolls(one) for b in _tolls(other))
    return any(low > 1 and high <= low * _ALIKE for low, high in pairs)


def _tolls(claim: ClaimForJoin) -> list[float]:
    return [f.low or f.high or 0 for f in claim.figures if f.kind == "killed"]


def _most(claim: ClaimForJoin) -> float:
    return max(_tolls(claim), default=0)
