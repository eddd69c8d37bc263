"""A whole page, or just the block of it that htmx asked for. The only place that knows htmx."""

from __future__ import annotations

from typing import Any

from jinja2_fragments import render_block
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.web.templating import Pages


def wants_block(request: Request) -> bool:
    return request.headers.get("hx-request-type") == "partial"


def page(
    request: Request,
    template: str,
    *,
    block: str = "results",
    status: int = 200,
    entire: bool = False,
    **context: Any,
) -> HTMLResponse:
    """Renders `template`, or only its `block` where htmx swaps a part of the page and the page has that part.

    A block carries the page's title before it, which htmx takes out and sets. `entire`: the page in any case.
    """
    pages: Pages = request.app.state.pages
    environment, known = pages.environment, pages.context(request) | context
    if not entire and wants_block(request) and block in environment.get_template(template).blocks:
        title = render_block(environment, template, "title", known).strip()
        html = f"<title>{title}</title>{render_block(environment, template, block, known)}"
    else:
        html = environment.get_template(template).render(known)
    return HTMLResponse(
        html, status, headers={"Vary": "HX-Request-Type, Cookie", "Cache-Control": "private, no-cache"}
    )


def moved(address: str) -> Response:
    """301: this address was never right, or is so no longer."""
    return RedirectResponse(address, status_code=301)


def see(address: str) -> Response:
    """303: the form is done; look here."""
    return RedirectResponse(address, status_code=303)
