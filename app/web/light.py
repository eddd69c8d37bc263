"""A page within the weight that a page may have.

A list's shows as many of its rows as have room, the others are on the next. The question stays as it was asked,
with its `size`; the count and the files are of all of it. Pages end to end hold every row once, since the next one
begins behind the last row that is shown, wherever that is.

The page of one thing shows fewer of each kind of rows beneath it, and leads to the list of all of them as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.browse.answer.page import cut
from app.browse.records import Listing
from app.web.respond import page, wants_block

MOST_BYTES = 60_000  # of the HTML of a whole page, not compressed
_FEWEST = 5  # rows that a page keeps in any case
_ROUND = 12_000  # bytes of a page round its block, at most: of a lighter block the page need not be weighed
_BENEATH = (8, 6, 4, 3)  # rows of each kind beneath one thing, where all that were found have no room
_BESIDE = 30_000  # bytes that stand beside the rows, as long as nothing better is known


def light_page(
    request: Request,
    template: str,
    listing: Listing[Any],
    told: Callable[[Listing[Any]], Mapping[str, Any]],
) -> HTMLResponse:
    """The page of a list, or its block; `told` says what else of its rows the template shows. A block has the rows
    that the whole page has. Nearly all pages are made once.
    """
    before = (0, _BESIDE)
    while True:
        context: dict[str, Any] = {"listing": listing, **told(listing)}
        answer = page(request, template, **context)
        weight = len(answer.body)
        if wants_block(request) and weight > MOST_BYTES - _ROUND:
            weight = len(page(request, template, entire=True, **context).body)
        made = (len(listing), weight)
        if weight <= MOST_BYTES or len(listing) <= max(_FEWEST, len(cut(listing, _FEWEST))):
            return answer
        listing, before = cut(listing, fewer(made, before)), made


def light_single(
    request: Request, template: str, found: Any, sections: Iterable[str] = (), **context: Any
) -> HTMLResponse:
    """The page of a record; `sections` name the fields of it of which fewer may be shown: tuples, or mappings to
    tuples.
    """
    answer = page(request, template, shown=found, **context)
    for most in _BENEATH if sections else ():
        if len(answer.body) <= MOST_BYTES:
            break
        fields = {name: _cut(getattr(found, name), most) for name in sections}
        answer = page(request, template, shown=replace(found, **fields), **context)
    return answer


def _cut(rows: Any, most: int) -> Any:
    return {name: some[:most] for name, some in rows.items()} if isinstance(rows, Mapping) else rows[:most]


def fewer(made: tuple[int, int], other: tuple[int, int]) -> int:
    """How many rows have room, by the rows and bytes of a page that is too heavy, and of another or a guess.

    `fewer((50, 80_000), (0, 30_000)) == 29`: a row weighs 1,000, and one is left out beyond those twenty.
    """
    (rows, weight), (others, theirs) = made, other
    each = (weight - theirs) / (rows - others) if rows != others else 0
    room = rows - 1 - int((weight - MOST_BYTES) / max(each, 1))
    return max(_FEWEST, min(rows - 1, room))
