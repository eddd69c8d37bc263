"""The commands, as a person types them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from app.cli import app, main
from app.store.db import Database
from app.store.tables import Actor, Article, Correction, Reading

STORY = "“The bridge is gone,” Governor Oleh Syniehubov said on Monday. He was speaking in Kharkiv."


@pytest.fixture
def dateline(tmp_path: Path, db: Database, monkeypatch: pytest.MonkeyPatch):
    """Runs a command against an empty database of each engine."""
    cache = Path(__file__).resolve().parents[1] / ".cache"
    monkeypatch.setenv("DATELINE_DATA_DIR", str(cache))  # where the gazetteer is built already
    monkeypatch.setenv("DATELINE_DATABASE_URL", db.url.render_as_string(hide_password=False))
    monkeypatch.chdir(tmp_path)

    def run(*words: str, given: str | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=given)

    return run


def test_the_life_of_an_article(dateline, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    added = dateline("ingest", "story.txt", "--published", "2023-05-24", "--outlet", "Courier", "--json")
    assert added.exit_code == 0, added.output
    [public_id] = json.loads(added.stdout)["added"]
    assert "1 already there" in dateline("ingest", "story.txt").stdout
    assert "clean" in dateline("audit").stdout
    assert dateline("article", "set", public_id, "--published", "2023-05-31", "--title", "Bridge").exit_code == 0
    assert dateline("reread", "--all").exit_code == 0
    assert "clean" in dateline("audit").stdout
    assert dateline("forget", public_id).exit_code == 0
    assert json.loads(dateline("audit", "--json").stdout) == {"faults": []}
    gone = dateline("forget", public_id)
    assert gone.exit_code == 1
    assert "withdrawn on" in gone.output


FOREIGN = "Der Gouverneur sagte am Montag, die Brücke in Odesa sei zerstört und niemand wurde verletzt."


def test_who_adds_what_is_not_read_is_told_so_and_how_to_put_it_right(dateline, tmp_path: Path) -> None:
    (tmp_path / "fremd.txt").write_text(FOREIGN, encoding="utf-8")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    added = dateline("ingest", "fremd.txt", "story.txt", "--json")
    [[what, why]] = json.loads(added.stdout)["unread"]
    assert "fremd.txt" in what
    assert "No language was recognised" in why
    (tmp_path / "anderes.txt").write_text(f"{FOREIGN} Nichts.", encoding="utf-8")
    told = dateline("ingest", "anderes.txt")
    assert "anderes.txt: No language was recognised" in told.output
    assert "article set ID --lang en" in told.output
    public_id = told.stdout.splitlines()[1].split()[0]
    assert dateline("article", "set", public_id, "--lang", "German please").exit_code == 1
    assert dateline("article", "set", public_id, "--lang", "de").exit_code == 0
    assert "clean" in dateline("audit").stdout


def test_a_warning_is_set_and_taken_away_for_good(dateline, tmp_path: Path, db: Database) -> None:
    story = f"---\nwarning: Describes deaths\n---\n{STORY}"
    (tmp_path / "story.md").write_text(story, encoding="utf-8")
    [public_id] = json.loads(dateline("ingest", "story.md", "--json").stdout)["added"]
    too_long = dateline("article", "set", public_id, "--warning", "w" * 201)
    assert (too_long.exit_code, "200 is the most" in too_long.output) == (1, True)
    for before, told in (("Describes deaths", "Describes wounds"), ("Describes wounds", "")):
        assert dateline("article", "set", public_id, "--warning", told).exit_code == 0
        dateline("ingest", "story.md")
        with db.reading() as connection:
            assert connection.scalar(select(Article.warning)) == told
            changed = connection.execute(select(Correction.before, Correction.after).order_by(Correction.id))
            assert tuple(changed.all()[-1]) == (before, told)


def test_what_an_earlier_version_read_is_read_again_and_nothing_else(
    dateline, tmp_path: Path, db: Database
) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "other.txt").write_text("The bridge is open, said Oleh Syniehubov.", encoding="utf-8")
    assert dateline("ingest", "story.txt", "other.txt", "--published", "2023-05-24").exit_code == 0
    assert "0 read again" in dateline("reread", "--outdated").output
    with db.writing() as session:
        session.scalars(select(Reading).order_by(Reading.id)).first().extractor = "0.0.9"
    assert "1 read again" in dateline("reread", "--outdated").output
    assert "0 read again" in dateline("reread", "--outdated").output
    assert "2 read again" in dateline("reread", "--all").output


@pytest.mark.parametrize(
    "command", [("reread", "--all"), ("reread", "--outdated"), ("ingest", "other.txt"), ("serve",)]
)
def test_what_the_seeds_say_now_reaches_a_record_made_before(
    dateline, tmp_path: Path, db: Database, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: None)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "other.txt").write_text("The river is high, officials said.", encoding="utf-8")
    assert dateline("ingest", "story.txt", "--published", "2023-05-24").exit_code == 0
    governor = select(Actor).where(Actor.key == "oleh-syniehubov")
    with db.writing() as session:
        row = session.scalars(governor).one()
        (name, parent), (row.name, row.parent_id) = (row.name, row.parent_id), ("Oleg Sinegubov", None)
    told = dateline(*command)
    assert told.exit_code == 0
    assert "brought up to what the seeds say: 1 people and groups" in told.output
    with db.writing() as session:
        row = session.scalars(governor).one()
        assert (row.name, row.parent_id) == (name, parent)
    assert "brought up" not in dateline(*command).output
    assert "clean" in dateline("audit").stdout


def test_a_run_of_many_names_the_first_of_them(dateline, tmp_path: Path) -> None:
    stories = [
        {"text": f"The bridge number {number} is closed.", "title": f"Bridge {number}"} for number in range(23)
    ]
    lines = "\n".join(json.dumps(story) for story in [*stories, {"title": "no text"}])
    (tmp_path / "stories.jsonl").write_text(lines, encoding="utf-8")
    told = dateline("ingest", "stories.jsonl")
    assert told.exit_code == 1
    count, *named = told.stdout.splitlines()[-22:]
    assert "23 added" in count
    assert [line.split(maxsplit=1)[1] for line in named[:-1]] == [f"Bridge {number}" for number in range(20)]
    assert named[-1] == "  … and 3 more"


def test_what_was_withdrawn_stays_out_until_it_is_asked_for(dateline, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    added = dateline("ingest", "story.txt", "--published", "2023-05-24", "--title", "The bridge")
    public_id, *title = added.stdout.splitlines()[-1].split()  # said, so that one can act on it
    assert title == ["The", "bridge"]
    assert dateline("forget", public_id, "--why", "a person asked").exit_code == 0
    for url in ((), ("--url", "https://courier.example/bridge")):  # the same words, from wherever
        kept_out = dateline("ingest", "story.txt", *url)
        assert kept_out.exit_code == 0
        assert "1 withdrawn before" in kept_out.stdout
        assert "a person asked; --again" in kept_out.output
    [[what, why]] = json.loads(dateline("ingest", "story.txt", "--json").stdout)["withdrawn"]
    assert (what, why[-14:]) == ("story.txt", "a person asked")
    for command in (("forget", public_id), ("reread", public_id), ("article", "set", public_id, "--title", "x")):
        refused = dateline(*command)
        assert refused.exit_code == 1
        assert "withdrawn on" in refused.output
        assert "a person asked" in refused.output
    again = dateline("ingest", "story.txt", "--again")
    assert "1 added" in again.stdout
    assert public_id in again.stdout
    assert "1 already there" in dateline("ingest", "story.txt").stdout
    assert "clean" in dateline("audit").stdout


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx"])
def test_an_answer_becomes_a_file(dateline, tmp_path: Path, ending: str) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    dateline("ingest", "story.txt", "--published", "2023-05-24")
    done = dateline("export", "quotes", "speaker=Syniehubov", "from=2023", "sort=oldest", "-o", f"quotes.{ending}")
    assert done.exit_code == 0, done.output
    assert "1 quotes in" in done.output
    assert (tmp_path / f"quotes.{ending}").stat().st_size > 100
    assert not list(tmp_path.glob(".*.part"))


def test_the_ledgers_of_events_become_a_file(dateline, tmp_path: Path) -> None:
    told = "Russian forces shelled Kupiansk on Monday, killing 12 civilians, police said on Tuesday.\n"
    (tmp_path / "toll.txt").write_text(f"A morning in May\n\n{told}", encoding="utf-8")
    dateline("ingest", "toll.txt", "--published", "2023-05-24", "--lang", "en")
    done = dateline("export", "ledger", "from=2023", "-o", "tolls.csv")
    assert "the ledgers of 1 events in" in done.output
    with (tmp_path / "tolls.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["figure"]]
    assert [(row["figure"], row["counted"], row["counted_as"]) for row in rows] == [
        ("12", "civilians", "civilians")
    ]
    assert rows[0]["asked"].endswith("/events/ledger?from=2023")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("quotes", "speaker", "-o", "q.csv"), "write name=value"),
        (("quotes", "modality=planned", "-o", "q.csv"), "modality"),
        (("quotes", "from=soon", "-o", "q.csv"), "from"),
        (("quotes", "after=x", "-o", "q.csv"), "after"),
        (("quotes", "-o", "q.geojson"), "are written as .csv"),
        (("ledger", "-o", "q.xlsx"), "are written as .csv, .jsonl"),
        (("ledger", "speaking=x", "-o", "q.csv"), "no filter of events"),
        (("quotes", "-o", "q.doc"), "are written as .csv"),
        (("wars", "-o", "q.csv"), "cannot be exported"),
        (("quotes", "-o", "nowhere/q.csv"), "cannot be written"),
    ],
)
def test_what_makes_no_file_is_said_and_leaves_none(dateline, tmp_path: Path, words, said: str) -> None:
    done = dateline("export", *words)
    assert done.exit_code in (1, 2)
    assert said in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("language", "says"), [("en", "0 events"), ("en-XA", "0 ⟦ééṽééńťś⟧")])
def test_a_file_speaks_the_language_that_is_set(
    dateline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, says: str
) -> None:
    monkeypatch.setenv("DATELINE_LANGUAGE", language)
    assert dateline("export", "events", "-o", "events.geojson").exit_code == 0
    assert says in json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))["question"]


@pytest.mark.parametrize("command", [("serve",), ("export", "quotes", "-o", "quotes.csv")])
def test_a_language_without_a_catalogue_is_said(dateline, monkeypatch: pytest.MonkeyPatch, command) -> None:
    monkeypatch.setenv("DATELINE_LANGUAGE", "tlh")
    done = dateline(*command)
    assert done.exit_code == 2
    assert "DATELINE_LANGUAGE: no language 'tlh'" in done.output


def test_failures_are_named_and_exit_1(dateline, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "bad.md").write_text("---\npublished: soon\n---\ntext", encoding="utf-8")
    done = dateline("ingest", "good.txt", "bad.md", "missing.txt")
    assert done.exit_code == 1
    assert "1 added, 2 failed" in done.stdout
    assert "write 2023-05-21" in done.output
    assert "no such file" in done.output


def test_extract_needs_no_database(dateline) -> None:
    line = json.dumps({"id": "a", "text": STORY, "date": "2023-05-24"})
    done = dateline("extract", given=f'{line}\nnot json\n["a"]\n{{"text": 1}}\n\n')
    assert done.exit_code == 1
    [told] = map(json.loads, done.stdout.splitlines())
    assert [f"line {number}: not a JSON object" in done.output for number in range(1, 6)] == [
        False, True, True, True, False,
    ]  # fmt: skip
    undated = json.dumps({"id": "b", "text": STORY, "date": "Nov 22, 20"})
    done_undated = dateline("extract", given=undated)
    assert done_undated.exit_code == 0
    assert "read as undated" in done_undated.output
    assert told["quotes"][0]["speaker"]["name"] == "Oleh Syniehubov"
    assert told["dates"][0]["value"] == "2023-05-22"
    assert "line 2" in done.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ingest", "x.txt", "--published", "yesterday"], "write 2023-05-21"),
        (["article", "set", "0123456789ab"], "say what to set"),
        (["reread"], "--all"),
        (["forget", "nothing"], "no article"),
    ],
)
def test_what_to_change(dateline, words: list[str], says: str) -> None:
    done = dateline(*words)
    assert done.exit_code != 0
    assert says in done.output


def test_every_command_has_help() -> None:
    for command in ("serve", "ingest", "extract", "reread", "forget", "audit", "seed", "migrate", "settings"):
        done = CliRunner().invoke(app, [command, "--help"])
        assert done.exit_code == 0
        assert len(done.output.split()) > 10


@pytest.mark.parametrize(
    ("name", "value", "says"), [("PORT", "99999", "DATELINE_PORT"), ("WORKERS", "many", "DATELINE_WORKERS")]
)
def test_a_setting_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"DATELINE_{name}", value)
    monkeypatch.setattr("sys.argv", ["dateline", "settings"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert says in capsys.readouterr().err


def test_settings_are_read_as_a_person_writes_them(dateline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ALLOWED_HOSTS", "news.example, 10.0.0.5")
    monkeypatch.setenv("DATELINE_DATABASE_URL", "postgresql+psycopg://me:secret@db/dateline")
    told = dateline("settings").stdout
    assert "DATELINE_ALLOWED_HOSTS=news.example,10.0.0.5" in told
    assert "secret" not in told


def test_settings_lists_all(dateline) -> None:
    told = dateline("settings").stdout
    assert "DATELINE_DATABASE_URL=" in told
    assert "DATELINE_ALLOWED_HOSTS=" in told
    assert "DATELINE_TRUST_LOOPBACK=  " in told  # left to other settings, and no word of Python's for it
