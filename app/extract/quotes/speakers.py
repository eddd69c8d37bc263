"""On whose word: from a cue to its speaker.

The parse proposes, word order checks it: where commas or dashes part a subject from its cue
("the head of Wagner, Yevgeny Prigozhin, declared"), small models lose the subject, and the noun
phrase that stands where a subject must stand is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.extract.lexicon import load
from app.extract.names.coreference import trace_reference
from app.extract.names.known import NOBODY, Known
from app.extract.names.noun_phrases import (
    NOMINAL,
    WITHIN_NAME,
    is_medium,
    mention_at,
    named_medium,
    noun_phrase,
    tokens_at,
)
from app.extract.reading import Mention, Speaker
from app.extract.words.cues import base_of, cue_at, is_cue_form
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_HANGING = ("conj", "advcl", "xcomp", "prep", "pcomp", "agent", "acl", "acomp", "dep")


def speaker_of(cue: Any, parsed: Parsed, mentions: Sequence[Mention], known: Known = NOBODY) -> Speaker | None:
    """To whom a cue's words are given, with the reason; None where no subject can be made out."""
    found = _subject(cue, parsed, mentions)
    if found is None:
        return None
    head, reason = found
    if (named := _whose_service(head, mentions)) is not None:
        return Speaker(span_of(head), named, (span_of(head), named), f"{reason}; quoted by his own press service")
    if head.tag_ in ("NN", "NNS") and head.lemma_.lower() in load("cues")["speechless"]["nouns"]:
        return None  # "the deal promises to end it", "evidence suggests that": nobody's words
    return speaker_at(head, parsed, mentions, reason, known)


def speaker_at(
    head: Any, parsed: Parsed, mentions: Sequence[Mention], reason: str, known: Known = NOBODY
) -> Speaker:
    """The speaker whose noun phrase has this head: the name in it, or the one it leads back to."""
    if head.lower_ in ("who", "which", "that") and head.head.dep_ == "relcl":
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
    if mention and _several(head, mention, phrase):
        return Speaker(phrase, None, (), f"{reason}; more than one", _together(head, mentions))
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


def _several(head: Any, mention: Mention, phrase: Span) -> bool:
    """ "Saudi Arabia and the United States": what both said is not given to one of them."""
    joined = (c for c in head.children if c.dep_ == "conj" and c.idx >= mention.name.end)
    return mention.name.start <= head.idx < mention.name.end and any(phrase.covers(span_of(c)) for c in joined)


def _together(head: Any, mentions: Sequence[Mention]) -> tuple[Span, ...]:
    """The names joined by "and" in a speaker's phrase; none of "Moroz or Bondar"."""
    joined = [head]
    for token in joined:
        if any(child.dep_ == "cc" and child.lower_ not in ("and", "&") for child in token.children):
            return ()
        joined += [child for child in token.children if child.dep_ == "conj"]
    found = (mention_at(token, mentions) for token in joined)
    return tuple(dict.fromkeys(mention.name for mention in found if mention))


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
    if len(name) and name.root.dep_ not in ("pobj", "poss") and not _after_preposition(name):
        return closing[0]
    # "Ambassador to the United Nations Nikki Haley": a name right after a name begins anew.
    beside = closing[0].kind == "person" and closing[0].span == closing[0].name and head.i < name.start - 1
    return closing[0] if beside and mention_at(head.doc[name.start - 1], mentions) else None


def _after_preposition(name: Any) -> bool:
    """ "the head of the administration": a name that closes another noun's phrase is not who speaks."""
    at = name.start - 1
    while at > 0 and name.doc[at].pos_ == "DET":
        at -= 1
    return at >= 0 and name.doc[at].pos_ == "ADP"


