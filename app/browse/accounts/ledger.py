"""The claim ledger: each source's answers to each question, never averaged, never judged.

What differs and what is an update is decided in `app.resolve.accounts`, for the record and for its pages alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.browse.accounts.answers import Answer, first_days, gather, in_order, named_in, row_of, turns
from app.browse.accounts.standings import beside, said_again
from app.browse.records import ClaimRecord, ParticipantRecord, SpeakerRecord
from app.browse.records.ledger import Ledger, LedgerGroup, LedgerRow, SideRange, Words
from app.browse.words import labels
from app.browse.words.hedges import hedge_in
from app.browse.words.numerals import in_digits
from app.resolve import accounts
from app.resolve.accounts import BLAMED, DOER, HAPPENED, HELD, HOLDER, HOLDS, Account, Report, Source, Told
from app.resolve.takers import sides_named

_NOT_BLAME = ("interception", "disaster")  # nobody is blamed for an accident, nor for shooting down a missile


def ledger(claims: Sequence[ClaimRecord]) -> Ledger:
    """The ledger of one event's claims, oldest article first."""
    all_: list[Account] = []
    rows: dict[Hashable, list[Answer]] = defaultdict(list)
    affirmed = any(
        accounts.affirms(claim.modality, claim.stance) and not accounts.lays_blame(claim.trigger.exact)
        for claim in claims
    )
    others = accounts.of_something_else([report(claim) for claim in claims])
    for number, claim in enumerate(claims):
        for told in _answers(claim, all_, affirmed=affirmed, other=number in others):
            rows[row_of(told)].append(told)
    gather(rows, all_)
    standings = said_again(all_, accounts.standings(all_))
    apart = [part for row in rows.values() for part in turns(row, standings)]
    first = first_days(apart)
    ordered = sorted(apart, key=lambda row: in_order(row[0], first))
    at: dict[int | None, int] = {
        told.account: number for number, row in enumerate(ordered) for told in row if told.account is not None
    }
    at |= beside(all_, at)
    made = tuple(_row(row, number, standings, at) for number, row in enumerate(ordered))
    groups = sorted(_groups(made), key=lambda group: group.undoubted)  # what nobody doubts comes last
    return Ledger(made, tuple(groups))


def report(claim: ClaimRecord) -> Report:
    """A claim as it is compared with others."""
    return Report(
        _source(claim, claim.speaker),
        _day(claim),
        claim.type,
        claim.modality,
        claim.stance,
        sides_of(claim),
        tuple(
            Told(
                each.kind,
                accounts.figure(each.low, each.high, each.bound),
                _source(claim, each.speaker or claim.speaker),
                each.as_of.latest.toordinal() if each.as_of else None,
                each.earlier,
                each.side if each.speaker else claim.side,
            )
            for each in claim.quantities
        ),
        own=_own(claim),
    )


def sides_of(claim: ClaimRecord) -> frozenset[str]:
    """The sides that it names as having done it, by name."""
    doers = _doers(claim)
    known = (side for part in doers if (side := part.side or part.body))
    return sides_named(claim.type, known, (part.exact for part in doers if not part.actor), claim.side)


