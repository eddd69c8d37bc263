"""The clauses an article reports rather than tells: what was said, through which cue, on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from app.extract.lexicon import load
from app.extract.names.known import NOBODY, Known
from app.extract.names.noun_phrases import WEEKDAYS, WITHIN_NAME, noun_phrase
from app.extract.names.titles import is_title
from app.extract.quotes.according import according_to, around, rest_of_clause, set_beside
from app.extract.quotes.asides import before_aside
from app.extract.quotes.contents import FINITE, cites, contents, has_to, is_purpose, reach_of, reports_aside, trim
from app.extract.quotes.speakers import speaker_at, speaker_of
from app.extract.quotes.subjects import SUBJECTS, another_speaks, own_subject
from app.extract.reading import Mention, Speaker
from app.extract.words.cues import Cue, base_of, class_of, class_of_noun, cue_at, is_cue_form, told_as
from app.extract.words.numbers import bounds_a_count
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span

__all__ = ["Report", "find_attribution", "find_reports", "noun_phrase", "speaker_at", "speaker_of"]

_SAID_AFTER = ("ccomp", "xcomp", "dobj", "dative")


@dataclass(frozen=True, slots=True)
class Report:
    """A clause told on somebody's word: "that the road was cut" under *said*, given to its subject."""

    content: Span
    cue: Cue
    speaker: Speaker | None
    reason: str
    rest: Span | None = None  # the second piece, where the cue stands inside: "The bridge, he said, is gone"


@lru_cache(maxsize=4)
def _reports(parsed: Parsed, mentions: tuple[Mention, ...], known: Known) -> tuple[Report, ...]:
    found = []
    for token in parsed.doc:
        if not (is_cue_form(token.lower_) or token.lower_ == "according" or class_of_noun(token.lower_)):
            continue  # nine words of ten
        if report := _report_at(token, parsed, mentions, known):
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


