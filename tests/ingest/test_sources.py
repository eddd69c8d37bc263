"""Files in, articles out: what is read from each kind of file, and what a bad one costs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.ingest.article import Given, UnreadableArticle, canonical_url, clean, read_published
from app.ingest.dateline import opening_dateline
from app.ingest.sources import Found, open_source

NOTHING = Given()
STORY = "The governor said on Monday that the bridge was gone.\n\nNobody was hurt in the town, he said."


def read(path: Path, given: Given = NOTHING) -> list[Found]:
    return list(open_source(str(path), given))


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_whole_text_file_is_the_text(tmp_path: Path) -> None:
    [found] = read(write(tmp_path, "story.txt", STORY))
    assert found.article is not None
    assert found.article.text == STORY
    assert found.article.title == "The governor said on Monday that the bridge was gone."
    assert found.article.published is None


def test_front_matter(tmp_path: Path) -> None:
    head = "title: Bridge gone\noutlet: The Courier\nurl: https://courier.example/1\npublished: 2023-05-21"
    [found] = read(
        write(
            tmp_path, "story.md", f"---\n{head}\nbyline: A. Writer\nlicence: CC BY 4.0\nlang: en\n---\n\n{STORY}"
        )
    )
    article = found.article
    assert article is not None
    assert (article.title, article.outlet, article.byline, article.licence) == (
        "Bridge gone", "The Courier", "A. Writer", "CC BY 4.0",
    )  # fmt: skip
    assert (str(article.published), article.published_from) == ("2023-05-21", "front matter")
    assert article.text == STORY


def test_front_matter_ends_at_a_line_of_its_own(tmp_path: Path) -> None:
    head = "title: A --- B\nurl: https://courier.example/night---forces"
    [found] = read(write(tmp_path, "story.md", f"---\n{head}\n---\n{STORY}\n\n---\n\nMore."))
    assert found.article is not None
    assert (found.article.title, found.article.url) == ("A --- B", "https://courier.example/night---forces")
    assert found.article.text == f"{STORY}\n\n---\n\nMore."


def test_a_page(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{STORY} Paragraph {n} says more about the river and the town.</p>" for n in range(6))
    linked = json.dumps({
        "@type": "NewsArticle", "headline": "Bridge gone", "datePublished": "2023-05-21T23:30:00+03:00",
        "author": [{"name": "A. Writer"}], "publisher": {"name": "The Courier"},
    })  # fmt: skip
    page = (
        f"<html lang='en-GB'><head><title>x</title><script type='application/ld+json'>{linked}</script>"
        "<link rel='canonical' href='https://courier.example/1'></head>"
        f"<body><nav>Home</nav><article><h1>Bridge gone</h1>{paragraphs}</article></body></html>"
    )
    [found] = read(write(tmp_path, "page.html", page))
    article = found.article
    assert article is not None, found.error
    assert (article.title, article.outlet, article.byline) == ("Bridge gone", "The Courier", "A. Writer")
    assert (article.url, str(article.published)) == ("https://courier.example/1", "2023-05-21")
    assert article.published_from == "the page"
    assert "the bridge was gone" in article.text
    assert "Home" not in article.text


def test_records_use_either_set_of_names(tmp_path: Path) -> None:
    rows = [
        {"text": STORY, "published": "2023-05", "outlet": "A"},
        {"text": STORY, "date": "2023", "source": "B", "title": "T"},
    ]
    found = read(write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert [(f.article.outlet, str(f.article.published)) for f in found if f.article] == [
        ("A", "2023-05"),
        ("B", "2023"),
    ]
    table = f'date,source,text\n2023-05-21,C,"{STORY}"\n'
    [row] = read(write(tmp_path, "b.csv", table))
    assert row.article is not None
    assert (row.article.outlet, str(row.article.published), row.article.text) == ("C", "2023-05-21", STORY)


@pytest.mark.parametrize("name", ["a.md", "a.jsonl"])
@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Describes the killing of civilians", "Describes the killing of civilians"),
        ("  Describes wounds,\n at length ", "Describes wounds, at length"),
        ("w" * 200, "w" * 200),
        ("", None),
    ],
)
def test_a_warning_is_one_line(tmp_path: Path, name: str, told: str, kept: str | None) -> None:
    [found] = read(write(tmp_path, name, warned(name, told)))
    assert found.article is not None, found.error
    assert found.article.warning == kept


@pytest.mark.parametrize("name", ["a.md", "a.jsonl"])
@pytest.mark.parametrize(
    ("told", "error"),
    [
        ("w" * 201, "`warning` has 201 characters; 200 is the most"),
        (["x"], "`warning` has to be text, and is list"),
    ],
)
def test_what_is_no_warning_says_what_to_change(tmp_path: Path, name: str, told: object, error: str) -> None:
    [found] = read(write(tmp_path, name, warned(name, told)))
    assert found.error == error


def warned(name: str, told: object) -> str:
    if name.endswith(".jsonl"):
        return json.dumps({"text": STORY, "warning": told})
    return f"---\nwarning: {json.dumps(told)}\n---\n{STORY}"  # JSON is YAML too


def test_what_the_person_gives_wins(tmp_path: Path) -> None:
    file = write(tmp_path, "a.jsonl", json.dumps({"text": STORY, "outlet": "File", "published": "2020"}))
    [found] = read(file, Given(outlet="Given", published="2023-05-21", title="T"))
    assert found.article is not None
    assert (found.article.outlet, str(found.article.published), found.article.title) == (
        "Given",
        "2023-05-21",
        "T",
    )


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"text": STORY}) + "\n\nnot json\n"))
    good, bad = open_source("-", NOTHING)
    assert good.article is not None
    assert bad.error is not None
    assert "not JSON" in bad.error


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "", "no text"),
        ("a.md", "---\ntitle: [\n---\ntext", "not valid YAML"),
        ("a.md", "---\npublished: soon\n---\ntext", "write 2023-05-21"),
        ("a.html", "<html><body></body></html>", "no article text"),
        ("a.html", "", "empty"),
        ("a.jsonl", '{"title": "x"}', "no `text`"),
        ("a.jsonl", "[1]", "not an object"),
        ("a.csv", 'text\n"a","b"\n', "more cells"),
        ("a.pdf", "%PDF", "are not read"),
        ("a.txt", b"\x00" * 9_000_000, "larger than 8 MB"),
        ("a.txt", b"\x00\x01\xff\xfe", "not a text file"),
        ("a.md", "---\npublished: 2023-02-30\n---\ntext", "not valid YAML"),
        ("a.jsonl", '{"text": "x", "url": "http://[bad/"}', "http"),
        ("a.jsonl", '{"text": "x", "title": ["a"]}', "has to be text"),
        ("a.jsonl", '{"text": "x", "title": "' + "t" * 501 + '"}', "500 is the most"),
        ("a.jsonl", '{"text": "x", "sources": ["javascript:alert(1)"]}', "http"),
        ("a.jsonl", "[" * 200_000, "nested"),
        ("a.jsonl", '{"text": "x", "url": "javascript:alert(1)"}', "http"),
    ],
)
def test_a_bad_file_says_what_to_change(tmp_path: Path, name: str, content: str | bytes, says: str) -> None:
    [found] = read(write(tmp_path, name, content))
    assert found.article is None
    assert says in (found.error or "")


def test_no_file_says_of_itself_that_it_is_a_sample(tmp_path: Path) -> None:
    [found] = read(write(tmp_path, "a.jsonl", json.dumps({"text": STORY, "sample": True})))
    assert found.article is not None
    assert found.article.sample is False


def test_a_long_cell_is_an_article_too(tmp_path: Path) -> None:
    rows = f'text,title\n"{STORY * 2_000}",Long\n"{STORY}",Short\n'
    assert [found.article.title for found in read(write(tmp_path, "a.csv", rows)) if found.article] == [
        "Long",
        "Short",
    ]


def test_one_bad_line_costs_that_line_only(tmp_path: Path) -> None:
    lines = [
        "[" * 200_000,
        json.dumps({"text": STORY}),
        '{"text": "x", "url": "http://[bad/"}',
        json.dumps({"text": "x"}),
    ]
    found = read(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [one.article is not None for one in found] == [False, True, False, True]


def test_one_bad_file_costs_that_file_only(tmp_path: Path) -> None:
    write(tmp_path, "1.txt", STORY)
    write(tmp_path, "2.md", "---\n: [\n---\n")
    write(tmp_path, "3.txt", STORY + " More.")
    write(tmp_path, "ignored.png", b"\x89PNG")
    assert [found.article is not None for found in read(tmp_path)] == [True, False, True]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ufeffa\x00b\x0bc", "abc"),
        ("a  \n\n\n\n b", "a\n\n b"),
        ("cafe\u0301 “x”\u00a0y", "café “x”\u00a0y"),  # composed; marks and hard spaces stay
        ("\u202bשלום\u202c", "\u202bשלום\u202c"),  # direction marks are part of what was written
    ],
)
def test_cleaning(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.Courier.example/a/?utm_source=x#top", "https://courier.example/a", True),
        ("https://courier.example/a?id=1", "https://courier.example/a?id=2", False),
        ("https://courier.example:8443/a", "https://courier.example/a", False),
        ("https://courier.example/a?12345", "https://courier.example/a?67890", False),
        ("https://courier.example/a?smidge=4", "https://courier.example/a", False),
        ("https://courier.example/#!/story/1", "https://courier.example/#!/story/2", False),
    ],
)
def test_one_page_one_address(one: str, other: str, same: bool) -> None:
    assert (canonical_url(one) == canonical_url(other)) is same


@pytest.mark.parametrize(
    ("written", "when"),
    [("2023-05-21T23:30:00Z", "2023-05-21"), ("2023-05-21 01:00:00+03:00", "2023-05-21"), ("2023-05", "2023-05"),
     ("2023-05-01/2023-05-03", "2023-05-01/2023-05-03")],
)  # fmt: skip
def test_published(written: str, when: str) -> None:
    assert str(read_published(written)) == when


def test_an_impossible_day_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="2023-02-30"):
        read_published("2023-02-30")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("KYIV, May 21 (Reuters) - The city", "KYIV, May 21 (Reuters)"),
        ("KHAN YOUNIS, Gaza Strip (AP) — Tanks", "KHAN YOUNIS, Gaza Strip (AP)"),
        ("LONDON/KYIV, May 21 (Reuters) - The city", "LONDON/KYIV, May 21 (Reuters)"),
        ("May 20 (Harbour Wire Service) — The city", "May 20 (Harbour Wire Service)"),
        ("Dubove, Vesna, 20 May (Harbour Wire) - The city", "Dubove, Vesna, 20 May (Harbour Wire)"),
        ("The city — once quiet — was", None),
        ("May 20 (a Saturday) — the city", None),
        ("May 20 — the city", None),
        ("On May 20 (Saturday) — the city", None),
        ("", None),
    ],
)
def test_datelines(text: str, line: str | None) -> None:
    assert opening_dateline(text) == line
