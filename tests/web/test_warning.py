"""An article with a warning: it stands where the article does, and its page folds its words."""

from __future__ import annotations

import re

import html5lib
import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.store.migrate import migrate
from tests.web.conftest import OUTSIDE

TEXT = "Four sailors were killed in Odesa on Friday. “Nobody could reach them,” Olena Invented said."
TOLD = "Describes deaths & wounds"
SHOWN = "Warning: Describes deaths &amp; wounds"


@pytest.fixture
def owner(app, visitor, world):
    """The owner of an empty site."""
    migrate(app.state.db)
    app.state.world = lambda: world
    return visitor


@pytest.mark.parametrize("warning", [TOLD, ""])
def test_a_warned_article(owner, warning):
    owner.post("/ingest", data={"text": TEXT, "title": "Ferry hit", "warning": warning})
    (listed,) = owner.get("/articles.json").json()["items"]
    alone = owner.get(f"{listed['url']}.json").json()["article"]
    assert alone["warning"] == listed["warning"] == (warning or None)
    page = owner.get(listed["url"]).text
    html5lib.HTMLParser(strict=True).parse(page)
    unfolded = re.sub(r'<details class="warned">.*?</details>', "", page, flags=re.DOTALL)
    assert ("Nobody could reach them" in unfolded) != bool(warning)
    head, _fold, folded = page.partition('<details class="warned"><summary>')
    line = head.partition('<p class="dateline">')[2].partition("</p>")[0]
    assert (SHOWN in line) == bool(warning)
    text = folded.partition("</details>")[0]
    assert (f"<bdi>{SHOWN}</bdi> · Show the text</summary>" in text) == bool(warning)
    assert ("Nobody could reach them" in text) == bool(warning)
    quote = owner.get("/quotes.json").json()["items"][0]
    for other in ("/articles", quote["url"]):
        assert (SHOWN in owner.get(other).text) == bool(warning), other


@pytest.mark.parametrize(("told", "folds"), [({}, 2), ({"link_only_outlets": ("post",)}, 1)])
def test_what_strangers_see_of_it_is_folded_too(owner, settings, told, folds):
    owner.post("/ingest", data={"text": TEXT, "outlet": "Post", "warning": TOLD})
    (listed,) = owner.get("/articles.json").json()["items"]
    page = TestClient(create_app(settings.model_copy(update=told)), base_url=OUTSIDE).get(listed["url"]).text
    assert page.count('<details class="warned">') == folds
    assert SHOWN in page


def test_a_warning_too_long_comes_back_in_the_form(owner):
    refused = owner.post("/ingest", data={"text": TEXT, "warning": "w" * 201})
    assert refused.status_code == 422
    assert "200 is the most" in refused.text
    assert f'value="{"w" * 201}"' in refused.text
