"""The map and the timeline of a list: one question, one address, with script and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_journeys import NO_SCRIPT, listed
from tests.browser.test_promises import LOOKS, page_faults
from tests.counts import FULL, some

pytestmark = pytest.mark.browser
STILL = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
STANDING = "#map .leaflet-marker-icon.m"
ADDRESSES = ["/events/map", "/events/map?place=ukraine", "/events/map?q=xyzzy", "/events/map?modality=planned",
             "/events/timeline", "/events/timeline?from=2023&to=2023", "/events/timeline?q=xyzzy"]  # fmt: skip


@pytest.mark.parametrize("watched", [STILL], indirect=True)
def test_the_map_is_laid_over_the_drawing(watched):
    page = watched.page
    page.goto(watched.site + "/events/map?place=ukraine")
    expect(page.locator(STANDING).first).to_be_visible()
    assert page.locator("#plate .twin").is_hidden()
    assert page.locator("#map path.land").count() > 50
    page.locator("#map-tools button", has_text="Show all places").evaluate("button => button.click()")
    told = page.request.get(watched.site + "/events/map.json?place=ukraine").json()
    signs = page.locator(STANDING).all()
    assert sorted(key for sign in signs for key in sign.get_attribute("data-keys").split()) == sorted(
        mark["key"] for mark in told["marks"]
    )
    shown = sum(int(sign.get_attribute("aria-label").rpartition(": ")[2].split()[0]) for sign in signs)
    assert shown == told["events"]
    areas = [mark for mark in told["marks"] if mark["where"] in ("shape", "circle")]
    assert areas
    assert page.locator("#map path.area").count() >= len(areas)


@pytest.mark.parametrize("watched", [STILL], indirect=True)
def test_search_this_area_asks_the_list_too(watched):
    page = watched.page
    page.goto(watched.site + "/events/map?place=ukraine")
    expect(page.locator(STANDING).first).to_be_visible()
    everything = page.locator("#count").text_content()
    for _ in range(3):
        page.locator("#map .leaflet-control-zoom-in").click()
    page.get_by_role("button", name="Search this area").click()
    page.wait_for_url("**bbox=**")
    expect(page.locator(".chips a", has_text="Map area")).to_be_visible()
    assert page.locator("#count").text_content() != everything
    query = page.url.partition("?")[2]
    asked = page.request.get(f"{watched.site}/events.json?{query}").json()
    assert listed(page) == [item["id"] for item in asked["items"]]
    expect(page.locator("#plate figcaption")).to_contain_text(f"{asked['count']['value']} event")
    page.go_back()
    expect(page.locator("#count")).to_have_text(everything)
    expect(page.locator(STANDING).first).to_be_visible()


@pytest.mark.parametrize("watched", [STILL], indirect=True)
def test_following_the_map_replaces_the_address(watched):
    page = watched.page
    page.goto(watched.site + "/events/map?place=ukraine")
    expect(page.locator(STANDING).first).to_be_visible()
    before = page.evaluate("history.length")
    page.get_by_label("follow as I move").check()
    page.wait_for_url("**bbox=**")
    first = page.url
    page.locator("#map").focus()
    page.keyboard.press("+")
    page.wait_for_url(lambda url: url != first and "bbox=" in url)
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize("watched", [STILL], indirect=True)
def test_list_and_map_point_at_each_other(watched):
    page = watched.page
    page.goto(watched.site + "/events/map?place=bakhmut")
    expect(page.locator(STANDING).first).to_be_visible()
    row = page.locator(".ledger > li:has(.on-map)").first
    row.hover()
    expect(page.locator(f"{STANDING}.lit")).to_have_count(1)
    page.mouse.move(2, 2)
    expect(page.locator(f"{STANDING}.lit")).to_have_count(0)
    page.locator(STANDING).first.focus()
    expect(page.locator(".ledger > li.lit").first).to_be_visible()


@pytest.mark.parametrize("watched", [STILL], indirect=True)
def test_by_keyboard_to_a_place_and_back(watched):
    page = watched.page
    page.goto(watched.site + "/events/map?place=ukraine")
    expect(page.locator(STANDING).first).to_be_visible()
    button = page.locator(".on-map").first
    row = page.locator(".ledger > li:has(.on-map)").first
    title = row.locator(".title a").text_content()
    button.focus()
    page.keyboard.press("Enter")
    card = page.locator("#map .card")
    expect(card).to_be_focused()
    expect(card.locator("li", has_text=title).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("watched", [STILL], indirect=True)
def test_tabs_keep_the_question_and_back_works(watched):
    page = watched.page
    page.goto(watched.site + "/events?type=shelling")
    ids, heading = listed(page), page.locator("#count").text_content()
    tabs = page.get_by_role("navigation", name="Views of this answer")
    for tab, sign in (("Map", STANDING), ("Timeline", ".columns a"), ("List", ".ledger .dateline")):
        tabs.get_by_role("link", name=tab).click()
        expect(page.locator(sign).first).to_be_visible()
        assert "type=shelling" in page.url
        assert listed(page) == ids
        assert page.locator("#count").text_content() == heading
        assert page.evaluate("performance.getEntriesByType('navigation').length") == 1
    for sign in (".columns a", STANDING, ".ledger .dateline"):
        page.go_back()
        expect(page.locator(sign).first).to_be_visible()
    assert listed(page) == ids


@pytest.mark.parametrize("watched", [STILL, STILL | NO_SCRIPT], indirect=True, ids=["with script", "without"])
def test_a_column_leads_to_its_own(watched):
    page = watched.page
    page.goto(watched.site + "/events/timeline")
    column = page.locator(".columns a").nth(2)
    label, _, number = column.locator("title").text_content().partition(": ")
    column.click()
    page.wait_for_url("**from=**to=**")
    expect(page.locator("#count")).to_contain_text(f"{number}, {label}")
    assert len(listed(page)) == int(number.split()[0])


@pytest.mark.parametrize("watched", [STILL], indirect=True)
def test_arrows_walk_the_columns_and_a_stretch_is_drawn(watched):
    page = watched.page
    page.goto(watched.site + "/events/timeline")
    columns = page.locator(".columns a")
    columns.first.focus()
    page.keyboard.press("ArrowRight")
    expect(columns.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(columns.last).to_be_focused()
    box = page.locator(".columns").bounding_box()
    numbers = [row.inner_text() for row in page.locator("#time tbody td:nth-child(2)").all()]
    page.mouse.move(box["x"] + 50, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 60, steps=5)
    page.mouse.up()
    page.wait_for_url("**from=**to=**")
    expect(page.locator("#time figcaption")).to_contain_text("dated events")
    assert len(listed(page)) > 1
    assert numbers


@pytest.mark.parametrize("watched", [NO_SCRIPT], indirect=True)
def test_without_script_the_drawing_has_links(watched):
    page = watched.page
    page.goto(watched.site + "/events/map?place=ukraine")
    assert page.locator("#map").is_hidden()
    link = page.locator("#plate .twin a:has(.spot)").first
    name, _, number = link.get_attribute("aria-label").partition(": ")
    page.goto(watched.site + link.get_attribute("href"))
    assert name.removeprefix("near ") in page.locator("#count").text_content()
    assert len(listed(page)) >= int(number.split()[0])


@pytest.mark.parametrize(("scheme", "width"), LOOKS if FULL else LOOKS[1:2])
def test_accessible_and_narrow_enough(contexts, site, width, scheme):
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
    page, found = contexts.like(**look, bypass_csp=True).new_page(), []
    for address in some(ADDRESSES, 4):
        page.goto(site + address, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        found += [(address, *fault) for fault in page_faults(page)]
    assert found == []


def test_neither_breaks_the_policy_nor_speaks_to_others(watched):
    for address in some(ADDRESSES, 5):
        watched.page.goto(watched.site + address, wait_until="networkidle")


@pytest.mark.parametrize("watched", [STILL], indirect=True)
@pytest.mark.parametrize(("address", "most"), [("/events/map", 80_000), ("/events/timeline", 20_000)])
def test_no_heavier_than_promised(watched, address, most):
    """UX §7: compressed script a page fetches; and nothing jumps as the map is laid."""
    page, weights = watched.page, {}
    page.on("response", lambda got: weights.update({got.url: int(got.headers.get("content-length", 0))}))
    page.goto(watched.site + address, wait_until="networkidle")
    scripts = {url: weight for url, weight in weights.items() if ".js" in url}
    assert 0 < sum(scripts.values()) <= most, scripts
    assert sum(weight for url, weight in weights.items() if ".css" in url) <= 15_000
    shift = page.evaluate(
        "new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, one) => sum +"
        " one.value, 0))).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 300))"
    )
    assert shift <= 0.02
