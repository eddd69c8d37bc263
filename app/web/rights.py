"""How much of an article's own words the public sees: all, the words round each fact, or the facts and a link.

One setting says it for the site and two more for single outlets. Whoever sits at the machine sees everything,
and everybody sees the whole of a sample, which is ours.

The fact itself, the words of a quote or the clause a claim was read from, is shown under every policy: without it
nobody could check what we say the article says. So are the few words that its own day and place were read from,
wherever in the article they stand ("on Friday", a dateline): they are part of the fact, and why it was read so.
A policy is about the words *round* it.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from starlette.requests import Request

from app.browse.excerpt import narrowed
from app.browse.records import ArticleBrief, ArticlePage, ClaimRecord, EventPage, QuotePage
from app.browse.search import Whole
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


def without_text(found: ArticlePage) -> ArticlePage:
    """The facts of an article without the words round them."""
    return replace(found, excerpts=(), paragraphs=())


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
    """An event whose claims bring as much of their sentences as this visitor may see of each article."""
    return replace(found, claims=tuple(_claim_as_shown(request, claim) for claim in found.claims))


def _claim_as_shown(request: Request, claim: ClaimRecord) -> ClaimRecord:
    reach = {Shown.LINK: 0, Shown.EXCERPT: WINDOW}.get(shown_of(request, claim.article))
    if reach is None:
        return claim
    return replace(claim, context=narrowed(claim.context, Span(claim.start, claim.end), reach))
