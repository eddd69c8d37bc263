"""The interface from right to left (the pseudo-locale en-XB), and with words a third longer (en-XA)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.world.world import World
from tests.browser.conftest import served
from tests.counts import some

pytestmark = pytest.mark.browser

WIDTHS = (1280, 360)
PAGES = (
    "/",
    "/quotes",
    "/events?place=donetsk-oblast",
    "/events/map",
    "/events/timeline",
    "/events/contradictions",
    "/people",
    "/people/volodymyr-zelensky",
    "/places/bakhmut",
    "/dates/2023-05",
    "/search?q=kupiansk",
    "/methodology",
)


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory, samples_db: Path, world: World) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("mirrored"), samples_db, world, language="en-XB") as address:
        yield address


@pytest.fixture(scope="module")
def lengthened(tmp_path_factory: pytest.TempPathFactory, samples_db: Path, world: World) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("lengthened"), samples_db, world, language="en-XA") as address:
        yield address


def reaching_out(page) -> list[str]:
    """What stands beyond an edge of the window and makes the page scroll sideways: none where it does not."""
    return page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          const out = ({ left, right, width }) => width && (left < -1 || right > wide + 1);
          return [...document.querySelectorAll("body *")]
            .filter((one) => out(one.getBoundingClientRect()))
            .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)
            .slice(0, 5)
            .concat("the page scrolls sideways");
        }"""
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_reaches_out_from_right_to_left(contexts, mirrored, width):
    page = contexts.like(viewport={"width": width, "height": 800}).new_page()
    found = {}
    for address in some(PAGES, 3):
        page.goto(mirrored + address)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", address
        if out := reaching_out(page):
            found[address] = out
    assert found == {}


def test_the_page_is_mirrored(contexts, mirrored, site):
    """The site's name is at the other end of the masthead, and the heading at the other edge of its column."""
    page = contexts.like(viewport={"width": 1280, "height": 800}).new_page()
    ends = {}
    for at in (site, mirrored):
        page.goto(f"{at}/methodology")
        box = page.locator("a.name").bounding_box()
        ends[at] = box["x"] + box["width"] / 2
        edge = "paddingRight" if at == mirrored else "paddingLeft"
        assert page.evaluate(f"getComputedStyle(document.querySelector('main li').parentElement).{edge}") != "0px"
    assert ends[site] < 640 < ends[mirrored]


def test_what_was_written_from_left_to_right_stays_so(contexts, mirrored):
    """An English article in a mirrored interface: its own words run as they were printed."""
    page = contexts.like(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{mirrored}/quotes?type=direct")
    said = page.locator("blockquote.said").first
    assert said.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_what_is_drawn_is_not_mirrored(contexts, mirrored):
    """A label stands beside its own mark on a map, and time runs on to the right."""
    page = contexts.like(viewport={"width": 1280, "height": 800}).new_page()
    for address, drawn in (
        ("/places/bakhmut", "main svg"),
        ("/events/timeline", "svg.columns"),
        ("/events/map", "#map"),
    ):
        page.goto(mirrored + address)
        assert page.locator(drawn).first.evaluate("one => getComputedStyle(one).direction") == "ltr", address


@pytest.mark.parametrize("width", WIDTHS)
def test_longer_words_find_room(contexts, lengthened, width):
    page = contexts.like(viewport={"width": width, "height": 800}).new_page()
    found = {}
    for address in PAGES:
        page.goto(lengthened + address)
        if out := reaching_out(page):
            found[address] = out
    assert found == {}
