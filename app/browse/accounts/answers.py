"""The answers that claims give to the questions of a ledger, and which of them are one row of it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.browse.records import ClaimRecord, QuantityRecord, SpeakerRecord
from app.resolve import accounts
from app.resolve.accounts import DOER, HAPPENED, HOLDER, Account, Source
from app.text.folding import words
from app.text.when import When

QUESTIONS = (HAPPENED, HOLDER, DOER, "killed", "injured", "missing", "captured", "displaced")
# What names a doer or holder, and neither denies nor doubts it.
_NAMING = frozenset(("own-side", "blames", "names", "holds", "holds-own"))


@dataclass(slots=True)
class Answer:
    """One answer in one article, and the account of it that is compared with others', if any is."""

    question: str
    says: str
    claim: ClaimRecord
    source: Source
    speaker: SpeakerRecord | None
    side: str | None
    quantity: QuantityRecord | None = None
    names: tuple[str, ...] = ()
    account: int | None = None
    unnamed: bool = False  # "we have taken it": the sayer's side stands for whoever did

    @property
    def as_of(self) -> tuple[When | None, str]:
        """When it stood or was said, else published at the latest; and which of these (`AS_OF`).

        When an earlier figure stood that is only retold, nobody says.
        """
        quantity, claim = self.quantity, self.claim
        if quantity and quantity.as_of:
            return quantity.as_of, "stated"
        if quantity and quantity.earlier:
            return None, ""
        if claim.said:
            return claim.said, "said"
        published = claim.article.published
        return published, "published" if published else ""


def gather(rows: dict[Hashable, list[Answer]], all_: Sequence[Account]) -> None:
    """Puts together what one source says of one side twice: "we have taken it" with who did, by name, and of one
    day "Sudland's army" with "Sudland", "units of the Grey Column" with "the Grey Column".
    """
    latest_first = reversed(list(rows.items()))
    for key, row in sorted(latest_first, key=lambda each: _vague(each[1], all_), reverse=True):
        other = next((one for one in rows.values() if one is not row and _one_position(one, row, all_)), None)
        if other is not None:
            other += rows.pop(key)


def named_in(row: Sequence[Answer]) -> tuple[str, ...]:
    """Whom a row names: each of a known side once, as first written; else whom its first answer names."""
    named = (name for told in row if told.account is not None for name in told.names)
    return tuple({name.casefold(): name for name in reversed(list(named))}.values())[::-1] or row[0].names


def _vague(row: Sequence[Answer], all_: Sequence[Account]) -> tuple[bool, bool]:
    """Whether it names nobody, and nobody of a known side: such a row goes into another, never that into it."""
    return row[0].unnamed, _value(row[0], all_) is None


def _one_position(row: Sequence[Answer], other: Sequence[Answer], all_: Sequence[Account]) -> bool:
    """Whether `other` says no more than `row`, which names a doer."""
    one, two = row[0], other[0]
    if one.question != two.question or one.source.key != two.source.key or one.unnamed:
        return False
    mine, theirs = _value(one, all_), _value(two, all_)
    if two.unnamed:
        return mine == theirs
    if not {one.says, two.says} <= _NAMING or _day(one) != _day(two):
        return False
    return mine == theirs is not None or (mine is not None and theirs is None and _share_a_name(one, two))


def _day(told: Answer) -> date | None:
    """The one it was said on, as far as anybody knows."""
    when, _ = told.as_of
    return when.latest if when else None


def _value(told: Answer, all_: Sequence[Account]) -> object:
    return None if told.account is None else all_[told.account].value


def _share_a_name(one: Answer, two: Answer) -> bool:
    """ "Units of Wagner PMC" is a Wagner Group: a name's first word, in capitals, stands in the other's."""
    first = {words(name)[0] for name in one.names if name[:1].isupper() and words(name)}
    return bool(two.names) and all(first & set(words(name)) for name in two.names)


def row_of(told: Answer) -> Hashable:
    """One for answers that are one row: the same source's same answer, in however many articles."""
    source = told.source
    who = source.words or source.key if source.actor is None else source.key
    quantity = told.quantity
    figure = quantity and (accounts.figure(quantity.low, quantity.high, quantity.bound), quantity.unit)
    return who, told.question, told.says, figure, tuple(name.casefold() for name in told.names)


def turns(told: Sequence[Answer], standings: Sequence[accounts.Standing]) -> Iterator[list[Answer]]:
    """A row apart for an answer that its source went back to: 63, then 89, then 63 again are three."""
    row: list[Answer] = []
    for each in told:
        back = each.account is not None and standings[each.account].updates is not None
        if back and any(other.source.key == each.source.key for other in row):
            yield row
            row = []
        row.append(each)
    yield row


def in_order(told: Answer, first: Mapping[Hashable, int]) -> tuple:
    """By question, then by when it stood, then as the claims come (sorting keeps that).

    What an article retells as an earlier figure of no day stands before the first that it gives a day: `first`.
    """
    known = QUESTIONS.index(told.question) if told.question in QUESTIONS else len(QUESTIONS)
    when, _ = told.as_of
    earlier = bool(told.quantity and told.quantity.earlier)
    published = told.claim.article.published
    day = stood.latest.toordinal() if (stood := when or published) else 0
    if earlier and when is None:
        day = first.get((told.claim.article.public_id, told.question), day)
    return known, told.question if known == len(QUESTIONS) else "", day or math.inf, not earlier, when is not None


def first_days(rows: Sequence[Sequence[Answer]]) -> Mapping[Hashable, int]:
    """By article and question: the first day that an answer in it stood for, if any has one."""
    first: dict[Hashable, int] = {}
    for told in (each for row in rows for each in row):
        if when := told.as_of[0]:
            key, day = (told.claim.article.public_id, told.question), when.latest.toordinal()
            first[key] = min(day, first.get(key, day))
    return first
