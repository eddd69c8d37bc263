"""Who sits at this machine: what "on loopback" means (DESIGN §7), in one place.

A request on loopback is its owner's, who may write and sees everything. A proxy on the same machine comes from
loopback too, and may give any name as the Host; so there are two questions, and the owner needs a yes to both.

*Does the site trust loopback?* (`trusts_loopback`) Not once a setting says that others reach it, since then a
proxy stands before it, and one that leaves no trace cannot be told from a browser here.
`DATELINE_TRUST_LOOPBACK` decides it either way.

*Did this request come straight from here?* (`is_loopback`) Not with a trace of a proxy on it.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from app.settings import Settings

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:\[\]]*)(?::[0-9]{1,5})?")
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
# What proxies, balancers and content networks put on what they pass on: RFC 9110 (Via, Max-Forwards), RFC 7239
# (Forwarded), RFC 8586 (CDN-Loop), and the names that nginx, Envoy, Cloudflare, Akamai and Fastly document.
_PROXIED = frozenset(
    "via forwarded max-forwards cdn-loop x-real-ip x-client-ip x-cluster-client-ip x-original-host x-original-uri "
    "x-original-forwarded-for x-envoy-external-address x-envoy-internal true-client-ip fastly-client-ip "
    "cf-connecting-ip cf-ray proxy-connection".split()
)


def host_name(host: str) -> str | None:
    """A Host header without its port, lower case: `[::1]:8000` → `[::1]`. None where it is malformed."""
    match = _HOST.fullmatch(host.lower())
    return match["name"] if match else None


def on_loopback(request: Request) -> bool:
    """True only where the visitor sits at this machine (DESIGN §7); then the whole site is theirs."""
    return is_owner(request.scope, request.app.state.settings)


def is_owner(scope: Scope, settings: Settings) -> bool:
    return trusts_loopback(settings) and is_loopback(scope, settings.host)


def trusts_loopback(settings: Settings) -> bool:
    """Whether a request that comes straight from this machine is taken for its owner's."""
    if settings.trust_loopback is not None:
        return settings.trust_loopback
    return not _names_elsewhere(settings)


def _names_elsewhere(settings: Settings) -> list[str]:
    """The settings that say that others reach the site: by its name, or by what they are told there."""
    told = {
        "DATELINE_PUBLIC_URL": [netloc(settings.public_url) or ""] if settings.public_url else [],
        "DATELINE_ALLOWED_HOSTS": settings.allowed_hosts,
    }
    named = [name for name, hosts in told.items() if not LOOPBACK_NAMES.issuperset(map(host_name, hosts))]
    # Who tells readers whom to write to has readers.
    for_readers = {"DATELINE_OPERATOR": settings.operator, "DATELINE_CONTACT": settings.contact}
    return [*named, *(name for name, said in for_readers.items() if said)]


def known_hosts(settings: Settings) -> tuple[str, ...]:
    """The names the site answers to beside the loopback ones, without ports: its own address's is one of them."""
    own = host_name(netloc(settings.public_url) or "") if settings.public_url else None
    return (*settings.allowed_hosts, own) if own else settings.allowed_hosts


def owner_told(settings: Settings) -> str:
    """Who owns the site over the web, as `dateline serve` says it when it starts."""
    elsewhere = " and ".join(_names_elsewhere(settings))
    instead = "nobody may write over the web; `dateline ingest` adds articles"
    if not is_loopback_address(settings.host):
        return f"It listens on {settings.host}: {instead}."
    if settings.trust_loopback is False:
        return f"DATELINE_TRUST_LOOPBACK is false: {instead}."
    if not elsewhere:
        return "Who opens it on this machine is its owner. Set DATELINE_PUBLIC_URL before a proxy lets others in."
    if settings.trust_loopback:
        return (
            "DATELINE_TRUST_LOOPBACK is true: a proxy must pass on visitors' Host, or each of them is its owner."
        )
    says = "say" if " and " in elsewhere else "says"
    own = "DATELINE_TRUST_LOOPBACK=true gives it back to this machine"
    return f"{elsewhere} {says} that others reach it, and a proxy can look like this machine: {instead}. {own}."


def for_others(settings: Settings) -> bool:
    """Whether the settings let others reach the site."""
    return not is_loopback_address(settings.host) or bool(_names_elsewhere(settings))


def unnamed_told(settings: Settings) -> str:
    """What a site for others does not say of itself, as `dateline serve` warns when it starts; empty: nothing."""
    missing = [name for name, told in (("OPERATOR", settings.operator), ("CONTACT", settings.contact)) if not told]
    if not missing or not for_others(settings):
        return ""
    what = {"OPERATOR": "who runs it", "CONTACT": "where a mistake, or a person named in error, is reported"}
    unsaid = " nor ".join(what[name] for name in missing)
    names = " and ".join(f"DATELINE_{name}" for name in missing)
    return f"Warning: others reach this site, and it does not say {unsaid}: set {names}."


def is_loopback(scope: Scope, bound_to: str) -> bool:
    """Bound to loopback, and called by a loopback name, and through no proxy that left a trace.

    `bound_to` is the address served on. The socket's own address is asked too: another launcher
    (`uvicorn app.main:app --host 0.0.0.0`) never read our settings. The client's is not: an ssh tunnel and a proxy
    both come from here.
    """
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    socket = (scope.get("server") or ("", None))[0]
    return (
        is_loopback_address(bound_to)
        and is_loopback_address(socket)
        and len(hosts) == 1
        and host_name(hosts[0]) in LOOPBACK_NAMES
        and not _proxied(scope, headers)
        and not _speaks_of_another_host(headers)
    )


def _proxied(scope: Scope, headers: Headers) -> bool:
    # HTTP/1.0 is how nginx asks unless it is told otherwise (`proxy_http_version`); no browser speaks it.
    named = any(name in _PROXIED or name.startswith("x-forwarded") for name in headers)
    return named or scope.get("http_version") == "1.0"


def _speaks_of_another_host(headers: Headers) -> bool:
    """Whether the browser believes to be elsewhere: it asks "localhost" from a page of "dateline.example" that it
    calls the same site. So a proxy in between gave another Host.
    """
    pages = [headers[name] for name in ("origin", "referer") if headers.get(name, "null") != "null"]
    if "origin" not in headers and headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False  # a link on another site led here
    return any(netloc(page) != headers["host"].lower() for page in pages)


def netloc(address: str) -> str | None:
    """Host and port of an address or `Origin`, lower case; None for `null` and for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme in ("http", "https") else None


def is_loopback_address(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
