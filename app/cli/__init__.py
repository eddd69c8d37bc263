"""`dateline` and its commands, each a few lines that call a room; a file for each kind of work.

What goes wrong in a way that a person can mend is one clear line and a non-zero exit. Answers are printed on
standard output, all else on standard error.
"""

from __future__ import annotations

import sys

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from sqlalchemy.exc import OperationalError

from app.cli import answers, articles, measuring, serving, upkeep
from app.cli.terminal import stop

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reads news coverage of wars: who said what, what happened, where and when, and on whose word.",
)
article_app = typer.Typer(no_args_is_help=True, help="Put an article's own facts right.")
app.add_typer(article_app, name="article")

COMMANDS = (
    serving.serve,
    articles.ingest,
    answers.extract,
    articles.reread,
    articles.forget,
    answers.export,
    measuring.evaluate,
    serving.seed,
    upkeep.audit,
    upkeep.migrate,
    upkeep.settings,
    upkeep.version,
)
for _command in COMMANDS:
    app.command()(_command)
article_app.command("set")(articles.set_facts)


def main() -> None:
    """The console script: a clear line and a non-zero exit for what a person can mend."""
    from app.work.logs import configure_logs

    configure_logs()
    try:
        app()
    except (ValidationError, SettingsError) as error:
        stop(f"a setting cannot be used: {_first_line(error)}", 2)
    except OperationalError as error:
        stop(f"the database cannot be used: {str(error.orig).strip().splitlines()[0]}")
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stderr.close()


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"DATELINE_{'_'.join(map(str, fault['loc'][:1])).upper()}: {fault['msg']}"
    return str(error).splitlines()[0]
