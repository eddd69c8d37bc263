"""Whether HTML is valid: html5lib's strict parse, and what a parser does not see.

Of the HTML Living Standard: which attributes an element takes, which elements may stand in which, ids once and
every reference to one answered. Written out here since the Nu checker needs Java, which we ask of nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

_X = "{http://www.w3.org/1999/xhtml}"
GLOBAL = set("class dir hidden id inert lang role tabindex title translate popover autofocus style".split())
ATTRIBUTES = {
    "a": "href rel target download hreflang type",
    "blockquote": "cite",
    "button": "disabled form name type value popovertarget popovertargetaction",
    "details": "open name",
    "dialog": "open",
    "form": "action method autocomplete name novalidate enctype target",
    "html": "",
    "img": "alt src srcset width height loading decoding",
    "input": "accept autocomplete checked disabled form list max maxlength min minlength multiple name pattern "
    "placeholder readonly required size step type value",
    "label": "for",
    "li": "value",
    "link": "href rel type sizes media hreflang as integrity",
    "meta": "charset content http-equiv name property",
    "meter": "value min max low high optimum",
    "ol": "reversed start type",
    "optgroup": "label disabled",
    "option": "disabled label selected value",
    "output": "for form name",
    "progress": "value max",
    "q": "cite",
    "script": "async defer integrity src type",
    "select": "autocomplete disabled form multiple name required size",
    "td": "colspan headers rowspan",
    "textarea": "autocomplete cols disabled form maxlength minlength name placeholder readonly required rows wrap",
    "th": "abbr colspan headers rowspan scope",
    "time": "datetime",
    "track": "default kind label src srclang",
}
PLAIN = set(
    "abbr address article aside b bdi bdo body br caption cite code col colgroup data dd del dfn div dl dt em "
    "fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 head header hgroup hr i ins kbd legend main mark menu "
    "nav noscript p pre rp rt ruby s samp search section small span strong sub summary sup table tbody template "
    "tfoot thead title tr u ul var wbr".split()
)
BLOCKS = set(
    "address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr main menu nav ol p pre search section table ul".split()
)
PHRASING = set(
    "abbr b bdi bdo button cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd label mark output p pre q s samp small "
    "span strong sub sup time u var".split()
)
INTERACTIVE = {"a", "button", "details", "input", "label", "select", "textarea"}
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "option": {"select", "datalist", "optgroup"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "legend": {"fieldset"},
    "caption": {"table"},
}
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "tr": {"td", "th"},
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant",
              "popovertarget", "headers")  # fmt: skip
FRACTION = re.compile(r"\.\d{4,}")  # of a second: three digits at most
FOR_SCRIPT = ("data-", "aria-")


def faults(text: str) -> list[str]:
    """What is not valid in a whole document; empty where all is well. A broken parse is a fault too."""
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(text)
    found = [f"line {line}: {code} {told}" for (line, _), code, told in parser.errors]
    ids = Counter(one.get("id") for one in tree.iter() if isinstance(one.tag, str) and one.get("id") is not None)
    found += [f"id {name!r} {number} times" for name, number in ids.items() if number > 1]
    found += [
        f"id {name!r} has no letters or has spaces" for name in ids if not name or name != "".join(name.split())
    ]
    for inside, one in walked(tree, ()):
        found += [f"<{one.tag.removeprefix(_X)}>: {fault}" for fault in _of_element(inside, one, set(ids))]
    headings = [one for _, one in walked(tree, ()) if one.tag == f"{_X}h1"]
    if len(headings) != 1:
        found.append(f"{len(headings)} h1")
    return found


def fragment_faults(text: str) -> list[str]:
    """Of a block as it is sent to be swapped in: a title, then what goes into the body."""
    title, end, block = text.partition("</title>")
    if not end:
        return ["no title before the block"]
    return faults(f'<!doctype html><html lang="en"><head>{title}{end}</head><body>{block}</body></html>')


def walked(one: Element, inside: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Element]]:
    """Every HTML element with the names of those it stands in; what SVG holds is left to the parser."""
    if not isinstance(one.tag, str) or not one.tag.startswith(_X):
        return
    yield inside, one
    for child in one:
        yield from walked(child, (*inside, one.tag.removeprefix(_X)))


def _of_element(inside: tuple[str, ...], one: Element, ids: set[str]) -> Iterator[str]:
    name = one.tag.removeprefix(_X)
    if name not in ATTRIBUTES and name not in PLAIN:
        yield "no such element"
    yield from _attributes(name, one)
    yield from _place(name, inside, one)
    for reference in REFERENCES:
        for asked in (one.get(reference) or "").split():
            if asked not in ids:
                yield f"{reference} names {asked!r}, which is not there"


def _attributes(name: str, one: Element) -> Iterator[str]:
    known = GLOBAL | set(ATTRIBUTES.get(name, "").split())
    for attribute, value in one.attrib.items():
        if attribute not in known and not attribute.startswith(FOR_SCRIPT):
            yield f"takes no {attribute}"
        if attribute in ("href", "src", "id", "for", "action") and not value.strip():
            yield f"{attribute} is empty"
    if name == "time" and FRACTION.search(one.get("datetime") or ""):
        yield "datetime has more than three digits of a second"
    if name == "img" and one.get("alt") is None:
        yield "no alt"
    if name == "a" and one.get("href") is None and one.get("role") is None and one.get("tabindex") is not None:
        yield "a link to nothing that takes the focus"


def _place(name: str, inside: tuple[str, ...], one: Element) -> Iterator[str]:
    parent = inside[-1] if inside else ""
    if name in PARENTS and parent not in PARENTS[name]:
        yield f"stands in <{parent}>"
    if parent in CHILDREN and name not in CHILDREN[parent]:
        yield f"stands in <{parent}>"
    if name in BLOCKS and (around := PHRASING.intersection(inside)):
        yield f"stands in <{sorted(around)[0]}>"
    if _interactive(name, one) and (around := {"a", "button"}.intersection(inside)):
        yield f"stands in <{sorted(around)[0]}>"
    if name in ("form", "dialog") and name in inside:
        yield "stands in itself"
    if name == "summary" and list(one) and any(child.tag == f"{_X}div" for child in one):
        yield "holds a div"


def _interactive(name: str, one: Element) -> bool:
    return (name in INTERACTIVE and one.get("type") != "hidden") or one.get("tabindex") is not None
