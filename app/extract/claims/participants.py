"""Who took part in a happening, in which role, and which name each phrase leads to.

"his forces" said by the head of a group are that group's; a pronoun in reported speech may be the one who
speaks. Where the words cannot tell, the phrase stays as it is and no name is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.extract.happenings.clauses import says_when
from app.extract.happenings.restrictions import is_model
from app.extract.happenings.triggers import Match, is_passive, lemma, objects, phrase_tokens, subjects, words_of
from app.extract.lexicon import load
from app.extract.names.titles import is_title
from app.extract.quotes.attribution import noun_phrase, speaker_at
from app.extract.reading import Mention, Participant, PlaceMention, Speaker
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span

_GROUPS = frozenset({"armed-group", "armed-force", "organisation", "state", "international", "government-body"})
_OWNED_BY = frozenset({"his", "her", "its", "their", "our", "my"})
_THIRD = {"he": True, "she": True, "him": True, "it": False, "they": None, "them": None, "who": None}


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
        if role == "actor" and _described_place(head, match.token, places):
            continue
        span = _phrase(head, mentions)
        if _misread(head, span, parsed) or any(span.overlaps(other) for other in found):
            continue
        named = name_of(head, span, parsed, mentions, speaker, places)
        if named is None and (beside := _apposed(head, span, parsed, mentions)):
            span, named = Span(span.start, beside.end), beside
        found[span] = Participant(role, span, named)
    return tuple(found.values())


def _each_named(heads: Iterable[tuple[str, Any]], mentions: Sequence[Mention]) -> Iterator[tuple[str, Any]]:
    """ "Norland and Sudland": two participants where both are names."""
    for role, head in heads:
        yield role, head
        rest = [c for c in head.conjuncts if c.i > head.i]
        if rest and all(any(m.span.covers(span_of(t)) for m in mentions) for t in (head, *rest)):
            yield from ((role, other) for other in rest)


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
    """ "nothing that can shoot it down", "No group claimed it": nobody is said to have done it."""
    if head.lower_ in ("that", "which", "who") and head.head.dep_ == "relcl":
        head = head.head.head
    return head.lower_ in _NONE or any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in head.children)


_NONE = frozenset({"nothing", "nobody", "none", "neither", "noone"})


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
    yield from ((done_to, head) for head in _with_prepositions(noun, ("against", "on")))


_SUFFERED = frozenset({"assassination", "murder", "execution", "death", "disappearance"})


def _opens(token: Any) -> bool:
    """A capital that only opens the sentence: "Twin bombings"."""
    return token.is_sent_start and token.pos_ not in ("PROPN",) and token.ent_type_ not in ("NORP", "GPE", "ORG")


def _told_as_object(noun: Any, verb: Any) -> bool:
    """ "The group unveiled sanctions": the verb's subject acts. "talks were held" does not say who."""
    if lemma(verb) not in words_of("acts") or lemma(verb) in load("modality")["denying"]["reports"]:
        return False  # "denied the capture": whoever denies it is the last to have done it
    if is_passive(verb):
        told = any(c.dep_ == "nsubjpass" and noun.i in {t.i for t in c.subtree} for c in verb.children)
        return told and any(c.dep_ == "agent" for c in verb.children)
    return any(noun.i in {t.i for t in c.subtree} for c in verb.children if c.dep_ == "dobj")


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


def name_of(
    head: Any,
    phrase: Span,
    parsed: Parsed,
    mentions: Sequence[Mention],
    speaker: Speaker | None,
    places: Sequence[PlaceMention] = (),
) -> Span | None:
    """The Mention.span that a participant leads to, or None where the words do not say."""
    here = span_of(head)
    named = next((m.span for m in mentions if m.form == "name" and m.span.covers(here)), None)
    if named:
        return named
    if is_title(head.text) and (beside := _set_beside(phrase, parsed, mentions)):
        return beside
    if head.pos_ == "PRON":
        return _pronoun(head, parsed, mentions, speaker)
    if owner := _owner(head, parsed, mentions, speaker):
        return owner
    nation = next((p.span for p in places if not p.literal and p.span.covers(here)), None)
    if nation and head.dep_ in ("amod", "compound", "nmod", "poss"):
        return nation  # "Russian strikes": the state's
    return _owner_named(head, phrase, mentions, places) or _description(head, parsed, mentions)


