"""Rows for the names and dates of an article, and what each is taken to mean."""

from __future__ import annotations

from app.extract.reading import DateMention as FoundDate
from app.extract.reading import Mention as FoundActor
from app.extract.reading import PlaceMention as FoundPlace
from app.resolve.actors import ActorLink
from app.resolve.judgement import Judgement
from app.resolve.places import PlaceLink
from app.store.page import Page
from app.store.tables import DateMention, Mention


def write_mentions(page: Page) -> None:
    # Pronouns and descriptions are never actors; where one speaks, the quote keeps it with its chain.
    rows = [_actor(page, mention) for mention in page.reading.mentions if mention.form == "name"]
    rows += [row for mention in page.reading.places if (row := _place(page, mention))]
    page.session.add_all(rows)
    page.session.add_all(_date(page, end) for mention in page.reading.dates for end in mention.written)


def _actor(page: Page, mention: FoundActor) -> Mention:
    link = page.linked.actors.get(mention.span)
    return Mention(
        **page.here(mention.span),
        layer="actor",
        kind=link.kind if link else mention.kind,
        form=mention.form,
        title=mention.title,
        actor_id=page.actor_id(mention.span),
        judgement=str(link.judgement if link else Judgement.UNSURE),
        lost=[candidate.name for candidate in link.lost[:8]] if link else [],
        reason=_reasons(mention, link),
        made_by=f"reader {page.reading.extractor}",
    )


def _place(page: Page, mention: FoundPlace) -> Mention | None:
    link = page.linked.places.get(mention.span)
    place = page.place(mention.span)
    if place is None and not mention.literal:
        return None  # "Ukrainian" says where somebody is from, and nothing was made of it
    return Mention(
        **page.here(mention.span),
        layer="place",
        kind=place.kind if place else mention.hint,
        literal=mention.literal,
        relation=mention.relation[:40] if mention.relation else None,
        place_id=place.id if place else None,
        where_prec=link.where_prec if link else None,
        judgement=str(link.judgement if link else Judgement.UNSURE),
        lost=[f"{lost.name} ({lost.country})" for lost in link.lost[:8]] if link else [],
        reason=_reasons(mention, link),
        made_by=f"reader {page.reading.extractor}",
    )


def _date(page: Page, mention: FoundDate) -> DateMention:
    when = mention.when
    return DateMention(
        **page.here(mention.span),
        type=mention.type,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        reason=mention.reason,
    )


def _reasons(mention: FoundActor | FoundPlace, link: ActorLink | PlaceLink | None) -> str:
    return "; ".join(filter(None, (mention.reason, link.reason if link else "")))
