"""Whether two claims may tell of one event: what keeps them apart, and what puts them together.

Both are said in words a page can show. Nothing here looks at more than two claims, and a figure never
keeps two apart: accounts alike in all but their tolls are one event that is told differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.extract.lexicon import load
from app.text.folding import fold
from app.text.when import When

# Types that reports of one happening mix up: what a drone carried, or what a shell destroyed.
# The codes of one family may share an event, at the same place on the same day only.
_FAMILIES = (
    frozenset({"air-strike", "shelling", "damage"}),
    frozenset({"attack-on-civilians", "mine-or-bomb"}),
    frozenset({"ceasefire", "agreement"}),
    frozenset({"talks", "statement"}),
    frozenset({"territory-taken", "territory-held"}),
)
# A place taken, and held: who says that it is held stands against who says that it was taken.
_GROUND = frozenset({"territory-taken", "territory-held"})
# A blow, a blast and what is left of them. Of one site they are told as any of these; of a town, where the
# same kind of target is named.
_BLOWS = frozenset(
    {"air-strike", "shelling", "damage", "destruction", "mine-or-bomb", "attack-on-civilians", "sabotage"}
)
# Of these a region sees several a day, so that a claim about the region may be about any of them.
_DAILY = _BLOWS | {"ground-fighting", "interception", "abduction", "arrest", "cut-off", "displacement"}
_WAR = _DAILY | {
    "territory-taken",
    "territory-held",
    "withdrawal",
}  # whose own side did it is told as the army, the group or the state
_COARSE = frozenset({"country", "region", "district", "area", "water"})
_FINE = 3  # days: a claim dated no coarser than this says which day; a longer one names only a period
_LOOSE = 10  # days: "last week", "earlier this month"; a longer period would swallow every day in it
_TAKEN = 3  # days in which a town is not taken, lost and taken again by the same side; Bakhmut was told over two
_NEWS = 7  # days after which a happening told without a day is no longer this week's
_FEW = 10  # dead: below this a front-line town may have the same toll twice in a week
_VILLAGE = 10_000  # people
_CITY = 100_000  # people: above this a day's strikes or arrests are often several, and told apart
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

    @property
    def place(self) -> str | None:
        return self.place_keys[0] if self.place_keys else None

    @property
    def coarse(self) -> bool:
        """Whether its place is too large for one happening of a day to be the only one there."""
        return self.place_kind in _COARSE or bool(self.place and self.place.startswith(("r-", "c-", "d-")))


def same_event(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """What makes two claims one event, in words; None where they are not, or nobody can tell."""
    return None if apart(one, other) else together(one, other)


def apart(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """What keeps two claims from ever sharing an event, in words; None where nothing does."""
    if one.parent != other.parent:
        return "a battle or campaign, and an incident"
    if not _types_agree(one, other):
        return "another type"
    if _where(one, other) is None:
        return "another place"
    if one.when and other.when and _days(one, other) is None:
        return "another day"
    if one.targets and other.targets and not one.targets & other.targets:
        return f"another target: {', '.join(sorted(map(_listed, (one.targets, other.targets))))}"
    if _busy(one, other) and (told := _otherwise(one, other)):
        return told
    if _actors_agree(one, other) is None and not _one_blow(one, other) and not _held_against(one, other):
        return "laid to others"
    return None


def together(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """The reason to take two claims that nothing keeps apart for one event, in words; None without one."""
    where, when = _where(one, other), _when(one, other)
    if where is None or when is None:
        return None
    actors = _actors_agree(one, other)
    alike_there = _same_place(one, other) and (when.startswith("same day") or _taken_once(one, other))
    if one.type != other.type and not alike_there:
        return None
    alike = _alike(one, other)
    if _busy(one, other) and not (actors or alike or _like_blows(one, other)):
        return None
    nowhere = one.place is None and other.place is None
    if nowhere and not actors:
        return None
    if not nowhere and not _same_place(one, other) and (when != "same day" or not _one_inside(one, other, alike)):
        return None
    kind = "same type" if one.type == other.type else "types that reports mix up"
    told = "who did it is told differently" if actors is None else actors
    return ", ".join(part for part in (kind, where, when, told, alike) if part)


def types_like(type_: str) -> frozenset[str]:
    """The types whose claims may share an event with a claim of this one; itself included."""
    own = next((family for family in _FAMILIES if type_ in family), frozenset({type_}))
    return own | _BLOWS if type_ in _BLOWS else own


def group_of(type_: str) -> str:
    """One code for all types that may ever share an event."""
    return min(types_like(type_))


@cache
def _target_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = [(fold(word), kind) for kind, words in load("targets")["kinds"].items() for word in words]
    longest_first = sorted(found, key=lambda pair: (-len(pair[0]), pair))
    return tuple((re.compile(rf"\b{re.escape(word)}s?\b"), kind) for word, kind in longest_first)


def targets_in(words: Iterable[str]) -> frozenset[str]:
    """The kinds of targets that some words name: "the railway station in Kramatorsk" → station."""
    kinds: set[str] = set()
    for told in words:
        left = fold(told)
        for pattern, kind in _target_words():
            if pattern.search(left):
                kinds.add(kind)
                left = pattern.sub(" ", left)  # the "power station" is no station of trains
    return frozenset(kinds)


# --- type and place ------------------------------------------------------------------------------


def _types_agree(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    if one.type == other.type or any({one.type, other.type} <= family for family in _FAMILIES):
        return True
    if not {one.type, other.type} <= _BLOWS or not _same_place(one, other):
        return False
    return one.place_kind == "facility" or bool(one.targets & other.targets)


def _same_place(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    return one.place is not None and one.place == other.place


def _where(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    if one.place is None and other.place is None:
        return "no place named"
    if one.place is None or other.place is None:
        return "place named by one only"
    if one.place == other.place:
        return "same place"
    if one.place in other.place_keys or other.place in one.place_keys:
        return "one place holds the other"
    return None


def _one_inside(one: ClaimForJoin, other: ClaimForJoin, alike: str) -> bool:
    """Whether a claim about a larger place, or none, is about what happened at the other's.

    It takes somebody named by both. Of what a region sees daily that is not enough: then the town must be
    the whole claim's business too, by the same figure or the same kind of target.
    """
    if _actors_agree(one, other) in (None, "") and not (one.targets & other.targets and one.place and other.place):
        return False
    larger = one if one.place is None or one.place in other.place_keys else other
    return bool(alike) or not (larger.coarse or larger.place is None) or one.type not in _DAILY


# --- days ------------------------------------------------------------------------------------------


def _days(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """The same day, or a day apart where a source hedged; None where their days cannot be one."""
    a, b = one.when, other.when
    if a is None or b is None:
        return None
    if one.parent:
        return "overlapping periods" if a.overlaps(b) else None
    if a.overlaps(b):
        return "same day" if max(a.days, b.days) <= _FINE else "same period"
    fine = max(a.days, b.days) <= _FINE
    if fine and (a.about or b.about) and (a.shifted(1).overlaps(b) or a.shifted(-1).overlaps(b)):
        return "a day apart, one of them not exact"
    if fine and _taken_once(one, other) and _between(a, b) <= _TAKEN:
        return f"told within {_TAKEN} days, and a place is taken once"
    return None


def _between(a: When, b: When) -> int:
    """Days from the end of the earlier to the start of the later."""
    return max((b.earliest - a.latest).days, (a.earliest - b.latest).days)


def _taken_once(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether both tell of one town's being taken: a claim of it, its denial and its repetition differ in days."""
    return {one.type, other.type} <= _GROUND and _same_place(one, other) and not one.coarse


