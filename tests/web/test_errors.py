"""Every error is a page, a fragment or JSON, with the right status and nothing of our insides."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from tests.counts import some


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


STATUSES = (400, 403, 404, 405, 410, 413, 414, 415, 422, 429, 500, 503)


@pytest.mark.parametrize("status", some(STATUSES, 6))
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


@pytest.mark.parametrize("address", ["/", "/nowhere", "/fault"])
def test_broken_templates_leave_a_page_that_says_what_to_do(app, broken, monkeypatch, address):
    """While a new version is laid over the old one, its templates may ask for what the old code does not give."""

    def no_template(*_given, **_named):
        raise UndefinedError("'asked' is undefined")

    monkeypatch.setattr(app.state.pages.environment, "get_template", no_template)
    answer = broken.get(address)
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert "Something broke on our side" in answer.text
    assert "Try again in a moment" in answer.text
    assert 'href="/"' in answer.text
    assert "asked" not in answer.text


def test_what_a_visitor_typed_is_shown_as_text(broken):
    answer = broken.get("/broken/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_a_missing_page_keeps_the_search_box(broken):
    assert 'role="search"' in broken.get("/nowhere").text


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/people/zelenski-v", ["/people/volodymyr-zelensky"]),
        ("/people/zelnsky", ["/people/volodymyr-zelensky"]),
        ("/places/kupjnsk", ["/places/kupiansk"]),
        ("/people/qqqq", []),
        ("/outlets/nobody", []),
    ],
)
def test_a_name_that_nobody_has_offers_those_near_it(reader, address, near):
    answer = reader.get(address)
    assert answer.status_code == 404
    main = answer.text[answer.text.index("<main") : answer.text.index("<footer")]
    assert [path for path in near if f'href="{path}"' in main] == near
    assert ("Near to that name" in main) is bool(near)
    assert f'value="{address.split("/")[-1].replace("-", " ")}"' in answer.text  # in the search box
    assert reader.get(f"{address}.json").json().get("near", []) == near


@pytest.mark.parametrize("address", ["/events/qqqqqqqqqqqq", "/quotes/qqqqqqqqqqqq", "/nowhere"])
def test_an_id_is_no_name_to_search_for(reader, address):
    answer = reader.get(address)
    assert answer.status_code == 404
    assert "Search for “" not in answer.text
