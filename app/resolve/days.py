"""How the days of two tellings meet: as days, and as what they say for one happening."""

from __future__ import annotations

from app.resolve.telling import (
    ClaimForJoin,
    killed_once,
    one_clause,
    one_denies,
    rare,
    same_place,
    same_tolls,
    tolls_alike,
)
from app.text.when import When

# How two Whens meet; None is for days that lie farther apart, and for none at all.
SAME_DAY, SAME_PERIOD, NEXT_DAY, NO_DAY = "same day", "same period", "a day apart", "no day"
TAKEN = frozenset({"territory-taken", "territory-held"})

_FINE = 3  # days: a claim dated no coarser than this says which day; a longer one names only a period
_LOOSE = 10  # days: "last week", "earlier this month"; a longer period would swallow every day in it
_ONCE = 3  # days in which a town is not taken, lost and taken again by the same side; Bakhmut was told over two
_ANSWER = 3  # days within which a deed is denied, where the denial says no day but that of its being made
NEWS = 7  # days after which a happening told without a day is no longer this week's
NEAR = max(1, _ONCE, _ANSWER)  # days: farther apart than this no two days are taken for one
_UNSIZED = 3  # the same for a place of which nobody knows how large it is, and so how often it is struck


def meeting(one: When | None, other: When | None) -> str | None:
    """How two Whens meet: one of the four words above, NO_DAY where just one of them is known."""
    if one is None or other is None:
        return NO_DAY if one is not other else None
    if one.overlaps(other):
        return SAME_DAY if max(one.days, other.days) <= _FINE else SAME_PERIOD
    return NEXT_DAY if one.shifted(1).overlaps(other) or one.shifted(-1).overlaps(other) else None


def days_agree(one: ClaimForJoin, other: ClaimForJoin) -> str | None:
    """The same day, or a day apart where a source hedged; None where their days cannot be one."""
    a, b = one.when, other.when
    if a is None or b is None:
        return None
    met = meeting(a, b)
    if one.parent:
        return "overlapping periods" if met in (SAME_DAY, SAME_PERIOD) else None
    if met in (SAME_DAY, SAME_PERIOD):
        return met
    if max(a.days, b.days) > _FINE:
        return None
    if met == NEXT_DAY and (a.about or b.about):
        return "a day apart, one of them not exact"
    if taken_once(one, other) and _between(a, b) <= _ONCE:
        return f"told within {_ONCE} days, and a place is taken once"
    if killed_once(one, other) and _between(a, b) <= _ONCE:
        return f"told within {_ONCE} days, and a person is killed once"
    return f"denied within {_ANSWER} days" if _answers(one, other) else None


def when_agrees(one: ClaimForJoin, other: ClaimForJoin, *, actors: bool, held_against: bool) -> str | None:
    """What their days say for one event. Undated claims stand alone unless they tell of a battle or campaign,
    stand in one article, or retell the week's news; a week or two says too little without an equal toll.

    `actors`: whether both name somebody, and the same; `held_against`: one holds what the other took.
    """
    if one.when is None or other.when is None:
        return _undated(one, other, actors=actors, held_against=held_against)
    days = days_agree(one, other)
    if one.parent or killed_once(one, other) or (one.when.days <= _FINE) == (other.when.days <= _FINE):
        return days
    loose = days and max(one.when.days, other.when.days) <= _LOOSE
    return (
        "same day, told as a period, with a like toll"
        if loose and rare(one, other) and tolls_alike(one, other)
        else None
    )


def _undated(one: ClaimForJoin, other: ClaimForJoin, *, actors: bool, held_against: bool) -> str | None:
    if one.parent:
        return "one battle or campaign there" if same_place(one, other) else None
    if one.article and one.article == other.article:
        if one.when is other.when or held_against:
            return "same article"
        if one_denies(one, other) and same_place(one, other):
            return "denied in the same article"
        if killed_once(one, other) or one_clause(one, other):
            return "same article"
    days = _told_later(one, other)
    if days is None or days > NEWS:
        return None
    if taken_once(one, other) and actors:
        return f"told within {NEWS} days without a day, and a place is taken once"
    if killed_once(one, other):
        return f"told within {NEWS} days without a day, and a person is killed once"
    if one_denies(one, other) and same_place(one, other) and not one.coarse and actors:
        return f"denied within {NEWS} days"
    if same_tolls(one, other) and (rare(one, other) or _unsized(one, other, days)):
        return f"told within {NEWS} days without a day, with the same toll"
    return None


def taken_once(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether both tell of one town's being taken: a claim of it, its denial and its repetition differ in days."""
    return {one.type, other.type} <= TAKEN and same_place(one, other) and not one.coarse


def _answers(one: ClaimForJoin, other: ClaimForJoin) -> bool:
    """Whether one, dated only by when it was said, denies what the other tells of the days before."""
    if not one_denies(one, other) or not same_place(one, other) or one.coarse or not one.when or not other.when:
        return False
    denial, deed = (one.when, other.when) if one.denies else (other.when, one.when)
    return denial.about and 0 <= (denial.earliest - deed.latest).days <= _ANSWER


def _told_later(one: ClaimForJoin, other: ClaimForJoin) -> int | None:
    """Days from the one's day to the publication of the other, which has none; None where it came before."""
    dated, undated = (one, other) if one.when else (other, one)
    if dated.when is None or undated.when is not None or undated.published is None or dated.when.days > _FINE:
        return None
    days = (undated.published - dated.when.latest).days
    return days if days >= 0 else None


def _unsized(one: ClaimForJoin, other: ClaimForJoin, days: int) -> bool:
    """Whether the news is fresh enough for a place that may be a village or a town."""
    return same_place(one, other) and not one.coarse and one.people is None and days <= _UNSIZED


def _between(a: When, b: When) -> int:
    """Days from the end of the earlier to the start of the later."""
    return max((b.earliest - a.latest).days, (a.earliest - b.latest).days)
