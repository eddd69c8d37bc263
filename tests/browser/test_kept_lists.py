"""What a list does while it is asked anew, when that fails, and on the way back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asking import WATCH, click, settled
from tests.browser.test_journeys import listed
from tests.counts import some

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
EARLIER = "what you see is the earlier one"
REFUSALS: list[tuple[dict[str, Any], str]] = [
    ({"status": 429, "body": "slow down", "headers": {"Retry-After": "30"}}, "Wait 30 seconds"),
    ({"status": 429, "body": "slow down"}, EARLIER),
    ({"status": 403, "body": "<h1>Forbidden</h1>"}, EARLIER),
    ({"status": 404, "body": "<p>no such thing</p>"}, EARLIER),
    ({"status": 413, "body": ""}, EARLIER),
    ({"status": 500, "body": "<h1>Internal</h1>"}, EARLIER),
    ({"status": 502, "body": "<h1>Bad gateway</h1>"}, EARLIER),
    ({"status": 200, "body": ""}, EARLIER),
    ({"status": 200, "body": "<h1>Sign in to this network</h1>"}, EARLIER),
]
WAYS = {"a facet": ".facets a", "Apply": "form.filters button", "the next page": ".pager a[rel=next]"}


def ask(page: Page, way: str) -> None:
    page.locator(WAYS[way]).first.click()


@pytest.mark.parametrize(
    ("refusal", "told"), some(REFUSALS, 5), ids=[f"{r['status']} {r['body'][:12]}" for r, _ in some(REFUSALS, 5)]
)
def test_an_answer_that_is_no_list_leaves_the_old_one(contexts, site: str, refusal: dict[str, Any], told: str):
    page = contexts.like().new_page()
    page.goto(site + "/quotes")
    before, address, title = listed(page), page.url, page.title()
    page.route("**/quotes?**", lambda route: route.fulfill(**{"content_type": "text/html"} | refusal))
    ask(page, "a facet")
    toast = page.locator("#toast")
    expect(toast).to_contain_text(told)
    settled(page)
    assert (listed(page), page.url, page.title()) == (before, address, title)
    assert refusal["body"] == "" or refusal["body"] not in toast.inner_html()
    assert page.locator("form.filters").is_visible()


@pytest.mark.parametrize("way", WAYS)
def test_try_again_asks_the_same(contexts, site: str, way: str):
    page = contexts.like().new_page()
    page.goto(site + "/quotes?size=10")
    page.evaluate(WATCH)
    if way == "Apply":
        page.locator("#f-from").evaluate("field => field.value = '2023'")
    page.route("**/quotes?**", lambda route: route.fulfill(status=503, body="later"))
    ask(page, way)
    expect(page.locator("#toast")).to_contain_text(EARLIER)
    before = listed(page)
    page.unroute("**/quotes?**")
    page.locator("#toast button").click()
    page.wait_for_function("() => window.swaps > 0")
    settled(page)
    assert listed(page) != before
    expect(page.locator("#toast")).to_be_hidden()


def test_the_list_says_that_it_is_busy(contexts, site: str):
    page = contexts.like().new_page()
    page.goto(site + "/quotes")
    held: list[Any] = []

    def hold(route) -> None:
        held.append(route)

    page.route("**/quotes?**", hold)
    results = page.locator("#results")
    for number in (0, 1):  # the second question replaces the first
        page.locator(".facets a").nth(number).click()
        expect(results).to_have_attribute("aria-busy", "true")
        while len(held) <= number:
            page.wait_for_timeout(20)
    held[1].continue_()
    expect(results).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("field", ["pointer", "keyboard"])
def test_on_a_phone_apply_folds_the_filters_and_shows_the_count(contexts, site: str, field: str):
    page = contexts.like(**PHONE).new_page()
    page.goto(site + "/events")
    page.locator(".pane > summary").click()
    page.evaluate(WATCH)
    page.locator("#f-place").fill("Donetsk region")
    if field == "pointer":
        page.get_by_role("button", name="Apply").click()
    else:
        page.locator("#f-place").press("Enter")
    page.wait_for_url("**place=**")
    expect(page.locator("#count")).to_contain_text("Donetsk")
    expect(page.locator("#count")).to_be_in_viewport()
    expect(page.locator("#count")).to_be_focused()
    assert page.locator("form.filters").is_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_a_facet_says_the_count_where_it_was_tapped(contexts, site: str, script: bool):
    page = contexts.like(**PHONE, java_script_enabled=script).new_page()
    page.goto(site + "/events")
    page.locator(".pane > summary").click()
    if script:
        page.locator(".facets a").nth(6).scroll_into_view_if_needed()
        click(page, page.locator(".facets a").nth(6))
        assert page.locator("form.filters").is_visible()
    reach = page.locator(".reach")
    expect(reach).to_be_in_viewport()
    assert reach.inner_text().startswith(page.locator("#count").inner_text())
    reach.click()
    expect(page.locator("#count")).to_be_in_viewport()


def test_on_a_wide_screen_nothing_moves(contexts, site: str):
    page = contexts.like(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(site + "/events")
    page.locator("#f-place").fill("Donetsk region")
    page.locator("#f-place").press("Enter")
    page.wait_for_url("**place=**")
    expect(page.locator("#count")).to_contain_text("Donetsk")
    expect(page.locator("#f-place")).to_be_focused()
    assert page.locator(".reach").is_hidden()


def test_back_and_forward_find_the_list_where_it_was_left(contexts, site: str):
    page = contexts.like(viewport={"width": 1280, "height": 600}, reduced_motion="reduce").new_page()
    page.goto(site + "/quotes?size=25")
    first = listed(page)
    further = page.get_by_role("link", name="Further down the list")
    further.scroll_into_view_if_needed()
    left = page.evaluate("scrollY")
    assert left > 1000
    click(page, further)
    expect(page.locator("#count")).to_be_focused()
    assert page.evaluate("scrollY") < 300
    page.go_back()
    page.wait_for_function("ids => document.querySelector('.ledger > li').id === ids[0]", arg=first)
    page.wait_for_function("left => Math.abs(scrollY - left) < 5", arg=left)
    settled(page)
    page.wait_for_timeout(100)  # nothing scrolls it away again
    assert abs(page.evaluate("scrollY") - left) < 5


@pytest.mark.parametrize("address", ["/quotes", "/events", "/events/map", "/places", "/outlets"])
def test_one_link_leads_past_the_filters(contexts, site: str, address: str):
    page = contexts.like().new_page()
    page.goto(site + address)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to the results"
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_be_focused()


def test_where_there_is_no_list_there_is_no_link_to_it(contexts, site: str):
    page = contexts.like().new_page()
    page.goto(site + "/about")
    assert page.locator(".skip").count() == 1
