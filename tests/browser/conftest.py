"""A served site with the samples read, and a page of Chromium that may speak to nobody else."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import uvicorn

from app.main import create_app
from app.settings import Settings
from app.world.world import World
from tests.addresses import every_kind
from tools.bootstrap import CHROMES

CONTACT = "desk@dateline.example"
PATIENCE = 30_000  # milliseconds
# One process draws all pages, which saves starting one for each; the rest keeps it from speaking to its maker.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-gpu-compositing", "--renderer-process-limit=1",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip


@contextmanager
def served(folder: Path, samples_db: Path, world: World, language: str = "en") -> Iterator[str]:
    """The address of a served site, for as long as it is needed."""
    # A contact says that others read the site, and these tests need its owner too.
    settings = Settings(_env_file=None, data_dir=folder, language=language, contact=CONTACT, trust_loopback=True)
    shutil.copy(samples_db, settings.data_dir / "dateline.db")
    app = create_app(settings)
    app.state.world = lambda: world
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started, "the site did not start"
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=60)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, samples_db: Path, world: World) -> Iterator[str]:
    """The address of a site with every sample read; nobody writes to it."""
    with served(tmp_path_factory.mktemp("site"), samples_db, world) as address:
        yield address


@pytest.fixture
def own_site(tmp_path: Path, samples_db: Path, world: World) -> Iterator[str]:
    """The same for one test alone, which may write."""
    with served(tmp_path, samples_db, world) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """Chromium as the system has it. Missing, it is a loud skip, and a failure under CI=true."""
    from playwright.sync_api import expect, sync_playwright

    # As long as every other wait of Playwright: five seconds are too few where an article is read and the machine
    # does much else. A wait ends as soon as what is waited for is there.
    expect.set_options(timeout=PATIENCE)
    found = os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROMES)), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and CI=true does not allow skipping it")
        pytest.skip("Chromium is missing: nothing was tried in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def addresses(site: str) -> list[str]:
    """One address of every kind of page of the site."""

    def ask(address: str) -> Any:
        with urlopen(site + address) as answer:
            return json.load(answer)

    return every_kind(ask)


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


class Contexts:
    """Contexts of one browser, kept by how they were asked for.

    The first page of a new context costs a second of the processor, one more page of it less than half. The
    site keeps nothing with a visitor but cookies (no script of it stores anything), so that whoever comes without
    them is a new visitor.
    """

    def __init__(self, browser) -> None:
        self.browser, self.kept = browser, {}

    def like(self, who: str = "", **look: Any):
        """One without pages and cookies, that looks so: `like(java_script_enabled=False)`.

        Asked for again it is the same, and its pages are gone; `who` tells two apart that are needed together.
        """
        name = json.dumps([who, look], sort_keys=True)
        if name not in self.kept:
            self.kept[name] = self.browser.new_context(**look)
        context = self.kept[name]
        for page in context.pages:
            page.close()
        context.unroute_all()
        context.clear_cookies()
        return context


@pytest.fixture(scope="session")
def contexts(chromium) -> Contexts:
    return Contexts(chromium)


@pytest.fixture
def watched(contexts, site, request) -> Iterator[Watched]:
    context = contexts.like(**getattr(request, "param", {}))
    seen = Watched(context.new_page(), site)
    yield seen
    seen.page.close()
    assert seen.faults == []
