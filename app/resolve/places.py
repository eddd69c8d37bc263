"""Which place of the gazetteer each place name of an article means.

Two passes: first the names that need no help (countries, regions by their word, names only one place
has, cities that dwarf their namesakes, "X, Y" where X lies in Y), then the others beside them. A name
keeps one meaning through an article unless the words at one spot say otherwise.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.extract.lexicon import load
from app.extract.reading import PlaceMention, Reading
from app.resolve.judgement import Judgement
from app.resolve.likely_places import at_once, by_size
from app.resolve.namesakes import Around, Choice, Get, among, cells_of, counted
from app.resolve.place_options import LIES_IN, Lookup, Options
from app.text.folding import fold_name
from app.text.span import Span
from app.text.when import When
from app.world.gazetteer import Gazetteer, Place

# UCDP GED codebook 23.1, variable where_prec: 1 the exact location; 2 within about 25 km of a known
# point; 3 a second-order division (district, municipality); 4 a first-order division (province);
# 5 a part of the country larger than that, or along a line (a river, a border); 6 only the country;
# 7 international waters or airspace.
WHERE_PREC = {"settlement": 1, "facility": 1, "district": 3, "region": 4, "area": 5, "water": 5, "country": 6}
_LONGEST_ADJECTIVE = 20  # characters: "north-western "
_SEAS = ("sea", "ocean", "gulf", "strait", "bay")
# What binds a place to the next one named: "X, a village near Y", "X, an area outside Y".
_LIES_BY = re.compile(
    r",? (?:an?|the) (?:[\w-]+ ){1,4}(?:just )?(?:outside|near|by|close to|on the outskirts of) (?:the )?"
)
_BESIDE_KM = 80  # a town's outskirts reach some 30 km, and gazetteers put large ones' centres as far off again


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
    asked = Options(text, lookup, get)
    names = {mention.span: asked.of(mention) for mention in reading.places}
    containers = {m.span: asked.container(m, after) for m, after in pairwise((*reading.places, None)) if m}
    first = {m.span: at_once(m, names[m.span], containers[m.span], asked) for m in reading.places}
    home = f"c-{outlet_country}" if outlet_country else None
    sure = Around(get, _counted(text, reading.places, first, names), home)
    for mention in reading.places:
        if first[mention.span] is None:
            first[mention.span] = by_size(mention.name.of(text), names[mention.span], sure, asked)
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
        if after and LIES_IN.fullmatch(text[mention.span.end : after.span.start]):
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
