"""The pipeline: the readers in order. This list is all there is."""

from __future__ import annotations

from collections.abc import Callable

from app import __version__
from app.extract.claims.reader import find_claims
from app.extract.dates.reader import find_dates
from app.extract.names.known import OnRoster
from app.extract.names.reader import find_names
from app.extract.names.references import with_references
from app.extract.places.reader import find_places
from app.extract.places.references import find_place_references
from app.extract.quotes.reader import find_quotes
from app.extract.reading import Reading
from app.extract.words.parse import Parsed, parse
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
