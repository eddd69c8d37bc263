"""A question in words: the title, the heading, the feed's name, the file's name and an empty list's text.

"42 direct quotes by Oleh Syniehubov about Kharkiv, May 2024". One phrase a field, joined in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.browse.words import labels
from app.text.day_words import day_words, month_of_year
from app.text.tongue import N_, _, either
from app.text.when import When

if TYPE_CHECKING:
    from app.browse.question.filters import Filters

# What stands before the noun, and what after it, each in reading order.
_ADJECTIVES = {
    "quotes": ("state", "type"),
    "events": ("state", "disputed", "modality", "stance"),  # but `_OPEN`
    "articles": (),
    "people": (),
    "places": (),
    "outlets": (),
}
_PHRASES: dict[str, dict[str, str]] = {
    "quotes": {
        "speaker": N_("by %(what)s"),
        "kind": N_("by speakers of kind %(what)s"),
        "party": N_("from parties to the war"),
        "side": N_("from the side of %(what)s"),
        "actor": N_("by or about %(what)s"),
        "place": N_("said in %(what)s"),
        "bbox": N_("said in the map area %(what)s"),
        "about": N_("about %(what)s"),
        "conflict": N_("on the %(what)s"),
        "outlet": N_("reported by %(what)s"),
        "lang": N_("in %(what)s"),
        "q": N_("with %(what)s"),
    },
    "events": {
        "type": N_("of type %(what)s"),
        "place": N_("in %(what)s"),
        "bbox": N_("in the map area %(what)s"),
        "placed": N_("with %(what)s"),
        "figures": N_("telling how many were %(what)s"),
        "actor": N_("involving %(what)s"),
        "role": N_("as %(what)s"),
        "kind": N_("involving actors of kind %(what)s"),
        "side": N_("involving or told by the side of %(what)s"),
        "about": N_("about %(what)s"),
        "speaker": N_("claimed or denied by %(what)s"),
        "party": N_("on nobody’s word but of parties to the war"),
        "conflict": N_("in the %(what)s"),
        "outlet": N_("reported by %(what)s"),
        "lang": N_("reported in %(what)s"),
        "q": N_("with %(what)s"),
    },
    "articles": {
        "speaker": N_("quoting %(what)s"),
        "actor": N_("naming %(what)s"),
        "about": N_("with mention of %(what)s"),
        "type": N_("reporting %(what)s"),
        "place": N_("naming %(what)s"),
        "bbox": N_("naming places in the map area %(what)s"),
        "conflict": N_("on the %(what)s"),
        "outlet": N_("by %(what)s"),
        "lang": N_("in %(what)s"),
        "q": N_("with %(what)s"),
    },
    "people": {
        "kind": N_("of kind %(what)s"),
        "side": N_("on the side of %(what)s"),
        "conflict": N_("on a side of the %(what)s"),
        "party": N_("that are a party to a war"),
        "q": N_("called %(what)s"),
    },
    "places": {
        "kind": N_("of kind %(what)s"),
        "place": N_("in %(what)s"),
        "bbox": N_("in the map area %(what)s"),
        "q": N_("called %(what)s"),
    },
    "outlets": {"lang": N_("in %(what)s"), "q": N_("called %(what)s")},
}
# A period of what: the day itself needs no word.
_DATED = {
    "published": N_("published %(period)s"),
    "undated": N_("of no stated day, published %(period)s"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value of one filter, and the question without it."""

    field: str
    value: str
    label: str  # "Speaker: Oleh Syniehubov"
    query: str


def sentence(filters: Filters, count: Any = None) -> str:
    """Its frame and each phrase are strings of their own, so that a translation may order them its own way."""
    noun = labels.things(filters.noun, 1 if str(count) == "1" else 2)
    told = (
        _("%(adjectives)s %(noun)s", adjectives=" ".join(before), noun=noun)
        if (before := _adjectives(filters))
        else noun
    )
    if opened := _opened(filters):
        told = _("%(things)s (%(which)s)", things=told, which=opened)
    for phrase, said in _asked(filters).items():
        told += f" {_(phrase, what=said)}"
    if period := _period(filters):
        told = _("%(question)s, %(period)s", question=told, period=period)
    return (
        _("%(count)s %(question)s", count=count, question=told)
        if count is not None
        else told[:1].upper() + told[1:]
    )


def _asked(filters: Filters) -> dict[str, str]:
    """Phrase to what it is said of, in reading order; two fields may share one: "naming Peskov and Kyiv"."""
    told: dict[str, str] = {}
    for name, phrase in _PHRASES[filters.noun].items():
        if not filters.asks(name):
            continue
        said = either(values(filters, name))
        said = _distance(filters, said) if name == "place" else said
        told[phrase] = _("%(one)s and %(other)s", one=told[phrase], other=said) if phrase in told else said
    return told


