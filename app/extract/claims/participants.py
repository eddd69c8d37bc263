"""Who took part in a happening, in which role, and which name each phrase leads to.

"his forces" said by the head of a group are that group's; a pronoun in reported speech may be the one who
speaks. Where the words cannot tell, the phrase stays as it is and no name is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.extract.claims.names_meant import GROUPS, OWNED_BY, apposed, mention_named, name_of
from app.extract.happenings.clauses import says_when
from app.extract.happenings.restrictions import is_model
from app.extract.happenings.triggers import Match, is_passive, lemma, objects, phrase_tokens, subjects, words_of
from app.extract.lexicon import load
from app.extract.names.titles import is_title
from app.extract.quotes.asides import before_aside
from app.extract.quotes.attribution import noun_phrase
from app.extract.quotes.contents import disputed_aside
from app.extract.reading import Mention, Participant, PlaceMention, Speaker
from app.extract.standing.moods import unsaid
from app.extract.words.numbers import bounds_a_count
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span


def participants_of(
    match: Match,
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    speaker: Speaker | None,
) -> tuple[Participant, ...]:
    """Actor first, then whom or what it was done to, then the weapon; each phrase once."""
    found: dict[Span, Participant] = {}
    for role, head in _each_named(_heads(match), mentions):
        if head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"):
            continue
        if role == "actor" and (_says_where(head, places) or lemma(head) in _NO_DOERS or _nobody(head)):
            continue
        if role == "actor" and head.dep_ in ("amod", "compound", "nmod") and head.lower_ in words_of("how-many"):
            continue  # "Twin bombings", "Double explosions"
        if _clefted_away(head) or (role == "actor" and _struck_itself(head, match)):
            continue
        if role == "actor" and (_described_place(head, match.token, places) or says_when(head)):
            continue  # "an attack in X on Friday, which killed nine": the parse hangs the clause on the day
        span = _without_no(head, _without_asides(_phrase(head, mentions), speaker, parsed), parsed)
        if _misread(head, span, parsed) or any(span.overlaps(other) for other in found):
            continue
        named = name_of(head, span, parsed, mentions, speaker, places)
        if named is None and (beside := apposed(head, span, parsed, mentions)):
            span, named = Span(span.start, beside.end), beside
        found[span] = Participant(role, span, named)
        if role == "weapon" and (own := _with_its_own(head, speaker, mentions)):
            found.setdefault(own.span, own)
    if sum(part.role == "actor" for part in found.values()) > 1:  # the verb's own subject, where there is one
        owners = [span for span, part in found.items() if span.of(parsed.text).lower() in OWNED_BY]
        found = {span: part for span, part in found.items() if span not in owners}
    return tuple(sorted(found.values(), key=lambda part: part.role != "actor"))


def _each_named(heads: Iterable[tuple[str, Any]], mentions: Sequence[Mention]) -> Iterator[tuple[str, Any]]:
    """ "Norland and Sudland": two participants where both are names."""
    for role, head in heads:
        yield role, head
        rest = [c for c in head.conjuncts if c.i > head.i and not _set_against(c)]
        if rest and all(any(m.span.covers(span_of(t)) for m in mentions) for t in (head, *rest)):
            yield from ((role, other) for other in rest)


def _set_against(name: Any) -> bool:
    """The "Sudland" of "it was Norland, not Sudland, that shelled it"."""
    return name.nbor(-1).lower_ == "not" or any(c.dep_ == "neg" for c in name.children)


def _says_where(head: Any, places: Sequence[PlaceMention]) -> bool:
    """ "the Raqqa battle", "a Kabul car bombing": the name before the noun is where, not who; so is a dateline."""
    before_noun = head.dep_ in ("compound", "nmod", "amod")
    here = next((p for p in places if p.literal and p.name.covers(span_of(head))), None)
    return here is not None and (before_noun or here.hint is not None or _in_dateline(head))


def _described_place(head: Any, token: Any, places: Sequence[PlaceMention]) -> bool:
    """ "attacks in X Province, which killed scores": the parse hangs the clause on the province."""
    return (
        token.dep_ in ("relcl", "conj")
        and head.i < token.i
        and head.dep_ == "pobj"
        and any(p.literal and p.span.covers(span_of(head)) for p in places)
    )


def _in_dateline(head: Any) -> bool:
    """ "SELVA, Golan Heights — A rocket killed": set off from what is told by a dash."""
    after = head.doc[head.i + 1 : head.i + 12]
    opens = "\n" not in head.doc[: head.i].text.strip("\n") and head.i < 20
    return opens and any(t.text in ("—", "–", "--", "-") for t in after)


_NO_DOERS = frozenset({"count", "account", "estimate", "report", "figure", "tally"})  # "killed by some counts"


def _nobody(head: Any) -> bool:
    """ "nothing that can shoot it down", "No group claimed it", a bare "that": nobody is said to have done it."""
    if head.lower_ in ("that", "which", "who") and head.head.dep_ == "relcl":
        head = head.head.head
    return head.lower_ in (*_NONE, "that", "which") or any(
        c.dep_ == "det" and c.lower_ in ("no", "neither") for c in head.children
    )


def _without_no(head: Any, span: Span, parsed: Parsed) -> Span:
    """ "No missile hit the city": what did not hit it was a missile; that it did not is the claim's modality."""
    first, *rest = parsed.tokens(span)
    no = first.dep_ == "det" and first.lower_ == "no" and first.head.i == head.i
    return Span(rest[0].idx, span.end) if no and rest else span


