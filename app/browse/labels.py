"""Codes as a reader says them: "air-strike" → "Air or drone strike", "past-background" → "earlier"."""

from __future__ import annotations

from functools import lru_cache

from app.paths import SEEDS
from app.resolve.accounts import PRONOUNS
from app.world.codebook import Codebook

FIELDS = {
    "q": "Words",
    "speaker": "Speaker",
    "actor": "Involving",
    "kind": "Kind",
    "type": "Type",
    "place": "Place",
    "within": "Within",
    "bbox": "Map area",
    "from": "From",
    "to": "To",
    "date_of": "Date of",
    "outlet": "Outlet",
    "about": "About",
    "conflict": "War",
    "side": "Side",
    "role": "Role",
    "party": "Sources",
    "disputed": "Disputed",
    "modality": "Modality",
    "stance": "Stance",
    "state": "Review",
    "lang": "Language",
    "sort": "Sort",
    "size": "Page size",
    "after": "Page",
    "before": "Page",
}

_CODES = {
    "kind": {
        "person": "person",
        "organisation": "organisation",
        "state": "state",
        "government-body": "government body",
        "armed-force": "armed force",
        "armed-group": "armed group",
        "company": "company",
        "media": "media",
        "international": "international body",
        "unnamed-group": "unnamed group",
    },
    "modality": {
        "actual": "happened, as reported",
        "past-background": "earlier",
        "planned": "planned",
        "possible": "possible",
        "negated": "said not to have happened",
        "any": "any modality",
    },
    "stance": {
        "confirmed": "confirmed",
        "reported": "reported",
        "claimed": "claimed",
        "denied": "denied",
        "any": "any stance",
    },
    "state": {"auto": "read by machine", "confirmed": "reviewed", "corrected": "corrected"},
    "party": {"yes": "only parties to the war"},
    "disputed": {"yes": "accounts differ"},
    "date_of": {
        "said": "when it was said",
        "published": "when it was published",
        "happened": "when it happened",
        "undated": "published then, own day not stated",
    },
    "lang": {
        "en": "English",
        "uk": "Ukrainian",
        "ru": "Russian",
        "de": "German",
        "fr": "French",
        "es": "Spanish",
        "pl": "Polish",
        "ar": "Arabic",
        "he": "Hebrew",
    },
}


@lru_cache(maxsize=1)
def event_types() -> dict[str, str]:
    """Code to label, in the codebook's order."""
    return {each.code: each.label for each in Codebook.open(SEEDS / "codebook.toml")}


def label(field: str, code: str) -> str:
    """How a code of a filter is shown; an unknown one as it is, hyphens opened."""
    if field == "type" and code in event_types():
        return event_types()[code]
    return _CODES.get(field, {}).get(code, code if field == "lang" else code.replace("-", " "))


NOT_NAMED = "somebody not named"


def source(mention: str | None) -> str | None:
    """The words for a source that has no page: "two senior officers" as written; of a bare "he", nobody."""
    if mention is None:
        return None
    return NOT_NAMED if mention.strip().casefold() in PRONOUNS else mention
