"""On whose word: from a cue to its speaker, and the clauses that are reported rather than told.

The parse proposes, word order checks it: where commas or dashes part a subject from its cue
("the head of Wagner, Yevgeny Prigozhin, declared"), small models lose the subject, and the noun
phrase that stands where a subject must stand is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from app.extract.coreference import trace_reference
from app.extract.known import NOBODY, Known
from app.extract.lexicon import load
from app.extract.parse import Parsed, span_of
from app.extract.reading import Mention, Speaker
from app.text.span import Span

_FRAMES = ("clause", "to", "object", "doing", "of", "as", "speech")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_LEFT_OUT = ("relcl", "acl", "advcl", "parataxis", "ccomp", "punct", "dep")
_BELONGING = ("of", "for", "over", "as", "against", "about", "to")  # a phrase of the thing said, not of the saying
_HANGING = ("conj", "advcl", "xcomp", "prep", "pcomp", "agent", "acl", "acomp", "dep")
_DASHES = ("—", "–", "--", "-")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_FINITE = ("VBD", "VBZ", "VBP")
_TELLING = ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV")
_SAID_AFTER = ("ccomp", "xcomp", "dobj", "dative")
_WITHIN_NAME = ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART")


@dataclass(frozen=True, slots=True)
class Cue:
    """A token that opens what was said, its class, and the frames its verb takes (see lexicon/cues.toml)."""

    token: Any
    span: Span
    cls: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    """A clause told on somebody's word: "that the road was cut" under *said*, given to its subject."""

    content: Span
    cue: Cue
    speaker: Speaker | None
    reason: str
    rest: Span | None = None  # the second piece, where the cue stands inside: "The bridge, he said, is gone"


# ------------------------------------------------------------------ cues


def inflections(verb: str) -> tuple[str, ...]:
    """The forms a regular English verb takes; the lexicon's [irregular] table goes first."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[str, dict[str, str]]]:
    """form → (verb, frame → class). A verb may take frames of several classes ("complain")."""
    words = load("cues")
    frames: dict[str, dict[str, str]] = {}
    for cls, table in words.items():
        for frame in _FRAMES:
            for verb in table.get(frame, ()) if isinstance(table, dict) else ():
                frames.setdefault(verb, {}).setdefault(frame, cls)
    return {
        form: (verb, taken)
        for verb, taken in frames.items()
        for form in (verb, *words["irregular"].get(verb, inflections(verb)))
    }


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {
        form: cls for cls, nouns in load("cues")["nouns"].items() for noun in nouns for form in (noun, noun + "s")
    }


def cue_at(token: Any) -> Cue | None:
    """The cue that a token is, if it is one: a verb of the lexicon used as a verb."""
    entry = _verbs().get(token.lower_)
    if entry is None or (token.pos_ not in ("VERB", "AUX") and token.lower_ not in ("said", "says", "told")):
        return None
    verb, frames = entry
    particles = load("cues")["particles"].get(verb)
    if particles and (token.i + 1 >= len(token.doc) or token.nbor().lower_ not in particles):
        return None
    return Cue(token, span_of(token), next(iter(frames.values())), frozenset(frames))


def class_of(cue: Cue, frame: str) -> str:
    """The class a cue's verb has in a frame: "offered to" promises, “…,” he offered says."""
    return _verbs()[cue.token.lower_][1].get(frame, cue.cls)


# ------------------------------------------------------------------ speakers


def speaker_of(cue: Any, parsed: Parsed, mentions: Sequence[Mention], known: Known = NOBODY) -> Speaker | None:
    """To whom a cue's words are given, with the reason; None where no subject can be made out."""
    found = _subject(cue, parsed, mentions)
    if found is None:
        return None
    head, reason = found
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
        return Speaker(Span(_coordinated(head), phrase.end), None, (), reason)
    mention = _naming(head, phrase, mentions)
    if mention and _several(head, mention, phrase):
        return Speaker(phrase, None, (), f"{reason}; more than one")
    if mention:
        apart = mention.span.end < phrase.start or mention.span.start > phrase.end
        whole = mention.span if apart else _with_description(mention, phrase, parsed)
        return Speaker(whole, mention.name, (), reason)
    body = _spoken_for(head, mentions)
    if body:
        return Speaker(phrase, body.name, (), f"{reason}; its {head.lower_} speak for it")
    found = trace_reference(phrase, parsed, mentions, known)
    named = found.chain[-1] if found.chain else None
    return Speaker(phrase, named, found.chain, f"{reason}; {found.reason}" if named else reason)


