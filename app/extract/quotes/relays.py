"""Who handed words on. The speaker is whoever said them; a relay stands between the speaker and the article.

    Reuters quoted the ministry as saying …            the ministry; relay Reuters
    “…,” the ministry said, according to Tass.         the ministry; relay Tass
    Citing two officials, the newspaper reported …     two officials; relay the newspaper
    Moroz told Reuters that …                          Moroz; no relay, he was asked

A medium that reports what another said is a relay. A person who does so is the speaker, and what he says
another said is part of his words; unless he quotes or cites, or the article adds "according to" him.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.extract.lexicon import load
from app.extract.names.noun_phrases import is_medium, is_source, mention_at
from app.extract.quotes.attribution import Report
from app.extract.quotes.speakers import speaker_at, speaker_of
from app.extract.quotes.speech import Draft, Page
from app.extract.quotes.subjects import own_subject
from app.extract.reading import Relay, Speaker
from app.extract.words.cues import base_of, cue_at, hands_on, is_cue_form
from app.extract.words.parse import span_of
from app.text.span import Span

_LEVELS = 4  # relays of one quote; more is a sentence the parser lost its way in
_LEFT_OVER = 4  # words: "in a statement on Monday" is of the saying, more may be of what was said


def add_relays(draft: Draft, page: Page) -> None:
    """Fills in who handed a quote on, outermost first; where a medium cites its source, the source speaks."""
    if draft.cue is None or draft.speaker is None:
        return
    relays = list(_outwards(draft, page))
    if (cited := _cited(draft, page)) is not None:
        source, cue = cited
        relays.insert(0, Relay(draft.speaker, cue))
        draft.speaker = source
    kept: list[Relay] = []
    for relay in relays:
        inner = [draft.speaker, *(one.speaker for one in kept)]
        if not any(_same(relay.speaker, one, page.text) for one in inner):
            kept.append(relay)
    draft.relays = tuple(reversed(kept[:_LEVELS]))


def _same(one: Speaker, other: Speaker, text: str) -> bool:
    if one.span.overlaps(other.span):
        return True
    return bool(one.named and other.named and one.named.of(text) == other.named.of(text))


# ------------------------------------------------------------------ outwards from the cue


def _outwards(draft: Draft, page: Page) -> Iterator[Relay]:
    """The relays round a cue, innermost first: beside it, then round the clause it stands in."""
    assert draft.cue is not None
    token = own = draft.cue.token
    for _ in range(_LEVELS):
        outer = _outer(token, page)
        quoted = outer is not None and token.dep_ == "pcomp"  # "quoted him as saying, according to" all the three
        if not quoted:
            yield from _beside(token, draft, page, token == own)
        if outer is None:
            return
        head, cue = outer
        if head is not None:
            yield Relay(_speaker(head, "hands the words on", page), span_of(cue))
        token, own = cue, cue if quoted else own


def _outer(token: Any, page: Page) -> tuple[Any | None, Any] | None:
    """The verb that hands a cue's clause on, and the head of whoever does: None for "was quoted as saying"."""
    if token.dep_ == "pcomp" and token.head.lower_ == "as" and hands_on(token.head.head):
        quoting = token.head.head
        agent = _agent(quoting) or _agent(token)
        passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in quoting.children)
        return (agent if passive or agent is not None else _subject(quoting, page)), quoting
    if token.dep_ != "ccomp" or (outer := cue_at(token.head)) is None or "clause" not in outer.frames:
        return None
    head = _subject(outer.token, page)
    return (head, outer.token) if head is not None and is_medium(head, page.mentions, page.known) else None


def _subject(cue: Any, page: Page) -> Any | None:
    """The head of what stands before a quoting verb, by the parse or else by the order of words."""
    own = own_subject(cue)
    if own is not None:
        return own
    found = speaker_of(cue, page.parsed, page.mentions, page.known)
    tokens: Any = page.parsed.tokens(found.span) if found else ()
    return tokens.root if len(tokens) else None


