"""The question, as one typed object that is read from an address and written back to it.

Several values of one field mean *or*, different fields mean *and*, a period *overlaps* a thing's When.
A value that cannot be read is left out and told as a `Problem` at its field: a page says so beside it,
a file refuses (`web` decides). What a field means for each noun is said in that noun's `WHERE`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from app.browse.question import searchbox
from app.browse.question.names import Bearer
from app.store.word_query import WordQuery
from app.text.when import When

PLACE_KINDS = ("country", "region", "district", "settlement", "facility", "water", "area")
ROLES = ("actor", "recipient", "target", "beneficiary", "weapon", "object")
# Kinds of figures that an event is asked for by; others that are read ("people", "buildings") sort nothing.
FIGURES = ("killed", "injured", "missing", "captured", "released", "displaced", "launched", "intercepted")
STATES = ("auto", "confirmed", "corrected")  # rejected and hidden things are never listed
NOUNS = ("quotes", "events", "articles", "people", "places", "outlets")
SIZE, MOST_SIZE = 50, 100
LONGEST = 300  # characters of one value: longer is a mistake, or somebody trying

# Which fields ask something of which noun, in the order they are written and said.
FIELDS = {
    "quotes": "q speaker actor kind type place within bbox from to date_of outlet about conflict side "
    "party state lang",
    "events": "q speaker actor kind type place within bbox placed from to date_of outlet about conflict side role "
    "party disputed figures modality stance state lang",
    "articles": "q speaker actor type place within bbox from to date_of outlet about conflict lang",
    "people": "q kind conflict side party",
    "places": "q kind place within bbox",
    "outlets": "q lang",
}
PAGING = ("sort", "after", "before", "size")
SORTS = {  # the first is the default; with words to look for, `relevance` is there too
    "quotes": ("newest", "oldest"),
    "events": ("newest", "oldest", "most"),
    "articles": ("newest", "oldest", "most"),
    "people": ("most", "name"),
    "places": ("most", "name"),
    "outlets": ("name", "most"),
}
DATE_OF = {
    "quotes": ("said", "published", "undated"),
    "events": ("happened", "published", "undated"),
    "articles": ("published",),
}
# Fields that hold names, and what they may name.
NAMED = {
    "speaker": ("people",),
    "actor": ("people",),
    "place": ("places",),
    "outlet": ("outlets",),
    "about": ("places", "people", "events"),
    "conflict": ("conflicts",),
    "side": ("sides",),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that cannot be read: at which field, what to change, and what was written."""

    field: str
    message: str
    value: str
    elsewhere: bool = False  # the field asks nothing of this noun, though it does of others
    instead: tuple[str, str] | None = None  # the field and value that were probably meant

    def __str__(self) -> str:
        return self.message if self.message.startswith(self.field) else f"{self.field}: {self.message}"


