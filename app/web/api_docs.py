"""The API told to people: `/api` in words, `/api/docs` operation by operation from its own description.

The description is drawn by our own templates: the usual viewers are a megabyte of script, fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.browse.question.reader import codes_of
from app.forms import atom, files
from app.text.tongue import _
from app.web.api_words import PARAMETERS, Asks, meaning, nouns_asked
from app.web.asked import Db
from app.web.respond import page

router = APIRouter(include_in_schema=False)
_SHOWN = {
    "quotes": "speaker",
    "events": "place",
    "articles": "outlet",
    "people": "kind",
    "places": "place",
    "outlets": "lang",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked: how, with what, and what comes back."""

    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[str, ...]
    example: str  # what follows the path, to try it with
    body: Mapping[str, Any] | None
    answers: Mapping[str, str]  # status to what it means

    @property
    def id(self) -> str:
        return f"{self.method}{self.path}".replace("/", "-").replace("{", "").replace("}", "").lower()


@router.get("/api")
def guide(request: Request, _db: Db) -> Response:
    forms = {noun: ("json", *(["atom"] if noun in atom.NOUNS else []), *_files(noun)) for noun in _nouns()}
    return page(request, "words/api.html", forms=forms)


@router.get("/api/docs")
def docs(request: Request, _db: Db) -> Response:
    asks = {name: Asks(meaning(name), told.example) for name, told in PARAMETERS.items()}
    return page(
        request,
        "words/api_docs.html",
        operations=tuple(operations(request.app.openapi())),
        parameters=asks,
        nouns={name: nouns_asked(name) for name in asks},
        codes={name: codes_of(name) for name in asks},
    )


def operations(described: Mapping[str, Any]) -> Iterator[Operation]:
    """The operations of an OpenAPI description, in its order."""
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            names = tuple(each["name"] for each in told.get("parameters", ()) if each["in"] == "query")
            yield Operation(
                method=method.upper(),
                path=path,
                summary=told.get("summary", ""),
                about=told.get("description", ""),
                parameters=names,
                example=_example(path, names),
                body=told.get("requestBody"),
                answers={status: _said(each) for status, each in told.get("responses", {}).items()},
            )


def _said(answer: Mapping[str, Any]) -> str:
    """What an answer means, in the language spoken. An empty message would be the catalogue's own header."""
    told = answer.get("description", "")
    return _(told) if told else ""


def _example(path: str, names: tuple[str, ...]) -> str:
    asked = _SHOWN.get(path.rpartition("/")[2], "q")
    return f"?{urlencode({asked: PARAMETERS[asked].example, 'size': '10'})}" if asked in names else ""


def _nouns() -> tuple[str, ...]:
    return nouns_asked("size")


def _files(noun: str) -> tuple[str, ...]:
    return tuple(ending[1:] for ending in files.endings(noun))
