"""`make bench`: what it measures, and how it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.extract.words.parse import parse
from app.measure.speed import Reader, Speed, main, report, texts_of
from app.world.world import World


def test_the_figures_in_words() -> None:
    speeds = [Speed(ours=0.05, our_parse=0.02, whole=0.1, spacy=0.06) for _ in range(3)]
    assert report(speeds, 312.4) == [
        "20.0 articles of 500 words a second on one core (10 wanted)",
        "2.00 times as fast as with spaCy on every sentence (2 wanted): "
        "the parse 3.00 times; all our reading against spaCy's parse alone 1.20",
        "312 MB of memory at most (700 allowed)",
    ]


def test_one_slow_run_does_not_count() -> None:
    speeds = [Speed(0.05, 0.02, 0.1, 0.06), Speed(0.05, 0.02, 0.1, 0.06), Speed(5.0, 2.0, 1.0, 0.6)]
    assert report(speeds, 1)[0].startswith("20.0 articles")


def test_the_parse_is_a_part_of_the_reading(world: World) -> None:
    reader = Reader(parse)
    reader("“We stay,” Anna Bell said on Monday.", None, world)
    assert 0 < reader.parsing < reader.seconds


def test_the_samples_are_enough_to_measure() -> None:
    assert len(texts_of(str(Path(__file__).resolve().parents[2] / "seeds" / "articles"))) > 30


def test_too_few_articles_are_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.md").write_text("---\ntitle: One\n---\nIt rained.", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert "holds 1 articles" in capsys.readouterr().err
