"""Every string of the interface passes through `_`: under the pseudo-locale en-XA each letter of it has an accent.

What a page shows beside the interface's strings is data (names, titles, words of articles, reasons kept in the
record), which stays as it was read. It is recognised by where it stands (an element with a `lang`, code, keys,
`translate="no"`) or by being in the record word for word. Whatever else is plain was forgotten.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib
import pytest
from sqlalchemy import create_engine, select
from starlette.testclient import TestClient

from app.browse.question.filters import FIELDS, PAGING
from app.browse.question.reader import codes_for
from app.browse.words.hedges import hedge_in
from app.main import create_app
from app.paths import SEEDS
from app.settings import Settings
from app.store import tables
from app.store.db import Database
from app.store.migrate import migrate
from app.world.codebook import Codebook
from app.world.shapes import shapes
from app.world.world import World
from tests.addresses import FIXED, MISSING, every_kind
from tests.counts import count

AT_HOME = "http://127.0.0.1:8000"
# Of other people or of machines: nobody translates them.
PROPER = frozenset(
    "Dateline ACLED PLOVER GeoNames CC BY JSON JSONL CSV XLSX ATOM GEOJSON "
    "CSL BibTeX Markdown Wikipedia OpenAPI".split()
)
SHOWN = ("title", "aria-label", "placeholder", "alt", "data-is", "data-told", "data-copied", "data-uncopied",
         "data-offline", "data-wait", "data-again")  # fmt: skip
SILENT = {"script", "style", "code", "kbd", "bdi", "defs"}
# Vocabularies of ours have labels; only what was read or is a name stays as it is.
CODES = frozenset(
    "kind type modality stance state confidence cue cue_class slug layer script lang tags stems words folded "
    "gender form relation target noun".split()
)
LONG = 40  # words
NAMES = {"actor", "actor_name", "place", "place_name", "outlet", "role", "conflict", "conflict_side"}
_WORD = re.compile(r"[^\W_]+")
# Words of an article that stand in a line of ours: "via Telegram", "claimed by rebels".
SAID_AMONG_OURS = {
    "quote.via",
    "quote.speaker",
    "claim.speaker",
    "participant.exact",
    "quantity.exact",
    "quantity.unit",
}
_ADDRESS = re.compile(r"(?<![\w/])/[a-z]\S*|https?://\S*|\bDATELINE_\w+|\b[\w-]+(?:\.[\w-]+)+", re.ASCII)
_IN_REASONS = re.compile(r"“(.+?)”|^stated: ([^,]+)|\(an? (\w+day)\)")
_PLAIN = re.compile(r"[A-Za-z]{2,}")


def visit(folder: Path, world: World) -> Iterator[TestClient]:
    app = create_app(Settings(_env_file=None, data_dir=folder, language="en-XA"))
    app.state.world = lambda: world
    with TestClient(app, base_url=AT_HOME, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def accented(samples_db: Path, tmp_path_factory, world) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("accented")
    shutil.copy(samples_db, folder / "dateline.db")
    yield from visit(folder, world)


@pytest.fixture(scope="module")
def accented_empty(tmp_path_factory, world) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("accented-empty")
    migrate(Database(f"sqlite:///{folder / 'dateline.db'}"))
    yield from visit(folder, world)


@pytest.fixture(scope="module")
def data(samples_db: Path) -> Data:
    return Data(samples_db)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value if isinstance(value, list) else value.values():
            yield from _strings(one)


class Data:
    """What is in the record word for word, as rows of words."""

    def __init__(self, database: Path) -> None:
        self.whole: set[tuple[str, ...]] = set()
        self.begun: dict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = {}
        for name, told in (*self._kept(database), *self._seeded()):
            for part in (told, *told.split("; "), *told.split(": ")):
                self._learn(part, name=name)

    def _learn(self, told: str, *, name: bool) -> None:
        """One word of an article ("attack") may be one of ours too: only names may stand among other words."""
        words = _words(told)
        if len(words) > 1 or name:
            self.whole.add(words)
            self.begun.setdefault(words[:4], []).append((words, 0))
        if len(words) > LONG:  # a text: a page may show any stretch of it
            for at in range(len(words)):
                self.begun.setdefault(words[at : at + 4], []).append((words, at))

    @staticmethod
    def _kept(database: Path) -> Iterator[tuple[bool, str]]:
        engine = create_engine(f"sqlite:///{database}")
        with engine.connect() as db:
            for table in tables.Table.metadata.sorted_tables:
                if table.name.endswith("_search"):
                    continue
                for column in table.columns:
                    if column.name not in CODES:
                        name = table.name in NAMES or f"{table.name}.{column.name}" in SAID_AMONG_OURS
                        values = db.scalars(select(column).distinct())
                        for one in (one for value in values for one in _strings(value)):
                            yield name, one
                            # A reason quotes the words it was read from; pages retell it round them.
                            yield from ((True, "".join(told)) for told in _IN_REASONS.findall(one))
            role, quote = tables.Role.__table__.c, tables.Quote.__table__.c
            for office, body in db.execute(select(role.office, role.body)):
                yield True, f"{office} of {body}"
            for cue, words in db.execute(select(quote.cue, quote.exact)):  # retold in a citation
                yield False, f"{cue} {words}"
            for words in db.scalars(select(tables.Claim.exact).distinct()):  # said “probably”: their own word
                yield from ((True, hedge) for hedge in (hedge_in(words),) if hedge)
        engine.dispose()

    @staticmethod
    def _seeded() -> Iterator[tuple[bool, str]]:
        for each in Codebook.open(SEEDS / "codebook.toml"):
            yield from ((True, label) for label in (*each.acled, *each.plover))
        yield from ((True, shape.name) for shape in shapes())
        for noun in FIELDS:  # said as they are written in an address: "x is none of direct, indirect, mixed"
            yield True, ", ".join((*FIELDS[noun].split(), *PAGING))
        for name in ("kind", "type", "role", "modality", "stance", "state"):
            for noun in ("quotes", "events", "people", "places"):
                yield True, ", ".join(codes_for(noun, name))

    def forgotten(self, told: str, asked: str = "") -> list[str]:
        """The plain words of a text that are no data, in runs; what the visitor wrote is said back to them."""
        words, said = _words(told), {word.casefold() for word in _WORD.findall(asked)}
        left, at = [], 0
        while at < len(words):
            size = self._longest(words, at)
            if not size and _PLAIN.fullmatch(words[at]) and words[at] not in _proper() | said:
                left.append((at, words[at]))
            at += size or 1
        return _runs(left)

    def _longest(self, words: tuple[str, ...], at: int) -> int:
        """Of how many words from here on the longest datum is; one cut short by the page counts as far."""
        rest = words[at:]
        best = next((n for n in range(min(len(rest), 60), 0, -1) if rest[:n] in self.whole), 0)
        for text, start in self.begun.get(rest[:4], ()):
            known = text[start : start + len(rest)]
            same = next(
                (n for n, (a, b) in enumerate(zip(known, rest, strict=False)) if a != b),
                min(len(known), len(rest)),
            )
            best = max(best, same)
        return best


def _runs(left: list[tuple[int, str]]) -> list[str]:
    if not left:
        return []
    runs = [[left[0][1]]]
    for (before, _word), (at, word) in pairwise(left):
        runs[-1].append(word) if at == before + 1 else runs.append([word])
    return [" ".join(run) for run in runs]


@lru_cache(maxsize=1)
def _proper() -> frozenset[str]:
    return frozenset(word.casefold() for word in PROPER)


def _words(told: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(_ADDRESS.sub(" ", told)))


def shown(page: str) -> Iterator[str]:
    """Every text and every attribute that a visitor sees or hears, but what stands where only data stands."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    yield from _within(root)


