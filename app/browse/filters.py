"""The question, as one typed object that is read from an address and written back to it.

Several values of one field mean *or*, different fields mean *and*, a period *overlaps* a thing's When.
A value that cannot be read is left out and told as a `Problem` at its field: a page says so beside it,
a file refuses (`web` decides). What a field means for each noun is said in that noun's `WHERE`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from app.browse import labels, searchbox
from app.browse.names import Bearer, Names
from app.browse.records import Chip
from app.extract.reading import ACTOR_KINDS, MODALITIES, QUOTE_TYPES, STANCES
from app.store.words import WordQuery
from app.text.when import When

PLACE_KINDS = ("country", "region", "district", "settlement", "facility", "water", "area")
ROLES = ("actor", "recipient", "target", "beneficiary", "weapon", "object")
STATES = ("auto", "confirmed", "corrected")  # rejected and hidden things are never listed
NOUNS = ("quotes", "events", "articles", "people", "places", "outlets")
SIZE, MOST_SIZE = 50, 100
MOST_KM = 1000
LONGEST = 300  # characters of one value: longer is a mistake, or somebody trying
MOST_VALUES = 50  # of one field

# Which fields ask something of which noun, in the order they are written and said.
FIELDS = {
    "quotes": "q speaker actor kind type place within bbox from to date_of outlet about conflict side "
    "party state lang",
    "events": "q speaker actor kind type place within bbox from to date_of outlet about conflict side role "
    "party disputed modality stance state lang",
    "articles": "q speaker actor type place within bbox from to date_of outlet conflict lang",
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
_WHO = {
    "speaker": "speaker", "actor": "person or group", "place": "place", "outlet": "outlet",
    "about": "person, place or event", "conflict": "war", "side": "side",
}  # fmt: skip
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CURSOR = re.compile(r"[A-Za-z0-9_-]{1,300}")


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that cannot be read: at which field, what to change, and what was written."""

    field: str
    message: str
    value: str
    elsewhere: bool = False  # the field asks nothing of this noun, though it does of others


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

    @classmethod
    def read(cls, noun: str, pairs: Iterable[tuple[str, str]], names: Names) -> Filters:
        """Reads a query's (name, value) pairs. Never raises: what cannot be read is a problem.

        Unknown names are somebody else's (`utm_source`) and ignored; empty values ask nothing.
        """
        return _Reader(noun, names).read(pairs)

    # --- taken apart -----------------------------------------------------------------------------

    @property
    def words(self) -> WordQuery:
        return searchbox.parse(self.q).query

    def asks(self, name: str) -> bool:
        """Whether the field narrows the answer. `from` and `to` ask together, as `period`."""
        if name == "period":
            return self.from_ is not None or self.to is not None or self.date_of == "undated"
        return getattr(self, _attribute(name)) not in ("", (), None)

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
        attribute = _attribute(name)
        held = getattr(self, attribute)
        if isinstance(held, tuple) and name != "bbox" and value is not None:
            return self.changed(**{attribute: tuple(each for each in held if _told(each) != value)})
        empty = {"sort": SORTS[self.noun][0], "size": SIZE, "date_of": DATE_OF.get(self.noun, ("",))[0]}
        bare: Any = () if isinstance(held, tuple) and name != "bbox" else "" if isinstance(held, str) else None
        without = self.changed(**{attribute: empty.get(name, bare)})
        if name == "place":
            without = without.changed(within=None)
        if name == "q" and self.sort == "relevance":
            without = without.changed(sort=SORTS[self.noun][0])
        return without

    def toggled(self, name: str, value: str | Name) -> Filters:
        """With one value of a field taken in, or out where it is chosen."""
        held = getattr(self, _attribute(name))
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
            held = getattr(self, _attribute(name))
            if not self._default(name, held):
                values = held if isinstance(held, tuple) and name != "bbox" else (held,)
                told += [(name, _told(value)) for value in values]
        return tuple(told)

    def to_query(self) -> str:
        return urlencode(self.pairs())

    def _default(self, name: str, held: Any) -> bool:
        if name == "sort":
            return held == SORTS[self.noun][0]
        if name == "date_of":
            return held == DATE_OF[self.noun][0]
        return held == SIZE if name == "size" else held in ("", (), None)

    # --- said ----------------------------------------------------------------------------------------------

    def chips(self) -> tuple[Chip, ...]:
        from app.browse.sentence import chips  # the words of a question have their own file

        return chips(self)

    def sentence(self, count: Any = None) -> str:
        """ "42 quotes by Oleh Syniehubov, May 2024"; without a count, "Quotes by ..."."""
        from app.browse.sentence import sentence

        return sentence(self, count)


