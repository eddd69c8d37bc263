"""One question, many doors: a list as page and fragment, as JSON, as a feed, as a whole file.

A page leaves out what it cannot read and says so at the field. A file must never drop a filter silently,
so it answers 422 instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import Any

from fastapi import Request
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from app.browse.question.filters import SORTS, Filters
from app.browse.question.sentence import sentence
from app.browse.records import Count, Listing
from app.forms import atom, files, json
from app.forms.answer import Answer
from app.text.tongue import _, listed
from app.web.asked import asked
from app.web.errors import trouble
from app.web.light import light_page
from app.web.templating import site_of

_IN_MEMORY = 1024 * 1024  # bytes of a file kept in memory; longer ones go to disk
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Doors:
    """A noun's list: how it is asked, and its template.

    A list that asks more than its noun's own has an address, a template and columns under a name of its own:
    `/events/contradictions` asks of events, and its rows are `contradictions`.
    """

    noun: str
    list_: Callable[[Connection, Filters], Listing[Any]]
    stream: Callable[[Connection, Filters], Iterator[Any]]
    count: Callable[[Connection, Filters], int]
    drawn: Callable[[Listing[Any]], Any] | None = None  # a figure for the page
    page_of: Callable[[Connection, Filters], Listing[Any]] | None = None  # what a page of HTML holds, if less
    own: str = ""  # its own name, if not the noun's
    beside: Callable[[Connection, Filters], Any] = lambda _db, _filters: ()  # what the page shows beside it
    told: Callable[[Filters], Filters] = lambda filters: filters  # the question as it is said

    @property
    def rows(self) -> str:
        return self.own or self.noun

    @property
    def path(self) -> str:
        return f"/{self.noun}/{self.own}" if self.own else f"/{self.noun}"


def answer(request: Request, db: Connection, doors: Doors, ending: str, *, next_at: str | None = None) -> Response:
    """The list in the form its ending asks for; `next_at` is where JSON finds the next page, if not here."""
    filters = asked(request, db, doors.noun)
    if not ending:
        return shown(request, db, doors, filters)
    if filters.problems:
        return unreadable(request, filters)
    if ending == ".json":
        listing = doors.list_(db, filters)
        return (
            unreadable(request, filters, listing)
            if listing.problems
            else json_answer(json.listing(listing, next_at or f"{doors.path}.json"))
        )
    if ending == ".atom" and doors.rows in atom.NOUNS:
        listing = doors.list_(db, filters)
        return unreadable(request, filters, listing) if listing.problems else feed(request, listing, at=doors.path)
    if ending in files.endings(doors.rows):
        # Whether a cursor leads anywhere only its list knows; a file that came with one asks it first.
        if (filters.after or filters.before) and (listing := doors.list_(db, filters)).problems:
            return unreadable(request, filters, listing)
        return whole_file(request, db, doors, filters, ending)
    raise no_form(ending, ("json", *(["atom"] if doors.rows in atom.NOUNS else []), *files.endings(doors.rows)))


def no_form(ending: str, forms: Iterable[str]) -> HTTPException:
    """404 for an ending that is no form of what was asked: it says which are."""
    told = listed([f".{form.lstrip('.')}" for form in forms])
    return HTTPException(404, _("This has no %(ending)s; it answers as %(forms)s.", ending=ending, forms=told))


def shown(request: Request, db: Connection, doors: Doors, filters: Filters) -> Response:
    """The page, at its short address."""
    if shorter := at_its_address(request, filters):
        return shorter
    beside = doors.beside(db, filters)
    return light_page(
        request,
        f"{doors.noun}/{doors.own or 'index'}.html",
        (doors.page_of or doors.list_)(db, filters),
        lambda listing: {
            "sorts": (*SORTS[doors.noun], *(["relevance"] if filters.q else [])),
            "drawn": doors.drawn(listing) if doors.drawn else None,
            "beside": beside,
        },
    )


def at_its_address(request: Request, filters: Filters) -> Response | None:
    """A redirect to the address that the question has everywhere, where it was written otherwise: with a date as
    a person writes it ("May 2023"), or with all fields of a form, the empty ones too, as one without script sends.
    """
    empty = any(value == "" for _name, value in request.query_params.multi_items())
    if filters.problems or not (empty or _dated_otherwise(request, filters)):
        return None
    query = filters.to_query()
    return RedirectResponse(request.scope["path"] + (f"?{query}" if query else ""), 302)


def _dated_otherwise(request: Request, filters: Filters) -> bool:
    ends = (("from", filters.from_), ("to", filters.to))
    return any(end and request.query_params.get(name) not in (None, "", str(end)) for name, end in ends)


def unreadable(request: Request, filters: Filters, listing: Listing[Any] | None = None) -> Response:
    problems = listing.problems if listing else filters.problems
    return trouble(request, 422, faults=[str(problem) for problem in problems])


def json_answer(body: str) -> Response:
    return Response(body, media_type="application/json", headers={"Cache-Control": "private, no-cache"})


def whole_file(request: Request, db: Connection, doors: Doors, filters: Filters, ending: str) -> Response:
    """The whole answer. It is written to disk first, and the connection given back before it is sent: a
    visitor who reads slowly, or not at all, holds a file and not one of the few connections.
    """
    form = files.FILES[ending]
    count = doors.count(db, filters)
    query = filters.to_query()
    rows = _Tally(doors.stream(db, filters))
    wanted = Answer(
        noun=doors.rows,
        question=sentence(doors.told(filters), Count(count)),
        count=count,
        address=site_of(request) + doors.path + (f"?{query}" if query else ""),
        made=datetime.now(UTC),
        records=rows,
        site=site_of(request),
    )
    # Closed by the generator below, which the response always runs to its end or closes.
    spool = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        form.write(wanted, spool)
    except ValueError as error:
        spool.close()
        return trouble(request, 422, faults=[str(error)])
    db.close()
    spool.seek(0)
    headers = {
        "Content-Disposition": f'attachment; filename="{files.file_name(doors.rows, filters, ending)}"',
        "X-Total-Count": str(rows.count),
        "Cache-Control": "private, no-cache",
    }
    return StreamingResponse(_pieces(spool), media_type=form.media_type, headers=headers)


class _Tally:
    """Counts what it hands on: a ledger has more rows than events, and only its writing tells how many."""

    def __init__(self, records: Iterator[Any]) -> None:
        self.records, self.count = records, 0

    def __iter__(self) -> _Tally:
        return self

    def __next__(self) -> Any:
        record = next(self.records)
        self.count += 1
        return record


def feed(request: Request, listing: Listing[Any], path: str | None = None, *, at: str | None = None) -> Response:
    """One page of a list as a feed; `path`: the page whose feed it is, if not the list's own, which is `at`."""
    query = "" if path else listing.filters.to_query()
    where = path or at or f"/{listing.noun}"
    return feed_answer(atom.feed(listing, site_of(request), where, query, None if path else listing.next))


def feed_answer(body: bytes) -> Response:
    # Its encoding said where a browser looks: one that shows a feed as text reads no XML declaration.
    told = "application/atom+xml; charset=utf-8"
    return Response(body, media_type=told, headers={"Cache-Control": "private, no-cache"})


def _pieces(spool: Any) -> Iterator[bytes]:
    with spool:
        while piece := spool.read(_PIECE):
            yield piece
