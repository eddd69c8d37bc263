"""Every kind of page and its fragment is valid HTML; and the checker that says so finds what is not."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.addresses import MISSING, every_kind
from tests.markup import faults, fragment_faults

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
PAGE = '<!doctype html><html lang="en"><head><title>a</title></head><body><h1>a</h1>{}</body></html>'


def test_every_kind_of_page_and_its_fragment(sampled: TestClient) -> None:
    addresses = every_kind(lambda address: sampled.get(address).json())
    assert len(addresses) >= 30  # UX §8
    found = {}
    for address in addresses:
        for headers, check in (({}, faults), (PARTIAL, fragment_faults)):
            answer = sampled.get(address, headers=headers)
            assert answer.status_code == (404 if address in MISSING else 200), address
            whole = "<!doctype" in answer.text[:20].lower()  # a page without a block comes whole
            wrong = (faults if whole else check)(answer.text)
            if wrong:
                found[address, bool(headers)] = wrong[:5]
    assert found == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>a</p>", ""),
        ('<p id="a">a</p><p id="a">b</p>', "id 'a' 2 times"),
        ('<p id="a b">a</p>', "spaces"),
        ('<label for="x">a</label>', "for names 'x'"),
        ('<p aria-describedby="x">a</p>', "aria-describedby names 'x'"),
        ("<span><div>a</div></span>", "<div>: stands in <span>"),
        ("<p><p>a</p></p>", "unexpected-end-tag"),
        ('<a href="/"><button>a</button></a>', "<button>: stands in <a>"),
        ('<a href="/"><a href="/b">a</a></a>', "unexpected-start-tag-implies-end-tag"),
        ('<button><span tabindex="0">a</span></button>', "<span>: stands in <button>"),
        ("<ul><p>a</p></ul>", "<p>: stands in <ul>"),
        ("<div><li>a</li></div>", "<li>: stands in <div>"),
        ('<p align="left">a</p>', "takes no align"),
        ("<center>a</center>", "no such element"),
        ('<img src="/a.png">', "no alt"),
        ('<a href="">a</a>', "href is empty"),
        ('<a href="/" href="/b">a</a>', "duplicate-attribute"),
        ("<h1>b</h1>", "2 h1"),
        ("<p>a &madeup; b</p>", "named-entity"),
        ('<time datetime="2023-05-21T10:00:00.123456Z">a</time>', "three digits"),
        ("<table><p>a</p></table>", "unexpected"),
    ],
)
def test_the_checker(body: str, told: str) -> None:
    found = faults(PAGE.format(body))
    assert any(told in fault for fault in found) if told else found == []
