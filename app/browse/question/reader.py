"""A question read from an address: each field's values, and what could not be read of them.

`read_question` is its door. A name that nobody bears, a date that no calendar has, a filter that there is none of:
each becomes a `Problem` with what was probably meant, and the rest is asked without it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from app.browse.question import searchbox
from app.browse.question.filters import (
    DATE_OF,
    FIELDS,
    FIGURES,
    LONGEST,
    MOST_SIZE,
    NAMED,
    PAGING,
    PLACE_KINDS,
    ROLES,
    SORTS,
    STATES,
    Filters,
    Name,
    Problem,
    attribute,
)
from app.browse.question.names import Bearer, Names
from app.browse.question.periods import periods_of
from app.browse.words import labels
from app.extract.reading import ACTOR_KINDS, MODALITIES, QUOTE_TYPES, STANCES
from app.text.tongue import N_, _, listed
from app.text.when import When

MOST_KM = 1000
MOST_VALUES = 50  # of one field
_NOBODY = {
    "speaker": N_("no speaker called %(name)s is known"),
    "actor": N_("no person or group called %(name)s is known"),
    "place": N_("no place called %(name)s is known"),
    "outlet": N_("no outlet called %(name)s is known"),
    "about": N_("no person, place or event called %(name)s is known"),
    "conflict": N_("no war called %(name)s is known"),
    "side": N_("no side called %(name)s is known"),
}
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Asked of none of our lists, and no mistake of the visitor's: they would be told of it at every shared link.
_OTHERS_BEGIN = ("utm_", "mc_", "hsa_", "_hs", "pk_", "mtm_")
_OTHERS = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id ref ref_src "
    "ref_url cmpid smid _ga _gl mkt_tok s_cid ocid".split()
)
_MOST_LISTED = 12  # values that are listed to who asked for none of them; more are in the codebook
_LIKE = 0.6  # difflib's own measure of "close": speakr, speaker
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)  # has the shape of a date
_CURSOR = re.compile(r"[A-Za-z0-9_-]{1,300}")


def read_question(noun: str, pairs: Iterable[tuple[str, str]], names: Names) -> Filters:
    """Reads a query's (name, value) pairs. Never raises: what cannot be read is a problem.

    A name that is no filter is one too, but for those that others hang on links (`utm_source`), which are
    ignored, as empty values are.
    """
    return _Reader(noun, names).read(pairs)


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
                fields[attribute(name)] = self._value(name, values)
            else:
                message = _nothing_of(name, self.noun)
                self.problems += [Problem(name, message, value, elsewhere=True) for value in values]
        read = {name: value for name, value in fields.items() if value not in (None, "", ())}
        return replace(self._checked(Filters(self.noun, **read)), problems=tuple(self.problems))

    def _gather(self, pairs: Iterable[tuple[str, str]]) -> None:
        for name, written in pairs:
            value = _clean(written)
            if not value or _of_others(name):
                continue
            if name not in labels.FIELDS:
                self._no_filter(name, value)
            elif len(value) > LONGEST:
                self._problem(name, _("longer than %(n)s characters", n=LONGEST), value[:40] + "…")
            elif len(self.asked.setdefault(name, [])) >= MOST_VALUES:
                self._problem(name, _("only the first %(n)s values are asked", n=MOST_VALUES), value)
            elif value not in self.asked[name]:
                self.asked[name].append(value)
        self.asked = {name: values for name, values in self.asked.items() if values}

    def _no_filter(self, written: str, value: str) -> None:
        """Said once for a name, however often it stands there."""
        name = _clean(written)[:40]
        if any(problem.field == name for problem in self.problems):
            return
        known = (*FIELDS[self.noun].split(), *PAGING)
        near = next(iter(get_close_matches(name.casefold(), known, 1, _LIKE)), None)
        instead = (near, value) if near and len(value) <= LONGEST else None
        if near:
            told = _("%(name)s is no filter here: did you mean %(meant)s?", name=name, meant=near)
        else:
            told = _("%(name)s is no filter here; there are %(known)s", name=name, known=listed(known))
        self.problems.append(Problem(name, told, value[:40], instead=instead))

    def _open_search_box(self) -> None:
        """Qualifiers in the search box are filters said another way."""
        if "q" not in self.asked:
            return
        box = searchbox.parse(" ".join(self.asked.pop("q")))
        for message in box.dropped:
            self._problem("q", message, box.text)
        for name, value in box.qualifiers:
            # What is no date would else be said at both ends.
            ends = ("from", "to") if periods_of(value) else ("from",)
            for field_ in ends if name == "on" else (name,):
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
            self._problem(name, _("only one value can be asked; the first is taken"), values[1])
        return _ONE[name](self, name, values[0])

    def _distinct(self, read: Iterable[Any]) -> tuple[Any, ...]:
        """Sorted, so that one question has one address."""
        return tuple(sorted({value for value in read if value is not None}))

    def _name(self, name: str, value: str) -> Name | None:
        found = self._bearers(name, value)
        if not found:
            self._unknown(name, value)
            return None
        key = found[0].key
        # An address says which of several is meant, and is only kept where the bare name would not.
        known = len(found) == 1 and (not value.startswith("/") or self._bearers(name, key) == found)
        return Name(key if known else value, found)

    def _bearers(self, name: str, value: str) -> tuple[Bearer, ...]:
        """Who and what bears the name; of `/places/ukraine` the place alone, though a state is called so too."""
        noun, _slash, key = value.removeprefix("/").partition("/")
        if value.startswith("/") and noun in NAMED[name]:
            return tuple(dict.fromkeys(getattr(self.names, noun)(key)))
        return tuple(dict.fromkeys(one for noun in NAMED[name] for one in getattr(self.names, noun)(value)))

    def _unknown(self, name: str, value: str) -> None:
        nearest = (self.names.nearest(noun, value) for noun in NAMED[name])
        key, meant = next(filter(None, nearest), ("", ""))
        told = _(_NOBODY[name], name=value)
        if meant:
            told = _("%(trouble)s: did you mean %(meant)s?", trouble=told, meant=meant)
        self.problems.append(Problem(name, told, value, instead=(name, key) if key else None))

    def _code(self, name: str, value: str) -> str | None:
        allowed = codes_for(self.noun, name)
        code = value.casefold().replace(" ", "-").replace("_", "-")
        if code in allowed:
            return code
        told = _("%(value)s is none of %(known)s", value=value, known=listed(allowed))
        near = next(iter(get_close_matches(code, allowed, 1, _LIKE)), None)
        if len(allowed) > _MOST_LISTED:
            told = _("%(value)s is none of the %(n)s types in the codebook", value=value, n=len(allowed))
        if near:
            told = _("%(trouble)s: did you mean %(meant)s?", trouble=told, meant=near)
        self.problems.append(Problem(name, told, value, instead=(name, near) if near else None))
        return None

    def _language(self, name: str, value: str) -> str | None:
        if _LANG.fullmatch(value):
            return value.lower()
        self._problem(name, _("%(value)s is not a language code such as en or uk", value=value), value)
        return None

    def _words(self, name: str, value: str) -> str:
        return value

    def _when(self, name: str, value: str) -> When | None:
        """A date in any form that has one meaning: 2023-05, May 2023, 21 May 2023, 21.05.2023.

        No stretch of two days, which has two ends, and nothing counted from today: an address must mean the same
        tomorrow.
        """
        if read := periods_of(value):
            return read[0]
        told = (
            N_("%(value)s is not a date in the calendar")
            if _DATE.fullmatch(value)
            else N_("%(value)s is not a date: write 2022, 2022-03, 2022-03-04 or 4 March 2022")
        )
        self._problem(name, _(told, value=value), value)
        return None

    def _kilometres(self, name: str, value: str) -> int | None:
        if value.isascii() and value.isdigit() and len(value) <= 5 and 1 <= int(value) <= MOST_KM:
            return int(value)
        self._problem(
            name,
            _("%(value)s is not a whole number of kilometres from 1 to %(most)s", value=value, most=MOST_KM),
            value,
        )
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
        self._problem(name, _("a map area is west,south,east,north in degrees"), value)
        return None

    def _yes(self, name: str, value: str) -> str:
        if value.casefold() == "yes":
            return "yes"
        self._problem(name, _("%(value)s is not yes", value=value), value)
        return ""

    def _size(self, name: str, value: str) -> int | None:
        if value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= MOST_SIZE:
            return int(value)
        self._problem(
            name, _("%(value)s is not a whole number from 1 to %(most)s", value=value, most=MOST_SIZE), value
        )
        return None

    def _cursor(self, name: str, value: str) -> str:
        if _CURSOR.fullmatch(value):
            return value
        self._problem(name, _("this page is not known; the first one is shown"), value)
        return ""

    def _checked(self, read: Filters) -> Filters:
        """What only shows with all fields read: two that do not go together."""
        if read.within and not read.place:
            self._problem("within", _("a distance needs a place to count from"), str(read.within))
            read = replace(read, within=None)
        if read.sort == "relevance" and not read.q:
            self._problem("sort", _("relevance needs words to look for"), "relevance")
            read = replace(read, sort=SORTS[self.noun][0])
        if read.from_ and read.to and read.from_.earliest > read.to.latest:
            self._problem(
                "to", _("%(to)s is before %(from)s", **{"to": read.to, "from": read.from_}), str(read.to)
            )
            read = replace(read, to=None)
        if read.after and read.before:
            self._problem("before", _("a page is after one thing or before one, not both"), read.before)
            read = replace(read, before="")
        return read

    def _problem(self, name: str, message: str, value: str) -> None:
        self.problems.append(Problem(name, message, value))


_MANY: dict[str, Callable[..., str | None]] = dict.fromkeys(
    ("kind", "type", "role", "figures", "modality", "stance", "state"), _Reader._code
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
    "placed": _Reader._code,
    "sort": _Reader._code,
    "after": _Reader._cursor,
    "before": _Reader._cursor,
    "size": _Reader._size,
}


def codes_for(noun: str, name: str) -> tuple[str, ...]:
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
        "placed": ("no", "yes"),
        "role": ROLES,
        "figures": FIGURES,
        "state": STATES,
        "modality": (*MODALITIES, "any"),
        "stance": (*STANCES, "any"),
    }[name]


def codes_of(name: str) -> tuple[str, ...]:
    """Every value that a field of codes may have for quotes, events, people or places; of another field, none."""
    if name in ("party", "disputed"):
        return ("yes",)
    if name == "placed":
        return codes_for("events", name)
    if name not in ("kind", "type", "role", "figures", "modality", "stance", "state"):
        return ()
    nouns = {"kind": ("people", "places"), "type": ("quotes", "events")}.get(name, ("events",))
    return tuple(dict.fromkeys(code for noun in nouns for code in codes_for(noun, name)))


def _nothing_of(name: str, noun: str) -> str:
    return _("%(field)s asks nothing of %(noun)s", field=labels.field(name).lower(), noun=labels.things(noun))


def _of_others(name: str) -> bool:
    """What mailers, advertisers and search engines hang on every link they show."""
    return name.casefold().startswith(_OTHERS_BEGIN) or name.casefold() in _OTHERS


def _clean(written: str) -> str:
    """One line without control characters: neither database takes a NUL, and nobody means one."""
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in written)
    return " ".join(shown.split())
