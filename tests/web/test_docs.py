"""What README and docs/ promise is there: filters, forms, settings, commands, rooms, addresses, files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from app.browse.question.filters import FIELDS
from app.browse.question.searchbox import QUALIFIERS
from app.cli import app as cli
from app.forms import atom, files
from app.settings import Settings
from app.web.rights import WINDOW

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
NAMED = re.compile(r"`([^`]+)`")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading of the guide, without its head."""
    section = GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return lines[2:]


def test_every_filter_is_told_with_what_it_asks_of():
    told = {name: row[-1].split() for row in rows("What can be asked") for name in NAMED.findall(row[0])}
    held = {}
    for noun, fields in FIELDS.items():
        for name in fields.split():
            held.setdefault(name, []).append(noun)
    assert told == held


def test_what_the_search_box_does_not_know_is_marked():
    marked = {name for row in rows("What can be asked") if "·" in row[0] for name in NAMED.findall(row[0])}
    assert marked == {name for fields in FIELDS.values() for name in fields.split()} - set(QUALIFIERS)


def test_every_list_s_forms_are_told():
    told = {
        address: set(NAMED.findall(row[1]))
        for row in rows("In which forms")
        for address in NAMED.findall(row[0])
        if address.strip("/") in FIELDS
    }
    held = {
        f"/{noun}": {".json", *([".atom"] if noun in atom.NOUNS else []), *files.endings(noun)} for noun in FIELDS
    }
    assert told == held


@pytest.mark.parametrize("address", [a for row in rows("In which forms") for a in NAMED.findall(row[0])])
def test_a_told_form_answers(reader, address):
    (row,) = [row for row in rows("In which forms") if f"`{address}`" in row[0]]
    asked = "?q=bakhmut" if address in ("/search", "/suggest") else ""
    for ending in (each for each in NAMED.findall(row[1]) if each.startswith(".")):
        assert reader.get(f"{address}{ending}{asked}").status_code == 200, ending


@pytest.mark.parametrize(
    ("noun", "called"),
    [
        ("events", "one event"),
        ("people", "one person or place"),
        ("places", "one person or place"),
        ("quotes", "one quote, article or outlet"),
        ("articles", "one quote, article or outlet"),
        ("outlets", "one quote, article or outlet"),
    ],
)
def test_a_told_form_of_one_thing_answers_and_no_other(reader, noun, called):
    (row,) = [row for row in rows("In which forms") if row[0] == called]
    url = reader.get(f"/{noun}.json").json()["items"][0]["url"]
    endings = (".json", ".atom", ".csv", ".geojson", ".jsonl", ".xlsx")
    assert {e for e in endings if reader.get(url + e).status_code == 200} == set(NAMED.findall(row[1]))


def test_every_setting_is_told():
    told = [name for row in rows("Settings") for name in NAMED.findall(row[0])]
    assert sorted(told) == sorted(f"DATELINE_{name.upper()}" for name in Settings.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_setting_that_is_named_exists(page):
    named = set(re.findall(r"DATELINE_[A-Z_]+[A-Z]", page.read_text("utf-8"))) - {"DATELINE_TEST_FULL"}
    assert named <= {f"DATELINE_{name.upper()}" for name in Settings.model_fields}


def test_every_room_is_told():
    house = README.partition("`text → ")[2].partition("`:")[0]
    told = [name for row in rows("The rooms") for name in NAMED.findall(row[0])]
    rooms = {room.parent.name for room in (ROOT / "app").glob("*/__init__.py")} - {"cli"}  # a front door
    assert sorted(told) == sorted(rooms)
    assert told == ["text", *re.findall(r"\w+", house)]


def test_strangers_see_as_many_characters_as_is_told():
    assert f"at most {WINDOW} characters on either side" in GUIDE


def commands() -> dict[str, set[str]]:
    """Each command of `dateline` and its options."""
    top = typer.main.get_command(cli)
    found = {}
    for name, command in top.commands.items():
        for called, one in (
            [(f"{name} {sub}", each) for sub, each in command.commands.items()]
            if hasattr(command, "commands")
            else [(name, command)]
        ):
            found[called] = {option for parameter in one.params for option in parameter.opts}
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_that_is_named_exists_with_its_options(page):
    known = commands()
    text = page.read_text("utf-8")
    written = re.findall(r"^ {4}.*?\bdateline ((?:article )?[a-z]+)\b([^#|\n]*)", text, re.MULTILINE)
    written += re.findall(r"`(?:\.venv/bin/)?dateline ((?:article )?[a-z]+)\b([^`]*)`", text)
    for name, rest in written:
        assert name in known
        assert set(re.findall(r"(?<!\S)(--[a-z-]+|-o)", rest)) <= known[name], name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_make_target_that_is_named_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = page.read_text("utf-8")
    assert set(re.findall(r"(?:`|^ {4}|=\S+ )make ([a-z-]+)", text, re.MULTILINE)) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_file_that_is_named_exists(page):
    text = page.read_text("utf-8")
    linked = [page.parent / target for target in re.findall(r"\]\(([^):#]+)\)", text)]
    roots = "app|docs|tests|tools|seeds|templates|static"
    named = [ROOT / path for path in re.findall(rf"`((?:{roots})/[\w./-]+\.\w+)`", text) if "locale" not in path]
    assert [path for path in (*linked, *named) if not path.exists()] == []


def addresses() -> list[str]:
    """Every address of the site that README shows: in its blocks, or in running text."""
    shown = re.findall(r"^ {4}(/\S.*)$", README, re.MULTILINE)
    split = [one for line in shown for one in re.split(r"\s{2,}", line)]
    return [*split, *re.findall(r"`(/[a-z][^`\s]*)`", README)]


def test_readme_shows_addresses():
    assert len(addresses()) > 10


@pytest.mark.parametrize("address", [one for one in addresses() if not one.startswith("/api/v1")])
def test_an_address_that_is_shown_answers(sampled, address):
    answer = sampled.get(address)
    assert answer.status_code == 200
    assert 'class="trouble"' not in answer.text  # a filter that could not be read
