"""`dateline` and its commands, each a few lines that call a room."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn, TextIO

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from sqlalchemy import make_url, select
from sqlalchemy.exc import OperationalError

from app import __version__
from app.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reads news coverage of wars: who said what, what happened, where and when, and on whose word.",
)
article_app = typer.Typer(no_args_is_help=True, help="Put an article's own facts right.")
app.add_typer(article_app, name="article")
_errors = Console(stderr=True, highlight=False)

Json = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")]


def main() -> None:
    """The console script: a clear line and a non-zero exit for what a person can mend."""
    from app.work.logs import configure_logs

    configure_logs()
    try:
        app()
    except (ValidationError, SettingsError) as error:
        _stop(f"a setting cannot be used: {_first_line(error)}", 2)
    except OperationalError as error:
        _stop(f"the database cannot be used: {str(error.orig).strip().splitlines()[0]}")
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stderr.close()


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"DATELINE_{'_'.join(map(str, fault['loc'][:1])).upper()}: {fault['msg']}"
    return str(error).splitlines()[0]


def _stop(why: str, code: int = 1) -> NoReturn:
    _errors.print(f"dateline: {why}", soft_wrap=True, markup=False)
    raise SystemExit(code)


# --- serving ---------------------------------------------------------------------------------------


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (default 8000).")] = None,
    workers: Annotated[int | None, typer.Option(help="Web processes (default 1).")] = None,
) -> None:
    """Migrate, load the samples into an empty database, then serve."""
    import os

    import uvicorn

    for name, value in (("HOST", host), ("PORT", port), ("WORKERS", workers)):
        if value is not None:  # web processes read their settings themselves, from the environment
            os.environ[f"DATELINE_{name}"] = str(value)
    settings = Settings()
    with _database(settings) as database:
        _load_samples_if_empty(settings, database)
    _errors.print(f"Dateline {__version__} on http://{settings.host}:{settings.port} (Ctrl-C stops it)")
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )


def _load_samples_if_empty(settings: Settings, database: Any) -> None:
    from app.work.pipeline import Tally
    from app.work.samples import is_empty, load_samples, sample_count

    with database.reading() as db:
        wanted = settings.samples and is_empty(db)
    if wanted:
        tally = Tally()
        _watch("Reading the samples", load_samples(database, _world(settings), tally), sample_count())
        _report(tally)


# --- articles in -----------------------------------------------------------------------------------


@app.command()
def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files (.txt .md .html .jsonl .csv), folders, or - .")],
    published: Annotated[str | None, typer.Option(help="2023-05-21, 2023-05 or 2023; wins over the file.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them.")] = None,
    title: Annotated[str | None, typer.Option(help="The title (of one article).")] = None,
    url: Annotated[str | None, typer.Option(help="The address (of one article).")] = None,
    lang: Annotated[str | None, typer.Option(help="The language, like en or uk.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Take in what was withdrawn (`forget`) too.")] = False,
    as_json: Json = False,
) -> None:
    """Add articles; say what was new (with its id), already there, or failed and why. Exit 1 if any failed.

    What was withdrawn with `dateline forget` stays out, and is named with when and why; `--again` takes it in.
    """
    from app.ingest.article import Given, UnreadableArticle, read_published
    from app.ingest.sources import open_source
    from app.work.pipeline import Tally
    from app.work.pipeline import ingest as take_all

    try:
        if published:
            read_published(published)
    except UnreadableArticle as error:
        _stop(str(error), 2)
    settings = Settings()
    tally = Tally()
    with _database(settings) as database:
        given = Given(title, outlet, url, published, lang)
        found = (thing for source in sources for thing in open_source(source, given))
        _watch("Reading", take_all(database, found, _world(settings), tally, again=again), None, quiet=as_json)
    if as_json:
        told = {"outcomes": dict(tally.outcomes), "added": tally.added, "failures": tally.failures}
        _print_json(told | {"withdrawn": tally.withdrawn})
    else:
        _report(tally, named=True)
    if tally.failures:
        raise SystemExit(1)


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="JSONL articles, or - for standard input.")] = "-",
) -> None:
    """Read JSONL articles and print JSONL readings, in the same order; no database is used."""
    from app.forms.reading_json import reading_json
    from app.work.pipeline import read_and_link

    world = _world(Settings())
    failed = 0
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                article = json.loads(line)
                text, lang = article["text"], article.get("lang") or "en"
                home = world.outlets.country(article.get("source"), article.get("url"))
                linked = read_and_link(text, lang, _published(article.get("date"), number), world, home)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                failed += 1
                _errors.print(f"line {number}: not a JSON object with a `text`", markup=False)
                continue
            except Exception as error:  # a fault of ours in one article: said, and the rest goes on
                failed += 1
                _errors.print(f"line {number}: could not be read: {error!r}", markup=False)
                continue
            _print_json(reading_json(article.get("id", number), linked))
    if failed:
        raise SystemExit(1)


@app.command()
def reread(
    articles: Annotated[list[str] | None, typer.Argument(help="Ids of articles.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every article.")] = False,
    old: Annotated[bool, typer.Option("--outdated", help="Those an earlier version of Dateline read.")] = False,
) -> None:
    """Read articles again with the current readers; ids of what is found again stay."""
    from app.desk.articles import NoSuchArticle, article_called
    from app.store.tables import Article
    from app.work.pipeline import outdated
    from app.work.pipeline import reread as read_again

    if not (articles or every or old):
        _stop("name the articles to read again, or say --outdated or --all", 2)
    settings = Settings()
    with _database(settings) as database:
        with database.writing() as session:
            try:
                ids = [article_called(session, one).id for one in articles or []]
            except NoSuchArticle as error:
                _stop(str(error))
            if every:
                ids = list(session.scalars(select(Article.id).order_by(Article.id)))
            elif old:
                ids = list(dict.fromkeys((*ids, *outdated(session))))
        world = _world(settings)
        _watch("Reading again", (read_again(database, one, world) for one in ids), len(ids))
    _errors.print(f"{len(ids)} read again")


@article_app.command("set")
def article_set(
    article: Annotated[str, typer.Argument(help="Its id.")],
    published: Annotated[str | None, typer.Option(help="2023-05-21, 2023-05 or 2023.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
) -> None:
    """Set an article's day, outlet or title; its dates are resolved again."""
    from app.desk.articles import NoSuchArticle, set_article
    from app.ingest.article import UnreadableArticle
    from app.work.pipeline import reread as read_again

    if published is None and outlet is None and title is None:
        _stop("say what to set: --published, --outlet or --title", 2)
    settings = Settings()
    with _database(settings) as database:
        try:
            with database.writing() as session:
                article_id = set_article(session, article, published=published, outlet=outlet, title=title).id
        except (NoSuchArticle, UnreadableArticle) as error:
            _stop(str(error))
        read_again(database, article_id, _world(settings))
    _errors.print(f"{article} is set and read again")