def _several(head: Any, mention: Mention, phrase: Span) -> bool:
    """ "Saudi Arabia and the United States": what both said is not given to one of them."""
    joined = (c for c in head.children if c.dep_ == "conj" and c.idx >= mention.name.end)
    return mention.name.start <= head.idx < mention.name.end and any(phrase.covers(span_of(c)) for c in joined)


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
    found = (_mention_at(child, mentions) for child in owners)
    return next((m for m in found if m and m.kind == "international"), None)


def _with_description(mention: Mention, phrase: Span, parsed: Parsed) -> Span:
    """The mention with the nouns that run straight into it: "think tank the Institute for …"."""
    start = min(mention.span.start, phrase.start)
    tokens = parsed.tokens(mention.span)
    at = tokens[0].i - 1 if len(tokens) else -1
    while at >= 0 and (parsed.doc[at].pos_ in _WITHIN_NAME or parsed.doc[at].text == "-"):
        token = parsed.doc[at]
        dated = token.ent_type_ in ("DATE", "TIME") or token.lower_ in ("today", "yesterday", "tonight")
        if dated or token.lower_ in _verbs() or token.is_sent_end:
            break
        start = min(start, token.idx)
        at -= 1
    passed = (token for token in tokens[0].doc[at + 1 : tokens[0].i] if token.dep_ in ("pobj", "dobj"))
    if any(passed) or (at >= 0 and parsed.doc[at].pos_ == "ADP"):
        start = mention.span.start  # "at the G-7 President Biden", "in its bulletin the General Staff"
    return Span(start, max(mention.span.end, phrase.end))


def noun_phrase(head: Any) -> Span:
    """The phrase of a head noun without the clauses and asides that hang from it."""
    kept = [head]
    for child in head.children:
        aside = child.i > head.i and _parted(head, child)
        if child.dep_ in _LEFT_OUT or (aside and child.dep_ != "conj") or (child.dep_ in ("cc",) and aside):
            continue
        if not _dates_the_saying(head, child):
            kept += child.subtree
    inside = {token.i for token in kept}
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while first > head.sent.start + 1 and head.doc[first - 1].text == "-" and not head.doc[first - 1].whitespace_:
        first -= 2  # "director-general": small parsers cut it at the hyphen
        first = next((c.i for c in head.doc[first].lefts if c.dep_ == "det" and c.i == first - 1), first)
    while last + 1 in inside or (last + 2 in inside and head.doc[last + 1].text in ("-", ",", "&")):
        last += 1
    while last > head.i and (head.doc[last].is_punct or head.doc[last].is_space):
        last -= 1
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return span_of(head.doc[first : last + 1])


def _dates_the_saying(head: Any, child: Any) -> bool:
    """ "on Wednesday Duda", "the Kremlin on Tuesday": a day beside the name, of the saying and not of the name."""
    if child.i < head.i:
        return child.dep_ in ("compound", "npadvmod", "nmod") and child.text in _WEEKDAYS
    return child.dep_ == "prep" and any(c.dep_ == "pobj" and c.text in _WEEKDAYS for c in child.children)


def _parted(head: Any, child: Any) -> bool:
    """Whether a comma or dash stands between a noun and what hangs from it."""
    return any(token.text in (",", "(", *_DASHES[:3]) for token in head.doc[head.i + 1 : child.left_edge.i + 1])


