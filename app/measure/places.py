"""Place names beside gold ones: found or not, and how far off."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.measure.spans import Item, distinct, overlapping, unpaired, without_optional
from app.measure.tally import Tally

EARTH = 6371.0  # mean radius in km
NEAR = 161.0  # 100 miles: the distance by which geoparsers are compared (Gritta et al. 2020, section 4)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the great circle between two points given as latitude and longitude in degrees."""
    lat1, lon1, lat2, lon2 = (math.radians(degrees) for degrees in (*one, *other))
    north, east = math.sin((lat2 - lat1) / 2), math.sin((lon2 - lon1) / 2)
    return 2 * EARTH * math.asin(min(1.0, math.hypot(north, math.sqrt(math.cos(lat1) * math.cos(lat2)) * east)))


def point(item: Item) -> tuple[float, float] | None:
    lat, lon = item.get("lat"), item.get("lon")
    return None if lat is None or lon is None else (float(lat), float(lon))


def score_places(gold: Item, reading: Item) -> Tally:
    """All place names, and those that mean a place (not a people, a language or a government)."""
    tally = Tally()
    text = gold["text"]
    wanted, found = distinct(gold.get("places", [])), distinct(reading.get("places", []))
    exact, pairs = overlapping(wanted, found)
    tally.count("places: exact", len(exact), len(found), len(wanted))
    tally.count("places: overlap", len(pairs), len(found), len(wanted))
    if any("literal" in item for item in wanted):
        literal, judged = without_optional(wanted, found, lambda item: item.get("literal") is False)
        only_exact, only_pairs = overlapping(literal, judged)
        tally.count("places, literal only: exact", len(only_exact), len(judged), len(literal))
        tally.count("places, literal only: overlap", len(only_pairs), len(judged), len(literal))
    _score_points(text, wanted, found, set(exact), pairs, tally)
    missed, wrong = unpaired(wanted, found, pairs)
    tally.missed("places", text, missed)
    tally.wrong("places", text, wrong)
    return tally


def _score_points(
    text: str, wanted: Sequence[Item], found: Sequence[Item], exact: set[tuple[int, int]],
    pairs: Sequence[tuple[int, int]], tally: Tally,
) -> None:  # fmt: skip
    located = near = unplaced = near_any = same = ids = 0
    for w, f in pairs:
        here, there = point(wanted[w]), point(found[f])
        if here is None:
            continue
        km = kilometres(here, there) if there else None
        near_any += km is not None and km <= NEAR
        if km is None or km > NEAR:
            told = "not placed" if km is None else f"{km:.0f} km off, at {found[f].get('name')}"
            tally.misjudged("places", text, found[f], told)
        if (w, f) not in exact:
            continue
        located += 1
        near += km is not None and km <= NEAR
        unplaced += km is None
        if km is not None:
            tally.distances.append(km)
        if wanted[w].get("geonameid") and found[f].get("geonameid"):
            ids += 1
            same += str(wanted[w]["geonameid"]) == str(found[f]["geonameid"])
    of_all = sum(point(item) is not None for item in wanted)
    tally.share("places: within 161 km, of found", near, located)
    tally.share("places: found and within 161 km, of all", near_any, of_all)
    tally.share("places: found, left unplaced", unplaced, located)
    tally.share("places: same GeoNames id, where both give one", same, ids)
