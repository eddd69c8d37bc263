"""When the things of a list are of: years, then the months of one, then the days of one, each a narrower question.

Counted over the newest 10,000 with the facets. What is dated to several of the years, months or days that are told
apart is counted once, beside them: a battle of nine months happened on no day of May more than on another, though
the list of any of those days holds it too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from app.browse.question.filters import DATE_OF, Filters
from app.browse.records import Histogram, HistogramBar
from app.text.when import When

_UNITS = ("year", "month", "day")
_MOST = {"year": 12, "month": 12, "day": 31}  # rows beside a list; of longer times those before are one row
Spans = Sequence[tuple[date, date, int]]  # first day, last day, how many


def dated_by_own_day(filters: Filters) -> bool:
    """Whether the question's dates are those that its things themselves have, not those of their articles."""
    return filters.date_of == DATE_OF.get(filters.noun, ("",))[0] != ""


def histogram(filters: Filters, spans: Spans, undated: int = 0) -> Histogram | None:
    """`undated`: how many of the answer state no day.

    The coarsest unit in which there are two bars, or one beside what lasted longer; without bars where all is
    of one day, which leaves only the way out of what was asked. None where nothing is dated.
    """
    if not spans:
        return None
    floor = filters.from_.earliest if filters.from_ else date.min
    ceiling = filters.to.latest if filters.to else date.max
    first = max(floor, min(earliest for earliest, _latest, _n in spans))
    last = min(ceiling, max(latest for _earliest, latest, _n in spans))
    around = _around(filters)
    wider = _asking(filters, around) if around else None
    if wider is None and (filters.from_ or filters.to):
        wider = filters.changed(from_=None, to=None).to_query()
    nowhere = (undated, filters.changed(date_of="undated").to_query()) if undated else (0, "")
    longer = 0
    for unit in _UNITS:
        # The ends reach no further than what was asked, so that their links ask for no more than they count.
        cut = [When(max(floor, p.earliest), min(ceiling, p.latest)) for p in _periods(unit, first, last)]
        own, longer = _told_apart(unit, spans, floor, ceiling)
        touching = _Touching(own)
        bars = [HistogramBar(when, n, _asking(filters, when)) for when in cut if (n := touching.number(when))]
        if len(bars) > 1 or (bars and longer and unit == _UNITS[-1]):
            return Histogram(tuple(bars), wider, around, longer, unit, *nowhere)
    return Histogram((), wider, around, longer) if wider is not None else None


def _around(filters: Filters) -> When | None:
    """The month that holds what was asked, or else the year, where either is longer than that."""
    if not (filters.from_ and filters.to):
        return None
    asked = When(filters.from_.earliest, filters.to.latest)
    for unit in ("month", "year"):
        period = _period(unit, asked.earliest)
        if period.latest >= asked.latest and period != asked:
            return period
    return None


def _told_apart(unit: str, spans: Spans, floor: date, ceiling: date) -> tuple[Spans, int]:
    """Those of one period of the unit, as far as was asked for, and how many are of several."""
    cut = [(max(floor, first), min(ceiling, last), n) for first, last, n in spans]
    own = [(first, last, n) for first, last, n in cut if _period(unit, first) == _period(unit, last)]
    return own, sum(n for _first, _last, n in cut) - sum(n for _first, _last, n in own)


class _Touching:
    """How many touch a period: of all that begin by its end, those that do not end before it begins. The spans are
    gone through once, not once for each bar.
    """

    def __init__(self, spans: Spans) -> None:
        self._first, self._begun = _summed((first, n) for first, _last, n in spans)
        self._last, self._ended = _summed((last, n) for _first, last, n in spans)

    def number(self, when: When) -> int:
        begun = self._begun[bisect_right(self._first, when.latest)]
        return begun - self._ended[bisect_left(self._last, when.earliest)]


def _summed(days: Iterable[tuple[date, int]]) -> tuple[list[date], list[int]]:
    """The days in order, and how many there are before each and after the last."""
    told = sorted(days)
    return [day for day, _n in told], [0, *accumulate(n for _day, n in told)]


def _periods(unit: str, first: date, last: date) -> Iterator[When]:
    """From the newest back; the last of them holds all that is before, where there is more."""
    day = last
    for number in range(_MOST[unit]):
        period = _period(unit, day)
        begin = _period(unit, first).earliest if number == _MOST[unit] - 1 else period.earliest
        yield When(begin, period.latest)
        if begin <= first:
            return
        day = begin - timedelta(days=1)


def _period(unit: str, day: date) -> When:
    if unit == "day":
        return When.day(day)
    return When.month(day.year, day.month) if unit == "month" else When.year(day.year)


def _asking(filters: Filters, when: When) -> str:
    """A stretch of days or years has no date of its own: it is asked by both its ends."""
    begin, _, end = str(when).partition("/")
    return filters.changed(from_=When.parse(begin), to=When.parse(end or begin)).to_query()
