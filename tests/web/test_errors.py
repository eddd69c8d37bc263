"""Every error is a page, a fragment or JSON, with the right status and nothing of our insides."""

from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient


@pytest.fixture
def broken(app):
    @app.get("/broken/{status:int}{ending:ending}")
    def broken(status: int, ending: str):
        raise HTTPException(status)

    @app.get("/api/fault")
    @app.get("/fault")
    def fault():
        raise RuntimeError("no such column: SELECT * FROM /var/secret")

    return TestClient(app, base_url="http://localhost")


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 413, 414, 415, 422, 429, 500, 503])
@pytest.mark.parametrize(
    ("ending", "headers", "kind"),
    [
        ("", {}, "text/html"),
        ("", {"hx-request-type": "full"}, "text/html"),
        ("", {"hx-request-type": "partial"}, "text/html"),
        (".json", {}, "application/json"),
        (".csv", {}, "application/json"),
    ],
)
def test_errors_come_in_the_form_that_was_asked_for(broken, status, ending, headers, kind):
    answer = broken.get(f"/broken/{status}{ending}", headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith(kind)
    if kind == "application/json":
        assert answer.json()["status"] == status
        assert answer.json()["advice"]
    else:
        assert ("<!doctype html>" in answer.text) is (headers.get("hx-request-type") != "partial")
        assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("address", ["/fault", "/api/fault"])
def test_a_fault_shows_a_number_and_none_of_our_insides(broken, address):
    answer = broken.get(address)
    assert answer.status_code == 500
    assert not any(leak in answer.text for leak in ("Traceback", "SELECT", "/var/secret", "RuntimeError", ".py"))
    if address == "/api/fault":
        assert len(answer.json()["number"]) == 8


def test_what_a_visitor_typed_is_shown_as_text(broken):
    answer = broken.get("/broken/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_a_missing_page_keeps_the_search_box(broken):
    assert 'role="search"' in broken.get("/nowhere").text
