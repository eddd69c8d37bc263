"""The files of the look: as listed, as small as promised, kept as long as they may be."""

from __future__ import annotations

import importlib.util
import json
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
    [("site.css", 15_000), ("site.js", 7_000), ("map.css", 6_000), ("map.js", 20_000), ("timeline.js", 4_000)],
)
def test_what_we_wrote_is_small(name, most):
    assert (ROOT / "static" / name).stat().st_size <= most


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
