"""The readers' words, as data a journalist can correct: one TOML file a subject, with comments and sources."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=32)
def load(name: str) -> dict[str, Any]:
    """The tables of `NAME.toml` in this folder, read once. Raises FileNotFoundError, tomllib.TOMLDecodeError."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
