"""What a visitor may set for themselves: light or dark."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.web.respond import see
from app.web.templating import THEMES
from app.web.urls import safe_next

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600


@router.post("/settings/theme")
def theme(request: Request, theme: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    """Keeps the choice in a cookie; anything but `light` and `dark` forgets it."""
    answer = see(safe_next(next))
    secure = request.scope["scheme"] == "https"
    name = "__Host-theme" if secure else "theme"  # the prefix needs https (RFC 6265bis)
    if theme in THEMES:
        answer.set_cookie(name, theme, max_age=_YEAR, secure=secure, httponly=True, samesite="lax")
    else:
        answer.delete_cookie(name, secure=secure, httponly=True, samesite="lax")
    return answer
