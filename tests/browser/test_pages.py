"""Every kind of page by axe, in light and dark, narrow and wide; nothing scrolls sideways."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser
AXE = next((Path(__file__).resolve().parents[1] / "vendor").glob("axe-*.min.js"))
LISTS = ["quotes", "events", "people", "places", "articles", "outlets"]
FIXED = ["/", "/quotes?q=xyzzy", "/quotes?from=yesterday&speaker=zelensky", "/search?q=kupiansk", "/dates",
         "/dates/2025", "/dates/2025-05", "/dates/2025-05-24", "/about", "/methodology", "/codebook",
         "/events/contradictions", "/events/contradictions?place=kramatorsk", "/ingest",
         "/nowhere"]  # fmt: skip


@pytest.fixture(scope="session")
def addresses(site) -> list[str]:
    def first(noun: str) -> str:
        with urlopen(f"{site}/{noun}.json") as answer:
            return json.load(answer)["items"][0]["url"]

    return [*FIXED, *(f"/{noun}" for noun in LISTS), *(first(noun) for noun in LISTS)]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_and_narrow_enough(chromium, site, addresses, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = []
    for address in addresses:
        page.goto(site + address)
        page.add_script_tag(path=str(AXE))
        for fault in page.evaluate("axe.run().then(told => told.violations)"):
            found.append((address, fault["id"], fault["nodes"][0]["html"][:160]))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((address, "scrolls sideways", width))
    context.close()
    assert found == []


def test_no_page_breaks_the_policy_or_speaks_to_others(watched, addresses):
    for address in addresses:
        if address != "/nowhere":  # Chromium itself logs a 404 as an error
            watched.page.goto(watched.site + address)
