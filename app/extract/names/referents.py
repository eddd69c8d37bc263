"""What a pronoun or a description may stand for: the persons and groups of one article, looked at together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.extract.names.known import Known
from app.extract.reading import Mention
from app.extract.words.marks import pair_marks
from app.extract.words.parse import Parsed
from app.text.folding import fold_name
from app.text.span import Span

GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_NO_SPEAKERS = ("person", "unnamed-group")  # kinds that are never "it"


@dataclass(frozen=True, slots=True)
class Reference:
    """`chain` leads from a pronoun or description to the naming span, which is last; empty where unsure."""

    chain: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One text with what may be referred to in it: persons and groups by name, speech set apart."""

    parsed: Parsed
    persons: tuple[Mention, ...]
    groups: tuple[Mention, ...]
    speech: tuple[Span, ...]
    genders: dict[str, str | None]  # by surname
    full: dict[str, set[str]]  # names of several words, by their folded last one
    known: Known

    @property
    def text(self) -> str:
        return self.parsed.text

    def spoken(self, at: int) -> bool:
        return any(quoted.start <= at < quoted.end for quoted in self.speech)

    def sentence_at(self, at: int) -> int | None:
        found = (i for i, s in enumerate(self.parsed.sentences) if s.start <= at < s.end)
        return next(found, None)


@lru_cache(maxsize=4)
def open_page(parsed: Parsed, mentions: tuple[Mention, ...], known: Known) -> Page:
    named = [mention for mention in mentions if mention.form == "name"]
    persons = tuple(mention for mention in named if mention.kind == "person")
    groups = tuple(mention for mention in named if mention.kind not in _NO_SPEAKERS)
    speech = tuple(stretch.outer for stretch in pair_marks(parsed.text))
    genders = _genders_by_surname(parsed.text, persons, known)
    full: dict[str, set[str]] = {}
    for name in {mention.name.of(parsed.text) for mention in persons}:
        if " " in name:
            full.setdefault(last_word(name), set()).add(name)
    return Page(parsed, persons, groups, speech, genders, full, known)


def last_word(name: str) -> str:
    return (fold_name(name).split() or [""])[-1]


def _genders_by_surname(text: str, persons: Iterable[Mention], known: Known) -> dict[str, str | None]:
    """The gender of everybody named: "Zelensky" has that of "Volodymyr Zelensky" in the same article."""
    found: dict[str, str | None] = {}
    for mention in persons:
        gender = known.gender(mention.name.of(text)) or known.gender(mention.span.of(text))
        key = surname(mention, text)
        found[key] = found.get(key) or gender
    return found


def surname(mention: Mention, text: str) -> str:
    """The folded last word of a name: what a second mention of the same person repeats."""
    words = fold_name(mention.name.of(text).removesuffix("’s").removesuffix("'s")).split()
    return words[-1] if words else ""


def bearers(mention: Mention, page: Page) -> list[str]:
    """Slugs of everybody known who bears a mention’s name; for a bare surname, as the article’s full name says."""
    name = mention.name.of(page.text)
    if " " not in name:
        full = page.full.get(last_word(name), set())
        name = next(iter(full)) if len(full) == 1 else name
    return [actor.slug for actor in page.known.people(name)]


def who(mention: Mention, page: Page) -> str:
    """One key for one person: "Tedros" and "Tedros Adhanom Ghebreyesus" where it is known that they are one."""
    found = bearers(mention, page)
    return found[0] if len(found) == 1 else surname(mention, page.text)
