"""What the API's description says: what each parameter asks, and what an answer is made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from app.browse.question.filters import FIELDS, MOST_SIZE, PAGING, SIZE
from app.browse.question.reader import codes_of
from app.text.tongue import N_, _

_NUMBERS = {"size": SIZE, "most": MOST_SIZE}


class Asks(NamedTuple):
    """One parameter: what it asks, and a value it may have."""

    meaning: str
    example: str


PARAMETERS: Mapping[str, Asks] = {
    "q": Asks(N_("words, all of them; in quotation marks just so; -word leaves out"), '"only in our hearts"'),
    "speaker": Asks(N_("who said it, or whose claim or denial it is: slug, name or spelling"), "zelensky"),
    "actor": Asks(N_("who takes part or is named: slug, name or spelling"), "wagner-group"),
    "kind": Asks(N_("kind of person, group or place"), "armed-group"),
    "type": Asks(N_("type of quote, or type of event as in the codebook"), "direct"),
    "place": Asks(N_("where it was said or happened; a region includes what lies in it"), "donetsk-oblast"),
    "within": Asks(N_("kilometres round that place"), "25"),
    "bbox": Asks(N_("map area: west, south, east, north in degrees"), "36,47,39,49"),
    "placed": Asks(N_("events with a known place, or those on no map"), "no"),
    "from": Asks(N_("from this day, month or year on; what may be of it is in"), "2023-05"),
    "to": Asks(N_("to this day, month or year"), "2023-05-21"),
    "date_of": Asks(N_("which day is meant; undated asks for what states none"), "published"),
    "outlet": Asks(N_("who published it: slug or name"), "sample-wire-service"),
    "about": Asks(N_("the person, place or event it speaks of: slug, name or address"), "bakhmut"),
    "conflict": Asks(N_("the war it belongs to"), "russo-ukrainian-war"),
    "side": Asks(N_("a side of a war"), "ukraine"),
    "role": Asks(N_("what the actor does in the event"), "target"),
    "party": Asks(N_("only words of parties to the war"), "yes"),
    "disputed": Asks(N_("only events whose accounts differ"), "yes"),
    "figures": Asks(N_("only events of which somebody tells how many were killed, injured and so on"), "killed"),
    "modality": Asks(N_("whether it happened or is planned, possible, denied to have been, or past"), "planned"),
    "stance": Asks(N_("on whose word: reported, claimed, denied, confirmed"), "denied"),
    "state": Asks(N_("read by machine, or checked by a person"), "auto"),
    "lang": Asks(N_("language of the article"), "en"),
    "sort": Asks(N_("order of the list"), "oldest"),
    "after": Asks(N_("the page after this mark, as “next” gives it; no date"), ""),
    "before": Asks(N_("the page before this mark; no date"), ""),
    "size": Asks(N_("items on a page: %(size)s, at most %(most)s"), "10"),
}


def meaning(name: str) -> str:
    """What a parameter asks, in the language spoken."""
    told = PARAMETERS[name].meaning
    return _(told, **_NUMBERS) if name == "size" else _(told)


def asked_of(noun: str) -> tuple[str, ...]:
    """The parameters of a noun's list, in the order they are written."""
    return (*FIELDS[noun].split(), *PAGING)


def nouns_asked(name: str) -> tuple[str, ...]:
    """The lists that a parameter asks something of."""
    return tuple(noun for noun in FIELDS if name in asked_of(noun))


def described(name: str) -> dict[str, Any]:
    """A parameter as OpenAPI has it; all are text and may repeat, a repeated one meaning *or*.

    The description is English whatever language the pages speak: it is made while the program loads, and programs
    and what is generated from it should not differ from site to site. `/api/docs` tells it in the visitor's.
    """
    said = PARAMETERS[name].meaning
    told: dict[str, Any] = {
        "name": name,
        "in": "query",
        "description": said % _NUMBERS if name == "size" else said,
    }
    told["schema"] = {"type": "array", "items": {"type": "string"}}
    if codes := codes_of(name):
        told["description"] += f" ({', '.join(codes)})"
    return told


_COUNT = {
    "type": "object",
    "required": ["value", "exact"],
    "properties": {
        "value": {"type": "integer"},
        "exact": {"type": "boolean", "description": "no above 10,000"},
    },
}
_URL = {"type": "string", "description": "its page"}
_ITEM = {"type": "object", "required": ["url"], "properties": {"url": _URL}}
LIST = {
    "type": "object",
    "required": ["question", "filters", "count", "items", "next"],
    "properties": {
        "question": {"type": "string", "description": "the question in words"},
        "filters": {"type": "object", "description": "the question as its address writes it"},
        "count": _COUNT,
        "items": {"type": "array", "items": _ITEM},
        "next": {"type": ["string", "null"], "description": "the address of the next page"},
    },
}
TROUBLE = {
    "type": "object",
    "required": ["status", "error"],
    "properties": {"status": {"type": "integer"}, "error": {"type": "string"}, "advice": {"type": "string"}},
}


_TROUBLES = {
    "400": N_("no JSON"),
    "403": N_("only at the machine Dateline runs on"),
    "404": N_("nothing at this address"),
    "409": N_("withdrawn before: send it with “again”"),
    "410": N_("withdrawn, with the reason"),
    "413": N_("too much at once"),
    "415": N_("not sent as JSON"),
    "422": N_("a value could not be read; nothing is left out silently"),
}


def answers(
    schema: Mapping[str, Any], *also: str, fine: Mapping[str, str] = MappingProxyType({"200": N_("the answer")})
) -> dict[int | str, dict[str, Any]]:
    """`responses` of an operation that answers JSON of this shape, if all is `fine`, or one of these troubles."""
    made: dict[int | str, dict[str, Any]] = {status: _json(told, schema) for status, told in fine.items()}
    return made | {status: _json(_TROUBLES[status], TROUBLE) for status in also}


def _json(description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": dict(schema)}}}
