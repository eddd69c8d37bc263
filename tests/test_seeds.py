"""The samples: written by us, marked as samples, and every quoted word is on the public record."""

import json
import re
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import yaml

from app.world.roster import Roster

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.md"))
FACTS = ROOT / ".." / "shared" / "facts" / "facts.jsonl"
LICENCE = "Sample written for Dateline from the public record"
NEEDED = {"title", "outlet", "published", "lang", "licence", "sample", "url", "sources"}
MOST_WORDS = 350

every_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


@cache
def read(path):
    """The front matter and the body of a sample."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body.strip()


@cache
def outlets():
    entries = tomllib.loads((ROOT / "seeds" / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
    return {entry["slug"]: entry for entry in entries}


@cache
def stories():
    if not FACTS.exists():
        pytest.skip("LOUD: the fact sheet is not beside the checkout; the quotations were NOT checked against it")
    return [json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines()]


def plain(text):
    """Quotation marks, dashes and spaces alike, without the comma or full stop American style puts inside."""
    alike = text.translate(str.maketrans('‘’“”"–—', "'''''--"))
    return " ".join(alike.split()).rstrip(",.")


def quoted(body):
    """What stands between double quotation marks, curly or straight, piece by piece."""
    return [curly or straight for curly, straight in re.findall(r'“([^“”]+)”|"([^"]+)"', body)]


def test_there_are_enough_articles():
    assert len(ARTICLES) >= 40


def test_outlets_are_fictional_and_complete():
    assert len(outlets()) >= 6
    for slug, entry in outlets().items():
        assert set(entry) == {"slug", "name", "country", "language", "kind", "note"}, slug
        assert "Sample" in entry["name"], slug
        assert "fictional" in entry["note"], slug
        assert re.fullmatch(r"[A-Z]{2}", entry["country"]), slug
        assert entry["kind"] in {"newspaper", "agency", "broadcaster", "site"}, slug


def test_every_outlet_has_an_article():
    assert {read(path)[0]["outlet"] for path in ARTICLES} == set(outlets())


@every_article
def test_front_matter(path):
    head, _ = read(path)
    assert set(head) - {"byline"} == NEEDED
    assert head["title"].strip()
    assert head["outlet"] in outlets()
    assert head["lang"] == "en"
    assert head["licence"] == LICENCE
    assert head["sample"] is True
    day = datetime.fromisoformat(str(head["published"])).date()
    slug = path.stem.removeprefix(f"{day}-")
    assert slug != path.stem  # the file is named by its day
    assert head["url"] == f"https://samples.dateline.example/{head['outlet']}/{slug}"
    assert head["sources"]
    assert len(set(head["sources"])) == len(head["sources"])
    assert all(re.match(r"https?://\S+$", source) for source in head["sources"])


@every_article
def test_body_is_short_prose(path):
    _, body = read(path)
    assert 80 <= len(body.split()) <= MOST_WORDS
    assert not re.search(r"[#*_<>`\[\]]", body)  # plain paragraphs, no markup
    assert all("\n" not in paragraph for paragraph in body.split("\n\n"))
    assert body.count("“") == body.count("”")
    assert body.count('"') % 2 == 0


def test_addresses_and_titles_are_each_their_own():
    heads = [read(path)[0] for path in ARTICLES]
    assert len({head["url"] for head in heads}) == len({head["title"] for head in heads}) == len(heads)


@every_article
def test_sources_are_on_the_fact_sheet(path):
    known = {
        entry["url"]
        for story in stories()
        for entry in (*story["facts"], *story["statements"], *(s for d in story["disputes"] for s in d["sides"]))
        if entry.get("url")
    }
    head, _ = read(path)
    assert set(head["sources"]) - known == set()


@every_article
def test_quotations_are_exact_and_their_speaker_is_named(path):
    head, body = read(path)
    direct = [s for story in stories() for s in story["statements"] if s["kind"] == "direct"]
    roster = Roster.open(ROOT / "seeds" / "actors.toml")
    for piece in quoted(body):
        said = [s for s in direct if plain(piece) in plain(s["words"]) and s["url"] in head["sources"]]
        assert said, f"nobody on the fact sheet said {piece!r} in one of this article's sources"
        assert any(named(s["speaker"], body, roster) for s in said), f"who said {piece!r} is not named"


def named(speaker, body, roster):
    """Whether some spelling of a speaker, or a person's last name, stands in the text."""
    forms = {speaker, speaker.split()[-1]} if not roster.lookup(speaker) else {speaker}
    for actor in roster.lookup(speaker):
        forms |= {actor.name, *(spelling.text for spelling in actor.spellings)}
        forms |= {form.split()[-1] for form in (speaker, actor.name) if actor.kind == "person"}
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", body) for form in forms)


def test_the_samples_are_spread():
    """At least twelve stories, several of them outside Ukraine, by the sources each sample lists."""
    told = set()
    for path in ARTICLES:
        head, _ = read(path)
        for story in stories():
            urls = {entry["url"] for entry in (*story["facts"], *story["statements"])}
            if set(head["sources"]) <= urls:
                told.add(story["story"])
    assert len(told) >= 12
    abroad = {
        "rafah-camp",
        "majdal-shams",
        "lebanon-ceasefire",
        "damascus-fall",
        "el-fasher-hospital",
        "khartoum-free",
    }
    assert sum(any(story.startswith(name) for story in told) for name in abroad) >= 4


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("He said: “The bridge stands.” She said no.", ["The bridge stands."]),
        ('"The bridge," he said, "stands."', ["The bridge,", "stands."]),
        ("“There is no ‘deal’,” she said.", ["There is no ‘deal’,"]),
        ("Nothing is quoted.", []),
    ],
)
def test_quoted_pieces(text, pieces):
    assert quoted(text) == pieces
