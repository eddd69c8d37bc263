"""Answers as a workbook: the columns of the CSV on one sheet, the question on another.

Rows go to disk as they come (`constant_memory`), so a long answer costs no more memory than a short one.
Text is written as text: nothing in it can become a formula or a link.
"""

from __future__ import annotations

import tempfile
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from app.forms import csv
from app.forms.answer import Answer
from app.text.tongue import _

MOST_ROWS = 1_048_575  # Excel's 1,048,576 less the header
_LONGEST = 32_767  # characters in one of its cells
_WIDTH = 18


class TooManyRows(ValueError):
    """More records than a sheet can hold."""


def write(answer: Answer, out: IO[bytes]) -> None:
    """Writes the workbook. Raises TooManyRows before anything is written."""
    if answer.count > MOST_ROWS:
        told = _("%(rows)s rows: a sheet holds %(most)s; narrow the question, or take CSV",
                 rows=f"{answer.count:,}", most=f"{MOST_ROWS:,}")  # fmt: skip
        raise TooManyRows(told)
    with tempfile.TemporaryDirectory() as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_urls": False,
            "strings_to_formulas": False,
        }
        book = Workbook(out, options)
        _rows(book.add_worksheet(answer.noun), answer, book.add_format({"bold": True}))
        _about(book.add_worksheet("about"), answer)
        book.close()


def _rows(sheet: Worksheet, answer: Answer, bold: Any) -> None:
    columns = csv.columns(answer.noun)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, _WIDTH)
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name, bold)
    for number, record in enumerate(answer.records, 1):
        row = csv.row(answer.noun, record, answer.site)
        for column, name in enumerate(columns):
            _cell(sheet, number, column, row[name])


def _cell(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    told = csv.plain_cell(value)
    if told == "":
        return
    if isinstance(told, int | float):
        sheet.write_number(row, column, told)
    else:
        sheet.write_string(row, column, told[:_LONGEST])


def _about(sheet: Worksheet, answer: Answer) -> None:
    told = {
        "question": answer.question,
        "rows": answer.count,
        "address": answer.address,
        "made": answer.made.isoformat(timespec="seconds"),
        "words": _("Machine-read from news reports; check each against its source."),
    }
    sheet.set_column(0, 1, _WIDTH)
    for row, (name, value) in enumerate(told.items()):
        sheet.write_string(row, 0, name)
        _cell(sheet, row, 1, value)
