"""Who is answered, who may write, and what every answer carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.web.loopback import host_name, is_loopback
from app.web.security import HEADERS

TEMPLATES = sorted((Path(__file__).resolve().parents[2] / "templates").rglob("*.html"))


# --- headers on every answer -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/healthz", 200),
        ("HEAD", "/healthz", 200),
        ("GET", "/static/site.css", 200),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/nowhere.json", 404),
        ("DELETE", "/healthz", 405),
        ("POST", "/settings/theme", 422),
        ("GET", "/fault", 500),
        ("GET", "/" + "x" * 9000, 414),
    ],
)
def test_every_answer_has_the_headers(app, method, address, status):
    @app.get("/fault")
    def fault():
        raise RuntimeError("SELECT secret FROM /etc/passwd")

    answer = TestClient(app, base_url="http://localhost").request(method, address)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_allows_nothing_inline():
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize(("scheme", "sent"), [("http", False), ("https", True)])
def test_https_is_kept(app, scheme, sent):
    answer = TestClient(app, base_url=f"{scheme}://localhost").get("/healthz")
    assert ("strict-transport-security" in answer.headers) is sent


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_hold_nothing_the_policy_refuses(template):
    text = template.read_text("utf-8")
    script = r"<script(?![^>]*\ssrc=|\stype=\"application/ld\+json\")"  # data is not run, and no policy refuses it
    inline = rf"<style|\sstyle=|\son[a-z]+=|hx-on|js:|javascript:|{script}|\|\s*safe\b"
    assert re.findall(inline, text) == []


# --- Host --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8000", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]", 200),
        ("[::1]:8000", 200),
        ("Dateline.Example:443", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("evil.example@localhost", 400),
        ("localhost:8000.evil.example", 400),
        ("localhost:", 400),
        ("127.0.0.1.nip.io", 400),
        ("127.1", 400),
        ("", 400),
    ],
)
def test_hosts(visitor, host, status):
    assert visitor.get("/healthz", headers={"host": host}).status_code == status


def test_two_hosts_are_refused(visitor):
    answer = visitor.get("/healthz", headers=[("host", "localhost"), ("host", "localhost")])
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a.b", "a.b"),
        ("A.b:80", "a.b"),
        ("[::1]", "[::1]"),
        ("[::1]:80", "[::1]"),
        ("a:b", None),
        ("a:", None),
    ],
)
def test_host_names(written, name):
    assert host_name(written) == name


# --- writes ------------------------------------------------------------------------------------

HOME = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),  # no browser, and at the machine itself
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"sec-fetch-site": "same-site", "origin": HOME}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": HOME}, 303),
        ({"origin": HOME.upper()}, 303),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[bad"}, 403),
        ({"x-forwarded-for": "203.0.113.9"}, 403),  # neither header, and not at the machine
        ({"authorization": "Bearer guessed"}, 303),
        ({"authorization": "Bearer guessed", "via": "1.1 proxy"}, 403),
    ],
)
def test_writes_come_from_our_own_pages(visitor, headers, status):
    answer = visitor.post("/settings/theme", data={"theme": "dark"}, headers=headers)
    assert answer.status_code == status


def test_writes_without_browser_headers_are_refused_off_loopback(settings):
    public = TestClient(create_app(settings), base_url="https://dateline.example", follow_redirects=False)
    asked = {"theme": "dark"}
    assert public.post("/settings/theme", data=asked).status_code == 403
    kept = public.post("/settings/theme", data=asked, headers={"sec-fetch-site": "same-origin"})
    assert kept.status_code == 303
    for mark in ("__Host-theme=dark", "Secure", "HttpOnly", "Path=/", "SameSite=lax"):
        assert mark in kept.headers["set-cookie"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST", "TRACE", "BREW"])
def test_no_other_method_slips_past(visitor, method):
    answer = visitor.request(method, "/settings/theme", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


# --- what "on loopback" means: sockets × names × forwarding -------------------------------------

LOCAL = [("host", "localhost:8000")]


@pytest.mark.parametrize("bound_to", ["127.0.0.1", "::1", "localhost", "127.0.0.53"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:80"])
def test_on_loopback(bound_to, host):
    assert is_loopback(scope(headers=[("host", host)]), bound_to)


@pytest.mark.parametrize(
    ("why", "bound_to", "server", "headers"),
    [
        ("served to the network", "0.0.0.0", "127.0.0.1", LOCAL),
        ("served to the network", "::", "127.0.0.1", LOCAL),
        ("served to one address", "192.0.2.7", "127.0.0.1", LOCAL),
        ("bound by another launcher", "127.0.0.1", "192.0.2.7", LOCAL),
        ("a socket file: a proxy stands before it", "127.0.0.1", "/run/dateline.sock", LOCAL),
        ("no socket known", "127.0.0.1", None, LOCAL),
        ("another name", "127.0.0.1", "127.0.0.1", [("host", "dateline.example")]),
        ("a rebinding name", "127.0.0.1", "127.0.0.1", [("host", "127.0.0.1.nip.io")]),
        ("a loopback address that is no listed name", "127.0.0.1", "127.0.0.1", [("host", "127.0.0.2")]),
        ("no name", "127.0.0.1", "127.0.0.1", []),
        ("two names", "127.0.0.1", "127.0.0.1", [*LOCAL, ("host", "localhost")]),
        *[
            (f"through a proxy: {name}", "127.0.0.1", "127.0.0.1", [*LOCAL, (name, "x")])
            for name in (
                "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
                "x-forwarded-server", "x-forwarded-port", "x-forwarded-prefix", "x-forwarded",
            )
        ],
    ],
)  # fmt: skip
def test_not_on_loopback(why, bound_to, server, headers):
    assert not is_loopback(scope(server=server, headers=headers), bound_to), why


def scope(server: str | None = "127.0.0.1", headers=()):
    raw = [(name.encode(), value.encode()) for name, value in headers]
    return {"type": "http", "server": server and (server, 8000), "headers": raw}
