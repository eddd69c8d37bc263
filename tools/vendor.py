"""Fetches the vendored front-end files anew and checks them against their lists.

    python tools/vendor.py            check the files that are here
    python tools/vendor.py --fetch    pack each package with npm, put its file here, then check

`static/vendor/vendor.json` and `tests/vendor/vendor.json` name the package, version, licence and sha256.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "static" / "vendor", ROOT / "tests" / "vendor")


def listed() -> list[tuple[Path, dict[str, str]]]:
    return [
        (folder / entry["file"], entry)
        for folder in FOLDERS
        for entry in json.loads((folder / "vendor.json").read_text("utf-8"))
    ]


def fetch(entry: dict[str, str]) -> bytes:
    """The one file of the package that we keep, straight out of what `npm pack` brings."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{entry['package']}@{entry['version']}"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            member = packed.extractfile(f"package/{entry['path']}")
            if member is None:
                raise SystemExit(f"{entry['package']} {entry['version']} has no {entry['path']}")
            return member.read()


def wrong(path: Path, entry: dict[str, str]) -> str | None:
    """What is wrong with a vendored file, or None."""
    if not path.is_file():
        return f"{path.relative_to(ROOT)} is missing"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != entry["sha256"]:
        return f"{path.relative_to(ROOT)} has sha256 {found}, not {entry['sha256']}"
    return None


def main(arguments: list[str]) -> int:
    for path, entry in listed():
        if "--fetch" in arguments:
            path.write_bytes(fetch(entry))
    faults = [fault for path, entry in listed() if (fault := wrong(path, entry))]
    print("\n".join(faults) or f"{len(listed())} vendored files are as listed")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
