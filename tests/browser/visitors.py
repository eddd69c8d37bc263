"""Those who walk the journeys: one without script, one with nothing but a keyboard who must see where they are."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

MOST_STEPS = 600  # of Tab on one page: a list of fifty with its facets has some four hundred stops
# What is wrong with the element that has the focus; empty where it can be seen to have it.
SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nothing has the focus";
  const words = one.textContent || one.getAttribute("aria-label") || "";
  const name = `${one.tagName} ${one.id} ${words.trim().slice(0, 40)}`;
  const style = getComputedStyle(one);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `no ring round ${name}`;
  const boxes = [...one.getClientRects()].filter(box => box.width > 0 && box.height > 0);
  if (!boxes.some(box => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth))
    return `out of sight: ${name}`;
  const free = boxes.some(box => {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return top && (one.contains(top) || top.contains(one));
  });
  return free ? "" : `covered: ${name}`;
}"""
# The key that leads on: Tab, but an arrow inside of a calendar, whose days are one stop for Tab.
NEXT = """one => {
  const group = one.closest("[data-roving]");
  const here = document.activeElement;
  if (!group?.contains(here) || one.tabIndex >= 0) return "Tab";
  return here.pathname < one.pathname ? "ArrowRight" : "ArrowLeft";
}"""
LOOK = 8  # pixels round an element that a ring may take


class ByHand:
    """Clicks and writes; what a mouse or a finger does, which needs no script."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def follow(self, link: Locator, to: str) -> None:
        """Follows a link or presses a button; `to` is what the address then looks like (a pattern)."""
        self.press(link)
        expect(self.page).to_have_url(re.compile(to))

    def at(self, link: Locator) -> None:
        """Could press it, and does not: a mail program is none of the site."""
        link.click(trial=True)

    def press(self, link: Locator) -> None:
        link.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def send(self, field: Locator, text: str, to: str) -> None:
        """Writes into a field and presses Enter."""
        field.fill(text)
        field.press("Enter")
        expect(self.page).to_have_url(re.compile(to))


class ByKeyboard(ByHand):
    """Tab, arrows, Enter, Space and letters. At each stop the focus must be visible."""

    def reach(self, wanted: Locator) -> None:
        expect(wanted).to_be_visible()
        target = wanted.element_handle()
        for _ in range(MOST_STEPS):
            # Past the end of a page are the browser's own controls, and then its body.
            told, key = target.evaluate(f"""one => [one === document.activeElement ? "here" :
                document.activeElement === document.body ? "" : ({SEEN})(), ({NEXT})(one)]""")
            if told == "here":
                self.looked(wanted)
                return
            assert told == "", self.page.url
            self.page.keyboard.press(key)
        raise AssertionError(f"Tab never reaches {wanted} on {self.page.url}")

    def looked(self, wanted: Locator) -> None:
        """The picture with the focus is another than without: the ring is not only said by a style."""
        assert self.page.evaluate(SEEN) == ""
        box = wanted.bounding_box()
        assert box
        clip = {
            "x": max(0, box["x"] - LOOK),
            "y": max(0, box["y"] - LOOK),
            "width": box["width"] + 2 * LOOK,
            "height": box["height"] + 2 * LOOK,
        }
        still = {"clip": clip, "animations": "disabled", "caret": "hide"}
        lit = self.page.screenshot(**still)
        wanted.evaluate("one => one.style.setProperty('outline', 'none', 'important')")
        plain = self.page.screenshot(**still)
        wanted.evaluate("one => one.style.removeProperty('outline')")
        assert lit != plain, f"the focus on {wanted} does not show"

    def at(self, link: Locator) -> None:
        self.reach(link)

    def press(self, link: Locator) -> None:
        self.reach(link)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def send(self, field: Locator, text: str, to: str) -> None:
        self.write(field, text)
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(to))
