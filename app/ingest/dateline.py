"""The place–day–agency line that a news article opens with: "KYIV, May 21 (Reuters) —"."""

from __future__ import annotations

import re

_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTHS}\s\d{{1,2}}|\d{{1,2}}\s{_MONTHS})"
_AGENCY = r"\([A-Z][\w /&.-]{1,30}\)"
# Capitals (a place, perhaps two), then a day or an agency or both, then a dash. Bounded, so linear.
_IN_CAPITALS = rf"""
    [^\W\d_a-z](?:[^\W\d_a-z]|['’.\-/ ]){{2,40}}      # KYIV, KHAN YOUNIS, LONDON/KYIV
    (?:,\s[A-Z][\w.'’ -]{{1,30}})?                    # , Ukraine
    (?:,\s{_DAY})?                                    # , May 21
    (?:,?\s{_AGENCY})?                                # (Reuters)
"""
# Without capitals only day and agency together tell a dateline: "May 21 (Reuters) —", "Kyiv, May 21 (Reuters) —".
_IN_FULL = rf"(?:[A-Z][\w'’./ -]{{1,40}},\s(?:[A-Z][\w.'’ -]{{1,30}},\s)?)?{_DAY},?\s{_AGENCY}"
_OPENING = re.compile(rf"(?P<line>{_IN_CAPITALS}|{_IN_FULL})\s*[—–-]{{1,2}}\s", re.VERBOSE)


def opening_dateline(text: str) -> str | None:
    """The dateline as written, without its dash; None where the text opens otherwise."""
    match = _OPENING.match(text)
    return match["line"].strip() if match else None
