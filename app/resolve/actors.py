"""Which actor each name of an article means.

Names are first put together inside the article (Volodymyr Zelensky ↔ Zelensky ↔ President Zelensky, a
name ↔ its short form in brackets), then each group is compared once with the actors known by its names.
One that fits is left, or the answer is unsure; a name nobody is known by is a newcomer with a stable key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.extract.reading import Mention, Reading
from app.resolve.acronyms import bearer, is_acronym
from app.resolve.bystanders import is_bystander, speaking
from app.resolve.candidates import ActorLink, Candidates, link_by_name
from app.resolve.judgement import Judgement
from app.resolve.likeness import Named
from app.resolve.one_name import bearers_of, groups_of, named_as, rivals_of
from app.resolve.owners import (
    any_countrys,
    countries_named,
    is_shared,
    main_country,
    owned_inside,
    owner_of,
    states_at,
    usual_state,
    worlds_body,
)
from app.text.abreast import Abreast
from app.text.span import Span
from app.text.when import When

__all__ = ["ActorLink", "Candidates", "resolve_actors"]


def resolve_actors(
    text: str,
    reading: Reading,
    candidates: Candidates,
    published: When | None,
    state_of: Callable[[str], str | None] = lambda word: None,
    countries: Collection[str] = frozenset(),
) -> dict[Span, ActorLink]:
    """A link for every mention's span and name, and for every span that a speaker or participant is named by.

    `countries` (ISO alpha-2) are those that the article's places lie in.

    `state_of` leads from a nation's adjective to its state ("Russian" → "Russia"), for participants.
    """
    page, groups = _page_of(text, reading, candidates, published, state_of, countries)
    speakers = Abreast(set(speaking(reading)), lambda span: span)
    links: dict[Span, ActorLink] = {}
    for group in groups:
        link = _of_group(page, group)
        if is_bystander(text, group, link, page.sentences, speakers):
            link = replace(link, judgement=Judgement.UNSURE, reason="a private person")
        for mention in group:
            links[mention.span] = links[mention.name] = link
    named_at = Abreast(page.mentions, lambda mention: mention.name)
    for span in _named_spans(reading):
        if span not in links:
            links[span] = _link_of_span(page, span, named_at, links)
    return links


@dataclass(frozen=True, slots=True)
class _Page:
    """One article while its actors are resolved."""

    text: str
    mentions: Sequence[Mention]
    about: Counter[str]  # how often each state is named
    candidates: Candidates
    published: When | None
    state_of: Callable[[str], str | None]
    bearers: Mapping[str, Sequence[str]]  # a surname → the full names here that end in it
    states: Mapping[int, Mention]  # states by the character where their name begins, and by the one where it ends
    countries: Collection[str]  # that the article's places lie in
    sentences: Abreast[Span]


def _page_of(
    text: str,
    reading: Reading,
    candidates: Candidates,
    published: When | None,
    state_of: Callable[[str], str | None],
    countries: Collection[str],
) -> tuple[_Page, Sequence[Sequence[Mention]]]:
    """The article as its names are resolved, and the names in it that are one actor each."""
    mentions = [mention for mention in reading.mentions if mention.form == "name"]
    groups = groups_of(text, mentions)
    about = countries_named(text, groups)
    about.update(state for place in reading.places if (state := state_of(place.name.of(text))))
    page = _Page(
        text,
        mentions,
        about,
        candidates,
        published,
        state_of,
        bearers_of(text, mentions),
        states_at(mentions),
        countries,
        Abreast(reading.sentences, lambda span: span),
    )
    return page, groups


def _of_group(page: _Page, group: Sequence[Mention]) -> ActorLink:
    """The link of mentions that are one actor here."""
    text, candidates, published = page.text, page.candidates, page.published
    named = named_as(text, group)
    if rivals := rivals_of(named, page.bearers):
        reason = "several here bear this name: " + ", ".join(rivals)
        return ActorLink(named.name, named.kind, None, named.key, reason, Judgement.UNSURE)
    names = sorted({m.name.of(text) for m in group}, key=len, reverse=True)
    link = link_by_name(named, names, candidates, published)
    if len(link.lost) > 1 and link.judgement == Judgement.UNSURE and is_acronym(named.name):
        return _of_acronym(page, group, link)
    body = link.kind not in ("person", "state")
    if body and not link.slug and (owned := owned_inside(names, page.state_of, candidates)):
        short, owner = owned
        return any_countrys(Named(short, named.kind), [short], link, owner, candidates)
    if not body or not is_shared(names):
        return link
    owners = (owner_of(text, mention, page.states, page.state_of) for mention in group)
    owner = next((found for found in owners if found), None)
    if owner is None and (worlds := worlds_body(names, text, page.mentions)):
        return link_by_name(Named(worlds, named.kind), [worlds], candidates, published)
    if owner:
        return any_countrys(named, names, link, owner, candidates)
    likely = any_countrys(named, names, link, main_country(page.about), candidates)
    return likely if likely.slug else any_countrys(named, names, link, None, candidates)


def _of_acronym(page: _Page, group: Sequence[Mention], link: ActorLink) -> ActorLink:
    """Several bear it: the one whom the article speaks for, or none."""
    sentences = {sentence.of(page.text) for mention in group for sentence in page.sentences.of(mention.name)}
    found = bearer(link.name, link.lost, sentences, page.countries)
    if found is None:
        return link
    one, reason = found
    lost = tuple(candidate for candidate in link.lost if candidate.slug != one.slug)
    return ActorLink(one.name, one.kind, one.slug, link.key, reason, Judgement.SAME, lost)


def _named_spans(reading: Reading) -> Iterator[Span]:
    for quote in reading.quotes:
        for speaker in (quote.speaker, *(relay.speaker for relay in quote.relays)):
            if speaker:
                yield from (span for span in (speaker.named, *speaker.together) if span)
    for claim in reading.claims:
        if claim.attributed_to and claim.attributed_to.named:
            yield claim.attributed_to.named
        yield from (participant.named for participant in claim.participants if participant.named)
        yield from (q.said_by.named for q in claim.quantities if q.said_by and q.said_by.named)


def _link_of_span(
    page: _Page, span: Span, named_at: Abreast[Mention], links: Mapping[Span, ActorLink]
) -> ActorLink:
    """The state of a nation's adjective; the link of the mention whose name the span shares most with; else of its
    own words.
    """
    best = max(named_at.of(span), key=lambda mention: mention.name.shared(span), default=None)
    if best is not None:
        return links[best.span]
    if state := page.state_of(span.of(page.text)):
        return link_by_name(Named(state, "state"), [state], page.candidates, page.published)
    name = usual_state(span.trimmed(page.text).of(page.text))
    found = list(page.candidates(name))
    kind = found[0].kind if len(found) == 1 else "organisation"
    return link_by_name(Named(name, kind), [name], page.candidates, page.published)
