"""Which places of the gazetteer a name may mean, by its kind word and by what the next name says it lies in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from app.extract.places.toponyms import region_short_for, usual_name
from app.extract.reading import PlaceMention
from app.resolve.namesakes import Get
from app.text.folding import fold_name
from app.world.gazetteer import Place

Lookup = Callable[[str], Sequence[Place]]

# "X in Y", "X, in the north-western Y": what comes after is what it lies in.
LIES_IN = re.compile(r",? in (?:the )?(?:(?:(?:north|south)?-?(?:east|west)|north|south)ern |central )?")
REGION_WORDS = ("Oblast", "Region", "Province", "Governorate", "State", "Republic", "Krai", "County", "District")


class Options:
    """The gazetteer, asked once per name of an article."""

    def __init__(self, text: str, lookup: Lookup, get: Get) -> None:
        self.text = text
        self.get = get
        self._lookup = lookup
        self._known: dict[str, Sequence[Place]] = {}

    def lookup(self, name: str) -> Sequence[Place]:
        if name not in self._known:
            self._known[name] = tuple(self._lookup(usual_name(name)))
        return self._known[name]

    def of(self, mention: PlaceMention) -> tuple[Place, ...]:
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
        for listed in (places, self.lookup(whole), *(self.lookup(f"{name} {word}") for word in REGION_WORDS)):
            found = tuple(p for p in listed if p.kind in wanted)
            if found:  # of Kyiv Oblast and the city that is a region too, the words mean the one called so
                exact = tuple(p for p in found if p.name in [f"{name} {w}" for w in REGION_WORDS])
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
        if between in (", ", " (") or LIES_IN.fullmatch(between):
            return self.of(after)
        return ()

    def lies_in(self, place: Place, containers: Iterable[Place]) -> Place | None:
        return next((c for c in containers if c.key in place.parents and c.key != place.key), None)
