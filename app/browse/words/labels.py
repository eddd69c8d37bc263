"""Codes as a reader says them: "air-strike" → "Air or drone strike", "armed-group" → "armed group"."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from app.paths import SEEDS
from app.resolve.accounts import PRONOUNS
from app.text.tongue import N_, _, ngettext
from app.world.codebook import Codebook

FIELDS = {
    "q": N_("Words"),
    "speaker": N_("Speaker"),
    "actor": N_("Involving"),
    "kind": N_("Kind"),
    "type": N_("Type"),
    "place": N_("Place"),
    "within": N_("Within"),
    "bbox": N_("Map area"),
    "placed": N_("On the map"),
    "from": N_("From"),
    "to": N_("To"),
    "date_of": N_("Date of"),
    "outlet": N_("Outlet"),
    "about": N_("About"),
    "conflict": N_("War"),
    "side": N_("Side"),
    "role": N_("Role"),
    "party": N_("Sources"),
    "disputed": N_("Disputed"),
    "figures": N_("How many were"),
    "modality": N_("Whether it happened"),
    "stance": N_("Told as"),
    "state": N_("Review"),
    "lang": N_("Language"),
    "sort": N_("Sort"),
    "size": N_("Page size"),
    "after": N_("Page"),
    "before": N_("Page"),
}

# Field → code → label. What a page says of a thing is what its filter says (`web/words.py`).
CODES = {
    "kind": {
        "person": N_("person"),
        "organisation": N_("organisation"),
        "state": N_("state"),
        "government-body": N_("government body"),
        "armed-force": N_("armed force"),
        "armed-group": N_("armed group"),
        "company": N_("company"),
        "media": N_("media"),
        "international": N_("international body"),
        "unnamed-group": N_("unnamed group"),
        "country": N_("country"),
        "region": N_("region"),
        "district": N_("district"),
        "settlement": N_("settlement"),
        "facility": N_("facility"),
        "water": N_("water"),
        "area": N_("area"),
    },
    "type": {"direct": N_("direct"), "indirect": N_("indirect"), "mixed": N_("partly direct")},
    "role": {
        "actor": N_("actor"),
        "recipient": N_("recipient"),
        "target": N_("target"),
        "beneficiary": N_("beneficiary"),
        "weapon": N_("weapon"),
        "object": N_("object"),
    },
    "modality": {
        "actual": N_("happened, as reported"),
        "past-background": N_("earlier, as background"),
        "planned": N_("planned"),
        "possible": N_("possible"),
        "negated": N_("said not to have happened"),
        "any": N_("any"),
    },
    "stance": {
        "confirmed": N_("confirmed"),
        "reported": N_("reported"),
        "claimed": N_("claimed"),
        "denied": N_("denied"),
        "any": N_("any"),
    },
    "state": {
        "auto": N_("read by machine, not checked"),
        "confirmed": N_("reviewed"),
        "corrected": N_("corrected by hand"),
        "rejected": N_("rejected"),
    },
    "party": {"yes": N_("only parties to the war")},
    "disputed": {"yes": N_("accounts differ")},
    "figures": {
        "killed": N_("killed"),
        "injured": N_("injured"),
        "missing": N_("missing"),
        "captured": N_("captured"),
        "released": N_("released"),
        "displaced": N_("displaced"),
        "launched": N_("launched"),
        "intercepted": N_("intercepted"),
    },
    "placed": {"no": N_("no place known"), "yes": N_("a place known")},
    "date_of": {
        "said": N_("when it was said"),
        "published": N_("when it was published"),
        "happened": N_("when it happened"),
        "undated": N_("published then, own day not stated"),
    },
    # On whose word the day of publication is known; no filter asks for it.
    "published_from": {
        "given": N_("as stated by who added it"),
        "front matter": N_("as the file states"),
        "the page": N_("as the page states"),
        "the record": N_("as its record states"),
        "the request": N_("as the request states"),
        "corrected": N_("corrected by hand"),
    },
    "lang": {
        "en": N_("English"),
        "uk": N_("Ukrainian"),
        "ru": N_("Russian"),
        "de": N_("German"),
        "fr": N_("French"),
        "es": N_("Spanish"),
        "pl": N_("Polish"),
        "ar": N_("Arabic"),
        "he": N_("Hebrew"),
    },
}


@lru_cache(maxsize=1)
def _codebook() -> Codebook:
    return Codebook.open(SEEDS / "codebook.toml")


@lru_cache(maxsize=1)
def event_types() -> dict[str, str]:
    """Code to its English label, in the codebook's order."""
    return {each.code: each.label for each in _codebook()}


def unless_titled(code: str, title: str) -> str:
    """The label of an event's type; "" where its title, which is English, names that or a part of it already."""
    kind, told = _codebook().get(code), label("type", code)
    titles = (kind.label, *(each.label for each in kind.titles), *kind.beside.values()) if kind else ()
    english = kind is not None and told == kind.label
    return "" if title.startswith(titles if english else told) else told


def label(field: str, code: str) -> str:
    """How a code of a filter is shown; an unknown one as it is, hyphens opened."""
    if field == "type" and code in event_types():
        return _(event_types()[code])
    known = CODES.get(field, {}).get(code)
    return _(known) if known else code if field == "lang" else code.replace("-", " ")


def field(name: str) -> str:
    """What a filter is called: "Speaker"."""
    return _(FIELDS[name])


# Each with a call of its own, because the strings of a catalogue are collected from calls.
_THINGS: dict[str, Callable[[int], str]] = {
    "quotes": lambda n: ngettext("quote", "quotes", n),
    "events": lambda n: ngettext("event", "events", n),
    "articles": lambda n: ngettext("article", "articles", n),
    "people": lambda n: ngettext("person or group", "people and groups", n),
    "places": lambda n: ngettext("place", "places", n),
    "outlets": lambda n: ngettext("outlet", "outlets", n),
}


def things(noun: str, number: int = 2) -> str:
    """A list's noun as it stands behind a number: "quote" for 1, "quotes"."""
    return _THINGS[noun](number)


# Verbs that need somebody who is told; without that person a sentence with them is broken.
_TOLD = frozenset({"told", "tells", "telling", "informed", "informs", "briefed", "briefs"})


def cue(written: str | None, listener: str | None) -> str:
    """How a quote is introduced: "told reporters", "warned"; of "told" without its hearer, "said". The colon of a
    headline, and no cue at all, are "".
    """
    if not written or not any(letter.isalpha() for letter in written):
        return ""
    if listener:
        return f"{written} {listener}"
    return _("said") if written.casefold() in _TOLD else written


NOT_NAMED = N_("somebody not named")


def not_named() -> str:
    return _(NOT_NAMED)


def source(mention: str | None) -> str | None:
    """The words for a source that has no page: "two senior officers" as written; of a bare "he", nobody."""
    if mention is None:
        return None
    return not_named() if mention.strip().casefold() in PRONOUNS else mention
