"""Who is named only as a victim or a bystander, and gets no page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extract.lexicon import load
from app.extract.reading import Mention, Reading
from app.resolve.candidates import ActorLink
from app.resolve.judgement import Judgement
from app.resolve.likeness import is_private, is_rank
from app.text.abreast import Abreast
from app.text.span import Span


def speaking(reading: Reading) -> Iterator[Span]:
    for quote in reading.quotes:
        if quote.speaker:
            yield from (span for span in (quote.speaker.named, *quote.speaker.together) if span)
    yield from (c.attributed_to.named for c in reading.claims if c.attributed_to and c.attributed_to.named)


_AGED = re.compile(r"^,? (?:aged |\()?\d{1,3}\b[,)]?|^, (?:a|an|the|his|her|their) (?:\w+[- ]){0,2}year-old")


def is_bystander(
    text: str, group: Sequence[Mention], link: ActorLink, sentences: Abreast[Span], speakers: Abreast[Span]
) -> bool:
    """Whether a newcomer is named only as a victim or bystander: such people get no page of their own.

    With an office, a profession of public interest or words of their own given they are not private.
    """
    if link.kind != "person" or link.slug is not None or link.judgement != Judgement.DIFFERENT:
        return False
    if any(mention.title and not is_private(mention.title) and not is_rank(mention.title) for mention in group):
        return False
    if any(speakers.any(mention.span) for mention in group):
        return False
    words = frozenset(load("groups")["victims"]["words"])
    for mention in group:
        unranked = mention.title and not is_rank(mention.title)
        if _AGED.match(text[mention.name.end : mention.name.end + 40]) or unranked:
            return True
        sentence = next((s for s in sentences.of(mention.name) if s.covers(mention.name)), mention.span)
        told = set(re.findall(r"[a-z]+", sentence.of(text).lower()))
        if told & frozenset(load("groups")["victims"]["leaders"]):
            return False
        if told & words:
            return True
    return False
