"""A file of gold read and scored: the table, the JSON, what could not be read; the file of figures; the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app import cli
from app.measure import accuracy, readings
from app.measure.accuracy import corpora, load_accuracy, measure_all, write_accuracy
from app.measure.evaluate import SCORERS, Scores, as_json, score
from app.measure.gold import LAYERS, UnreadableGold, half_of, layers_of, open_gold, published, sampled
from app.measure.readings import Read, read_gold
from app.measure.report import report
from app.paths import DOCS
from app.web.accuracy import CORPORA, FIGURES, number, section

TEXT = "KHARKIV — “The bridge is gone,” Oleh Syniehubov said on Friday. Shelling had hit Izium."
RECORD = {
    "id": "made-1", "text": TEXT, "date": "2023-05-20", "lang": "en",
    "quotes": [{"start": 11, "end": 29, "type": "direct",
                "speaker": {"start": 32, "end": 47, "text": "Oleh Syniehubov"}}],
    "places": [{"start": 0, "end": 7, "text": "KHARKIV", "lat": 49.98, "lon": 36.25, "geonameid": 706483},
               {"start": 81, "end": 86, "text": "Izium", "lat": 49.21, "lon": 37.26}],
    "dates": [{"start": 56, "end": 62, "text": "Friday", "value": "2023-05-19", "type": "DATE"}],
}  # fmt: skip
GAZETTEER = Path(__file__).resolve().parents[2] / ".cache" / "gazetteer.sqlite"


def gold_file(folder: Path, *records: dict[str, Any], name: str = "made.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return file


def finished(records: list[Any], layers: tuple[str, ...]) -> Scores:
    scores = Scores(layers)
    for _ in score(records, layers, scores):
        pass
    return scores


# --- gold -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identity", "half"),  # sha1 of the id, as a decimal number, ends in 2, 0, 6, 8
    [("a", "tuned"), ("b", "tuned"), ("c", "unseen"), ("d", "unseen")],
)
def test_the_halves_never_move(identity: str, half: str) -> None:
    assert half_of(identity) == half


def test_a_sample_is_the_same_whatever_the_order() -> None:
    records = [{"id": str(number)} for number in range(50)]
    first = {record["id"] for record in sampled(records, 10)}
    assert len(first) == 10
    assert first == {record["id"] for record in sampled(records[::-1], 10)}
    assert {half_of(one) for one in first} == {"tuned", "unseen"}
    assert sampled(records, None) == sampled(records, 50) == records


@pytest.mark.parametrize(
    ("written", "why"),
    [('{"id": 1}', "line 1"), ("{nonsense", "line 1"), ("", "no records"), ("[1]", "line 1")],
)
def test_broken_gold_is_refused_with_its_line(tmp_path: Path, written: str, why: str) -> None:
    (tmp_path / "made.jsonl").write_text(written)
    with pytest.raises(UnreadableGold, match=why):
        open_gold(tmp_path / "made.jsonl")


def test_a_day_that_cannot_be_read_is_no_day() -> None:
    assert published({"date": "Nov 22, 20"}) is None
    assert str(published({"date": "2014-12-22T09:00"})) == "2014-12-22"
    assert published({}) is None


def test_layers_are_those_with_items() -> None:
    assert layers_of([{"quotes": []}, {"places": [1], "dates": []}]) == ["places"]
    assert set(LAYERS) == set(SCORERS)


# --- scoring --------------------------------------------------------------------------------------------


def test_articles_are_read_and_scored() -> None:
    [read] = read_gold([RECORD], GAZETTEER)
    scores = finished([read], ("quotes", "places", "dates"))
    figures = scores.whole().figures()
    assert figures["quotes, direct: match and speaker"]["f1"] == 1.0
    assert figures["places: found and within 161 km, of all"]["share"] == 1.0
    assert figures["dates: value"]["f1"] == 1.0
    assert scores.words == len(TEXT.split())


def test_what_the_readers_cannot_read_is_named_and_counts_as_nothing_found(monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(readings, "read_and_link", broken)
    scores = finished(list(read_gold([RECORD], GAZETTEER)), ("quotes",))
    assert [(one.id, one.error) for one in scores.failed] == [("made-1", "RuntimeError: a fault of ours")]
    assert scores.whole().figures()["quotes, all: match"] == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "right": 0, "given": 0, "wanted": 1,
    }  # fmt: skip
    assert any("could not be read" in line for line in report(scores))
    assert as_json(scores)["failed"] == [{"id": "made-1", "error": "RuntimeError: a fault of ours"}]


def test_the_worst_documents_come_first() -> None:
    many = {**RECORD, "id": "many"}
    one = {**RECORD, "id": "one", "places": RECORD["places"][:1]}
    halves = [half_of("many"), half_of("one")]
    scores = finished([Read(one, {}, 0.0), Read(many, {}, 0.0)], ("places",))
    worst = [document.id for half in dict.fromkeys(halves) for document in scores.worst(half)]
    assert sorted(worst) == ["many", "one"]
    if halves[0] == halves[1]:
        assert worst == ["many", "one"]
    told = as_json(scores)
    assert {document["id"]: len(document["examples"]) for document in told["worst"]} == {"many": 2, "one": 1}


def test_a_language_that_is_not_read_is_said() -> None:
    scores = finished([Read({**RECORD, "lang": "de"}, {}, 0.1)], ("quotes",))
    assert as_json(scores)["unread_languages"] == {"de": 1}
    assert any("not read (de)" in line for line in report(scores))


# --- the command ----------------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path))
    (tmp_path / "gazetteer.sqlite").symlink_to(GAZETTEER)

    def invoked(*words: str) -> Any:
        return CliRunner().invoke(cli.app, ["evaluate", *map(str, words)])

    return invoked


def test_the_command_prints_a_table_and_json(run, tmp_path: Path) -> None:
    file = gold_file(tmp_path, RECORD)
    table = run(file)
    assert table.exit_code == 0, table.output
    assert "quotes, direct: match" in table.output
    assert "tuned" in table.output
    assert "unseen" in table.output
    told = json.loads(run(file, "--json", "--layer", "dates").stdout)
    assert told["figures"]["both"]["dates: relaxed"]["wanted"] == 1
    assert not any(name.startswith("quotes") for name in told["figures"]["both"])


def test_the_command_refuses_what_it_cannot_do(run, tmp_path: Path) -> None:
    for words in ([], ["absent.jsonl"], [gold_file(tmp_path, RECORD), "--layer", "verbs"],
                  [gold_file(tmp_path, RECORD), "--half", "best"], ["--all", "absent"]):  # fmt: skip
        assert run(*words).exit_code == 2, words


# --- the file of figures and its page -------------------------------------------------------------------


def made_corpus(folder: Path) -> None:
    records = [{**RECORD, "id": f"made-{number}", "genre": "news"} for number in range(6)]
    gold_file(folder, *records, {**RECORD, "id": "poem", "genre": "poetry"}, name="gum_dates.jsonl")


def measured(folder: Path, out: Path) -> list[str]:
    said: list[str] = []
    for _ in measure_all(folder, out, GAZETTEER, 1, said.append):
        pass
    return said


def test_all_corpora_are_measured_into_one_file_and_only_once(tmp_path: Path, monkeypatch) -> None:
    made_corpus(tmp_path)
    out = tmp_path / "docs" / "accuracy.json"
    said = measured(tmp_path, out)
    assert "polnear: not there" in said
    [entry] = load_accuracy(out)["corpora"]
    assert entry["documents"]["tuned"] + entry["documents"]["unseen"] == entry["documents"]["of"] == 6
    [row] = [row for row in entry["rows"] if row["name"] == "dates: value" and row["part"] == "f1"]
    assert row["both"] == 1.0
    assert row["others"] == 0.611
    monkeypatch.setattr(accuracy, "read_gold", lambda *_: pytest.fail("measured again, with nothing changed"))
    assert any("same code and gold" in line for line in measured(tmp_path, out))
    assert load_accuracy(out)["corpora"][0]["code"] == entry["code"]


def test_figures_of_a_corpus_that_is_away_stay(tmp_path: Path) -> None:
    made_corpus(tmp_path)
    out = tmp_path / "accuracy.json"
    measured(tmp_path, out)
    before = out.read_text()
    (tmp_path / "gum_dates.jsonl").unlink()
    assert any("its old figures stay" in line for line in measured(tmp_path, out))
    assert out.read_text() == before


def test_another_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("[1, 2]")
    with pytest.raises(ValueError, match="not a file of accuracy figures"):
        measured(tmp_path, tmp_path / "notes.json")
    write_accuracy(tmp_path / "new.json", [])
    assert load_accuracy(tmp_path / "new.json")["corpora"] == []


def test_every_row_and_corpus_has_words_for_a_visitor() -> None:
    assert {corpus.name for corpus in corpora()} == set(CORPORA)
    assert {(row["name"], row["part"]) for corpus in corpora() for row in corpus.figures} == set(FIGURES)


def test_a_row_of_the_page() -> None:
    entry = {
        "corpus": "gum_dates", "documents": {"tuned": 3, "unseen": 4, "of": 9}, "failed": [],
        "measured": "2026-11-22", "version": "0.1.0",
        "rows": [{"name": "dates: value", "part": "f1", "tuned": 0.9, "unseen": 0.8123,
                  "counts": {"tuned": 5, "unseen": 7}, "others": 0.611, "who": "dateparser"}],
    }  # fmt: skip
    [row] = section(entry)["rows"]
    assert (row["unseen"], row["tuned"], row["count"], row["others"], row["people"]) == (
        "81.2",
        "90.0",
        7,
        "61.1",
        "–",
    )
    assert number(None, "share") == "–"
    assert number(12.34, "km") == "12.3"


def test_the_figures_in_the_repository_are_of_known_corpora_and_whole() -> None:
    told = load_accuracy(DOCS / "accuracy.json")
    assert told is not None
    assert [entry["corpus"] for entry in told["corpora"]] == [corpus.name for corpus in corpora()]
    for entry in told["corpora"]:
        assert entry["measured"]
        assert entry["version"]
        for row in entry["rows"]:
            assert row["unseen"] is not None, (entry["corpus"], row["name"])
            assert row["counts"]["unseen"] > 0
