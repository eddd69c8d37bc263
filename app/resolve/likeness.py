"""Comparisons of a name on the page with an actor we know; each small, and each says why.

`compare` asks them in order: kind, name, title. A comparison never sees the other candidates; choosing
among several is `actors.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from app.extract.lexicon import load
from app.resolve.judgement import Judged
from app.text.folding import fold, fold_name
from app.text.when import When
from app.world.roster import Role, RosterActor

# Given names this alike are one name (Yevgeny/Evgeny .92, Sergei/Sergiy 1; Oleksandr/Alexander .67 are not).
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor a name may mean, in the shape that both roster and store give."""

    slug: str
    name: str
    kind: str
    spellings: tuple[str, ...] = ()  # every other spelling that stands for this actor by itself
    roles: tuple[Role, ...] = ()
    country: str | None = None

    @classmethod
    def from_roster(cls, actor: RosterActor) -> Candidate:
        spellings = tuple(spelling.text for spelling in actor.spellings)
        return cls(actor.slug, actor.name, actor.kind, spellings, actor.roles, actor.country)

    @property
    def all_spellings(self) -> tuple[str, ...]:
        return (self.name, *self.spellings)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as one article uses it: its fullest form, its kind, and the titles given with it."""

    name: str
    kind: str
    titles: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Stable for a newcomer: the same name in another article gets the same key."""
        return f"{self.kind}:{fold_name(self.name)}"

    @property
    def words(self) -> list[str]:
        return fold_name(self.name).split()


def compare(named: Named, candidate: Candidate, published: When | None) -> Judged:
    """Whether this name may mean this actor, by the name and the titles given with it."""
    if not kinds_agree(named.kind, candidate.kind):
        return Judged.different(f"{candidate.name} is {candidate.kind}, this is {named.kind}")
    by_name = compare_names(named, candidate)
    if named.kind != "person" or by_name.judgement == "different":
        return by_name
    fitting = [fit for title in named.titles if (fit := role_for(title, candidate, published))]
    if fitting:
        return Judged.same(f"{by_name.reason}, {said_of(fitting[0])}")
    if any(is_private(title) for title in named.titles) and candidate.roles:
        return Judged.unsure(f"“{named.titles[0]}” is nothing {candidate.name} is known as")
    if len(named.words) == 1 and any(not is_neutral(title) for title in named.titles):
        return Judged.unsure(f"{candidate.name} is not known as “{named.titles[0]}” at that time")
    return by_name


def kinds_agree(one: str, other: str) -> bool:
    """Persons are persons, states states; kinds of groups are often told apart wrongly and may meet."""
    return one == other or not {"person", "state"} & {one, other} or {one, other} <= {"state", "government-body"}


def compare_names(named: Named, candidate: Candidate) -> Judged:
    folded = fold_name(named.name)
    if any(fold_name(spelling) == folded for spelling in candidate.all_spellings):
        if fold(named.name) == fold(candidate.name):
            return Judged.same(f"named {candidate.name}")
        return Judged.same(f"“{named.name}” is a spelling of {candidate.name}")
    if named.kind != "person":
        return Judged.different("another name")
    return _compare_persons(named.words, candidate)


def _compare_persons(words: list[str], candidate: Candidate) -> Judged:
    known = [fold_name(spelling).split() for spelling in candidate.all_spellings]
    if len(words) == 1:
        if any(spelling[-1:] == words for spelling in known):
            return Judged.unsure(f"only the surname of {candidate.name} is given")
        return Judged.different("another name")
    for spelling in known:
        if len(spelling) < 2 or spelling[-1] != words[-1]:
            continue
        given, theirs = words[0], spelling[0]
        if given == theirs:
            return Judged.same(f"first and last name of {candidate.name}")
        if min(len(given), len(theirs)) == 1 and given[0] == theirs[0]:
            return Judged.unsure(f"initial and surname of {candidate.name}")
        if SequenceMatcher(None, given, theirs).ratio() >= _ALIKE:
            return Judged.same(f"another way to write {candidate.name}")
    return Judged.different("another first name")


# ---------------------------------------------------------------- titles and roles


@lru_cache(maxsize=1)
def _titles() -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    lexicon = load("titles")
    one_word = {other: word for word, others in lexicon["synonyms"].items() for other in others}
    return one_word, frozenset(lexicon["person"]), frozenset(lexicon["neutral"]), frozenset(lexicon["private"])


def _canonical(text: str) -> list[str]:
    one_word = _titles()[0]
    split = (word.strip(".,") for word in fold(text).replace("-", " ").split())
    return [one_word.get(word, word) for word in split if word not in ("of", "for", "the", "and", "to")]


def is_neutral(title: str) -> bool:
    """ "Gen.", "Mr": fits anybody."""
    known = _titles()
    heads = [word for word in fold(title).replace(".", "").split() if word in known[1]]
    return all(word in known[2] for word in heads)


def is_private(title: str) -> bool:
    return any(word.strip(".,") in _titles()[3] for word in fold(title).split())


def role_for(title: str, candidate: Candidate, published: When | None) -> Role | None:
    """The role of the candidate's that this title names, held when the article appeared (or ever, undated)."""
    return next((role for role in candidate.roles if _names(title, role) and _held(role, title, published)), None)


def _names(title: str, role: Role) -> bool:
    """Every word of the title is of the office or its body, and the title's own word is of the office."""
    office, body = _canonical(role.office), _canonical(role.body or "")
    heads = [w for w in _canonical(title) if w in _titles()[1] or w in _titles()[0].values()]
    if not heads or heads[-1] not in office:
        return False
    spare = {"former", "ex", "then", "acting", "late", "current", "outgoing", "military", "group", "top", "senior"}
    return all(w in office or w in body or w in spare or _of_body(w, body) for w in _canonical(title))


def _of_body(word: str, body: Iterable[str]) -> bool:
    """ "Ukrainian" of Ukraine, "U.S." of the United States: a shared beginning or the initials."""
    parts = list(body)
    initials = "".join(part[0] for part in parts)
    bare = word.replace(".", "")
    if bare == initials[: len(bare)] and len(bare) >= 2:
        return True
    if bare == "american" and parts[:1] == ["united"]:
        return True
    if bare == "british" and parts[:2] == ["united", "kingdom"]:
        return True
    return any(len(part) >= 4 and len(bare) >= 4 and part[:4] == bare[:4] for part in parts)


def _held(role: Role, title: str, published: When | None) -> bool:
    if published is None:
        return True
    former = any(word in fold(title).split() for word in ("former", "ex", "then", "late"))
    day: date = published.earliest
    begun = role.since is None or role.since <= published.latest
    return begun and (former or role.until is None or day <= role.until)


def said_of(role: Role) -> str:
    """ "President of Ukraine from 2019-05-20"."""
    office = f"{role.office} of {role.body}" if role.body and role.body not in role.office else role.office
    years = f" from {role.since}" if role.since else ""
    return f"{office}{years}" + (f" to {role.until}" if role.until else "")
