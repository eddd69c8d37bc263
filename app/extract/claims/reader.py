"""What an article reports as happening, planned, possible or denied: one claim a type, place and day.

Triggers come from `happenings/triggers.py`, modality from `standing/modality.py`; here each is given who took
part, where, when, how many and on whose word. What the words do not say stays open: a claim without a place or a
day is still a claim, a claim with the wrong ones is a false report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.extract.claims.agreements import with_agreements
from app.extract.claims.arms import with_things_for_weapons
from app.extract.claims.blame import with_blame
from app.extract.claims.crosswalk import labels_of
from app.extract.claims.dated_again import dated_again
from app.extract.claims.echoes import with_echoes
from app.extract.claims.holdings import each_holder, find_holdings, holders_of, is_holding, placed
from app.extract.claims.known_days import of_old_news
from app.extract.claims.one_telling import (
    by_these_strikes,
    once_each,
    without_empty_accusations,
)
from app.extract.claims.owning import only_happenings
from app.extract.claims.participants import participants_of
from app.extract.claims.places import place_of
from app.extract.claims.retold import settle
from app.extract.claims.stance import tell
from app.extract.claims.untold import why_untold
from app.extract.claims.victims import of_its_victim
from app.extract.figures.of_claims import figures_of
from app.extract.figures.quantities import find_quantities, with_speakers
from app.extract.figures.revisions import as_of_the_day, nobody_says, with_revisions
from app.extract.happenings.told import Article
from app.extract.happenings.triggers import (
    Around,
    Match,
    clause_of,
    find_triggers,
)
from app.extract.names.known import NOBODY, OnRoster
from app.extract.quotes.asides import before_aside
from app.extract.quotes.attribution import find_reports
from app.extract.reading import (
    Claim,
    DateMention,
    Mention,
    Participant,
    PlaceMention,
    Quote,
    Refusal,
)
from app.extract.standing.denials import with_denials
from app.extract.words.parse import Parsed, subtree_span
from app.text.span import Span
from app.text.when import When
from app.world.world import World


def find_claims(
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    quotes: Sequence[Quote],
    published: When | None,
    world: World | None = None,
) -> tuple[list[Claim], list[Refusal]]:
    """The claims of an article in order of their triggers, and the triggers that were refused, with reasons.

    `world` is asked whose country a captured place lies in, and who held an office; without it both stay open.
    """
    known = OnRoster.of(world.roster, published) if world else NOBODY
    figures = with_speakers(find_quantities(parsed), parsed, mentions, quotes, known)
    article = Article(Around(parsed, mentions, places, known), dates, quotes, published, world, tuple(figures))
    article = replace(article, quantities=with_revisions(article))
    taken: list[tuple[Match, Claim]] = []
    refused: list[Refusal] = []
    for found in (*find_triggers(article.around), *find_holdings(article)):
        if isinstance(found, Refusal):
            refused.append(found)
            continue
        claim = _claim(found, article)
        if isinstance(claim, Claim) and is_holding(found):
            held = placed(claim, found, [other for _, other in taken], article)
            claim = held or Refusal(found.trigger, "what is held is no place that is named", found.type)
        if isinstance(claim, Refusal):
            refused.append(claim)
        else:
            taken.append((found, claim))
    taken.sort(key=lambda told: told[1].trigger)
    taken, undated = dated_again(taken, article)
    refused += undated
    kept, merged = once_each(taken, parsed)
    settled = of_old_news(settle(kept, article.around, article.quantities), article)
    settled, again = by_these_strikes(settled, parsed)
    blamed, accused = without_empty_accusations(with_blame(settled, article), parsed)
    claims, undirected = with_denials(with_echoes(blamed, article), article)
    claims = with_agreements(claims, article)
    claims, unowned = only_happenings([as_of_the_day(claim, parsed) for claim in each_holder(claims, article)])
    claims = [with_things_for_weapons(claim, parsed) for claim in claims]
    return claims, sorted([*refused, *merged, *again, *accused, *undirected, *unowned], key=lambda r: r.span)


def _claim(match: Match, article: Article) -> Claim | Refusal:
    telling = tell(match, article)
    if (why := why_untold(match, telling, article)) is not None:
        return Refusal(match.trigger, why, match.type)
    place, place_reason = place_of(match, article)
    match = _of_a_building(match, place, article)
    if is_holding(match):
        who = holders_of(match, article, telling.speaker)
    else:
        who = participants_of(
            match, article.parsed, article.around.mentions, article.around.places, telling.speaker
        )
    who = (*who, *_what_it_is_said_of(match, who))
    match = of_its_victim(match, who, article)
    acled, plover = labels_of(match, who, place, article)
    return Claim(
        type=match.type,
        acled=acled,
        plover=plover,
        trigger=match.trigger,
        span=_clause(match, article),
        modality=telling.modality,
        stance=telling.stance,
        attributed_to=None if nobody_says(telling.speaker, article.parsed) else telling.speaker,
        when=telling.when,
        when_span=telling.when_span,
        when_reason=telling.when_reason,
        place=place,
        place_reason=place_reason,
        participants=who,
        quantities=figures_of(match, article),
        parent=bool(match.entry.get("parent")),
        reason=f"“{match.trigger.of(article.parsed.text)}” ({match.type}); {telling.judged.reason}",
    )


def _what_it_is_said_of(match: Match, who: Sequence[Participant]) -> Iterator[Participant]:
    """ "declared the capital free": the capital, subject of a clause without a verb."""
    if "said_of" in match.entry and not any(p.role == "object" for p in who):
        things = [c for c in match.token.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
        yield from (Participant("object", subtree_span(thing)) for thing in things[:1])


def _of_a_building(match: Match, place: Span | None, article: Article) -> Match:
    """ "seized Mosul University": a fight for a building on no list of places, and no town taken.

    So ACLED, for whom territory changes hands by populated places and a building's taking is an armed clash.
    """
    here = next((p for p in article.around.places if p.span == place and p.hint == "facility"), None)
    if match.type != "territory-taken" or here is None or article.world is None:
        return match
    listed = article.world.gazetteer.lookup(here.name.of(article.parsed.text))
    return match if listed else replace(match, type="ground-fighting")


# ------------------------------------------------------------------ figures, clause


def _clause_head_span(top: Any) -> Span:
    return Span(top.left_edge.idx, top.right_edge.idx + len(top.right_edge.text))


def _clause(match: Match, article: Article) -> Span:
    """The clause on the page: what a reader needs to see, from its first to its last word."""
    parsed = article.parsed
    top = clause_of(match.verb if match.verb is not None else match.token)
    sentence = parsed.sentence_of(match.trigger)
    span = _clause_head_span(top)
    if sentence is not None and top.head.i == top.i:
        span = sentence
    if not span.covers(match.trigger):
        span = Span(min(span.start, match.trigger.start), max(span.end, match.trigger.end))
    span = _as_reported(span, match.trigger, article)
    trimmed = span.trimmed(parsed.text, ",;")
    return trimmed if trimmed.covers(match.trigger) else span


def _as_reported(span: Span, trigger: Span, article: Article) -> Span:
    """ "said that X had struck the town, and Basurin called it a lie": no further than the first one's words."""
    reports = find_reports(article.parsed, article.around.mentions, article.around.known)
    around = [r for r in reports if r.content.covers(trigger) and r.content.start <= span.start + 1]
    said = [r.content for r in around]
    tellers = [r.speaker.span for r in around if r.speaker and r.speaker.span.start >= r.content.end]
    end = min((content.end for content in said), default=span.end)
    follows = article.parsed.text[end : end + 5]
    if end < span.end and (follows.startswith((", and", " and ")) or any(span.covers(one) for one in tellers)):
        return Span(span.start, end)
    short = before_aside(span, article.parsed) if said else span
    return short if short.covers(trigger) else span
