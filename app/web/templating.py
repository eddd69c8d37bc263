"""What a template may use: the environment, its filters and the few things every page knows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request

from app import __version__
from app.browse.accounts import shortened
from app.browse.facts.utterances import fold
from app.browse.words import labels, reasons
from app.browse.words.hits import Bit, bits
from app.forms import atom, citations, files, jsonld
from app.paths import STATIC, TEMPLATES
from app.store.word_query import WordQuery
from app.text import tongue
from app.web import dateline, urls, words
from app.web.loopback import on_loopback

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Pages:
    environment: Environment

    def context(self, request: Request) -> dict[str, Any]:
        """What every page knows; kept small, because every template depends on it."""
        return {
            "request": request,
            "path": request.scope["path"],
            "here": local_address(request),
            "site": site_of(request),
            "language": tongue.spoken(),
            "direction": tongue.direction(tongue.spoken()),
            "theme": theme_of(request),
            "keys": keys_of(request),
            "owner": on_loopback(request),
            "samples": getattr(request.state, "samples", False),
        }


def local_address(request: Request) -> str:
    query = request.scope["query_string"].decode("latin-1")
    return quote(request.scope["path"]) + (f"?{query}" if query else "")


def site_of(request: Request) -> str:
    """The site's address, without a slash at its end: as set, else as this visitor reached it."""
    return (request.app.state.settings.public_url or str(request.base_url)).rstrip("/")


def theme_of(request: Request) -> str | None:
    chosen = request.cookies.get("__Host-theme") or request.cookies.get("theme")
    return chosen if chosen in THEMES else None


def keys_of(request: Request) -> bool:
    """Whether letters alone may do things: a voice or a slip types letters too (WCAG 2.2, 2.1.4)."""
    return (request.cookies.get("__Host-keys") or request.cookies.get("keys")) != "off"


_BLOCKS = "li ul ol p div section dl dt dd table thead tbody tr nav aside figure details form h1 h2 h3".split()
_INDENTED = re.compile(rf"^[ \t]+(?=(</?(?:{'|'.join(_BLOCKS)})\b)?)", re.MULTILINE)


class Unindented(FileSystemLoader):
    """Templates without their indentation: it is there for us, and would be a thirtieth of every page.

    Before an element that is a block of its own nothing is left; else one space, since after a `{% %}`, which
    takes its line's end along, it may part two words.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, current = super().get_source(environment, template)
        return _INDENTED.sub(lambda found: "" if found[1] else " ", source), file, current


def environment() -> Environment:
    made = Environment(
        loader=Unindented(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,  # a misspelt name is an error at the first test, not a hole in a page
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(tongue._, tongue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    known: dict[str, Any] = {
        "asset": asset,
        "version": __version__,
        "counted": words.counted,
        "url": urls,
        "dateline": dateline,
        "printed_on": lambda: datetime.now(UTC).date(),
        "forms_of": forms_of,
        "citations_of": citations_of,
        "marked": marked,
        "linked_data": linked_data,
        "fragment": citations.text_fragment,
        "shortened": shortened.shortened,
        "shortened_all": shortened.shortened_all,
    }
    made.globals.update(known)
    made.filters |= {
        "number": "{:,}".format,
        "label": words.label,
        "form": words.form,
        "foreign": foreign,
        "cue": words.cue_of,
        "language": words.language,
        "things": labels.things,
        "host": urls.host_of,
        "why_day": reasons.day_words,
        "why_place": reasons.place_words,
        "quoted": words.quoted,
        "paired": words.paired,
        "hits": hits,
        "either": tongue.either,
        "folded": fold,
    }
    return made


def hits(text: str, asked: WordQuery | None) -> Markup | str:
    """The text with the searched words marked; as it is where nothing was searched."""
    if not asked or not asked.groups:
        return text
    return marked(bits(text, asked))


def marked(told: Iterable[Bit]) -> Markup:
    """Pieces of a text with the searched words marked."""
    hit = Markup('<mark class="here">{}</mark>')
    return Markup("").join(hit.format(bit.text) if bit.hit else escape(bit.text) for bit in told)


def foreign(language: str | None) -> Markup:
    """The attribute that says a text's language, where it is not the page's own."""
    same = not language or language == tongue.spoken()
    return Markup("") if same else Markup(' lang="{}"').format(language)


def citations_of(item: Any, site: str) -> Mapping[str, str]:
    """How to cite a record or a list, today."""
    return citations.citations(citations.cite(item, site, datetime.now(UTC).date()))


def linked_data(item: Any, site: str) -> Markup:
    """JSON-LD for a script element, where HTML's escapes would be read as they stand; `jsonld` has its own."""
    return Markup(jsonld.linked_data(item, site))  # noqa: S704


def forms_of(noun: str) -> tuple[str, ...]:
    """The endings under which a noun's list answers, without their dots; the nearest to the page first."""
    return ("json", *(["atom"] if noun in atom.NOUNS else []), *(ending[1:] for ending in files.endings(noun)))


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """A static file's address with its content's hash behind it, so it may be kept for a year."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"