def _attribute(name: str) -> str:
    return "from_" if name == "from" else name


def _told(value: Any) -> str:
    """One value as an address says it."""
    if isinstance(value, Name):
        return value.value
    if isinstance(value, tuple):
        return ",".join(f"{number:g}" for number in value)
    return str(value)


class _Reader:
    """Reads one question, field by field, gathering what could not be read."""

    def __init__(self, noun: str, names: Names) -> None:
        self.noun, self.names = noun, names
        self.asked: dict[str, list[str]] = {}
        self.problems: list[Problem] = []

    def read(self, pairs: Iterable[tuple[str, str]]) -> Filters:
        self._gather(pairs)
        self._open_search_box()
        fields: dict[str, Any] = {}
        known = FIELDS[self.noun].split()
        for name, values in self.asked.items():
            if name in known or name in PAGING:
                fields[_attribute(name)] = self._value(name, values)
            else:
                message = f"{labels.FIELDS[name].lower()} asks nothing of {self.noun}"
                self.problems += [Problem(name, message, value, elsewhere=True) for value in values]
        read = {name: value for name, value in fields.items() if value not in (None, "", ())}
        return replace(self._checked(Filters(self.noun, **read)), problems=tuple(self.problems))

    def _gather(self, pairs: Iterable[tuple[str, str]]) -> None:
        for name, written in pairs:
            value = _clean(written)
            if name not in labels.FIELDS or not value:
                continue
            if len(value) > LONGEST:
                self._problem(name, f"longer than {LONGEST} characters", value[:40] + "…")
            elif len(self.asked.setdefault(name, [])) >= MOST_VALUES:
                self._problem(name, f"only the first {MOST_VALUES} values are asked", value)
            elif value not in self.asked[name]:
                self.asked[name].append(value)
        self.asked = {name: values for name, values in self.asked.items() if values}

    def _open_search_box(self) -> None:
        """Qualifiers in the search box are filters said another way."""
        if "q" not in self.asked:
            return
        box = searchbox.parse(" ".join(self.asked.pop("q")))
        for message in box.dropped:
            self._problem("q", message, box.text)
        for name, value in box.qualifiers:
            for field_ in ("from", "to") if name == "on" else (name,):
                held = self.asked.setdefault(field_, [])
                if value not in held:
                    held.append(value)
        if box.text:
            self.asked["q"] = [box.text]

    def _value(self, name: str, values: list[str]) -> Any:
        if name in NAMED:
            return self._distinct(self._name(name, value) for value in values)
        if name in _MANY:
            return self._distinct(_MANY[name](self, name, value) for value in values)
        if len(values) > 1:
            self._problem(name, "only one value can be asked; the first is taken", values[1])
        return _ONE[name](self, name, values[0])

    def _distinct(self, read: Iterable[Any]) -> tuple[Any, ...]:
        """Sorted, so that one question has one address."""
        return tuple(sorted({value for value in read if value is not None}))

    def _name(self, name: str, value: str) -> Name | None:
        bearers: dict[Bearer, None] = {}
        for noun in NAMED[name]:
            bearers |= dict.fromkeys(getattr(self.names, noun)(value))
        if not bearers:
            self._problem(name, f"no {_WHO[name]} called {value} is known", value)
            return None
        found = tuple(bearers)
        return Name(found[0].key if len(found) == 1 else value, found)

    def _code(self, name: str, value: str) -> str | None:
        allowed = _codes(self.noun, name)
        code = value.casefold().replace(" ", "-").replace("_", "-")
        if code in allowed:
            return code
        self._problem(name, f"{value} is none of {', '.join(allowed)}", value)
        return None

    def _language(self, name: str, value: str) -> str | None:
        if _LANG.fullmatch(value):
            return value.lower()
        self._problem(name, f"{value} is not a language code such as en or uk", value)
        return None

    def _words(self, name: str, value: str) -> str:
        return value

    def _when(self, name: str, value: str) -> When | None:
        try:
            if "/" in value:
                raise ValueError(f"{value!r} is not a date: write 2022, 2022-03 or 2022-03-04")
            return When.parse(value)
        except ValueError as error:
            self._problem(name, str(error), value)
            return None

    def _kilometres(self, name: str, value: str) -> int | None:
        if value.isascii() and value.isdigit() and len(value) <= 5 and 1 <= int(value) <= MOST_KM:
            return int(value)
        self._problem(name, f"{value} is not a whole number of kilometres from 1 to {MOST_KM}", value)
        return None

    def _box(self, name: str, value: str) -> tuple[float, float, float, float] | None:
        try:
            # Four decimals are 11 metres; more would only make one area many addresses.
            west, south, east, north = (float(f"{float(part):.4f}") + 0.0 for part in value.split(","))
        except ValueError:
            west = south = east = north = math.nan
        # `:g` writes six digits, so that is what is kept: 123.4567 is asked as 123.457.
        west, south, east, north = (float(f"{number:g}") for number in (west, south, east, north))
        if -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90:
            return west, south, east, north  # west of east: across the date line
        self._problem(name, "a map area is west,south,east,north in degrees", value)
        return None

    def _yes(self, name: str, value: str) -> str:
        if value.casefold() == "yes":
            return "yes"
        self._problem(name, f"{value} is not yes", value)
        return ""

    def _size(self, name: str, value: str) -> int | None:
        if value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= MOST_SIZE:
            return int(value)
        self._problem(name, f"{value} is not a whole number from 1 to {MOST_SIZE}", value)
        return None

    def _cursor(self, name: str, value: str) -> str:
        if _CURSOR.fullmatch(value):
            return value
        self._problem(name, "this page is not known; the first one is shown", value)
        return ""

    def _checked(self, read: Filters) -> Filters:
        """What only shows with all fields read: two that do not go together."""
        if read.within and not read.place:
            self._problem("within", "a distance needs a place to count from", str(read.within))
            read = replace(read, within=None)
        if read.sort == "relevance" and not read.q:
            self._problem("sort", "relevance needs words to look for", "relevance")
            read = replace(read, sort=SORTS[self.noun][0])
        if read.from_ and read.to and read.from_.earliest > read.to.latest:
            self._problem("to", f"{read.to} is before {read.from_}", str(read.to))
            read = replace(read, to=None)
        if read.after and read.before:
            self._problem("before", "a page is after one thing or before one, not both", read.before)
            read = replace(read, before="")
        return read

    def _problem(self, name: str, message: str, value: str) -> None:
        self.problems.append(Problem(name, message, value))


