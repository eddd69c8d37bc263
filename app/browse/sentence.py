"""A question in words: the title, the heading, the feed's name, the file's name and an empty list's text.

"42 direct quotes by Oleh Syniehubov about Kharkiv, May 2024". One phrase a field, joined in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.browse import labels
from app.browse.records import Chip
from app.text.when import When

if TYPE_CHECKING:
    from app.browse.filters import Filters

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_ONE = {
    "quotes": "quote", "events": "event", "articles": "article", "people": "person or group",
    "places": "place", "outlets": "outlet",
}  # fmt: skip
_MANY = {noun: noun for noun in _ONE} | {"people": "people and groups"}

# What stands before the noun, and what after it, each in reading order.
_ADJECTIVES = {
    "quotes": ("state", "type"),
    "events": ("state", "disputed", "modality", "stance"),
    "articles": (),
    "people": (),
    "places": (),
    "outlets": (),
}
_PHRASES: dict[str, dict[str, str]] = {
    "quotes": {
        "speaker": "by {}",
        "kind": "by speakers of kind {}",
        "party": "by parties to the war",
        "side": "by the side of {}",
        "actor": "by or about {}",
        "place": "said in {}",
        "bbox": "said in the map area {}",
        "about": "about {}",
        "conflict": "on {}",
        "outlet": "reported by {}",
        "lang": "in {}",
        "q": "with {}",
    },
    "events": {
        "type": "of type {}",
        "place": "in {}",
        "bbox": "in the map area {}",
        "actor": "involving {}",
        "role": "as {}",
        "kind": "involving actors of kind {}",
        "side": "involving or told by the side of {}",
        "about": "about {}",
        "speaker": "claimed or denied by {}",
        "party": "on nobody’s word but of parties to the war",
        "conflict": "in {}",
        "outlet": "reported by {}",
        "lang": "reported in {}",
        "q": "with {}",
    },
    "articles": {
        "speaker": "quoting {}",
        "actor": "naming {}",
        "about": "with mention of {}",
        "type": "reporting {}",
        "place": "naming {}",
        "bbox": "naming places in the map area {}",
        "conflict": "on {}",
        "outlet": "by {}",
        "lang": "in {}",
        "q": "with {}",
    },
    "people": {
        "kind": "of kind {}",
        "side": "on the side of {}",
        "conflict": "in {}",
        "party": "that are a party to a war",
        "q": "called {}",
    },
    "places": {
        "kind": "of kind {}",
        "place": "in {}",
        "bbox": "in the map area {}",
        "q": "called {}",
    },
    "outlets": {"lang": "in {}", "q": "called {}"},
}
_DATED = {"published": "published", "undated": "of no stated day, published"}


def sentence(filters: Filters, count: Any = None) -> str:
    noun = filters.noun
    one = str(count) == "1"
    told = [*_adjectives(filters), _ONE[noun] if one else _MANY[noun]]
    for name, phrase in _PHRASES[noun].items():
        if filters.asks(name):
            said = phrase.format(either(values(filters, name)))
            told.append(_distance(filters, said) if name == "place" else said)
    sentence = " ".join(told)
    if period := _period(filters):
        sentence += f", {period}"
    return f"{count} {sentence}" if count is not None else sentence[:1].upper() + sentence[1:]


def chips(filters: Filters) -> tuple[Chip, ...]:
    """One chip a chosen value: its label, and the question without it."""
    from app.browse.filters import FIELDS

    made = []
    for name, value in filters.pairs():
        if name not in FIELDS[filters.noun].split():
            continue
        made.append(
            Chip(
                name,
                value,
                f"{labels.FIELDS[name]}: {_shown(filters, name, value)}",
                filters.without(name, value).to_query(),
            )
        )
    return tuple(made)


def values(filters: Filters, name: str) -> list[str]:
    """Every value of a field as a reader says it."""
    return [_shown(filters, name, value) for key, value in filters.pairs() if key == name]


def either(told: Iterable[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    *others, last = told
    return f"{', '.join(others)} or {last}" if others else last


def period_words(when: When) -> str:
    """ "2023", "May 2023", "21 May 2023", "20 to 22 May 2023"."""
    first, last = when.earliest, when.latest
    written = str(when)
    if len(written) == 4:
        return written
    if when.whole_years:
        return f"{first.year} to {last.year}"
    if len(written) == 7:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if first == last:
        return f"{first.day} {_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {period_words(When.day(last))}"
    return f"{period_words(When.day(first))} to {period_words(When.day(last))}"


def _shown(filters: Filters, name: str, value: str) -> str:
    from app.browse.filters import NAMED

    if name in NAMED:
        return next(each.label for each in getattr(filters, name) if each.value == value)
    if name in ("from", "to"):
        return period_words(When.parse(value))
    if name == "q":
        return value if '"' in value else f"“{value}”"
    if name == "within":
        return f"{value} km"
    return labels.label(name, value)


def _adjectives(filters: Filters) -> list[str]:
    told = {"disputed": "disputed"}
    return [
        told.get(name) or either(_bare(name, values(filters, name)))
        for name in _ADJECTIVES[filters.noun]
        if filters.asks(name)
    ]


def _bare(name: str, told: list[str]) -> list[str]:
    # "events said not to have happened" cannot stand before its noun.
    short = {
        "happened, as reported": "actual",
        "said not to have happened": "negated",
        "read by machine": "unreviewed",
    }
    return [short.get(word, word) for word in told] if name in ("modality", "state") else told


def _distance(filters: Filters, said: str) -> str:
    return f"{said} or within {filters.within} km of it" if filters.within else said


def _period(filters: Filters) -> str:
    first, last = filters.from_, filters.to
    if first and last:
        told = period_words(first) if first == last else f"{period_words(first)} to {period_words(last)}"
    elif first:
        told = f"since {period_words(first)}"
    elif last:
        told = f"until {period_words(last)}"
    else:
        return "of no stated day" if filters.date_of == "undated" else ""
    dated = _DATED.get(filters.date_of) if filters.noun != "articles" else None
    return f"{dated} {told}" if dated else told
