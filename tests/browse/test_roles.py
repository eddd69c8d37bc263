"""Which office stands beside a name: one surely held that day, else perhaps; none nobody has looked after."""

from __future__ import annotations

from datetime import date

import pytest

from app.browse.facts.briefs import role_on
from app.browse.records import RoleRecord

MAYOR = RoleRecord("Mayor", "Dubove", date(2014, 5, 25), None, seen=date(2025, 12, 31))
MINISTER = RoleRecord(
    "Minister",
    None,
    date(2024, 1, 1),
    date(2025, 12, 31),
    since_by=date(2024, 1, 31),
    until_from=date(2025, 12, 1),
)


@pytest.mark.parametrize(
    ("held", "day", "shown"),
    [
        ((MAYOR,), date(2014, 5, 24), None),
        ((MAYOR,), date(2014, 5, 25), "Mayor of Dubove"),
        ((MAYOR,), date(2026, 5, 1), "Mayor of Dubove"),  # within half a year of the day it was seen held
        ((MAYOR,), date(2026, 11, 1), None),
        ((MINISTER, MAYOR), date(2024, 1, 10), "Mayor of Dubove"),  # the one sure, the other perhaps begun
        ((MINISTER,), date(2024, 1, 10), "Minister"),
        ((MINISTER, MAYOR), date(2024, 2, 1), "Minister"),
        ((MINISTER, MAYOR), None, "Minister"),
        ((), None, None),
    ],
)
def test_the_office_of_that_day(held, day, shown):
    assert role_on(held, day) == shown