def _report_at(token: Any, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> Report | None:
    """What one word opens: a phrase ("according to"), the clause of a noun ("the claim that") or of a verb."""
    if phrase := according_to(token):
        cue, head = phrase
        content, rest = rest_of_clause(token, head, parsed.text, mentions)
        if not content:
            return None
        speaker = speaker_at(set_beside(head, mentions) or head, parsed, mentions, "named by the phrase", known)
        return Report(content, cue, speaker, "according to", rest)
    if token.pos_ == "NOUN" and (report := _noun_report(token, parsed, mentions, known)):
        return report
    cue = cue_at(token)
    if cue is None or _hypothetical(token) or _was_told(token) or cites(token) or _said_by_none(token):
        return None
    if reports_aside(token):
        return None
    for way in (_before_or_round, _behind, _beside_clause):
        if report := way(cue, parsed, mentions, known):
            return report
    return None


def _said_by_none(token: Any) -> bool:
    """ "No group claimed responsibility"; or "an attack claimed by the Red Front that hit us": the attack did."""
    if token.tag_ == "VBN" and token.dep_ == "acl" and any(c.dep_ == "agent" for c in token.children):
        return True
    subject = (leaf for c in token.children if c.dep_ == "nsubj" for leaf in c.subtree)
    none = ("no", "none", "nobody", "neither")
    return any(leaf.lower_ in none and not bounds_a_count(leaf) for leaf in subject)


def _before_or_round(cue: Cue, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> Report | None:
    """ "The bridge, Moroz said, is gone" and "The bridge is gone, Moroz said", by the order of words."""
    if inside := _told_inside(cue, parsed):
        content, rest, head = inside
        reason = "clause round the cue"
    elif told := _told_last(cue, parsed):
        content, head = told
        rest, reason = _after_colon(cue.token, content, parsed), "clause before the cue"
    else:
        return None
    speaker = speaker_at(head, parsed, mentions, "stands before the cue", known)
    return Report(content, replace(cue, cls=class_of(cue, "clause")), speaker, reason, rest)


def _behind(cue: Cue, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> Report | None:
    """ "Moroz said that the bridge was gone", by the parse."""
    for whole, frame in contents(cue, parsed):
        if whole:
            content = before_aside(_without_told(whole, cue, parsed.text, mentions), parsed)
            rest = _after_colon(cue.token, content, parsed)
            cue = told_as(cue)
            speaker = speaker_of(cue.token, parsed, mentions, known)
            content = _before_teller(content, speaker, cue, parsed.text)
            return Report(content, replace(cue, cls=class_of(cue, frame)), speaker, f"{frame} of the cue", rest)
    return None


def _before_teller(content: Span, speaker: Speaker | None, cue: Cue, text: str) -> Span:
    """ "A shell hit the port of Selva, the governor of Orlia said": small parsers set him beside the port."""
    if speaker is None or not content.covers(speaker.span) or content.end > cue.span.start:
        return content
    told = trim(Span(content.start, speaker.span.start), text)
    last = text[speaker.span.end : cue.span.start].strip(" ,") == "" and text[told.end : told.end + 1] == ","
    return told if last and len(told.of(text).split()) > 1 else content


def _beside_clause(cue: Cue, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> Report | None:
    """ "The bridge – Moroz says – is gone": the teller is a clause of its own in the parse."""
    token = cue.token
    own = own_subject(token) if token.dep_ == "parataxis" and "clause" in cue.frames else None
    if own is None:
        return None
    first, last = min(own.left_edge.i, token.i), max(own.right_edge.i, token.right_edge.i)
    before = reversed(token.doc[token.sent.start : first])
    begins = next((t.i + 1 for t in before if t.text in (":", ";")), None) or token.sent.start
    ends = next((t.i for t in token.doc[last + 1 : token.sent.end] if another_speaks(t)), token.sent.end)
    content, rest = around(parsed.text, token.doc, (begins, first), (last + 1, max(ends, last + 1)))
    if not content:
        return None
    speaker = speaker_of(token, parsed, mentions, known)
    return Report(content, replace(cue, cls=class_of(cue, "clause")), speaker, "clause round the cue", rest)


def _without_told(content: Span, cue: Cue, text: str, mentions: Sequence[Mention]) -> Span:
    """ "told Delta News Ivan Moroz had left": small parsers run the two names together; the first was told."""
    if base_of(cue.token) not in load("cues")["told"]["verbs"]:
        return content
    told = next((m for m in mentions if m.span.start == content.start and m.form == "name"), None)
    after = told and next((m for m in mentions if m.span.start == told.span.end + 1 and m.form == "name"), None)
    apart = told and after and text[told.span.end : after.span.start] == " "
    return Span(after.span.start, content.end) if apart and after else content


def _after_colon(token: Any, content: Span, parsed: Parsed) -> Span | None:
    """ "The bridge held, Moroz said: it had been hit twice.": what follows the colon is said too."""
    rest = token.doc[token.i + 2 : token.sent.end]
    if content.end > token.idx or token.doc[token.i + 1 : token.i + 2].text != ":" or len(rest) < 3:
        return None
    marked = any(t.is_quote for t in rest)
    return None if marked else trim(span_of(rest), parsed.text)


def _told_last(cue: Cue, parsed: Parsed) -> tuple[Span, Any] | None:
    """ "The bridge was hit, the head of the council said on Sunday": read off the order of words, because small
    parsers join the two clauses, or hang the teller on the noun before the comma."""
    token, doc, sent = cue.token, cue.token.doc, cue.token.sent
    goes_on = any(c.i > token.i and c.dep_ in _SAID_AFTER for c in token.children)
    if "clause" not in cue.frames or (goes_on and doc[token.i + 1].text != ":"):
        return None
    opened = any(c.i < token.i and c.dep_ in ("mark", "advmod") for c in token.children)  # "as officials said"
    if token.dep_ not in ("conj", "relcl", "ROOT", "advcl") or token.tag_ not in FINITE:
        return None
    if token.dep_ == "advcl" and (opened or token.head.i > token.i):
        return None
    if any(child.i < token.i and child.dep_ == "ccomp" for child in token.children):
        return None  # the parse has it
    if (named := _named_last(token)) is not None:
        return trim(span_of(doc[sent.start : named]), parsed.text), doc[token.i - 2]
    comma = token.i - 1
    while comma > sent.start and doc[comma].pos_ in (*WITHIN_NAME, "ADP", "PRON") and doc[comma].text != ",":
        comma -= 1
    teller = [t for t in doc[comma + 1 : token.i] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    before = doc[sent.start : comma]
    if doc[comma].text != "," or not teller or not any(t.tag_ in (*FINITE, "MD") for t in before):
        return None
    pronouns = [t for t in doc[comma + 1 : token.i] if t.pos_ == "PRON" or t.tag_ in ("WDT", "WP")]
    if pronouns and len(doc[comma + 1 : token.i]) > 1:
        return None  # "…, which friends described", "…, a step they said"
    if doc[comma + 1].pos_ in ("ADP", "PART") or teller[-1].text in WEEKDAYS:
        return None  # "Moroz, who heads the council, on Friday said"
    joint = next((t for t in teller if t.i + 1 < token.i and t.nbor().pos_ == "ADP"), teller[-1])
    return trim(span_of(before), parsed.text), joint


def _named_last(token: Any) -> int | None:
    """ "…, the head of the council, Ivan Moroz, said": the comma before his office; None for any other order."""
    doc, start = token.doc, token.sent.start
    if token.i - 1 <= start or doc[token.i - 1].text != "," or own_subject(token) is not None:
        return None
    office = name = token.i - 2
    while name > start and doc[name].pos_ == "PROPN":
        name -= 1
    if not name < token.i - 2 or doc[name].text != ",":
        return None
    office = name - 1
    while office > start and (doc[office].pos_ in (*WITHIN_NAME, "ADP") and doc[office].text != ","):
        office -= 1
    held = doc[office + 1 : name]
    titled = any(is_title(t.text) for t in held if t.pos_ == "NOUN") and held[0].lower_ in ("the", "its", "their")
    told = any(t.tag_ in (*FINITE, "MD") or t.dep_ == "nsubjpass" for t in doc[start:office])
    return office if doc[office].text == "," and titled and told else None


def _told_inside(cue: Cue, parsed: Parsed) -> tuple[Span, Span, Any] | None:
    """ "The boats, Moroz explained on Friday, were old.": a subject, the teller between two commas, its verb."""
    token, doc, sent = cue.token, cue.token.doc, cue.token.sent
    own = own_subject(token)
    if "clause" not in cue.frames or token.tag_ not in FINITE or own is None or own.i > token.i:
        return None
    if own.tag_ in ("WP", "WDT"):
        return None  # "Moroz, who said so on Friday, was late"
    first = own.left_edge.i - 1
    second = next(
        (t.i for t in doc[token.i : sent.end] if t.text == "," or (t.pos_ in ("VERB", "AUX") and t != token)), 0
    )
    if first <= sent.start or doc[first].text != "," or not second or doc[second].text != ",":
        return None
    verb = next((t for t in doc[second + 1 : sent.end] if not t.is_quote and not t.is_space), None)
    before = [t for t in doc[sent.start : first] if not t.is_space]
    if verb is None or verb.tag_ not in (*FINITE, "MD") or any(t.tag_ in (*FINITE, "MD") for t in before):
        return None
    if not before or before[0].pos_ not in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM") or own_subject(verb):
        return None
    if any(t.is_quote for t in before) or doc[second + 1].is_quote:
        return None  # marks lead there
    return (
        trim(span_of(doc[sent.start : first]), parsed.text),
        trim(span_of(doc[second + 1 : sent.end]), parsed.text),
        own,
    )


def _noun_report(noun: Any, parsed: Parsed, mentions: Sequence[Mention], known: Known) -> Report | None:
    """ "the governor's claim that …", "a warning by the ministry that …": the owner says what the clause says."""
    cls = class_of_noun(noun.lower_)
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
    verb = noun.head
    if head.tag_ == "PRP$" and noun.dep_ == "dobj" and verb.lemma_.lower() in load("cues")["own_words"]["verbs"]:
        own = own_subject(verb)
        head = own if own is not None and own.dep_ == "nsubj" else head
    speaker = speaker_at(head, parsed, mentions, "owner of the word", known)
    content = reach_of(clause, noun, parsed)
    return Report(content, Cue(noun, span_of(noun), cls, frozenset({"clause"})), speaker, "clause of the noun")


def _opens(verb: Any) -> bool:
    """Whether a noun's clause is its content ("that the road was cut", "to rebuild") and no relative clause."""
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children) or has_to(verb)


def _was_told(token: Any) -> bool:
    """ "Asked whether the road was open, Moroz said": he was asked, and by whom is not told."""
    return (
        token.tag_ == "VBN"
        and token.dep_ == "advcl"
        and not any(c.dep_ in (*SUBJECTS, "aux", "auxpass", "agent") for c in token.children)
    )


def _hypothetical(token: Any) -> bool:
    """Not said, or not yet: "did not say that", "may say", "if he says", "refused to say", "plans to announce"."""
    words = load("cues")["not_said"]
    if token.i and token.tag_ in ("VB", "VBP") and token.nbor(-1).text in ("(", "[") and not _has_subject(token):
        return True  # "(think of the winter)": said to the reader
    if token.tag_ == "VBG" and token.head.lower_ == "worth":
        return True  # "It is worth noting that"
    if token.i > 1 and token.dep_ == "xcomp" and token.nbor(-1).lower_ == "to" and token.nbor(-2).lower_ == "yet":
        return True  # "has yet to confirm"
    if is_purpose(token):
        return True
    joined = [*token.children, *(token.head.children if token.dep_ == "conj" else ())]
    if any(child.lower_ in ("neither", "nor") and child.dep_ in ("preconj", "cc") for child in joined):
        return True
    if any(child.lower_ in words["words"] for child in token.children if child.dep_ in ("aux", "neg", "mark")):
        return True
    if any(child.dep_ == "xcomp" and child.lemma_ in words["unnamed"] for child in token.children):
        return any(child.dep_ == "auxpass" for verb in token.children for child in verb.children)
    return token.dep_ in ("xcomp", "pcomp", "ccomp") and token.head.lemma_ in words["verbs"]


def _has_subject(token: Any) -> bool:
    own = own_subject(token)
    return own is not None and own.i < token.i
