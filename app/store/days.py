"""Days as lists are ordered by them."""

from __future__ import annotations

from datetime import date


def sort_day(day: date | None) -> int:
    """The day as a number that orders lists; 0, the last place, where there is none."""
    return day.toordinal() if day else 0