def _struck_itself(head: Any, match: Match) -> bool:
    """ "A strike that hit a base killed nine": the base, which small parsers take for who killed them."""
    violent = match.type in load("quantities")["figures"]["hurting"]
    return violent and head.pos_ == "NOUN" and lemma(head) in load("place_words")["described"]["facility"]


def _clefted_away(head: Any) -> bool:
    """ "It was not a Norlandic missile that hit the port": what did not do it had no part in it."""
    be = head.head
    if head.dep_ != "attr" or lemma(be) != "be":
        return False
    it = any(c.dep_ == "nsubj" and c.lower_ in ("it", "this", "that") for c in be.children)
    return it and any(
        (c.dep_ == "neg" or c.lower_ == "never") and c.i < head.i for c in (*be.children, *head.children)
    )


_NONE = frozenset({"nothing", "nobody", "none", "neither", "noone", "that", "which"})


def _misread(head: Any, span: Span, parsed: Parsed) -> bool:
    """ "Near Palmyra, one strike": a capitalised preposition that the parse took for part of a name."""
    first = span.of(parsed.text).split(" ")[0].lower()
    return first in ("near", "in", "at", "outside", "around", "over", "inside")


def _heads(match: Match) -> Iterator[tuple[str, Any]]:
    token, verb = match.token, match.verb
    roles = load("triggers")["roles"]
    done_to = next((role for role in ("recipient", "target") if match.type in roles[role]), "object")
    if lemma(token) in ("condemn", "denounce"):
        done_to = "object"  # what is condemned is no party to it
    verbal = verb is not None and verb.i == token.i
    if verbal:
        yield from _around_verb(match, done_to)
    else:
        yield from _around_noun(match, done_to)
    yield from (("weapon", t) for t in _weapons(token, verb))


def _around_verb(match: Match, done_to: str) -> Iterator[tuple[str, Any]]:
    token = match.token
    weapons = (
        words_of("weapon-in-air") | words_of("missile") | words_of("bomb") | words_of("attack-words")
    ) - words_of("crewed")
    if turned := match.entry.get("taken_by"):  # "the town fell to the rebels": the town is taken, by them
        yield from (("actor", head) for head in _with_prepositions(token, (turned,)))
        yield from (("object", subject) for subject in subjects(token))
        return
    for subject in subjects(token):
        if lemma(token) == "die" or (match.type == "disaster" and not is_passive(token)):
            yield done_to, subject  # "a plane crashed": to it
        else:
            yield ("weapon" if lemma(subject) in weapons else "actor"), subject
    if match.type == "aid":
        yield from (("recipient", head) for head in _with_prepositions(token, ("for", "to")))
    for thing in objects(token):
        if match.type == "aid" and lemma(token) != "train":
            yield ("recipient" if thing.dep_ == "dative" and thing.pos_ != "ADP" else "object"), thing
        elif match.type in ("air-strike", "shelling") and _of_weapons(thing, token, weapons):
            yield "weapon", thing
        elif match.type == "mine-or-bomb" and lemma(thing) in words_of("bomb"):
            yield "weapon", thing  # "drove a car bomb into the gate"
        else:
            yield done_to, thing


def _of_weapons(thing: Any, verb: Any, weapons: frozenset[str]) -> bool:
    """ "launched a wave of drones": what is sent is the weapon, not the target."""
    sent = lemma(verb) in ("launch", "fire", "send", "lob")
    model = any(is_model(t.text, name) for t in phrase_tokens(thing) for name in ("weapon-in-air", "missile"))
    if sent and thing.pos_ == "PRON":
        return thing.lower_ in ("it", "them")  # "had fired it": the rocket told of
    return model or lemma(thing) in weapons or (sent and any(lemma(t) in weapons for t in phrase_tokens(thing)))


def _around_noun(match: Match, done_to: str) -> Iterator[tuple[str, Any]]:
    noun, verb = match.token, match.verb
    suffered = match.type in ("arrest", "abduction") or lemma(noun) in _SUFFERED
    for child in noun.children:
        if child.dep_ == "poss" and suffered:
            yield done_to, child  # "his arrest": done to him
        elif child.dep_ == "poss" or (
            child.dep_ in ("amod", "compound", "nmod") and child.text[:1].isupper() and not _opens(child)
        ):
            yield "actor", child
        elif child.dep_ == "prep" and child.lower_ in ("by", "between"):
            yield from (("actor", c) for c in child.children if c.dep_ == "pobj")
    if verb is not None:  # "talks were held between Norland and Sudland"
        preps = (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "between")
        yield from (("actor", c) for prep in preps for c in prep.children if c.dep_ == "pobj")
    if verb is not None and _told_as_object(noun, verb):
        yield from (("actor", subject) for subject in subjects(verb))
    if verb is not None and match.type in ("ceasefire", "agreement") and lemma(verb) == "agree":
        yield from (("actor", subject) for subject in subjects(verb))  # "Norland and Sudland agreed to a truce"
    yield from ((done_to, head) for head in _with_prepositions(noun, ("against", "on")))


