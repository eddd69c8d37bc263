"""The pipeline: the readers in order. This list is all there is."""

from __future__ import annotations

from collections.abc import Callable

from app import __version__
from app.extract.dates import find_dates
from app.extract.events import find_claims
from app.extract.known import OnRoster
from app.extract.names import find_names
from app.extract.parse import Parsed, parse
from app.extract.place_references import find_place_references
from app.extract.places import find_places
from app.extract.quotes import find_quotes
from app.extract.reading import Reading
from app.extract.references import with_references
from app.text.when import When
from app.world.world import World

READ_LANGUAGES = ("en",)  # articles in others are kept and found by their words; their facts are not read


def read(
    text: str, published: When | None, world: World, parse_text: Callable[[str], Parsed] | None = None
) -> Reading:
    """Everything the readers find in one English text. Pure: the same text and day give the same reading.

    `parse_text` is for measuring one way of parsing against another (`measure/speed.py`).
    """
    parsed = (parse_text or parse)(text)
    dates = tuple(find_dates(parsed, published))
    mentions = tuple(find_names(parsed, world))
    places = tuple(find_places(parsed, mentions, world))
    known = OnRoster.of(world.roster, published)
    quotes = tuple(find_quotes(parsed, mentions, places, dates, published, known))
    claims, refused = find_claims(parsed, mentions, places, dates, quotes, published, world)
    return Reading(
        extractor=__version__,
        sentences=parsed.sentences,
        mentions=tuple(with_references(parsed, mentions)),
        places=places,
        dates=dates,
        quotes=quotes,
        claims=tuple(claims),
        refused=tuple(refused),
        place_references=tuple(find_place_references(parsed, places, mentions)),
    )


def unread() -> Reading:
    """The reading of a text in a language we do not read: nothing, said by whom."""
    return Reading(extractor=__version__)
