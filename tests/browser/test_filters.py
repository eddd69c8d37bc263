"""A list asked by clicking is the list its address asks for: at once, in another browser, and on the way back."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page

from tests.browser.asking import CHOICES, FILTERS, NOUNS, WATCH, click, listed, question, settled, wait_for_list
from tests.browser.conftest import Contexts
from tests.counts import count

pytestmark = pytest.mark.browser
SEED = 20230521
BATCHES = range(4)  # so that test processes can share them
# What a page says, but for what the visitor opened, and for the marks htmx leaves on what it has wired.
SHOWN = """() => {
  const copy = document.getElementById("results").cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll("*")]) {
    for (const {name} of [...one.attributes]) {
      const bare = name === "class" && !one.className;
      if (name === "data-htmx-powered" || name === "open" || bare) one.removeAttribute(name);
    }
  }
  return copy.outerHTML.replace(/>\\s+</g, "><").replace(/\\s+/g, " ");
}"""
# The list is asked by a link of its own, led elsewhere: htmx reads the address as it is clicked.
ASK = """([choices, address]) => {
  const link = document.querySelector(choices);
  if (link.hasAttribute("data-hx-get")) link.setAttribute("data-hx-get", address);
  link.href = address;
  link.click();
}"""


def asked_in_place(page: Page, site: str, address: str) -> str:
    """The list as htmx swaps it in, over the start of the unfiltered list of its noun."""
    page.goto(f"{site}{address.partition('?')[0]}?size=1")
    before = page.evaluate(WATCH)
    page.evaluate(ASK, [CHOICES, address])
    page.wait_for_function("before => window.swaps > before", arg=before)
    settled(page)
    return page.evaluate(SHOWN)


@pytest.mark.parametrize("batch", BATCHES)
def test_asked_in_place_it_is_the_page_loaded_whole(contexts: Contexts, site: str, batch: int) -> None:
    chance = random.Random(SEED + batch)
    context = contexts.like()
    page, other = context.new_page(), context.new_page()
    for _ in range(count(2, 50)):
        address = question(chance)
        swapped = asked_in_place(page, site, address)
        other.goto(site + address)
        assert swapped == other.evaluate(SHOWN), address
        assert page.title() == other.title(), address
        assert page.url == other.url


@pytest.mark.parametrize("batch", BATCHES)
def test_the_address_is_the_state(contexts: Contexts, site: str, batch: int) -> None:
    """Up to five clicks, then the address opened in a new browser, and Back to where it began."""
    chance = random.Random(SEED + batch)
    for _ in range(count(1, 13)):
        page = contexts.like().new_page()
        page.goto(site + f"/{chance.choice(list(NOUNS))}")
        trail = [(page.url, listed(page))]
        for _ in range(5):
            choices = page.locator(CHOICES)
            if not (number := choices.count()):
                break
            click(page, choices.nth(chance.randrange(number)))
            trail.append((page.url, listed(page)))
        other = contexts.like("elsewhere").new_page()  # a context of its own is another browser
        other.goto(page.url)
        assert listed(other) == trail[-1][1], page.url
        for url, ids in reversed(trail[:-1]):
            page.go_back()
            page.wait_for_url(url)
            wait_for_list(page, ids)


# Every text that a live region comes to hold, once for each time it is said: one batch of changes is one message.
LISTEN = """() => {
  window.said = [];
  new MutationObserver(changes => {
    const regions = new Set();
    for (const {target, addedNodes} of changes) {
      for (const one of [target, ...addedNodes]) {
        const element = one.nodeType === 1 ? one : one.parentElement;
        const region = element?.closest("[role=status], [role=alert], [aria-live]");
        if (region?.isConnected && region.textContent.trim()) regions.add(region);
      }
    }
    for (const region of regions) said.push(region.textContent.trim());
  }).observe(document.body, {childList: true, characterData: true, subtree: true});
}"""


TWO_FRAMES = "(then => requestAnimationFrame(() => requestAnimationFrame(then)))"


@pytest.mark.parametrize("batch", BATCHES)
def test_a_changed_filter_is_announced_once(contexts: Contexts, site: str, batch: int) -> None:
    chance = random.Random(SEED + batch)
    page = contexts.like().new_page()
    page.goto(site + chance.choice(("/quotes", "/events")))
    page.evaluate(LISTEN)
    region = page.locator("#told").element_handle()
    told = []
    for _ in range(count(2, 10)):
        choices = page.locator(FILTERS)
        click(page, choices.nth(chance.randrange(choices.count())))
        told.append(page.locator("#count").inner_text())
        page.wait_for_function("number => said.length >= number", arg=len(told))
        # All since the first: a second message that comes late is then among the next ones.
        assert page.evaluate("said") == told, page.url
        assert region.evaluate("one => one.isConnected"), "a region put in anew is not read out by every reader"
    page.wait_for_load_state("networkidle")
    assert page.evaluate(f"() => new Promise(done => {TWO_FRAMES}(() => done(said)))") == told
