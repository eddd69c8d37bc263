"""Where accounts of one event differ, and where a source only brought its own up to date. Nobody is found right.

An account is one answer to one question (how many were killed, did it happen, who did it, who holds it) by one
source, dated by the day it was first published. Two sources differ where their latest answers cannot both be
right; the same source with a new answer on a later day is an update.
"""

from __future__ import annotations

from app.resolve.accounts.positions import (
    BLAMED,
    DOER,
    HAPPENED,
    HELD,
    HOLDER,
    HOLDS,
    affirms,
    denies,
    denies_part,
    denies_said_of_it,
    disowns,
    holds_against,
    lays_blame,
    leaves_open,
    names_no_deed,
    sustains,
)
from app.resolve.accounts.reports import (
    PRONOUNS,
    Account,
    Figure,
    Report,
    Source,
    Told,
    accounts_of,
    body,
    figure,
    publisher,
    source,
)
from app.resolve.accounts.standing import (
    COMPARED,
    Standing,
    differ,
    of_something_else,
    standings,
)

__all__ = [
    "BLAMED",
    "COMPARED",
    "DOER",
    "HAPPENED",
    "HELD",
    "HOLDER",
    "HOLDS",
    "PRONOUNS",
    "Account",
    "Figure",
    "Report",
    "Source",
    "Standing",
    "Told",
    "accounts_of",
    "affirms",
    "body",
    "denies",
    "denies_part",
    "denies_said_of_it",
    "differ",
    "disowns",
    "figure",
    "holds_against",
    "lays_blame",
    "leaves_open",
    "names_no_deed",
    "of_something_else",
    "publisher",
    "source",
    "standings",
    "sustains",
]
