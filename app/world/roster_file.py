"""`seeds/actors.toml`: one entry of it, and the whole read and checked, entry by entry and together."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.text.when import When
from app.world.roles import Role

# DESIGN §2 without `unnamed-group`, which never has an entry; a test holds this to the readers' list.
ACTOR_KINDS = (
    "person", "organisation", "state", "government-body", "armed-force", "armed-group", "company", "media",
    "international",
)  # fmt: skip

# The lists of spellings in the file: key → (language, script, kind of spelling).
_SPELLINGS = {
    "latin": ("en", "Latn", "name"),
    "uk": ("uk", "Cyrl", "native"),
    "ru": ("ru", "Cyrl", "native"),
    "be": ("be", "Cyrl", "native"),
    "ar": ("ar", "Arab", "native"),
    "fa": ("fa", "Arab", "native"),
    "he": ("he", "Hebr", "native"),
    "short": ("en", "Latn", "short"),
    "acronym": ("en", "Latn", "acronym"),
    "former": ("en", "Latn", "former"),
    "metonym": ("en", "Latn", "metonym"),
}
_FIELDS = {
    "slug",
    "name",
    "kind",
    "country",
    "gender",
    "died",
    "party",
    "parent",
    "roles",
    "adjectives",
    *_SPELLINGS,
}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Spelling:
    text: str
    lang: str = "en"  # BCP 47
    script: str = "Latn"
    kind: str = "name"  # name | short | acronym | native | former | metonym ("Moscow" for Russia)


@dataclass(frozen=True, slots=True)
class RosterActor:
    slug: str  # "volodymyr-zelensky"
    name: str  # as shown
    kind: str  # an ACTOR_KINDS code
    spellings: tuple[Spelling, ...]  # every other spelling; the shown name is one too
    roles: tuple[Role, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2
    gender: str | None = None  # "m" or "f" for persons; only for resolving pronouns
    died: date | None = None  # the last day it can have been, where only the month or year is known
    party: bool = False  # a party to a conflict, or speaks for one
    parent: str | None = None  # slug of what it belongs to (a ministry to its state)


def read_roster(
    path: Path,
) -> tuple[Sequence[RosterActor], Mapping[str, Sequence[str]], Iterable[Sequence[str]]]:
    """The actors, their adjectives by slug ("ukraine" → "Ukrainian"), and offices each with its other wordings.

    Raises ValueError naming the entry and what is wrong with it.
    """
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = file.get("actor", [])
    actors = [_actor(entry, number) for number, entry in enumerate(entries, 1)]
    _check_together(actors)
    adjectives = {entry["slug"]: entry.get("adjectives", ()) for entry in entries}
    return actors, adjectives, file.get("offices", ())


def _actor(entry: Mapping[str, Any], number: int) -> RosterActor:
    called = f"actor {entry.get('slug', f'number {number}')!r}"
    _check(entry, called)
    spellings = [
        Spelling(text, lang, script, kind)
        for key, (lang, script, kind) in _SPELLINGS.items()
        for text in entry.get(key, ())
    ]
    texts = [entry["name"], *(s.text for s in spellings if s.lang == "en")]
    if twice := [text for text in texts if texts.count(text) > 1]:
        raise ValueError(f"{called}: the spelling {twice[0]!r} stands there twice")
    died = _when(entry["died"], f"{called}: died").latest if "died" in entry else None
    return RosterActor(
        slug=entry["slug"],
        name=entry["name"],
        kind=entry["kind"],
        spellings=tuple(spellings),
        roles=tuple(_role(role, died, called) for role in entry.get("roles", ())),
        country=entry.get("country"),
        gender=entry.get("gender"),
        died=died,
        party=entry.get("party", False),
        parent=entry.get("parent"),
    )


def _check(entry: Mapping[str, Any], called: str) -> None:
    if missing := {"slug", "name", "kind"} - set(entry):
        raise ValueError(f"{called}: {', '.join(sorted(missing))} missing")
    if unknown := set(entry) - _FIELDS:
        raise ValueError(f"{called}: {', '.join(sorted(unknown))} is not a field of an actor")
    if not _SLUG.fullmatch(entry["slug"]):
        raise ValueError(f"{called}: a slug is lower-case letters and figures joined by hyphens")
    if not entry["name"].strip():
        raise ValueError(f"{called}: the name is empty")
    if entry["kind"] not in ACTOR_KINDS:
        raise ValueError(f"{called}: kind {entry['kind']!r} is none of {', '.join(ACTOR_KINDS)}")
    if not re.fullmatch(r"[A-Z]{2}", entry.get("country", "UA")):
        raise ValueError(f"{called}: country {entry['country']!r} is not a two-letter code")
    if "gender" in entry and (entry["kind"] != "person" or entry["gender"] not in ("m", "f")):
        raise ValueError(f'{called}: gender is "m" or "f", and for persons only')
    for key in (*_SPELLINGS, "adjectives"):
        texts = entry.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
            raise ValueError(f"{called}: {key} is a list of spellings")


def _role(role: Mapping[str, Any], died: date | None, called: str) -> Role:
    if "office" not in role or set(role) - {"office", "body", "since", "until", "seen"}:
        raise ValueError(f"{called}: a role has an office, and may have body, since, until and seen")
    office = role["office"]
    ends = {
        key: _when(role[key], f"{called}: {key} of {office!r}") for key in role if key not in ("office", "body")
    }
    since, until, seen = (ends.get(key) for key in ("since", "until", "seen"))
    begun = since.earliest if since else date.min
    if until and until.latest < begun:
        raise ValueError(f"{called}: {office!r} ends before it begins")
    if seen and not begun <= seen.earliest <= (until.latest if until else date.max):
        raise ValueError(f"{called}: {office!r} is seen held outside the days it was")
    if died and (until is None or until.latest > died):
        raise ValueError(f"{called}: {office!r} does not end by the day of death")
    return Role(
        office,
        role.get("body"),
        since=since.earliest if since else None,
        until=until.latest if until else None,
        seen=seen.earliest if seen else None,
        since_by=since.latest if since else None,
        until_from=until.earliest if until else None,
    )


def _when(written: object, called: str) -> When:
    """A day, or as much of it as is known: `2022-03-04`, `"2022-03"`, `"2022"`, `"2022-03/2022-05"`."""
    if type(written) is date:  # a datetime is a date too, and would not compare
        return When.day(written)
    try:
        return When.parse(written if isinstance(written, str) else "")
    except ValueError as error:
        raise ValueError(f'{called} is not a day, written 2022-03-04, nor "2022-03" or "2022"') from error


def _check_together(actors: Sequence[RosterActor]) -> None:
    """Raises ValueError where two share a slug or name, or a parent leads nowhere or in a ring."""
    by_slug: dict[str, RosterActor] = {}
    names: dict[str, str] = {}
    for actor in actors:
        if actor.slug in by_slug:
            raise ValueError(f"actor {actor.slug!r} stands in the roster twice")
        if actor.name in names:
            raise ValueError(f"actor {actor.slug!r}: {names[actor.name]!r} is shown as {actor.name!r} too")
        by_slug[actor.slug] = actor
        names[actor.name] = actor.slug
    for actor in actors:
        seen, at = [actor.slug], actor
        while at.parent:
            if at.parent not in by_slug:
                raise ValueError(f"actor {at.slug!r}: parent {at.parent!r} is not in the roster")
            if at.parent in seen:
                raise ValueError(f"actor {actor.slug!r}: its parents go in a ring")
            seen.append(at.parent)
            at = by_slug[at.parent]