_MANY: dict[str, Callable[..., str | None]] = dict.fromkeys(
    ("kind", "type", "role", "modality", "stance", "state"), _Reader._code
) | {"lang": _Reader._language}
_ONE: dict[str, Callable[[_Reader, str, str], Any]] = {
    "q": _Reader._words,
    "within": _Reader._kilometres,
    "bbox": _Reader._box,
    "from": _Reader._when,
    "to": _Reader._when,
    "date_of": _Reader._code,
    "party": _Reader._yes,
    "disputed": _Reader._yes,
    "sort": _Reader._code,
    "after": _Reader._cursor,
    "before": _Reader._cursor,
    "size": _Reader._size,
}


def _codes(noun: str, name: str) -> tuple[str, ...]:
    """The values a field of codes may have for a noun."""
    if name == "kind":
        return PLACE_KINDS if noun == "places" else ACTOR_KINDS
    if name == "type":
        return QUOTE_TYPES if noun == "quotes" else tuple(labels.event_types())
    if name == "sort":
        relevance = ("relevance",) if noun in DATE_OF else ()
        return (*SORTS[noun], *relevance)
    if name == "date_of":
        return DATE_OF[noun]
    return {
        "role": ROLES,
        "state": STATES,
        "modality": (*MODALITIES, "any"),
        "stance": (*STANCES, "any"),
    }[name]


def _clean(written: str) -> str:
    """One line without control characters: neither database takes a NUL, and nobody means one."""
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in written)
    return " ".join(shown.split())
