"""Rows that say which claims of its article a quote is about, once both are written."""

from __future__ import annotations

from collections.abc import Sequence

from app.resolve.about import claims_spoken_of
from app.resolve.asked import asked_in
from app.store.page import Page
from app.store.tables import Claim, Quote, QuoteAbout


def write_about(page: Page, quotes: Sequence[Quote], claims: Sequence[Claim]) -> None:
    """Links quotes to claims; both run beside the reading's."""
    line = page.roster.line
    page.session.add_all(
        QuoteAbout(
            quote_id=quotes[about.quote].id,
            claim_id=claims[about.claim].id,
            kind=about.kind,
            start=about.span.start,
            end=about.span.end,
            reason=about.reason,
        )
        for about in claims_spoken_of(page.linked, asked_in(page.linked, line), line)
    )
