"""What was meant, where nothing bears the words as written: "Zelnsky" → "Zelensky", "Kharkov" → "Kharkiv".

Only names are put right, by names: the record's own, and beneath them the roster's, which knows how Germans and
Poles write them. A word that finds something stays as it is. The work is done here and not by an engine's own
trigrams, so that SQLite and Postgres mean the same: they only hand over names that share a piece with the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, literal, or_, select, union_all

from app.browse.question import searchbox
from app.paths import SEEDS
from app.store.tables import Actor, ActorName, Mention, Place, PlaceName
from app.store.word_query import Term, WordQuery
from app.store.words import matching
from app.text.folding import fold_name, stem, words
from app.world.roster import Roster, RosterActor

_MOST_READ = 5000  # names that share a piece with the word; more would cost more than a visitor waits
_MOST_WORDS = 5  # of one question: each word may cost a look at all these names
# Of the letters of both, in order, by difflib's measure. Gaddafi and Qadhafi share 0.77, Scholz and Шольц 0.67.
_LEAST_ALIKE = 0.6
_MOST_TRIED = 5  # candidates looked for in the index, best first
_TEXTS = ("quotes", "events", "articles")
SEARCHED = (*_TEXTS, "people", "places")  # the nouns whose words may be put right


@dataclass(frozen=True, slots=True)
class Respelt:
    """A question with other spellings: the whole box, and which word became which."""

    q: str
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A name near an asked word. `word` is how the thing itself spells that word of its name."""

    distance: int
    company: int  # how many of the question's other words stand in the same name
    mentions: int
    noun: str
    key: str  # slug
    name: str
    word: str

    @property
    def rank(self) -> tuple[int, int, int, str]:
        return self.distance, -self.company, -self.mentions, self.key


# noun, id, slug, name, the words of a spelling, which of them is near, and how far from it.
Scanned = tuple[str, int, str, str, list[str], int, int]


@dataclass(frozen=True, slots=True)
class Looked:
    """What one request has looked up: the same words are asked of each noun, and their neighbours are the same."""

    db: Connection
    _known: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False)
    _near: dict[tuple[str, tuple[str, ...]], tuple[Near, ...]] = field(default_factory=dict, repr=False)
    _scanned: dict[str, tuple[Scanned, ...]] = field(default_factory=dict, repr=False)

    def known(self, nouns: Iterable[str], asked: Iterable[str]) -> set[tuple[str, str]]:
        """(noun, word) of every word that a noun's search rows hold in some form."""
        pairs = [(noun, word) for word in dict.fromkeys(asked) for noun in nouns]
        if new := [pair for pair in pairs if pair not in self._known]:
            self._known.update(_known(self.db, new))
        return {pair for pair in pairs if self._known[pair]}

    def near(self, word: str, others: Sequence[str] = ()) -> tuple[Near, ...]:
        key = word, tuple(others)
        if key not in self._near:
            if word not in self._scanned:
                self._scanned[word] = _scan(self.db, word)
            self._near[key] = near_names(self.db, word, others, self._scanned[word])
        return self._near[key]


def respelt(db: Connection, q: str, noun: str, looked: Looked | None = None) -> Respelt | None:
    """The question as it was probably meant for a noun; None where its words are all known to it, or nobody
    knows better. `looked`: what was looked up for other nouns.
    """
    looked = looked or Looked(db)
    plain = [word for word in searchbox.plain_words(q) if fold_name(word)]
    alike = _TEXTS if noun in _TEXTS else (noun,)
    known = looked.known((*_TEXTS, *(other for other in alike if other not in _TEXTS)), plain[:_MOST_WORDS])
    changes: dict[str, str] = {}
    for word in plain[:_MOST_WORDS]:
        if (noun, word) in known:
            continue
        # A word that stands in the record elsewhere is no slip; it may still be another spelling of a name.
        slip = not any((other, word) in known for other in _TEXTS if other != noun)
        better = tuple(_better(looked, word, [other for other in plain if other != word], slip=slip))
        borne = looked.known(alike, better) if better else ()
        if found := next((each for each in better if (noun, each) in borne), None):
            changes[word] = found
    if not changes:
        return None
    return Respelt(searchbox.with_words(q, changes), tuple(changes.items()))