def _subject(cue: Any, parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Any, str] | None:
    """The head of the phrase that says it, and how it was found."""
    agent = next((g for c in cue.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if agent is not None:
        return agent, "by-phrase of the cue"
    if (told_of := _told_of(cue)) is not None:
        return told_of, f"“as {cue.lower_}” is said of it"
    own = own_subject(cue)
    if own is None and not _quoted_as(cue) and any(child.dep_ == "auxpass" for child in cue.children):
        return None  # "The ministry missed the day and was ordered to leave": it gave no order
    named = _name_before_comma(cue, mentions)
    if named is not None and (own is None or not _is_person(own, mentions)):
        return named, "stands before the cue"
    if own is not None:
        if own.dep_ == "nsubjpass" and not _quoted_as(cue):
            return None
        if (apart := _name_after_opening(own, cue, mentions)) is not None:
            return apart, "stands before the cue"
        return own, "subject of the cue" if own.i < cue.i else "inverted subject"
    if misparsed := _misparsed_subject(cue):
        return misparsed
    if cue.dep_ == "conj":
        shared = None if _perhaps_anothers(cue) else _shared_subject(cue, parsed, mentions)
        if shared or _perhaps_anothers(cue):
            return shared
    apart = None if cue.tag_ == "VBG" else _subject_before_aside(cue, mentions)
    if apart is not None:
        return apart, "stands before the cue"
    if any(child.dep_ in ("ccomp", "xcomp") and child.i > cue.i for child in cue.children):
        return _shared_subject(cue, parsed, mentions)  # what follows is what was said, so no subject stands there
    following = _subject_after(cue, mentions)
    return (following, "inverted subject") if following is not None else _shared_subject(cue, parsed, mentions)


def _misparsed_subject(cue: Any) -> tuple[Any, str] | None:
    """The subject where small parsers take it for something else, by the two shapes that are plain."""
    if (document := _document_read(cue)) is not None:
        return document, "inverted subject"
    led = _before_participle(cue)
    return (led, "stands before the cue") if led is not None else None


def _document_read(cue: Any) -> Any | None:
    """ "…;” read the statement": a document reads what stands in it."""
    if base_of(cue) != "read":
        return None
    words = load("cues")["documents"]["nouns"]
    return next((c for c in cue.children if c.dep_ == "dobj" and c.i > cue.i and c.lower_ in words), None)


def _before_participle(cue: Any) -> Any | None:
    """ "Moroz speaking to the council called it “void”": small parsers take the participle for the verb.

    They hang the verb, which is in the past and can describe nothing, on the noun before it.
    """
    root = cue.sent.root
    if cue.tag_ != "VBD" or cue.dep_ not in ("acl", "relcl") or root.tag_ != "VBG" or root.i > cue.i:
        return None
    if any(child.dep_ in ("aux", "auxpass") for child in root.children):
        return None
    own = own_subject(root)
    return own if own is not None and own.dep_ == "nsubj" and own.i < root.i else None


def _perhaps_anothers(cue: Any) -> bool:
    """ "She says he left after her sons came and said": the sons said it, whatever the parse joins."""
    between = cue.doc[cue.head.i + 1 : cue.i]
    return cue.tag_ == "VBD" and cue.head.tag_ in ("VBZ", "VBP") and any(t.tag_ == "VBD" for t in between)


def own_subject(cue: Any) -> Any | None:
    found = [child for child in cue.children if child.dep_ in SUBJECTS and _may_speak(child)]
    found = [c for c in found if c.ent_type_ not in ("DATE", "TIME", "PERCENT") or _by_age(c)]
    if cue.tag_ == "VBG":
        found = [child for child in found if child.i < cue.i]  # "calling the chief “brilliant”": of the chief
    found = [child for child in found if not (child.lower_ in ("it", "there") and child.dep_ == "nsubjpass")]
    return min(found, key=lambda child: abs(child.i - cue.i)) if found else None


def _by_age(token: Any) -> bool:
    """ "the 44-year-old"."""
    return token.text == "old" and token.i > 0 and token.nbor(-1).text == "-"


def _may_speak(token: Any) -> bool:
    """A word that can head a subject; capitals count, since small models tag some surnames as verbs."""
    if not any(character.isalnum() for character in token.text):
        return False  # "»", which small models tag as a name
    return token.pos_ in (*NOMINAL, "DET", "ADJ", "ADV") or (token.text[:1].isupper() and token.is_alpha)


def _is_person(token: Any, mentions: Sequence[Mention]) -> bool:
    mention = mention_at(token, mentions)
    return mention is not None and mention.kind == "person"


def _told_of(cue: Any) -> Any | None:
    """ "TASS quoted him as saying", "he was quoted by TASS as saying": whom the verb quotes."""
    if cue.tag_ != "VBG" or cue.dep_ != "pcomp" or cue.head.lower_ != "as":
        return None
    quotes = cue.head.head
    wanted = ("dobj", "nsubjpass") if _quoted_as(quotes) else ("dobj",)
    return next((child for child in quotes.children if child.dep_ in wanted), None)


def _whose_service(head: Any, mentions: Sequence[Mention]) -> Span | None:
    """ "Moroz's press service quoted him as saying": the one whose service it is."""
    if head.lower_ not in ("him", "her") or head.dep_ != "dobj" or not _quoted_as(head.head):
        return None
    service = own_subject(head.head)
    owner = next((c for c in service.lefts if c.dep_ == "poss"), None) if service is not None else None
    if owner is None or not _speaks_for_a_body(service):
        return None
    mention = mention_at(owner, mentions)
    return mention.name if mention is not None and mention.kind == "person" else None


def _quoted_as(cue: Any) -> bool:
    """ "was quoted as saying" gives the words to its subject; "was told", "was asked" do not."""
    return cue.lower_ in ("quoted", "cited")


def _subject_before_aside(cue: Any, mentions: Sequence[Mention]) -> Any | None:
    """The noun before an aside that ends at the cue: "NP, who …, said"; "NP—from …—vowed"."""
    at = cue.i - 1
    if any(child.dep_ == "auxpass" for child in cue.children):
        return None  # "It is claimed that …"
    while at >= cue.sent.start and cue.doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    if at < cue.sent.start:
        return None
    mark = cue.doc[at]
    if _by_age(mark):
        return mark  # "the 44-year-old said"
    if mark.text not in (",", "—", "–", "--"):
        head = _closing_noun(mark)
        return head if head is not None and head.dep_ not in ("dobj", "pobj") else None
    for back in range(at - 1, cue.sent.start, -1):
        if cue.doc[back].text == mark.text:
            before = cue.doc[back - 1]
            return before if mention_at(before, mentions) else _closing_noun(before)
    return None


def _name_before_comma(cue: Any, mentions: Sequence[Mention]) -> Any | None:
    """ "the head of Wagner, Yevgeny Prigozhin, declared": the person between two commas, right before the cue."""
    if cue.tag_ == "VBG" or cue.i < 3 or cue.doc[cue.i - 1].text != ",":
        return None
    near = mention_at(cue.doc[cue.i - 2], mentions)
    if near is None or near.kind != "person":
        return None
    first = next((t.i for t in cue.doc[cue.sent.start : cue.i] if t.idx >= near.span.start), cue.i)
    before = cue.doc[first - 1] if first > cue.sent.start else None
    return cue.doc[cue.i - 2] if before is not None and (before.text == "," or before.is_quote) else None


def _name_after_opening(own: Any, cue: Any, mentions: Sequence[Mention]) -> Any | None:
    """ "Before the Council, Vasily Nebenzya, the ambassador, claimed": where the parse takes the Council for its
    subject, the person set between commas after the opening phrase."""
    if own.i > cue.i or _is_person(own, mentions):
        return None
    opening = [token for token in cue.sent if token.i < own.i and token.dep_ == "prep" and token.head == cue]
    if not opening or any(token.pos_ not in WITHIN_NAME for token in cue.doc[opening[-1].i + 1 : own.i]):
        return None
    for token in cue.doc[own.i + 1 : cue.i]:
        if token.text == "," and token.i + 1 < cue.i and _is_person(token.nbor(), mentions):
            return token.nbor()
    return None


def _closing_noun(token: Any) -> Any | None:
    """The head of the noun phrase that ends with this token."""
    if token.pos_ not in NOMINAL:
        return None
    while token.dep_ in ("compound", "flat", "pobj", "prep", "poss") and token.head.pos_ in (*NOMINAL, "ADP"):
        if token.head.i > token.i:
            break
        token = token.head
    return token if token.pos_ in NOMINAL else None


def _subject_after(cue: Any, mentions: Sequence[Mention]) -> Any | None:
    """ "…,” said Name": the name that follows the cue at once, where the parse calls it an object."""
    at = cue.i + 1
    while at < len(cue.doc) and cue.doc[at].pos_ in ("DET", "ADJ", "ADV", "PROPN", "NOUN") and at < cue.i + 6:
        if mention_at(cue.doc[at], mentions) and cue.lower_ not in load("cues")["told"]["verbs"]:
            whole = [
                t for t in cue.children if t.dep_ in ("dobj", "attr", "dep", "npadvmod", "oprd") and t.i >= at
            ]
            return whole[0] if whole else cue.doc[at]
        at += 1
    return None


def _shared_subject(cue: Any, parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Any, str] | None:
    """ "adding", "and said", "to say": the subject of the verb it hangs from."""
    verb = cue
    for _ in range(4):
        if verb.dep_ == "acl" and verb.head.pos_ in NOMINAL:
            if (issuer := _issuer(verb.head)) is not None and verb.tag_ == "VBG":
                return issuer, f"issued the {verb.head.lower_}"
            return (verb.head, "the noun it describes") if verb.tag_ == "VBG" and _speaks(verb.head) else None
        if verb.head == verb or verb.dep_ not in _HANGING:
            return _leading_subject(cue)
        means = verb.dep_ == "prep" and verb.lower_ == "by"  # "He went on by noting that …": he notes
        verb = verb.head
        teller = _teller(verb) if not means and (cue.tag_ == "VBG" or verb.dep_ == "ccomp") else None
        other = teller or verb
        own = own_subject(other)
        if own is None:
            continue
        # A cue's speaker is found once, by all the rules, so that "adding" never parts from its "said".
        found = _subject(other, parsed, mentions) if cue_at(other) else (own, "")
        if found is None or (found[0].dep_ == "nsubjpass" and cue.tag_ != "VBG"):
            return None
        return found[0], f"shares the subject of “{other.text}”"
    return None


def _issuer(noun: Any) -> Any | None:
    """ "The ministry issued a statement saying that …": the subject of the issuing."""
    words, verb = load("cues")["documents"], noun.head
    if noun.dep_ != "dobj" or noun.lower_ not in words["nouns"] or verb.lemma_.lower() not in words["issued"]:
        return None
    own = own_subject(verb)
    return own if own is not None and own.dep_ == "nsubj" else None


def _leading_subject(cue: Any) -> tuple[Any, str] | None:
    """ "…, writing “…”": the subject of the sentence, where the parse lost the participle's verb."""
    root = cue.sent.root
    if cue.tag_ != "VBG" or not cue.i or cue.doc[cue.i - 1].text != "," or root.i >= cue.i:
        return None
    own = own_subject(root)
    return (own, f"shares the subject of “{root.text}”") if own is not None and own.dep_ == "nsubj" else None


def _teller(verb: Any) -> Any | None:
    """The cue whose report a verb belongs to: in "said he would go, adding that …", *said* adds, not *he*."""
    while verb.dep_ in ("conj", "advcl", "xcomp") and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "ccomp" and cue_at(verb.head) else None


def _speaks(noun: Any) -> bool:
    """Whether "saying" after a noun is the noun's own saying: a name, or a document."""
    return noun.pos_ == "PROPN" or noun.lower_ in load("cues")["documents"]["nouns"] or noun.ent_type_ == "PERSON"
