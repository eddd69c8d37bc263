"""Which place of the gazetteer each place name of an article means.

Two passes: first the names that need no help (countries, regions by their word, names only one place
has, cities that dwarf their namesakes, "X, Y" where X lies in Y), then the others beside them. A name
keeps one meaning through an article unless the words at one spot say otherwise.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.extract.lexicon import load
from app.extract.places.toponyms import region_short_for, usual_name
from app.extract.reading import PlaceMention, Reading
from app.resolve.judgement import Judgement
from app.resolve.namesakes import Around, Choice, Get, among, cells_of, counted, home_city, is_capital
from app.text.folding import fold_name
from app.text.span import Span
from app.text.when import When
from app.world.gazetteer import Gazetteer, Place

Lookup = Callable[[str], Sequence[Place]]

# UCDP GED codebook 23.1, variable where_prec: 1 the exact location; 2 within about 25 km of a known
# point; 3 a second-order division (district, municipality); 4 a first-order division (province);
# 5 a part of the country larger than that, or along a line (a river, a border); 6 only the country;
# 7 international waters or airspace.
WHERE_PREC = {"settlement": 1, "facility": 1, "district": 3, "region": 4, "area": 5, "water": 5, "country": 6}
_LONGEST_ADJECTIVE = 20  # characters: "north-western "
_SEAS = ("sea", "ocean", "gulf", "strait", "bay")
# A place so many times as populous as its next namesake is meant when nothing else is said. Drawn, like
# the weights below, on half of GeoWebNews and TR-News.
_DWARFS = 20
_CITY = 300_000  # a city of this size is meant before a region that shares its name from afar (Washington)
# What binds a place to the next one named: "X, a village near Y", "X, an area outside Y".
_LIES_BY = re.compile(
    r",? (?:an?|the) (?:[\w-]+ ){1,4}(?:just )?(?:outside|near|by|close to|on the outskirts of) (?:the )?"
)
_BESIDE_KM = 80  # a town's outskirts reach some 30 km, and gazetteers put large ones' centres as far off again
_LISTED = ("area", "water", "facility")  # kinds that only the curated list has: they come before towns so named
# "X in Y", "X, in the north-western Y": what comes after is what it lies in.
_IN = re.compile(r",? in (?:the )?(?:(?:(?:north|south)?-?(?:east|west)|north|south)ern |central )?")
_ALSO_REGIONS = ("Parish", "Prefecture", "City", "Division", "Department", "Canton", "Okrug")
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


def resolve_places(
    text: str,
    reading: Reading,
    lookup: Lookup,
    get: Get,
    published: When | None = None,
    outlet_country: str | None = None,
) -> dict[Span, PlaceLink]:
    """A link for every place mention's span and name. `published` is not asked yet: no place here is dated.

    `outlet_country` (ISO alpha-2) is where the outlet is at home: asked last, where the article says nothing.
    """
    asked = _Asked(text, lookup, get)
    names = {mention.span: asked.options(mention) for mention in reading.places}
    containers = {m.span: asked.container(m, after) for m, after in pairwise((*reading.places, None)) if m}
    first = {m.span: _at_once(m, names[m.span], containers[m.span], asked) for m in reading.places}
    home = f"c-{outlet_country}" if outlet_country else None
    sure = Around(get, _counted(text, reading.places, first, names), home)
    for mention in reading.places:
        if first[mention.span] is None:
            first[mention.span] = _by_size(mention.name.of(text), names[mention.span], sure, asked)
    meanings = {fold_name(m.name.of(text)): _meanings(first[m.span], names[m.span]) for m in reading.places}
    around = Around(get, _counted(text, reading.places, first, names), home, cells_of(meanings))
    meant = _one_meaning_a_name(text, reading.places, first)
    links: dict[Span, PlaceLink] = {}
    for mention in reading.places:
        key = (fold_name(mention.name.of(text)), mention.hint)
        choice = first[mention.span] or meant.get(key) or among(key[0], names[mention.span], around)
        links[mention.span] = _link(text, mention, choice)
    links |= dict(_described_elsewhere(text, reading.places, links))
    links |= dict(_standing_in(text, reading.places, links))
    links |= {m.name: links[m.span] for m in reading.places if m.name not in links}
    return links


def _counted(
    text: str,
    mentions: Sequence[PlaceMention],
    first: Mapping[Span, Choice | None],
    names: Mapping[Span, Sequence[Place]],
) -> Counter[str]:
    """What the places taken lie in, and what every meaning of an undecided name lies in (Kyiv, city or region)."""
    found = counted(c.place for m in mentions if not m.within and (c := first[m.span]) and c.place)
    undecided = {m.name.of(text): names[m.span] for m in mentions if not m.within and first[m.span] is None}
    for options in undecided.values():
        found.update(set.intersection(*(set(place.parents) for place in options)))
    return found


def _meanings(choice: Choice | None, options: Sequence[Place]) -> Sequence[Place]:
    """What a name may mean after the first pass: what it was taken for, else all it could be."""
    return (choice.place,) if choice and choice.place else options


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

    def container(self, mention: PlaceMention, after: PlaceMention | None) -> tuple[Place, ...]:
        """What the next place says this one lies in: "X, Texas", "X in Kharkiv region", "X, La."."""
        if after is None or after.span.start < mention.span.end:
            return ()
        between = self.text[mention.span.end : after.span.start]
        if between in (", ", " (") or _IN.fullmatch(between):
            return self.options(after)
        return ()

    def lies_in(self, place: Place, containers: Iterable[Place]) -> Place | None:
        return next((c for c in containers if c.key in place.parents and c.key != place.key), None)


# ---------------------------------------------------------------- first pass


def _at_once(
    mention: PlaceMention, options: Sequence[Place], containers: Sequence[Place], asked: _Asked
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


def _by_size(name: str, options: Sequence[Place], sure: Around, asked: _Asked) -> Choice | None:
    """The region or the city that its size alone makes likely, unless a namesake lies where the article is set."""
    if any(p.kind == "country" for p in options) or _set_elsewhere(options, sure.anchors, asked):
        return None
    if home_city(options, sure):
        return None
    region = _region_or_city(name, options)
    if region:
        return Choice(*region, _without(options, region[0]))
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
    shown = [fold_name(name), *(fold_name(f"{name} {word}") for word in (*_REGION_WORDS, *_ALSO_REGIONS))]
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


def _dwarfing(options: Sequence[Place], asked: _Asked) -> Choice | None:
    by_size = sorted(options, key=lambda p: -p.population)
    largest, next_largest = by_size[0], by_size[1]
    if is_capital(largest, asked.get) and largest.population > 2 * next_largest.population:
        return Choice(largest, "a capital", tuple(by_size[1:]))
    if largest.population >= 100_000 and largest.population > _DWARFS * next_largest.population:
        return Choice(largest, "far larger than any other place so named", tuple(by_size[1:]))
    return None


def _without(options: Sequence[Place], place: Place) -> tuple[Place, ...]:
    return tuple(p for p in options if p.key != place.key)


# ---------------------------------------------------------------- second pass


def _one_meaning_a_name(
    text: str, mentions: Sequence[PlaceMention], first: dict[Span, Choice | None]
) -> dict[tuple[str, str | None], Choice]:
    """A name made plain once ("Lafayette, Louisiana") means the same where it stands alone."""
    found: dict[tuple[str, str | None], list[Choice]] = defaultdict(list)
    for mention in mentions:
        choice = first[mention.span]
        if choice and choice.place:
            found[(fold_name(mention.name.of(text)), mention.hint)].append(choice)
    return {
        key: Choice(choices[0].place, f"as elsewhere in the article: {choices[0].reason}", choices[0].lost)
        for key, choices in found.items()
        if len({c.place.key for c in choices if c.place}) == 1
    }


# ---------------------------------------------------------------- what is on no list


def _standing_in(
    text: str, mentions: Sequence[PlaceMention], links: Mapping[Span, PlaceLink]
) -> Iterator[tuple[Span, PlaceLink]]:
    """Links of buildings on no list: to the town that the words beside them, or their own name, put them in.

    "the Lower Quay Stadium in Seoul", "Seoul’s Lower Quay Stadium", "Mosul University" where Mosul is named too.
    """
    towns = {m.name.of(text): link for m in mentions if (link := links[m.span]).place and _is_town(link)}
    for before, mention, after in zip((None, *mentions), mentions, (*mentions[1:], None), strict=False):
        link = links[mention.span]
        if link.place or link.lost or not mention.literal or mention.hint not in ("facility", None):
            continue
        told = [_named_after(mention, text, towns)] if mention.hint == "facility" else []
        if before and text[before.span.end : mention.span.start] in ("'s ", "’s "):
            told.insert(0, links[before.span])
        if after and _IN.fullmatch(text[mention.span.end : after.span.start]):
            told.insert(0, links[after.span])
        found = next((one for one in told if one and _is_town(one)), None)
        if found and found.place:
            reason = f"not in the gazetteer, but in {found.place.name}: {found.reason}"
            yield mention.span, PlaceLink(found.place, where_prec(text, mention, found.place), reason)


def _described_elsewhere(
    text: str, mentions: Sequence[PlaceMention], links: Mapping[Span, PlaceLink]
) -> Iterator[tuple[Span, PlaceLink]]:
    """ "Dubove, a village outside Lviv": where the only places so named lie far from there, it is none of them."""
    for mention, after in pairwise(mentions):
        place, by = links[mention.span].place, links[after.span].place
        if place is None or by is None or not _LIES_BY.fullmatch(text[mention.span.end : after.span.start]):
            continue
        if by.kind == "settlement" and place.km_to(by.lat, by.lon) > _BESIDE_KM:
            reason = f"the only ones so named lie far from {by.name}, which the article puts it by"
            yield mention.span, PlaceLink(None, 5, reason, (place, *links[mention.span].lost))


def _is_town(link: PlaceLink) -> bool:
    return link.place is not None and link.place.kind == "settlement"


def _named_after(mention: PlaceMention, text: str, towns: Mapping[str, PlaceLink]) -> PlaceLink | None:
    """The town of the article that a building's name begins with, or ends in after "of"; streets lie anywhere."""
    words = mention.name.of(text).split()
    if words[-1].lower() in load("place_words")["kinds"]["streets"]:
        return None
    asked = [" ".join(words[:last]) for last in range(1, len(words))]
    asked += [" ".join(words[at + 1 :]) for at, word in enumerate(words) if word == "of"]
    return next((towns[name] for name in asked if name in towns), None)


# ---------------------------------------------------------------- the link


def _link(text: str, mention: PlaceMention, choice: Choice) -> PlaceLink:
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
    before = text[max(0, mention.span.start - _LONGEST_ADJECTIVE) : mention.name.start].split()[-1:]
    if place.kind == "country" and before and before[0].lower() in load("place_words")["relations"]["adjectives"]:
        return 5  # "eastern Ukraine", and "Eastern Ukraine" as a name
    return code
