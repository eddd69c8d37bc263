"""Every internal link of the site with its samples leads somewhere, anchors and assets included.

Lists can be asked without end, so a page that asks more than one filter is fetched and not walked on.
"""

from __future__ import annotations

import html
import random
import re
from collections import deque
from math import inf
from urllib.parse import urljoin

from starlette.testclient import TestClient

from tests.counts import FULL

LINK = re.compile(r'(?:href|src|data-hx-get|action|data-marks|data-base|data-leaflet|data-to)="([^"]+)"')
IDS = re.compile(r'\sid="([^"]*)"')
FORMS_THAT_WRITE = re.compile(r'<form[^>]*method="post"[^>]*>')
SAMPLE = 90  # pages fetched under `make test`: those of the front page, and some of what lies behind
_SHARE = 0.02  # of the links on a page behind it, so that the sample goes deep and not only wide


class Crawl:
    """What was fetched: an address's status, and the ids on its page; and where each link stood."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.ids: dict[str, set[str]] = {}
        self.broken: list[tuple[str, str, object]] = []
        self.links = 0

    def fetch(self, address: str, on: str) -> list[str]:
        """The links of a page not fetched before, in order; what is broken is kept."""
        if address in self.ids:
            return []
        answer = self.client.get(address)
        for _ in range(3):  # an old or unclean address may lead on, but not for ever
            if answer.status_code not in (301, 302):
                break
            answer = self.client.get(answer.headers["location"])
        self.ids[address] = set()
        if answer.status_code != 200:
            self.broken.append((on, address, answer.status_code))
            return []
        if "html" not in answer.headers["content-type"]:
            return []
        self.ids[address] = set(map(html.unescape, IDS.findall(answer.text)))
        page = FORMS_THAT_WRITE.sub("", answer.text)
        return [urljoin(f"http://site{address}", html.unescape(link)) for link in LINK.findall(page)]

    def walk(self, most: float) -> None:
        """From the front page on, until `most` addresses were asked; always the same ones."""
        chance = random.Random(20230521)
        todo, seen, anchors = deque([("/", "/")]), {"/"}, []
        while todo and len(self.ids) < most:
            address, on = todo.popleft()
            for link in self.fetch(address, on):
                if not link.startswith("http://site/"):
                    continue
                path, _, anchor = link.removeprefix("http://site").partition("#")
                self.links += 1
                if anchor and not anchor.startswith(":~:"):
                    anchors.append((address, path, anchor.partition(":~:")[0]))
                if path in seen or (most < inf and address != "/" and chance.random() > _SHARE):
                    continue
                seen.add(path)
                if address.count("=") <= 1:
                    todo.append((path, address))
        for on, path, anchor in anchors:
            if path in self.ids and anchor not in self.ids[path] and not any(path == b[1] for b in self.broken):
                self.broken.append((on, path, f"no #{anchor}"))


def test_no_link_leads_nowhere(sampled: TestClient) -> None:
    crawl = Crawl(sampled)
    crawl.walk(inf if FULL else SAMPLE)
    assert crawl.broken[:20] == []
    assert len(crawl.ids) >= (2000 if FULL else SAMPLE), len(crawl.ids)
    assert crawl.links > 2000