def _answers(claim: ClaimRecord, all_: list[Account], *, affirmed: bool, other: bool) -> Iterator[Answer]:
    """What a claim answers; its accounts are added to `all_`.

    `affirmed`: somebody says in plain words that it happened. `other`: its source speaks of something else.
    """
    compared = report(claim)
    numbers: dict[str, list[int]] = defaultdict(list)
    for account in accounts.accounts_of(compared):
        if other and account.question == HAPPENED:
            continue
        numbers[account.question].append(len(all_))
        all_.append(account)

    def told(question: str, says: str, **more: Any) -> Answer:
        waiting = numbers[question]
        own: dict[str, Any] = {"source": compared.source, "speaker": claim.speaker, "side": claim.side} | more
        return Answer(question, says, claim, account=waiting.pop(0) if waiting else None, **own)

    question = HOLDER if claim.type in HELD else DOER if claim.type in BLAMED else None
    names = _names(claim) or tuple(sorted(sides_of(claim)))  # "we have taken it" names the sayer's side
    if claim.denies:
        part = question and names and accounts.denies_part(claim.type, own=_own(claim))
        yield (
            told(question or HAPPENED, f"not-{blame(claim)}", names=names)
            if part
            else told(HAPPENED, "not-another" if other else _position(claim))
        )
        return
    hedged = question == DOER and names and claim.modality == "possible"
    if hedged:
        yield told(DOER, "possibly", names=names)
    # "Was probably a rocket of theirs" doubts no attack; "Moscow blames Kyiv" is told under whose doing it was.
    blames = question == DOER and names and claim.modality == "actual" and accounts.lays_blame(claim.trigger.exact)
    if claim.type != HOLDS and not ((hedged or blames) and affirmed):
        yield told(HAPPENED, "another" if other else _position(claim))
    if question and claim.modality == "actual" and names:
        says = _holds(claim) if claim.type == HOLDS else blame(claim)
        yield told(question, says, names=names, unnamed=not _names(claim))
    for quantity, compared_as in zip(claim.quantities, compared.figures, strict=True):
        by = {"speaker": quantity.speaker, "side": quantity.side} if quantity.speaker else {}
        yield told(quantity.kind, _figure(claim), quantity=quantity, source=Told(*compared_as).source, **by)


def _figure(claim: ClaimRecord) -> str:
    """Of what is planned or possible a number is no toll: "could kill 500" stands apart from those killed."""
    return "figure" if accounts.affirms(claim.modality, claim.stance) else f"figure-{claim.modality}"


def _position(claim: ClaimRecord) -> str:
    if claim.stance == "denied":
        return "denied"
    if accounts.leaves_open(claim.trigger.exact, claim.modality):
        return "unconfirmed"
    if accounts.denies_said_of_it(claim.trigger.exact, claim.modality):
        return "not-so"
    return HAPPENED if claim.modality == "actual" else claim.modality


def blame(claim: ClaimRecord) -> str:
    """How a claim names who did it: own, own-side, blames, names; "" where it names nobody.

    Owning up is no blame, and an outlet that reports on nobody's word only names.
    """
    doers = _doers(claim)
    if not doers or claim.type not in BLAMED | HELD:
        return ""
    speaker = claim.speaker.actor if claim.speaker else None
    if speaker and any(part.actor == speaker for part in doers):
        return "own"
    if claim.side and {part.side for part in doers} == {claim.side}:
        return "own-side"
    return "names" if claim.speaker is None or claim.type in (*_NOT_BLAME, *HELD) else "blames"


def _own(claim: ClaimRecord) -> bool:
    """Whether it denies whose doing it was: "the group denied any part", "it was not our missile"."""
    return accounts.disowns(claim.trigger.exact, own=blame(claim) == "own")


def _holds(claim: ClaimRecord) -> str:
    """Who says that he holds a place himself, or that his side does, and who says it of others."""
    return "holds-own" if blame(claim) in ("own", "own-side") else "holds"


def _doers(claim: ClaimRecord) -> list[ParticipantRecord]:
    return [part for part in claim.participants if part.role == "actor"]


def _names(claim: ClaimRecord) -> tuple[str, ...]:
    """Names, else the words; a bare "we" names nobody."""
    named = (
        part.actor.name if part.actor else part.exact
        for part in _doers(claim)
        if part.actor or part.exact.casefold() not in labels.PRONOUNS
    )
    return tuple(dict.fromkeys(named))


def _source(claim: ClaimRecord, speaker: SpeakerRecord | None) -> Source:
    outlet = claim.article.outlet.slug if claim.article.outlet else None
    text = accounts.publisher(claim.wire, claim.origin, outlet, claim.article.public_id)
    actor = speaker.actor.slug if speaker and speaker.actor else None
    return accounts.source(text, actor, speaker.mention if speaker else None)


def _day(claim: ClaimRecord) -> int:
    return claim.article.published.latest.toordinal() if claim.article.published else 0


# --- rows --------------------------------------------------------------------------------------------------


