"""How a quote or an event is told in one line: with the verb of saying, the stances, and right plurals."""

from __future__ import annotations

from app.browse.records import EventRecord, QuoteRecord


def retold(quote: QuoteRecord) -> str:
    """An indirect or mixed quote with its cue, without which it may say the reverse: "Kravets denied that …"."""
    who = (quote.speaker.name if quote.speaker else None) or "somebody not named"
    if quote.sourced:
        return f"according to {who}, {quote.words}"
    cue = quote.cue or ""
    if not any(letter.isalpha() for letter in cue):  # the colon of a headline
        return f"{who}: {quote.words}"
    return f"{who} {cue} {quote.words}"


def stances(event: EventRecord) -> tuple[str, ...]:
    """On whose word it is reported, and who denies it. What is only denied is reported by nobody."""
    told = []
    if event.attributed_to:
        told.append(f"reported on the word of {', '.join(event.attributed_to)}")
    elif event.stance != "denied" and event.modality != "negated":
        told.append("as reported")
    if event.denied_by:
        told.append(f"denied by {', '.join(event.denied_by)}")
    elif event.stance == "denied" or event.modality == "negated":
        told.append("denied" if event.stance == "denied" else "reported not to have happened")
    if event.held_by:
        told.append(f"held by another side, says {', '.join(event.held_by)}")
    return tuple(told)


def counts(event: EventRecord) -> str:
    """ "2 reports from 1 origin, 1 denial": a denial is no report of it."""
    reports = f"{counted(event.sources, 'report')} from {counted(event.origins, 'origin')}"
    denials = counted(event.denials, "denial")
    return ", ".join([reports] * bool(event.sources) + [denials] * bool(event.denials)) or "no reports"


def counted(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
