"""Date expressions beside gold ones: found or not, and whether they mean the same days."""

from __future__ import annotations

import re

from app.measure.spans import Item, distinct, overlapping, unpaired
from app.measure.tally import Tally

_MIDNIGHT = re.compile(r"T00:00(:00)?(\.0+)?Z?(?=$|/)")
_NO_SECONDS = re.compile(r"(T\d\d:\d\d):00(?=$|/)")


def plain_value(value: str | None) -> str:
    """ "2014-03-04T00:00:00" → "2014-03-04": midnight and idle seconds are ways of writing, not facts."""
    written = _MIDNIGHT.sub("", (value or "").strip().upper())
    return _NO_SECONDS.sub(r"\1", written)


def score_dates(gold: Item, reading: Item) -> Tally:
    tally = Tally()
    text = gold["text"]
    wanted, found = distinct(gold.get("dates", [])), distinct(reading.get("dates", []))
    exact, pairs = overlapping(wanted, found)
    tally.count("dates: strict", len(exact), len(found), len(wanted))
    tally.count("dates: relaxed", len(pairs), len(found), len(wanted))
    valued = right = nearly = 0
    for w, f in pairs:
        if not wanted[w].get("value"):
            continue
        want, got = plain_value(wanted[w]["value"]), plain_value(found[f].get("value"))
        valued += 1
        right += want == got
        nearly += bool(got) and (got.startswith(want) or want.startswith(got))
        kind = wanted[w].get("type") or "untyped"
        tally.share(f"dates: value right, of {kind}", int(want == got), 1)
        if want != got:
            tally.misjudged("dates", text, found[f], f"{got or 'not resolved'}, not {want}")
    tally.share("dates: value right, of found", right, valued)
    tally.share("dates: value right or of another grain, of found", nearly, valued)
    missed, wrong = unpaired(wanted, found, pairs)
    tally.missed("dates", text, missed)
    tally.wrong("dates", text, wrong)
    return tally
