"""A site on an empty database; the same with a few read articles; a visitor at home and one from outside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.ingest.article import Given
from app.ingest.sources import open_source
from app.main import create_app
from app.settings import Settings
from app.store.db import Database
from app.store.migrate import migrate
from app.work.pipeline import Tally, ingest

# One site as its owner and as others see it: behind a proxy that passes on the name it was asked by.
AT_HOME = "http://127.0.0.1:8000"
OUTSIDE = "https://dateline.example"

# Invented for these tests. The third carries what must be shown as text and never run.
ARTICLES = {
    "bridge.md": """---
title: "Bridge at Kupiansk closed after shelling"
outlet: Example Courier
published: 2023-05-21
url: https://courier.example/bridge
---

KUPIANSK — Russian forces shelled Kupiansk on Saturday, killing three people, officials said.

“The bridge is closed,” Oleh Syniehubov, governor of Kharkiv Oblast, said on Sunday. “Nobody should go there.”

Syniehubov said that repairs would take a month.
""",
    "denial.md": """---
title: "Moscow denies shelling Kupiansk"
outlet: Example Gazette
published: 2023-05-22
url: https://gazette.example/denial
---

The Russian defence ministry denied on Monday that its forces had shelled Kupiansk on Saturday.

According to the mayor of Kyiv, two trains were late on Monday.

Volodymyr Zelensky said in Kyiv that the ministry was “not telling the truth.”

Officials in Bakhmut declined to comment. A long quiet paragraph follows in which nobody is named and nothing
is reported to have happened, so that a stranger who is shown only the words round each fact is not shown all
of it; it goes on about the weather along the river, the height of the water, the colour of the reeds, and the
habits of the herons that stand in it, none of which was said by anybody or done to anyone.
""",
    "markup.md": """---
title: "<script>alert(1)</script> & <b>bold</b>"
outlet: '"><img src=x onerror=alert(2)>'
published: 2024-01-05
url: https://example.example/markup
---

“<script>alert(3)</script> is no answer,” Volodymyr Zelensky said in Kharkiv on Friday.

=cmd()|' /C calc'!A0 was written on the wall, residents of Kharkiv said.
""",
}


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, allowed_hosts=("dateline.example",), trust_loopback=True)


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return create_app(settings)


@pytest.fixture
def visitor(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=AT_HOME, follow_redirects=False)


@pytest.fixture(scope="session")
def read_settings(tmp_path_factory, world) -> Settings:
    """Settings of a site where ARTICLES have been read."""
    folder: Path = tmp_path_factory.mktemp("read")
    settings = Settings(_env_file=None, data_dir=folder, allowed_hosts=("dateline.example",), trust_loopback=True)
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, "utf-8")
    database = Database(settings.database)
    migrate(database)
    tally = Tally()
    for _found in ingest(database, open_source(str(folder / "articles"), Given()), world, tally):
        pass
    database.close()
    assert tally.outcomes["added"] == len(ARTICLES), tally.failures
    return settings


@pytest.fixture(scope="session")
def read_app(read_settings: Settings, world) -> FastAPI:
    app = create_app(read_settings)
    app.state.world = lambda: world
    return app


@pytest.fixture(scope="session")
def reader(read_app: FastAPI) -> TestClient:
    return TestClient(read_app, base_url=AT_HOME, follow_redirects=False)


@pytest.fixture(scope="session")
def stranger(read_app: FastAPI) -> TestClient:
    return TestClient(read_app, base_url=OUTSIDE, follow_redirects=False)


@pytest.fixture(scope="session")
def sampled(samples_db: Path, tmp_path_factory, world) -> Iterator[TestClient]:
    """The owner's view of a site with every sample read."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("sampled"))
    shutil.copy(samples_db, settings.data_dir / "dateline.db")
    app = create_app(settings)
    app.state.world = lambda: world
    with TestClient(app, base_url=AT_HOME, follow_redirects=False) as client:
        yield client
