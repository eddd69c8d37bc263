"""A few words on somebody beside their name: for who rests on it, never for who only passes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
NAME = ".ledger .by a[href^='/people/']"


def opened(contexts, site: str, **look) -> tuple[Page, list[str]]:
    """The list of quotes, and every card that it asks for."""
    page = contexts.like(**look).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/card") else None)
    page.goto(site + "/quotes")
    return page, asked


def test_a_name_that_a_mouse_rests_on_says_who_that_is(contexts, site: str):
    page, asked = opened(contexts, site)
    name = page.locator(NAME).first
    who = name.inner_text()
    name.hover()
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card).to_contain_text(who)
    expect(card).to_contain_text("quote")
    expect(name).to_have_attribute("aria-describedby", "card")
    card.hover()  # it stays for who goes onto it
    page.mouse.move(2, 2)
    expect(card).to_be_hidden()
    name.hover()
    expect(card).to_be_visible()
    assert len(asked) == 1  # what was told once is kept


def test_a_name_in_focus_says_so_too_and_escape_closes_it(contexts, site: str):
    page, _ = opened(contexts, site)
    page.keyboard.press("Tab")  # so that the browser shows the focus
    name = page.locator(NAME).first
    name.focus()
    card = page.locator("#card")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()


def test_who_only_passes_asks_for_nothing(contexts, site: str):
    page, asked = opened(contexts, site)
    passed = "names => names.forEach(name => name.dispatchEvent(new PointerEvent('pointerover', {bubbles: true})))"
    page.locator(NAME).evaluate_all(passed)
    page.locator(NAME).last.hover()
    expect(page.locator("#card")).to_be_visible()
    assert len(asked) == 1


def test_the_card_lies_within_a_narrow_window(contexts, site: str):
    page, _ = opened(contexts, site, viewport={"width": 360, "height": 740})
    page.locator(NAME).first.hover()
    card = page.locator("#card")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= 360 - box["width"]