_SUFFERED = frozenset({"assassination", "murder", "execution", "death", "disappearance"})


def _opens(token: Any) -> bool:
    """A capital that only opens the sentence: "Twin bombings"."""
    return token.is_sent_start and token.pos_ not in ("PROPN",) and token.ent_type_ not in ("NORP", "GPE", "ORG")


def _told_as_object(noun: Any, verb: Any) -> bool:
    """ "The group unveiled sanctions": the verb's subject acts. "talks were held" does not say who."""
    if lemma(verb) not in words_of("acts") or lemma(verb) in load("modality")["denying"]["reports"]:
        return False  # "denied the capture": whoever denies it is the last to have done it
    if unsaid(verb) or any(c.dep_ == "nsubj" and _neither(c) for c in verb.children):
        return False  # "Neither Norland nor Sudland claimed responsibility for the strike"
    if is_passive(verb):
        told = any(c.dep_ == "nsubjpass" and noun.i in {t.i for t in c.subtree} for c in verb.children)
        return told and any(c.dep_ == "agent" for c in verb.children)
    return any(noun.i in {t.i for t in c.subtree} for c in verb.children if c.dep_ == "dobj")


def _neither(noun: Any) -> bool:
    return any(c.lower_ in ("neither", "no") and not bounds_a_count(c) for c in noun.children)


def _with_prepositions(head: Any, wanted: tuple[str, ...]) -> Iterator[Any]:
    """What "for", "against" … lead to, hanging from a word or from its object."""
    for child in head.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in wanted:
            yield from (c for c in child.children if c.dep_ == "pobj" and not says_when(c))
        elif child.dep_ in ("dobj", "prep", "pobj", "nsubjpass"):
            yield from _with_prepositions(child, wanted)


def _weapons(token: Any, verb: Any | None) -> Iterator[Any]:
    """ "with drones", "using missiles": weapons named beside the verb, or before the noun ("drone attack")."""
    weapons = words_of("weapon-in-air") | words_of("missile") | words_of("bomb")
    for head in filter(None, {token.i: token, verb.i if verb is not None else token.i: verb}.values()):
        for child in head.children:
            if child.lower_ in ("with", "using") and child.dep_ in ("prep", "advcl"):
                yield from (c for c in child.children if c.dep_ in ("pobj", "dobj") and lemma(c) in weapons)


def _phrase(head: Any, mentions: Sequence[Mention]) -> Span:
    """The phrase of a participant; a name is taken as it stands."""
    own = next((m.span for m in mentions if m.form == "name" and m.span.covers(span_of(head))), None)
    if own is not None and head.n_rights and any(c.dep_ == "conj" for c in head.children):
        return own
    if head.dep_ in ("poss", "amod", "compound", "nmod"):
        covering = next((m.span for m in mentions if m.span.covers(span_of(head))), None)
        return covering or span_of(head)
    return noun_phrase(head)


def _with_its_own(weapon: Any, speaker: Speaker | None, mentions: Sequence[Mention]) -> Participant | None:
    """ "The ministry said its missiles had struck X": its own doing, where a body or a state says so of itself."""
    owner = next((c for c in weapon.children if c.dep_ == "poss" and c.lower_ in ("its", "our")), None)
    said_by = mention_named(speaker.named, mentions) if speaker is not None and speaker.named else None
    if owner is None or said_by is None or said_by.kind not in GROUPS or weapon.dep_ != "nsubj":
        return None
    return Participant("actor", span_of(owner), said_by.span)


def _without_asides(phrase: Span, speaker: Speaker | None, parsed: Parsed) -> Span:
    """ "the port of Selva, the governor said": the port; and "Dubove, a town 15 km from Selva": Dubove."""
    if speaker is not None and phrase.covers(speaker.span) and phrase.start < speaker.span.start:
        told = parsed.text.rfind(",", phrase.start, speaker.span.start)
        # the office before his name: "the last hospital of Selva, the head of the council, Ivan Moroz"
        while told > phrase.start and speaker.reason == "stands before the cue" and _office(told, phrase, parsed):
            told = parsed.text.rfind(",", phrase.start, told)
        phrase = Span(phrase.start, told) if told > phrase.start else phrase
    ends = [end for t in parsed.tokens(phrase) if (end := disputed_aside(t)) is not None]
    if ends and span_of(parsed.doc[ends[0]]).end > phrase.start:
        phrase = Span(phrase.start, span_of(parsed.doc[ends[0]]).end)
    return before_aside(phrase, parsed)


def _office(comma: int, phrase: Span, parsed: Parsed) -> bool:
    """Whether what stands between a comma and the one before it is somebody's office."""
    opened = parsed.text.rfind(",", phrase.start, comma)
    between = parsed.text[opened + 1 : comma].split() if opened > phrase.start else []
    return bool(between) and any(is_title(word) for word in between)
