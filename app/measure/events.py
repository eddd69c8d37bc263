"""Claims beside gold events, each scheme by what it marks.

`ACLED-25+5` (CASE 2021) has one label a snippet; `event-location` a verb and the place it happened at;
`CENTCOM` a list of air strikes with place, day and number; `MUC-4` incidents with type, day and place;
`IndiaPoliceEvents` labelled sentences; `CAMEO-quad` a class and who acts on whom. Other schemes are compared by
their trigger words, except relations.
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
    """By the scheme of the gold's events; a record without any by its corpus's, as one where nothing happens."""
    tally = Tally()
    wanted, found = list(gold.get("events", [])), list(reading.get("events", []))
    schemes = {event.get("scheme") for event in wanted} or {OF_CORPUS.get(str(gold.get("corpus")))}
    for scheme in sorted(filter(None, schemes)):
        of_scheme = [event for event in wanted if event.get("scheme") == scheme]
        given = [*found, *reading.get("refused", [])] if scheme == "ACLED-25+5" else found
        SCHEMES.get(scheme, _score_triggers)(gold["text"], of_scheme, given, tally)
        if scheme == "event-location":
            _score_given(gold["text"], of_scheme, reading.get("places_of_triggers", []), tally)
    return tally


# --- labels: CASE 2021 ----------------------------------------------------------------------------------


@cache
def case_labels() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("case_labels.toml").read_text(encoding="utf-8"))


def label_of(claim: Item, text: str) -> str | None:
    """A claim in the labels of CASE 2021; None for a type that `case_labels.toml` does not know."""
    told = case_labels()
    if claim["trigger"].get("text", "").lower() in told["owning"]:
        return str(told["type"]["responsibility"])
    for label, words in told["words"].get(claim["type"], {}).items():
        if any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words):
            return label
    by_label = told["acled"].get(claim.get("acled")) or told["plover"].get(claim.get("plover"))
    return by_label or told["type"].get(claim["type"])


def label_of_snippet(claims: Sequence[Item], text: str) -> str | None:
    """The one label of a snippet: `case_labels.toml` says which of its claims gives it."""
    told = case_labels()
    labelled = [(claim, label) for claim in claims if (label := label_of(claim, text))]
    if not labelled:
        return None

    def rank(pair: tuple[Item, str]) -> tuple[bool, bool, bool, bool, bool, int]:
        claim, label = pair
        modality = claim.get("modality")
        return (
            modality == "refused",
            claim["type"] in told["background"],
            modality != "actual",
            label not in told["particular"],
            claim["trigger"].get("text", "").lower() in told["victims"],
            claim["trigger"]["start"],
        )

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


def _agreed(wanted: Sequence[Item]) -> list[Item]:
    """Only what two coders agreed on, where the corpus says so; what else stands in the sentence is not judged."""
    return [event for event in wanted if event.get("adjudicated")] or [
        event for event in wanted if "adjudicated" not in event
    ]


def _score_located(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    """The marked verbs that we found ourselves, and where we say that happened."""
    agreed = _agreed(wanted)
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


def _score_given(text: str, wanted: Sequence[Item], given: Sequence[Item], tally: Tally) -> None:
    """The same with the gold's verb handed to our place reader: where it is right, of those the gold places."""
    for event in _agreed(wanted):
        want = place_of(event)
        got = next((place_of(one) for one in given if one["trigger"] == event.get("trigger")), None)
        right = overlap(want, got)
        if want:
            tally.share("events: place, trigger given", right, 1)
        tally.share("events: place right or rightly none, trigger given", right or want is got, 1)
        if not (right or want is got):
            told = text[got["start"] : got["end"]] if got else "nowhere"
            not_told = text[want["start"] : want["end"]] if want else "nowhere"
            tally.misjudged("events", text, event["trigger"], f"trigger given: at {told!r}, not {not_told!r}")


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
        tally.share("events: number of strikes right, of found", gold.get("number") == _strikes(got), 1)
        if not day_right:
            tally.misjudged("events", text, got["trigger"], f"on {got.get('date')}, not {gold.get('date')}")
    missed, wrong = unpaired(wanted, ours, pairs)
    tally.missed("events", text, (place for event in missed if (place := place_of(event))))
    tally.wrong("events", text, (event["trigger"] for event in wrong), "strike at no place of the list")


def _strikes(claim: Item) -> float | None:
    """How many a claim counts; one that gives no number ("an air strike hit a depot") tells of one."""
    counted = [each["low"] for each in claim.get("quantities", []) if each["kind"] == "strikes"]
    return counted[0] if counted else 1


# --- incidents and labelled sentences ----------------------------------------------------------------


@cache
def kinds() -> Mapping[str, Mapping[str, str]]:
    """Our types in the words of other schemes, by scheme."""
    return tomllib.loads(Path(__file__).with_name("event_kinds.toml").read_text(encoding="utf-8"))


