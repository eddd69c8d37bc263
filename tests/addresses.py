"""One address of every kind of page, errors and empty answers included: what the promises are tried on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LISTS = ("quotes", "events", "people", "places", "articles", "outlets")
MISSING = ("/nowhere", "/people/nobody-at-all", "/dates/2023-13", "/quotes/000000000000")  # these answer 404
FIXED = (
    "/",
    *(f"/{noun}" for noun in LISTS),
    "/quotes?q=bakhmut&speaker=volodymyr-zelensky&from=2023",
    "/quotes?q=xyzzyx",
    "/quotes?from=yesterday&speaker=nobody-known",
    "/events?place=donetsk-oblast&disputed=yes",
    "/events/map",
    "/events/map?q=xyzzyx",
    "/events/timeline",
    "/events/timeline?q=xyzzyx",
    "/events/contradictions",
    "/search",
    "/search?q=kupiansk",
    "/search?q=Zelnsky",
    "/search?q=xyzzyx",
    "/dates",
    "/dates/2023",
    "/dates/2023-05",
    "/dates/2023-05-21",
    "/dates/1999-01-01",
    "/about",
    "/api",
    "/api/docs",
    "/report?of=/dates/2023-05-21",
    "/events?placed=no",
    "/methodology",
    "/accuracy",
    "/codebook",
    "/changes",
    "/corrections",
    "/ingest",
    *MISSING,
)


def every_kind(ask: Callable[[str], Any]) -> list[str]:
    """FIXED and the first thing of each list; `ask` fetches an address and reads its JSON."""
    found = [ask(f"/{noun}.json")["items"][0]["url"] for noun in LISTS]
    # The fullest ledger, most likely with a toll over time; people and places are listed by how much there is.
    found += [item["url"] for item in ask("/events.json?sort=most")["items"][:1]]
    return list(dict.fromkeys([*FIXED, *found]))
