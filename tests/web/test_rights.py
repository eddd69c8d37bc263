"""How much of an article strangers see: a window round its facts, all of it, or none, as set for its outlet."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.browse.article_page import get_article
from app.main import create_app
from app.settings import Settings
from app.web import articles
from app.web.rights import WINDOW
from tests.web.conftest import AT_HOME, OUTSIDE

OUTLET = "example-courier"


def seen(settings: Settings, base: str, **told: object) -> TestClient:
    return TestClient(create_app(settings.model_copy(update=told)), base_url=base)


@pytest.fixture
def addresses(reader) -> tuple[str, str]:
    """An article of the outlet, and a quote in it."""
    return tuple(
        reader.get(f"/{noun}.json?outlet={OUTLET}").json()["items"][0]["url"] for noun in ("articles", "quotes")
    )


def claims_of(visitor: TestClient, words: str) -> list[dict]:
    """The claims about the first event found by these words, as JSON under both of its addresses."""
    url = visitor.get("/events.json", params={"q": words}).json()["items"][0]["url"]
    same = visitor.get(f"{url}.json").json()["claims"], visitor.get(f"/api/v1{url.split('-')[0]}").json()["claims"]
    assert same[0] == same[1]
    return [claim for claim in same[0] if claim["article"]["outlet"]["url"] == f"/outlets/{OUTLET}"]


@pytest.mark.parametrize(
    ("told", "base", "around"),
    [
        ({}, AT_HOME, 300),
        ({}, OUTSIDE, WINDOW),
        ({"whole_outlets": (OUTLET,)}, OUTSIDE, 300),
        ({"link_only_outlets": (OUTLET,)}, OUTSIDE, 0),
        ({"link_only_outlets": (OUTLET,), "whole_articles": True}, OUTSIDE, 0),
    ],
)
def test_an_event_brings_no_more_of_an_article_than_its_outlet_s_policy_lets(
    read_settings, reader, told, base, around
):
    visitor = seen(read_settings, base, **told)
    claims = claims_of(visitor, "Kupiansk")
    assert claims
    for claim in claims:
        context = claim["context"]
        before, after = claim["start"] - context["start"], context["end"] - claim["end"]
        assert claim["exact"] in context["text"]
        assert 0 <= before <= around
        assert 0 <= after <= around
        assert (before + after > 0) == (around > 0)


@pytest.mark.parametrize(
    ("told", "base", "found"),
    [
        ({}, AT_HOME, True),
        ({}, OUTSIDE, False),
        ({"whole_articles": True}, OUTSIDE, True),
        ({"whole_outlets": ("example-gazette",)}, OUTSIDE, True),
        ({"whole_outlets": (OUTLET,)}, OUTSIDE, False),
        ({"link_only_outlets": ("example-gazette",), "whole_articles": True}, OUTSIDE, False),
        ({"link_only_outlets": ("example-gazette",), "whole_outlets": ("example-gazette",)}, OUTSIDE, False),
    ],
)
def test_a_search_shows_words_that_are_no_fact_only_where_the_whole_may_be_read(read_settings, told, base, found):
    page = seen(read_settings, base, **told).get("/search", params={"q": "herons"}).text
    assert ("habits of the" in page) == found


def test_facts_alone_are_in_feeds_and_files(read_settings):
    """What has no fact in it is in no form of any list, whatever is set."""
    visitor = seen(read_settings, OUTSIDE, link_only_outlets=(OUTLET, "example-gazette"))
    for noun in ("quotes", "events", "articles"):
        for ending in (".json", ".jsonl", ".csv", ".atom"):
            told = visitor.get(f"/{noun}{ending}")
            assert told.status_code == 200
            assert "herons" not in told.text


@pytest.mark.parametrize(
    ("told", "base", "whole", "some", "says"),
    [
        ({}, OUTSIDE, False, True, "the words round each fact"),
        ({"whole_articles": True}, OUTSIDE, True, True, "whole articles"),
        ({"whole_outlets": (OUTLET,)}, OUTSIDE, True, True, "whole articles"),
        ({"whole_outlets": ("another",)}, OUTSIDE, False, True, "the words round each fact"),
        ({"link_only_outlets": (OUTLET,)}, OUTSIDE, False, False, "no words round it"),
        ({"link_only_outlets": (OUTLET,), "whole_articles": True}, OUTSIDE, False, False, "no words round it"),
        ({"link_only_outlets": (OUTLET,)}, AT_HOME, True, True, "no words round it"),
    ],
)
def test_an_outlet_s_policy_is_said_and_obeyed(read_settings, addresses, told, base, whole, some, says):
    visitor, (article, quote) = seen(read_settings, base, **told), addresses
    found = visitor.get(f"{article}.json").json()
    assert (bool(found.get("text")), bool(found.get("text") or found["excerpts"])) == (whole, some)
    assert found["quotes"]
    for prefix in ("", "/api/v1"):
        path = quote if prefix else f"{quote}.json"
        assert (visitor.get(prefix + path).json()["context"]["text"] != "") == some
    assert ("In context" in visitor.get(quote).text) == some
    assert visitor.get(article).status_code == 200
    assert says in visitor.get(f"/outlets/{OUTLET}").text


def test_outlets_are_set_with_commas_between(monkeypatch):
    monkeypatch.setenv("DATELINE_LINK_ONLY_OUTLETS", "one, two")
    assert Settings(_env_file=None).link_only_outlets == ("one", "two")


@pytest.mark.parametrize("door", ["", ".json"])
@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_an_article_is_asked_for_once(request, monkeypatch, who, door):
    """Whoever sees the whole needs no windows cut first."""
    visitor = request.getfixturevalue(who)
    [address] = {one["url"] for one in visitor.get("/articles.json").json()["items"] if "denies" in one["title"]}
    asked = []

    def once(*told, **named):
        asked.append(named)
        return get_article(*told, **named)

    monkeypatch.setattr(articles, "get_article", once)
    assert visitor.get(f"{address}{door}").status_code == 200
    assert asked == ([{}] if who == "reader" else [{"window": WINDOW, "share": 0.33}])
