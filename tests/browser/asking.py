"""Questions asked of a list in a browser: made by chance, clicked, and waited for."""

from __future__ import annotations

import json
import random
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as TooLong

from tests.browse.questions import VALUES
from tests.web.test_parameters import SENSELESS

# What asks the list anew in place; a link to another page ("More") says that it is none of them.
FILTERS = ":is(.facets, .chips) a:not([data-hx-boost=false])"
CHOICES = f"{FILTERS}, .pager a:not([data-hx-boost=false])"
LISTED = "() => JSON.stringify([...document.querySelectorAll('.ledger > li')].map(row => row.id))"
# Counts the swaps of the list; set once a document, before anything is clicked.
WATCH = """() => {
  if (window.swaps === undefined) {
    window.swaps = 0;
    const swapped = ({detail: {ctx}}) => { if (ctx?.target?.id === "results") swaps++; };
    document.addEventListener("htmx:after:swap", swapped);
  }
  return swaps;
}"""
NOUNS = {
    "quotes": "q speaker kind type place from to outlet about conflict side lang sort size",
    "events": "q actor kind type place within from to outlet about disputed modality stance sort size",
    "articles": "q place from to outlet conflict lang sort size",
    "people": "q kind conflict side sort size",
    "places": "q kind place sort size",
    "outlets": "q lang sort size",
}
MORE = {"sort": ("newest", "oldest", "most", "name"), "size": ("1", "3", "7", "100"), "speaker": ("nobody-known",)}


def question(chance: random.Random) -> str:
    """The address of a list with up to four filters, sensible and senseless."""
    noun = chance.choice([*NOUNS, "quotes", "events"])
    fields = chance.sample(NOUNS[noun].split(), k=chance.choice((1, 1, 2, 2, 3, 4)) if noun != "outlets" else 1)
    pairs = [(name, _value(chance, name)) for name in fields]
    return f"/{noun}?{urlencode(pairs)}"


def _value(chance: random.Random, name: str) -> str:
    if chance.random() < 0.1:
        return chance.choice(SENSELESS).replace("\x00", "")[:60]
    return chance.choice((*VALUES.get(name, ()), *MORE.get(name, ())))


def listed(page: Page) -> list[str]:
    """The ids of what is listed, in order."""
    return json.loads(page.evaluate(LISTED))


def click(page: Page, chosen: Locator) -> None:
    """Clicks what asks the list anew, and waits for its answer to be swapped in."""
    before = page.evaluate(WATCH)
    chosen.evaluate(
        "one => one.click()"
    )  # a facet may stand in a closed pane; hit tests are not the question here
    page.wait_for_function("before => window.swaps > before", arg=before)
    settled(page)


def settled(page: Page) -> None:
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")


def wait_for_list(page: Page, ids: list[str]) -> None:
    """Until just these are listed; what stands there instead is said when the time is up."""
    try:
        page.wait_for_function(f"ids => ({LISTED})() === ids", arg=json.dumps(ids, separators=(",", ":")))
    except TooLong:
        assert (page.url, listed(page)) == (page.url, ids)
        raise
