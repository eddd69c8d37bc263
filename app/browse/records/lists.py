"""The answer to a question: a page of it, and how the whole divides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from app.browse.question.filters import Filters, Name, Problem
    from app.browse.question.sentence import Chip
    from app.text.when import When

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Count:
    """How many. Lists stop counting at 10,000 ("10,000+"), and then `exact` is False."""

    value: int
    exact: bool = True

    def __str__(self) -> str:
        return f"{self.value:,}{'' if self.exact else '+'}"


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str  # as it stands in the address
    label: str
    count: int
    chosen: bool
    url_query: str  # the question with this value taken in, or out where it is chosen


@dataclass(frozen=True, slots=True)
class Facet:
    """How the answer divides by one filter, counted with every condition but this filter's own."""

    name: str  # the filter's name: "speaker"
    label: str  # "Speaker"
    values: tuple[FacetValue, ...]
    exact: bool = True  # False: counted over the newest 10,000 only
    more: bool = False  # there are others, each with fewer


@dataclass(frozen=True, slots=True)
class HistogramBar:
    when: When
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """When the answer's things are of, the newest first; `wider` asks for the next longer time, where less than
    all of it was asked: for the month of a day, the year of a month, else for all time.
    """

    bars: tuple[HistogramBar, ...]
    wider: str | None
    wider_when: When | None = None  # None: all time
    longer: int = 0  # dated to more than one of the bars' years, months or days: counted in none of them
    unit: str = "day"  # year, month or day: what a bar stands for
    undated: int = 0  # of no stated day: in none of the bars
    undated_query: str = ""  # asks for them

    @property
    def most(self) -> int:
        return max((bar.count for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class Group:
    """The part of an answer that one value of a filter has."""

    value: str
    label: str
    count: int
    first: When | None  # its first day, where any is known and the whole of it was counted
    last: When | None
    chosen: bool
    query: str  # the question for just this part


@dataclass(frozen=True, slots=True)
class Grouped:
    """An answer by the values of one filter, the fullest first: one page of them."""

    filters: Filters
    by: str  # the filter's name: "speaker"
    label: str  # "Speaker"
    items: tuple[Group, ...]
    exact: bool  # False: counted over the newest 10,000 only
    sentence: str  # what is grouped: "Quotes about Bakhmut, May 2023"
    find: str  # only those so called
    start: int  # how many stand on the pages before
    previous: int | None  # how many stand before the page before, where there is one
    next: int | None  # and before the next page


@dataclass(frozen=True, slots=True)
class Relaxation:
    """For an empty answer: leaving out this one value would give `count` results."""

    chip: Chip
    count: Count


@dataclass(frozen=True, slots=True)
class Meant:
    """For an empty answer: the words in another spelling would give `count` results."""

    words: str
    query: str
    count: Count


@dataclass(frozen=True, slots=True)
class Undated:
    """Things published in the asked period whose own day is not stated; they never match a date filter."""

    count: Count
    query: str


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What the question finds and a list leaves out by default: plans, possibilities, denials, the past."""

    count: Count
    query: str


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The answer to one question: one page of it, and how the whole divides."""

    filters: Filters
    items: tuple[T, ...]
    count: Count
    facets: tuple[Facet, ...]
    next: str | None  # query of the page after this one
    previous: str | None  # query of the page before it
    sentence: str  # "42 quotes by Oleh Syniehubov, May 2024"
    title: str  # the same without the number: "Quotes by Oleh Syniehubov, May 2024"
    chips: tuple[Chip, ...] = ()
    problems: tuple[Problem, ...] = ()
    ambiguous: tuple[Name, ...] = ()  # asked names that several bear: all of them are meant
    undated_beneath: Undated | None = None
    relaxed: tuple[Relaxation, ...] = ()  # only where the answer is empty
    meant: Meant | None = None  # only there too
    histogram: Histogram | None = None
    unlisted: Unlisted | None = None  # and there
    turns: tuple[tuple[str, str], ...] = ()  # of each item: what `before` and `after` it is asked by
    undivided: bool = False  # the question is so long that the ways to divide its answer have no room on a page

    def __iter__(self):
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def noun(self) -> str:
        return self.filters.noun
