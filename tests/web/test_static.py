"""The files of the look: as listed, as small as promised, kept as long as they may be."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from app.web.templating import asset

ROOT = Path(__file__).resolve().parents[2]


def test_vendored_files_are_the_listed_ones():
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "tools" / "vendor.py")
    vendor = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(vendor)
    assert not any(vendor.wrong(path, entry) for path, entry in vendor.listed())
    path, entry = vendor.listed()[0]
    assert "sha256" in vendor.wrong(path, {**entry, "sha256": "0" * 64})
    assert "missing" in vendor.wrong(path.with_name("nothing.js"), entry)


def test_nothing_vendored_goes_unlisted():
    for folder in (ROOT / "static" / "vendor", ROOT / "tests" / "vendor"):
        listed = {entry["file"] for entry in json.loads((folder / "vendor.json").read_text("utf-8"))}
        assert {path.name for path in folder.iterdir()} == listed | {"vendor.json"}


@pytest.mark.parametrize(
    ("name", "most"),
    [("site.js", 12_000), ("map.js", 24_000), ("timeline.js", 4_000), ("calendar.js", 3_000), ("card.js", 5_000)],
)
def test_what_we_wrote_is_small(name, most):
    assert (ROOT / "static" / name).stat().st_size <= most


LOOKS = ["/", "/quotes", "/events", "/events/map", "/events/timeline", "/events/contradictions", "/people",
         "/dates", "/dates/2023", "/dates/2023-05", "/dates/2023-05-21", "/ingest",
         "/codebook", "/nowhere"]  # fmt: skip


@pytest.mark.parametrize("address", [*LOOKS, "quotes", "events", "people", "places", "articles", "outlets"])
def test_no_page_s_look_is_heavy(reader, address):
    """UX §7: 15 kB of CSS a page, as it is written."""
    if not address.startswith("/"):
        address = reader.get(f"/{address}.json").json()["items"][0]["url"]
    looks = set(re.findall(r'rel="stylesheet" href="/static/([\w.]+)', reader.get(address).text))
    assert "site.css" in looks
    assert sum((ROOT / "static" / name).stat().st_size for name in looks) <= 15_000


def test_every_look_knows_the_order_of_layers(reader):
    """The first stylesheet of a page says it; one before it would put its own layers beneath the base."""
    for address in LOOKS:
        assert re.search(r'rel="stylesheet" href="/static/([\w.]+)', reader.get(address).text)[1] == "site.css"


def test_a_file_asked_for_by_its_hash_is_kept_for_a_year(visitor):
    assert "immutable" in visitor.get(asset("site.css")).headers["cache-control"]
    assert visitor.get("/static/site.css").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["../app/main.py", "..%2fapp%2fmain.py", "%2e%2e/app/main.py", "vendor"])
def test_nothing_but_static_files_is_served(visitor, path):
    assert visitor.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_pages_are_compressed(visitor, encoding):
    answer = visitor.get("/static/site.css", headers={"accept-encoding": encoding})
    assert answer.headers["content-encoding"] == encoding
