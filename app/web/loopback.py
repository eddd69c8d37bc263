"""Who sits at this machine: what "on loopback" means (DESIGN §7), in one place."""

from __future__ import annotations

import re
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:\[\]]*)(?::[0-9]{1,5})?")
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


def host_name(host: str) -> str | None:
    """A Host header without its port, lower case: `[::1]:8000` → `[::1]`. None where it is malformed."""
    match = _HOST.fullmatch(host.lower())
    return match["name"] if match else None


def on_loopback(request: Request) -> bool:
    """True only where the visitor sits at this machine (DESIGN §7); then the whole site is theirs."""
    return is_loopback(request.scope, request.app.state.settings.host)


def is_loopback(scope: Scope, bound_to: str) -> bool:
    """Bound to loopback, and called by a loopback name, and through no proxy that says so.

    `bound_to` is the address served on. The socket's own address is asked too: another launcher
    (`uvicorn app.main:app --host 0.0.0.0`) never read our settings.
    """
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    forwarded = any(n in ("forwarded", "via") or n.startswith("x-forwarded") for n in headers)
    socket = (scope.get("server") or ("", None))[0]
    return (
        is_loopback_address(bound_to)
        and is_loopback_address(socket)
        and len(hosts) == 1
        and host_name(hosts[0]) in LOOPBACK_NAMES
        and not forwarded
    )


def is_loopback_address(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
