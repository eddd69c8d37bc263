"""Written names looked up: one by one and many at once, with the same answer."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from app.browse.question import names
from app.browse.question.names import names_in
from app.browse.records import ActorBrief, ParticipantRecord
from tests.browse.test_listing import counting

ASKED = (
    "Zelensky", "Зеленський", "volodymyr-zelensky", "Kovalenko", "kovalenko", "Oleh Kovalenko", "Red Cross",
    "ICRC", "Ukraine", "Moscow", "Bakhmut", "Artemivsk", "Chasiv Yar", "Yar", "Nobody Atall", "xyzzy", "", "!!!",
    "%", "100%",
)  # fmt: skip


@pytest.mark.parametrize("rows", [5, 1000])
def test_many_at_once_are_each_alone(reading: Connection, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(names, "_MOST_ROWS", rows)  # where there are more, some are looked up at a time
    together = names_in(reading)
    together.expect(ASKED)
    assert any(together.people(asked) for asked in ASKED)
    assert any(together.places(asked) for asked in ASKED)
    for asked in ASKED:
        assert together.people(asked) == names_in(reading).people(asked), asked
        assert together.places(asked) == names_in(reading).places(asked), asked


def test_what_was_looked_up_is_not_asked_for_again(reading: Connection) -> None:
    known = names_in(reading)
    with counting(reading) as sent:
        known.expect(ASKED)
        least = len(sent)
        for asked in ASKED * 2:
            known.people(asked)
            known.places(asked)
    assert len(sent) == least <= 7


@pytest.mark.parametrize(
    ("asked", "people"),
    [
        ("Kovalenko", ["oleh-kovalenko", "iryna-kovalenko"]),
        ("Зеленський", ["volodymyr-zelensky"]),
        ("volodymyr-zelensky", ["volodymyr-zelensky"]),
        ("valenko", []),
        ("Nobody Atall", []),
    ],
)
def test_a_name_is_all_its_bearers(reading: Connection, asked: str, people: list[str]) -> None:
    assert [each.key for each in names_in(reading).people(asked)] == people


@pytest.mark.parametrize(("exact", "somebody", "says"), [
    ("it", False, False), ("They", False, False), ("its", True, True), ("two gunmen", False, True),
])  # fmt: skip
def test_a_bare_pronoun_says_nobody(exact: str, somebody: bool, says: bool) -> None:
    known = ActorBrief("dubove-army", "Dubove Army", "organisation") if somebody else None
    assert ParticipantRecord("actor", 0, len(exact), exact, known).says_who is says
