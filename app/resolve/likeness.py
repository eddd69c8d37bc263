"""Comparisons of a name on the page with an actor we know; each small, and each says why.

`compare` asks them in order: kind, name, title. A comparison never sees the other candidates; choosing
among several is `actors.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.extract.lexicon import load
from app.resolve.judgement import Judged
from app.text.folding import fold, fold_name
from app.text.sounds import alike, same_given, soundings
from app.text.when import When
from app.world.roster import SURNAME_FIRST, Role, RosterActor

_POSSESSIVE = re.compile(r"['’]s?$")
OTHER_FIRST_NAME = "another first name"
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor a name may mean, in the shape that both roster and store give."""

    slug: str
    name: str
    kind: str
    spellings: tuple[str, ...] = ()  # every other spelling that stands for this actor by itself
    roles: tuple[Role, ...] = ()
    country: str | None = None
    died: date | None = None

    @classmethod
    def from_roster(cls, actor: RosterActor) -> Candidate:
        spellings = tuple(spelling.text for spelling in actor.spellings)
        return cls(actor.slug, actor.name, actor.kind, spellings, actor.roles, actor.country, actor.died)

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
    name = _POSSESSIVE.sub("", named.name.strip())
    folded = fold_name(name)
    if any(fold_name(spelling) == folded for spelling in candidate.all_spellings):
        if fold(name) == fold(candidate.name):
            return Judged.same(f"named {candidate.name}")
        return Judged.same(f"“{name}” is a spelling of {candidate.name}")
    if named.kind != "person":
        return Judged.different("another name")
    words = name.replace(",", " ").replace(".", ". ").split()
    if len(words) < 2 or words[-1].lower().rstrip(".") in GENERATIONS:
        return _compare_surname(words[0], candidate) if len(words) == 1 else Judged.different("another generation")
    return _compare_persons(_untitled(words), candidate)


def _compare_surname(word: str, candidate: Candidate) -> Judged:
    """One word: the same person where it stands for him by itself ("Zelensky"), unsure as a mere surname."""
    for spelling in candidate.all_spellings:
        parts = spelling.split()
        if len(parts) == 1 and alike(word, spelling):
            return Judged.same(f"another way to write {spelling}, which is {candidate.name}")
    folded = [fold_name(word)]
    if any(fold_name(s).split()[-1:] == folded or alike(word, s.split()[-1]) for s in candidate.all_spellings):
        return Judged.unsure(f"only the surname of {candidate.name} is given")
    return Judged.different("another name")


def _compare_persons(words: Sequence[str], candidate: Candidate) -> Judged:
    """Given name and surname, in either order where that is usual; an initial needs a surname that is enough."""
    if _initials_differ(words, candidate.name.split()):
        return Judged.different("another middle name")
    unsure = None
    for given, surname, spelling in _readings(words, candidate):
        theirs = spelling.split()[0]
        if len(given.strip(".")) == 1 or len(theirs.strip(".")) == 1:
            if _same_initial(given, theirs):
                unsure = f"initial and surname of {candidate.name}"
                if _enough(surname, candidate):
                    return Judged.same(unsure)
        elif fold_name(given) == fold_name(theirs):
            return Judged.same(f"first and last name of {candidate.name}")
        elif same_given(given, theirs):
            return Judged.same(f"another way to write {candidate.name}")
    return Judged.unsure(unsure) if unsure else Judged.different(OTHER_FIRST_NAME)


def _readings(words: Sequence[str], candidate: Candidate) -> Iterator[tuple[str, str, str]]:
    """(given, surname, spelling) for every spelling of the candidate's whose surname is one of these words."""
    for given, surname in _orders(words, candidate):
        for spelling in candidate.all_spellings:
            parts = _untitled(spelling.split())
            if len(parts) < 2 or len(surname.strip(".")) == 1:
                continue
            if (
                fold_name(surname) == fold_name(parts[-1])
                or fold_name(surname) == fold_name(spelling).split()[-1]
                or alike(surname, parts[-1])
            ):
                yield given, surname, " ".join(parts)


def _untitled(words: Sequence[str]) -> Sequence[str]:
    """A name without a title written as part of it: "Ayatollah" is nobody's given name."""
    titles = _titles()[1]
    first = next((i for i, w in enumerate(words) if w.lower().rstrip(".") not in titles), 0)
    return words[first:] if len(words) - first > 1 else words


def _orders(words: Sequence[str], candidate: Candidate) -> Iterator[tuple[str, str]]:
    """Also surname first, where that is usual: in some countries, and in Cyrillic."""
    yield words[0], words[-1]
    if candidate.country in SURNAME_FIRST or _CYRILLIC.match(words[0]):
        yield words[1], words[0]


def _same_initial(one: str, other: str) -> bool:
    """ "V." of Volodymyr, "W." of Wolodymyr, "Е." of Євген."""
    if fold(one)[:1] == fold(other)[:1] or fold_name(one)[:1] == fold_name(other)[:1]:
        return True
    return bool({s[:1] for s in soundings(one[:1])} & {s[:1] for s in soundings(other)})


def _enough(surname: str, candidate: Candidate) -> bool:
    """Whether the surname alone stands for this person: it is on the list as a short form."""
    return any(
        " " not in s and (fold_name(s) == fold_name(surname) or alike(s, surname)) for s in candidate.all_spellings
    )


def _initials_differ(words: Sequence[str], theirs: Sequence[str]) -> bool:
    """ "George H. W. Bush" is not George W. Bush."""
    ours = [w[0].lower() for w in words[1:-1] if len(w.strip(".")) == 1]
    known = [w[0].lower() for w in theirs[1:-1] if len(w.strip(".")) == 1]
    return bool(ours and known) and ours != known


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


def is_rank(title: str) -> bool:
    """ "Petty Officer", "Sgt.": a rank that makes nobody a public figure."""
    words = fold(title).replace(".", "").split()
    return bool(words) and words[-1] in load("titles")["ranks"]


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
    years = f" from {role.began}" if role.began else ""
    return f"{office}{years}" + (f" to {role.ended}" if role.ended else "")
