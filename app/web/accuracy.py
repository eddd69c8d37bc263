"""How good the readers are: `/accuracy`, from `docs/accuracy.json`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.measure.accuracy import load_accuracy
from app.paths import DOCS
from app.text.tongue import N_, _
from app.web.asked import Db
from app.web.respond import page

router = APIRouter(include_in_schema=False)

# Each corpus: its heading, what it is, and what it does not tell of our subject.
CORPORA = {
    "polnear": (
        N_("Quotes and speakers"),
        N_(
            "PolNeAR: 1,008 articles on the US election campaign of 2016 from seven outlets, marked by "
            "trained readers."
        ),
        N_(
            "US politics, not war. It also counts beliefs and intentions (“he wants to …”) as indirect "
            "quotes, which we do not read; so nobody who reads only speech can find them all."
        ),
    ),
    "geowebnews": (
        N_("Places in world news"),
        N_(
            "GeoWebNews: 200 stories of 2018 from all over the world. Peoples, languages and governments "
            "that bear a place’s name are marked too."
        ),
        N_("Mostly peace. We leave out a country’s name that stands for its government, which costs points here."),
    ),
    "trnews": (
        N_("Places in world news, second set"),
        N_("TR-News: 118 stories of many countries, some on Syria and Turkey."),
        N_("A small set: a few articles move the figures."),
    ),
    "lgl": (
        N_("Places with many namesakes"),
        N_(
            "Local-Global Lexicon: 588 stories of small-town papers, chosen because their places have "
            "namesakes (Paris in Texas)."
        ),
        N_("Unlike news of war: the outlet’s own town is the key to it, and our readers are not told the outlet."),
    ),
    "gum_dates": (
        N_("Dates"),
        N_("GUM: news and interviews with every date marked and, where it is relative, worked out by a person."),
        N_("Few documents, and only some of them news."),
    ),
    "re3d": (
        N_("People, organisations and locations in reports of war"),
        N_(
            "re3d: reports on the war in Syria and Iraq by governments, broadcasters and Wikipedia, "
            "marked by defence experts."
        ),
        N_(
            "It marks pronouns (“he”, “we”) and descriptions (“other residents”) as people and "
            "organisations; we never take a pronoun for an actor, so part of it cannot be found by us on "
            "purpose."
        ),
    ),
    "case2021_task2": (
        N_("Types of events"),
        N_(
            "CASE 2021, task 2: snippets of news with one of 30 labels, most of them ACLED’s. Our types "
            "are translated into them by a table that can be read."
        ),
        N_(
            "One label a snippet, where we may read several events. The best team trained on many "
            "examples; our readers follow rules."
        ),
    ),
    "event_location": (
        N_("Where an event happened"),
        N_("Sentences of news agencies in which two people agreed where the event of one verb took place."),
        N_("Single sentences without the article round them."),
    ),
    "centcom_strikes": (
        N_("Strikes in military releases"),
        N_(
            "Lists of air strikes in Syria and Iraq that US Central Command published, 2014–2016, with "
            "place, day and number."
        ),
        N_("The key was made by a program and corrected by its author. The releases are lists, not prose."),
    ),
    "muc4": (
        N_("Incidents in old wire reports"),
        N_(
            "MUC-4: reports from Latin America, 1988–1991, with the type, day and place of each attack. A fixed "
            "sample of 300 of them."
        ),
        N_("All in capitals, as telegrams were, which no reader of ours was made for: few names are found in it."),
    ),
    "cameo_conflibert": (
        N_("Who acts on whom"),
        N_(
            "Sentences of news on the Middle East and Africa with one of CAMEO’s four classes (cooperation or "
            "conflict, in words or deeds) and who acts on whom."
        ),
        N_("One event a sentence, where we may read several; the first we read is compared."),
    ),
}

FIGURES = {
    ("quotes, direct: match", "f1"): N_("Direct quotes found"),
    ("quotes, direct: match and speaker", "f1"): N_("Direct quotes found, and their speaker right"),
    ("quotes, direct and mixed: match", "f1"): N_("Quotes with words in quotation marks found"),
    ("quotes, direct and mixed: right speaker, of matched", "share"): N_(
        "Of those found, given to the right speaker"
    ),
    ("quotes, direct and mixed: match and speaker", "f1"): N_(
        "Quotes with words in marks found, and their speaker right"
    ),
    ("quotes, all: match", "f1"): N_("All quotes found, indirect ones too"),
    ("quotes, all: match", "precision"): N_("Of all quotes we show, those that are ones"),
    ("quotes, all: match and speaker", "f1"): N_("All quotes found, and their speaker right"),
    ("places: exact", "f1"): N_("Names of places found, to the letter"),
    ("places, literal only: exact", "f1"): N_("The same, leaving out peoples, languages and governments"),
    ("places: within 161 km, of found", "share"): N_(
        "Of those found, put within 161 km (100 miles) of the true place"
    ),
    ("places: found and within 161 km, of all", "share"): N_("Of all there are, found and put within 161 km"),
    ("places: median error, km", "km"): N_("Half of those found lie closer to the truth than this, in km"),
    ("dates: relaxed", "f1"): N_("Dates found"),
    ("dates: value", "f1"): N_("Dates found and rightly worked out"),
    ("dates: value right, of found", "share"): N_("Of those found, rightly worked out"),
    ("entities, Person: overlap", "f1"): N_("People found"),
    ("entities, Organisation: overlap", "f1"): N_("Organisations found"),
    ("entities, Location: overlap", "f1"): N_("Locations found"),
    ("events: types, weighted", "f1"): N_("Type of event right"),
    ("events: place, trigger given", "share"): N_("The place of a marked event, where there is one, right"),
    ("events: place right or rightly none, trigger given", "share"): N_(
        "Marked events given the right place, or rightly none"
    ),
    ("events: marked verb found", "share"): N_("Of the marked events, those we read as an event"),
    ("events: place right or rightly none, of found", "share"): N_(
        "Of those, given the right place, or rightly none"
    ),
    ("events: place", "f1"): N_("Places of events found"),
    ("events: strikes by place", "f1"): N_("Strikes found at their place"),
    ("events: day of a strike right, of found", "share"): N_("Of those found, given the right day"),
    ("events: number of strikes right, of found", "share"): N_("Of those found, given the right number"),
    ("events: types of incidents", "f1"): N_("Incidents found, by type"),
    ("events: day of an incident right, of found", "share"): N_("Of those found, given the right day"),
    ("events: place of an incident named, of found", "share"): N_("Of those found, given the right place by name"),
    ("events: quad class", "f1"): N_("Class right"),
    ("events: quad source", "f1"): N_("Who acts found"),
    ("events: quad target", "f1"): N_("On whom found"),
}

UNKNOWN = (N_("Another set"), "", "")


@router.get("/accuracy")
def accuracy(request: Request, _db: Db) -> Response:
    told = measured()
    return page(request, "words/accuracy.html", corpora=[section(one) for one in told.get("corpora", [])])


@lru_cache(maxsize=1)
def measured() -> Mapping[str, Any]:
    """The figures, read once; empty where nobody has measured (a wheel may come without them)."""
    return load_accuracy(DOCS / "accuracy.json") or {}


def section(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One corpus as the page shows it."""
    heading, about, limits = (words and _(words) for words in CORPORA.get(entry["corpus"], UNKNOWN))
    rows = [
        {
            "says": _(FIGURES.get((row["name"], row["part"]), row["name"])),
            "unseen": number(row["unseen"], row["part"]),
            "tuned": number(row["tuned"], row["part"]),
            "count": row["counts"]["unseen"],
            "others": number(row.get("others"), row["part"]),
            "who": _(row["who"]) if row.get("who") else "",
            "people": number(row.get("people"), row["part"]),
        }
        for row in entry["rows"]
    ]
    documents = entry["documents"]
    return {
        "name": entry["corpus"],
        "heading": heading,
        "about": about,
        "limits": limits,
        "rows": rows,
        "documents": documents["tuned"] + documents["unseen"],
        "unseen_documents": documents["unseen"],
        "of": documents["of"],
        "failed": len(entry["failed"]),
        "measured": entry["measured"],
        "version": entry["version"],
        "compared": any(row["others"] != "–" or row["people"] != "–" for row in rows),
    }


def number(value: float | None, part: str) -> str:
    """0.8312 → "83.1"; a distance stays as it is; a dash where there is no figure."""
    if value is None:
        return "–"
    return f"{value:.1f}" if part == "km" else f"{100 * value:.1f}"
