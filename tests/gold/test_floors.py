"""Our readers on twelve samples of our own that a person marked; floors go down only on purpose (README.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.ingest.article import Given
from app.ingest.sources import open_source
from app.measure.quotes import plain_name
from app.measure.spans import distinct, matched, overlap, overlapping, without_optional
from app.measure.tally import precision_recall
from app.resolve.links import Linked
from app.text.span import Span
from app.work.pipeline import read_and_link
from app.world.world import World
from tests.gold.marks import Gold, read_gold

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds" / "articles"
Compared = tuple[str, int, int, int]  # what, right, given, wanted
FILES = sorted(HERE.glob("*.txt"))

# F1, or the share right of those found. Set a little under what was measured when it was set (behind #).
FLOORS = {
    "quotes": 0.97,  # 1.00
    "quotes and speakers": 0.96,  # 1.00
    "types of quotes found": 0.96,  # .988
    "places": 0.92,  # .935
    "places to the letter": 0.90,  # .916
    "which place, of places found": 0.97,  # 1.00
    "dates": 0.97,  # 1.00
    "which day, of dates found": 0.91,  # .927
    "claims": 0.62,  # .667
    "modality of claims found": 0.95,  # 1.00
    "stance of claims found": 0.95,  # 1.00
    "it happened": 0.95,  # 1.00
    "types of claims found": 0.93,  # 1.00
}


def article(name: str) -> Any:
    [found] = open_source(str(SEEDS / f"{name}.md"), Given())
    return found.article


def span(item: Any) -> dict[str, int]:
    return {"start": item.start, "end": item.end}


@pytest.fixture(scope="module")
def counted(world: World) -> dict[str, Counter]:
    """All counts over the twelve, by name."""
    counts: dict[str, Counter] = {}
    for file in FILES:
        gold = read_gold(file)
        told = article(gold.name)
        linked = read_and_link(gold.text, "en", told.published, world)
        for compare in (compare_quotes, compare_places, compare_dates, compare_claims, compare_telling):
            for name, right, given, wanted in compare(gold, linked):
                counts.setdefault(name, Counter()).update(right=right, given=given, wanted=wanted)
    return counts


def required(gold: list[Any], found: list[Any]) -> tuple[list[Any], list[Any]]:
    """Gold that must be found, and what was found beside gold that need not be."""
    return without_optional(distinct(gold), distinct(found), lambda item: item.get("optional", False))


def compare_quotes(gold: Gold, linked: Linked) -> Iterator[Compared]:
    """Whole quotes: half of all characters of both in common; then whose they are."""
    found = [{**span(quote.span), "quote": quote} for quote in linked.reading.quotes]
    wanted, judged = required(gold.quotes, found)

    def share(w: int, f: int) -> float:
        ours = judged[f]["quote"].spans
        pieces = [Span(*piece) for piece in wanted[w]["spans"]]
        common = sum(one.shared(other) for one in ours for other in pieces)
        return common / (sum(map(len, ours)) + sum(map(len, pieces)) - common)

    pairs = matched(len(wanted), len(judged), share, 0.5)
    yield "quotes", len(pairs), len(judged), len(wanted)
    right = sum(said_by(linked, judged[f]["quote"], wanted[w]) for w, f in pairs)
    yield "quotes and speakers", right, len(judged), len(wanted)
    typed = sum(judged[f]["quote"].type == wanted[w]["type"] for w, f in pairs)
    yield "types of quotes found", typed, len(pairs), len(pairs)


def said_by(linked: Linked, quote: Any, wanted: dict[str, Any]) -> bool:
    if quote.speaker is None:
        return False
    if wanted["name"] == "-":
        return any(overlap(span(quote.speaker.span), mention) for mention in wanted["mentions"])
    link = linked.actor(quote.speaker.named)
    return link is not None and plain_name(link.name) == plain_name(wanted["name"])


def compare_places(gold: Gold, linked: Linked) -> Iterator[Compared]:
    found = [
        {**span(mention.span), "key": link.place.key if (link := linked.place(mention.span)) else None}
        for mention in linked.reading.places
        if mention.literal
    ]
    wanted, judged = required(gold.places, found)
    exact, pairs = overlapping(wanted, judged)
    yield "places", len(pairs), len(judged), len(wanted)
    yield "places to the letter", len(exact), len(judged), len(wanted)
    known = [(w, f) for w, f in pairs if wanted[w]["key"] != "-"]
    right = sum(wanted[w]["key"] == judged[f]["key"] for w, f in known)
    yield "which place, of places found", right, len(known), len(known)


def compare_dates(gold: Gold, linked: Linked) -> Iterator[Compared]:
    found = [
        {**span(mention.span), "value": str(mention.when) if mention.when else None}
        for mention in linked.reading.dates
    ]
    wanted, judged = required(gold.dates, found)
    _exact, pairs = overlapping(wanted, judged)
    yield "dates", len(pairs), len(judged), len(wanted)
    right = sum(wanted[w]["value"] == judged[f]["value"] for w, f in pairs)
    yield "which day, of dates found", right, len(pairs), len(pairs)


def compare_telling(gold: Gold, linked: Linked) -> Iterator[Compared]:
    """Of the claims found, where a person noted it: did it happen, and on whose word."""
    noted = [claim for claim in gold.claims if claim["modality"]]
    found = [
        {**span(claim.trigger), "modality": claim.modality, "stance": claim.stance}
        for claim in linked.reading.claims
    ]
    _exact, pairs = overlapping(noted, found)
    for what in ("modality", "stance"):
        right = sum(noted[w][what] == found[f][what] for w, f in pairs)
        yield f"{what} of claims found", right, len(pairs), len(pairs)
    happened = [(_happened(noted[w]), _happened(found[f])) for w, f in pairs]
    right, given, wanted = (
        sum(w and f for w, f in happened),
        sum(f for _, f in happened),
        sum(w for w, _ in happened),
    )
    yield "it happened", right, given, wanted


def _happened(claim: dict[str, Any]) -> bool:
    return claim["modality"] == "actual" and claim["stance"] != "denied"


def compare_claims(gold: Gold, linked: Linked) -> Iterator[Compared]:
    found = [{**span(claim.trigger), "type": claim.type} for claim in linked.reading.claims]
    wanted, judged = required(gold.claims, found)
    _exact, pairs = overlapping(wanted, judged)
    yield "claims", len(pairs), len(judged), len(wanted)
    right = sum(wanted[w]["type"] == judged[f]["type"] for w, f in pairs)
    yield "types of claims found", right, len(pairs), len(pairs)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_marked_text_is_its_article(file: Path) -> None:
    gold = read_gold(file)
    assert gold.text == article(gold.name).text


def test_twelve_articles_are_marked() -> None:
    golds = [read_gold(file) for file in FILES]
    assert len(golds) == 12
    assert sum(not quote["optional"] for gold in golds for quote in gold.quotes) >= 70


@pytest.mark.parametrize("what", FLOORS)
def test_no_figure_falls_below_its_floor(counted: dict[str, Counter], what: str) -> None:
    assert precision_recall(**counted[what])["f1"] >= FLOORS[what], counted[what]


def test_every_figure_has_a_floor(counted: dict[str, Counter]) -> None:
    assert set(counted) == set(FLOORS)
