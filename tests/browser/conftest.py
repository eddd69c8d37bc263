"""A served site with the samples read, and a page of Chromium that may speak to nobody else."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from app.main import create_app
from app.settings import Settings
from app.store.db import Database
from app.store.migrate import migrate
from app.work.pipeline import Tally
from app.work.samples import load_samples

ROOT = Path(__file__).resolve().parents[2]
READS = ("app/extract", "app/resolve", "app/store", "app/work", "app/world", "app/ingest", "migrations", "seeds")


def _fingerprint() -> str:
    """Of everything that decides what the samples' database holds."""
    digest = hashlib.sha256()
    for folder in READS:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and file.suffix not in (".pyc", ".xz"):
                digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def samples_db(world) -> Path:
    """A database file with every sample read; kept under .cache until what reads them changes."""
    kept = ROOT / ".cache" / f"samples-{_fingerprint()}.db"
    if not kept.is_file():
        kept.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
            made = Path(folder) / "dateline.db"
            database = Database(f"sqlite:///{made}")
            migrate(database)
            tally = Tally()
            for _found in load_samples(database, world, tally):
                pass
            assert not tally.failures
            database.close()  # the last one out folds the -wal file in
            assert not made.with_name("dateline.db-wal").exists()
            made.replace(kept)
        for old in kept.parent.glob("samples-*.db"):
            if old != kept:
                old.unlink()
    return kept


@pytest.fixture(scope="session")
def site(tmp_path_factory, samples_db) -> Iterator[str]:
    """The address of a served site with every sample read."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("site"))
    shutil.copy(samples_db, settings.data_dir / "dateline.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings), host="127.0.0.1", port=port, log_level="warning", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture(scope="session")
def chromium():
    """Chromium as the system has it. Missing, it is a loud skip, and a failure under CI=true."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("CHROME") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and CI=true does not allow skipping it")
        pytest.skip("Chromium is missing: nothing was tried in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        yield browser
        browser.close()


class Watched:
    """A page with what went wrong on it: script errors, refusals of the policy, requests to other hosts."""

    def __init__(self, page, site: str) -> None:
        self.page, self.site, self.faults = page, site, []
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", lambda said: said.type == "error" and self.faults.append(f"console: {said.text}"))
        page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site, "data:")):
            self.faults.append(f"asked another host: {url}")


@pytest.fixture
def watched(chromium, site, request) -> Iterator[Watched]:
    context = chromium.new_context(**getattr(request, "param", {}))
    seen = Watched(context.new_page(), site)
    yield seen
    context.close()
    assert seen.faults == []
