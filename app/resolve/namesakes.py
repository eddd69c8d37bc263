"""Of several places so named, the one that fits the article: its other places, then size, then the outlet's home.

The second pass of `places.py`, asked when nothing beside a name decides.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.extract.places.toponyms import capitals
from app.text.folding import fold_name
from app.world.gazetteer import Place

Get = Callable[[str], Place | None]

# Drawn on half of GeoWebNews, TR-News and LGL, like the sizes in `likely_places.py`.
_IN_SAME_REGION, _IN_SAME_COUNTRY, _CAPITAL = 2.0, 1.5, 1.5
_OTHER_NAME = 0.7  # a place shown by another name: Columbus was Franklin once
_LESSER = 1.8  # the same, beside one three times its size that bears the name today: Tirat Karmel was Tyre once
_CLEAR = 0.15  # a lead smaller than this decides nothing
_AT_HOME = 0.5  # in the outlet's own country: breaks ties, and no more than that
_HOME_CITY = 100_000  # people; a city this large a paper at home means by its bare name
_BY_HAND = 30_000  # people; a town that the curated list adds is in the news, however few live there
_BESIDE = 1.5  # at most, for what else the article names close by
_SIZES = {"country": 6.5, "region": 5.5, "district": 4.5}  # as if they had so many people, as a power of ten


@dataclass(frozen=True, slots=True)
class Choice:
    place: Place | None
    reason: str
    lost: tuple[Place, ...] = ()


def is_capital(place: Place, get: Get) -> bool:
    if place.kind != "settlement" or not place.parents:
        return False
    country = get(place.parents[-1])
    return country is not None and capitals().get(place.name) == country.name


@dataclass(slots=True)
class Around:
    """What else an article names: how many places lie in each country and region, what lies close, whose paper."""

    get: Get
    anchors: Counter[str]
    home: str | None = None  # the key of the outlet's country
    cells: Mapping[tuple[int, int], Mapping[str, float]] = field(default_factory=dict)

    def beside(self, name: str, place: Place) -> float:
        """How much the article's other names speak for this spot: each by how few meanings it has, 0 to 1."""
        row, column = _cell(place)
        told: dict[str, float] = {}
        for near in ((row + up, column + across) for up in (-1, 0, 1) for across in (-1, 0, 1)):
            for other, weight in self.cells.get(near, {}).items():
                if other != name:
                    told[other] = max(weight, told.get(other, 0.0))
        return sum(told.values())

    def at_home(self, place: Place) -> bool:
        return self.home is not None and place.within(self.home)


def cells_of(options: Mapping[str, Sequence[Place]]) -> dict[tuple[int, int], dict[str, float]]:
    """Where all the meanings of an article's names lie, in squares of half a degree."""
    cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for name, places in options.items():
        for place in places:
            if place.kind in ("settlement", "district", "facility"):
                cells[_cell(place)][name] = 1 / len(places)
    return cells


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place.lat * 2), math.floor(place.lon * 2)


def among(name: str, options: Sequence[Place], around: Around) -> Choice:
    """The option that fits the article's other places and its size best, or none where two fit alike."""
    if home := _home_city(options, around):
        return home
    bearing = max((p.population for p in options if fold_name(p.name) == name), default=0)
    by_hand = options[0].key if options[0].key.startswith("x-") else None
    told = ((_score(name, p, around, 0 if p.key == by_hand else bearing, p.key == by_hand), p) for p in options)
    scored = sorted(told, key=lambda pair: -pair[0])
    (best, place), (second, rival) = scored[0], scored[1]
    if best - second < _CLEAR and place.population < 100_000:
        why = f"{len(options)} places are so named ({place.name} and {rival.name} fit alike)"
        return Choice(None, why, tuple(options))
    return Choice(place, _why(name, place, options, around), tuple(p for _, p in scored[1:]))


def home_city(options: Sequence[Place], around: Around) -> Place | None:
    """The city of the outlet's own country that a larger namesake abroad must not take for granted.

    None where the article names anything in another country: its own places say more than its outlet.
    """
    cities = [p for p in options if p.kind == "settlement" and around.at_home(p) and p.population >= _HOME_CITY]
    abroad = any(key.startswith("c-") and key != around.home for key, count in around.anchors.items() if count)
    if not cities or abroad or around.at_home(max(options, key=lambda p: p.population)):
        return None
    return max(cities, key=lambda p: p.population)


def _home_city(options: Sequence[Place], around: Around) -> Choice | None:
    city = home_city(options, around)
    if city is None or any(p.kind == "country" for p in options):
        return None
    country = around.get(around.home or "")
    where = country.name if country else "the country"
    rival = max(options, key=lambda p: p.population)
    if is_capital(rival, around.get) and not around.anchors[around.home or ""]:
        why = f"a capital, or the city in {where}, where the outlet is: nothing says which"
        return Choice(None, why, (rival, city))
    return Choice(city, f"in {where}, where the outlet is", tuple(p for p in options if p.key != city.key))


def _score(name: str, place: Place, around: Around, bearing: int, by_hand: bool = False) -> float:
    """`bearing`: how populous the largest place is that bears this very name today; `by_hand`: the curated list
    gives this spelling to this place before its namesakes ("Chebaa" is Shebaa, not Chebba).
    """
    anchors = around.anchors
    known = _BY_HAND if place.key.startswith("x-") and not place.population else 0
    size = _SIZES.get(place.kind) or math.log10(place.population + known + 10)
    regions = [key for key in place.parents[:-1] if anchors[key]]
    country = anchors[place.parents[-1]] if place.parents else anchors[place.key]
    share = country / max(1, max(anchors.values(), default=1))
    score = size + _IN_SAME_COUNTRY * min(1, country) * (0.5 + share)
    score += _IN_SAME_REGION if regions else 0.0
    score += min(_BESIDE, around.beside(name, place))
    score += _AT_HOME if around.at_home(place) else 0.0
    if fold_name(place.name) != name and not by_hand:
        score -= _LESSER if bearing > 3 * place.population else _OTHER_NAME
    return score + (_CAPITAL if is_capital(place, around.get) else 0.0)


def _why(name: str, place: Place, options: Sequence[Place], around: Around) -> str:
    for key in place.parents:
        if around.anchors[key]:
            container = around.get(key)
            others = around.anchors[key] - (1 if around.anchors[container.key if container else key] > 1 else 0)
            where = container.name if container else key
            return f"in {where}, like {others} other{'s' if others != 1 else ''} in the article"
    if around.beside(name, place) >= 1:
        return "near other places of the article"
    if is_capital(place, around.get):
        return "a capital"
    country = around.get(around.home) if around.home and around.at_home(place) else None
    largest = f"the largest of {len(options)} places so named"
    return f"{largest}, and in {country.name}, where the outlet is" if country else largest


def counted(places: Iterable[Place]) -> Counter[str]:
    """How many different places of the article lie in (or are) each country and region."""
    found: Counter[str] = Counter()
    for place in {p.key: p for p in places}.values():
        found.update(place.parents)
        if place.kind in ("country", "region"):
            found[place.key] += 1
    return found
