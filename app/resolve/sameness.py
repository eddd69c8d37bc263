"""Whether two claims may tell of one event: what keeps them apart, and what puts them together.

Both are said in words a page can show. Nothing here looks at more than two claims, and a figure never
keeps two apart: accounts alike in all but their tolls are one event that is told differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from app.extract.lexicon import load
from app.resolve.blows import POINTED_AT
from app.resolve.days import SAME_DAY, TAKEN, days_agree, taken_once, when_agrees
from app.resolve.telling import (
    ClaimForJoin,
    Figure,
    killed_once,
    one_clause,
    one_denies,
    one_word,
    rare,
    same_place,
    same_tolls,
    same_victim,
    tolls_alike,
    village,
)
from app.text.folding import fold

__all__ = ["ClaimForJoin", "Figure", "apart", "group_of", "same_event", "targets_in", "together", "types_like"]

# Types that reports of one happening mix up: what a drone carried, or what a shell destroyed.
# The codes of one family may share an event, at the same place on the same day only.
_FAMILIES = (
    frozenset({"air-strike", "shelling", "damage"}),
    frozenset({"attack-on-civilians", "mine-or-bomb"}),
    frozenset({"ceasefire", "agreement"}),
    frozenset({"talks", "statement"}),
    TAKEN,  # who says that it is held stands against who says that it was taken
)
# A blow, a blast and what is left of them. Of one site they are told as any of these; of a town, where the
# same kind of target is named.
_BLOWS = frozenset(
    {"air-strike", "shelling", "damage", "destruction", "mine-or-bomb", "attack-on-civilians", "sabotage"}
)
# Blows that one report tells by what struck and the next by the blast, or by who was killed.
_BLASTS = frozenset({"air-strike", "shelling", "mine-or-bomb", "attack-on-civilians"})
# How the death of one person is told: by what struck, by the raid, or by the death alone.
_DEATHS = _BLASTS | {"ground-fighting"}
# An aircraft that came down: one side says that it crashed, the other that it was shot down.
_FALLS = frozenset({"disaster", "interception"})
# Of these a region sees several a day, so that a claim about the region may be about any of them.
_DAILY = _BLOWS | {"ground-fighting", "interception", "abduction", "arrest", "cut-off", "displacement"}
_WAR = _DAILY | {
    "territory-taken",
    "territory-held",
    "withdrawal",
}  # whose own side did it is told as the army, the group or the state
_CITY = 100_000  # people: above this a day's strikes or arrests are often several, and told apart


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
    if one.when and other.when and days_agree(one, other) is None:
        return "another day"
    if _same_person(one, other) or one_clause(one, other):  # told of as differently as may be, it is one
        return None
    if one.targets and other.targets and not one.targets & other.targets:
        return f"another target: {', '.join(sorted(map(_listed, (one.targets, other.targets))))}"
    if _busy(one, other) and (told := _otherwise(one, other)):
        return told
    if _actors_agree(one, other) is None and not _one_blow(one, other) and not _held_against(one, other):
        return "laid to others"
    return None


def together(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """The reason to take two claims that nothing keeps apart for one event, in words; None without one."""
    actors = _actors_agree(one, other)
    where = _where(one, other)
    when = when_agrees(one, other, actors=bool(actors), held_against=_held_against(one, other))
    if where is None or when is None or (when.startswith("denied within") and not actors):
        return None
    if known := _one_thing(one, other, when):
        kind = "same type" if one.type == other.type else "types that reports mix up"
        return ", ".join((kind, where, when, known))
    if one.type != other.type and not _kinds_agree(one, other, when):
        return None
    alike = _alike(one, other)
    remark = one.type == other.type and when == SAME_DAY and one_word(one, other)
    if _busy(one, other) and not (actors or alike or remark or _like_blows(one, other)):
        return None
    nowhere = one.place is None and other.place is None
    if nowhere and not actors:
        return None
    if not nowhere and not same_place(one, other) and (when != "same day" or not _one_inside(one, other, alike)):
        return None
    kind = "same type" if one.type == other.type else "types that reports mix up"
    told = "who did it is told differently" if actors is None else actors
    word = "on one source's word" if remark else ""
    return ", ".join(part for part in (kind, where, when, told, alike, word) if part)


def types_like(type_: str) -> frozenset[str]:
    """The types whose claims may share an event with a claim of this one; itself included."""
    own = next((family for family in _FAMILIES if type_ in family), frozenset({type_}))
    for wider in (_BLOWS, _DEATHS, _FALLS):
        own = own | wider if type_ in wider else own
    return own


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
    if one.type == other.type or _one_family(one, other) or _same_person(one, other):
        return True
    if not same_place(one, other):
        return False
    types = {one.type, other.type}
    if types <= _FALLS:
        return _same_craft(one, other)
    if types <= _BLASTS and village(one):  # a blast there and a strike: `together` asks what else they share
        return True
    return types <= _BLOWS and _one_site(one, other)


def _one_family(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    return any({one.type, other.type} <= family for family in _FAMILIES)


def _same_person(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether it was done to one person known by name, in ways that reports mix up."""
    return not one.parent and {one.type, other.type} <= _DEATHS and bool(same_victim(one, other))


