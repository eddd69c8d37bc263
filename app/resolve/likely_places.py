"""What a place name means by itself: as the only one so named, by what follows it, or by its size alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.extract.reading import PlaceMention
from app.resolve.namesakes import Around, Choice, home_city, is_capital
from app.resolve.place_options import REGION_WORDS, Options
from app.text.folding import fold_name
from app.world.gazetteer import Place

# A place so many times as populous as its next namesake is meant when nothing else is said. Drawn, like the
# weights of `namesakes.py`, on half of GeoWebNews and TR-News.
_DWARFS = 20
_CITY = 300_000  # a city of this size is meant before a region that shares its name from afar (Washington)
_LISTED = ("area", "water", "facility")  # kinds that only the curated list has: they come before towns so named
_ALSO_REGIONS = ("Parish", "Prefecture", "City", "Division", "Department", "Canton", "Okrug")


def at_once(
    mention: PlaceMention, options: Sequence[Place], containers: Sequence[Place], asked: Options
) -> Choice | None:
    """The meaning that needs no other place of the article; None where it does."""
    if not options:
        return Choice(None, "not in the gazetteer")
    if not mention.literal and mention.name == mention.span:
        states = [p for p in options if p.kind == "country"]
        if states and not (mention.within and _shared_with_region(options)):  # "Georgia National Guard"
            return Choice(states[0], f"{states[0].name}, its people or its government")
    for place in sorted(options, key=lambda p: (p.kind in ("region", "district"), -p.population)):
        container = asked.lies_in(place, containers)
        if container:
            return Choice(place, f"followed by {container.name}, which it lies in", _without(options, place))
    if len(options) == 1:
        return Choice(options[0], "the only place so named")
    listed = next((p for p in options if p.key.startswith("x-") and p.kind in _LISTED), None)
    if listed and not mention.hint:
        return Choice(listed, f"the {listed.kind} so named", _without(options, listed))
    country = next((p for p in options if p.kind == "country"), None)
    if country and not _shared_with_region(options):
        return Choice(country, "a country", _without(options, country))
    return None


def by_size(name: str, options: Sequence[Place], sure: Around, asked: Options) -> Choice | None:
    """The region or the city that its size alone makes likely, unless a namesake lies where the article is set."""
    if any(p.kind == "country" for p in options) or _set_elsewhere(options, sure.anchors, asked):
        return None
    if home_city(options, sure):
        return None
    region = _region_or_city(name, options)
    if region:
        return Choice(*region, _without(options, region[0]))
    return _dwarfing(options, asked)


def _set_elsewhere(options: Sequence[Place], sure: Counter[str], asked: Options) -> bool:
    """Whether the largest one's country is not named, but a namesake's region is, or that of one not much smaller.

    Glasgow in an article on two counties of Kentucky is no city of Scotland, Samarra in one on Iraq no Samara.
    """
    largest = max(options, key=lambda p: p.population)
    if not largest.parents or sure[largest.parents[-1]]:
        return False
    near = any(sure[key] for p in options for key in p.parents[:-1])
    rivals = [p for p in options if p.population * _DWARFS >= largest.population and p.parents and p != largest]
    return near or (not is_capital(largest, asked.get) and any(sure[p.parents[-1]] for p in rivals))


def _shared_with_region(options: Sequence[Place]) -> bool:
    """ "Georgia": a country, and a region of some other."""
    countries = {p.country for p in options if p.kind == "country"}
    return any(p.kind == "region" and p.country not in countries for p in options)


def _region_or_city(name: str, options: Sequence[Place]) -> tuple[Place, str] | None:
    """ "Texas" is the region, "Kharkiv" the city its region is named after, when no word says which."""
    regions = sorted((p for p in options if p.kind == "region"), key=lambda p: -p.population)
    cities = sorted((p for p in options if p.kind == "settlement"), key=lambda p: -p.population)
    if not regions:
        return None
    # A region that comes first by a name other than its own was put there by hand: Gaza is the Gaza Strip.
    shown = [fold_name(name), *(fold_name(f"{name} {word}") for word in (*REGION_WORDS, *_ALSO_REGIONS))]
    by_hand = options[0].kind == "region" and fold_name(options[0].name) not in shown
    if not by_hand and len(regions) > 1 and regions[0].population < _DWARFS * regions[1].population:
        return None
    region = options[0] if by_hand else regions[0]
    if by_hand:
        return region, f"{region.name}, as the name is used"
    seat = next((city for city in cities if region.key in city.parents), None)
    # Montana is the state, though a hamlet there has its name; Geneva is the city.
    hamlet = fold_name(region.name) == fold_name(name) and seat and seat.population < region.population / _DWARFS
    if seat is not None and seat.population * 3 >= cities[0].population and not hamlet:
        return seat, f"the city, as nothing says {region.name}"
    if cities and cities[0].population >= _CITY:
        return None
    return region, "a region, larger than any town so named"


def _dwarfing(options: Sequence[Place], asked: Options) -> Choice | None:
    largest_first = sorted(options, key=lambda p: -p.population)
    largest, next_largest = largest_first[0], largest_first[1]
    if is_capital(largest, asked.get) and largest.population > 2 * next_largest.population:
        return Choice(largest, "a capital", tuple(largest_first[1:]))
    if largest.population >= 100_000 and largest.population > _DWARFS * next_largest.population:
        return Choice(largest, "far larger than any other place so named", tuple(largest_first[1:]))
    return None


def _without(options: Sequence[Place], place: Place) -> tuple[Place, ...]:
    return tuple(p for p in options if p.key != place.key)