@dataclass(frozen=True, order=True, slots=True)
class Name:
    """A name that was asked for, and everybody and everything that bears it."""

    value: str  # as the address says it: the slug where one bears it, else the name as written
    bearers: tuple[Bearer, ...]

    @property
    def label(self) -> str:
        return self.bearers[0].name if len(self.bearers) == 1 else self.value

    def ids(self, noun: str) -> tuple[int, ...]:
        return tuple(bearer.id for bearer in self.bearers if bearer.noun == noun)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of one noun. Fields that ask nothing are empty."""

    noun: str
    q: str = ""
    speaker: tuple[Name, ...] = ()
    actor: tuple[Name, ...] = ()
    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    place: tuple[Name, ...] = ()
    within: int | None = None  # kilometres round `place`
    bbox: tuple[float, float, float, float] | None = None  # west, south, east, north
    placed: str = ""  # "no": no report says where, or no one place could be told; "yes": one could
    from_: When | None = None
    to: When | None = None
    date_of: str = ""
    outlet: tuple[Name, ...] = ()
    about: tuple[Name, ...] = ()
    conflict: tuple[Name, ...] = ()
    side: tuple[Name, ...] = ()
    role: tuple[str, ...] = ()  # of `actor`
    party: str = ""  # "yes"
    disputed: str = ""  # "yes"
    figures: tuple[str, ...] = ()  # somebody tells how many were killed, injured, …
    modality: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    sort: str = ""
    after: str = ""
    before: str = ""
    size: int = SIZE
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if not self.sort:
            object.__setattr__(self, "sort", SORTS[self.noun][0])
        if not self.date_of and self.noun in DATE_OF:
            object.__setattr__(self, "date_of", DATE_OF[self.noun][0])

    # --- taken apart -----------------------------------------------------------------------------

    @property
    def words(self) -> WordQuery:
        return searchbox.parse(self.q).query

    def asks(self, name: str) -> bool:
        """Whether the field narrows the answer. `from` and `to` ask together, as `period`."""
        if name == "period":
            return self.from_ is not None or self.to is not None or self.date_of == "undated"
        return getattr(self, attribute(name)) not in ("", (), None)

    @property
    def asked(self) -> tuple[str, ...]:
        """The conditions that narrow the answer, by their name in `WHERE`."""
        fields = [name for name in FIELDS[self.noun].split() if name not in ("from", "to", "date_of")]
        return tuple(name for name in (*fields, "period") if self.asks(name))

    @property
    def ambiguous(self) -> tuple[Name, ...]:
        """Names that several bear, all of them meant. Of a thing and a place of one name too."""
        return tuple(
            name for field_ in NAMED if field_ != "side" for name in getattr(self, field_) if len(name.bearers) > 1
        )

    def ids(self, name: str, noun: str) -> tuple[int, ...]:
        """The ids that a field of names means among one noun: `ids("about", "places")`."""
        return tuple(dict.fromkeys(id_ for each in getattr(self, name) for id_ in each.ids(noun)))

    # --- changed a little ----------------------------------------------------------------------------

    def changed(self, **fields: Any) -> Filters:
        """With other values; the page starts again, since the old one means nothing there."""
        return replace(self, **{"after": "", "before": "", "problems": (), **fields})

    def without(self, name: str, value: str | None = None) -> Filters:
        """Without one value of a field, or without the field. What only it made sense of goes too."""
        field_ = attribute(name)
        held = getattr(self, field_)
        if isinstance(held, tuple) and name != "bbox" and value is not None:
            return self.changed(**{field_: tuple(each for each in held if _told(each) != value)})
        empty = {"sort": SORTS[self.noun][0], "size": SIZE, "date_of": DATE_OF.get(self.noun, ("",))[0]}
        bare: Any = () if isinstance(held, tuple) and name != "bbox" else "" if isinstance(held, str) else None
        without = self.changed(**{field_: empty.get(name, bare)})
        if name == "place":
            without = without.changed(within=None)
        if name == "q" and self.sort == "relevance":
            without = without.changed(sort=SORTS[self.noun][0])
        return without

    def toggled(self, name: str, value: str | Name) -> Filters:
        """With one value of a field taken in, or out where it is chosen."""
        held = getattr(self, attribute(name))
        if isinstance(held, str):
            return self.changed(**{name: "" if held == value else value})
        if _told(value) in map(_told, held):
            return self.without(name, _told(value))
        return self.changed(**{name: tuple(sorted((*held, value)))})

    def alone(self) -> Filters:
        """The question without its page: what counts, feeds and exports answer."""
        return self.changed(size=SIZE)

    # --- written back ------------------------------------------------------------------------------------

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The question as (name, value) pairs: defaults left out, order fixed."""
        told: list[tuple[str, str]] = []
        for name in (*FIELDS[self.noun].split(), *PAGING):
            held = getattr(self, attribute(name))
            if not self._default(name, held):
                values = held if isinstance(held, tuple) and name != "bbox" else (held,)
                told += [(name, _told(value)) for value in values]
        return tuple(told)

    def to_query(self) -> str:
        return urlencode(self.pairs())

    def as_asked(self, *, alone: bool = False) -> str:
        """The question with what of it could not be read, for the other views and files of an answer: a page says
        again what is wrong with it, a file refuses. `alone`: without the page of it that is shown.
        """
        unread = [(each.field, each.value) for each in self.problems if each.field not in ("q", *PAGING)]
        return urlencode([*(self.alone() if alone else self).pairs(), *unread])

    def mended(self, problem: Problem) -> str:
        """The question with what was probably meant in place of what could not be read."""
        return urlencode((*self.changed().pairs(), *([problem.instead] if problem.instead else ())))

    def _default(self, name: str, held: Any) -> bool:
        if name == "sort":
            return held == SORTS[self.noun][0]
        if name == "date_of":
            return held == DATE_OF[self.noun][0]
        return held == SIZE if name == "size" else held in ("", (), None)


def attribute(name: str) -> str:
    return "from_" if name == "from" else name


def _told(value: Any) -> str:
    """One value as an address says it."""
    if isinstance(value, Name):
        return value.value
    if isinstance(value, tuple):
        return ",".join(f"{number:g}" for number in value)
    return str(value)
