"""Programs: the same answers under /api/v1, and a way in for articles."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.store.forget import forget_article
from app.store.tables import Article

ARTICLE = {
    "text": "“We are waiting for the ferry,” Olena Invented said in Odesa on Friday.",
    "title": "Ferry is late",
    "source": "Example Post",
    "date": "2024-03-02",
    "url": "https://post.example/ferry",
}


@pytest.mark.parametrize("noun", ["quotes", "events", "people", "places", "articles", "outlets"])
def test_the_same_answers(reader, noun):
    assert reader.get(f"/api/v1/{noun}").json() == reader.get(f"/{noun}.json").json()
    item = reader.get(f"/{noun}.json").json()["items"][0]
    key = item["url"].split("/")[-1]
    key = key[:12] if noun in ("quotes", "events", "articles") else key
    assert reader.get(f"/api/v1/{noun}/{key}").json() == reader.get(item["url"] + ".json").json()


def test_errors_are_json(reader):
    for address, status in [("/api/v1/quotes?from=never", 422), ("/api/v1/people/nobody", 404), ("/api/x", 404)]:
        answer = reader.get(address)
        assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_the_description_lists_the_prefix_and_nothing_else(reader):
    paths = reader.get("/openapi.json").json()["paths"]
    assert paths
    assert all(path.startswith("/api/v1/") for path in paths)


def test_an_article_goes_in_once(reader):
    added = reader.post("/api/v1/articles", json=ARTICLE)
    assert added.status_code == 201, added.text
    again = reader.post("/api/v1/articles", json=ARTICLE)
    assert (again.status_code, again.json()["id"]) == (200, added.json()["id"])
    page = reader.get(f"/api/v1/articles/{added.json()['id']}").json()
    assert page["article"]["title"] == "Ferry is late"
    assert page["text"] == ARTICLE["text"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": ""}, 422),
        ({"title": "no text"}, 422),
        ({"text": 5}, 422),
        ({"text": "words", "url": "ftp://x"}, 422),
        ({"text": "words", "url": "http://[bad"}, 422),
        ({"text": "words", "date": "yesterday"}, 422),
        ("words", 422),
        ([{"text": ""}, 7], 422),
        ([{"text": ""}], 207),
        ([], 422),
        (5, 422),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(reader, body, status):
    answer = reader.post("/api/v1/articles", json=body)
    assert answer.status_code == status
    assert "error" in answer.text


FOREIGN = "Der Gouverneur sagte am Montag, die Brücke in Odesa sei zerstört und niemand wurde verletzt."


@pytest.mark.parametrize(
    ("article", "why"),
    [
        ({"text": "No one was hurt when a missile hit Odesa on Friday."}, None),
        ({"text": FOREIGN}, "No language was recognised in the text"),
        ({"text": f"{FOREIGN} Nichts.", "lang": "de"}, "Only English text is read for facts"),
    ],
)
def test_an_article_in_which_nothing_is_read_says_so(reader, article, why):
    added = reader.post("/api/v1/articles", json=article).json()
    assert added["outcome"] == "added"
    assert (why in added["unread"]) if why else "unread" not in added
    page = reader.get(added["url"], follow_redirects=True).text
    for told in ("No language was recognised in the text", "Only English text is read for facts"):
        assert (told in page) is (told == why)


GONE = {"text": "“The mill is closed,” Olena Invented said.", "url": "https://post.example/mill", "title": "Mill"}


@pytest.fixture
def withdrawn(reader) -> str:
    """The id of an article that was added and then taken out of the record."""
    public_id = reader.post("/api/v1/articles", json={**GONE, "again": True}).json()["id"]
    with reader.app.state.db.writing() as session:
        article = session.scalars(select(Article).where(Article.public_id == public_id)).one()
        forget_article(session, article.id, reader.app.state.world().codebook, why="the outlet took it back")
    return public_id


def test_what_was_withdrawn_comes_back_only_when_it_is_asked_for_again(reader, withdrawn):
    refused = reader.post("/api/v1/articles", json=GONE)
    told = refused.json()
    assert (refused.status_code, "the outlet took it back" in told["error"]) == (409, True)
    assert '"again": true' in told["advice"]
    assert "An article is an object" not in told["advice"]
    (one,) = reader.post("/api/v1/articles", json=[GONE]).json()["items"]
    assert (one["status"], one["error"]) == (409, told["error"])
    assert reader.get(f"/api/v1/articles/{withdrawn}").status_code == 410
    added = reader.post("/api/v1/articles", json={**GONE, "again": True})
    assert (added.status_code, added.json()["id"]) == (201, withdrawn)
    assert reader.get(f"/api/v1/articles/{withdrawn}").status_code == 200


@pytest.mark.parametrize("again", ["yes", 1, None, {}])
def test_again_is_true_or_false(reader, withdrawn, again):
    answer = reader.post("/api/v1/articles", json={**GONE, "again": again})
    assert (answer.status_code, "again" in answer.json()["error"]) == (422, True)


def test_the_form_asks_whether_a_withdrawn_article_is_wanted_again(reader, withdrawn):
    blank = reader.get("/ingest").text
    assert ('name="text"' in blank, 'name="again"' in blank) == (True, False)
    refused = reader.post("/ingest", data=GONE)
    assert refused.status_code == 409
    assert "the outlet took it back" in refused.text
    assert 'name="again"' in refused.text
    assert "“The mill is closed,”" in refused.text
    added = reader.post("/ingest", data={**GONE, "again": "yes"})
    assert (added.status_code, withdrawn in added.headers["location"]) == (303, True)


@pytest.mark.parametrize(
    ("sent", "kind", "status", "advice"),
    [
        (b"", "application/json", 400, "Send one object"),
        (b"{", "application/json", 400, "Send one object"),
        (b"\xff", "application/json", 400, "Send one object"),
        (b"[" * 100_000, "application/json", 400, "Send one object"),
        (b"[]", "application/json", 422, "An article is an object"),
        (b"[7]", "application/json; charset=utf-8", 422, "An article is an object"),
        (b'{"text": ""}', "application/json", 422, "An article is an object"),
        (b"text=words", "application/x-www-form-urlencoded", 415, "Content-Type"),
        (b'{"text": "words"}', "", 415, "Content-Type"),
    ],
)
def test_a_body_that_cannot_be_read_is_answered_with_what_to_send(reader, sent, kind, status, advice):
    answer = reader.post("/api/v1/articles", content=sent, headers={"content-type": kind} if kind else {})
    assert answer.status_code == status
    assert advice in answer.json()["advice"]
    assert answer.json()["error"]
    assert not any(inside in answer.text for inside in ("dict", "list[", "model_", "loc", "Traceback"))


@pytest.mark.parametrize("address", ["/api/v1/articles", "/ingest", "/samples/remove"])
def test_strangers_add_and_remove_nothing(stranger, address):
    same_site = {"sec-fetch-site": "same-origin"}
    before = stranger.get("/articles.json").json()["count"]
    assert stranger.post(address, json=ARTICLE, headers=same_site).status_code in (403, 422)
    assert stranger.post(address, data={"text": "words"}, headers=same_site).status_code in (403, 422)
    assert stranger.get("/articles.json").json()["count"] == before


def test_the_form(reader, stranger):
    assert stranger.get("/ingest").status_code == 403
    assert 'name="text"' in reader.get("/ingest").text
    assert "Add an article" in reader.get("/").text
    assert "Add an article" not in stranger.get("/").text
    added = reader.post("/ingest", data={"text": "The ferry came, said Olena Invented.", "title": "Ferry came"})
    assert added.status_code == 303
    assert reader.get(added.headers["location"]).status_code == 301  # to the address with its slug
    refused = reader.post("/ingest", data={"text": "words <b>", "published": "yesterday"})
    assert refused.status_code == 422
    assert "write 2023-05-21" in refused.text
    assert "words &lt;b&gt;</textarea>" in refused.text


def test_too_large_is_refused_however_it_comes(reader):
    large = b"x" * (17 * 1024 * 1024)
    assert reader.post("/api/v1/articles", content=large).status_code == 413
    chunks = (large[i : i + 65536] for i in range(0, len(large), 65536))
    assert reader.post("/api/v1/articles", content=chunks).status_code == 413