def nearest(db: Connection, asked: str, noun: str, looked: Looked | None = None) -> tuple[str, str] | None:
    """(slug, name) of the person or place whose name an unknown name comes nearest, the most named of several."""
    looked = looked or Looked(db)
    told = asked.split()[:_MOST_WORDS]
    found: dict[str, list[Near]] = {}
    for word in told:
        for near in looked.near(word, [other for other in told if other != word]):
            if near.noun == noun:
                found.setdefault(near.key, []).append(near)
    whole = [(sum(n.distance for n in nears), -nears[0].mentions, key, nears[0].name)
             for key, nears in found.items() if len({n.word for n in nears}) >= len(told)]  # fmt: skip
    if whole:
        _, _, key, name = min(whole)
        return key, name
    return _by_sound(db, asked) if noun == "people" else None


def near_names(
    db: Connection, word: str, others: Sequence[str] = (), scanned: Sequence[Scanned] | None = None
) -> tuple[Near, ...]:
    """Names of the record with a word near this one, the likeliest first. `scanned`: what `_scan` finds of it."""
    company = [fold_name(other) for other in others]
    found: dict[tuple[str, int], Near] = {}
    for noun, id_, key, name, spelt, at, distance in _scan(db, word) if scanned is None else scanned:
        beside = sum(any(within(o, s, allowed(o)) is not None for s in spelt) for o in company if o)
        near = Near(distance, beside, 0, noun, key, name, _as_shown(name, spelt, at))
        held = found.get((noun, id_))
        found[noun, id_] = min(near, held, key=lambda n: n.rank) if held else near
    mentions = _mentions(db, found)
    named = (replace(near, mentions=mentions.get(each, 0)) for each, near in found.items())
    return tuple(sorted(named, key=lambda near: near.rank))


def _scan(db: Connection, word: str) -> tuple[Scanned, ...]:
    """Every word of a name that is near this one. Thousands of names are gone through, each word of them once."""
    folded = fold_name(word)
    if not folded or " " in folded:
        return ()
    limit, letters, made = allowed(folded), set(folded), []
    apart: dict[str, int | None] = {}
    for noun, id_, key, name, spelling in _sharing(db, _pieces(folded, limit + 1)):
        spelt = spelling.split()
        for at, each in enumerate(spelt):
            if each not in apart:  # whose letters are others altogether need not be compared in their order
                apart[each] = within(folded, each, limit) if len(letters.difference(each)) <= limit else None
            if (distance := apart[each]) is not None:
                made.append((noun, id_, key, name, spelt, at, distance))
    return tuple(made)


def allowed(folded: str) -> int:
    """How many letters may differ: none in three, one to seven, two from eight on.

    The thresholds of Elasticsearch's `AUTO` fuzziness, a step more careful: a fold has already forgiven the
    letters that transliterations differ in.
    """
    return 0 if len(folded) <= 3 else 1 if len(folded) <= 7 else 2


def within(one: str, other: str, limit: int) -> int | None:
    """Letters added, left out, changed or swapped with a neighbour (optimal string alignment), up to a limit."""
    if abs(len(one) - len(other)) > limit:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= limit else None


# --- looked up ------------------------------------------------------------------------------------------------


def _known(db: Connection, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bool]:
    """Whether a noun's search rows hold a word in some form, of each (noun, word), all asked at once."""
    parts: list[Select] = []
    told: dict[tuple[str, str], bool] = {}
    for noun, word in pairs:
        term = Term.of(word)
        told[noun, word] = not term.words  # nothing to search for, so nothing to put right
        if term.words:
            there = _borne(noun, word) if noun in ("people", "places") else _said(db, noun, term)
            parts.append(select(literal(noun), literal(word)).where(there.exists()))
    for row in db.execute(union_all(*parts)) if parts else ():
        told[row[0], row[1]] = True
    return told


def _said(db: Connection, noun: str, term: Term) -> Select:
    found = matching(db.dialect.name, noun.removesuffix("s"), WordQuery(((term,),))).subquery()
    return select(found.c.id)


def _borne(noun: str, word: str) -> Select:
    table = ActorName if noun == "people" else PlaceName
    return select(table.id).where((literal(" ") + table.folded).like(f"% {fold_name(word)}%"))


