"""A site on an empty database, and one visitor at the machine it runs on."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

AT_HOME = "http://127.0.0.1:8000"


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, allowed_hosts=("dateline.example",))


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return create_app(settings)


@pytest.fixture
def visitor(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=AT_HOME, follow_redirects=False)
