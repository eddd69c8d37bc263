"""Errors and fragments are valid HTML too. (Whole pages: test_pages.py.)"""

from __future__ import annotations

import html5lib
import pytest

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/quotes?q=kupiansk", 200),
        ("/quotes?from=yesterday&place=Nowhereville", 200),
        ("/quotes?q=nothinghasthis&speaker=zelensky", 200),
        ("/events?place=Kharkiv+Oblast", 200),
        ("/people?q=z", 200),
        ("/places", 200),
        ("/articles?outlet=Example+Courier", 200),
        ("/outlets", 200),
        ("/nowhere", 404),
        ("/people/nobody", 404),
        ("/dates/2023-13", 404),
    ],
)
def test_pages_and_their_fragments(reader, address, status):
    whole = reader.get(address)
    assert whole.status_code == status
    html5lib.HTMLParser(strict=True).parse(whole.text)
    part = reader.get(address, headers=PARTIAL)
    assert part.status_code == status
    title, end, block = part.text.partition("</title>")
    assert end
    wrapped = f'<!doctype html><html lang="en"><head>{title}{end}</head><body>{block}</body></html>'
    html5lib.HTMLParser(strict=True).parse(wrapped)


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"host": "evil.example"}, 400), ({"sec-fetch-site": "cross-site"}, 403), ({"content-length": "x"}, 400)],
)
def test_refusals(reader, headers, status):
    answer = reader.post("/settings/theme", data={"theme": "dark"}, headers=headers)
    assert answer.status_code == status
    html5lib.HTMLParser(strict=True).parse(answer.text)


@pytest.mark.parametrize("pronoun", ["he", "She", " they ", "It", "who"])
def test_a_pronoun_is_nobody(pronoun):
    from app.browse.words.labels import NOT_NAMED, source

    assert source(pronoun) == NOT_NAMED
    assert source("two senior officers") == "two senior officers"
    assert source(None) is None
