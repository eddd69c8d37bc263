"""A mistake is reported to whom the site names, about the page it stands on; /about says who that is."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.main import create_app
from app.settings import Settings
from app.web.report import contact_of
from tests.web.conftest import AT_HOME


@pytest.fixture
def named(read_settings: Settings) -> TestClient:
    told = {"contact": "desk@dateline.example", "operator": "The Harbour Desk"}
    return TestClient(create_app(read_settings.model_copy(update=told)), base_url=AT_HOME)


@pytest.mark.parametrize(
    ("told", "address", "link"),
    [
        ("", "https://dateline.example/quotes/x", None),
        (
            "desk@dateline.example",
            "https://dateline.example/quotes/x",
            "mailto:desk@dateline.example?subject=Mistake%20at%20https%3A%2F%2Fdateline.example%2Fquotes%2Fx"
            "&body=What%20is%20wrong%2C%20and%20how%20do%20you%20know%3F",
        ),
        ("https://desk.example/write", "https://dateline.example/quotes/x", "https://desk.example/write"),
        (
            "https://forge.example/us/site/issues/new",
            "",
            "https://forge.example/us/site/issues/new?title=A%20mistake"
            "&body=What%20is%20wrong%2C%20and%20how%20do%20you%20know%3F",
        ),
    ],
)
def test_a_report_carries_the_address(told, address, link):
    contact = contact_of(told, address)
    assert (contact.link if contact else None) == link


@pytest.mark.parametrize("noun", ["quotes", "events", "people", "places", "articles", "outlets"])
def test_every_fact_s_page_leads_to_the_report(reader, named, noun):
    path = reader.get(f"/{noun}.json").json()["items"][0]["url"]
    assert f'href="/report?of={path}"' in reader.get(path).text
    page = named.get(f"/report?of={path}").text
    assert f'<a href="{path}">' in page
    assert "mailto:desk@dateline.example" in page


@pytest.mark.parametrize(
    "of", ["//evil.example/x", "https://evil.example", "javascript:alert(1)", "/" + "x" * 2000]
)
def test_what_is_no_address_of_ours_is_left_out(reader, of):
    page = reader.get("/report", params={"of": of}).text.partition("<main")[2].partition("</main>")[0]
    assert page
    assert "evil" not in page
    assert "javascript:" not in page
    assert "xxxx" not in page


def test_a_site_that_names_nobody_says_so(reader, named):
    assert "DATELINE_CONTACT" in reader.get("/report").text
    about = reader.get("/about").text
    assert "DATELINE_CONTACT" in about
    assert "DATELINE_OPERATOR" in about
    about = named.get("/about").text
    assert "DATELINE_" not in about
    assert "The Harbour Desk" in about


@pytest.mark.parametrize(
    "told", ["nobody", "a@b@c", "javascript:alert(1)", "a b@c.example", 'https://x.example/"><b>']
)
def test_a_contact_is_a_mail_or_web_address(told):
    with pytest.raises(ValidationError, match="mail address"):
        Settings(_env_file=None, contact=told)
