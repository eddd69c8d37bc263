"""What is said when something goes wrong: a page that says what to change, never how we are built.

Every error comes as a page, as a fragment for htmx, or as JSON where a machine asked; all with the
right status. A fault of ours gets an id to quote, and its traceback goes to the log only.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from http import HTTPStatus

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.browse.records import Suggestion
from app.store.ids import ALPHABET
from app.text.tongue import N_, _
from app.web.respond import page

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the page says: a heading, and what the visitor can do about it."""

    title: str
    advice: str

    @property
    def told(self) -> Trouble:
        """In the language spoken."""
        return Trouble(_(self.title), _(self.advice))


TROUBLES = {
    "host": Trouble(
        N_("This site does not go by that name"),
        N_("Open it by the name it was set up with, or add the name to DATELINE_ALLOWED_HOSTS."),
    ),
    "cross-site": Trouble(
        N_("That change came from another site"),
        N_("Changes are taken only from this site’s own pages. Open the page here and try again."),
    ),
    "owner": Trouble(
        N_("This can be done only at the machine Dateline runs on"),
        N_("Open Dateline there, at http://localhost, unless its settings say that others reach it too."),
    ),
    "not-json": Trouble(
        N_("The request does not say that it holds JSON"),
        N_("Send the article as JSON, with the header Content-Type: application/json."),
    ),
    "bad-json": Trouble(
        N_("The request’s JSON could not be read"),
        N_("Send one object, or a list of them, in UTF-8; check brackets, quotation marks and commas."),
    ),
    "not-articles": Trouble(
        N_("The request holds no article"),
        N_('An article is an object with a text: {"text": "…", "title": "…", "date": "2023-05-21"}.'),
    ),
    "withdrawn": Trouble(
        N_("This article was withdrawn before"),
        N_('It stays out unless it is asked for again: add "again": true to it.'),
    ),
    400: Trouble(N_("The request could not be read"), N_("Check the address for stray characters.")),
    403: Trouble(N_("Not allowed"), N_("This is not open to visitors.")),
    404: Trouble(
        N_("Nothing here"),
        N_("The address may be mistyped, or the article may have been removed. Search for it instead."),
    ),
    405: Trouble(N_("That cannot be done here"), N_("Go back and use the buttons of the page.")),
    410: Trouble(N_("This was withdrawn"), N_("It was here once and has been taken down.")),
    413: Trouble(N_("That is too large"), N_("Send it in smaller pieces.")),
    414: Trouble(N_("The address is too long"), N_("Remove some filters; an address holds 8,000 characters.")),
    415: Trouble(N_("That kind of file cannot be read"), N_("Send text, HTML, JSON Lines or CSV.")),
    422: Trouble(N_("Something in the question could not be read"), N_("Change what is named below.")),
    429: Trouble(N_("Too many requests"), N_("Wait a little, then try again.")),
    500: Trouble(
        N_("Something broke on our side"),
        N_("Try again in a moment. If it stays, report it with the number below; nothing was lost."),
    ),
    503: Trouble(N_("Busy just now"), N_("That took too long. Narrow the question or try again in a minute.")),
}


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, on_http_exception)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, on_unreadable)  # type: ignore[arg-type]


def on_http_exception(request: Request, error: HTTPException) -> Response:
    # Starlette fills in the status's own phrase where none was given; that one says nothing.
    phrase = HTTPStatus(error.status_code).phrase
    detail = error.detail if isinstance(error.detail, str) and error.detail != phrase else ""
    about = detail if detail in TROUBLES else None
    answer = trouble(request, error.status_code, about=about, detail="" if about else detail)
    answer.headers.update(error.headers or {})
    return answer


def on_unreadable(request: Request, error: RequestValidationError) -> Response:
    """A value of the wrong kind. Which field is said; what our code calls its type is nobody's business."""
    fields = dict.fromkeys(str(fault["loc"][-1]) for fault in error.errors() if fault["loc"])
    return trouble(request, 422, faults=[_("%(field)s could not be read", field=field) for field in fields])


def refusal(scope: Scope, status: int, about: str | None = None) -> Response:
    """An error answer for middleware, which has a scope and no request."""
    return trouble(Request(scope), status, about=about)


def trouble(
    request: Request,
    status: int,
    *,
    about: str | None = None,
    detail: str = "",
    faults: list[str] | tuple[str, ...] = (),
    number: str | None = None,
    near: Sequence[Suggestion] = (),
    asked: str = "",
) -> Response:
    """The answer for `status`: a page, its `results` block, or JSON.

    `about` picks a particular Trouble, `detail` is one more sentence, `faults` name what to change. Of an address
    that nobody has: whom it may mean (`near`), and what to write in the search box (`asked`).
    """
    said = (TROUBLES.get(about or status) or TROUBLES[500 if status >= 500 else 400]).told
    if asks_as_machine(request):
        body = {"error": said.title, "advice": said.advice, "status": status}
        more = {"detail": detail, "faults": list(faults), "number": number, "near": [one.path for one in near]}
        return JSONResponse(body | {name: value for name, value in more.items() if value}, status)
    return page(
        request,
        "errors/show.html",
        status=status,
        trouble=said,
        code=status,
        detail=detail,
        faults=faults,
        number=number,
        near=near,
        asked=asked,
    )


def asks_as_machine(request: Request) -> bool:
    path = request.scope["path"]  # never request.url: its host may be what is wrong
    return path.startswith("/api/") or path.endswith((".json", ".jsonl", ".csv", ".geojson", ".xlsx", ".atom"))


class CaughtFaults:
    """Turns an exception into a 500 with an id, inside the other middleware.

    Starlette's own catcher stands outside all of it, so its answers would lack our headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            number = "".join(secrets.choice(ALPHABET) for _unused in range(8))
            log.exception("fault", number=number, method=scope["method"], path=scope["path"])
            if started:  # half an answer is out: the connection must break, not pretend to be whole
                raise
            await self.answer(Request(scope), number)(scope, receive, send)

    @staticmethod
    def answer(request: Request, number: str) -> Response:
        try:
            return trouble(request, 500, number=number)
        except Exception:  # the page itself is what is broken; plain words still reach the visitor
            log.exception("error page broken", number=number)
            return _without_template(number)


def _without_template(number: str) -> Response:
    """A page that needs no template, which may be what broke: what happened, what to do, and the way home."""
    said = TROUBLES[500].told
    title, advice, home = escape(said.title), escape(said.advice), escape(_("Dateline"))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    body = f'<h1>{title}</h1>\n<p>{advice}</p>\n<p>{number}</p>\n<p><a href="/">{home}</a></p>'
    return HTMLResponse(f"<!doctype html>\n<html>\n{head}\n<main>\n{body}\n</main>\n</html>\n", 500)
