"""The clauses an article reports rather than tells: what was said, through which cue, on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from app.extract.cues import Cue, base_of, class_of, class_of_noun, cue_at
from app.extract.known import NOBODY, Known
from app.extract.lexicon import load
from app.extract.parse import Parsed, span_of
from app.extract.reading import Mention, Speaker
from app.extract.speakers import (
    SUBJECTS,
    WEEKDAYS,
    WITHIN_NAME,
    mention_at,
    noun_phrase,
    own_subject,
    speaker_at,
    speaker_of,
    tokens_at,
)
from app.text.span import Span

__all__ = ["Report", "find_attribution", "find_reports", "noun_phrase", "speaker_at", "speaker_of"]

_BELONGING = ("of", "for", "over", "as", "against", "about", "to")  # a phrase of the thing said, not of the saying
_FINITE = ("VBD", "VBZ", "VBP")
_TELLING = ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV")
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
    if cue is None or _hypothetical(token) or _was_told(token):
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
    if token.dep_ == "parataxis" and "clause" in cue.frames and (own := own_subject(token)) is not None:
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
    while comma > sent.start and doc[comma].pos_ in (*WITHIN_NAME, "ADP", "PRON") and doc[comma].text != ",":
        comma -= 1
    teller = [t for t in doc[comma + 1 : token.i] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    before = doc[sent.start : comma]
    if doc[comma].text != "," or not teller or not any(t.tag_ in (*_FINITE, "MD") for t in before):
        return None
    pronouns = [t for t in doc[comma + 1 : token.i] if t.pos_ == "PRON" or t.tag_ in ("WDT", "WP")]
    if pronouns and len(doc[comma + 1 : token.i]) > 1:
        return None  # "…, which friends described", "…, a step they said"
    if doc[comma + 1].pos_ in ("ADP", "PART") or teller[-1].text in WEEKDAYS:
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
    return any(token.pos_ in ("VERB", "AUX") for token in tokens_at(doc, span))


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
    speaker = speaker_at(head, parsed, mentions, "owner of the word", known)
    content = _clause(clause, noun, parsed)
    return Report(content, Cue(noun, span_of(noun), cls, frozenset({"clause"})), speaker, "clause of the noun")


def _opens(verb: Any) -> bool:
    """Whether a noun's clause is its content ("that the road was cut", "to rebuild") and no relative clause."""
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children) or _has_to(verb)


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
    if token.i > 1 and token.dep_ == "xcomp" and token.nbor(-1).lower_ == "to" and token.nbor(-2).lower_ == "yet":
        return True  # "has yet to confirm"
    joined = [*token.children, *(token.head.children if token.dep_ == "conj" else ())]
    if any(child.lower_ in ("neither", "nor") and child.dep_ in ("preconj", "cc") for child in joined):
        return True
    if any(child.lower_ in words["words"] for child in token.children if child.dep_ in ("aux", "neg", "mark")):
        return True
    if any(child.dep_ == "xcomp" and child.lemma_ in words["unnamed"] for child in token.children):
        return any(child.dep_ == "auxpass" for verb in token.children for child in verb.children)
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
    if base_of(cue.token) in load("cues")["that_only"]["verbs"]:
        return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)
    if clause.i < cue.token.i and any(token.text == ";" for token in cue.token.doc[clause.i : cue.token.i]):
        return False  # "Israel said …; the group denied it": another sentence but for the stop
    return clause.i > cue.token.i or any(child.dep_ in (*SUBJECTS, "expl") for child in clause.children)


def _of_phrase(cue: Any, parsed: Parsed) -> Span | None:
    """ "warned of floods", "accused him of lying", "called on both sides to stop"."""
    verb = base_of(cue)
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
            own = own_subject(token)
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
    if comma is None or comma + 1 >= head.sent.end or (head.pos_ == "PROPN" and mention_at(head, mentions)):
        return None
    named = mention_at(doc[comma + 1], mentions)
    if named is None or named.kind != "person" or comma > max(at, head.i) + 1:
        return None
    last = tokens_at(doc, named.span)[-1]
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
