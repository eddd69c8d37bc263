"""Every page of a small read site: there, valid, linked, the same by every door."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import html5lib
import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.store.db import Database
from app.store.migrate import migrate
from app.web.urls import host_of
from app.web.words import quoted
from tests.factories import an_article
from tests.web.conftest import AT_HOME, OUTSIDE

LISTS = ["quotes", "events", "people", "places", "articles", "outlets"]
FIXED = ["/", "/search", "/search?q=kupiansk", "/dates", "/dates/2023", "/dates/2023-05", "/dates/2023-05-21",
         "/dates/1999-01-01", "/about", "/methodology", "/codebook", "/events/contradictions",
         "/changes", "/corrections"]  # fmt: skip


def first(reader, noun: str) -> str:
    """The address of the first thing of a list."""
    return reader.get(f"/{noun}.json").json()["items"][0]["url"]


def pages(reader) -> list[str]:
    return [*FIXED, *(f"/{noun}" for noun in LISTS), *(first(reader, noun) for noun in LISTS)]


def test_every_page_is_there_and_valid(reader):
    for address in pages(reader):
        answer = reader.get(address)
        assert answer.status_code == 200, address
        html5lib.HTMLParser(strict=True).parse(answer.text)
        ids = re.findall(r'\sid="([^"]*)"', answer.text)
        assert len(ids) == len(set(ids)), f"{address}: ids twice: {sorted(i for i in ids if ids.count(i) > 1)}"
        assert answer.text.count("<h1") == 1, address
        assert reader.head(address).status_code == 200


def test_an_empty_site_says_what_to_do(visitor, app, world):
    from app.store.migrate import migrate

    migrate(app.state.db)
    app.state.world = lambda: world
    for address in [*FIXED, *(f"/{noun}" for noun in LISTS)]:
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        html5lib.HTMLParser(strict=True).parse(answer.text)
    assert "dateline ingest" in visitor.get("/").text


def test_every_fact_leads_to_its_words(reader):
    for noun in ("quotes", "events"):
        for item in reader.get(f"/{noun}.json").json()["items"]:
            facts = [item] if noun == "quotes" else reader.get(item["url"] + ".json").json()["claims"]
            for fact in facts:
                path, _hash, anchor = fact["source"].partition("#")
                page = reader.get(path).text
                assert f'id="{anchor}"' in page, fact["source"]
                if noun == "quotes":  # the address names all its words, those between its pieces too
                    whole = page.partition(f'<span id="{anchor}" class="fact">')[2]
                    shown = html.unescape(re.sub(r"<[^>]*>", "", whole.partition("</p>")[0]))
                    assert shown.startswith(fact["words"][0]), fact["source"]


# --- one question, many doors -------------------------------------------------------------------


@pytest.mark.parametrize("noun", LISTS)
@pytest.mark.parametrize("query", ["", "?q=kupiansk", "?size=1", "?sort=name", "?from=2023-05&to=2023-05"])
def test_one_number_everywhere(reader, noun, query):
    listed = reader.get(f"/{noun}.json{query}")
    if listed.status_code == 422:  # this noun does not ask that; the other files must refuse it too
        assert reader.get(f"/{noun}.csv{query}").status_code == 422
        return
    count = listed.json()["count"]["value"]
    rows = list(csv.DictReader(io.StringIO(reader.get(f"/{noun}.csv{query}").text)))
    lines = reader.get(f"/{noun}.jsonl{query}").text.splitlines()
    assert len(rows) == len(lines) == count
    heading = re.search(r'<h1 id="count"[^>]*>([\d,]+)', reader.get(f"/{noun}{query}").text)
    assert heading, noun
    assert int(heading[1].replace(",", "")) == count


@pytest.mark.parametrize("noun", LISTS)
def test_a_fragment_is_a_part_of_its_page(reader, noun):
    whole = reader.get(f"/{noun}?q=kupiansk")
    part = reader.get(f"/{noun}?q=kupiansk", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    title, _end, block = part.text.partition("</title>")
    assert title.startswith("<title>")
    assert block.strip() in whole.text
    assert "<!doctype" not in part.text
    assert "HX-Request-Type" in whole.headers["vary"]


@pytest.mark.parametrize(
    ("noun", "query", "field"),
    [
        ("quotes", "from=yesterday", "from"),
        ("quotes", "speaker=Nobody+Known", "speaker"),
        ("events", "place=Nowhereville", "place"),
        ("events", "stance=shouted", "stance"),
        ("quotes", "after=broken", "after"),
        ("events", "before=broken", "before"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_and_refused_in_files(reader, noun, query, field):
    page = reader.get(f"/{noun}?{query}")
    assert page.status_code == 200
    assert 'class="trouble"' in page.text
    for ending in (".json", ".csv", ".jsonl"):
        answer = reader.get(f"/{noun}{ending}?{query}")
        assert answer.status_code == 422
        assert answer.json()["faults"][0].startswith(field)


def test_a_file_asked_for_from_a_further_page_is_whole(reader):
    following = reader.get("/quotes.json?size=1").json()["next"]
    rows = reader.get(following.replace(".json", ".csv")).text.splitlines()
    assert len(rows) - 1 == reader.get("/quotes.json").json()["count"]["value"]


def test_a_name_that_is_not_known_stays_in_its_field(reader):
    page = reader.get("/quotes?speaker=Nobody+Known").text
    field = re.search(r'<input id="f-speaker"[^>]*>', page)[0]
    assert 'value="Nobody Known"' in field
    assert 'aria-invalid="true"' in field


# --- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", ["events", "articles"])
@pytest.mark.parametrize("ending", ["", ".json"])
def test_a_wrong_slug_leads_to_the_right_one(reader, noun, ending):
    right = first(reader, noun)
    key = right.split("/")[-1][:12]
    for wrong in (f"/{noun}/{key}{ending}", f"/{noun}/{key}-quite-wrong{ending}"):
        answer = reader.get(wrong + "?q=a")
        assert (answer.status_code, answer.headers["location"]) == (301, f"{right}{ending}?q=a")
    assert reader.get(right + ending).status_code == 200


@pytest.mark.parametrize("spelling", ["Zelenskyy", "zelenskiy", "Зеленський", "Volodymyr%20Zelenskyy"])
def test_other_spellings_lead_to_the_person(reader, spelling):
    answer = reader.get(f"/people/{spelling}")
    assert (answer.status_code, answer.headers["location"]) == (302, "/people/volodymyr-zelensky")


@pytest.mark.parametrize(
    "address",
    ["/people/nobody-at-all", "/places/nowhere-at-all", "/events/000000000000", "/quotes/000000000000",
     "/articles/000000000000-x.json", "/dates/2023-13", "/dates/2023-02-30", "/outlets/none",
     "/quotes.geojson", "/people.atom",     "/people/a%00b", "/dates.csv"],
)  # fmt: skip
def test_what_is_not_here_is_said_to_be_not_here(reader, address):
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2023-2", "write 2023-02"), ("2023-5-1", "write 2023-05-01"), ("yesterday", "write 2023-05-21")],
)
def test_a_miswritten_date_is_told_how(reader, written, meant):
    answer = reader.get(f"/dates/{written}")
    assert (answer.status_code, meant in answer.text) == (404, True)
    assert meant in reader.get(f"/dates/{written}.json").json()["detail"]


def test_crawlers_are_told_what_to_read_and_an_icon_is_there(reader):
    assert "Allow: /\nDisallow: /*?" in reader.get("/robots.txt").text
    assert reader.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


# --- said as it is -----------------------------------------------------------------------------------


def test_a_denier_is_shown_as_one(reader):
    events = reader.get("/events.json?stance=any").json()["items"]
    (event,) = [each for each in events if each["denied_by"]]
    assert not set(event["denied_by"]) & set(event["attributed_to"])
    page = reader.get(event["url"]).text
    assert f"denied by {event['denied_by'][0]}" in page
    assert page.index("Who says what") < page.index("<b>denies it</b>")
    assert event["denied_by"][0] in reader.get("/events.csv?stance=any").text


def test_a_quote_without_a_place_has_no_dash_for_it(reader):
    page = reader.get("/quotes").text
    assert any(not item["place"] for item in reader.get("/quotes.json").json()["items"])
    assert "place not stated" not in page


def test_according_to_stands_with_its_source_and_not_before_the_words(reader):
    (item,) = [i for i in reader.get("/quotes.json").json()["items"] if (i["cue"] or "").lower().startswith("acc")]
    shown = " ".join(re.sub(r"<[^>]+>", " ", reader.get(item["url"]).text.partition("<main")[2]).split())
    assert f"{item['words'][0]} according to" in shown
    assert f"ccording to {item['words'][0]}" not in shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [("We go", "“We go”"), ("“We” go", "“We” go"), ("«Ми» go", "«Ми» go"), ("go “we”", "“go “we””")],
)
def test_a_mark_is_not_doubled(words, shown):
    assert quoted(words) == shown


@pytest.mark.parametrize(
    ("address", "host"), [("https://www.bbc.com/news/1", "bbc.com"), ("http://a.example:80", "a.example")]
)
def test_a_source_is_known_by_its_host(address, host):
    assert host_of(address) == host


def test_what_moved_and_what_is_gone(read_app, reader):
    from datetime import UTC, datetime

    from app.store.tables import Redirect, Tombstone

    with read_app.state.db.writing() as session:
        session.add(Redirect(noun="people", old="old-name", new="volodymyr-zelensky"))
        session.add(Tombstone(noun="quotes", gone="zzzzzzzzzzzz", reason="Taken down.", at=datetime.now(UTC)))
    moved = reader.get("/people/old-name.json")
    assert (moved.status_code, moved.headers["location"]) == (301, "/people/volodymyr-zelensky.json")
    gone = reader.get("/quotes/zzzzzzzzzzzz")
    assert gone.status_code == 410
    assert "Taken down." in gone.text
    assert reader.get("/api/v1/quotes/zzzzzzzzzzzz").status_code == 410


# --- rights, and what strangers wrote --------------------------------------------------------------


def test_a_stranger_sees_windows_and_the_owner_the_whole(reader, stranger):
    address = next(
        item["url"] for item in reader.get("/articles.json").json()["items"] if "denies" in item["title"]
    )
    hidden = "the colour of the reeds"
    assert hidden in re.sub(r"<[^>]+>|\s+", " ", reader.get(address).text)
    assert hidden in json.dumps(reader.get(address + ".json").json()).replace("\\n", " ")
    assert hidden not in re.sub(r"<[^>]+>|\s+", " ", stranger.get(address).text)
    assert hidden not in stranger.get(address + ".json").text.replace("\\n", " ")
    assert "not telling the truth" in stranger.get(address).text


def test_what_strangers_wrote_is_shown_and_never_run(reader):
    for address in pages(reader):
        text = reader.get(address).text
        script = r"<script(?! src=\"/static/| type=\"application/ld\+json\">\{)"
        assert not re.search(rf"{script}|<img|onerror=alert\(2\)>(?!&)|<b>bold", text), address
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in reader.get("/articles").text
    assert reader.get('/search?q="><script>alert(4)</script>').text.count("<script>alert") == 0


def test_a_spreadsheet_takes_nothing_for_a_formula(reader):
    for noun in LISTS:
        for row in csv.reader(io.StringIO(reader.get(f"/{noun}.csv").text)):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row)


@pytest.mark.parametrize(("whose", "status"), [("owner", 303), ("stranger", 403)], ids=["the owner", "a stranger"])
def test_only_the_owner_removes_the_samples(read_app, reader, stranger, whose, status):
    asker = reader if whose == "owner" else stranger
    answer = asker.post("/samples/remove", headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == status


def test_the_sitemap_holds_every_thing_and_each_answers(reader):
    """Under the site's address; its slugs are right, so nothing in it redirects."""
    places = re.findall(r"<loc>https?://[^/]+(/sitemaps/[^<]+)</loc>", reader.get("/sitemap.xml").text)
    found = [
        path
        for place in places
        for path in re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", reader.get(place).text)
    ]
    for noun in ("quotes", "events", "people", "places", "articles"):
        wanted = {item["url"] for item in reader.get(f"/{noun}.json?size=100").json()["items"]}
        told = {path for path in found if path.startswith(f"/{noun}/")}
        assert told <= wanted
        # Only who may be no public figure is left out, and then asks search engines to stay away too.
        assert all("noindex" in reader.get(path).headers.get("X-Robots-Tag", "") for path in wanted - told)
    assert all(reader.get(path, follow_redirects=False).status_code == 200 for path in found[::7])
    assert reader.get("/sitemaps/quotes-2.xml").status_code == 404
    assert "/sitemap.xml" in reader.get("/robots.txt").text