def _better(looked: Looked, word: str, others: Sequence[str], *, slip: bool) -> Iterator[str]:
    """Other spellings of a word, the likeliest first; of one that is no slip, only its other spellings."""
    asked = [stem(each) for each in words(word)]
    tried = {tuple(asked)}
    candidates = [near.word for near in looked.near(word, others) if slip or not near.distance]
    for better in candidates or [actor.name.split()[-1] for actor in _sounding(word)]:
        told = tuple(stem(each) for each in words(better))
        if told not in tried:
            tried.add(told)
            yield better
        if len(tried) > _MOST_TRIED:
            return


def known_beyond(db: Connection, asked: str) -> tuple[str, ...]:
    """Names of the roster's people and groups so called whom nothing in the record names yet."""
    actors = _roster().lookup(asked)
    keys = [actor.slug for actor in actors]
    there = set(db.scalars(select(Actor.key).where(Actor.key.in_(keys)))) if keys else set()
    return tuple(actor.name for actor in actors if actor.slug not in there)


def _by_sound(db: Connection, asked: str) -> tuple[str, str] | None:
    """Of the roster's people who sound so, the one whom the record names; "Poutine" is Vladimir Putin."""
    keys = [actor.slug for actor in _sounding(asked)]
    rows = db.execute(select(Actor.slug, Actor.name).where(Actor.key.in_(keys))).all() if keys else []
    return (rows[0].slug, rows[0].name) if len(rows) == 1 else None


def _sounding(asked: str) -> list[RosterActor]:
    """Of the roster's people who sound so, those who are written alike too: "Poutine" is Putin, "qqqq" none."""
    folded = fold_name(asked).split()[-1:]
    return [
        actor
        for actor in _roster().sounding(asked)
        if folded and _letters_shared(folded[0], fold_name(actor.name).split()[-1]) >= _LEAST_ALIKE
    ]


def _letters_shared(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


@lru_cache(maxsize=1)
def _roster() -> Roster:
    return Roster.open(SEEDS / "actors.toml")


def _pieces(folded: str, number: int) -> tuple[str, ...]:
    """The word cut in so many pieces: with fewer letters wrong than pieces, one of them is whole.

    But for two letters swapped across a cut, so the pieces of a cut one letter further are asked too.
    """
    size = max(1, len(folded) // number)
    cuts = [range(first, len(folded), size) for first in ((0,) if number == 1 else (0, size // 2 or 1))]
    pieces = [folded[at : at + size] for cut in cuts for at in cut]
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) == size)) if number > 1 else (folded,)


def _sharing(db: Connection, pieces: Sequence[str]) -> list[tuple[str, int, str, str, str]]:
    """(noun, id, slug, name, folded spelling) of names with one of the pieces in them."""
    parts = []
    for noun, thing, names, owner in (
        ("people", Actor, ActorName, ActorName.actor_id),
        ("places", Place, PlaceName, PlaceName.place_id),
    ):
        shares = or_(*(names.folded.like(f"%{piece}%") for piece in pieces))
        one = select(literal(noun), thing.id, thing.slug, thing.name, names.folded).join(names, owner == thing.id)
        if noun == "people":
            one = one.where(Actor.kind != "unnamed-group", ActorName.kind != "metonym")
        parts.append(one.where(shares).order_by(names.id).limit(_MOST_READ).subquery())
    rows = db.execute(union_all(*(select(part) for part in parts)))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _mentions(db: Connection, found: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """How often each is named: of two names as near, the one in the news is meant."""
    parts = []
    for noun, owner in (("people", Mention.actor_id), ("places", Mention.place_id)):
        if ids := [id_ for each, id_ in found if each == noun]:
            parts.append(select(literal(noun), owner, func.count()).where(owner.in_(ids)).group_by(owner))
    rows: Iterable[Any] = db.execute(union_all(*parts)) if parts else ()
    return {(row[0], row[1]): row[2] for row in rows}


def _as_shown(name: str, spelt: Sequence[str], at: int) -> str:
    """How the shown name writes the word that stands at `at` of one of its spellings."""
    shown = name.split()
    folded = [fold_name(each) for each in shown]
    near = [
        (d, n) for n, each in enumerate(folded) if (d := within(spelt[at], each, allowed(spelt[at]))) is not None
    ]
    if near:
        return shown[min(near)[1]]
    return shown[at] if len(shown) == len(spelt) else name
