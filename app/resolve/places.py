"""Which place of the gazetteer each place name of an article means.

Two passes: first the names that need no help (countries, regions by their word, names only one place
has, cities that dwarf their namesakes, "X, Y" where X lies in Y), then the others beside them. A name
keeps one meaning through an article unless the words at one spot say otherwise.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.extract.lexicon import load
from app.extract.reading import PlaceMention, Reading
from app.extract.toponyms import capitals, region_short_for, usual_name
from app.resolve.judgement import Judgement
from app.text.folding import fold_name
from app.text.span import Span
from app.text.when import When
from app.world.gazetteer import Gazetteer, Place

Lookup = Callable[[str], Sequence[Place]]
Get = Callable[[str], Place | None]

# UCDP GED codebook 23.1, variable where_prec: 1 the exact location; 2 within about 25 km of a known
# point; 3 a second-order division (district, municipality); 4 a first-order division (province);
# 5 a part of the country larger than that, or along a line (a river, a border); 6 only the country;
# 7 international waters or airspace.
WHERE_PREC = {"settlement": 1, "facility": 1, "district": 3, "region": 4, "area": 5, "water": 5, "country": 6}
_SEAS = ("sea", "ocean", "gulf", "strait", "bay")
# A place so many times as populous as its next namesake is meant when nothing else is said. Drawn, like
# the weights below, on half of GeoWebNews and TR-News.
_DWARFS = 20
_CITY = 300_000  # a city of this size is meant before a region that shares its name from afar (Washington)
_IN_SAME_REGION, _IN_SAME_COUNTRY, _CONTAINED, _CAPITAL = 2.0, 1.5, 4.0, 1.5
_OTHER_NAME = 0.7  # a place shown by another name: Columbus was Franklin once
_LESSER = (
    1.8  # the same, beside a place three times its size that bears the name today: Tirat Karmel was Tyre once
)
_CLEAR = 0.15  # a lead smaller than this decides nothing
_LISTED = ("area", "water", "facility")  # kinds that only the curated list has: they come before towns so named
_REGION_WORDS = ("Oblast", "Region", "Province", "Governorate", "State", "Republic", "Krai", "County", "District")


def lookup_in(gazetteer: Gazetteer) -> Lookup:
    """The gazetteer as `resolve_places` asks it: adjectives ("Ukrainian", "African") are known too."""

    def lookup(name: str) -> Sequence[Place]:
        if area := gazetteer.area_of_adjective(name):
            return (area,)
        found = gazetteer.lookup(name)
        if found and found[0].kind in ("country", "region"):
            return found
        country = gazetteer.country_of_demonym(name)  # before a town in Ontario called Spanish
        return (country, *found) if country else found

    return lookup


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """The place a span means (None where unsure or unlisted), how precisely (UCDP where_prec), and why."""

    place: Place | None
    where_prec: int
    reason: str
    lost: tuple[Place, ...] = ()
    judgement: Judgement = Judgement.SAME


@dataclass(frozen=True, slots=True)
class _Choice:
    place: Place | None
    reason: str
    lost: tuple[Place, ...] = ()
    sure: bool = True  # needs no other place of the article


def resolve_places(
    text: str, reading: Reading, lookup: Lookup, get: Get, published: When | None = None
) -> dict[Span, PlaceLink]:
    """A link for every place mention's span and name. `published` is not asked yet: no place here is dated."""
    asked = _Asked(text, lookup, get)
    names = {mention.span: asked.options(mention) for mention in reading.places}
    containers = {m.span: asked.container(m, reading.places) for m in reading.places}
    first = {m.span: _at_once(m, names[m.span], containers[m.span], asked) for m in reading.places}
    sure = _anchors(c.place for m in reading.places if not m.within and (c := first[m.span]) and c.place)
    for mention in reading.places:
        if first[mention.span] is None:
            first[mention.span] = _by_size(mention.name.of(text), names[mention.span], sure, asked)
    anchors = _anchors(c.place for m in reading.places if not m.within and (c := first[m.span]) and c.place)
    meant = _one_meaning_a_name(text, reading.places, first)
    links: dict[Span, PlaceLink] = {}
    for mention in reading.places:
        key = (fold_name(mention.name.of(text)), mention.hint)
        choice = first[mention.span] or meant.get(key) or _among(key[0], names[mention.span], anchors, asked)
        links[mention.span] = _link(text, mention, choice)
    links |= {m.name: links[m.span] for m in reading.places if m.name not in links}
    return links


