"""From a meaning and a scene to a When, or to none and why: the question that each rule answers for its meaning.

The rules register themselves (`dates/calendar_dates.py`, `dates/calendar_rules.py`).
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from app.extract.dates.meanings import (
    About,
    Answer,
    Between,
    Day,
    Exactly,
    Month,
    Night,
    OfThatYear,
    Part,
    Scene,
    Season,
    Unplaced,
    Years,
)


def resolve(meaning: Any, scene: Scene) -> Answer:
    """The When and the rule, in a sentence; None where it cannot be said, with the reason why.

    Dates beyond the calendar (30 February, 9,000 years ago) are None too.
    """
    try:
        return answer_to(meaning, scene)
    except (ValueError, OverflowError):
        return None, "not a date in the calendar"


def needs_anchor(meaning: Any) -> bool:
    """Whether the day of the report, or a date named before, is needed to tell when this is."""
    match meaning:
        case Day() | Month() | Season() | Part():
            return meaning.year is None
        case Between(first, last):
            return needs_anchor(first) and needs_anchor(last)
        case About(inner) | Night(inner):
            return needs_anchor(inner)
        case OfThatYear() | Years() | Exactly() | Unplaced():
            return False
    return True


@singledispatch
def answer_to(meaning: Any, scene: Scene) -> Answer:
    raise TypeError(f"no rule for {meaning!r}")


def unanchored(scene: Scene) -> Answer:
    return None, f"relative, and {scene.doubt}"