def _row(
    told: Sequence[Answer],
    number: int,
    standings: Sequence[accounts.Standing],
    at: dict[int | None, int],
) -> LedgerRow:
    first = told[0]
    claim, quantity, speaker = first.claim, first.quantity, first.speaker
    outlet = claim.article.outlet
    as_of, as_of_is = next((each.as_of for each in told if each.as_of[0]), first.as_of)
    revision = quantity.revision if quantity else None
    row = LedgerRow(
        question=first.question,
        says=first.says,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        bound=quantity.bound if quantity else None,
        unit=quantity.unit if quantity else None,
        figure=quantity.exact if quantity else None,
        figure_start=quantity.start if quantity else None,
        figure_end=quantity.end if quantity else None,
        names=named_in(told),
        speaker=speaker,
        who=speaker.name if speaker else claim.wire or (outlet.name if outlet else None),
        side=first.side,
        as_of=as_of,
        as_of_is=as_of_is,
        type=claim.type,
        type_label=claim.type_label,
        number=in_digits(quantity.exact, quantity.low, quantity.high, quantity.bound) if quantity else None,
        hedge=hedge_in(claim.exact) if first.says == "possibly" else None,
        revision=None if any(each.quantity and not each.quantity.revision for each in told) else revision,
        words=tuple(_words(told)),
        articles=len({each.claim.article.public_id for each in told}),
        origins=len({each.claim.origin or each.claim.article.public_id for each in told}),
    )
    for each in told:
        if each.account is not None:
            row = _standing(row, standings[each.account], number, at)
    return row


def _standing(row: LedgerRow, standing: accounts.Standing, number: int, at: dict[int | None, int]) -> LedgerRow:
    """With what its account is to others', as far as those are other rows."""
    differs = {*row.differs, *(at[each] for each in standing.differs if each in at)} - {number}
    return replace(
        row,
        differs=tuple(sorted(differs)),
        updates=row.updates if standing.updates is None else at.get(standing.updates),
        updated=row.updated if standing.updated is None else at.get(standing.updated),
        part=row.part or standing.part,
    )


def _words(told: Sequence[Answer]) -> Iterator[Words]:
    """Where it stands, one place an article."""
    seen = set()
    for each in told:
        claim, figure = each.claim, each.quantity.told if each.quantity else None
        if claim.article.public_id not in seen:
            seen.add(claim.article.public_id)
            yield Words(claim.article, claim.start, claim.end, claim.exact, claim.public_id, figure)


# --- groups ------------------------------------------------------------------------------------------------


def _groups(rows: Sequence[LedgerRow]) -> Iterator[LedgerGroup]:
    by: dict[str, list[tuple[int, LedgerRow]]] = defaultdict(list)
    for number, row in enumerate(rows):
        by[row.question].append((number, row))
    for question, mine in by.items():
        if question == HAPPENED and not (mine := _in_doubt(mine, rows)):
            continue
        yield LedgerGroup(
            question,
            tuple(mine),
            tuple(_ranges([row for _, row in mine])),
            differs=any(row.differs for _, row in mine),
            updated=any(row.updates is not None for _, row in mine),
        )


def _in_doubt(happened: Sequence[tuple[int, LedgerRow]], rows: Sequence[LedgerRow]) -> list[tuple[int, LedgerRow]]:
    """Where all say that it happened, whoever tells how many or whose doing need not be named for that too."""
    if any(row.differs or row.says != HAPPENED for _, row in happened):
        return list(happened)
    told = {words.claim for row in rows if row.question != HAPPENED for words in row.words}
    return [(number, row) for number, row in happened if not told.issuperset(words.claim for words in row.words)]


def _ranges(rows: Sequence[LedgerRow]) -> Iterator[SideRange]:
    """The least and the most that each side's sources say. Parts of a figure are none of its accounts."""
    figures = [row for row in rows if row.says == "figure" and not row.part and row.unit is None]
    if len({(row.low, row.high) for row in figures}) < 2:
        return
    for side in dict.fromkeys(row.side for row in figures):
        own = [row for row in figures if row.side == side]
        least = min(own, key=lambda row: row.low or 0.0)
        most = max(own, key=lambda row: (row.low if row.high is None else row.high, row.high is None))
        yield SideRange(side, least.low, most.high, least.number or "", most.number or "", len(own))
