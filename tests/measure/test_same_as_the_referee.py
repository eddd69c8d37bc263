"""Our figures and those of the scorer that lies beside the corpora, on a made set of gold and predictions."""

from __future__ import annotations

import argparse
import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.measure.dates import score_dates
from app.measure.entities import score_entities
from app.measure.places import score_places
from app.measure.quotes import score_quotes, type_by_marks
from app.measure.tally import Tally

TEXT = (
    "“The bridge is gone,” Mayor Olena Kravets said on Friday. She told reporters that nobody had "
    "crossed it since Tuesday, “not even on foot.” According to the regional police, two men were held near "
    "Lower Sadove in March 2022.\n\n''We saw the smoke from the mill,'' said a baker, Ihor Moroz. "
    '"It was black," he added. The governor of '
    "Sadove region, speaking in Verbivka, wrote that repairs would take a month."
)
SPEAKERS = ["Mayor Olena Kravets", "She", "Kravets", "the regional police", "a baker, Ihor Moroz", "he",
            "The governor of Sadove region", "Mr. Moroz’s", "the mayor of Verbivka"]  # fmt: skip
VALUES = ["2022-03-04", "2022-03", "2022", "2022-03-04T00:00:00", "2022-03-04/2022-03-09", None]
POINTS = [(50.0, 36.2), (50.5, 36.9), (48.0, 37.8), (None, None)]