def _within(element: ElementTree.Element) -> Iterator[str]:
    tag = str(element.tag).rpartition("}")[2]
    if tag in SILENT or element.get("translate") == "no" or {"mono", "cue"} & {*element.get("class", "").split()}:
        return
    if tag != "html" and element.get("lang"):
        return
    yield from (element.get(name, "") for name in SHOWN if element.get(name))
    if told := element.get("data-words"):
        yield from json.loads(told).values()
    if any(child.tag == "mark" for child in element):  # the words that were searched for, apart from the rest
        yield "".join(element.itertext())
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _within(child)
        yield child.tail or ""


def left(client: TestClient, data: Data, addresses: Iterable[str]) -> str:
    """The words that were forgotten, and where, a line each; empty where there are none."""
    found: dict[str, list[str]] = {}
    for address in addresses:
        answer = client.get(address)
        if answer.status_code < 300 or answer.status_code >= 400:
            for told in shown(answer.text):
                for run in data.forgotten(told, unquote(address)):
                    found.setdefault(run, []).append(address)
    return "\n".join(f"{run!r} on {', '.join(dict.fromkeys(at[:3]))}" for run, at in found.items())


def test_every_string_of_every_kind_of_page(accented, data) -> None:
    assert left(accented, data, every_kind(lambda path: accented.get(path).json())) == ""


