"""Maps, feeds and workbooks: what is drawn for what is known, what a reader and a spreadsheet are given."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from app.browse.question.filters import Filters
from app.browse.records import ArticleBrief, EventRecord, Listing, Piece, PlaceBrief, QuoteRecord, SpeakerRecord
from app.browse.records.events import ClaimSpan
from app.browse.records.lists import Count
from app.forms import atom, files, geojson, xlsx
from app.forms import csv as table
from app.forms.answer import Answer
from app.text.when import When
from tests.browse.test_filters import read
from tests.forms.sheets import load_sheet

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
KHARKIV = PlaceBrief("kharkiv", "Kharkiv", "settlement", 49.98, 36.25)
UKRAINE = PlaceBrief("ukraine", "Ukraine", "country", 49.0, 32.0)
NOWHERE = PlaceBrief("nowhere", "Nowhere", "region", 0.0, -30.0)
DISTRICT = PlaceBrief("izium-district", "Izium District", "district", 49.2, 37.3)
ARTICLE = ArticleBrief("aaaaaaaaaaaa", "x", "A title", None, When.parse("2023-05-22"), None, "en", added=NOW)


def an_event(
    place: PlaceBrief | None = KHARKIV, where_prec: int | None = 1, title: str = "Shelling"
) -> EventRecord:
    return EventRecord(
        "bbbbbbbbbbbb", "shelling", "shelling", "Shelling", title, When(date(2023, 5, 21), date(2023, 5, 21)), "",
        place, (), where_prec, "", "actual", "claimed", True, False, False, 2, 2, 1, ("Oleh Syniehubov",), "auto",
        spans=(ClaimSpan("/articles/aaaaaaaaaaaa-x", 3, 9, "was hit"),), updated=NOW,
    )  # fmt: skip


def a_quote(words: str, type_: str = "direct") -> QuoteRecord:
    who = SpeakerRecord("he", 0, 2, None, None)
    return QuoteRecord(
        "cccccccccccc", type_, 3, 9, words, (Piece(3, 9, words),), who, "said", "say", None, "", None, None,
        ARTICLE, 1, 1, "auto", "high",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "where_prec", "drawn", "stands_for"),
    [
        (KHARKIV, 1, "Point", "the place"),
        (KHARKIV, None, "Point", "the place"),
        (KHARKIV, 2, "Polygon", "a circle of 25 km: somewhere near Kharkiv"),
        (KHARKIV, 3, "Polygon", "a circle of 50 km: somewhere near Kharkiv"),
        (DISTRICT, 3, "Polygon", "a circle of 50 km: somewhere near Izium District"),
        (UKRAINE, 6, "MultiPolygon", "the country: somewhere in it"),
        (NOWHERE, 4, "Point", "the middle of the region, whose shape is not at hand: somewhere in it"),
        (None, None, None, "not placed"),
    ],
)
def test_a_map_draws_what_is_known_and_no_more(place, where_prec, drawn, stands_for):
    feature = geojson.feature(an_event(place, where_prec))
    assert (feature["geometry"] or {}).get("type") == drawn
    assert feature["properties"]["geometry_is"] == stands_for
    assert feature["properties"]["spans"][0]["source"] == "/articles/aaaaaaaaaaaa-x#s3-9"


def test_a_circle_is_closed_and_as_wide_as_said():
    geometry, _ = geojson.geometry_of(KHARKIV, 2)
    (ring,) = geometry["coordinates"]
    assert ring[0] == ring[-1]
    east, north = max(lon for lon, _ in ring), max(lat for _, lat in ring)
    assert 111.2 * (north - KHARKIV.lat) == pytest.approx(25, abs=0.5)
    assert 71.5 * (east - KHARKIV.lon) == pytest.approx(25, abs=0.5)  # km a degree at 50° north


def listing_of(*records: object, noun: str = "quotes") -> Listing:
    return Listing(Filters(noun), records, Count(len(records)), (), "after=x", None, "1 quote", "Quotes")


def entries(*records: object) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(
        atom.feed(listing_of(*records), "https://x.example", "/quotes", "q=a", "after=x")
    )
    return list(root.iter("{http://www.w3.org/2005/Atom}entry"))


def told(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{{http://www.w3.org/2005/Atom}}{name}") or ""


def test_a_feed_says_who_what_and_where_it_stands():
    (entry,) = entries(a_quote("We stay"))
    assert told(entry, "id") == "https://x.example/quotes/cccccccccccc"
    assert told(entry, "title") == "Somebody not named: “We stay”"  # a pronoun names nobody
    assert told(entry, "published") == "2023-05-22T00:00:00Z"
    assert told(entry, "updated") == "2026-01-02T03:04:05Z"
    links = {link.get("rel"): link.get("href") for link in entry.iter("{http://www.w3.org/2005/Atom}link")}
    assert links["via"] == "https://x.example/articles/aaaaaaaaaaaa-x#s3-9"


def test_a_retelling_gets_no_quotation_marks():
    (entry,) = entries(a_quote("that they stay", "indirect"))
    assert told(entry, "title") == "Somebody not named said that they stay"


def test_an_events_address_may_change_and_its_id_not():
    (one,), (other,) = entries(an_event(title="Shelling")), entries(an_event(title="Air strike"))
    assert told(one, "id") == told(other, "id") == "https://x.example/events/bbbbbbbbbbbb"
    assert "Reported on the word of Oleh Syniehubov." in told(one, "content")


@pytest.mark.parametrize("odd", ["a\x0bb", "\x00", "\ud800", "<b>&amp;</b>", "]]>", "\uffff"])
def test_odd_words_make_a_readable_feed(odd):
    (entry,) = entries(a_quote(odd))
    assert told(entry, "title")


def test_an_empty_feed_is_a_feed():
    assert entries() == []


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "https://x.example/", "+380", "x" * 40_000])
def test_a_workbook_holds_text_as_text(words):
    out = io.BytesIO()
    xlsx.write(Answer("quotes", "q", 1, "a", NOW, iter([a_quote(words)])), out)
    header, row = load_sheet(out.getvalue(), 1)
    assert row[header.index("words")] == words[:32_767]


def test_more_rows_than_a_sheet_holds_are_refused_before_a_byte_is_written():
    out = io.BytesIO()
    with pytest.raises(ValueError, match="narrow the question"):
        files.FILES[".xlsx"].write(Answer("quotes", "q", 2_000_000, "a", NOW, iter(())), out)
    assert out.getvalue() == b""


@pytest.mark.parametrize(
    ("noun", "asked", "name"),
    [
        ("quotes", "", "dateline-quotes.csv"),
        ("events", "place=bakhmut&from=2023-05&to=2023-05", "dateline-events-bakhmut-2023-05.csv"),
        ("quotes", "speaker=Zelensky&from=2023-05-20&to=2023-05-22",
         "dateline-quotes-volodymyr-zelensky-2023-05-20-to-2023-05-22.csv"),
        ("quotes", "q=Міст&to=2023&sort=oldest&size=10", "dateline-quotes-mist-until-2023.csv"),
        ("quotes", "q=" + "long+words+" * 20 + "&type=direct&type=mixed&about=bakhmut&from=2023",
         "dateline-quotes-" + "-".join(["long-words"] * 5) + "-long-direct-mixed-and-more.csv"),
    ],
)  # fmt: skip
def test_a_file_is_called_by_its_question(noun, asked, name):
    assert files.file_name(noun, read(noun, asked), ".csv") == name


def test_a_row_says_what_it_is_an_answer_to():
    told = list(
        csv.reader(
            io.StringIO("".join(table.lines("quotes", [a_quote("Gone")], "", "https://d.example/quotes?q=x")))
        )
    )
    assert [row[-1] for row in told] == ["asked", "https://d.example/quotes?q=x"]
