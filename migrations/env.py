"""Alembic's door: `app/store/migrate.py` hands it an open connection. There is no alembic.ini."""

from alembic import context

from app.store.tables import Table

# Made by the migrations themselves, engine by engine; autogenerate must not take them for strays.
_HIDDEN = ("_fts", "procrastinate_")


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not any(part in (name or "") for part in _HIDDEN)


def include_object(thing: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    engine_made = kind in ("column", "index") and reflected and "vector" in (name or "")
    return not engine_made


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    include_name=include_name,
    include_object=include_object,
)
context.run_migrations()