def _set_beside(phrase: Span, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """ "the commander of the guards, NAME,": the last person in the phrase, after a comma."""
    persons = [m.span for m in mentions if m.kind == "person" and m.form == "name" and phrase.covers(m.span)]
    after_comma = [span for span in persons if parsed.text[: span.start].endswith(", ")]
    return after_comma[-1] if after_comma else None


def _apposed(head: Any, phrase: Span, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """ "killed a general, NAME.": the person behind an office for one; not in "killed a general, NAME said"."""
    if not is_title(head.text) or head.tag_ not in ("NN", "NNP"):
        return None
    beside = next(
        (
            m.span
            for m in mentions
            if m.kind == "person" and m.form == "name" and parsed.text[phrase.end : m.span.start] == ", "
        ),
        None,
    )
    if beside is None:
        return None
    tokens = parsed.tokens(beside)
    if not len(tokens) or tokens[-1].i + 1 >= len(head.doc):
        return beside
    after = head.doc[tokens[-1].i + 1]
    return None if after.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "PART") or after.dep_ == "cc" else beside


def _description(head: Any, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """ "The group unveiled sanctions": a short description that leads back to one name."""
    if not any(c.dep_ == "det" and c.lower_ == "the" for c in head.children) or head.tag_ != "NN":
        return None
    if any(c.dep_ not in ("det", "punct") for c in head.children):
        return None
    found = speaker_at(head, parsed, mentions, "participant")
    mention = _mention(found.named, mentions) if found.named else None
    return mention.span if mention else None


def _pronoun(head: Any, parsed: Parsed, mentions: Sequence[Mention], speaker: Speaker | None) -> Span | None:
    """ "it would blacklist", said by the U.S.: the one who speaks, where a person fits a person's pronoun."""
    word = head.lower_
    if speaker is not None and speaker.named is not None:
        mention = _mention(speaker.named, mentions)
        person = mention is not None and mention.kind == "person"
        if word == "i" or (word in _THIRD and _THIRD[word] == person and not _object(head)):
            return mention.span if mention else None
    if speaker is not None and speaker.named is None and word in ("it", "they") and not _object(head):
        said_by = parsed.tokens(speaker.span)  # "Norland's army said it had": the army's owner
        root = said_by.root if len(said_by) else head
        return _owner_named(root, speaker.span, mentions) if root.pos_ != "PRON" else None
    if word in ("we", "us", "i", "you", "it", "they", "them"):
        return None
    found = speaker_at(head, parsed, mentions, "participant")
    mention = _mention(found.named, mentions) if found.named else None
    return mention.span if mention else None


def _object(head: Any) -> bool:
    return head.dep_ in ("dobj", "pobj", "dative")


def _mention(named: Span, mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if m.form == "name" and m.span.overlaps(named)), None)


def _owner(head: Any, parsed: Parsed, mentions: Sequence[Mention], speaker: Speaker | None) -> Span | None:
    """ "his forces", told by the head of a group: the group."""
    if lemma(head) not in load("triggers")["owned"]["forces"]:
        return None
    if not any(c.dep_ == "poss" and c.lower_ in _OWNED_BY for c in head.children):
        return None
    if speaker is None:
        return _owner_before(head, parsed, mentions)
    mention = _mention(speaker.named, mentions) if speaker.named else None
    if mention is None:
        return None
    if mention.kind in _GROUPS:
        return mention.span
    return _headed_by(mention, parsed, mentions)


def _owner_before(head: Any, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """ "Norland attacked, and its forces took the town": the one state or group named before "its"."""
    owner = next(c for c in head.children if c.dep_ == "poss")
    sentence = parsed.sentence_of(span_of(owner))
    if owner.lower_ != "its" or sentence is None:
        return None
    before = [m for m in mentions if m.form == "name" and sentence.start <= m.span.start < owner.idx]
    if len({m.name.of(parsed.text) for m in before}) != 1 or before[0].kind not in _GROUPS:
        return None
    return before[0].span


def _headed_by(person: Mention, parsed: Parsed, mentions: Sequence[Mention]) -> Span | None:
    """The group in "the head of GROUP, PERSON" or "PERSON, the head of GROUP"."""
    sentence = parsed.sentence_of(person.name)
    if sentence is None:
        return None
    heads = "|".join(load("triggers")["owned"]["heads"])
    before = re.compile(rf"\b(?:{heads}) of ([^.;]{{2,80}}?),?\s*$").search(
        parsed.text, sentence.start, person.name.start
    )
    after = re.compile(rf",?\s*(?:the |a )?(?:\w+ )?(?:{heads}) of ([^,.;]{{2,80}})").match(
        parsed.text, person.name.end
    )
    for match in (before, after):
        if match is None:
            continue
        where = Span(match.start(1), match.end(1))
        groups = [m for m in mentions if m.form == "name" and m.kind in _GROUPS and where.overlaps(m.span)]
        # "Russia's mercenary Wagner Group": the last name is the one headed, those before it only own it.
        if groups:
            return groups[-1].span
    return None


def _owner_named(
    head: Any, phrase: Span, mentions: Sequence[Mention], places: Sequence[PlaceMention] = ()
) -> Span | None:
    """ "Kurdish forces", "Ukraine's army": the state or group that owns them, by name or adjective."""
    people = frozenset(load("triggers")["owned"]["forces"]) | words_of("trainees") | words_of("leaders")
    if lemma(head) not in people:
        return None
    before = [
        m
        for m in mentions
        if m.kind in _GROUPS and m.form == "name" and phrase.covers(m.span) and m.span.end <= head.idx
    ]
    if before:
        return before[-1].span
    return next(
        (p.span for p in places if not p.literal and phrase.covers(p.span) and p.span.end <= head.idx), None
    )
