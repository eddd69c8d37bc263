"""Whose verb a cue is: the head of the noun phrase that says it, and by which rule it was found.

The parse proposes, word order checks it: where commas or dashes part a subject from its cue
("the head of Wagner, Yevgeny Prigozhin, declared"), small models lose the subject, and the noun
phrase that stands where a subject must stand is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.extract.lexicon import load
from app.extract.names.noun_phrases import NOMINAL, WITHIN_NAME, mention_at
from app.extract.reading import Mention
from app.extract.words.cues import base_of, cue_at
from app.extract.words.parse import Parsed

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_HANGING = ("conj", "advcl", "xcomp", "prep", "pcomp", "agent", "acl", "acomp", "dep")


def subject_of(cue: Any, parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Any, str] | None:
    """The head of the phrase that says it, and how it was found."""
    agent = next((g for c in cue.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if agent is not None:
        return agent, "by-phrase of the cue"
    if (told_of := _told_of(cue)) is not None:
        return told_of, f"“as {cue.lower_}” is said of it"
    own = own_subject(cue)
    if own is None and not quoted_as(cue) and any(child.dep_ == "auxpass" for child in cue.children):
        return None  # "The ministry missed the day and was ordered to leave": it gave no order
    named = _name_before_comma(cue, mentions)
    if named is not None and (own is None or not _is_person(own, mentions)):
        return named, "stands before the cue"
    if own is not None:
        if own.dep_ == "nsubjpass" and not quoted_as(cue):
            return None
        if (apart := _name_after_opening(own, cue, mentions)) is not None:
            return apart, "stands before the cue"
        return own, "subject of the cue" if own.i < cue.i else "inverted subject"
    if misparsed := _misparsed_subject(cue):
        return misparsed
    if cue.dep_ == "conj" and ((joined := _of_joined(cue, parsed, mentions)) or _perhaps_anothers(cue)):
        return joined
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


def _of_joined(cue: Any, parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Any, str] | None:
    """The subject that a verb behind "and" shares with the one before it, or with the one who tells of that."""
    if (said := teller_of_both(cue)) is not None:
        return subject_of(said, parsed, mentions)
    return None if _perhaps_anothers(cue) else _shared_subject(cue, parsed, mentions)


def teller_of_both(verb: Any) -> Any | None:
    """The verb of saying that a later one goes on from, past what was said: the "said" of

        Moroz said that the strike had killed nine, and called it a crime.

    Small parsers join "called" to what was said. None where whoever is told of may have spoken himself
    ("said the mayor had left and called for help") or what is told is itself a saying.
    """
    told = verb.head
    said = told.head
    spoken = cue_at(said) is not None and said.tag_ == "VBD" and told.dep_ == "ccomp" and said.i < told.i < verb.i
    if not spoken or verb.dep_ != "conj" or verb.tag_ != "VBD" or cue_at(verb) is None:
        return None
    if own_subject(verb) is not None or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return None
    between = [t for t in verb.doc[told.i + 1 : verb.i] if t.pos_ != "ADV"]
    if not between or between[-1].lower_ not in ("and", "but"):
        return None
    done = next((c for c in told.children if c.dep_ in SUBJECTS), None)
    if cue_at(told) is not None and (done is None or done.pos_ != "PRON"):
        return None  # "said the council denied the report, and called it a lie": perhaps the council did
    mute = done is not None and done.lower_ in load("cues")["mute"]["things"]
    another_time = told.lemma_ == "be" or any(c.dep_ == "aux" and c.tag_ in ("VBD", "MD") for c in told.children)
    parted = len(between) > 1 and between[-2].text == "," and another_time
    return said if mute or parted else None


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


def another_speaks(mark: Any) -> bool:
    """The ";" of "…; the council denies this", the "but" of "…, but residents said …": another's words follow."""
    joint = mark.dep_ == "cc" or mark.lower_ in ("while", "whereas")
    if mark.text != ";" and not (joint and mark.i and mark.nbor(-1).text == ","):
        return False
    behind = mark.doc[mark.i + 1 : mark.sent.end]
    for verb in behind:
        if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            own = own_subject(verb)
            return cue_at(verb) is not None and own is not None and mark.i < own.i < verb.i
    return False


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
    wanted = ("dobj", "nsubjpass") if quoted_as(quotes) else ("dobj",)
    return next((child for child in quotes.children if child.dep_ in wanted), None)


def quoted_as(cue: Any) -> bool:
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
    if (other := _ends_aside(cue)) is not None:
        return other, "shares the subject of the clause before it"
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
        found = subject_of(other, parsed, mentions) if cue_at(other) else (own, "")
        if found is None or (found[0].dep_ == "nsubjpass" and cue.tag_ != "VBG"):
            return None
        return found[0], f"shares the subject of “{other.text}”"
    return None


def _ends_aside(cue: Any) -> Any | None:
    """ "…, a charge that Norland denied, saying …", "a charge denied by Norland, saying …": Norland says it."""
    if cue.tag_ != "VBG" or cue.i < 3 or cue.nbor(-1).text != ",":
        return None
    last = cue.nbor(-2)
    if last.dep_ == "pobj" and last.head.dep_ == "agent" and last.head.head.dep_ == "acl":
        return last if class_of_verb(last.head.head) == "deny" else None
    denies = last.lemma_.lower() in load("modality")["denying"]["reports"]
    if last.dep_ != "relcl" or not (denies or cue_at(last)):
        return None
    own = own_subject(last)
    return own if own is not None and own.tag_ not in ("WDT", "WP") else None


def class_of_verb(verb: Any) -> str | None:
    found = cue_at(verb)
    return found.cls if found else None


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
