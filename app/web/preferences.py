"""What a visitor may set for themselves: light or dark, keyboard shortcuts or none."""

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
    return _kept(request, "theme", theme if theme in THEMES else None, next)


@router.post("/settings/keys")
def keys(request: Request, keys: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    """`off` is kept in a cookie; anything else forgets it, and the shortcuts are there again."""
    return _kept(request, "keys", "off" if keys == "off" else None, next)


def _kept(request: Request, name: str, value: str | None, back: str) -> Response:
    answer = see(safe_next(back))
    secure = request.scope["scheme"] == "https"
    cookie = f"__Host-{name}" if secure else name  # the prefix needs https (RFC 6265bis)
    if value:
        answer.set_cookie(cookie, value, max_age=_YEAR, secure=secure, httponly=True, samesite="lax")
    else:
        answer.delete_cookie(cookie, secure=secure, httponly=True, samesite="lax")
    return answer
