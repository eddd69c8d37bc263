"""Who is answered, who may write, and what every answer carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.loopback import host_name, is_loopback, is_owner, owner_told
from app.web.security import HEADERS
from tests.web.conftest import AT_HOME

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
                "x-forwarded-server", "x-forwarded-port", "x-forwarded-prefix", "x-forwarded", "x-real-ip",
                "x-client-ip", "x-original-forwarded-for", "true-client-ip", "cf-connecting-ip", "cdn-loop",
                "max-forwards",
            )
        ],
        *[
            (f"a browser that is elsewhere: {told}", "127.0.0.1", "127.0.0.1", [*LOCAL, *told.items()])
            for told in (
                {"origin": "https://dateline.example"},
                {"origin": "http://localhost:9000"},
                {"origin": "https://dateline.example", "sec-fetch-site": "cross-site"},
                {"referer": "https://dateline.example/events", "sec-fetch-site": "same-origin"},
                {"referer": "http://dateline.example/events"},  # plain http: browsers send no Sec-Fetch-Site
                {"referer": "https://dateline.example/ingest", "origin": "null", "sec-fetch-site": "same-origin"},
            )
        ],
    ],
)  # fmt: skip
def test_not_on_loopback(why, bound_to, server, headers):
    assert not is_loopback(scope(server=server, headers=headers), bound_to), why


def test_http_1_0_is_a_proxy_s():
    assert not is_loopback(scope(headers=LOCAL, http_version="1.0"), "127.0.0.1")


@pytest.mark.parametrize(
    "told",
    [
        {"origin": "http://localhost:8000", "referer": "http://localhost:8000/ingest"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"referer": "http://localhost:8000/events", "sec-fetch-site": "same-origin"},
        {"referer": "https://elsewhere.example/", "sec-fetch-site": "cross-site"},  # a link there led here
        {"referer": "http://localhost:9000/", "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"user-agent": "curl/8.5.0"},
    ],
)
def test_a_browser_at_the_machine(told):
    assert is_loopback(scope(headers=[*LOCAL, *told.items()]), "127.0.0.1")


def scope(server: str | None = "127.0.0.1", headers=(), http_version: str = "1.1"):
    raw = [(name.encode(), value.encode()) for name, value in headers]
    return {"type": "http", "http_version": http_version, "server": server and (server, 8000), "headers": raw}


# --- whether the site trusts loopback at all: a proxy that leaves no trace --------------------------------

TRUST = [
    # settings, is a request straight from this machine its owner's?, said at the start
    ({}, True, "Who opens it on this machine is its owner"),
    ({"public_url": "http://localhost:8000"}, True, "Who opens it on this machine is its owner"),
    ({"public_url": "https://dateline.example"}, False, "DATELINE_PUBLIC_URL says that others reach it"),
    ({"public_url": "dateline.example"}, False, "DATELINE_PUBLIC_URL says that others reach it"),
    ({"allowed_hosts": "dateline.example"}, False, "DATELINE_ALLOWED_HOSTS says that others reach it"),
    ({"allowed_hosts": "localhost,10.0.0.5"}, False, "DATELINE_ALLOWED_HOSTS says that others reach it"),
    ({"allowed_hosts": "dateline.example", "trust_loopback": "true"}, True, "must pass on visitors' Host"),
    ({"allowed_hosts": "dateline.example", "trust_loopback": ""}, False, "DATELINE_ALLOWED_HOSTS says"),
    ({"operator": "Harbour Desk"}, False, "DATELINE_OPERATOR says that others reach it"),
    ({"contact": "desk@dateline.example"}, False, "DATELINE_CONTACT says that others reach it"),
    (
        {"operator": "Harbour Desk", "contact": "desk@dateline.example"},
        False,
        "DATELINE_OPERATOR and DATELINE_CONTACT say that others reach it",
    ),
    ({"contact": "desk@dateline.example", "trust_loopback": "true"}, True, "must pass on visitors' Host"),
    ({"trust_loopback": "false"}, False, "DATELINE_TRUST_LOOPBACK is false"),
    ({"host": "0.0.0.0"}, False, "It listens on 0.0.0.0"),
    ({"host": "0.0.0.0", "trust_loopback": "true"}, False, "It listens on 0.0.0.0"),
]


@pytest.mark.parametrize(("told", "trusted", "says"), TRUST)
def test_who_is_the_owner_and_how_it_is_said(told, trusted, says):
    settings = Settings(_env_file=None, **told)
    assert is_owner(scope(headers=LOCAL), settings) is trusted
    assert not is_owner(scope(headers=[*LOCAL, ("x-real-ip", "203.0.113.9")]), settings)
    assert says in owner_told(settings)
    assert ("nobody may write over the web" in owner_told(settings)) is not trusted


@pytest.mark.parametrize(
    ("public_url", "host", "status"),
    [
        ("https://dateline.example", "dateline.example", 200),
        ("https://Dateline.example:8443/news", "dateline.example:8443", 200),
        ("https://dateline.example", "localhost", 200),
        ("https://dateline.example", "other.example", 400),
        ("", "dateline.example", 400),
        ("dateline.example", "dateline.example", 400),  # no address: nothing can be made of it
    ],
)
def test_a_site_answers_to_its_own_address(settings, public_url, host, status):
    told = {"public_url": public_url, "allowed_hosts": Settings.model_fields["allowed_hosts"].default}
    visitor = TestClient(create_app(settings.model_copy(update=told)), base_url=f"http://{host}")
    assert visitor.get("/healthz").status_code == status


@pytest.mark.parametrize(("public_url", "owner"), [("", True), ("https://dateline.example", False)])
def test_a_proxy_that_leaves_no_trace_makes_nobody_the_owner_of_a_site_with_a_name(
    read_settings, world, public_url, owner
):
    """It asks for pages by the name it knows us by, and passes on nothing of the visitor's."""
    told = {"public_url": public_url, "allowed_hosts": (), "trust_loopback": None}
    app = create_app(read_settings.model_copy(update=told))
    app.state.world = lambda: world
    proxy = TestClient(app, base_url=AT_HOME, follow_redirects=False)
    [address] = {one["url"] for one in proxy.get("/articles.json").json()["items"] if "denies" in one["title"]}
    assert ("habits of the herons" in proxy.get(address).text) is owner
    assert proxy.get("/ingest").status_code == (200 if owner else 403)
    by_browser = {"sec-fetch-site": "same-origin"}
    assert proxy.post("/samples/remove", headers=by_browser).status_code == (303 if owner else 403)
    assert proxy.post("/settings/theme", data={"theme": "dark"}).status_code == (303 if owner else 403)
