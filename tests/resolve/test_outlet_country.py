"""What the outlet's country says of a name: the last thing asked, and never against the article's own places."""

from __future__ import annotations

import pytest

from app.extract.names.reader import find_names
from app.extract.places.reader import find_places
from app.extract.reading import Reading
from app.extract.words.parse import parse
from app.resolve.judgement import Judgement
from app.resolve.places import PlaceLink, lookup_in, resolve_places
from app.world.world import World


def link_of(text: str, surface: str, country: str | None, world: World) -> PlaceLink:
    parsed = parse(text)
    names = tuple(find_names(parsed, world))
    places = tuple(find_places(parsed, names, world))
    reading = Reading("test", sentences=parsed.sentences, mentions=names, places=places)
    links = resolve_places(text, reading, lookup_in(world.gazetteer), world.gazetteer.get, None, country)
    (link,) = {id(links[m.span]): links[m.span] for m in places if m.name.of(text) == surface}.values()
    return link


@pytest.mark.parametrize(
    ("text", "surface", "outlet", "within", "reason"),
    [
        ("Clashes broke out in Tripoli on Friday.", "Tripoli", "LB", "c-LB", "in Lebanon, where the outlet is"),
        ("Clashes broke out in Tripoli on Friday.", "Tripoli", None, "c-LY", ""),
        ("Clashes broke out in Tripoli on Friday.", "Tripoli", "FR", "c-LY", ""),  # no Tripoli there
        ("Fighters from Libya were seen in Tripoli.", "Tripoli", "LB", "c-LY", ""),
        ("Fighters were seen in Tripoli, Libya.", "Tripoli", "LB", "c-LY", "followed by Libya"),
        ("Police in Birmingham found a bomb.", "Birmingham", "US", "r-US.AL", "where the outlet is"),
        ("Police in Birmingham found a bomb.", "Birmingham", "GB", "c-GB", "where the outlet is"),
        ("Police in Birmingham found a bomb.", "Birmingham", None, "c-GB", "the largest"),
        ("Police in Birmingham, Alabama, found a bomb.", "Birmingham", "GB", "r-US.AL", "followed by Alabama"),
        ("Police in Hyderabad found a bomb.", "Hyderabad", "PK", "c-PK", "where the outlet is"),
        ("Police in Hyderabad found a bomb.", "Hyderabad", "IN", "c-IN", "where the outlet is"),
        ("Police in Hyderabad found a bomb, officials in Delhi said.", "Hyderabad", "PK", "c-IN", ""),
        ("A court in Alexandria jailed him, Egypt said.", "Alexandria", "US", "c-EG", ""),
        ("A court in Alexandria jailed him.", "Alexandria", "US", "r-US.VA", "where the outlet is"),
        ("Shells hit Odessa, officials in Kyiv said.", "Odessa", "US", "c-UA", ""),
        ("Russian missiles hit Odessa.", "Odessa", "US", "c-UA", ""),  # anything abroad comes first
        ("A tornado hit Odessa.", "Odessa", "US", "r-US.TX", "where the outlet is"),
        ("A blast shook Paris.", "Paris", "US", "c-FR", "a capital"),  # no city of size at home
        ("A factory in Valencia burned.", "Valencia", "VE", "c-VE", "where the outlet is"),
        ("A factory in Valencia burned.", "Valencia", "ES", "c-ES", ""),
        ("A factory in Cordoba burned.", "Cordoba", "ES", "c-ES", "where the outlet is"),
        ("He lives in Barcelona.", "Barcelona", "VE", "c-VE", "where the outlet is"),
        ("He lives in Barcelona, and so do people from Spain.", "Barcelona", "VE", "c-ES", ""),
        # A capital, or a city at home: the outlet's country is too little to say which.
        ("He spoke in London on Friday.", "London", "CA", None, "nothing says which"),
        ("He spoke in London on Friday.", "London", "GB", "c-GB", "a capital"),
        ("He spoke in London on Friday, the British minister said.", "London", "CA", "c-GB", "a capital"),
        ("A man of London, Ontario, spoke.", "London", "GB", "r-CA.08", "followed by Ontario"),
    ],
)
def test_the_outlets_country(
    text: str, surface: str, outlet: str | None, within: str | None, reason: str, world: World
) -> None:
    link = link_of(text, surface, outlet, world)
    assert reason in link.reason
    if within is None:
        assert link.place is None
        assert link.judgement == Judgement.UNSURE
    else:
        assert link.place is not None
        assert link.place.within(within), link
