"""All that is known before reading, in one hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app import paths
from app.world.codebook import Codebook
from app.world.conflicts import Conflicts
from app.world.gazetteer import Gazetteer
from app.world.outlets import Outlets
from app.world.roster import Roster


@dataclass(frozen=True, slots=True)
class World:
    gazetteer: Gazetteer
    roster: Roster
    codebook: Codebook
    conflicts: Conflicts
    outlets: Outlets = field(default_factory=Outlets)


def load_world(gazetteer_cache: Path) -> World:
    """Everything from `seeds/`; the gazetteer's SQLite is built at `gazetteer_cache` on the first call."""
    return World(
        Gazetteer.open(gazetteer_cache),
        Roster.open(paths.SEEDS / "actors.toml"),
        Codebook.open(paths.SEEDS / "codebook.toml"),
        Conflicts.open(paths.SEEDS / "conflicts.toml"),
        Outlets.open(paths.SEEDS),
    )
