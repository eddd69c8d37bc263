"""Older names of places: when they were borne, and who says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.world.renamed import older_names, open_names
from app.world.world import World


def test_a_name_says_when_it_was_borne_and_where_that_is_told() -> None:
    (name,) = older_names()["g713174"]
    assert (name.name, str(name.since), str(name.until)) == ("Artemivsk", "1924", "2016-02-04")
    assert name.url.startswith("https://")
    assert [each.name for each in older_names()["g709717"]] == ["Stalino", "Yuzovka"]  # the newest first


def test_every_entry_is_a_place_that_is_found_by_that_name(world: World) -> None:
    for key, names in older_names().items():
        place = world.gazetteer.get(key)
        assert place, key
        for name in names:
            assert name.name != place.name
            assert name.source
            assert name.url.startswith(("https://", "http://"))


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ('key = "g1"\nname = "Old"\nsource = "x"\nurl = "https://x.example"', "until"),
        ('key = "g1"\nname = "Old"\nuntil = "1990"\nsource = ""\nurl = "https://x.example"', "an entry has"),
        ('key = "g1"\nname = "Old"\nsince = "1991"\nuntil = "1990"\nsource = "x"\nurl = "y"', "is not after"),
        ('key = "g1"\nname = "Old"\nuntil = "1990"\nby = "me"\nsource = "x"\nurl = "y"', "an entry has"),
    ],
)
def test_a_broken_entry_is_named(tmp_path: Path, entry: str, wrong: str) -> None:
    (tmp_path / "renamed.toml").write_text(f"[[name]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=wrong):
        open_names(tmp_path / "renamed.toml")