def _naming(head: Any, phrase: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The name that is the phrase's head, or stands in apposition to it. A name inside it is not it."""
    found = _mention_at(head, mentions)
    if found:
        return found
    for child in head.children:
        if child.dep_ == "appos" and (found := _mention_at(child, mentions)) and found.kind == "person":
            return found
    closing = [m for m in mentions if m.span.end == phrase.end and phrase.covers(m.name) and m.form == "name"]
    if not closing:
        return None
    name = _tokens(head.doc, closing[0].name)
    if len(name) and name.root.dep_ not in ("pobj", "poss") and not _after_preposition(name):
        return closing[0]
    # "Ambassador to the United Nations Nikki Haley": a name right after a name begins anew.
    beside = closing[0].kind == "person" and closing[0].span == closing[0].name and head.i < name.start - 1
    return closing[0] if beside and _mention_at(head.doc[name.start - 1], mentions) else None


def _after_preposition(name: Any) -> bool:
    """ "the head of the administration": a name that closes another noun's phrase is not who speaks."""
    at = name.start - 1
    while at > 0 and name.doc[at].pos_ == "DET":
        at -= 1
    return at >= 0 and name.doc[at].pos_ == "ADP"


def _tokens(doc: Any, span: Span) -> Any:
    return doc.char_span(span.start, span.end, alignment_mode="expand") or ()


def _mention_at(token: Any, mentions: Sequence[Mention]) -> Mention | None:
    """The name a token is part of, unless it only owns the token ("Zelensky's office")."""
    covering = [m for m in mentions if m.form == "name" and m.span.start <= token.idx < m.span.end]
    return next((m for m in covering if m.name.start <= token.idx < m.name.end), covering[0] if covering else None)


def _subject(cue: Any, parsed: Parsed, mentions: Sequence[Mention]) -> tuple[Any, str] | None:
    """The head of the phrase that says it, and how it was found."""
    agent = next((g for c in cue.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if agent is not None:
        return agent, "by-phrase of the cue"
    if (told_of := _told_of(cue)) is not None:
        return told_of, f"“as {cue.lower_}” is said of it"
    own = _own_subject(cue)
    named = _name_before_comma(cue, mentions)
    if named is not None and (own is None or not _is_person(own, mentions)):
        return named, "stands before the cue"
    if own is not None:
        if own.dep_ == "nsubjpass" and not _quoted_as(cue):
            return None
        if (apart := _name_after_opening(own, cue, mentions)) is not None:
            return apart, "stands before the cue"
        return own, "subject of the cue" if own.i < cue.i else "inverted subject"
    if cue.dep_ == "conj" and _perhaps_anothers(cue):
        return None
    if cue.dep_ == "conj" and (shared := _shared_subject(cue, parsed, mentions)):
        return shared
    apart = None if cue.tag_ == "VBG" else _subject_before_aside(cue, mentions)
    if apart is not None:
        return apart, "stands before the cue"
    if any(child.dep_ in ("ccomp", "xcomp") and child.i > cue.i for child in cue.children):
        return _shared_subject(cue, parsed, mentions)  # what follows is what was said, so no subject stands there
    following = _subject_after(cue, mentions)
    return (following, "inverted subject") if following is not None else _shared_subject(cue, parsed, mentions)


def _perhaps_anothers(cue: Any) -> bool:
    """ "She says he left after her sons came and said": the sons said it, whatever the parse joins."""
    between = cue.doc[cue.head.i + 1 : cue.i]
    return cue.tag_ == "VBD" and cue.head.tag_ in ("VBZ", "VBP") and any(t.tag_ == "VBD" for t in between)


def _own_subject(cue: Any) -> Any | None:
    found = [child for child in cue.children if child.dep_ in _SUBJECTS and _may_speak(child)]
    found = [child for child in found if child.ent_type_ not in ("DATE", "TIME", "PERCENT")]
    found = [child for child in found if not (child.lower_ in ("it", "there") and child.dep_ == "nsubjpass")]
    return min(found, key=lambda child: abs(child.i - cue.i)) if found else None


def _may_speak(token: Any) -> bool:
    """A word that can head a subject; capitals count, since small models tag some surnames as verbs."""
    return token.pos_ in (*_NOMINAL, "DET", "ADJ", "ADV") or (token.text[:1].isupper() and token.is_alpha)


def _is_person(token: Any, mentions: Sequence[Mention]) -> bool:
    mention = _mention_at(token, mentions)
    return mention is not None and mention.kind == "person"


def _told_of(cue: Any) -> Any | None:
    """ "TASS quoted him as saying": the object of the verb that quotes, where that is active."""
    if cue.tag_ != "VBG" or cue.dep_ != "pcomp" or cue.head.lower_ != "as":
        return None
    return next((child for child in cue.head.head.children if child.dep_ == "dobj"), None)


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
    if mark.text not in (",", "—", "–", "--"):
        head = _closing_noun(mark)
        return head if head is not None and head.dep_ not in ("dobj", "pobj") else None
    for back in range(at - 1, cue.sent.start, -1):
        if cue.doc[back].text == mark.text:
            before = cue.doc[back - 1]
            return before if _mention_at(before, mentions) else _closing_noun(before)
    return None


def _name_before_comma(cue: Any, mentions: Sequence[Mention]) -> Any | None:
    """ "the head of Wagner, Yevgeny Prigozhin, declared": the person between two commas, right before the cue."""
    if cue.tag_ == "VBG" or cue.i < 3 or cue.doc[cue.i - 1].text != ",":
        return None
    near = _mention_at(cue.doc[cue.i - 2], mentions)
    if near is None or near.kind != "person":
        return None
    first = next((t.i for t in cue.doc[cue.sent.start : cue.i] if t.idx >= near.span.start), cue.i)
    return cue.doc[cue.i - 2] if first > cue.sent.start and cue.doc[first - 1].text == "," else None


def _name_after_opening(own: Any, cue: Any, mentions: Sequence[Mention]) -> Any | None:
    """ "Before the Council, Vasily Nebenzya, the ambassador, claimed": where the parse takes the Council for its
    subject, the person set between commas after the opening phrase."""
    if own.i > cue.i or _is_person(own, mentions):
        return None
    opening = [token for token in cue.sent if token.i < own.i and token.dep_ == "prep" and token.head == cue]
    if not opening or any(token.pos_ not in _WITHIN_NAME for token in cue.doc[opening[-1].i + 1 : own.i]):
        return None
    for token in cue.doc[own.i + 1 : cue.i]:
        if token.text == "," and token.i + 1 < cue.i and _is_person(token.nbor(), mentions):
            return token.nbor()
    return None


def _closing_noun(token: Any) -> Any | None:
    """The head of the noun phrase that ends with this token."""
    if token.pos_ not in _NOMINAL:
        return None
    while token.dep_ in ("compound", "flat", "pobj", "prep", "poss") and token.head.pos_ in (*_NOMINAL, "ADP"):
        if token.head.i > token.i:
            break
        token = token.head
    return token if token.pos_ in _NOMINAL else None


def _subject_after(cue: Any, mentions: Sequence[Mention]) -> Any | None:
    """ "…,” said Name": the name that follows the cue at once, where the parse calls it an object."""
    at = cue.i + 1
    while at < len(cue.doc) and cue.doc[at].pos_ in ("DET", "ADJ", "ADV", "PROPN", "NOUN") and at < cue.i + 6:
        if _mention_at(cue.doc[at], mentions) and cue.lower_ not in load("cues")["told"]["verbs"]:
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
        if verb.dep_ == "acl" and verb.head.pos_ in _NOMINAL:
            return (verb.head, "the noun it describes") if verb.tag_ == "VBG" and _speaks(verb.head) else None
        if verb.head == verb or verb.dep_ not in _HANGING:
            return _leading_subject(cue)
        verb = verb.head
        teller = _teller(verb) if cue.tag_ == "VBG" or verb.dep_ == "ccomp" else None
        other = teller or verb
        own = _own_subject(other)
        if own is None:
            continue
        # A cue's speaker is found once, by all the rules, so that "adding" never parts from its "said".
        found = _subject(other, parsed, mentions) if cue_at(other) else (own, "")
        if found is None or (found[0].dep_ == "nsubjpass" and cue.tag_ != "VBG"):
            return None
        return found[0], f"shares the subject of “{other.text}”"
    return None


def _leading_subject(cue: Any) -> tuple[Any, str] | None:
    """ "…, writing “…”": the subject of the sentence, where the parse lost the participle's verb."""
    root = cue.sent.root
    if cue.tag_ != "VBG" or not cue.i or cue.doc[cue.i - 1].text != "," or root.i >= cue.i:
        return None
    own = _own_subject(root)
    return (own, f"shares the subject of “{root.text}”") if own is not None and own.dep_ == "nsubj" else None


def _teller(verb: Any) -> Any | None:
    """The cue whose report a verb belongs to: in "said he would go, adding that …", *said* adds, not *he*."""
    while verb.dep_ in ("conj", "advcl", "xcomp") and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "ccomp" and cue_at(verb.head) else None


def _speaks(noun: Any) -> bool:
    """Whether "saying" after a noun is the noun's own saying: a name, or a document."""
    return noun.pos_ == "PROPN" or noun.lower_ in load("cues")["documents"]["nouns"] or noun.ent_type_ == "PERSON"


# ------------------------------------------------------------------ reported clauses


@lru_cache(maxsize=4)
def _reports(parsed: Parsed, mentions: tuple[Mention, ...], known: Known) -> tuple[Report, ...]:
    found = []
    for token in parsed.doc:
        for report in _reports_at(token, parsed, mentions, known):
            found.append(report)
    return tuple(sorted(found, key=lambda report: (report.content.start, -report.content.end)))


def find_reports(parsed: Parsed, mentions: Sequence[Mention], known: Known = NOBODY) -> tuple[Report, ...]:
    """Every clause or phrase that the article gives to somebody through a cue, in text order."""
    return _reports(parsed, tuple(mentions), known)


def find_attribution(
    parsed: Parsed, span: Span, mentions: Sequence[Mention], known: Known = NOBODY
) -> tuple[Speaker, Span, str] | None:
    """On whose word a clause stands: the innermost report around it as (speaker, cue, cue class), or None."""
    around = [
        (len(report.content), report.speaker, report.cue)
        for report in find_reports(parsed, mentions, known)
        if report.speaker and any(piece.covers(span) for piece in (report.content, report.rest) if piece)
    ]
    if not around:
        return None
    _, speaker, cue = min(around, key=lambda found: found[0])
    return speaker, cue.span, cue.cls


def _reports_at(token: Any, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> Iterator[Report]:
    if phrase := _according_to(token):
        cue, head = phrase
        content, rest = _rest_of_clause(token, head, parsed.text, mentions)
        if content:
            named = _set_beside(head, mentions)
            speaker = speaker_at(named or head, parsed, mentions, "named by the phrase", known)
            yield Report(content, cue, speaker, "according to", rest)
        return
    if token.pos_ == "NOUN" and (report := _noun_report(token, parsed, mentions, known)):
        yield report
        return
    cue = cue_at(token)
    if cue is None or _hypothetical(token):
        return
    if any(
        leaf.lower_ in ("no", "none", "nobody", "neither")
        for c in token.children
        if c.dep_ == "nsubj"
        for leaf in c.subtree
    ):
        return  # "No group claimed responsibility"
    if told := _told_last(cue, parsed):
        content, head = told
        speaker = speaker_at(head, parsed, mentions, "stands before the cue", known)
        cue, rest = replace(cue, cls=class_of(cue, "clause")), _after_colon(token, content, parsed)
        yield Report(content, cue, speaker, "clause before the cue", rest)
        return
    for content, frame in _contents(cue, parsed):
        if content:
            speaker = speaker_of(token, parsed, mentions, known)
            cue = replace(cue, cls=class_of(cue, frame))
            yield Report(content, cue, speaker, f"{frame} of the cue", _after_colon(token, content, parsed))
            return
    if token.dep_ == "parataxis" and "clause" in cue.frames and (own := _own_subject(token)) is not None:
        first, last = min(own.left_edge.i, token.i), max(own.right_edge.i, token.right_edge.i)
        content, rest = _around(parsed.text, token.doc, (token.sent.start, first), (last + 1, token.sent.end))
        if content:
            speaker = speaker_of(token, parsed, mentions, known)
            yield Report(content, replace(cue, cls=class_of(cue, "clause")), speaker, "clause round the cue", rest)


def _after_colon(token: Any, content: Span, parsed: Parsed) -> Span | None:
    """ "The bridge held, Moroz said: it had been hit twice.": what follows the colon is said too."""
    rest = token.doc[token.i + 2 : token.sent.end]
    if content.end > token.idx or token.doc[token.i + 1 : token.i + 2].text != ":" or len(rest) < 3:
        return None
    marked = any(t.is_quote for t in rest)
    return None if marked else _trim(span_of(rest), parsed.text)


def _told_last(cue: Cue, parsed: Parsed) -> tuple[Span, Any] | None:
    """ "The bridge was hit, the head of the council said on Sunday": read off the order of words, because small
    parsers join the two clauses, or hang the teller on the noun before the comma."""
    token, doc, sent = cue.token, cue.token.doc, cue.token.sent
    goes_on = any(c.i > token.i and c.dep_ in _SAID_AFTER for c in token.children)
    if "clause" not in cue.frames or (goes_on and doc[token.i + 1].text != ":"):
        return None
    if token.dep_ not in ("conj", "relcl", "ROOT") or token.tag_ not in _FINITE:
        return None
    if any(child.i < token.i and child.dep_ == "ccomp" for child in token.children):
        return None  # the parse has it
    comma = token.i - 1
    while comma > sent.start and doc[comma].pos_ in (*_WITHIN_NAME, "ADP", "PRON") and doc[comma].text != ",":
        comma -= 1
    teller = [t for t in doc[comma + 1 : token.i] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    before = doc[sent.start : comma]
    if doc[comma].text != "," or not teller or not any(t.tag_ in (*_FINITE, "MD") for t in before):
        return None
    pronouns = [t for t in doc[comma + 1 : token.i] if t.pos_ == "PRON" or t.tag_ in ("WDT", "WP")]
    if pronouns and len(doc[comma + 1 : token.i]) > 1:
        return None  # "…, which friends described", "…, a step they said"
    if doc[comma + 1].pos_ in ("ADP", "PART") or teller[-1].text in _WEEKDAYS:
        return None  # "Moroz, who heads the council, on Friday said"
    joint = next((t for t in teller if t.i + 1 < token.i and t.nbor().pos_ == "ADP"), teller[-1])
    return _trim(span_of(before), parsed.text), joint


def _around(text: str, doc: Any, left: tuple[int, int], right: tuple[int, int]) -> tuple[Span | None, Span | None]:
    """The pieces of a clause on both sides of an attribution; a mere "But," on the left is none."""
    pieces = [_trim(span_of(doc[a:b]), text) for a, b in (left, right) if b > a]
    solid = [piece for piece in pieces if len(piece.of(text).split()) > 1]
    if not any(_has_verb(doc, piece) for piece in solid):
        return None, None
    return solid[0], solid[1] if len(solid) > 1 else None


def _has_verb(doc: Any, span: Span) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in _tokens(doc, span))


def _noun_report(noun: Any, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> Report | None:
    """ "the governor's claim that …", "a warning by the ministry that …": the owner says what the clause says."""
    cls = _nouns().get(noun.lower_)
    clause = cls and next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp") and c.i > noun.i and _opens(c)), None
    )
    if clause is None or not cls:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    by = next(
        (g for c in noun.children if c.lower_ in ("by", "from") for g in c.children if g.dep_ == "pobj"), None
    )
    head = owner if owner is not None else by
    if head is None or head.lower_ in ("its", "their", "my", "our", "your"):
        return None
    speaker = speaker_at(head, parsed, mentions, "owner of the word", known)
    content = _clause(clause, noun, parsed)
    return Report(content, Cue(noun, span_of(noun), cls, frozenset({"clause"})), speaker, "clause of the noun")


def _opens(verb: Any) -> bool:
    """Whether a noun's clause is its content ("that the road was cut", "to rebuild") and no relative clause."""
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children) or _has_to(verb)


def _hypothetical(token: Any) -> bool:
    """Not said, or not yet: "did not say that", "may say", "if he says", "refused to say", "plans to announce"."""
    words = load("cues")["not_said"]
    joined = [*token.children, *(token.head.children if token.dep_ == "conj" else ())]
    if any(child.lower_ in ("neither", "nor") and child.dep_ in ("preconj", "cc") for child in joined):
        return True
    if any(child.lower_ in words["words"] for child in token.children if child.dep_ in ("aux", "neg", "mark")):
        return True
    return token.dep_ in ("xcomp", "pcomp", "ccomp") and token.head.lemma_ in words["verbs"]


def _contents(cue: Cue, parsed: Parsed) -> Iterator[tuple[Span | None, str]]:
    """What hangs from a cue as the thing said, the surest frame first."""
    token = cue.token
    for child in token.children:
        if "clause" in cue.frames and child.dep_ == "ccomp" and _is_told(child, cue):
            yield _clause(child, token, parsed), "clause"
        if "to" in cue.frames and child.dep_ in ("xcomp", "ccomp") and child.i > token.i and _has_to(child):
            asked = next((c for c in token.children if c.dep_ == "dobj" and token.i < c.i < child.i), None)
            whole = _clause(child, token, parsed)
            yield Span(_clause(asked, token, parsed).start, whole.end) if asked is not None else whole, "to"
    if "clause" in cue.frames and (content := _that_clause(token, parsed)):
        yield content, "clause"
    if "of" in cue.frames and (phrase := _of_phrase(token, parsed)):
        yield phrase, "of"
    for child in token.children:
        if "doing" in cue.frames and child.dep_ == "xcomp" and child.i > token.i and _is_doing(child):
            yield _clause(child, token, parsed), "doing"
        if "object" in cue.frames and child.dep_ == "dobj" and child.i > token.i and child.pos_ != "PRON":
            joined = ("prep", "xcomp", "acl", *(("advcl",) if any(map(_has_to, token.children)) else ()))
            content = _up_to_comma(_through(child, token, parsed, joined), token, parsed)
            if _tells(content, parsed):
                yield content, "object"


def _is_doing(verb: Any) -> bool:
    """ "denied having struck the town": the deed a verb of denying or owning up takes."""
    return verb.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in verb.children)


def _tells(content: Span, parsed: Parsed) -> bool:
    """Whether a phrase is enough to have been said: not "the claim", "the strike", "defeat"."""
    return sum(t.pos_ in _TELLING and not t.is_stop for t in parsed.tokens(content)) > 1


def _up_to_comma(content: Span, cue: Any, parsed: Parsed) -> Span:
    """ "After Kyiv announced its capture, both sides …": a clause that opens a sentence ends at its comma."""
    comma = content.of(parsed.text).find(",") if cue.dep_ == "advcl" and cue.head.i > cue.i else -1
    return Span(content.start, content.start + comma) if comma > 0 else content


def _is_told(clause: Any, cue: Cue) -> bool:
    """A clause after its cue, or a whole one before it. Verbs like "found" report only before "that"."""
    if _verbs()[cue.token.lower_][0] in load("cues")["that_only"]["verbs"]:
        return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)
    if clause.i < cue.token.i and any(token.text == ";" for token in cue.token.doc[clause.i : cue.token.i]):
        return False  # "Israel said …; the group denied it": another sentence but for the stop
    return clause.i > cue.token.i or any(child.dep_ in (*_SUBJECTS, "expl") for child in clause.children)


def _of_phrase(cue: Any, parsed: Parsed) -> Span | None:
    """ "warned of floods", "accused him of lying", "called on both sides to stop"."""
    verb = _verbs()[cue.lower_][0]
    wanted = load("cues")["prepositions"][verb]
    for child in cue.children:
        if child.dep_ == "prep" and child.i > cue.i and child.lower_ in wanted:
            accused = next((c for c in cue.children if c.dep_ == "dobj" and cue.i < c.i < child.i), None)
            deed = any(c.dep_ == "pcomp" for c in child.children)
            if not deed and not _tells(
                _trim(span_of(cue.doc[child.i + 1 : child.right_edge.i + 1]), parsed.text), parsed
            ):
                continue  # "accused Ukraine of the strike" holds no words of theirs
            return _through(
                accused or child,
                cue,
                parsed,
                ("prep", "xcomp", "advcl") if child.lower_ in ("on", "of", "to", "for") else (),
            )
    return None


def _through(head: Any, cue: Any, parsed: Parsed, joined: tuple[str, ...]) -> Span:
    """A phrase with what follows it at once under the same cue: "him" + "for firing on the town"."""
    span = _clause(head, cue, parsed)
    last = head.right_edge.i
    for child in cue.children:
        if (
            child.left_edge.i == last + 1
            and child.dep_ in joined
            and (child.dep_ != "prep" or child.lower_ in _BELONGING)
        ):
            last = child.right_edge.i
    return _trim(Span(span.start, max(span.end, span_of(cue.doc[last]).end)), parsed.text)


def _has_to(verb: Any) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _clause(head: Any, cue: Any, parsed: Parsed) -> Span:
    """What hangs from `head`, on its own side of the cue, edges clear of commas and stops."""
    first, last = head.left_edge.i, head.right_edge.i
    if head.i > cue.i:
        first = max(first, cue.i + 1)
        while first < head.i and (cue.doc[first].is_punct or cue.doc[first].dep_ in ("npadvmod",)):
            first += 1
        last = _cut(head, cue, last)
    else:
        last = min(last, cue.i - 1)
    return _trim(span_of(cue.doc[first : last + 1]), parsed.text)


def _cut(head: Any, cue: Any, last: int) -> int:
    """Where the report stops, if a small parser ran on: before the teller's next word or deed.

    "said he would go, adding that …" and "said he would go and is ready to …": a teller in the past keeps
    his report in the past, so a present tense joined by "and" is the article's own voice again.
    """
    for token in cue.doc[head.i + 1 : last + 1]:
        if token.dep_ == "conj" and token.head.i >= head.i:
            own = _own_subject(token)
            again = cue_at(token) and (own is not None or any(c.dep_ == "ccomp" for c in token.children))
            back = (
                own is None
                and cue.tag_ == "VBD"
                and (_tense(token.head) or _tense(head)) == "past"
                and _tense(token) == "present"
            )
            if again or back:
                return _before_joint(token, own, head)
        if (
            token.lower_ == "while"
            and token.i > head.i
            and token.nbor(-1).text == ","
            and token.nbor().tag_ == "VBG"
        ):
            return token.i - 2  # "said there was no deal, while offering a truce": the teller offers
        if token.tag_ == "VBG" and cue_at(token):
            at = token.i - 1
            while cue.doc[at].text in ("”", '"', "''"):
                at -= 1
            if cue.doc[at].text == ",":
                return at if at < token.i - 1 else at - 1
    return last


def _before_joint(verb: Any, own: Any, head: Any) -> int:
    """The last token before the "and" and the comma that lead to a verb."""
    first = own.left_edge.i if own is not None else min([verb.i, *(c.i for c in verb.lefts)])
    at = first - 1
    while at > head.i and (head.doc[at].dep_ == "cc" or head.doc[at].is_punct or head.doc[at].pos_ == "ADV"):
        at -= 1
    return at


def _tense(verb: Any) -> str | None:
    for token in (*(child for child in verb.children if child.dep_ in ("aux", "auxpass")), verb):
        if token.tag_ in ("VBD", "MD"):
            return "past" if token.tag_ == "VBD" or token.lower_ in ("would", "could", "might") else "present"
        if token.tag_ in ("VBZ", "VBP"):
            return "present"
    return None


def _trim(span: Span, text: str) -> Span:
    """Without commas, stops and joining words left hanging at the edges."""
    words = load("cues")["hanging"]["words"]
    while True:
        span = span.trimmed(text, ".,;:—–-")
        last = span.of(text).rsplit(None, 1)
        if len(last) < 2 or last[1].lower() not in words:
            return span
        span = Span(span.start, span.end - len(last[1]))


def _that_clause(token: Any, parsed: Parsed) -> Span | None:
    """From a "that" the parse hung elsewhere to the end of the sentence: "said Sunday in Kyiv that …"."""
    end = token.sent.end
    for at in range(token.i + 1, min(end, token.i + 16)):
        other = token.doc[at]
        if other.lower_ == "that" and other.dep_ == "mark":
            return _trim(span_of(token.doc[at:end]), parsed.text) if end > at + 1 else None
        if other.pos_ == "VERB" or other.text in (";", "“", "”", '"'):
            return None
    return None


def _according_to(token: Any) -> tuple[Cue, Any] | None:
    """ "according to the ministry": the phrase as a cue, and the noun it names."""
    if token.lower_ != "according" or token.i + 2 >= len(token.doc) or token.nbor().lower_ != "to":
        return None
    head = next((child for child in token.nbor().children if child.dep_ == "pobj"), None)
    head = head or next((child for child in token.children if child.dep_ == "pobj"), None)
    span = Span(token.idx, span_of(token.nbor()).end)
    return (Cue(token, span, "say", frozenset({"clause"})), head) if head is not None else None


def _set_beside(head: Any, mentions: Sequence[Mention]) -> Any | None:
    """ "its spokesman, Yuriy Ihnat, …": the person set beside the noun by commas; None for any other phrase."""
    doc, at = head.doc, head.right_edge.i
    comma = next((t.i for t in doc[head.i : head.sent.end] if t.text == ","), None)
    if comma is None or comma + 1 >= head.sent.end or (head.pos_ == "PROPN" and _mention_at(head, mentions)):
        return None
    named = _mention_at(doc[comma + 1], mentions)
    if named is None or named.kind != "person" or comma > max(at, head.i) + 1:
        return None
    last = _tokens(doc, named.span)[-1]
    closed = last.i + 1 >= head.sent.end or last.nbor().text in (",", ".")
    return last if closed else None


def _rest_of_clause(
    token: Any, head: Any, text: str, mentions: Sequence[Mention]
) -> tuple[Span | None, Span | None]:
    """The clause an "according to" phrase stands beside: before it, after it, or on both sides."""
    doc, sentence = token.doc, token.sent
    if token.i > sentence.start and doc[token.i - 1].lower_ in ("which", "who"):
        return _around(text, doc, (token.i, token.i), _relative(token, head))
    named = _set_beside(head, mentions)
    if named is not None and named.i + 1 < sentence.end:
        head = named
    start = next((t.i + 1 for t in reversed(doc[sentence.start : token.i]) if t.text == ";"), sentence.start)
    after = max(head.right_edge.i, token.i + 1) + 1
    beside = [c.right_edge.i for c in head.children if c.dep_ == "appos" and named is None]
    comma = next((t.i for t in doc[max(beside, default=head.i) : sentence.end] if t.text == ","), None)
    inside = token.i > sentence.start and doc[token.i - 1].text == "," and comma is not None
    if inside and comma and token.i - 2 > sentence.start and doc[token.i - 2].dep_ == "cc":
        return _around(text, doc, (token.i, token.i), (comma + 1, sentence.end))  # "…, and, according to X, …"
    if inside and any(t.pos_ in ("VERB", "AUX") for t in doc[comma + 1 : sentence.end]):
        finite = any(t.pos_ in ("VERB", "AUX") for t in doc[start : token.i])
        right = (sentence.end, sentence.end) if finite else (comma + 1, sentence.end)
        return _around(text, doc, (start, token.i), right)
    if token.i - start > 3:
        return _around(text, doc, (start, token.i), (sentence.end, sentence.end))
    start = comma + 1 if comma is not None else after
    return _around(text, doc, (token.i, token.i), (start, sentence.end))


def _relative(token: Any, head: Any) -> tuple[int, int]:
    """ "which according to the mayor takes its water from the lake, …": from its verb to the clause's comma."""
    doc, end = token.doc, token.sent.end
    verb = next((t.i for t in doc[head.i + 1 : end] if t.tag_ in (*_FINITE, "MD")), end)
    comma = next((t.i for t in doc[verb:end] if t.text == ","), end)
    return verb, comma
