"""What a template may use: the environment, its filters and the few things every page knows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from app import __version__
from app.forms import atom, files
from app.paths import STATIC, TEMPLATES
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
            "theme": theme_of(request),
            "owner": on_loopback(request),
            "samples": getattr(request.state, "samples", False),
        }


def local_address(request: Request) -> str:
    query = request.scope["query_string"].decode("latin-1")
    return quote(request.scope["path"]) + (f"?{query}" if query else "")


def theme_of(request: Request) -> str | None:
    chosen = request.cookies.get("__Host-theme") or request.cookies.get("theme")
    return chosen if chosen in THEMES else None


def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,  # a misspelt name is an error at the first test, not a hole in a page
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(words.translations(), newstyle=True)  # type: ignore[attr-defined]
    known: dict[str, Any] = {
        "asset": asset,
        "version": __version__,
        "counted": words.counted,
        "url": urls,
        "dateline": dateline,
        "forms_of": forms_of,
    }
    made.globals.update(known)
    made.filters |= {
        "number": "{:,}".format,
        "label": words.label,
        "host": urls.host_of,
        "quoted": words.quoted,
    }
    return made


def forms_of(noun: str) -> tuple[str, ...]:
    """The endings under which a noun's list answers, without their dots; the nearest to the page first."""
    return ("json", *(["atom"] if noun in atom.NOUNS else []), *(ending[1:] for ending in files.endings(noun)))


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """A static file's address with its content's hash behind it, so it may be kept for a year."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"
