"""Reads back a workbook's sheet, so that a test need not trust the library that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def load_sheet(workbook: bytes, number: int) -> list[list[str | float | None]]:
    """The rows of the sheet as numbers and texts; a formula in it is a failure."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        root = ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))
        shared = _shared(parts)
    assert not list(root.iter(f"{_S}f")), "a formula"
    return [_row(row, shared) for row in root.iter(f"{_S}row")]


def _shared(parts: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    return ["".join(each.itertext()) for each in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))]


def _row(row: ElementTree.Element, shared: list[str]) -> list[str | float | None]:
    cells: list[str | float | None] = []
    for cell in row.iter(f"{_S}c"):
        column = 0
        for letter in re.sub(r"\d", "", cell.attrib["r"]):
            column = column * 26 + ord(letter) - ord("A") + 1
        cells += [None] * (column - 1 - len(cells))
        value = "".join(cell.itertext())
        kind = cell.attrib.get("t")
        cells.append(shared[int(value)] if kind == "s" else value if kind == "inlineStr" else float(value))
    return cells
