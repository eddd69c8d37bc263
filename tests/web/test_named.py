"""A site for others says who runs it and where to write; one that does not is told so, where its owner sees it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.loopback import unnamed_told
from tests.web.conftest import AT_HOME, OUTSIDE

NAMED = {"operator": "Kharkiv Desk", "contact": "desk@dateline.example"}
OUT = {"public_url": "https://dateline.example"}


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ({}, []),  # one's own machine
        (OUT, ["DATELINE_OPERATOR", "DATELINE_CONTACT"]),
        ({"host": "0.0.0.0"}, ["DATELINE_OPERATOR", "DATELINE_CONTACT"]),
        ({"allowed_hosts": ("dateline.example",)}, ["DATELINE_OPERATOR", "DATELINE_CONTACT"]),
        (OUT | {"operator": "Kharkiv Desk"}, ["DATELINE_CONTACT"]),
        (OUT | {"contact": "desk@dateline.example"}, ["DATELINE_OPERATOR"]),
        (OUT | NAMED, []),
    ],
)
def test_a_start_for_others_warns_of_what_the_site_does_not_say(told, names):
    warning = unnamed_told(Settings(_env_file=None, **told))
    assert [name for name in ("DATELINE_OPERATOR", "DATELINE_CONTACT") if name in warning] == names
    assert bool(warning) == bool(names)


@pytest.mark.parametrize(("base", "told"), [(AT_HOME, True), (OUTSIDE, False)])
def test_the_owner_is_told_where_to_set_it(read_settings, base, told):
    page = TestClient(create_app(read_settings), base_url=base).get("/about").text
    assert ("DATELINE_OPERATOR" in page and "DATELINE_CONTACT" in page) == told
    assert "Run by" in page


def test_a_site_with_a_name_shows_it(read_settings):
    site = create_app(read_settings.model_copy(update=NAMED))
    page = TestClient(site, base_url=OUTSIDE).get("/about").text
    assert "Kharkiv Desk" in page
    assert "mailto:desk@dateline.example" in page