class _Asked:
    """The gazetteer, asked once per name."""

    def __init__(self, text: str, lookup: Lookup, get: Get) -> None:
        self.text = text
        self.get = get
        self._lookup = lookup
        self._known: dict[str, Sequence[Place]] = {}

    def lookup(self, name: str) -> Sequence[Place]:
        if name not in self._known:
            self._known[name] = tuple(self._lookup(usual_name(name)))
        return self._known[name]

    def options(self, mention: PlaceMention) -> tuple[Place, ...]:
        """The places that the name and its kind word allow."""
        name = mention.name.of(self.text)
        short_for = region_short_for(name)
        places = tuple(self.lookup(short_for or name))
        if short_for:
            places = tuple(p for p in places if p.kind == "region") or places
        whole = mention.span.of(self.text)
        if whole != name and mention.hint is None:  # "Eastern Ghouta" before "Ghouta"
            part = not whole.lower().startswith(("latin ", "central ", "middle "))  # no part of America
            places = tuple(self.lookup(whole)) or (places if part else ())
        if mention.hint in ("region", "district"):
            return self._divisions(name, whole, mention.hint, places)
        if mention.hint == "settlement":
            return tuple(p for p in places if p.kind == "settlement") or places
        if mention.hint in ("facility", "water"):
            return tuple(p for p in places if p.kind == mention.hint) or places
        return places

    def _divisions(self, name: str, whole: str, kind: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """Regions (or districts) so called: never the city that a region is named after."""
        wanted = ("region", "district", "country") if kind == "region" else ("district", "region")
        for listed in (places, self.lookup(whole), *(self.lookup(f"{name} {word}") for word in _REGION_WORDS)):
            found = tuple(p for p in listed if p.kind in wanted)
            if found:  # of Kyiv Oblast and the city that is a region too, the words mean the one called so
                exact = tuple(p for p in found if p.name in [f"{name} {w}" for w in _REGION_WORDS])
                if kind == "region" or exact or any(p.kind == "district" for p in found):
                    return exact or found
        named_after = [self.get(p.parents[0]) for p in places if p.kind == "settlement" and p.parents]
        start = fold_name(name)[:5]
        after = tuple(p for p in named_after if p and p.kind == "region" and fold_name(p.name)[:5] == start)
        return after if kind == "region" else places  # a district is known by its seat, if at all

    def container(self, mention: PlaceMention, places: Sequence[PlaceMention]) -> tuple[Place, ...]:
        """What the next place says this one lies in: "X, Texas", "X in Kharkiv region", "X, La."."""
        for other in places:
            if other.span.start < mention.span.end:
                continue
            between = self.text[mention.span.end : other.span.start]
            if between in (", ", " in ", ", in ", " in the ", ", in the ", " (") or between.strip(" ,") in (
                "in eastern", "in southern", "in northern", "in western", "in central", "in northeastern",
                "in northwestern", "in southeastern", "in southwestern",
            ):  # fmt: skip
                return self.options(other)
            break
        return ()

    def lies_in(self, place: Place, containers: Iterable[Place]) -> Place | None:
        return next((c for c in containers if c.key in place.parents and c.key != place.key), None)

    def is_capital(self, place: Place) -> bool:
        if place.kind != "settlement" or not place.parents:
            return False
        country = self.get(place.parents[-1])
        return country is not None and capitals().get(place.name) == country.name


# ---------------------------------------------------------------- first pass


def _at_once(
    mention: PlaceMention, options: Sequence[Place], containers: Sequence[Place], asked: _Asked
) -> _Choice | None:
    """The meaning that needs no other place of the article; None where it does."""
    if not options:
        return _Choice(None, "not in the gazetteer")
    if not mention.literal and mention.name == mention.span:
        states = [p for p in options if p.kind == "country"]
        if states:
            return _Choice(states[0], f"{states[0].name}, its people or its government")
    for place in sorted(options, key=lambda p: (p.kind in ("region", "district"), -p.population)):
        container = asked.lies_in(place, containers)
        if container:
            return _Choice(place, f"followed by {container.name}, which it lies in", _without(options, place))
    if len(options) == 1:
        return _Choice(options[0], "the only place so named")
    listed = next((p for p in options if p.key.startswith("x-") and p.kind in _LISTED), None)
    if listed and not mention.hint:
        return _Choice(listed, f"the {listed.kind} so named", _without(options, listed))
    country = next((p for p in options if p.kind == "country"), None)
    if country and not _shared_with_region(options):
        return _Choice(country, "a country", _without(options, country))
    return None


def _by_size(name: str, options: Sequence[Place], sure: Counter[str], asked: _Asked) -> _Choice | None:
    """The region or the city that its size alone makes likely, unless a namesake lies where the article is set."""
    if any(p.kind == "country" for p in options) or _set_elsewhere(options, sure, asked):
        return None
    region = _region_or_city(name, options)
    if region:
        return _Choice(*region, _without(options, region[0]))
    return _dwarfing(options, asked)


def _set_elsewhere(options: Sequence[Place], sure: Counter[str], asked: _Asked) -> bool:
    """Whether the largest one's country is not named, but a namesake's region is, or that of one not much smaller.

    Glasgow in an article on two counties of Kentucky is no city of Scotland, Samarra in one on Iraq no Samara.
    """
    largest = max(options, key=lambda p: p.population)
    if not largest.parents or sure[largest.parents[-1]]:
        return False
    near = any(sure[key] for p in options for key in p.parents[:-1])
    rivals = [p for p in options if p.population * _DWARFS >= largest.population and p.parents and p != largest]
    return near or (not asked.is_capital(largest) and any(sure[p.parents[-1]] for p in rivals))


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
    shown = [fold_name(name), *(fold_name(f"{name} {word}") for word in _REGION_WORDS)]
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


def _dwarfing(options: Sequence[Place], asked: _Asked) -> _Choice | None:
    by_size = sorted(options, key=lambda p: -p.population)
    largest, next_largest = by_size[0], by_size[1]
    if asked.is_capital(largest) and largest.population > 2 * next_largest.population:
        return _Choice(largest, "a capital", tuple(by_size[1:]))
    if largest.population >= 100_000 and largest.population > _DWARFS * next_largest.population:
        return _Choice(largest, "far larger than any other place so named", tuple(by_size[1:]))
    return None


def _without(options: Sequence[Place], place: Place) -> tuple[Place, ...]:
    return tuple(p for p in options if p.key != place.key)


# ---------------------------------------------------------------- second pass


def _anchors(places: Iterable[Place]) -> Counter[str]:
    """How many different places of the article lie in (or are) each country and region."""
    counted: Counter[str] = Counter()
    for place in {p.key: p for p in places}.values():
        counted.update(place.parents)
        if place.kind in ("country", "region"):
            counted[place.key] += 1
    return counted


def _one_meaning_a_name(
    text: str, mentions: Sequence[PlaceMention], first: dict[Span, _Choice | None]
) -> dict[tuple[str, str | None], _Choice]:
    """A name made plain once ("Lafayette, Louisiana") means the same where it stands alone."""
    found: dict[tuple[str, str | None], list[_Choice]] = defaultdict(list)
    for mention in mentions:
        choice = first[mention.span]
        if choice and choice.place:
            found[(fold_name(mention.name.of(text)), mention.hint)].append(choice)
    return {
        key: _Choice(choices[0].place, f"as elsewhere in the article: {choices[0].reason}", choices[0].lost)
        for key, choices in found.items()
        if len({c.place.key for c in choices if c.place}) == 1
    }


def _among(name: str, options: Sequence[Place], anchors: Counter[str], asked: _Asked) -> _Choice:
    """The option that fits the article's other places and its size best, or none where two fit alike."""
    bearing = max((p.population for p in options if fold_name(p.name) == name), default=0)
    scored = sorted(((_score(name, p, anchors, asked, bearing), p) for p in options), key=lambda pair: -pair[0])
    (best, place), (second, rival) = scored[0], scored[1]
    lost = tuple(p for _, p in scored[1:])
    if best - second < _CLEAR and place.population < 100_000:
        why = f"{len(options)} places are so named ({place.name} and {rival.name} fit alike)"
        return _Choice(None, why, tuple(options), sure=False)
    return _Choice(place, _why(place, options, anchors, asked), lost, sure=False)


def _score(name: str, place: Place, anchors: Counter[str], asked: _Asked, bearing: int) -> float:
    """`bearing`: how populous the largest place is that bears this very name today."""
    size = {"country": 6.5, "region": 5.5, "district": 4.5}.get(place.kind) or math.log10(place.population + 10)
    regions = [key for key in place.parents[:-1] if anchors[key]]
    country = anchors[place.parents[-1]] if place.parents else anchors[place.key]
    share = country / max(1, max(anchors.values(), default=1))
    score = size + _IN_SAME_COUNTRY * min(1, country) * (0.5 + share)
    score += _IN_SAME_REGION if regions else 0.0
    if fold_name(place.name) != name:
        score -= _LESSER if bearing > 3 * place.population else _OTHER_NAME
    return score + (_CAPITAL if asked.is_capital(place) else 0.0)


def _why(place: Place, options: Sequence[Place], anchors: Counter[str], asked: _Asked) -> str:
    for key in place.parents:
        if anchors[key]:
            container = asked.get(key)
            others = anchors[key] - (1 if anchors[container.key if container else key] > 1 else 0)
            where = container.name if container else key
            return f"in {where}, like {others} other{'s' if others != 1 else ''} in the article"
    if asked.is_capital(place):
        return "a capital"
    return f"the largest of {len(options)} places so named"


# ---------------------------------------------------------------- the link


def _link(text: str, mention: PlaceMention, choice: _Choice) -> PlaceLink:
    if choice.place is None:
        judgement = Judgement.UNSURE if choice.lost else Judgement.DIFFERENT
        return PlaceLink(None, WHERE_PREC.get(mention.hint or "", 5), choice.reason, choice.lost, judgement)
    return PlaceLink(choice.place, where_prec(text, mention, choice.place), choice.reason, choice.lost)


def where_prec(text: str, mention: PlaceMention, place: Place) -> int:
    """UCDP's where_prec of a mention that means `place`; near it, on its front or in part of it is less precise.

    "near Kupiansk", "the Kupiansk front" → 2 · "Kharkiv region" → 4 · "eastern Ukraine" → 5 · "Ukraine" → 6
    """
    code = WHERE_PREC.get(place.kind, 5)
    if place.kind == "water" and any(word in place.name.lower().split() for word in _SEAS):
        return 7
    if mention.hint == "district" and place.kind == "settlement":
        return 3
    if code == 1 and (mention.relation or mention.hint == "area"):
        return 2
    before = text[: mention.span.start].rstrip().rsplit(maxsplit=1)
    adjectives = load("place_words")["relations"]["adjectives"]
    if place.kind == "country" and before and before[-1].lower() in adjectives:
        return 5
    return code
