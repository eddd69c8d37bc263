"""How a quote or an event is told in one line: with the verb of saying, the stances, and right plurals."""

from __future__ import annotations

from app.browse.question.sentence import period_words
from app.browse.records import ArticleBrief, ArticleRecord, EventRecord, QuoteRecord
from app.browse.words import labels
from app.browse.words.labels import not_named
from app.text.tongue import _, listed, ngettext
from app.text.when import When


def retold(quote: QuoteRecord) -> str:
    """An indirect or mixed quote with its cue, without which it may say the reverse: "Kravets denied that …"."""
    who = (quote.speaker.name if quote.speaker else None) or not_named()
    if quote.sourced:
        return _("according to %(who)s, %(words)s", who=who, words=quote.words)
    cue = labels.cue(quote.cue, quote.listener)
    if not cue:
        return _("%(who)s: %(words)s", who=who, words=quote.words)
    if quote.own_sentence:
        return _("%(who)s %(cue)s: %(words)s", who=who, cue=cue, words=quote.words)
    return _("%(who)s %(cue)s %(words)s", who=who, cue=cue, words=quote.words)


def said(quote: QuoteRecord) -> str:
    """When it was said, with the doubt there is: "said 21 May 2023"; where the article's own day is all there is,
    "said about 21 May 2023 (…)" with the reason. When it was printed is told apart: that is another day.
    """
    if quote.said:
        told = _("said %(when)s", when=when_words(quote.said))
        # Only a doubt needs its reason here; that of a stated day is the words themselves.
        doubt = quote.said_reason if quote.said.about else None
        return _("%(said)s (%(reason)s)", said=told, reason=doubt) if doubt else told
    return _("day of speech not stated")


def published(article: ArticleBrief | ArticleRecord) -> str | None:
    """ "published 21 May 2023"; None where nobody knows."""
    return _("published %(when)s", when=when_words(article.published)) if article.published else None


def when_words(when: When) -> str:
    """ "21 May 2023", "about May 2023", "20 to 22 May 2023"."""
    told = period_words(when)
    return _("about %(when)s", when=told) if when.about else told


def checked(state: str) -> str:
    """Who vouches for a reading: nobody, until a person has looked at it."""
    return {
        "confirmed": _("read by machine, checked by a person"),
        "corrected": _("read by machine, corrected by a person"),
    }.get(state) or _("read by machine, not checked")


def stances(event: EventRecord) -> tuple[str, ...]:
    """On whose word it is reported, and who denies it. What is only denied is reported by nobody."""
    told = []
    if event.attributed_to:
        told.append(_("reported on the word of %(names)s", names=listed(event.attributed_to)))
    elif event.stance != "denied" and event.modality != "negated":
        told.append(_("as reported"))
    if event.denied_by:
        told.append(_("denied by %(names)s", names=listed(event.denied_by)))
    elif event.stance == "denied" or event.modality == "negated":
        told.append(_("denied") if event.stance == "denied" else _("reported not to have happened"))
    if event.held_by:
        told.append(_("held by another side, says %(names)s", names=listed(event.held_by)))
    return tuple(told)


def counts(event: EventRecord) -> str:
    """ "2 reports from 1 origin, 1 denial": a denial is no report of it."""
    told = []
    if event.sources:
        reports = counted(event.sources, "report", "reports")
        told.append(
            _("%(reports)s from %(origins)s", reports=reports, origins=counted(event.origins, "origin", "origins"))
        )
    if event.denials:
        told.append(counted(event.denials, "denial", "denials"))
    return listed(told) or _("no reports")


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 report", "2 reports"; many is one and an "s" where it is not given."""
    return _("%(number)s %(things)s", number=f"{number:,}", things=ngettext(one, many or f"{one}s", number))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
