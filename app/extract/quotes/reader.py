"""What was said: direct, mixed and indirect quotes, each with its cue and speaker where the text gives them.

    “The bridge is gone,” Kravets said.          direct    cue *said*, speaker *Kravets*
    Kravets said that the bridge “is gone.”      mixed     content from *that* on
    Kravets said that the bridge was gone.       indirect

Marks lead for direct speech, because marks are surer than a parse; the parse leads for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.extract.dates.reader import filed_on
from app.extract.lexicon import load
from app.extract.names.known import NOBODY, Known
from app.extract.quotes.circumstances import frame_of, said_at, said_through, said_when
from app.extract.quotes.direct import find_direct
from app.extract.quotes.headlines import find_headline, without_outlet
from app.extract.quotes.relays import add_relays
from app.extract.quotes.reported import find_reported
from app.extract.quotes.speech import Draft, Page
from app.extract.reading import DateMention, Mention, PlaceMention, Quote, Speaker
from app.extract.words.parse import Parsed
from app.text.when import When


def find_quotes(
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention] = (),
    dates: Sequence[DateMention] = (),
    published: When | None = None,
    known: Known = NOBODY,
) -> Iterator[Quote]:
    """Every quote of a text, in text order. `known` leads from "he" and "the governor" to names."""
    page = Page(parsed, mentions, known)
    headline = find_headline(page)
    direct = [draft for draft in find_direct(page) if not any(draft.hull.overlaps(one.hull) for one in headline)]
    direct += headline
    drafts = without_outlet(direct + find_reported(page, direct), page)
    drafts.sort(key=lambda draft: (draft.spans[0].start, -draft.spans[-1].end))
    for draft in drafts:
        add_relays(draft, page)
    _follow_documents(drafts, parsed, mentions)
    filed = filed_on(parsed.text, dates, published)
    for draft in drafts:
        yield _finished(draft, parsed, mentions, places, dates, published, filed)


def _follow_documents(drafts: list[Draft], parsed: Parsed, mentions: Sequence[Mention]) -> None:
    """ "the statement said", "the countries vowed": back to whoever the quote before gave that statement to."""
    words = load("cues")["documents"]
    persons = {mention.name for mention in mentions if mention.kind == "person"}
    for index, draft in enumerate(drafts):
        speaker = draft.speaker
        noun = _bare_noun(speaker, parsed) if speaker and speaker.named is None else None
        before = next((d for d in reversed(drafts[max(0, index - 2) : index]) if d.speaker), None)
        issuer = before.speaker if before else None
        if speaker is None or not noun or not before or not issuer or not issuer.named:
            continue
        told_in = (said_through(before, frame_of(before, parsed), parsed) or "").lower().split()[-1:]
        same_statement = noun in words["nouns"] and noun in (*told_in, _bare_noun(issuer, parsed))
        their_statement = noun in words["issuers"] and _bare_noun(issuer, parsed) in words["nouns"]
        its_own = same_statement or (their_statement and issuer.named not in persons)
        if its_own and issuer.span.end <= speaker.span.start:
            chain = (issuer.span, issuer.named) if issuer.span != issuer.named else (issuer.named,)
            reason = f"{speaker.reason}; issued by the speaker before"
            draft.speaker = Speaker(speaker.span, issuer.named, chain, reason)
            draft.statement = before


def _bare_noun(speaker: Speaker, parsed: Parsed) -> str | None:
    """ "statement" of "the statement"; None for any other phrase."""
    article, _, noun = speaker.span.of(parsed.text).lower().partition(" ")
    return noun if article == "the" and noun and " " not in noun else None


def _finished(
    draft: Draft,
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    published: When | None,
    filed: When | None,
) -> Quote:
    frame = frame_of(draft, parsed)
    said, said_reason = said_when(draft, frame, parsed, dates, published, filed)
    return Quote(
        spans=tuple(draft.spans),
        type=draft.type,
        speaker=draft.speaker,
        cue=draft.cue.span if draft.cue else None,
        cue_class=draft.cue.cls if draft.cue else None,
        said=said,
        said_reason=said_reason,
        place=said_at(draft, frame, places, parsed),
        via=said_through(draft, frame, parsed, mentions),
        reasons=tuple(draft.reasons),
        relays=draft.relays,
    )
