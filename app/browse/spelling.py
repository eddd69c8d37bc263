"""What was meant, where nothing bears the words as written: "Zelnsky" → "Zelensky", "Kharkov" → "Kharkiv".

Only names are put right, by names: the record's own, and beneath them the roster's, which knows how Germans and
Poles write them. A word that finds something stays as it is. The work is done here and not by an engine's own
trigrams, so that SQLite and Postgres mean the same: they only hand over names that share a piece with the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import Connection, func, literal, or_, select, union_all

from app.browse import searchbox
from app.paths import SEEDS
from app.store.tables import Actor, ActorName, Mention, Place, PlaceName
from app.store.words import Term, WordQuery, matching
from app.text.folding import fold_name, stem, words
from app.world.roster import Roster

_MOST_READ = 5000  # names that share a piece with the word; more would cost more than a visitor waits
_MOST_WORDS = 5  # of one question: each word may cost a look at all these names
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


def respelt(db: Connection, q: str, noun: str) -> Respelt | None:
    """The question as it was probably meant for a noun; None where its words are all known to it, or nobody
    knows better.
    """
    plain = [word for word in searchbox.plain_words(q) if fold_name(word)]
    changes: dict[str, str] = {}
    for word in plain[:_MOST_WORDS]:
        if _known(db, noun, word):
            continue
        # A word that stands in the record elsewhere is no slip; it may still be another spelling of a name.
        slip = not any(_known(db, other, word) for other in _TEXTS if other != noun)
        others = [other for other in plain if other != word]
        if better := next((b for b in _better(db, word, others, slip=slip) if _known(db, noun, b)), None):
            changes[word] = better
    if not changes:
        return None
    return Respelt(searchbox.with_words(q, changes), tuple(changes.items()))


def nearest(db: Connection, asked: str, noun: str) -> tuple[str, str] | None:
    """(slug, name) of the person or place whose name an unknown name comes nearest, the most named of several."""
    told = asked.split()[:_MOST_WORDS]
    found: dict[str, list[Near]] = {}
    for word in told:
        for near in near_names(db, word, [other for other in told if other != word]):
            if near.noun == noun:
                found.setdefault(near.key, []).append(near)
    whole = [(sum(n.distance for n in nears), -nears[0].mentions, key, nears[0].name)
             for key, nears in found.items() if len({n.word for n in nears}) >= len(told)]  # fmt: skip
    if whole:
        _, _, key, name = min(whole)
        return key, name
    return _by_sound(db, asked) if noun == "people" else None


def near_names(db: Connection, word: str, others: Sequence[str] = ()) -> tuple[Near, ...]:
    """Names of the record with a word near this one, the likeliest first."""
    folded = fold_name(word)
    if not folded or " " in folded:
        return ()
    limit, company = allowed(folded), [fold_name(other) for other in others]
    found: dict[tuple[str, int], Near] = {}
    for noun, id_, key, name, spelling in _sharing(db, _pieces(folded, limit + 1)):
        spelt = spelling.split()
        for at, each in enumerate(spelt):
            distance = within(folded, each, limit)
            if distance is None:
                continue
            beside = sum(any(within(o, s, allowed(o)) is not None for s in spelt) for o in company if o)
            near = Near(distance, beside, 0, noun, key, name, _as_shown(name, spelt, at))
            held = found.get((noun, id_))
            found[noun, id_] = min(near, held, key=lambda n: n.rank) if held else near
    mentions = _mentions(db, found)
    named = (replace(near, mentions=mentions.get(each, 0)) for each, near in found.items())
    return tuple(sorted(named, key=lambda near: near.rank))


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


def _known(db: Connection, noun: str, word: str) -> bool:
    """Whether a noun's search rows hold the word in some form."""
    term = Term.of(word)
    if not term.words:
        return True  # nothing to search for, so nothing to put right
    if noun in ("people", "places"):
        return _borne(db, noun, word)
    found = matching(db.dialect.name, noun.removesuffix("s"), WordQuery(((term,),))).limit(1).subquery()
    return db.scalar(select(found.c.id)) is not None


def _borne(db: Connection, noun: str, word: str) -> bool:
    table = ActorName if noun == "people" else PlaceName
    begins = literal(" ") + table.folded
    return db.scalar(select(table.id).where(begins.like(f"% {fold_name(word)}%")).limit(1)) is not None


def _better(db: Connection, word: str, others: Sequence[str], *, slip: bool) -> Iterator[str]:
    """Other spellings of a word, the likeliest first; of one that is no slip, only its other spellings."""
    asked = [stem(each) for each in words(word)]
    tried = {tuple(asked)}
    candidates = [near.word for near in near_names(db, word, others) if slip or not near.distance]
    for better in candidates or [actor.name.split()[-1] for actor in _roster().sounding(word)]:
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
    keys = [actor.slug for actor in _roster().sounding(asked)]
    rows = db.execute(select(Actor.slug, Actor.name).where(Actor.key.in_(keys))).all() if keys else []
    return (rows[0].slug, rows[0].name) if len(rows) == 1 else None


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
    told = {}
    for noun, owner in (("people", Mention.actor_id), ("places", Mention.place_id)):
        ids = [id_ for each, id_ in found if each == noun]
        rows = db.execute(select(owner, func.count()).where(owner.in_(ids)).group_by(owner)) if ids else ()
        told |= {(noun, row[0]): row[1] for row in rows}
    return told


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
