"""What stands round a list: its feed, its groups, its periods, its other views, and what can be copied."""

from __future__ import annotations

import csv
import html
import io
import re

import html5lib
import pytest

from tests.web.test_search import main_of


def valid(page: str) -> str:
    html5lib.HTMLParser(strict=True).parse(page)
    return main_of(page)


def links(page: str) -> list[str]:
    return [html.unescape(href) for href in re.findall(r'href="([^"]+)"', page)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("what did Syniehubov say on 21 May 2023?", "Read as:"),
        ("bridge Syniehubov 21 May 2023", "“21 May 2023” is read as a date"),
    ],
)
def test_names_and_a_day_in_the_search_box_find_what_was_said(reader, words, said):
    page = valid(reader.get("/search", params={"q": words}).text)
    assert said in page
    assert re.search(r"by Oleh Syniehubov( with “bridge”)?, 21 May 2023</a>", page)
    only = next(link for link in links(page) if "only=yes" in link)
    assert said not in main_of(reader.get(only).text)


@pytest.mark.parametrize("path", ["/quotes", "/events", "/events/contradictions", "/articles"])
def test_a_list_is_subscribed_to_at_its_head(reader, path):
    page = valid(reader.get(f"{path}?from=2023-05").text)
    head = page[page.index("<h1") : page.index("<h1") + 700]
    feed = html.unescape(re.search(r'<a href="([^"]+)"[^>]*>Subscribe \(Atom\)</a>', head)[1])
    assert feed == f"{path}.atom?from=2023-05"
    assert reader.get(feed).headers["content-type"].startswith("application/atom+xml")


@pytest.mark.parametrize("path", ["/people/volodymyr-zelensky", "/places/kupiansk"])
def test_a_person_and_a_place_are_subscribed_to_at_their_head(reader, path):
    page = main_of(reader.get(path).text)
    assert f'href="{path}.atom"' in page[page.index("<h1") : page.index("<h2")]


def test_what_could_not_be_read_is_dropped_by_no_view_and_no_file(reader):
    page = main_of(reader.get("/events?place=Kupiansk&from=soon").text)
    others = [
        link for link in links(page) if re.match(r"/events(/map|/timeline|\.csv|\.json|\.atom|\.xlsx)\b", link)
    ]
    assert len(others) >= 6
    for link in others:
        assert "from=soon" in link, link
        answer = reader.get(link)
        assert answer.status_code == (200 if re.match(r"/events/(map|timeline)\?", link) else 422)
        assert "soon is not a date" in answer.text


@pytest.mark.parametrize("partial", [False, True])
def test_a_date_as_people_write_it_gets_the_address_it_has_everywhere(reader, partial):
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"} if partial else {}
    asked = "/events?place=Kupiansk&from=21+May+2023&to=May+2023"
    answer = reader.get(asked, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (
        302,
        "/events?place=kupiansk&from=2023-05-21&to=2023-05",
    )
    assert reader.get(answer.headers["location"], headers=headers).status_code == 200


def test_a_file_is_called_by_its_question(reader):
    told = reader.get("/events.csv?place=Kupiansk&from=May+2023&to=2023-05")
    assert told.headers["content-disposition"] == 'attachment; filename="dateline-events-kupiansk-2023-05.csv"'
    rows = list(csv.DictReader(io.StringIO(told.text)))
    assert len(rows) == int(told.headers["x-total-count"])
    assert {row["asked"].partition("/events")[2] for row in rows} == {"?place=kupiansk&from=2023-05&to=2023-05"}


def test_quotes_are_grouped_by_who_spoke(reader):
    page = valid(reader.get("/quotes/by/speaker").text)
    assert re.search(
        r'<a href="/quotes\?speaker=oleh-syniehubov"><bdi>Oleh Syniehubov</bdi></a></th><td class="n">\d', page
    )
    found = main_of(reader.get("/quotes/by/speaker?find=Зелен").text)
    assert "Volodymyr Zelensky" in found
    assert "Syniehubov" not in found
    rows = list(csv.DictReader(io.StringIO(reader.get("/quotes/by/speaker.csv?from=2023").text)))
    assert all(reader.get(row["url"].replace(".csv", "")).status_code == 200 for row in rows)
    assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), key=int, reverse=True)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/quotes/by/speaker.json", 200),
        ("/quotes/by/speaker?start=x", 200),
        ("/quotes/by/speaker?start=999999", 200),
        ("/quotes/by/speaker?from=soon", 200),
        ("/quotes/by/speaker.csv?from=soon", 422),
        ("/quotes/by/stance", 404),
        ("/quotes/by/speaker.xlsx", 404),
        ("/people/by/kind", 404),
    ],
)
def test_groups_answer_whatever_is_asked(reader, address, status):
    assert reader.get(address).status_code == status


def test_a_list_is_narrowed_by_its_periods(reader):
    page = valid(reader.get("/quotes").text)
    year = next(link for link in links(page) if link == "/quotes?from=2023&to=2023")
    days = [
        link
        for link in links(main_of(reader.get(year).text))
        if re.search(r"from=2023-05-\d\d&to=2023-05-\d\d", link)
    ]
    assert days
    assert "/quotes" in links(main_of(reader.get(year).text))  # all time


def test_citations_and_links_can_be_copied(reader):
    page = valid(reader.get(reader.get("/quotes.json").json()["items"][0]["url"]).text)
    assert page.count('data-copy="words"') == page.count("<pre") == 5
    assert page.count('data-copy="link"') == 1
