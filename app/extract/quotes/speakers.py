"""On whose word: from a cue to its speaker.

Whose verb the cue is, is found in `subjects.py`; here it is settled whom that noun phrase names, or whom it leads
back to: "he", "the minister", "its press service", "Russia and Ukraine both".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.extract.lexicon import load
from app.extract.names.coreference import trace_reference
from app.extract.names.known import NOBODY, Known
from app.extract.names.noun_phrases import (
    WITHIN_NAME,
    is_medium,
    mention_at,
    named_medium,
    noun_phrase,
    tokens_at,
)
from app.extract.quotes.several import in_a_row
from app.extract.quotes.subjects import own_subject, quoted_as, subject_of
from app.extract.reading import Mention, Speaker
from app.extract.words.cues import is_cue_form
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span


def speaker_of(cue: Any, parsed: Parsed, mentions: Sequence[Mention], known: Known = NOBODY) -> Speaker | None:
    """To whom a cue's words are given, with the reason; None where no subject can be made out."""
    found = subject_of(cue, parsed, mentions)
    if found is None:
        return None
    head, reason = found
    if (named := _whose_service(head, mentions)) is not None:
        return Speaker(span_of(head), named, (span_of(head), named), f"{reason}; quoted by his own press service")
    if (both := _and_another(head, cue)) is not None:
        named = tuple(m.name for m in mentions if m.kind == "person" and m.form == "name" and both.covers(m.name))
        return Speaker(both, None, (), f"{reason}; more than one", named)
    named_by = head.head.head if _relative(head) else head
    if named_by.tag_ in ("NN", "NNS") and named_by.lemma_.lower() in load("cues")["speechless"]["nouns"]:
        return None  # "the deal promises to end it", "evidence suggests that": nobody's words
    return speaker_at(head, parsed, mentions, reason, known)


def _and_another(head: Any, cue: Any) -> Span | None:
    """ "The mayor of Selva, Ivan Moroz, and his deputy said": small parsers make two subjects of the two."""
    own = [c for c in cue.children if c.dep_ == "nsubj" and c.i < cue.i]
    if len(own) != 2 or own[1].i != head.i or head.doc[head.left_edge.i - 1].lower_ != "and":
        return None
    return Span(noun_phrase(own[0]).start, noun_phrase(head).end)


def speaker_at(
    head: Any, parsed: Parsed, mentions: Sequence[Mention], reason: str, known: Known = NOBODY
) -> Speaker:
    """The speaker whose noun phrase has this head: the name in it, or the one it leads back to."""
    if _relative(head):
        antecedent = speaker_at(head.head.head, parsed, mentions, reason, known)
        if antecedent.named:
            chain = (
                (antecedent.span, antecedent.named) if antecedent.named != antecedent.span else (antecedent.span,)
            )
            return Speaker(span_of(head), antecedent.named, chain, f"{reason}, whose clause it is")
        return Speaker(antecedent.span, None, (), f"{reason}, whose clause it is")
    phrase = noun_phrase(head)
    if head.lower_ in ("both", "all", "each") and head.i and head.nbor(-1).pos_ in ("PROPN", "NOUN"):
        whole = Span(_coordinated(head), phrase.end)
        named = tuple(m.name for m in mentions if m.form == "name" and whole.covers(m.name))
        return Speaker(whole, None, (), f"{reason}; more than one", named)
    if outlet := named_medium(head, mentions, known):
        return Speaker(Span(min(phrase.start, outlet.start), max(phrase.end, outlet.end)), outlet, (), reason)
    mention = _naming(head, phrase, mentions)
    if mention and (several := in_a_row(head, phrase, mentions)):
        whole, named = several
        return Speaker(whole, None, (), f"{reason}; more than one", named)
    if mention:
        apart = mention.span.end < phrase.start or mention.span.start > phrase.end
        whole = mention.span if apart else _with_description(mention, phrase, parsed)
        return Speaker(whole, mention.name, (), reason)
    if head.pos_ == "PROPN" and is_medium(head, mentions, known):
        return Speaker(phrase, span_of(head), (), reason)
    body = _spoken_for(head, mentions)
    if body:
        return Speaker(phrase, body.name, (), f"{reason}; its {head.lower_} speak for it")
    found = trace_reference(phrase, parsed, mentions, known)
    if not found.chain and (owner := _its_own(head)) is not None:
        found = trace_reference(span_of(owner), parsed, mentions, known)
        if found.chain:
            chain = (span_of(owner), *found.chain)
            return Speaker(phrase, chain[-1], chain, f"{reason}; spoken for by its {head.lower_}; {found.reason}")
    named = found.chain[-1] if found.chain else None
    if named is None and (body := _spokesman_of(head, mentions)):
        return Speaker(phrase, body.name, (body.name,), f"{reason}; spoken for by its {head.lower_}")
    return Speaker(phrase, named, found.chain, f"{reason}; {found.reason}" if named else reason)


def _relative(head: Any) -> bool:
    """The "which" of "the agenda, which promises much": it stands for the noun that its clause describes."""
    return head.lower_ in ("who", "which", "that") and head.head.dep_ == "relcl"