@app.command()
def forget(
    article: Annotated[str, typer.Argument(help="Its id.")],
    why: Annotated[
        str, typer.Option(help="Said at its address from now on (410).")
    ] = "withdrawn by the site's owner",
) -> None:
    """Remove an article and all that only it supports."""
    from app.desk.articles import NoSuchArticle, article_called
    from app.store.forget import forget_article

    settings = Settings()
    codebook = _world(settings).codebook
    with _database(settings) as database:
        try:
            with database.writing() as session:
                row = article_called(session, article)
                forget_article(session, row.id, codebook, why=why)
        except NoSuchArticle as error:
            _stop(str(error))
    _errors.print(f"{article} is forgotten")


@app.command()
def export(
    noun: Annotated[str, typer.Argument(help="quotes, events, articles, people, places or outlets.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file: .csv .jsonl .xlsx, .geojson of places.")],
    filters: Annotated[
        list[str] | None, typer.Argument(help="As in addresses: place=bakhmut from=2023-05.")
    ] = None,
) -> None:
    """Write the whole answer to a question into a file."""
    from app.forms.export import Unexportable, question
    from app.forms.export import export as write

    settings = Settings()
    with _database(settings) as database, database.reading() as db:
        try:
            asked = question(db, noun, filters or [])
            count = write(db, asked, out, settings.public_url, _watched)
        except Unexportable as error:
            _stop(str(error), 2)
        except OSError as error:
            _stop(f"{out} cannot be written: {error.strerror}")
    _errors.print(f"{count} {noun} in {out}", markup=False)


