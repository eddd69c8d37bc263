"""How accounts stand to each other as rows of a ledger, where one row has several accounts, or an account none."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from app.resolve.accounts import Account, Figure, Standing


def said_again(all_: Sequence[Account], standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """A position that its source repeats in other words differs from whomever it first differed from."""
    held: dict[Hashable, tuple[int, ...]] = {}
    for account, standing in zip(all_, standings, strict=True):
        if not isinstance(account.value, Figure) and standing.differs:
            held.setdefault((account.source.key, account.question, account.value), standing.differs)
    return tuple(
        replace(standing, differs=differs)
        if not standing.differs and (differs := held.get((account.source.key, account.question, account.value)))
        else standing
        for account, standing in zip(all_, standings, strict=True)
    )


def beside(all_: Sequence[Account], at: Mapping[int | None, int]) -> Mapping[int | None, int]:
    """For accounts without a row of their own, that in which their source says the same."""
    told = {(all_[n].source.key, all_[n].question, all_[n].value): row for n, row in at.items() if n is not None}
    same = {n: told.get((one.source.key, one.question, one.value)) for n, one in enumerate(all_) if n not in at}
    return {n: row for n, row in same.items() if row is not None}