def _when(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """What their days say for one event. Undated claims stand alone unless they tell of a battle or campaign,
    stand in one article, or retell the week's news; a week or two says too little without an equal toll."""
    a, b = one.when, other.when
    if a is None or b is None:
        if one.parent:
            return "one battle or campaign there" if _same_place(one, other) else None
        if one.article and one.article == other.article and (a is b or _held_against(one, other)):
            return "same article"
        if not _this_weeks(one, other):
            return None
        if _taken_once(one, other) and _actors_agree(one, other):
            return f"told within {_NEWS} days without a day, and a place is taken once"
        toll = _rare(one, other) and _same_tolls(one, other)
        return f"told within {_NEWS} days without a day, with the same toll" if toll else None
    days = _days(one, other)
    if one.parent or (a.days <= _FINE) == (b.days <= _FINE):
        return days
    loose = days and max(a.days, b.days) <= _LOOSE and _rare(one, other) and _tolls_alike(one, other)
    return "same day, told as a period, with a like toll" if loose else None


def _this_weeks(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether the one without a day was published within a week of the other's day."""
    dated, undated = (one, other) if one.when else (other, one)
    if dated.when is None or undated.when is not None or undated.published is None or dated.when.days > _FINE:
        return False
    return 0 <= (undated.published - dated.when.latest).days <= _NEWS


def _rare(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether a happening with this toll at this place is most likely the only one of its week."""
    if not _same_place(one, other) or one.coarse:
        return False
    small = one.people is not None and one.people < _VILLAGE
    return small or min(_most(one), _most(other)) >= _FEW


# --- who, and how many -----------------------------------------------------------------------------


def _one_blow(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Arms that struck one town on one certain day: those who tell of it differ on whose they were.

    Kept apart, each side's account would be an event of its own, and nobody would see that they contradict.
    A region or a country is too large for that, and so is more than a day.
    """
    if one.type not in _BLOWS or one.parent or not _same_place(one, other) or one.coarse:
        return False
    if one.when is None or other.when is None:
        return False
    same_day = (one.when.earliest, one.when.latest) == (other.when.earliest, other.when.latest)
    return same_day and one.when.days == 1


def _busy(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether their place is so large that several happenings of their kind may be one day's news from it."""
    if one.parent or not {one.type, other.type} <= _DAILY or not _same_place(one, other):
        return False
    return (one.people or 0) > _CITY


def _like_blows(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """What tells one of a city's strikes from the next: its weapon or its toll, or that one article tells both."""
    if _tolls_alike(one, other) or one.weapons & other.weapons:
        return True
    return one.type in _BLOWS and bool(one.article) and one.article == other.article


def _otherwise(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """Another weapon or part of the day; of one thing that was struck, accounts may differ on both."""
    if one.targets & other.targets:
        return None
    if one.weapons and other.weapons and not one.weapons & other.weapons:
        return f"another weapon: {_listed((_listed(one.weapons), _listed(other.weapons)))}"
    if one.when and other.when and one.hours and other.hours and not one.hours & other.hours:
        return "another part of the day"
    return None


def _held_against(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """One side is said to hold a town about when the other is said to hold or to have taken it: one dispute.

    Kept apart, nobody would see that they contradict. Two takings by two sides are two happenings.
    """
    return "territory-held" in (one.type, other.type) and _taken_once(one, other)


def _actors_agree(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """Shared, or at least one of them silent. Where each names somebody the other does not, two must be shared.

    Who belongs to the other counts as shared: a ministry for its state. Two forces of one state neither
    agree nor contradict: what one report lays to the group the next lays to the army.
    """
    if not one.actors or not other.actors:
        return ""
    shared = one.actors & other.actors
    holding, held = one.actors & other.lines, other.actors & one.lines  # who the others belong to
    if not shared | holding | held:
        return "" if one.type in _WAR and one.lines & other.lines else None
    contained = one.actors <= shared | holding or other.actors <= shared | held
    if not contained and len(shared | holding | held) < 2:
        return None
    return "shared actors" if shared else "one's actor belongs to the other's"


def _listed(words: Iterable[str]) -> str:
    return " and ".join(sorted(words))


def _alike(one: ClaimForJoin, other: ClaimForJoin) -> str:
    """What else agrees: a figure, or what was struck."""
    same = sorted({figure.kind for figure in one.figures & other.figures if (figure.low or 0) > 1})
    told = [f"same figure ({', '.join(same)})"] if same else []
    told += [f"same target ({_listed(one.targets & other.targets)})"] if one.targets & other.targets else []
    return ", ".join(told)


def _tolls(claim: ClaimForJoin) -> list[float]:
    return [f.low or f.high or 0 for f in claim.figures if f.kind == "killed"]


def _most(claim: ClaimForJoin) -> float:
    return max(_tolls(claim), default=0)


def _same_tolls(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    return bool({t for t in _tolls(one) if t > 1} & set(_tolls(other)))


def _tolls_alike(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    pairs = ((min(a, b), max(a, b)) for a in _tolls(one) for b in _tolls(other))
    return any(low > 1 and high <= low * _ALIKE for low, high in pairs)
