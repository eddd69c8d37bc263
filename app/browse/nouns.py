"""What can be listed, by name: for doors that are the same for every noun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.browse.answer.listing import Noun
from app.browse.articles import ARTICLES
from app.browse.events import EVENTS
from app.browse.outlets import OUTLETS
from app.browse.people import PEOPLE
from app.browse.places import PLACES
from app.browse.quotes import QUOTES

NOUNS: Mapping[str, Noun[Any]] = {noun.name: noun for noun in (QUOTES, EVENTS, ARTICLES, PEOPLE, PLACES, OUTLETS)}