def chips(filters: Filters) -> tuple[Chip, ...]:
    """One chip a chosen value: its label, and the question without it."""
    from app.browse.question.filters import FIELDS

    made = []
    for name, value in filters.pairs():
        if name not in FIELDS[filters.noun].split():
            continue
        made.append(
            Chip(
                name,
                value,
                _("%(field)s: %(value)s", field=labels.field(name), value=_shown(filters, name, value)),
                filters.without(name, value).to_query(),
            )
        )
    return tuple(made)


def values(filters: Filters, name: str) -> list[str]:
    """Every value of a field as a reader says it."""
    return [_shown(filters, name, value) for key, value in filters.pairs() if key == name]


def period_words(when: When) -> str:
    """ "2023", "May 2023", "21 May 2023", "20 to 22 May 2023"."""
    first, last = when.earliest, when.latest
    written = str(when)
    if len(written) == 4:
        return written
    if when.whole_years:
        return _to(str(first.year), str(last.year))
    if len(written) == 7:
        return month_of_year(first.month, first.year)
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return _to(str(first.day), day_words(last))
    return _to(day_words(first), day_words(last))


def area_words(box: tuple[float, float, float, float]) -> str:
    """ "5° S – 50° N, 3° W – 40° E", of west, south, east, north in degrees."""
    west, south, east, north = box
    return _(
        "%(south)s – %(north)s, %(west)s – %(east)s",
        south=_degrees(south, N_("%(n)s° S"), N_("%(n)s° N")),
        north=_degrees(north, N_("%(n)s° S"), N_("%(n)s° N")),
        west=_degrees(west, N_("%(n)s° W"), N_("%(n)s° E")),
        east=_degrees(east, N_("%(n)s° W"), N_("%(n)s° E")),
    )


def _degrees(number: float, below: str, above: str) -> str:
    """As finely as the map writes an area into its address, a tenth of a kilometre or so."""
    told = f"{abs(round(number, 3)):g}"
    return f"{told}°" if told == "0" else _(below if number < 0 else above, n=told)


def _to(first: str, last: str) -> str:
    return _("%(first)s to %(last)s", first=first, last=last)


def _shown(filters: Filters, name: str, value: str) -> str:
    from app.browse.question.filters import NAMED

    if name in NAMED:
        return next(each.label for each in getattr(filters, name) if each.value == value)
    if name in ("from", "to"):
        return period_words(When.parse(value))
    if name == "q":
        return value if '"' in value else _("“%(words)s”", words=value)
    if name == "within":
        return _("%(n)s km", n=value)
    if name == "bbox":
        return area_words(filters.bbox) if filters.bbox else value
    return labels.label(name, value)


# "Events said not to have happened" cannot stand before its noun, nor "quotes read by machine".
_SHORT = {
    ("modality", "actual"): N_("actual"),
    ("modality", "negated"): N_("negated"),
    ("state", "auto"): N_("unreviewed"),
    ("disputed", "yes"): N_("disputed"),
}


# Said behind the noun: "any" before it would tell of the vocabulary and not of the events.
_OPEN = {
    ("modality", "any"): N_("happened or not"),
    ("stance", "any"): N_("denied or not"),
}


def _adjectives(filters: Filters) -> list[str]:
    told = (
        [_adjective(filters, *pair) for pair in filters.pairs() if pair[0] == name and pair not in _OPEN]
        for name in _ADJECTIVES[filters.noun]
    )
    return [either(each) for each in told if each]


def _opened(filters: Filters) -> str:
    """ "happened or not, denied or not": what a list leaves out unless it is asked for too."""
    asked = [_(_OPEN[pair]) for pair in filters.pairs() if pair in _OPEN] if filters.noun == "events" else []
    return ", ".join(asked)


def _adjective(filters: Filters, name: str, value: str) -> str:
    short = _SHORT.get((name, value))
    return _(short) if short else _shown(filters, name, value)


def _distance(filters: Filters, said: str) -> str:
    return _("%(place)s or within %(n)s km of it", place=said, n=filters.within) if filters.within else said


def _period(filters: Filters) -> str:
    first, last = filters.from_, filters.to
    if first and last:
        told = period_words(first) if first == last else _to(period_words(first), period_words(last))
    elif first:
        told = _("since %(when)s", when=period_words(first))
    elif last:
        told = _("until %(when)s", when=period_words(last))
    else:
        return _("of no stated day") if filters.date_of == "undated" else ""
    dated = _DATED.get(filters.date_of) if filters.noun != "articles" else None
    return _(dated, period=told) if dated else told
