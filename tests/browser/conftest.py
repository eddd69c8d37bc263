"""A served site with the samples read, and a page of Chromium that may speak to nobody else."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from app.main import create_app
from app.settings import Settings
from app.store.db import Database
from app.store.migrate import migrate
from app.work.pipeline import Tally
from app.work.samples import load_samples


@pytest.fixture(scope="session")
def site(tmp_path_factory, world) -> Iterator[str]:
    """The address of a served site with every sample read."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("site"))
    database = Database(settings.database)
    migrate(database)
    for _found in load_samples(database, world, Tally()):
        pass
    database.close()
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

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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
