"""When the things of a list are of: years, then the months of one, then the days of one, each a narrower question.

Counted over the newest 10,000 with the facets. What is dated to several days, months or years stands in each that
it touches, because the list asked for any of them holds it too: a number here is that of the list it leads to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from app.browse.filters import DATE_OF, Filters
from app.browse.records import Histogram, HistogramBar
from app.text.when import When

_UNITS = ("year", "month", "day")
_MOST = {"year": 12, "month": 12, "day": 31}  # rows beside a list; of longer times those before are one row
Spans = Sequence[tuple[date, date, int]]  # first day, last day, how many


def dated_by_own_day(filters: Filters) -> bool:
    """Whether the question's dates are those that its things themselves have, not those of their articles."""
    return filters.date_of == DATE_OF.get(filters.noun, ("",))[0] != ""


def histogram(filters: Filters, spans: Spans) -> Histogram | None:
    """The coarsest unit in which there are two bars; without bars where all is of one day, which leaves only the
    way out of what was asked. None where nothing is dated.
    """
    if not spans:
        return None
    floor = filters.from_.earliest if filters.from_ else date.min
    ceiling = filters.to.latest if filters.to else date.max
    first = max(floor, min(earliest for earliest, _latest, _n in spans))
    last = min(ceiling, max(latest for _earliest, latest, _n in spans))
    touching = _Touching(spans)
    wider = filters.changed(from_=None, to=None).to_query() if filters.from_ or filters.to else None
    for unit in _UNITS:
        # The ends reach no further than what was asked, so that their links ask for no more than they count.
        cut = [When(max(floor, p.earliest), min(ceiling, p.latest)) for p in _periods(unit, first, last)]
        bars = [HistogramBar(when, n, _asking(filters, when)) for when in cut if (n := touching.number(when))]
        if len(bars) > 1:
            return Histogram(tuple(bars), wider)
    return Histogram((), wider) if wider is not None else None


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
