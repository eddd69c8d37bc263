"""Promises kept on every kind of page: accessible, no wider than the screen, light, still, and whole on paper."""

from __future__ import annotations

import gzip
import io
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from app.paths import STATIC
from tests.addresses import MISSING
from tests.browser.conftest import Contexts
from tests.counts import FULL

pytestmark = pytest.mark.browser
AXE = next((Path(__file__).resolve().parents[1] / "vendor").glob("axe-*.min.js"))
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]
# CSS that a page fetches, uncompressed; with a map or a timeline their own sheet comes on top.
MOST_HTML, MOST_CSS, MOST_SCRIPT, MOST_SCRIPT_MAP, MOST_SHIFT = 60_000, 15_000, 20_000, 80_000, 0.02
SHIFT = """() => new Promise(done => {
  let sum = 0;
  const add = list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; };
  const watcher = new PerformanceObserver(add);
  watcher.observe({type: "layout-shift", buffered: true});
  setTimeout(() => { add({getEntries: () => watcher.takeRecords()}); done(sum); }, 150);
})"""
WIDER = "document.documentElement.scrollWidth > innerWidth"


def page_faults(page: Page) -> list[tuple[str, str]]:
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE))
    told = page.evaluate("axe.run({resultTypes: ['violations']}).then(told => told.violations)")
    found = [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in told]
    return [*found, *([("scrolls sideways", page.url)] if page.evaluate(WIDER) else [])]


@pytest.mark.parametrize("look", LOOKS, ids=[f"{scheme} {width}" for scheme, width in LOOKS])
def test_accessible_and_narrow_enough(
    contexts: Contexts, site: str, addresses: list[str], look: tuple[str, int]
) -> None:
    """Each page in all four looks at full count; every day a third of the pages in one look each."""
    assert len(addresses) >= 30  # UX §8
    scheme, width = look
    seen_at = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
    page, found = contexts.like(**seen_at, bypass_csp=True).new_page(), {}
    for address in addresses if FULL else addresses[3 * LOOKS.index(look) :: 3 * len(LOOKS)]:
        page.goto(site + address)
        if wrong := page_faults(page):
            found[address] = wrong
    assert found == {}


def test_the_watch_for_faults_sees_them(contexts: Contexts, site: str) -> None:
    page = contexts.like(viewport={"width": 320, "height": 900}, bypass_csp=True).new_page()
    page.goto(site + "/about")
    page.evaluate("""document.querySelector('main').insertAdjacentHTML('beforeend',
        '<img src="/static/icon.svg"><p style="width: 900px; color: #eee; background: #fff">pale</p>')""")
    found = {name for name, _ in page_faults(page)}
    assert found >= {"image-alt", "color-contrast", "scrolls sideways"}


def compressed(page: Page, site: str, address: str) -> int:
    """What a browser that takes Brotli or Zstandard fetches; the header is missing where it came in pieces."""
    answer = page.request.get(site + address, headers={"Accept-Encoding": "br, gzip"})
    return int(answer.headers.get("content-length") or len(gzip.compress(answer.body())))


def test_no_page_is_heavier_than_promised(contexts: Contexts, site: str, addresses: list[str]) -> None:
    page, weights, heavy = contexts.like().new_page(), {}, []
    for address in addresses:
        answer = page.request.get(site + address)
        text = answer.text()
        scripts = re.findall(r'<script[^>]*\ssrc="(/static/[^"?]+[^"]*)"', text)
        sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"?]+)', text)
        scripts += re.findall(r'data-leaflet="(/static/[^"]+)"', text)
        for script in scripts:
            weights.setdefault(script, compressed(page, site, script))
        has_map = "data-leaflet" in text
        told = {
            "html": (len(answer.body()), MOST_HTML),
            "script": (sum(weights[script] for script in scripts), MOST_SCRIPT_MAP if has_map else MOST_SCRIPT),
            "css": (css_weight({*sheets}), MOST_CSS),  # a sheet named twice is fetched once
        }
        heavy += [(address, what, weight, most) for what, (weight, most) in told.items() if weight > most]
        assert scripts, address
        assert sheets, address
    assert heavy == []


def css_weight(sheets: Iterable[str]) -> int:
    """Bytes as written, of sheets by their address beneath /static."""
    return sum((STATIC / sheet).stat().st_size for sheet in sheets)


def test_nothing_jumps_as_a_page_is_laid(contexts: Contexts, site: str, addresses: list[str]) -> None:
    page, found = contexts.like(viewport={"width": 1280, "height": 900}).new_page(), {}
    for address in addresses if FULL else addresses[::8]:
        page.goto(site + address, wait_until="networkidle")
        if (shift := page.evaluate(SHIFT)) > MOST_SHIFT:
            found[address] = shift
    page.goto(site + "/about")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("document.querySelector('main').style.marginTop = '400px'")
    assert page.evaluate(SHIFT) > MOST_SHIFT, "a page that does jump is not noticed"
    assert found == {}