def _one_thing(one: ClaimForJoin, other: ClaimForJoin, when: str) -> str | None:
    """What alone makes two claims one, wherever and by whomever: its victim, that day, or the words for its arms.

    A month holds several attacks on one person, but only one that killed him.
    """
    if _same_person(one, other) and (when == SAME_DAY or killed_once(one, other)):
        return f"same victim ({same_victim(one, other)})"
    return "told in one clause, with the same weapon" if one_clause(one, other) else None


def _one_site(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether they tell of one thing that was struck, or of a blow that the place sees once."""
    if one.place_kind == "facility" or one.targets & other.targets:
        return True
    return rare(one, other) and same_tolls(one, other)


def _kinds_agree(one: ClaimForJoin, other: ClaimForJoin, when: str) -> bool:
    """Whether two types tell of one happening: on one day, or with one toll that the place sees once.

    Where the days are not the same one, "a strike" and "the shelling" may well be two: then it takes the toll.
    """
    if not same_place(one, other):
        return False
    if taken_once(one, other):
        return True
    if {one.type, other.type} <= _BLOWS and not _one_family(one, other) and not _one_site(one, other):
        return False
    return when.startswith("same day") or (rare(one, other) and same_tolls(one, other))


def _same_craft(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether one aircraft came down in both: of one kind, or in one article named and then "it"."""
    if (one.craft & other.craft) - {POINTED_AT}:
        return True
    named = (one.craft | other.craft) - {POINTED_AT}
    pointed = POINTED_AT in one.craft | other.craft
    return bool(named) and pointed and bool(one.article) and one.article == other.article


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


# --- who, and how many -----------------------------------------------------------------------------


def _one_blow(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Arms that struck one town on one certain day: those who tell of it differ on whose they were.

    Kept apart, each side's account would be an event of its own, and nobody would see that they contradict.
    A region or a country is too large for that, and so is more than a day; but whoever denies it names the
    day of his denying, or none. Of an aircraft that fell, any place will do.
    """
    if one.parent or not same_place(one, other):
        return False
    if {one.type, other.type} <= _FALLS:
        return _same_craft(one, other)
    if one.type not in _BLOWS or one.coarse:
        return False
    if one_denies(one, other):
        return True
    if one.when is None or other.when is None:
        return False
    same_day = (one.when.earliest, one.when.latest) == (other.when.earliest, other.when.latest)
    return same_day and one.when.days == 1


def _busy(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether their place is so large that several happenings of their kind may be one day's news from it."""
    if one.parent or not {one.type, other.type} <= _DAILY or not same_place(one, other):
        return False
    return max(one.people or 0, other.people or 0) > _CITY


def _like_blows(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """What tells one of a city's strikes from the next: its weapon or its toll, or that one article tells both.

    Of other things one article may tell several, but not tell of one and deny another.
    """
    if tolls_alike(one, other) or one.weapons & other.weapons:
        return True
    in_one = bool(one.article) and one.article == other.article
    return in_one and (one.type in _BLOWS or one_denies(one, other))


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
    return "territory-held" in (one.type, other.type) and taken_once(one, other)


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
    told += ["same aircraft"] if _same_craft(one, other) else []
    return ", ".join(told)
