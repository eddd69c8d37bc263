"""A text with its marks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """What a stretch of text was read as. `href` leads to the thing itself, None where it has no page."""

    start: int
    end: int
    kind: str  # quote, person, place, date, event
    label: str  # "Oleh Syniehubov", "21 May 2023": what it was taken for, for the side notes
    href: str | None = None

    @property
    def anchor(self) -> str:
        return f"s{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch with the same marks from end to end. The runs of a text, joined, are the text."""

    start: int
    text: str
    marks: frozenset[Mark] = frozenset()
    opens: tuple[Mark, ...] = ()  # the marks whose first run this is: their anchors belong here

    @property
    def kinds(self) -> str:
        """ "person quote": the kinds of its marks, for a class attribute."""
        return " ".join(sorted({mark.kind for mark in self.marks}))

    @property
    def innermost(self) -> Mark | None:
        """The shortest of its marks: where a click on it should lead."""
        return min(self.marks, key=lambda mark: (mark.end - mark.start, mark), default=None)

    @property
    def href(self) -> str | None:
        """Where a click on it leads. Blanks and stops alone lead nowhere: as a link they would have no name."""
        return self.innermost.href if self.innermost and any(map(str.isalnum, self.text)) else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run as it is laid out in its article: whole facts open before it and close behind it.

    A fact that crosses another cannot be one element; its address is `bare`, on the run where it begins.
    """

    run: Run
    opens: tuple[str, ...] = ()  # anchors, outermost first
    bare: tuple[str, ...] = ()
    closes: int = 0
    within: tuple[str, ...] = ()  # anchors of every fact that the run is part of


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`[start, end)` of an article as runs; `before` and `after` say whether text was cut off there."""

    start: int
    end: int
    runs: tuple[Run, ...]
    before: bool = False
    after: bool = False
    length: int = 0  # characters of the whole article