PRINTED = ["/quotes", "/events", "/events/{event}", "/quotes/{quote}", "/articles/{article}"]
GONE = "nav.sections, form.find, form.filters, .facets, .pager, #keys, #toast, footer form, .skip"
CONTROLS = "nav.sections, form.filters button, #keys h2"  # whose words stand nowhere else
WORDS = """() => [...document.querySelectorAll(
    "h1:not(.hidden), .ledger :is(.said, .told, .title, .who), main :is(blockquote, p.text, th)")]
  .filter(one => !one.closest("details:not([open])")).map(one => [one.textContent.trim().slice(0, 60),
    one.getClientRects().length > 0 && getComputedStyle(one).visibility === "visible"])"""


@pytest.mark.parametrize("pattern", PRINTED)
def test_on_paper_all_is_there_and_the_controls_are_not(contexts: Contexts, site: str, pattern: str) -> None:
    """By what is laid out for print, and by the words of the PDF itself."""
    page = contexts.like().new_page()
    firsts = {noun: page.request.get(f"{site}/{noun}s.json").json()["items"][0]["url"].rpartition("/")[2]
              for noun in ("event", "quote", "article")}  # fmt: skip
    page.goto(site + pattern.format(**firsts))
    on_screen = [words for words, shown in page.evaluate(WORDS) if shown]
    page.emulate_media(media="print")
    on_paper = [words for words, shown in page.evaluate(WORDS) if shown]
    assert on_screen
    assert [words for words in on_screen if words not in on_paper] == []
    controls = page.locator(GONE)
    assert controls.count() >= 3
    assert [one.evaluate("one => one.className || one.id") for one in controls.all() if one.is_visible()] == []
    pdf = printed(page)
    assert [words for words in on_screen if squeezed(words) not in pdf] == []
    for one in page.locator(CONTROLS).all():
        assert squeezed(one.text_content() or "") not in pdf


def printed(page: Page) -> str:
    """The words of the page as a PDF, without white space: a PDF knows where letters stand and no more."""
    leaves = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return squeezed("".join(leaf.extract_text() for leaf in leaves))


def squeezed(words: str) -> str:
    """Letters alone, ligatures taken apart: “ﬀ” is one glyph on paper."""
    return "".join(unicodedata.normalize("NFKC", words).split())


TEXT = """KUPIANSK — Russian forces shelled Kupiansk on Saturday, killing three people, officials said.

“The bridge is closed,” {speaker}, a resident of Kupiansk, said on Sunday. “Nobody should go there.”
"""
SCRIPTS = {
    "Arabic": ("الجسر مغلق بعد القصف في كوبيانسك", "صحيفة المثال", "أحمد المنصوري", "ar"),
    "Hebrew": ("הגשר נסגר לאחר ההפגזה בקופיאנסק", "עיתון לדוגמה", "יעל כהן", "he"),
    "Cyrillic": ("Міст закрито після обстрілу Куп’янська", "Приклад-Кур’єр", "Олег Приклад", "uk"),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_in_other_scripts_stay_in_their_place(contexts: Contexts, own_site: str, script: str) -> None:
    title, outlet, speaker, lang = SCRIPTS[script]
    page = contexts.like(viewport={"width": 320, "height": 800}).new_page()
    page.goto(own_site + "/ingest")
    page.locator("#text").fill(TEXT.format(speaker=speaker))
    for field, told in (("title", title), ("outlet", outlet), ("published", "2023-05-21"), ("lang", lang)):
        page.locator(f"#{field}").fill(told)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("h1")).to_contain_text(title)
    article = page.url.removeprefix(own_site)
    outlet_page = page.request.get(f"{own_site}/outlets.json?q={outlet}").json()["items"][0]["url"]
    found = []
    for address in (article, outlet_page, "/articles", f"/quotes?q=bridge&lang={lang}"):
        page.goto(own_site + address)
        if page.evaluate(WIDER):
            found.append((address, "scrolls sideways"))
        for named in page.get_by_text(title, exact=True).all() if address in (article, "/articles") else ():
            if not named.evaluate("one => Boolean(one.closest('[dir], bdi'))"):
                found.append((address, "no direction of its own", named.evaluate("one => one.outerHTML")[:120]))
    assert found == [], json.dumps(found, ensure_ascii=False)


def test_missing_pages_say_so(contexts: Contexts, site: str) -> None:
    page = contexts.like().new_page()
    for address in MISSING:
        answer = page.goto(site + address)
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("h1")).to_be_visible()
