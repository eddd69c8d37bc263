"""How much of an article's own words the public sees: all, the words round each fact, or the facts and a link.

One setting says it for the site and two more for single outlets. Whoever sits at the machine sees everything,
and everybody sees the whole of a sample, which is ours.

The fact itself, the words of a quote or the clause a claim was read from, is shown under every policy: without it
nobody could check what we say the article says. So are the few words that its own day and place were read from,
wherever in the article they stand ("on Friday", a dateline): they are part of the fact, and why it was read so.
A policy is about the words *round* it, and about how many facts of one article stand together: a page of the
article holds no more of it than `DATELINE_SHOWN_PERCENT`, facts and margins (`portion.py`). The others are named
there, and each has its words on its own page. Lists and files bring facts and never margins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from starlette.requests import Request

from app.browse.facts.excerpt import narrowed
from app.browse.matched import Whole
from app.browse.records import ArticleBrief, ArticlePage, ClaimRecord, EventPage, QuotePage
from app.text.span import Span
from app.web.loopback import on_loopback


class Shown(StrEnum):
    WHOLE = "whole"
    EXCERPT = "excerpt"  # a window round each fact
    LINK = "link"  # the facts alone, and where the article can be read


WINDOW = 60  # characters on each side of a fact that strangers see of an article that is not ours


def policy_of(request: Request, outlet: str | None) -> Shown:
    """What strangers see of an outlet's articles; `outlet` is its slug, None where it is not known."""
    settings = request.app.state.settings
    if outlet in settings.link_only_outlets:
        return Shown.LINK
    if settings.whole_articles or outlet in settings.whole_outlets:
        return Shown.WHOLE
    return Shown.EXCERPT


def shown_to(request: Request, outlet: str | None, *, sample: bool) -> Shown:
    """What this visitor sees of one."""
    return Shown.WHOLE if sample or on_loopback(request) else policy_of(request, outlet)


def shown_of(request: Request, article: ArticleBrief) -> Shown:
    """What this visitor sees of the article that a fact stands in."""
    return shown_to(request, article.outlet.slug if article.outlet else None, sample=article.sample)


def searched_whole(request: Request) -> Whole:
    """From where in an article a search may show words to this visitor, its facts aside."""
    settings = request.app.state.settings
    if on_loopback(request):
        return Whole(everywhere=True)
    link_only = frozenset(settings.link_only_outlets)
    if settings.whole_articles:
        return Whole(everywhere=True, but=link_only)
    return Whole(but=frozenset(settings.whole_outlets) - link_only)


def share_of(request: Request) -> float:
    """How much of one article a page may hold where it is not whole, from 0 to 1."""
    return request.app.state.settings.shown_percent / 100


def without_text(found: ArticlePage) -> ArticlePage:
    """The facts of an article without the words round them."""
    return replace(found, excerpts=(), paragraphs=(), shown=0)


def quote_as_shown(request: Request, found: QuotePage) -> QuotePage:
    """A quote with as much of its paragraph as this visitor may see."""
    quote = found.quote
    match shown_of(request, quote.article):
        case Shown.LINK:
            return replace(found, context=replace(found.context, runs=()))
        case Shown.EXCERPT:
            return replace(found, context=narrowed(found.context, Span(quote.start, quote.end), WINDOW))
    return found


def event_as_shown(request: Request, found: EventPage) -> EventPage:
    """An event whose claims bring as much of their sentences as this visitor may see of each article.

    Of several claims in one article all bring their own words, and margins while the ceiling allows: the first
    has its margin in any case, since this is the page of that fact.
    """
    by_article: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in found.claims:
        by_article[claim.article.public_id].append(claim)
    made: dict[str, ClaimRecord] = {}
    for claims in by_article.values():
        shown = shown_of(request, claims[0].article)
        cut = claims if shown is Shown.WHOLE else _with_margins(claims, shown, share_of(request))
        made |= {claim.public_id: claim for claim in cut}
    return replace(found, claims=tuple(made[claim.public_id] for claim in found.claims))


def _with_margins(claims: Sequence[ClaimRecord], shown: Shown, share: float) -> Iterator[ClaimRecord]:
    """Claims of one article, no more of it shown than `share`, or than the facts' own words and one margin."""
    room = int(share * claims[0].context.length) - sum(claim.end - claim.start for claim in claims)
    for number, claim in enumerate(claims):
        fact = Span(claim.start, claim.end)
        wide = narrowed(claim.context, fact, WINDOW if shown is Shown.EXCERPT else 0)
        margin = fact.start - wide.start + wide.end - fact.end
        fits = number == 0 or margin <= room
        room -= margin if fits else 0
        yield replace(claim, context=wide if fits else narrowed(claim.context, fact, 0))
