"""An office somebody held, and how sure we are that it was held on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.text.when import When

# How long an office is taken to be held on after the last day it was seen held. Of the offices of the roster
# held on a day of 2022-25, one in eleven was left within half a year (one in eighteen since 2014).
LAPSE = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Role:
    """An office held: "President" of "Ukraine", from 2019-05-20 (None: open or unknown).

    Where only the month or year of an end is known, `since` and `until` are the widest it allows and
    `since_by` and `until_from` the narrowest: since "2024-01" is since the 1st, since_by the 31st.
    """

    office: str
    body: str | None
    since: date | None = None
    until: date | None = None
    seen: date | None = None  # the last day it is known to be held, where the end is not known
    since_by: date | None = None
    until_from: date | None = None

    def held(self, day: date) -> bool:
        """Whether it may have been held that day; both ends count, and an unknown end is no end."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def surely_held(self, day: date) -> bool:
        """Whether it was: from its beginning or the day it was seen held to its end, or not long after."""
        begun = [known for known in (self.since_by or self.since, self.seen) if known]
        ended = [known for known in (self.until_from or self.until, self.seen) if known]
        if not begun or not ended:
            return False
        return min(begun) <= day <= (max(ended) if self.until else max(ended) + LAPSE)

    @property
    def began(self) -> When | None:
        """Its beginning as precisely as it is known: "2024-01"."""
        return When(self.since, self.since_by or self.since) if self.since else None

    @property
    def ended(self) -> When | None:
        return When(self.until_from or self.until, self.until) if self.until else None

    def lapsed(self, day: date) -> bool:
        """Whether nobody has looked for so long by then that another may hold it."""
        return self.until is None and self.seen is not None and day > self.seen + LAPSE