def _score_incidents(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    """One incident may be told in many sentences: ours of one type, day and place count as one."""
    names = kinds()["MUC-4"]
    told = {(names[one["type"]], one.get("date"), one.get("place")): one for one in found if one["type"] in names}
    ours = list(told)
    right = Counter(event["type"] for event in wanted) & Counter(kind for kind, _, _ in ours)
    tally.count("events: types of incidents", right.total(), len(ours), len(wanted))

    def alike(w: int, f: int) -> float:
        kind, day, place = ours[f]
        if kind != wanted[w]["type"]:
            return 0
        return 1 + _same_day(wanted[w], day) + _same_name(wanted[w].get("place"), place)

    for w, f in matched(len(wanted), len(ours), alike, 1):
        _, day, place = ours[f]
        if wanted[w].get("date"):
            tally.share("events: day of an incident right, of found", _same_day(wanted[w], day), 1)
        if wanted[w].get("place"):
            tally.share("events: place of an incident named, of found", _same_name(wanted[w]["place"], place), 1)


def _same_day(event: Item, day: str | None) -> bool:
    return bool(day) and plain_value(event.get("date")) == plain_value(day)


def _same_name(wanted: str | None, given: str | None) -> bool:
    """Any part of "EL SALVADOR: SAN SALVADOR (CITY)" will do."""
    parts = re.split(r"[:/]| - ", re.sub(r"\(.*?\)", "", wanted or ""))
    return bool(given) and given.casefold().strip() in {part.casefold().strip() for part in parts}


def _score_sentences(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    """A label is right where a trigger of that type stands in the sentence."""
    names = kinds()["IndiaPoliceEvents"]
    for label in sorted(set(names.values())):
        sentences = [event for event in wanted if event["type"] == label]
        ours = [one["trigger"] for one in found if names.get(one["type"]) == label]
        hit = [sentence for sentence in sentences if any(overlap(sentence, one) for one in ours)]
        astray = sum(not any(overlap(sentence, one) for sentence in sentences) for one in ours)
        tally.count(f"events: sentences of {label}", len(hit), len(hit) + astray, len(sentences))
        tally.missed("events", text, (sentence for sentence in sentences if sentence not in hit), label)


# --- who acts on whom: CAMEO -------------------------------------------------------------------------


@cache
def quad_classes() -> Mapping[str, str]:
    """PLOVER's events in CAMEO's four classes."""
    return tomllib.loads(Path(__file__).with_name("quad_classes.toml").read_text(encoding="utf-8"))["class"]


def quad_class(claim: Item) -> str | None:
    """The class of a claim by the event of its PLOVER code; None where it has none."""
    return quad_classes().get((claim.get("plover") or "").split("/")[0].upper())


def _score_quads(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    """The class of the first claim that has one; source and target by a participant whose span overlaps."""
    told = sorted((one for one in found if quad_class(one)), key=lambda one: one["trigger"]["start"])
    for event in wanted:
        classed = event["type"] in quad_classes().values()
        ours = quad_class(told[0]) if told else None
        tally.count("events: quad class", ours == event["type"], ours is not None, classed)
        if ours != (event["type"] if classed else None):
            whole = {"start": 0, "end": len(text)}
            tally.misjudged("events", text, whole, f"told {ours}, not {event['type']}")
        for side, roles in (("source", ("actor",)), ("target", ("recipient", "target", "beneficiary"))):
            spans = [arg for arg in event.get("args", []) if arg["role"] == side and "start" in arg]
            given = [arg for one in told[:1] for arg in one.get("args", []) if arg["role"] in roles]
            right = any(overlap(span, arg) for span in spans for arg in given)
            tally.count(f"events: quad {side}", right, bool(given), bool(spans))


# --- anything else ------------------------------------------------------------------------------------


def _not_compared(_text: str, wanted: Sequence[Item], _found: Sequence[Item], tally: Tally) -> None:
    tally.share(f"events: of a scheme not compared ({wanted[0]['scheme']})", 0, len(wanted))


def _score_triggers(text: str, wanted: Sequence[Item], found: Sequence[Item], tally: Tally) -> None:
    triggers = distinct(event["trigger"] for event in wanted if event.get("trigger"))
    if not triggers:
        _not_compared(text, wanted, found, tally)
        return
    ours = distinct(event["trigger"] for event in found)
    exact, pairs = overlapping(triggers, ours)
    tally.count("events: trigger, exact", len(exact), len(ours), len(triggers))
    tally.count("events: trigger, overlap", len(pairs), len(ours), len(triggers))
    missed, wrong = unpaired(triggers, ours, pairs)
    tally.missed("events", text, missed)
    tally.wrong("events", text, wrong)


OF_CORPUS = {"muc4": "MUC-4", "india_police_events": "IndiaPoliceEvents", "centcom_strikes": "CENTCOM"}
SCHEMES: Mapping[str, Callable[[str, Sequence[Item], Sequence[Item], Tally], None]] = {
    "ACLED-25+5": _score_labels,
    "event-location": _score_located,
    "CENTCOM": _score_strikes,
    "MUC-4": _score_incidents,
    "IndiaPoliceEvents": _score_sentences,
    "re3d-relation": _not_compared,  # how two entities stand to each other: no events
    "CAMEO-quad": _score_quads,
}
