"""Questions that an index must answer, as SQLite's planner says it will, and not a walk through a whole table.

On SQLite only: Postgres plans by the size of its tables, and walks through those of a test.
"""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, event

from app.browse.contradictions import told_apart
from app.browse.events import count_events
from app.browse.question.names import names_in
from app.browse.question.reader import read_question

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True, scope="session")


def plans(db: Connection, table: str, ask) -> list[str]:
    """How the statements that name `table` are answered."""
    said: list[tuple[str, object]] = []

    def heard(_db, _cursor, statement, parameters, _context, _many) -> None:
        said.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        ask()
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
    return [
        "\n".join(row[-1] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))
        for statement, parameters in said
        if f"FROM {table}" in statement
    ]


def test_events_with_a_kind_of_figure(reading: Connection) -> None:
    filters = read_question("events", [("figures", "killed")], names_in(reading))
    (plan,) = plans(reading, "event", lambda: count_events(reading, filters))
    assert "quantity USING COVERING INDEX ix_quantity_kind" in plan
    assert "SCAN quantity" not in plan


@pytest.mark.parametrize("asked", [[], [("type", "shelling")], [("q", "bridge")], [("from", "2022")]])
def test_near_events_that_contradict_each_other(reading: Connection, asked) -> None:
    filters = read_question("events", asked, names_in(reading))
    (plan,) = plans(reading, "near_event", lambda: told_apart(reading, filters))
    assert "near_event USING INDEX ix_near_event_disputed" in plan
    assert "SCAN event\n" not in f"{plan}\n"
