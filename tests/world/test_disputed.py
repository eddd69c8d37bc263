"""Places whose country is disputed say so, each with its source."""

from __future__ import annotations

import pytest

from app.world.disputed import Disputed, disputed
from app.world.world import World


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["g693805", "r-UA.11", "c-UA"], "Held by Russia since 2014"),  # Simferopol, by its region
        (["r-UA.05", "x-donbas", "c-UA"], "since September 2022"),
        (["g167444", "r-SY.03", "c-SY"], "In the Golan Heights"),  # Majdal Shams, before its governorate
        (["g173334", "r-SY.03", "c-SY"], "The west of it"),
        (["g7303419", "r-PS.WE", "c-PS"], "all of Jerusalem"),
        (["g285066", "r-PS.WE", "c-PS"], "Held by Israel since 1967"),  # Hebron
        (["g1255634", "r-IN.12", "c-IN"], "Part of Kashmir"),  # Srinagar
        (["g2462881", "c-EH"], "Morocco"),
        (["r-GE.02", "c-GE"], "Not held by Georgia"),
        (["r-UA.13", "c-UA"], None),
        (["c-UA"], None),
        (["g281184x"], None),
    ],
)
def test_a_disputed_place_says_who_holds_and_who_claims_it(line: list[str], words: str | None) -> None:
    found = disputed().place(line)
    assert (found is None) == (words is None)
    if found and words:
        assert words in found.says


def test_every_entry_is_somebody_or_somewhere(world: World) -> None:
    assert all(world.gazetteer.get(key) for key in disputed().places)
    assert all(world.roster.get(slug) for slug in disputed().actors)
    told = [*disputed().places.values(), *disputed().actors.values()]
    assert all(each.url.startswith("https://") and each.says.endswith(".") for each in told)


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ('[[place]]\nkeys = ["c-EH"]\nsays = "It is disputed."\nurl = "https://un.example/"\n', "source"),
        ('[[actor]]\nslug = "a"\nsays = ""\nsource = "s"\nurl = "u"\n', "'a'"),
        ('[[place]]\nkeys = ["c-EH", "c-EH"]\nsays = "x"\nsource = "s"\nurl = "u"\n', "twice"),
    ],
)
def test_a_fault_in_the_file_is_named(tmp_path, file: str, fault: str) -> None:
    path = tmp_path / "disputed.toml"
    path.write_text(file, "utf-8")
    with pytest.raises(ValueError, match=fault):
        Disputed.open(path)
