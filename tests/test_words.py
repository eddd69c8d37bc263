"""The strings of the interface as a translator gets them."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
LOOKED_UP = {"_", "ngettext"}


@pytest.fixture(scope="module")
def words():
    """`tools/words.py`, which is run and not imported."""
    spec = importlib.util.spec_from_file_location("words_tool", ROOT / "tools" / "words.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def strings(words) -> list[tuple[str, ...]]:
    """Each as the forms it has: one, or one and many."""
    told = (message.id for message in words.gathered() if message.id)
    return [(one,) if isinstance(one, str) else tuple(one) for one in told]


@pytest.mark.parametrize(
    "forms",
    [
        ("Skip to the content",),  # a template's
        ("%(others)s or %(last)s",),  # a room's
        ("quote", "quotes"),  # counted
        ("person or group", "people and groups"),
        ("January",),  # marked early, looked up late
        ("Missile, artillery or shelling attack",),  # the codebook's
    ],
)
def test_translators_get_every_kind_of_string(strings, forms):
    assert forms in strings


def test_what_is_filled_in_has_a_name(strings):
    """ "%s of %s" cannot be put in another order."""
    assert [told for told in strings if any(re.search(r"(?<!%)%[sd]", form) for form in told)] == []


def calls(node: ast.AST) -> list[int]:
    """The lines in which a string is looked up while the module loads."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return []
    here = [node.lineno] if isinstance(node, ast.Call) and getattr(node.func, "id", "") in LOOKED_UP else []
    return here + [line for child in ast.iter_child_nodes(node) for line in calls(child)]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "app").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_string_is_looked_up_before_somebody_asks(path):
    """It would speak the language of the start for ever: `N_` marks it, `_` looks it up where it is shown."""
    if "tongue import" in (source := path.read_text("utf-8")):
        assert calls(ast.parse(source)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('NAME = _("Quotes")', [1]),
        ('TABLE = {\n  "a": _("Quotes"),\n}', [2]),
        ('TABLE = {"a": N_("Quotes")}', []),
        ('def name():\n  return _("Quotes")', []),
    ],
)
def test_an_early_look_up_is_found(source, found):
    assert calls(ast.parse(source)) == found


def test_a_language_is_begun_and_kept_up_to_date(words, tmp_path):
    folder = tmp_path / "uk"
    po = words.language(folder, words.gathered())
    po.write_text(
        po.read_text("utf-8").replace('msgid "Quotes"\nmsgstr ""', 'msgid "Quotes"\nmsgstr "Цитати"'), "utf-8"
    )
    words.language(folder, words.gathered())
    with po.open("rb") as source:
        held = read_po(source, locale="uk")
    assert held.get("Quotes").string == "Цитати"
    assert po.with_suffix(".mo").stat().st_size > 100
    assert held.num_plurals == 3
