"""The words of the interface: every string a visitor reads passes through `_`, English first.

A translation is a gettext catalogue; without one the words stand as they are written.
"""

from __future__ import annotations

import gettext
from pathlib import Path

from app.browse import labels
from app.paths import TEMPLATES

CATALOGUES: Path = TEMPLATES / "locale"


def translations(language: str = "en") -> gettext.NullTranslations:
    return gettext.translation("dateline", CATALOGUES, languages=[language], fallback=True)


_english = translations()
_ = _english.gettext
ngettext = _english.ngettext


def counted(number: int, one: str, many: str, *, exact: bool = True) -> str:
    """ "1 quote", "42 quotes", "10,000+ quotes"."""
    return f"{number:,}{'' if exact else '+'} {ngettext(one, many, number if exact else 2)}"


_OPENING = ("“", "«", "„", "‘", '"')


def quoted(words: str) -> str:
    """The words in quotation marks; as they are where they bring marks of their own."""
    return words if words.startswith(_OPENING) else f"“{words}”"


LABELS = {
    # quote types
    "direct": _("direct"), "indirect": _("indirect"), "mixed": _("partly direct"),
    # actor kinds
    "person": _("person"), "organisation": _("organisation"), "state": _("state"),
    "government-body": _("government body"), "armed-force": _("armed force"),
    "armed-group": _("armed group"), "company": _("company"), "media": _("media"),
    "international": _("international body"), "unnamed-group": _("unnamed group"),
    # place kinds
    "country": _("country"), "region": _("region"), "district": _("district"), "settlement": _("settlement"),
    "facility": _("facility"), "water": _("water"), "area": _("area"),
    # modality and stance of a claim
    "actual": _("happened"), "planned": _("planned"), "possible": _("possible"),
    "negated": _("said not to have happened"), "past-background": _("earlier, as background"),
    "reported": _("reported"), "claimed": _("claimed"), "denied": _("denied"), "confirmed": _("confirmed"),
    # what changed
    "added": _("added"), "read": _("read"), "moved": _("moved"), "gone": _("gone"),
    # review
    "auto": _("read by machine, not checked"), "corrected": _("corrected by hand"), "rejected": _("rejected"),
    # confidence
    "high": _("high"), "medium": _("medium"), "low": _("low"),
    # what a claim tells of
    "killed": _("Killed"), "injured": _("Injured"), "missing": _("Missing"), "captured": _("Captured"),
    "displaced": _("Displaced"), "launched": _("Launched"), "intercepted": _("Intercepted"), "hit": _("Hit"),
    "money": _("Money"), "people": _("People"), "vehicles": _("Vehicles"), "strikes": _("Strikes"),
    "when": _("When"), "where": _("Where"), "type": _("Type"),
    # orders of a list
    "newest": _("Newest first"), "oldest": _("Oldest first"), "most": _("Most first"), "name": _("By name"),
    "relevance": _("Best match first"),
    # scripts
    "Latn": _("Latin"), "Cyrl": _("Cyrillic"), "Arab": _("Arabic"),
}  # fmt: skip


def label(code: str) -> str:
    """A code of the vocabularies in words; a code nobody has named yet is shown as it is."""
    return LABELS.get(code, code.replace("-", " "))


def language(code: str) -> str:
    """ "Ukrainian" of "uk"; a code nobody has named yet is shown as it is."""
    return labels.label("lang", code)