@pytest.mark.parametrize("noun", ["quotes", "events", "people", "places", "articles"])
def test_a_things_page_tells_search_engines_what_it_is(reader, noun):
    page = reader.get(first(reader, noun)).text
    [written] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(written)["@context"] == "https://schema.org"


@pytest.mark.parametrize("noun", ["quotes", "events", "articles"])
def test_a_list_is_a_feed_and_says_so(reader, noun):
    page = reader.get(f"/{noun}?from=2023").text
    [address] = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)"', page)
    feed = reader.get(html.unescape(address))
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text.count("<entry>") == len(reader.get(f"/{noun}.json?from=2023").json()["items"])


def test_a_person_and_a_place_have_feeds(reader):
    for noun in ("people", "places"):
        assert reader.get(first(reader, noun) + ".atom").text.count("<feed") == 1


def test_what_changed_is_told_as_page_and_json(reader):
    assert {one["kind"] for one in reader.get("/changes.json").json()["items"]} >= {"added", "read"}
    assert reader.get("/changes").status_code == 200
    assert reader.get("/changes?since=soon").status_code == 200
    assert reader.get("/changes.json?since=soon").status_code == 422


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/changes", "Bridge at Kupiansk closed after shelling</bdi></a> was added: "),
        ("/changes?what=articles&since=2024-01-01", " was added: "),
        ("/changes?what=readings", "Nothing of that kind."),
        ("/changes?what=corrections&since=soon", "is-invalid"),
        ("/corrections", "None has been made by hand so far"),
        ("/corrections", 'href="/report"'),
    ],
)
def test_what_changed_is_told_in_words(stranger, address, says):
    page = stranger.get(address)
    assert page.status_code == 200
    assert says.replace("is-invalid", 'aria-invalid="true"') in page.text


