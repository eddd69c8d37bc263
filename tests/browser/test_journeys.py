"""What a reader does, with script and without; both must end at the same list."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
NO_SCRIPT = {"java_script_enabled": False}


def listed(page) -> list[str]:
    """The ids of what is listed, in order."""
    return page.eval_on_selector_all(".ledger > li", "rows => rows.map(row => row.id)")


def shown_by_a_full_load(page, address: str) -> list[str]:
    other = page.context.new_page()
    other.goto(address)
    ids = listed(other)
    other.close()
    return ids


def test_typing_narrows_the_list_and_the_address_follows(watched):
    page = watched.page
    page.goto(watched.site + "/quotes")
    page.locator("#f-q").press_sequentially("bakhmut", delay=30)
    page.wait_for_url("**/quotes?q=bakhmut")
    expect(page.locator("#told")).to_contain_text("bakhmut")
    assert page.evaluate("document.activeElement.id") == "f-q"
    assert page.locator("#f-q").input_value() == "bakhmut"
    assert "bakhmut" in page.title()
    assert listed(page) == shown_by_a_full_load(page, page.url)
    assert len(listed(page)) > 1


def test_choosing_a_facet_then_going_back(watched):
    page = watched.page
    page.goto(watched.site + "/quotes")
    everything = listed(page)
    page.locator(".facets a", has_text="Zelensky").first.click()
    page.wait_for_url("**/quotes?speaker=volodymyr-zelensky")
    page.locator(".chips a", has_text="Zelensky").wait_for()
    assert page.locator("input[type=hidden][name=speaker]").get_attribute("value") == "volodymyr-zelensky"
    chosen = listed(page)
    assert chosen == shown_by_a_full_load(page, page.url)
    assert chosen != everything
    page.go_back()
    page.wait_for_url("**/quotes")
    expect(page.locator(".chips")).to_have_count(0)
    assert listed(page) == everything


def test_speaker_then_month_copied_to_another_browser(watched, contexts):
    page = watched.page
    page.goto(watched.site + "/quotes")
    page.locator(".facets a", has_text="Zelensky").first.click()
    page.wait_for_url("**/quotes?speaker=volodymyr-zelensky")
    for field in ("from", "to"):
        page.locator(f"#f-{field}").fill("2023-05")
        page.locator(f"#f-{field}").press("Enter")
        page.wait_for_url(f"**{field}=2023-05**")
        expect(page.locator(".chips a", has_text="May 2023").first).to_be_visible()
    expect(page.locator("#count")).to_contain_text("Zelensky")
    expect(page.locator(".chips a", has_text="May 2023")).to_have_count(2)
    ids = listed(page)
    assert ids
    for scripted in (True, False):
        other = contexts.like("elsewhere", java_script_enabled=scripted).new_page()
        other.goto(page.url)
        assert listed(other) == ids
    for left in (1, 0):
        page.go_back()
        expect(page.locator(".chips a", has_text="May 2023")).to_have_count(left)
    assert page.url.endswith("/quotes?speaker=volodymyr-zelensky")
    assert listed(page) == shown_by_a_full_load(page, page.url)


def test_a_chip_taken_away_takes_its_field_along(watched):
    page = watched.page
    page.goto(watched.site + "/quotes?from=2023-05")
    assert page.locator("#f-from").input_value() == "2023-05"
    page.locator(".chips a").first.click()
    page.wait_for_url("**/quotes")
    expect(page.locator(".chips")).to_have_count(0)
    assert page.locator("#f-from").input_value() == ""


def test_a_name_typed_becomes_a_chip_and_leaves_its_field(watched):
    page = watched.page
    page.goto(watched.site + "/quotes")
    page.locator("#f-speaker").fill("Zelenskyy")
    page.locator("#f-speaker").press("Enter")
    page.locator(".chips a", has_text="Volodymyr Zelensky").wait_for()
    expect(page.locator("#f-speaker")).to_have_value("")


def test_after_turning_the_page_the_heading_has_the_focus(watched):
    page = watched.page
    page.goto(watched.site + "/quotes?size=5")
    page.locator(".pager a[rel=next]").click()
    page.wait_for_url("**after=**")
    expect(page.locator("#count")).to_be_focused()


def test_slash_goes_to_the_search_box(watched):
    watched.page.goto(watched.site + "/people")
    watched.page.keyboard.press("/")
    assert watched.page.evaluate("document.activeElement.id") == "find"


STILL = {"reduced_motion": "reduce"}  # a smooth scroll would still be under way when it is measured


@pytest.mark.parametrize("watched", [STILL, STILL | NO_SCRIPT], indirect=True, ids=["with script", "without"])
def test_a_fact_opens_at_its_words_all_of_them_outlined(watched):
    page = watched.page
    for item in page.request.get(watched.site + "/quotes.json?q=bakhmut&size=10").json()["items"]:
        page.goto(watched.site + item["source"])
        whole = page.locator(".fact:target")
        expect(whole).to_be_in_viewport()  # the browser scrolls there when it next lays out
        words = whole.text_content()
        assert all(piece in words for piece in item["words"]), item["source"]
        assert whole.evaluate("fact => getComputedStyle(fact).outlineStyle") == "solid"
        for mark in whole.locator("mark").all():
            assert mark.evaluate("one => getComputedStyle(one).outlineStyle") == "none"
        top = whole.evaluate("fact => fact.getBoundingClientRect().top / innerHeight")
        assert 0 <= top < 0.9, item["source"]


@pytest.mark.parametrize("watched", [{"viewport": {"width": 360, "height": 780}}], indirect=True)
def test_on_a_phone_the_page_begins_near_the_top(watched):
    watched.page.goto(watched.site + "/events")
    assert watched.page.locator("main").bounding_box()["y"] < 250


def test_the_list_stands_when_the_server_does_not(contexts, site):
    page = contexts.like().new_page()
    page.goto(site + "/quotes")
    before = listed(page)
    page.route("**/quotes?**", lambda route: route.abort())
    page.locator(".facets a").first.click()
    expect(page.locator("#toast")).to_contain_text("Try again")
    assert listed(page) == before


@pytest.mark.parametrize("watched", [NO_SCRIPT], indirect=True)
def test_without_script_forms_and_links_do_it_all(watched):
    page = watched.page
    page.goto(watched.site + "/quotes")
    page.locator("#f-q").fill("bakhmut")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**q=bakhmut**")
    assert listed(page)
    page.locator(".said a, .told a").first.click()
    page.wait_for_url("**/quotes/*")
    page.goto(watched.site + "/")
    page.locator("#find").fill("Зеленський")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")
    page.get_by_role("link", name="Volodymyr Zelensky").first.click()
    page.wait_for_url("**/people/volodymyr-zelensky")


@pytest.mark.parametrize("watched", [NO_SCRIPT], indirect=True)
def test_dark_paper_is_kept(watched):
    page = watched.page
    page.goto(watched.site + "/about")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/about")
