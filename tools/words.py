"""The strings of the interface, for translators: `make words`.

Writes `templates/locale/dateline.pot` with every string of the program, the templates and the codebook; brings
each `templates/locale/LANGUAGE/LC_MESSAGES/dateline.po` up to date with it, keeping what was translated; and makes
of each the `.mo` that `DATELINE_LANGUAGE=LANGUAGE` reads. `make words ARGS="uk"` begins a language.

Babel comes with the program already (trafilatura's courlan needs it).
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.text.tongue import CATALOGUES, DOMAIN  # noqa: E402 - beside the checkout's own program

# Which of a call's arguments are messages: `counted(3, "quote", "quotes")` has them second and third.
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "counted": (2, 3)}
TOML = {"seeds/codebook.toml": ("label", "meaning"), "app/measure/corpora.toml": ("who",)}
POT = CATALOGUES / f"{DOMAIN}.pot"


def gathered() -> Catalog:
    """Every string, with where it stands."""
    catalogue = Catalog(project="Dateline", charset="utf-8")
    for method, folder, pattern in (
        ("python", "app", "*.py"),
        ("jinja2.ext:babel_extract", "templates", "*.html"),
    ):
        for path in sorted((ROOT / folder).rglob(pattern)):
            where = path.relative_to(ROOT).as_posix()
            options = {"trimmed": "true", "silent": "false"} if folder == "templates" else {}
            with path.open("rb") as source:
                for line, message, comments, context in extract(method, source, KEYWORDS, options=options):
                    catalogue.add(message, None, [(where, line)], auto_comments=comments, context=context)
    for name, keys in TOML.items():
        for message in said(tomllib.loads((ROOT / name).read_text("utf-8")), keys):
            catalogue.add(message, None, [(name, 0)])
    return catalogue


def said(value: Any, keys: Sequence[str]) -> Iterator[str]:
    """The strings under these keys, however deep they lie."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, str):
            yield from [one] if key in keys else []
        elif isinstance(one, list | dict):
            yield from said(one, keys)


def language(folder: Path, template: Catalog) -> Path:
    """Brings a language's catalogue up to date, or begins it; gives the file that the program reads."""
    po = folder / "LC_MESSAGES" / f"{DOMAIN}.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    if po.is_file():
        with po.open("rb") as source:
            held = read_po(source, locale=folder.name, domain=DOMAIN)
        held.update(template)
    else:
        held = Catalog(locale=folder.name, domain=DOMAIN, project="Dateline", charset="utf-8")
        held.update(template)
    with po.open("wb") as out:
        write_po(out, held, width=100)
    with po.with_suffix(".mo").open("wb") as out:
        write_mo(out, held)
    return po


def main(begun: list[str]) -> None:
    template = gathered()
    CATALOGUES.mkdir(parents=True, exist_ok=True)
    with POT.open("wb") as out:
        write_po(out, template, width=100)
    print(f"{len(template)} strings in {POT.relative_to(ROOT)}")
    held = {path.name for path in CATALOGUES.iterdir() if path.is_dir()}
    for name in sorted(held | {each.replace("-", "_") for each in begun}):
        print(language(CATALOGUES / name, template).relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])