def test_the_front_page_says_whose_it_is_and_from_when_to_when(read_settings, world):
    """Who runs it, whom to write to, what it holds, when it was last touched, and that a machine read it."""
    told = {"operator": "The Example Desk", "contact": "desk@dateline.example"}
    page = TestClient(create_app(read_settings.model_copy(update=told)), base_url=OUTSIDE).get("/").text
    for words in (
        "Run by The Example Desk", "mailto:desk@dateline.example", "published 21 May 2023 to ",
        "last updated ", "Read by machine", 'href="/methodology"', 'href="/accuracy"', 'href="/corrections"',
    ):  # fmt: skip
        assert words in page, words
    assert "Remove them" not in page


def test_each_week_of_the_front_page_leads_to_a_day_of_it_that_has_something(reader):
    strip = reader.get("/").text.partition('<ul class="weeks')[2].partition("</section>")[0]
    weeks = re.findall(r'<a href="(/dates/\d{4}-\d\d-\d\d)"><span class="hidden">[^<]*</span>([\d,]+)</a>', strip)
    assert weeks
    for address, _number in weeks:
        assert "Nothing" not in reader.get(address).text.partition("<main")[2].partition("<footer")[0]


def test_who_is_perhaps_no_public_figure_is_kept_from_search_engines(app, settings):
    """Named once and without an office; a roster's minister and a town's mayor named twice are not."""
    database = Database(settings.database)
    migrate(database)
    an_article(database, "Olha Vesnina heard the shells, she said. Then it was quiet.", names=["Olha Vesnina"])
    for n in range(2):
        an_article(
            database, f"Report {n}. Petro Zymovyi opened the bridge.", names=["Petro Zymovyi"],
            url=f"https://one.example/{n}",
        )  # fmt: skip
    database.close()
    with TestClient(app, base_url=AT_HOME) as visitor:
        pages = {slug: visitor.get(f"/people/{slug}").text for slug in ("olha-vesnina", "petro-zymovyi")}
        assert ("noindex" in pages["olha-vesnina"], "noindex" in pages["petro-zymovyi"]) == (True, False)
        assert "/report?of=/people/olha-vesnina" in pages["olha-vesnina"]
        for ending in ("", ".json", ".atom"):
            told = [
                visitor.get(f"/people/{slug}{ending}").headers.get("x-robots-tag", "")
                for slug in ("olha-vesnina", "petro-zymovyi")
            ]
            assert told == ["noindex, nofollow", ""]
        named = visitor.get("/sitemaps/people-1.xml").text
        assert ("olha-vesnina" in named, "petro-zymovyi" in named) == (False, True)
