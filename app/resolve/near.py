"""Events that nearly joined: what agrees and what keeps them apart, in words, for an editor to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.resolve.accounts import Report, accounts_of, standings
from app.resolve.days import NEXT_DAY, NO_DAY, SAME_DAY, SAME_PERIOD, meeting
from app.resolve.sameness import ClaimForJoin, apart, types_like
from app.text.when import When


def told_whole(
    key: str, claims: Sequence[ClaimForJoin], type_: str, place: str | None, when: When | None
) -> ClaimForJoin:
    """An event as one claim: what all of its claims name together, with the day and place that the event has."""
    here = next((one for one in claims if one.place == place), claims[0])
    return replace(
        here,
        key=key,
        type=type_,
        when=when,
        place_keys=here.place_keys if place else (),
        actors=frozenset().union(*(one.actors for one in claims)),
        lines=frozenset().union(*(one.lines for one in claims)),
        targets=frozenset().union(*(one.targets for one in claims)),
        figures=frozenset().union(*(one.figures for one in claims)),
        weapons=frozenset().union(*(one.weapons for one in claims)),
        hours=frozenset().union(*(one.hours for one in claims)),
        craft=frozenset().union(*(one.craft for one in claims)),
        victims=frozenset().union(*(one.victims for one in claims)),
        deadly=any(one.deadly for one in claims),
        doers=frozenset().union(*(one.doers for one in claims)),
        arms=frozenset().union(*(one.arms for one in claims)),
    )


def nearly(one: ClaimForJoin, other: ClaimForJoin) -> tuple[str, str] | None:
    """What agrees between two events and what differs; None where nobody would think of joining them.

    It takes types that reports mix up, and the same place within a day; or else one type, one day, a place
    inside the other's and somebody named by both.
    """
    if one.parent != other.parent or not one.place or not other.place or other.type not in types_like(one.type):
        return None
    shared = sorted(one.actors & other.actors)
    tolls = {figure.kind for figure in one.figures & other.figures if (figure.low or 0) > 1}
    same_place, days = one.place == other.place, meeting(one.when, other.when)
    inside = one.place in other.place_keys or other.place in one.place_keys
    if not same_place and not (inside and days == SAME_DAY and one.type == other.type and shared):
        return None
    if days == NO_DAY and not tolls:
        return None
    if days is None or "country" in (one.place_kind, other.place_kind):
        return None
    agrees = ["same type" if one.type == other.type else "", "same place" if same_place else "", *_same(days)]
    agrees += ["shared actors" if shared else "", f"same figure ({', '.join(sorted(tolls))})" if tolls else ""]
    return ", ".join(filter(None, agrees)), _difference(one, other, days)


def disputed(one: Sequence[Report], other: Sequence[Report], differs: str) -> tuple[str, ...]:
    """The questions ("killed", HOLDER) on which accounts of two that nearly joined cannot both be right.

    Of another target, weapon or part of the day they are two happenings, however many each killed.
    """
    if differs.startswith(("another target", "another weapon", "another part")):
        return ()
    ours = [account for report in one for account in accounts_of(report)]
    theirs = [account for report in other for account in accounts_of(report)]
    across = {
        ours[number].question
        for number, standing in enumerate(standings([*ours, *theirs])[: len(ours)])
        if any(each >= len(ours) for each in standing.differs)
    }
    return tuple(sorted(across))


def _same(days: str) -> list[str]:
    return [days] if days in (SAME_DAY, SAME_PERIOD) else []


def _difference(one: ClaimForJoin, other: ClaimForJoin, days: str) -> str:
    if days == NO_DAY:
        return "one has no day"
    if days == NEXT_DAY:
        return days
    kept = apart(one, other)
    if one.type != other.type and kept in (None, "another type"):
        return f"told as {' and '.join(sorted((one.type, other.type)))}"
    if kept:
        return kept
    if one.place != other.place:
        return "one place holds the other, and it may have seen several"
    return (
        "one is told as a period" if days == SAME_PERIOD else "another event fits as well, or too little is told"
    )
