#!/usr/bin/env python3
"""From a clean clone to a running site or a tested one. Standard library only; `make` just calls this.

    python3 tools/bootstrap.py run         set up, migrate, load the samples, serve on 127.0.0.1:8000
    python3 tools/bootstrap.py test        set up what tests need too, run them all
    python3 tools/bootstrap.py test-full   the same at full counts
    python3 tools/bootstrap.py lint        formatting, lint and types
    python3 tools/bootstrap.py evaluate    score the readers on the corpora beside the checkout: docs/accuracy.json
    python3 tools/bootstrap.py bench       how many articles a second are read, and in how much memory
    python3 tools/bootstrap.py words       the interface's strings for translators, and theirs for the program
    python3 tools/bootstrap.py setup       only the environment (what the container image runs)

Words after the verb are handed on: `… run --port 9000`, `… test tests/text -k when`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
# First those that can open no window: a page takes them two thirds of the processor's time.
CHROMES = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome",
           "google-chrome-stable")  # fmt: skip


def say(words: str) -> None:
    print(f"dateline: {words}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    verb, *rest = arguments or ["run"]
    if sys.version_info < OLDEST:
        say(f"Python {sys.version.split()[0]} is too old: 3.11 or newer is needed")
        return 1
    if verb == "setup":
        environment("requirements.lock")
        return 0
    if verb == "run":
        environment("requirements.lock")
        return execute("-m", "app.cli", "serve", *rest)
    if verb in ("test", "test-full"):
        environment("requirements-dev.lock")
        chrome()
        if verb == "test-full":
            os.environ["DATELINE_TEST_FULL"] = "1"
        keep_bytecode()
        return execute("-m", "pytest", *(rest or ["-n", str(min(4, os.cpu_count() or 1)), "-r", "sf"]))
    if verb == "evaluate":
        environment("requirements.lock")
        processes = str(min(2, os.cpu_count() or 1))  # a reading process holds 600 MB
        told = ["--all", "../shared/gold/dev", "--out", "docs/accuracy.json", "--processes", processes]
        return execute("-m", "app.cli", "evaluate", *(rest or told))
    if verb == "bench":
        environment("requirements.lock")
        return execute("-m", "app.measure.speed", *rest)
    if verb == "words":
        environment("requirements.lock")
        return execute("tools/words.py", *rest)
    if verb == "lint":
        environment("requirements-dev.lock")
        checks = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("pyrefly", "check"))
        return max(subprocess.call([BIN / name, *words], cwd=ROOT) for name, *words in checks)
    print(__doc__)
    return 2


def environment(lock: str) -> None:
    """`.venv` with just what the lock names, by hash. Done once; again when the lock changes."""
    # The development lock holds all of the other, so either will do for running.
    if any(installed(one) for one in {lock, "requirements-dev.lock"}):
        return
    began = time.monotonic()
    if not PYTHON.exists():
        say("making .venv")
        venv.create(VENV, with_pip=shutil.which("uv") is None, clear=True)
    say(f"installing {lock}")
    install(lock)
    launcher()
    stamp(lock).write_text(wanted(lock))
    say(f"installed in {time.monotonic() - began:.0f} s")


def installed(lock: str) -> bool:
    return PYTHON.exists() and stamp(lock).is_file() and stamp(lock).read_text() == wanted(lock)


def stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def wanted(lock: str) -> str:
    """What the stamp says when all is as it should be: this lock, for this Python, of this checkout."""
    return f"{hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()} {sys.version} {ROOT}"


def install(lock: str) -> None:
    """With uv where it can be had (ten times faster), else with pip; both refuse what the lock does not name."""
    uv = shutil.which("uv") or fetched_uv()
    if uv:
        command = [uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", ROOT / lock]
        if subprocess.call([*map(str, command), "--quiet"], cwd=ROOT) == 0:
            return
        say("uv could not install it; trying pip")
    if subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) != 0:
        subprocess.check_call([PYTHON, "-m", "ensurepip"], stdout=subprocess.DEVNULL)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.call([*pip, "-r", ROOT / lock], cwd=ROOT) != 0:
        say(f"installing {lock} failed: the message above says why. Is a package index reachable?")
        raise SystemExit(1)


def fetched_uv() -> str | None:
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    done = subprocess.call([*pip, "-r", ROOT / "tools" / "uv.lock.txt"], stderr=subprocess.DEVNULL)
    return str(BIN / "uv") if done == 0 else None


def launcher() -> None:
    """`dateline` in the environment, running this checkout, without building a package first."""
    found = subprocess.check_output(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    )
    (Path(found.strip()) / "dateline.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    script = BIN / "dateline"
    script.write_text(f"#!{PYTHON}\nfrom app.cli import main\n\nmain()\n", encoding="utf-8")
    script.chmod(0o755)


def chrome() -> None:
    """Chromium for the tests that drive a browser: found, or installed through apt when that is possible."""
    if os.environ.get("CHROME") or any(map(shutil.which, CHROMES)):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("installing Chromium for the browser tests")
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.call(["apt-get", "update", "-qq"], **quiet)
        fetch = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        if subprocess.call([*fetch, CHROMES[0]], **quiet) != 0:  # not every release has it
            subprocess.call([*fetch, "chromium"], **quiet)
    if not any(map(shutil.which, CHROMES)):
        say("no Chromium found: the browser tests will be skipped (set CHROME=/path/to/it)")


def keep_bytecode() -> None:
    """Test processes keep what they compile, beneath .cache, also where the surroundings forbid it (as container
    images do): each of them would else compile spaCy, SQLAlchemy and every test anew, which takes ten seconds.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / ".cache" / "bytecode"))


def execute(*words: str) -> int:
    """Runs Python in the environment in this process's place, so that Ctrl-C reaches it alone."""
    os.chdir(ROOT)
    if os.name == "nt":
        return subprocess.call([PYTHON, *words])
    return os.execv(PYTHON, [str(PYTHON), *words])  # noqa: S606 - our own interpreter, no shell


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