@app.command()
def evaluate(
    gold: Annotated[Path | None, typer.Argument(help="Annotated articles, JSONL.")] = None,
    layer: Annotated[list[str] | None, typer.Option(help="quotes, places, dates, events, entities.")] = None,
    half: Annotated[str | None, typer.Option(help="Only the `tuned` or the `unseen` half.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="A fixed sample of so many articles.")] = None,
    processes: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 1,
    every: Annotated[Path | None, typer.Option("--all", help="A folder of corpora: measure all we know.")] = None,
    out: Annotated[Path, typer.Option(help="With --all: the file of figures.")] = Path("docs/accuracy.json"),
    as_json: Json = False,
) -> None:
    """Score the readers against annotated articles; say what they missed and what they got wrong."""
    from app.measure.evaluate import Scores, score
    from app.measure.evaluate import as_json as told
    from app.measure.gold import HALVES, LAYERS, UnreadableGold, half_of, layers_of, open_gold, sampled
    from app.measure.readings import read_gold
    from app.measure.report import report

    if every and not gold:
        _evaluate_all(every, out, processes)
        return
    if gold is None or every:
        _stop("name one file of annotated articles, or a folder of them with --all", 2)
    for given, known in ((layer or [], LAYERS), ([half] if half else [], HALVES)):
        if wrong := [one for one in given if one not in known]:
            _stop(f"{wrong[0]!r} is not one of {', '.join(known)}", 2)
    try:
        records = open_gold(gold)
    except UnreadableGold as error:
        _stop(str(error), 2)
    except OSError as error:
        _stop(f"{gold} cannot be read: {error.strerror}", 2)
    records = sampled([one for one in records if half in (None, half_of(one["id"]))], limit)
    scores = Scores(tuple(layer or layers_of(records)))
    readings = read_gold(records, Settings().gazetteer, processes)
    _watch("Reading", score(readings, scores.layers, scores), len(records), quiet=as_json)
    halves = [half] if half else HALVES
    if as_json:
        _print_json(told(scores, halves=halves))
        return
    for line in report(scores, halves):
        print(line)


def _evaluate_all(folder: Path, out: Path, processes: int) -> None:
    from app.measure.accuracy import measure_all
    from app.measure.gold import UnreadableGold

    if not folder.is_dir():
        _stop(f"{folder} is not a folder of annotated corpora", 2)
    try:
        _watch("Measuring", measure_all(folder, out, Settings().gazetteer, processes, _errors.print), None)
    except (UnreadableGold, ValueError) as error:
        _stop(str(error), 2)
    print(f"{out} is written")


# --- operations --------------------------------------------------------------------------------------


@app.command()
def seed(remove: Annotated[bool, typer.Option("--remove", help="Take the samples out.")] = False) -> None:
    """Load the sample articles, or take them out with all that only they support."""
    from app.work.pipeline import Tally
    from app.work.samples import load_samples, remove_samples, sample_count

    settings = Settings()
    with _database(settings) as database:
        if remove:
            _errors.print(f"{remove_samples(database, _world(settings))} samples removed")
            return
        tally = Tally()
        _watch("Reading the samples", load_samples(database, _world(settings), tally), sample_count())
        _report(tally)


@app.command()
def audit(as_json: Json = False) -> None:
    """Check what must always hold; list what breaks it. Exit 1 if anything does."""
    from app.store.audit import audit as check

    with _database(Settings()) as database, database.writing() as session:
        faults = list(check(session.connection()))
    if as_json:
        _print_json(
            {"faults": [{"invariant": f.invariant, "count": f.count, "examples": f.examples} for f in faults]}
        )
    for fault in faults if not as_json else ():
        print(fault)
    if faults:
        raise SystemExit(1)
    if not as_json:
        print("clean: every invariant holds")


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    with _database(Settings()):
        print("the database is at the newest schema")


@app.command()
def settings(as_json: Json = False) -> None:
    """List every setting with its value and what it is for; passwords are not shown."""
    now = Settings()
    told = json.loads(now.model_dump_json())
    if now.database_url:
        told["database_url"] = make_url(now.database_url).render_as_string(hide_password=True)
    if as_json:
        _print_json(told)
        return
    for name, field in Settings.model_fields.items():
        value = ",".join(told[name]) if isinstance(told[name], list) else told[name]
        print(f"DATELINE_{name.upper()}={value}    # {field.description}")


@app.command()
def version() -> None:
    """Print the version."""
    print(__version__)


# --- shared --------------------------------------------------------------------------------------------


@contextmanager
def _database(settings: Settings) -> Iterator[Any]:
    """The database in use, migrated."""
    from app.store.db import Database
    from app.store.migrate import migrate as upgrade

    try:
        database = Database(settings.database)
    except ValueError as error:
        _stop(f"DATELINE_DATABASE_URL: {error}", 2)
    upgrade(database)
    if not settings.database_url:  # which file that is hangs on the folder one stands in, so it is said
        _errors.print(f"database: {Path(str(database.url.database)).resolve()}", soft_wrap=True, markup=False)
    try:
        yield database
    finally:
        database.close()


def _world(settings: Settings) -> Any:
    from app.world.world import load_world

    if not settings.gazetteer.exists():
        _errors.print("Building the gazetteer (once) …")
    return load_world(settings.gazetteer)


def _watch(what: str, things: Iterable[Any], total: int | None, *, quiet: bool = False) -> None:
    """Goes through `things` behind a progress bar; without a terminal, silently."""
    for _ in _shown(what, things, total, quiet=quiet):
        pass


def _watched(records: Iterator[Any], total: int) -> Iterator[Any]:
    yield from _shown("Writing", records, total)


def _shown(what: str, things: Iterable[Any], total: int | None, *, quiet: bool = False) -> Iterator[Any]:
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=_errors,
        transient=True,
        disable=quiet or not _errors.is_terminal,
    )
    with bar:
        task = bar.add_task(what, total=total)
        for thing in things:
            yield thing
            bar.advance(task)


def _published(written: Any, line: int) -> Any:
    """The day an article gives; one that cannot be read is said, and the article read as undated."""
    from app.ingest.article import UnreadableArticle, read_published

    try:
        return read_published(written) if written else None
    except UnreadableArticle as error:
        _errors.print(f"line {line}: {error}; read as undated", soft_wrap=True, markup=False)
        return None


def _report(tally: Any, *, named: bool = False) -> None:
    """What came of it; `named`: with the ids of the first new ones, for `forget`, `reread` and `article set`."""
    print(tally)
    for public_id, title in tally.new if named else ():
        print(f"  {public_id}  {title}")
    if named and (more := tally.renewed - len(tally.new)):
        print(f"  … and {more:,} more")
    for what, why in tally.withdrawn:
        _errors.print(f"  {what}: {why}; --again takes it in all the same", soft_wrap=True, markup=False)
    for what, why in tally.failures:
        _errors.print(f"  {what}: {why}", soft_wrap=True, markup=False)


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    if file == "-":
        yield sys.stdin
        return
    try:
        with open(file, encoding="utf-8") as opened:
            yield opened
    except OSError as error:
        _stop(f"{file} cannot be read: {error.strerror}", 2)


def _print_json(told: Any) -> None:
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
