"""Who is answered at all, and the headers on every answer.

Plain ASGI, outermost first: `SecurityHeaders` · (compression) · `KnownHosts` · `SameSiteWrites` ·
`SmallBodies`. Sources: OWASP ASVS 5.0 (3.4 browser security headers, 3.5 origin separation), the Fetch
Metadata specification.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings
from app.web.errors import refusal
from app.web.loopback import LOOPBACK_NAMES, host_name, is_owner, netloc

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
_UNUSED = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" a browser sends `Origin: null` with our own forms, and they would be refused.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED.split()),
}
_HSTS = "max-age=31536000"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_ADDRESS = 8192  # characters of path and query; longer ones are mistakes or probes


class SecurityHeaders:
    """Adds the headers to every answer, errors and files included; an answer's own value stays.

    `images`: another origin that pictures may come from, where map tiles are set.
    """

    def __init__(self, app: ASGIApp, images: str = "") -> None:
        self.app = app
        policy = CONTENT_SECURITY_POLICY.replace("img-src 'self'", f"img-src 'self' {images}") if images else ""
        self.headers = HEADERS | ({"Content-Security-Policy": policy} if policy else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", _HSTS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class KnownHosts:
    """Answers only to the names this site goes by: a rebinding name reaches nothing.

    The loopback names are always known; `allowed` holds the others, without ports.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str] = ()) -> None:
        self.app = app
        self.allowed = LOOPBACK_NAMES | {name.strip().lower() for name in allowed}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_ADDRESS:
            await refusal(scope, 414)(scope, receive, send)
            return
        hosts = Headers(scope=scope).getlist("host")
        # Two Host headers are a smuggling attempt: proxy and server may each believe another one.
        if len(hosts) != 1 or host_name(hosts[0]) not in self.allowed:
            await refusal(scope, 400, about="host")(scope, receive, send)
            return
        await self.app(scope, receive, send)


class SmallBodies:
    """Refuses what is too large to be an article, by what it says of itself and by what arrives."""

    def __init__(self, app: ASGIApp, most: int = 16 * 1024 * 1024) -> None:
        self.app = app
        self.most = most  # bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "0")
        if not stated.isdigit() or int(stated) > self.most:
            await refusal(scope, 413 if stated.isdigit() else 400)(scope, receive, send)
            return
        arrived = 0

        async def measured() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self.most:
                raise HTTPException(413)
            return message

        await self.app(scope, measured, send)


class SameSiteWrites:
    """Refuses a write that another site made this browser send (cross-site request forgery).

    `Sec-Fetch-Site` decides where it is sent; else `Origin` must be this host; a request with neither is
    no browser's, and is let through from the owner only. (A bearer token would do as well; there are
    none yet, so a header that claims to hold one changes nothing.)
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _SAFE and not self.lets_through(scope):
            await refusal(scope, 403, about="cross-site")(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def lets_through(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None:
            return site == "same-origin"
        if origin is not None:
            return netloc(origin) == headers.get("host", "").lower()
        return is_owner(scope, self.settings)
