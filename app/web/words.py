"""The words of the interface that pages share: counts, quotation marks, and codes in words.

Every string a visitor reads passes through `_` (`text/tongue.py`), English first.
"""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from app.browse.words import labels
from app.text.tongue import N_, _, ngettext, speaking


class Spoken:
    """Middleware: whatever answers the request, errors included, speaks the site's language."""

    def __init__(self, app: ASGIApp, language: str) -> None:
        self.app, self.language = app, language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with speaking(self.language):
            await self.app(scope, receive, send)


def counted(number: int, one: str, many: str, *, exact: bool = True) -> str:
    """ "1 quote", "42 quotes", "10,000+ quotes"."""
    things = ngettext(one, many, number if exact else 2)
    return _("%(number)s %(things)s", number=f"{number:,}{'' if exact else '+'}", things=things)


_OPENING = ("“", "«", "„", "‘", '"')


def quoted(words: str) -> str:
    """The words in quotation marks; as they are where they bring marks of their own."""
    return words if words.startswith(_OPENING) else f"“{words}”"


_PAIRS = {"“": "”", "«": "»"}  # straight marks are not told apart, and „ is closed by what opens elsewhere


def paired(words: str) -> str:
    """Words cut out of a text with a partner for each quotation mark whose own was cut off, behind or before dots
    that say so: "“In this way, he denied it" becomes "“In this way, he denied it …”".
    """
    if "„" in words:
        return words
    for opening, closing in _PAIRS.items():
        depth = lone = 0
        for letter in words:
            depth += letter == opening
            if letter == closing:
                depth, lone = max(0, depth - 1), lone + (depth == 0)
        if lone:
            words = f"{opening}… {words}"
        if depth:
            words = f"{words if words.endswith(('…', '...')) else f'{words} …'}{closing}"
    return words


LABELS = {
    # what filters choose among, as they say it; a stance's "confirmed" stands before a review's
    **{code: told for field in ("kind", "type", "role", "modality", "state", "stance")
       for code, told in labels.CODES[field].items() if code != "any"},
    # what changed
    "added": N_("added"), "read": N_("read"), "moved": N_("moved"), "gone": N_("gone"),
    # confidence
    "high": N_("high"), "medium": N_("medium"), "low": N_("low"),
    # what a claim tells of
    "killed": N_("Killed"), "injured": N_("Injured"), "missing": N_("Missing"), "captured": N_("Captured"),
    "displaced": N_("Displaced"), "launched": N_("Launched"), "intercepted": N_("Intercepted"), "hit": N_("Hit"),
    "money": N_("Money"), "people": N_("People"), "vehicles": N_("Vehicles"), "strikes": N_("Strikes"),
    "weapons": N_("Weapons"), "buildings": N_("Buildings"), "settlements": N_("Settlements"),
    "casualties": N_("Casualties"), "released": N_("Released"), "airborne": N_("In the air"),
    "when": N_("When"), "where": N_("Where"), "type": N_("Type"),
    # kinds of outlets
    "newspaper": N_("newspaper"), "agency": N_("news agency"), "broadcaster": N_("broadcaster"),
    "site": N_("news site"),
    # what is listed
    "quotes": N_("quotes"), "events": N_("events"), "articles": N_("articles"), "places": N_("places"),
    "outlets": N_("outlets"),
    # what a verb of saying does
    "say": N_("say"), "claim": N_("claim"), "deny": N_("deny"), "confirm": N_("confirm"), "warn": N_("warn"),
    "threaten": N_("threaten"), "promise": N_("promise"), "demand": N_("demand"), "accuse": N_("accuse"),
    "praise": N_("praise"), "ask": N_("ask"), "write": N_("write"), "other": N_("other"),
    # kinds of names
    "acronym": N_("acronym"), "metonym": N_("metonym"), "short": N_("short"),
    # what accounts of one event are compared by
    "what": N_("what"), "by whom": N_("by whom"), "against whom": N_("against whom"),
    # orders of a list
    "newest": N_("Newest first"), "oldest": N_("Oldest first"), "most": N_("Most first"), "name": N_("By name"),
    "relevance": N_("Best match first"),
    # scripts
    "Latn": N_("Latin"), "Cyrl": N_("Cyrillic"), "Arab": N_("Arabic"),
}  # fmt: skip


def label(code: str, field: str = "") -> str:
    """A code of the vocabularies in words; a code nobody has named yet is shown as it is. `field`: of the filter
    by which it is chosen, where a code means something else elsewhere (a review's and a stance's "confirmed").
    """
    if field:
        return labels.label(field, code)
    return _(LABELS[code]) if code in LABELS else code.replace("-", " ")


# Names that are no initials; the rest are written as capitals.
FORMS = {"atom": "Atom", "geojson": "GeoJSON"}


def form(ending: str) -> str:
    """A file's form as its makers write it: "CSV", "GeoJSON"."""
    return FORMS.get(ending, ending.upper())


def cue_of(item: Any) -> str:
    """How a quote is introduced, as `labels.cue` says it."""
    return labels.cue(item.cue, item.listener)


def language(code: str) -> str:
    """ "Ukrainian" of "uk"; a code nobody has named yet is shown as it is."""
    return labels.label("lang", code)
