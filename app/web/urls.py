"""What our addresses look like: read by the convertors; beneath them, those that no record carries.

An address ends in nothing (a page), or in a form's name (`.json`, `.csv`). A record's address is its id,
with a slug behind it for the reader: the id alone finds the record, and a wrong slug redirects.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.convertors import Convertor, register_url_convertor

from app.store.ids import ALPHABET, LENGTH
from app.text.when import When

ID = f"[{ALPHABET}]{{{LENGTH}}}"
ENDINGS = ("json", "csv", "jsonl", "xlsx", "atom", "geojson")


class _Matching(Convertor[str]):
    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class IdConvertor(_Matching):
    regex = ID


class TailConvertor(_Matching):
    """What follows an id: nothing, or a hyphen and any slug. A wrong one is redirected, not refused."""

    regex = r"(?:-[^/.]*)?"


class SlugConvertor(_Matching):
    """A name in an address. Wider than what we write, so that `/people/Zelenskyy` can be led home."""

    regex = r"[^/.\x00-\x1f\x7f]{1,200}"


class PeriodConvertor(_Matching):
    """`2023`, `2023-05` or `2023-05-21`; whether the calendar has it is the route's question."""

    regex = r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?"


class EndingConvertor(_Matching):
    regex = rf"(?:\.(?:{'|'.join(ENDINGS)}))?"


def register() -> None:
    """Teaches Starlette `{key:id}`, `{tail:tail}`, `{slug:slug}`, `{period:period}` and `{ending:ending}`."""
    for name, convertor in {
        "id": IdConvertor(),
        "tail": TailConvertor(),
        "slug": SlugConvertor(),
        "period": PeriodConvertor(),
        "ending": EndingConvertor(),
    }.items():
        register_url_convertor(name, convertor)


register()  # at import: routes are compiled as they are declared


def date_url(when: When | date | str) -> str:
    """The page of a day, month or year; a stretch of days opens at its first."""
    return f"/dates/{str(when).partition('/')[0]}"


def list_url(noun: str, ending: str = "", **filters: Any) -> str:
    """A list with filters, empty ones left out: `list_url("quotes", speaker="…")` → `/quotes?speaker=…`."""
    asked = [(name.rstrip("_"), value) for name, value in filters.items() if value not in (None, "")]
    return f"/{noun}{ending}" + (f"?{urlencode(asked, doseq=True)}" if asked else "")


def host_of(address: str) -> str:
    """ "bbc.com" of "https://www.bbc.com/news/1": how a reader knows a source."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def safe_next(address: str | None) -> str:
    """Where to go after a form: only a path on this site. Anything else leads home.

    A browser reads `//host`, `/\\host` and control characters as ways out of the site.
    """
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return "/"
    if any(ord(c) < 0x20 or c in "\\\x7f" for c in address):
        return "/"
    return address