def _spokesman_of(head: Any, mentions: Sequence[Mention]) -> Mention | None:
    """ "a spokesman for Harbour Watch", "the ministry's press service": the body that speaks through them.

    Not the person: what "Moroz's spokesman" says is not said by Moroz.
    """
    if not _speaks_for_a_body(head):
        return None
    owners = [child for child in head.lefts if child.dep_ in ("compound", "nmod", "amod", "poss")]
    for preposition in head.rights:
        if preposition.lower_ in load("cues")["spokespeople"]["of"]:
            owners += [child for child in preposition.children if child.dep_ == "pobj"]
    found = (mention_at(owner, mentions) for owner in owners)
    bodies = {m.name: m for m in found if m and m.kind not in ("person", "unnamed-group")}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _its_own(head: Any) -> Any | None:
    """The "its" of "its press service" and "its spokesman"."""
    its = next((c for c in head.lefts if c.dep_ == "poss" and c.lower_ == "its"), None)
    return its if its is not None and _speaks_for_a_body(head) else None


def _speaks_for_a_body(head: Any) -> bool:
    """A spokesman, or a press service."""
    words = load("cues")["spokespeople"]
    press = head.lower_ in words["press"] and any(c.lower_ in ("press", "media") for c in head.lefts)
    return head.lower_ in words["nouns"] or press


def _coordinated(both: Any) -> int:
    """Where "Russia and Ukraine both" begins."""
    first = both
    while first.i > both.sent.start and first.nbor(-1).pos_ in ("PROPN", "NOUN", "CCONJ", "DET"):
        first = first.nbor(-1)
    return first.idx


def _spoken_for(head: Any, mentions: Sequence[Mention]) -> Mention | None:
    """ "the G-7 leaders": the international body whose members together are named as speaking."""
    if head.lower_ not in load("cues")["documents"]["issuers"]:
        return None
    owners = (child for child in head.lefts if child.dep_ in ("compound", "nmod", "amod", "poss"))
    found = (mention_at(child, mentions) for child in owners)
    return next((m for m in found if m and m.kind == "international"), None)


def _with_description(mention: Mention, phrase: Span, parsed: Parsed) -> Span:
    """The mention with the nouns that run straight into it: "think tank the Institute for …"."""
    start = min(mention.span.start, phrase.start)
    tokens = parsed.tokens(mention.span)
    at = tokens[0].i - 1 if len(tokens) else -1
    while at >= 0 and (parsed.doc[at].pos_ in WITHIN_NAME or parsed.doc[at].text == "-"):
        token = parsed.doc[at]
        dated = token.ent_type_ in ("DATE", "TIME") or token.lower_ in ("today", "yesterday", "tonight")
        if dated or is_cue_form(token.lower_) or token.is_sent_end or token.text in ("«", "»"):
            break
        start = min(start, token.idx)
        at -= 1
    passed = (token for token in tokens[0].doc[at + 1 : tokens[0].i] if token.dep_ in ("pobj", "dobj"))
    if any(passed) or (at >= 0 and parsed.doc[at].pos_ == "ADP"):
        start = mention.span.start  # "at the G-7 President Biden", "in its bulletin the General Staff"
    return Span(start, max(mention.span.end, phrase.end))


def _naming(head: Any, phrase: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The name that is the phrase's head, or stands in apposition to it. A name inside it is not it."""
    found = mention_at(head, mentions)
    if found:
        return found
    for child in head.children:
        if child.dep_ == "appos" and (found := mention_at(child, mentions)) and found.kind == "person":
            return found
    closing = [m for m in mentions if m.span.end == phrase.end and phrase.covers(m.name) and m.form == "name"]
    if not closing:
        return None
    name = tokens_at(head.doc, closing[0].name)
    if len(name) and _first_in_row(name.root).dep_ not in ("pobj", "poss") and not _after_preposition(name):
        return closing[0]
    # "Ambassador to the United Nations Nikki Haley": a name right after a name begins anew.
    beside = closing[0].kind == "person" and closing[0].span == closing[0].name and head.i < name.start - 1
    return closing[0] if beside and mention_at(head.doc[name.start - 1], mentions) else None


def _first_in_row(name: Any) -> Any:
    """The "Orlia" of "ministers from Orlia, Norland and Sudland": what holds of the first holds of the last."""
    while name.dep_ == "conj" and name.head.i < name.i:
        name = name.head
    return name


def _after_preposition(name: Any) -> bool:
    """ "the head of the administration": a name that closes another noun's phrase is not who speaks."""
    at = name.start - 1
    while at > 0 and name.doc[at].pos_ == "DET":
        at -= 1
    return at >= 0 and name.doc[at].pos_ == "ADP"


def _whose_service(head: Any, mentions: Sequence[Mention]) -> Span | None:
    """ "Moroz's press service quoted him as saying": the one whose service it is."""
    if head.lower_ not in ("him", "her") or head.dep_ != "dobj" or not quoted_as(head.head):
        return None
    service = own_subject(head.head)
    owner = next((c for c in service.lefts if c.dep_ == "poss"), None) if service is not None else None
    if owner is None or not _speaks_for_a_body(service):
        return None
    mention = mention_at(owner, mentions)
    return mention.name if mention is not None and mention.kind == "person" else None
