"""Claims beside gold events, each scheme by what it marks.

`ACLED-25+5` (CASE 2021) has one label a snippet; `event-location` a verb and the place it happened at;
`CENTCOM` a list of air strikes with place, day and number. Other schemes are compared by their trigger
words alone, where they mark any.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from app.measure.dates import plain_value
from app.measure.spans import Item, distinct, matched, overlap, overlapping, unpaired
from app.measure.tally import Example, Tally

STRIKES = ("air-strike", "shelling")


def score_events(gold: Item, reading: Item) -> Tally:
    """By the scheme of the gold's events; a record holds one scheme."""
    tally = Tally()
    wanted, found = list(gold.get("events", [])), list(reading.get("events", []))
    schemes = {event.get("scheme") for event in wanted}
    for scheme in sorted(filter(None, schemes)):
        of_scheme = [event for event in wanted if event.get("scheme") == scheme]
        SCHEMES.get(scheme, _score_triggers)(gold["text"], of_scheme, found, tally)
    return tally


# --- labels: CASE 2021 ----------------------------------------------------------------------------------


@cache
def case_labels() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("case_labels.toml").read_text(encoding="utf-8"))


def label_of(claim: Item, text: str) -> str | None:
    """A claim in the labels of CASE 2021; None for a type that `case_labels.toml` does not know."""
    told = case_labels()
    for label, words in told["words"].get(claim["type"], {}).items():
        if any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words):
            return label
    return told["acled"].get(claim.get("acled")) or told["type"].get(claim["type"])


def label_of_snippet(claims: Sequence[Item], text: str) -> str | None:
    """The one label of a snippet: `case_labels.toml` says which of its claims gives it."""
    background = case_labels()["background"]
    labelled = [(claim, label) for claim in claims if (label := label_of(claim, text))]
    if not labelled:
        return None

    def rank(pair: tuple[Item, str]) -> tuple[bool, bool, int]:
        claim, label = pair
        return label in background, claim.get("modality") != "actual", claim["trigger"]["start"]

    return min(labelled, key=rank)[1]


def _score_labels(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    ours = label_of_snippet(found, text)
    right = Counter(event["type"] for event in wanted)
    given = Counter(filter(None, [ours]))
    tally.count("events: types", (right & given).total(), given.total(), right.total())
    for label in right | given:
        tally.count(f"events: label {label}", min(right[label], given[label]), given[label], right[label])
    if not right & given:
        whole = {"start": 0, "end": len(text)}
        note = f"told {ours}, not {', '.join(right)}" if ours else ", ".join(right)
        tally.examples.append(Example.of("misjudged" if ours else "missed", "events", text, whole, note))


# --- a verb and its place: event_location -------------------------------------------------------------


def place_of(event: Item) -> Item | None:
    """Where an event happened, as a span: of ours, the place mention; of the gold's, its `place` argument."""
    if event.get("place_span"):
        return event["place_span"]
    return next((arg for arg in event.get("args", []) if arg["role"] == "place" and "start" in arg), None)


def _score_located(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    """Only what two coders agreed on, where the corpus says so; what else stands in the sentence is not judged."""
    agreed = [event for event in wanted if event.get("adjudicated")] or [
        event for event in wanted if "adjudicated" not in event
    ]
    pairs = _by_trigger(agreed, found)
    tally.share("events: marked verb found", len(pairs), len(agreed))
    right = given = 0
    for w, f in pairs:
        want, got = place_of(agreed[w]), place_of(found[f])
        given += got is not None
        right += overlap(want, got)
        tally.share("events: place right or rightly none, of found", overlap(want, got) or want is got, 1)
        if not (overlap(want, got) or want is got):
            told = text[got["start"] : got["end"]] if got else "nowhere"
            not_told = text[want["start"] : want["end"]] if want else "nowhere"
            tally.misjudged("events", text, found[f]["trigger"], f"at {told!r}, not {not_told!r}")
    placed = sum(place_of(event) is not None for event in agreed)
    tally.count("events: place", right, given, placed)
    tally.missed("events", text, (agreed[w]["trigger"] for w in range(len(agreed)) if w not in dict(pairs)))


def _by_trigger(wanted: Sequence[Item], found: Sequence[Item]) -> list[tuple[int, int]]:
    def weight(w: int, f: int) -> int:
        return overlap(wanted[w].get("trigger"), found[f]["trigger"])

    return matched(len(wanted), len(found), weight, 1)


# --- strike lists: CENTCOM ----------------------------------------------------------------------------


def _score_strikes(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    ours = [event for event in found if event["type"] in STRIKES]

    def same_place(w: int, f: int) -> int:
        return overlap(place_of(wanted[w]), place_of(ours[f]))

    pairs = matched(len(wanted), len(ours), same_place, 1)
    tally.count("events: strikes by place", len(pairs), len(ours), len(wanted))
    for w, f in pairs:
        gold, got = wanted[w], ours[f]
        day_right = plain_value(gold.get("date")) == plain_value(got.get("date"))
        tally.share("events: day of a strike right, of found", day_right, 1)
        number_right = any(gold.get("number") == quantity["low"] for quantity in got.get("quantities", []))
        tally.share("events: number of strikes right, of found", number_right, 1)
        if not day_right:
            tally.misjudged("events", text, got["trigger"], f"on {got.get('date')}, not {gold.get('date')}")
    missed, wrong = unpaired(wanted, ours, pairs)
    tally.missed("events", text, (place for event in missed if (place := place_of(event))))
    tally.wrong("events", text, (event["trigger"] for event in wrong), "strike at no place of the list")


# --- anything else ------------------------------------------------------------------------------------


def _score_triggers(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    triggers = distinct(event["trigger"] for event in wanted if event.get("trigger"))
    if not triggers:
        tally.share(f"events: of a scheme not compared ({wanted[0]['scheme']})", 0, len(wanted))
        return
    ours = distinct(event["trigger"] for event in found)
    exact, pairs = overlapping(triggers, ours)
    tally.count("events: trigger, exact", len(exact), len(ours), len(triggers))
    tally.count("events: trigger, overlap", len(pairs), len(ours), len(triggers))
    missed, wrong = unpaired(triggers, ours, pairs)
    tally.missed("events", text, missed)
    tally.wrong("events", text, wrong)


SCHEMES: Mapping[str, Callable[[str, Sequence[Item], Sequence[Item], Tally], None]] = {
    "ACLED-25+5": _score_labels,
    "event-location": _score_located,
    "CENTCOM": _score_strikes,
}
