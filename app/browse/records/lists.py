"""The answer to a question: a page of it, and how the whole divides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from app.browse.filters import Filters, Name, Problem

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


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value of one filter, and the question without it."""

    field: str
    value: str
    label: str  # "Speaker: Oleh Syniehubov"
    query: str


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

    def __iter__(self):
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def noun(self) -> str:
        return self.filters.noun
