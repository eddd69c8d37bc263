"""How it looks where a look is a promise: under a finger, on paper, in forced colours, from right to left."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FINGER = {"viewport": {"width": 360, "height": 560}, "has_touch": True, "is_mobile": True}
TOUCHED = ":is(.sections, .facets li, .chips, .tabs, .pager, footer ul) a, summary, button, select"
LOW = """touched => [...document.querySelectorAll(touched)]
  .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 44)
  .map(one => one.outerHTML.slice(0, 90))"""
WIDE = {"viewport": {"width": 1280, "height": 900}}


@pytest.mark.parametrize(
    "address", ["/", "/events?place=bakhmut&size=1", "/events/timeline", "/quotes?size=2", "/dates"]
)
def test_under_a_finger_nothing_is_small(contexts, site, address):
    """UX §3: 44 px on touch."""
    page = contexts.like(**FINGER).new_page()
    page.goto(site + address)
    for summary in page.locator("main summary:visible").all():
        summary.click()
    assert page.locator(TOUCHED).count() > 10
    assert page.evaluate(LOW, TOUCHED) == []


def test_on_a_phone_apply_stays_in_sight(contexts, site):
    page = contexts.like(**FINGER).new_page()
    page.goto(site + "/quotes")
    page.locator(".pane > summary").click()
    page.locator("#f-q").scroll_into_view_if_needed()
    expect(page.locator("form.filters > button")).to_be_in_viewport(ratio=1)


def test_printed_chips_are_a_sentence_and_controls_are_gone(contexts, site):
    page = contexts.like(**WIDE).new_page()
    page.goto(site + "/events?place=ukraine")
    page.emulate_media(media="print")
    chips = page.locator(".chips")
    assert chips.evaluate("one => getComputedStyle(one, '::before').content") != "none"
    expect(chips.locator("[aria-hidden]").first).to_be_hidden()
    for control in (".forms", "summary", "[rel=nofollow]", ".copy"):
        for one in page.locator(control).all():
            expect(one).to_be_hidden()


@pytest.mark.parametrize("address", ["/", "/events", "/places", "/events/map"])
def test_what_the_legend_calls_outlined_has_an_outline(contexts, site, address):
    page = contexts.like(**WIDE, java_script_enabled=False).new_page()
    page.goto(site + address)
    drawn = page.locator(".area").evaluate_all("all => all.map(one => getComputedStyle(one).stroke)")
    assert drawn, "a country or region should be drawn here"
    assert "none" not in drawn


DRAWN = """all => all.map(one => {
  const look = getComputedStyle(one, "::before");
  return [look.backgroundColor, look.backgroundImage, look.borderStyle, look.borderRadius, look.rotate].join();
})"""


@pytest.mark.parametrize("address", ["/events/map", "/events/timeline?from=2023-05&to=2023-05"])
def test_forced_colours_leave_the_legend_its_marks(contexts, site, address):
    page = contexts.like(**WIDE, forced_colors="active", java_script_enabled=False).new_page()
    page.goto(site + address)
    marks = page.locator(".plate .legend .m, .source .m")
    assert marks.count() > 1
    drawn = marks.evaluate_all(DRAWN)
    assert len(set(drawn)) == len(drawn)


ENDS = """time => {
  const at = n => {
    const range = document.createRange();
    range.setStart(time.firstChild, n);
    range.setEnd(time.firstChild, n + 1);
    return range.getBoundingClientRect().left;
  };
  return [at(0), at(time.textContent.length - 1)];
}"""


def test_a_day_reads_on_in_its_own_direction(contexts, site):
    """ "4 February 2026" in a page that runs from right to left, not "February 2026 4"."""
    page = contexts.like(**WIDE).new_page()
    page.goto(site + "/events")
    page.evaluate("document.documentElement.dir = 'rtl'")
    for time in page.locator(".dateline time").all()[:10]:
        first, last = time.evaluate(ENDS)
        assert first < last, time.inner_text()


def test_placeholders_are_our_soft_ink(contexts, site):
    for scheme in ("light", "dark"):
        page = contexts.like(**WIDE, color_scheme=scheme).new_page()
        page.goto(site + "/events")
        soft = page.locator("footer").evaluate("one => getComputedStyle(one).color")
        assert page.locator("#f-place").evaluate("one => getComputedStyle(one, '::placeholder').color") == soft