def _beside(token: Any, draft: Draft, page: Page, innermost: bool) -> Iterator[Relay]:
    """ "according to Tass", "as quoted by Tass" and ", cited by Interfax," beside a cue or its subject."""
    assert draft.cue is not None
    own = own_subject(token)
    if innermost and (teller := _teller_of_all(token, draft, page)):
        yield teller
    for other in token.sent:
        if other.lower_ == "according" and other != token and _belongs(other, token, draft, innermost):
            head = _named_by(other)
            if head is not None and _may_relay(head, page):
                cue = Span(other.idx, span_of(other.nbor()).end)
                yield Relay(_speaker(head, "named by the phrase", page), cue)
        elif other.tag_ == "VBN" and other.lower_ in load("cues")["relays"]["by"] and other.i > 0:
            agent = _agent(other)
            before = other.nbor(-1).lower_ in ("as", ",")
            hangs = other.head in (token, own) or other.nbor(-1).head in (token, own)
            if agent is not None and before and hangs and _may_relay(agent, page):
                yield Relay(_speaker(agent, "by-phrase of the word", page), span_of(other))


def _teller_of_all(token: Any, draft: Draft, page: Page) -> Relay | None:
    """ "The army said the bridge was gone, Delta News reports.": the outlet that closes the sentence."""
    tail = [t for t in token.sent if t.idx >= draft.spans[-1].end and not t.is_punct and t.i > token.i]
    if len(tail) < 2 or not is_cue_form(tail[-1].lower_) or any(cue_at(t) for t in tail[:-1]):
        return None
    if tail[-1].tag_ not in ("VBD", "VBZ", "NNS") or tail[-1].text[:1].isupper():
        return None  # "told The Valley Post"
    outlet = next((t for t in reversed(tail[:-1]) if is_medium(t, page.mentions, page.known)), None)
    if outlet is None or tail[-1] == token:
        return None
    return Relay(_speaker(outlet, "closes the sentence", page), span_of(tail[-1]))


def _belongs(according: Any, token: Any, draft: Draft, innermost: bool) -> bool:
    """Whether an "according to" is of this cue's clause and no part of what was said."""
    assert draft.cue is not None
    at = Span(according.idx, according.idx + 1)
    if any(span.overlaps(at) for span in draft.spans) or draft.cue.span.overlaps(at):
        return False
    return according.head == token or (innermost and _no_cue_between(according, token))


def _no_cue_between(one: Any, other: Any) -> bool:
    first, last = sorted((one.i, other.i))
    return not any(cue_at(token) for token in one.doc[first + 1 : last])


def _named_by(according: Any) -> Any | None:
    to = according.nbor() if according.i + 1 < len(according.doc) else None
    if to is None or to.lower_ != "to":
        return None
    found = next((child for word in (to, according) for child in word.children if child.dep_ == "pobj"), None)
    return found if found is not None else _closing_comma(to)


def _closing_comma(to: Any) -> Any | None:
    """ "According to news agency Delta, the mayor said": the noun before the comma, parsed as a subject."""
    for token in to.doc[to.i + 1 : to.i + 8]:
        if token.text == ",":
            before = token.nbor(-1)
            return before if before.dep_ == "nsubj" and before.pos_ == "PROPN" else None
    return None


def _agent(verb: Any) -> Any | None:
    """ "by Tass": the noun of a verb's by-phrase."""
    by = (child for child in verb.children if child.lower_ == "by")
    return next((noun for preposition in by for noun in preposition.children if noun.dep_ == "pobj"), None)


def _speaker(head: Any, reason: str, page: Page) -> Speaker:
    return speaker_at(head, page.parsed, page.mentions, reason, page.known)


# ------------------------------------------------------------------ reports of reports


def hands_on_another(report: Report, page: Page, direct: Sequence[Draft] = ()) -> bool:
    """Whether all that a report tells is that another said something: then that is the quote, and this a relay."""
    pieces = [piece for piece in (report.content, report.rest) if piece]
    inside = [one for one in page.reports if _somebodys(one, page) and any(p.covers(one.cue.span) for p in pieces)]
    told = [(one.cue.token, [one.content, *([one.rest] if one.rest else [])]) for one in inside]
    told += [(d.cue.token, d.spans) for d in direct if d.cue and any(p.covers(d.cue.span) for p in pieces)]
    return any(
        _relayed(report, cue, page) and not _more(pieces, [*spans, report.cue.span], cue) for cue, spans in told
    )


def _somebodys(report: Report, page: Page) -> bool:
    """Whether a report's speaker can say things: not "its reporting has found that …"."""
    tokens: Any = page.parsed.tokens(report.speaker.span) if report.speaker else ()
    return bool(len(tokens)) and (bool(report.speaker and report.speaker.named) or _may_relay(tokens.root, page))


