"""An article with a warning: its text is folded, and an address within it opens the fold at its words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
TEXT = """The ferry was hit on Friday, officials in Odesa said. Four sailors were killed.

""" + "The harbour was quiet after that. " * 120 + """

“Nobody could reach them,” Olena Invented said in Odesa on Sunday.
"""  # fmt: skip
STILL = {"reduced_motion": "reduce"}  # a page that scrolls smoothly is somewhere else when it is looked at


@pytest.mark.parametrize("look", [STILL, STILL | {"java_script_enabled": False}], ids=["with script", "without"])
def test_an_address_opens_the_fold_at_its_words_and_paper_has_no_fold(contexts, own_site, look):
    page = contexts.like(**look).new_page()
    told = {"text": TEXT, "title": "Ferry hit", "published": "2024-03-04", "warning": "Describes deaths"}
    public_id = page.request.post(f"{own_site}/api/v1/articles", data=told).json()["id"]
    (quote,) = page.request.get(f"{own_site}/quotes.json?q=%22nobody+could+reach%22").json()["items"]
    page.goto(f"{own_site}/articles/{public_id}")
    text = page.locator(".warned .text")
    expect(text).to_be_hidden()
    page.emulate_media(media="print")
    expect(text).to_be_visible()
    page.emulate_media(media="screen")
    expect(text).to_be_hidden()
    page.goto(own_site + quote["source"])
    expect(page.locator(".fact:target")).to_be_in_viewport()
    page.goto(f"{own_site}/articles/{public_id}")
    page.locator("aside .warned summary").click()
    page.locator("aside .notes a[href^='#s']").last.click()
    expect(page.locator(".fact:target")).to_be_in_viewport()
    page.get_by_text("Show the text").click()
    expect(text).to_be_hidden()
    if "java_script_enabled" not in look:  # a browser that opens no fold by itself
        page.evaluate("scrollTo(0, 0); dispatchEvent(new HashChangeEvent('hashchange'))")
        expect(page.locator(".fact:target")).to_be_in_viewport()