MORE = (
    # filters of every kind, alone and together; what cannot be read of each
    "/quotes?speaker=zelensky&place=kyiv&within=50&from=2022-02&to=2023&date_of=published&type=direct&lang=en",
    "/quotes?kind=person&about=bakhmut&conflict=russia-ukraine&side=russia&party=yes&state=auto",
    "/quotes?date_of=undated&sort=oldest",
    "/events?type=shelling&actor=russia&role=actor&modality=any&stance=any&disputed=yes&bbox=22,44,40,52",
    "/events?modality=negated&stance=denied&kind=armed-force&speaker=russia&outlet=example",
    "/people?kind=person&side=russia&party=yes&q=zzzz",
    "/places?kind=region&place=ukraine",
    "/articles?outlet=nobody&type=strike&sort=relevance",
    "/quotes?within=9999&bbox=1,2&size=500&size=2&party=maybe&lang=-&type=loud&from=2023-02-30&to=never&after=zz",
    "/quotes?within=5&from=2024&to=2022&sort=relevance&speakr=x&frobnicate=1&role=actor&speaker=Zelenskiy+Volodimir",
    "/search?q=bakhmut+May+2023", "/search?q=speaker:zelensky+-war", "/search?q=volodimir+zelenskiy+bakhmoot",
    "/changes?since=never", "/changes?after=never", "/dates/2023-5-1", "/dates/2023-02-30", "/nowhere/nothing",
    "/suggest?q=ba", "/suggest?q=speaker:ze", "/suggest?q=may", "/suggest?q=type:di", "/suggest?q=place:ky",
    "/events/map?place=kyiv", "/events/timeline?from=2023-05&to=2023-05", "/dates/2024-01-24?date_of=published",
)  # fmt: skip


def test_every_string_of_filters_and_of_what_cannot_be_read(accented, data) -> None:
    assert left(accented, data, MORE) == ""


def test_every_string_of_more_of_each_kind(accented, data) -> None:
    every = count(12, 1)
    found = [
        item["url"]
        for noun in ("events", "people", "places", "quotes", "articles", "outlets")
        for item in accented.get(f"/{noun}.json?size=100").json()["items"][::every]
    ]
    assert len(found) > 30
    assert left(accented, data, found) == ""


def test_every_string_of_an_empty_site(accented_empty, data) -> None:
    assert left(accented_empty, data, [address for address in FIXED if address not in MISSING]) == ""


@pytest.mark.parametrize(
    "headers", [{"host": "evil.example"}, {"sec-fetch-site": "cross-site"}, {"content-length": "x"}]
)
def test_every_string_of_a_refusal(accented, data, headers) -> None:
    page = accented.post("/settings/theme", data={"theme": "dark"}, headers=headers).text
    assert "⟦" in page
    assert not [run for told in shown(page) for run in data.forgotten(told)]


@pytest.mark.parametrize("address", ["/quotes.atom?speaker=zelensky&type=direct", "/events.atom?place=kyiv"])
def test_a_feed_is_named_in_the_language_too(accented, data, address) -> None:
    root = ElementTree.fromstring(accented.get(address).content)
    for name in ("title", "subtitle"):
        told = root.findtext(f"{{http://www.w3.org/2005/Atom}}{name}") or ""
        assert "⟦" in told
        assert not data.forgotten(told, unquote(address))


@pytest.mark.parametrize(
    "told", ["Skip to the content", "42 quotes by Volodymyr Zelensky in Kyiv", "claimed", "⟦Śhóów⟧ All of them"]
)
def test_a_forgotten_string_is_found(data, told) -> None:
    assert data.forgotten(told)


def test_english_pages_have_no_accents_of_ours(sampled) -> None:
    page = sampled.get("/quotes").text
    assert "⟦" not in page
    assert '<html lang="en"' in page