@pytest.fixture(scope="module")
def referee(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("referee", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def some_span(rng: random.Random, longest: int) -> dict[str, Any]:
    start = rng.randrange(len(TEXT) - longest)
    end = start + rng.randint(1, longest)
    return {"start": start, "end": end, "text": TEXT[start:end]}


def a_quote(rng: random.Random) -> dict[str, Any]:
    first, second = some_span(rng, 90), some_span(rng, 40)
    spans = [[first["start"], first["end"]]]
    if second["start"] > first["end"]:
        spans.append([second["start"], second["end"]])
    at = rng.randrange(len(TEXT) - 9)
    speaker = {"start": at, "end": at + 9, "text": rng.choice(SPEAKERS)} if rng.random() < 0.8 else None
    if speaker and rng.random() < 0.3:
        speaker["name"] = rng.choice(SPEAKERS)
    return {**first, "end": spans[-1][1], "spans": spans, "type": type_by_marks(TEXT, spans), "speaker": speaker}


def a_place(rng: random.Random) -> dict[str, Any]:
    lat, lon = rng.choice(POINTS)
    literal = {"literal": rng.random() < 0.7}
    return {**some_span(rng, 12), "lat": lat, "lon": lon, "geonameid": rng.choice([7, 8, None]), **literal}


def a_date(rng: random.Random) -> dict[str, Any]:
    return {**some_span(rng, 15), "value": rng.choice(VALUES), "type": rng.choice(["DATE", "RANGE"])}


def an_entity(rng: random.Random) -> dict[str, Any]:
    return {**some_span(rng, 20), "type": rng.choice(["Person", "Organisation"])}


MADE = {"quotes": (a_quote, 12), "places": (a_place, 15), "dates": (a_date, 12), "entities": (an_entity, 15)}
OURS = {"Person": "person", "Organisation": "armed-group"}


def made(layer: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Documents of gold and predictions; about four in ten predictions repeat gold, some with another speaker."""
    make, most = MADE[layer]
    rng = random.Random(layer)
    gold: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for number in range(120):
        wanted = [make(rng) for _ in range(rng.randint(0, most))]
        given = [make(rng) if rng.random() < 0.6 else {**rng.choice(wanted)} for _ in wanted]
        for item in given if layer == "quotes" else []:
            item["speaker"] = a_quote(rng)["speaker"] if rng.random() < 0.3 else item["speaker"]
        gold[str(number)] = {"id": str(number), "text": TEXT, layer: wanted}
        found[str(number)] = {"id": str(number), layer: given}
    return gold, found


def theirs(referee: ModuleType, layer: str, gold: Any, found: Any, **options: Any) -> dict[str, Any]:
    told = argparse.Namespace(**{"literal_only": False, "types": None, "kilometres": []} | options)
    rows, _each = referee.evaluate(layer, gold, found, told)
    return {label.split(" (n=")[0].strip(): value for label, value in rows}


def ours(score: Any, gold: Any, found: Any) -> dict[str, Any]:
    whole = Tally()
    for identity, record in gold.items():
        whole.add(score(record, found[identity]))
    return whole.figures()


def same(figure: dict[str, Any], value: Any) -> bool:
    if isinstance(value, tuple):
        return [figure["precision"], figure["recall"], figure["f1"]] == pytest.approx(value, abs=1e-4)
    return figure.get("share", figure.get("f1")) == pytest.approx(value, abs=1e-4)


QUOTE_ROWS = {
    "exact": "quote exact",
    "match": "quote match (Jaccard>=0.5)",
    "words": "quote token",
    "match and speaker": "quote match, speaker right or rightly empty",
    "right speaker, of matched": "speaker: head word or mention, of matched",
    "right speaker where the text does not say a pronoun": (
        "speaker not a pronoun: head word or mention, of matched"
    ),
    "left without a speaker where the text has none": "no speaker in gold: left empty",
}


@pytest.mark.parametrize(
    ("kind", "types"), [("direct", {"direct"}), ("direct and mixed", {"direct", "mixed"}), ("all", None)]
)
@pytest.mark.parametrize("row", QUOTE_ROWS)
def test_quotes(referee: ModuleType, kind: str, types: set[str] | None, row: str) -> None:
    gold, found = made("quotes")
    value = theirs(referee, "quotes", gold, found, types=types)[QUOTE_ROWS[row]]
    figure = ours(score_quotes, gold, found)[f"quotes, {kind}: {row}"]
    assert 0 < (figure.get("f1") or figure["share"]) < 1  # a made set on which all is right would prove nothing
    assert same(figure, value)


@pytest.mark.parametrize(
    ("name", "row", "literal_only"),
    [
        ("places: exact", "place exact", False),
        ("places: overlap", "place overlap", False),
        ("places, literal only: exact", "place exact", True),
        ("places, literal only: overlap", "place overlap", True),
        ("places: within 161 km, of found", "accuracy@161km, of exact", False),
        (
            "places: found and within 161 km, of all",
            "found and within 161 km, of all gold with coordinates",
            False,
        ),
        ("places: found, left unplaced", "left without coordinates, of exact", False),
        ("places: same GeoNames id, where both give one", "same geonameid, where both give one", False),
    ],
)
def test_places(referee: ModuleType, name: str, row: str, literal_only: bool) -> None:
    gold, found = made("places")
    assert same(
        ours(score_places, gold, found)[name],
        theirs(referee, "places", gold, found, literal_only=literal_only)[row],
    )


def test_median_distance(referee: ModuleType) -> None:
    gold, found = made("places")
    value = theirs(referee, "places", gold, found)["median error km, of exact with coordinates"]
    assert ours(score_places, gold, found)["places: median error, km"]["km"] == pytest.approx(value, abs=0.05)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("dates: strict", "date strict"),
        ("dates: relaxed", "date relaxed"),
        ("dates: value right, of found", "value accuracy, of relaxed"),
        ("dates: value", "value F1 (relaxed F1 x value accuracy, as in TempEval-3)"),
        ("dates: value right or of another grain, of found", "value right or of another grain, of relaxed"),
    ],
)
def test_dates(referee: ModuleType, name: str, row: str) -> None:
    gold, found = made("dates")
    assert same(ours(score_dates, gold, found)[name], theirs(referee, "dates", gold, found)[row])


@pytest.mark.parametrize("kind", ["Person", "Organisation"])
def test_entities(referee: ModuleType, kind: str) -> None:
    gold, found = made("entities")
    value = theirs(referee, "entities", gold, found, types={kind})
    renamed = {
        identity: {"entities": [{**item, "type": OURS[item["type"]]} for item in record["entities"]]}
        for identity, record in found.items()
    }
    figures = ours(score_entities, gold, renamed)
    assert same(figures[f"entities, {kind}: overlap"], value["entity overlap"])
    assert same(figures[f"entities, {kind}: exact"], value["entity exact"])
