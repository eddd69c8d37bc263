"""The house keeps its shape: rooms look one way only (the order is the architecture)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app"
# A room may import those before it. Rooms in one group stand side by side.
ORDER: list[set[str]] = [
    {"text"}, {"world"}, {"ingest"}, {"extract"}, {"resolve"}, {"store"}, {"browse", "desk"}, {"work"}, {"forms"},
    {"measure"}, {"web"},
]  # fmt: skip
# The parts of crowded rooms, in the same way: what is read (or asked) later may ask what was read before.
PARTS: dict[str, list[set[str]]] = {
    "extract": [
        {"words"}, {"dates", "places"}, {"names"}, {"quotes"}, {"happenings"}, {"figures", "standing"}, {"claims"},
    ],
    "browse": [{"words"}, {"question"}, {"records"}, {"answer", "facts"}, {"accounts"}],
}  # fmt: skip
TOPS = {"extract": {"reading", "lexicon"}, "browse": set[str]()}  # at a room's top, and for its parts to use
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
FRONT_DOORS = {"main", "cli"}  # import any room, imported by none
FOUNDATIONS = {"settings", "paths"}  # import no room


def imports(source: str) -> set[str]:
    """The parts of `app` that a module imports: {"text", "store", ...}."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level:
            raise AssertionError("relative imports hide which room is meant: write app.ROOM.…")
        if isinstance(node, ast.ImportFrom) and node.module == "app":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("app.")}
    return found - {"__version__"}


def faults(room: str, source: str) -> list[str]:
    """What a module of `room` imports and may not."""
    wrong = []
    for other in imports(source):
        if room in FOUNDATIONS and other not in FOUNDATIONS:
            wrong.append(f"{room} stands on nothing, and imports {other}")
        elif room in RANK and other in FRONT_DOORS:
            wrong.append(f"{room} imports the front door {other}")
        elif room in RANK and other in RANK and other != room and RANK[other] >= RANK[room]:
            wrong.append(f"{room} imports {other}, which comes after it")
    return wrong


def modules() -> list[Path]:
    return sorted(APP.rglob("*.py"))


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(APP)))
def test_rooms_look_one_way(module: Path) -> None:
    parts = module.relative_to(APP).parts
    room = parts[0] if len(parts) > 1 else module.stem
    assert faults(room, module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("room", "source", "refused"),
    [
        ("browse", "from app.web import respond", True),
        ("browse", "import app.web.respond", True),
        ("browse", "from app.desk.review import queue", True),
        ("store", "from app import cli", True),
        ("settings", "from app.text.span import Span", True),
        ("browse", "from app.store.tables import Quote", False),
        ("web", "from app.browse.question.filters import Filters", False),
        ("cli", "from app.web.urls import article_url", False),
    ],
)
def test_a_wrong_import_is_refused(room: str, source: str, refused: bool) -> None:
    assert bool(faults(room, source)) is refused


@pytest.mark.parametrize(
    "module",
    [module for room in PARTS for module in sorted((APP / room).glob("*/*.py"))],
    ids=lambda path: "/".join(path.parts[-3:]),
)
def test_the_parts_of_a_room_look_one_way(module: Path) -> None:
    room, part, later = module.parent.parent.name, module.parent.name, []
    rank = {each: rank for rank, parts in enumerate(PARTS[room]) for each in parts}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"app.{room}."):
            other = (node.module or "").split(".")[2]
            if other in rank and other != part and rank[other] >= rank[part]:
                later.append(other)
            elif other not in rank and other not in TOPS[room]:
                later.append(f"{other}, which stands above the parts")
    assert part in rank or part == "lexicon"
    assert later == []


def test_every_room_says_what_it_is_for() -> None:
    silent = [
        room
        for room in RANK
        if len((ast.get_docstring(ast.parse((APP / room / "__init__.py").read_text())) or "").split()) < 20
    ]
    assert silent == []


def test_only_parse_knows_spacy_and_only_store_knows_the_engine() -> None:
    for module in modules():
        source = module.read_text(encoding="utf-8")
        name = str(module.relative_to(APP))
        if "import spacy" in source or "from spacy" in source:
            assert name == "extract/words/parse.py"
        if "fts5" in source.casefold() and not name.startswith("store/"):
            pytest.fail(f"{name} speaks of a database engine's search; ask app.store.words")
