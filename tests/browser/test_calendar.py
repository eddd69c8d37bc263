"""A calendar by the arrow keys: one stop for Tab, days with something left and right, weeks up and down."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def at(page) -> str:
    return page.evaluate("document.activeElement.pathname")


def entered(page, address: str) -> list[str]:
    """The calendar's first or current day has the focus; the days with something, in order."""
    page.goto(address)
    days = sorted(page.locator("[data-roving] td a").evaluate_all("links => links.map(link => link.pathname)"))
    page.locator("[data-roving] td a[tabindex='0']").first.focus()
    return days


def test_the_days_of_a_month(watched):
    page = watched.page
    days = entered(page, watched.site + "/dates/2023-01")
    assert len(days) > 3
    assert page.locator("[data-roving] td a[tabindex='0']").count() == 1
    assert at(page) == days[0]
    steps = [("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", -1), ("Home", 0), ("ArrowLeft", 0)]
    for key, nth in steps:
        page.keyboard.press(key)
        assert at(page) == days[nth], key
    page.keyboard.press("ArrowDown")  # the nearest day with something that is a week or more later
    assert int(at(page)[-2:]) - int(days[0][-2:]) >= 7
    assert page.locator("[data-roving] td a[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/dates/2023-01-*")


def test_the_page_keys_turn_to_the_months_beside(watched):
    page = watched.page
    entered(page, watched.site + "/dates/2023-05")
    page.keyboard.press("PageDown")
    page.wait_for_url("**/dates/2023-06")
    entered(page, watched.site + "/dates/2023-05")
    page.keyboard.press("PageUp")
    page.wait_for_url("**/dates/2023-01")


def test_a_row_of_all_time_is_a_year(watched):
    page = watched.page
    months = entered(page, watched.site + "/dates")
    page.keyboard.press("End")
    assert at(page) == months[-1]
    page.keyboard.press("ArrowDown")  # the newest year stands first
    assert at(page) < months[-1]


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
def test_without_script_every_day_is_a_link(watched):
    page = watched.page
    page.goto(watched.site + "/dates/2023-05")
    page.locator("[data-roving] td a").last.click()
    page.wait_for_url("**/dates/2023-05-21")
    expect(page.locator("h1")).to_contain_text("21 May 2023")
