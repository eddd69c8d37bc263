"""Searching with the keyboard alone, and without script; the open list by axe, in light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_promises import LOOKS, page_faults
from tests.counts import FULL

pytestmark = pytest.mark.browser
NO_SCRIPT = {"java_script_enabled": False}
SHARES = {"permissions": ["clipboard-read", "clipboard-write"]}


def typed(page, words: str) -> None:
    page.locator("#find").press_sequentially(words, delay=30)
    page.locator("#hints [role=option]").first.wait_for()


def test_a_suggestion_is_chosen_with_the_keyboard_alone(watched):
    page = watched.page
    page.goto(watched.site + "/about")
    find = page.locator("#find")
    expect(find).to_have_attribute("role", "combobox")
    expect(find).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    typed(page, "zelen")
    expect(find).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#hinted")).to_have_text("1 suggestion")
    page.keyboard.press("ArrowDown")
    option = page.locator("#hints [aria-selected=true]")
    assert find.get_attribute("aria-activedescendant") == option.get_attribute("id")
    expect(find).to_be_focused()  # the focus stays in the box
    page.keyboard.press("ArrowDown")  # past the end stands the box itself
    assert find.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/volodymyr-zelensky")


def test_an_answer_that_comes_late_leaves_the_choice(watched):
    page, held = watched.page, []

    def hold(route):
        held.append(route)

    page.goto(watched.site + "/about")
    typed(page, "zele")
    page.route("**/suggest?*", hold)
    with page.expect_request("**/suggest?*"):
        page.locator("#find").press_sequentially("n")
    page.keyboard.press("ArrowDown")
    page.evaluate("window.swapped = 0; document.addEventListener('htmx:after:swap', () => window.swapped++)")
    held[0].continue_()
    page.wait_for_function("() => window.swapped > 0")
    expect(page.locator("#hints [aria-selected=true]")).to_have_count(1)
    page.locator("#find").press_sequentially("s")
    expect(page.locator("#hints [aria-selected=true]")).to_have_count(0)  # who types on means the words


def test_several_words_are_offered_as_a_question(watched):
    page = watched.page
    page.goto(watched.site + "/about")
    page.keyboard.press("/")
    page.locator("#find").press_sequentially("zelensky bakhm", delay=30)
    question = page.locator("#hints [role=option]", has_text="Quotes by Volodymyr Zelensky about Bakhmut")
    question.wait_for()
    group = page.locator("#hints [role=group]").first
    assert page.locator(f"#{group.get_attribute('aria-labelledby')}").text_content() == "As a question"
    page.keyboard.press("ArrowDown")
    expect(question).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes?speaker=volodymyr-zelensky&about=*bakhmut")


def test_a_field_of_names_offers_them_in_the_browsers_own_list(watched):
    page = watched.page
    page.goto(watched.site + "/quotes")
    field = page.get_by_label("Speaker", exact=True)
    field.press_sequentially("zelen", delay=30)
    offered = page.locator("datalist#named option")
    expect(offered).to_have_count(1)
    expect(offered).to_have_attribute("value", "Volodymyr Zelensky")
    expect(field).to_have_attribute("list", "named")
    field.fill("Volodymyr Zelensky")
    field.press("Enter")
    page.wait_for_url("**/quotes?speaker=*")
    expect(page.locator("#count")).to_contain_text("by Volodymyr Zelensky")


def test_escape_closes_and_enter_searches_what_was_typed(watched):
    page = watched.page
    page.goto(watched.site + "/about")
    page.keyboard.press("/")
    typed(page, "kup")
    page.keyboard.press("Escape")
    expect(page.locator("#hints")).to_be_hidden()
    assert page.locator("#find").input_value() == "kup"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=kup")


def test_a_suggestion_is_chosen_with_the_mouse(watched):
    page = watched.page
    page.goto(watched.site + "/about")
    page.locator("#find").click()
    typed(page, "may 2023")
    page.locator("#hints [role=option]", has_text="May 2023").click()
    page.wait_for_url("**/dates/2023-05")


@pytest.mark.parametrize("watched", [SHARES], indirect=True)
def test_results_are_walked_opened_and_copied_with_letters(watched):
    page = watched.page
    page.goto(watched.site + "/quotes?q=bakhmut")
    links = page.eval_on_selector_all(".ledger > li :is(.said, .told) a", "all => all.map(one => one.href)")
    here = "document.activeElement.href"
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert page.evaluate(here) == links[at]
    page.keyboard.press("s")
    expect(page.locator("#toast")).to_contain_text("Copied:")
    assert page.evaluate("navigator.clipboard.readText()") == links[1]
    page.keyboard.press("Enter")
    page.wait_for_url(links[1])


@pytest.mark.parametrize("copy", ["link", "words"])
def test_where_no_page_may_copy_the_words_are_selected(watched, copy):
    """As on plain http, where browsers have no clipboard."""
    page = watched.page
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(watched.site + "/quotes?q=bakhmut")
    page.locator(".ledger > li :is(.said, .told) a").first.click()
    page.wait_for_url("**/quotes/*")
    wanted = page.url
    if copy == "words":
        page.locator("details.cite summary").click()
        wanted = page.locator("details.cite pre").first.inner_text().strip()
    page.locator(f"button[data-copy={copy}]").first.click()
    expect(page.locator("#toast")).to_contain_text("Selected, for you to copy:")
    assert page.evaluate("getSelection().toString().trim()") == wanted


def test_help_opens_and_closes(watched):
    page = watched.page
    page.goto(watched.site + "/quotes")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("j")  # nothing moves beneath it
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_letters_are_letters_where_somebody_writes(watched):
    page = watched.page
    page.goto(watched.site + "/quotes")
    page.locator("#f-speaker").focus()
    page.keyboard.type("j/k?s")
    assert page.locator("#f-speaker").input_value() == "j/k?s"


def test_switched_off_they_do_nothing(watched):
    page = watched.page
    page.goto(watched.site + "/quotes")
    page.get_by_role("button", name="Switch keyboard shortcuts off").click()
    expect(page.get_by_role("button", name="Switch keyboard shortcuts on")).to_be_visible()
    for key in ("/", "j", "?"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Switch keyboard shortcuts on")).to_be_visible()


@pytest.mark.parametrize("watched", [NO_SCRIPT], indirect=True)
def test_without_script_a_misspelt_name_still_ends_at_its_page(watched):
    page = watched.page
    page.goto(watched.site + "/")
    assert page.locator("#find").get_attribute("role") is None
    expect(page.locator("#hints")).to_be_hidden()
    page.locator("#find").fill("Zelnsky")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator("main")).to_contain_text("Showing Zelensky")
    page.get_by_role("link", name="Volodymyr Zelensky").first.click()
    page.wait_for_url("**/people/volodymyr-zelensky")
    page.locator("#said-q").fill("bakhmut")
    page.get_by_role("button", name="Search their quotes").click()
    page.wait_for_url("**speaker=volodymyr-zelensky**")
    expect(page.locator("#count")).to_contain_text("by Volodymyr Zelensky with “bakhmut”")
    expect(page.locator(".ledger mark").first).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), LOOKS if FULL else LOOKS[1:2])
def test_search_is_accessible_with_the_list_open_too(contexts, site, scheme, width):
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    page = contexts.like(**look).new_page()
    faults = []

    def look_at(what: str) -> None:
        faults.extend((what, *fault) for fault in page_faults(page))

    for q in ("", "Зеленский", "xyzzyx", "speaker:Zelnsky", "may 2023"):
        page.goto(f"{site}/search?q={q}")
        look_at(q)
    page.goto(site + "/about")
    page.locator("#find").focus()
    typed(page, "ma")
    page.keyboard.press("ArrowDown")
    look_at("suggestions")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("?")
    look_at("help")
    assert faults == []
