"""The six things people come for, each walked without script and with nothing but a keyboard.

They are those of the design: what somebody said about something and when; what happened at a place on a day, also
by the calendar; who says so and who does not; the answer as a link, a feed or a file; that something is wrong;
one's own article.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CONTACT, Contexts
from tests.browser.visitors import ByHand, ByKeyboard
from tests.counts import count

pytestmark = pytest.mark.browser
VISITORS = {"no script": (ByHand, {"java_script_enabled": False}), "keyboard": (ByKeyboard, {}),
            "keyboard, no script": (ByKeyboard, {"java_script_enabled": False})}  # fmt: skip
TEXT = """KUPIANSK — Russian forces shelled Kupiansk on Saturday, killing three people, officials said.

“The bridge is closed,” Oleh Syniehubov, governor of Kharkiv Oblast, said on Sunday. “Nobody should go there.”
"""


EVERY_DAY = list(VISITORS)[: count(2, 3)]


@pytest.fixture(params=EVERY_DAY)
def visitor(request: pytest.FixtureRequest, contexts: Contexts) -> ByHand:
    kind, told = VISITORS[request.param]
    return kind(contexts.like(**told, reduced_motion="reduce").new_page())


def in_main(page: Page, role: str, name: str, exact: bool = False):
    return page.locator("main").get_by_role(role, name=name, exact=exact).first


def what_was_said(visitor: ByHand, site: str) -> None:
    page = visitor.page
    visitor.open(f"{site}/quotes")
    visitor.send(page.locator("#f-speaker"), "Zelenskyy", "speaker=(Zelenskyy|volodymyr-zelensky)")
    expect(page.locator(".chips")).to_contain_text("Volodymyr Zelensky")
    visitor.send(page.locator("#f-q"), "bakhmut", "q=bakhmut")
    expect(page.locator("#count")).to_contain_text("bakhmut")
    visitor.follow(page.locator(".ledger > li :is(.said, .told) a").first, "/quotes/[0-9a-z]{12}$")
    expect(page.locator("main")).to_contain_text("Volodymyr Zelensky")
    expect(page.locator("main .dateline time").first).to_be_visible()


def what_happened(visitor: ByHand, site: str) -> None:
    page = visitor.page
    visitor.open(site)
    visitor.send(page.locator("#find"), "bakhmut", r"/search\?q=bakhmut")
    visitor.follow(in_main(page, "link", "Bakhmut", exact=True), "/places/bakhmut$")
    visitor.open(f"{site}/events?place=bakhmut")
    visitor.send(page.locator("#f-from"), "2023-05-20", "from=2023-05-20")
    expect(page.locator(".chips")).to_contain_text("2023")
    visitor.follow(page.locator(".ledger .title a").first, "/events/[0-9a-z]{12}-")
    expect(page.locator("h1")).to_contain_text("Bakhmut")


def who_says_so(visitor: ByHand, site: str) -> None:
    page = visitor.page
    visitor.open(f"{site}/events/contradictions?place=bakhmut")
    visitor.follow(page.locator("main .ledger a[href^='/events/']").first, "/events/[0-9a-z]{12}")
    expect(page.get_by_role("heading", name="Who says what")).to_be_visible()
    visitor.follow(page.locator("main a[href*='/articles/'][href*='#s']:visible").first, "/articles/.*#s[0-9]+-")
    assert page.locator(":target").text_content()


def link_feed_and_file(visitor: ByHand, site: str) -> None:
    page = visitor.page
    visitor.open(f"{site}/quotes?speaker=volodymyr-zelensky&q=bakhmut")
    number = int(page.locator("#count").inner_text().split()[0])
    visitor.follow(in_main(page, "link", "JSON", exact=True), r"/quotes\.json\?")
    page.go_back()
    visitor.follow(in_main(page, "link", "Link to it"), r"/quotes\?q=bakhmut&speaker=volodymyr-zelensky$")
    feed = page.locator("link[rel=alternate]").get_attribute("href")
    assert page.request.get(site + feed).text().count("<entry>") == number
    with page.expect_download() as fetched:
        visitor.press(in_main(page, "link", "CSV", exact=True))
    assert len(fetched.value.path().read_text("utf-8").splitlines()) > number


def by_the_calendar(visitor: ByHand, site: str) -> None:
    page = visitor.page
    visitor.open(f"{site}/dates")
    visitor.follow(in_main(page, "link", "2023", exact=True), "/dates/2023$")
    visitor.follow(page.locator("main a[href='/dates/2023-05']").first, "/dates/2023-05$")
    visitor.follow(page.locator("main a[href='/dates/2023-05-21']").first, "/dates/2023-05-21")
    expect(page.locator("h1")).to_contain_text("21 May 2023")
    expect(page.locator(".ledger > li").first).to_be_visible()


def this_is_wrong(visitor: ByHand, site: str) -> None:
    """From a quote to a mail that names its address, to what a mended fact looks like, and back to the quote."""
    page = visitor.page
    visitor.open(f"{site}/quotes?speaker=volodymyr-zelensky")
    visitor.follow(page.locator(".ledger > li :is(.said, .told) a").first, "/quotes/[0-9a-z]{12}$")
    quote, words = page.url, page.locator("h1").inner_text()
    visitor.follow(in_main(page, "link", "Report a mistake"), r"/report\?of=")
    mail = in_main(page, "link", CONTACT)
    told = unquote(mail.get_attribute("href") or "")
    assert told.startswith(f"mailto:{CONTACT}?subject=")
    assert quote in told, "the mail says which page is meant"
    visitor.at(mail)
    visitor.follow(in_main(page, "link", "What changed"), "/changes$")
    page.go_back()
    visitor.follow(in_main(page, "link", quote), "/quotes/[0-9a-z]{12}$")
    assert (page.url, page.locator("h1").inner_text()) == (quote, words)


def ones_own_article(visitor: ByHand, site: str) -> None:
    page = visitor.page
    visitor.open(site)
    visitor.follow(page.get_by_role("link", name="Add an article"), "/ingest$")
    visitor.write(page.locator("#text"), TEXT)
    visitor.write(page.locator("#title"), "Bridge closed after shelling")
    visitor.write(page.locator("#published"), "2023-05-21")
    visitor.follow(page.get_by_role("button", name="Read it"), "/articles/[0-9a-z]{12}")
    expect(page.locator("h1")).to_contain_text("Bridge closed after shelling")
    expect(page.locator("mark").first).to_be_visible()


READING = (what_was_said, what_happened, who_says_so, link_feed_and_file, this_is_wrong, by_the_calendar)


@pytest.mark.parametrize("journey", READING)
def test_a_journey_of_reading(visitor: ByHand, site: str, journey: Callable[[ByHand, str], None]) -> None:
    journey(visitor, site)


def test_the_journey_of_ones_own_article(visitor: ByHand, own_site: str) -> None:
    ones_own_article(visitor, own_site)