def _relayed(report: Report, cue: Any, page: Page) -> bool:
    """Whether the clause a report holds is that of a cue, and the report's maker one to hand it on."""
    if is_cue_form(cue.lower_) and base_of(cue) in load("cues")["relays"]["thought"]:
        return False  # "Delta News reported that officials fear …": it did not hear them say so
    verb = cue.head.head if cue.dep_ == "pcomp" and hands_on(cue.head.head) else cue
    outer = report.cue.token
    if outer.lower_ == "according":
        head = _named_by(outer)
        return head is not None and _may_relay(head, page) and verb in (outer.head, verb.sent.root)
    if verb.dep_ != "ccomp" or verb.head != outer:
        return False
    head = _subject(outer, page)
    return head is not None and is_medium(head, page.mentions, page.known)


def _more(pieces: Sequence[Span], told: Sequence[Span], cue: Any) -> bool:
    """Whether a report tells more than what its inner cue holds: another clause, or words after it."""
    end = max(span.end for span in told)
    after = [t for t in cue.sent if t.idx >= end and not t.is_punct and any(p.covers(span_of(t)) for p in pieces)]
    if len(after) > _LEFT_OVER:
        return True
    verbs = {cue, cue.head.head} if cue.dep_ == "pcomp" else {cue}
    for token in cue.sent:
        at = span_of(token)
        if token in verbs or not any(p.covers(at) for p in pieces) or any(s.overlaps(at) for s in told):
            continue
        if (
            token.pos_ in ("VERB", "AUX")
            and token.dep_ in ("conj", "ccomp", "advcl", "ROOT")
            and own_subject(token)
        ):
            return True
    return False


# ------------------------------------------------------------------ media, and whom they cite


def _may_relay(head: Any, page: Page) -> bool:
    """Whether a noun phrase is somebody's: a name, a pronoun, a medium or people; not "a transcript"."""
    if mention_at(head, page.mentions) or head.pos_ in ("PRON", "PROPN"):
        return True
    return is_medium(head, page.mentions, page.known) or is_source(head)


def _cited(draft: Draft, page: Page) -> tuple[Speaker, Span] | None:
    """ "the newspaper reported, citing two officials": whom a medium gives the words to, and the word for it."""
    assert draft.cue is not None
    cue = draft.cue.token
    speaking: Any = page.parsed.tokens(draft.speaker.span) if draft.speaker else ()
    if not len(speaking) or not is_medium(speaking.root, page.mentions, page.known):
        return None
    for token in cue.sent:
        if token.lower_ not in load("cues")["relays"]["citing"] or not _of_the_saying(token, cue, speaking, draft):
            continue
        head = next((c for c in token.children if c.dep_ in ("dobj", "nsubj") and c.i > token.i), None)
        if head is None:
            continue
        owner = _of_document(head)
        if owner is not None and (mention_at(owner, page.mentions) or is_source(owner)):
            return _speaker(owner, f"owner of the {head.lower_} that is cited", page), span_of(token)
        if mention_at(head, page.mentions) or head.pos_ == "PRON" or is_source(head):
            if is_medium(head, page.mentions, page.known) and head.pos_ != "PROPN":
                continue
            return _speaker(head, f"“{token.lower_}” is said of it", page), span_of(token)
    return None


def _of_document(head: Any) -> Any | None:
    """The issuer of what is cited: "a statement by the ministry", "the ministry's statement"."""
    if head.lower_.removesuffix("s") not in load("cues")["documents"]["nouns"]:
        return None
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    by = (g for c in head.children if c.lower_ in ("by", "from", "of") for g in c.children if g.dep_ == "pobj")
    return owner if owner is not None else next(by, None)


def _of_the_saying(token: Any, cue: Any, speaking: Any, draft: Draft) -> bool:
    """Whether a "citing" is of this quote: no part of its words, and no other cue between."""
    at = Span(token.idx, token.idx + 1)
    if any(span.overlaps(at) for span in draft.spans) and token.head not in (cue, speaking.root):
        return False
    if token.tag_ != "VBG" and not (token.dep_ == "relcl" and token.head.i in range(speaking.start, speaking.end)):
        return False
    return token != cue and (token.head == cue or _no_cue_between(token, cue))
