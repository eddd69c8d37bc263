"""/accuracy says how good the readers are, and what the figures do not tell."""

from __future__ import annotations

import html
import re

import html5lib

from app.web import accuracy


def test_every_corpus_has_its_table_with_date_version_and_limits(reader) -> None:
    page = reader.get("/accuracy")
    assert page.status_code == 200
    html5lib.HTMLParser(strict=True).parse(page.text)
    measured = accuracy.measured()["corpora"]
    assert page.text.count("<table") == len(measured) > 0
    for entry in measured:
        assert f'id="{entry["corpus"]}"' in page.text
        assert entry["measured"] in page.text
        assert accuracy.CORPORA[entry["corpus"]][2] in html.unescape(page.text)
    assert len(re.findall(r"<strong>[\d.]+</strong>", page.text)) == sum(len(entry["rows"]) for entry in measured)


def test_without_figures_the_page_says_so(reader, monkeypatch) -> None:
    monkeypatch.setattr(accuracy, "measured", dict)
    page = reader.get("/accuracy")
    assert page.status_code == 200
    assert "Nobody has measured this installation" in page.text
