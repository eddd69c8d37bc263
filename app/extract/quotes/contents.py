"""What was said, read off the parse: the clause or phrase that hangs from a cue, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.extract.lexicon import load
from app.extract.names.noun_phrases import WITHIN_NAME
from app.extract.quotes.subjects import SUBJECTS, another_speaks, own_subject, teller_of_both
from app.extract.words.cues import Cue, base_of, cue_at, hands_on, is_cue_form
from app.extract.words.parse import Parsed, span_of
from app.text.span import Span

FINITE = ("VBD", "VBZ", "VBP")
_BELONGING = ("of", "for", "over", "as", "against", "about", "to")  # a phrase of the thing said, not of the saying
_TELLING = ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV")
_LONGEST_TELLER = 8  # tokens: "the state-run Interfax news agency reports"


def contents(cue: Cue, parsed: Parsed) -> Iterator[tuple[Span | None, str]]:
    """What hangs from a cue as the thing said, the surest frame first."""
    token = cue.token
    for child in token.children:
        if "clause" in cue.frames and child.dep_ == "ccomp" and _is_told(child, cue):
            yield _whole_subject(reach_of(child, token, parsed), child, token, parsed), "clause"
        if "to" in cue.frames and child.dep_ in ("xcomp", "ccomp") and child.i > token.i and has_to(child):
            asked = next((c for c in token.children if c.dep_ == "dobj" and token.i < c.i < child.i), None)
            whole = reach_of(child, token, parsed)
            yield Span(reach_of(asked, token, parsed).start, whole.end) if asked is not None else whole, "to"
    if "clause" in cue.frames and (content := _that_clause(token, parsed)):
        yield content, "clause"
    if "of" in cue.frames and (phrase := _of_phrase(token, parsed)):
        yield phrase, "of"
    for child in token.children:
        if "doing" in cue.frames and child.dep_ == "xcomp" and child.i > token.i and _is_doing(child):
            yield reach_of(child, token, parsed), "doing"
        if "object" in cue.frames and child.dep_ == "dobj" and child.i > token.i and _is_word(child, token):
            joined = ("prep", "xcomp", "acl", *(("advcl",) if any(map(has_to, token.children)) else ()))
            content = _up_to_comma(_through(child, token, parsed, joined), token, parsed)
            if _tells(content, parsed):
                yield content, "object"


def _cited_thing(clause: Any, cue: Cue) -> bool:
    """ "citing what he called “bandits”": what is cited is a reason, and no words."""
    return hands_on(cue.token) and any(child.lower_ == "what" for child in clause.lefts)


def _is_word(thing: Any, cue: Any) -> bool:
    """Whether an object can have been said: no pronoun, and no town that is laid claim to."""
    towns = load("place_words")["described"]["settlement"]
    return thing.pos_ != "PRON" and not (base_of(cue) == "claim" and thing.lower_ in towns)


def _whole_subject(content: Span, clause: Any, cue: Any, parsed: Parsed) -> Span:
    """ "said dozens of HRU (Harbour Rescue Union) boats sank": small parsers part the boats from the brackets; and
    "the road" from its verb in "announced the road, to be called Main, would open"."""
    before = parsed.text[max(0, content.start - 2) : content.start].rstrip()[-1:]
    headless = before == "," and not any(c.dep_ in (*SUBJECTS, "expl") for c in clause.children)
    if before != ")" and not headless:
        return content
    parted = next((c for c in cue.children if c.dep_ == "dobj" and cue.i < c.i and c.idx < content.start), None)
    if parted is None or parted.left_edge.i != cue.i + 1:
        return content
    return Span(parted.left_edge.idx, content.end)


def cites(token: Any) -> bool:
    """ "reported, citing two officials, that …": the reporting has the clause, whatever the parse says."""
    cited = any(c.dep_ == "dobj" and c.i > token.i for c in token.children)
    retells = any(child.lower_ == "as" for child in token.children)
    return cited and not retells and token.tag_ == "VBG" and token.lower_ in load("cues")["relays"]["citing"]


def reports_aside(token: Any) -> bool:
    """The "reported" of "Moroz told the press, Delta News reported, that …": between the cue and its clause."""
    doc, at = token.doc, token.i
    if token.tag_ not in FINITE or not is_cue_form(token.lower_) or at + 2 >= len(doc):
        return False
    closed = doc[at + 1].text == "," and doc[at + 2].lower_ == "that"
    first = at - 1
    while first > token.sent.start and doc[first].pos_ in WITHIN_NAME and doc[first].text != ",":
        first -= 1
    named = any(t.pos_ == "PROPN" for t in doc[first + 1 : at])
    before = (t for t in doc[token.sent.start : first] if t.tag_ == "VBD" and is_cue_form(t.lower_))
    return closed and named and doc[first].text == "," and any(before)


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
    if _cited_thing(clause, cue):
        return False
    headless = not any(c.dep_ in (*SUBJECTS, "expl", "aux", "mark") for c in clause.children)
    if clause.i > cue.token.i and headless and clause.tag_ in FINITE and cue_at(clause) is not None:
        return False  # "claimed the raid on Monday and Norland denied it": its subject is lost among the objects
    if clause.i < cue.token.i and any(token.text == ";" for token in cue.token.doc[clause.i : cue.token.i]):
        return False  # "Israel said …; the group denied it": another sentence but for the stop
    return clause.i > cue.token.i or any(child.dep_ in (*SUBJECTS, "expl") for child in clause.children)


def _of_phrase(cue: Any, parsed: Parsed) -> Span | None:
    """ "warned of floods", "accused him of lying", "called on both sides to stop"."""
    verb = base_of(cue)
    wanted = load("cues")["prepositions"].get(verb)
    if wanted is None:  # a cue of several words whose parse has another word at its head
        return None
    for child in cue.children:
        if child.dep_ == "prep" and child.i > cue.i and child.lower_ in wanted:
            accused = next((c for c in cue.children if c.dep_ == "dobj" and cue.i < c.i < child.i), None)
            deed = any(c.dep_ == "pcomp" for c in child.children)
            if not deed and not _tells(
                trim(span_of(cue.doc[child.i + 1 : child.right_edge.i + 1]), parsed.text), parsed
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
    span = reach_of(head, cue, parsed)
    last = head.right_edge.i
    for child in cue.children:
        if (
            child.left_edge.i == last + 1
            and child.dep_ in joined
            and (child.dep_ != "prep" or child.lower_ in _BELONGING)
        ):
            last = child.right_edge.i
    return trim(Span(span.start, max(span.end, span_of(cue.doc[last]).end)), parsed.text)


def has_to(verb: Any) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def is_purpose(verb: Any) -> bool:
    """ "met ministers to reaffirm “our commitment”": what for, and nobody's words yet."""
    before = verb.head.lemma_.lower() in load("cues")["not_said"]["on_the_way"]
    return before and verb.dep_ == "advcl" and has_to(verb)


def reach_of(head: Any, cue: Any, parsed: Parsed) -> Span:
    """What hangs from `head`, on its own side of the cue, edges clear of commas and stops."""
    first, last = head.left_edge.i, head.right_edge.i
    if head.i > cue.i:
        first = max(first, cue.i + 1)
        while first < head.i and (cue.doc[first].is_punct or cue.doc[first].dep_ in ("npadvmod",)):
            first += 1
        first = next((c.i for c in head.children if _opens_late(c, first)), first)
        last = next((t.i - 1 for t in cue.doc[first:last] if _retold_at_the_end(t, last)), last)
        other = next((t.i for t in cue.doc[first : head.i] if t.text == ";" and another_speaks(t)), None)
        last = _cut(head, cue, last) if other is None else other - 1
    else:
        last = min(last, cue.i - 1)
    return trim(span_of(cue.doc[first : last + 1]), parsed.text)


def _opens_late(mark: Any, first: int) -> bool:
    """ "said, according to Delta News, that the bridge held": who hands it on stands before the "that"."""
    return (
        mark.lower_ == "that" and mark.dep_ == "mark" and first < mark.i and mark.doc[first].lower_ == "according"
    )


def _cut(head: Any, cue: Any, last: int) -> int:
    """Where the report stops, if a small parser ran on: before the teller's next word or deed.

    "said he would go, adding that …" and "said he would go and is ready to …": a teller in the past keeps
    his report in the past, so a present tense joined by "and" is the article's own voice again.
    """
    for token in cue.doc[head.i + 1 : last + 1]:
        if (before := _before_another(token)) is not None and before > head.i:
            return before
        if _sourced_at_the_end(token, last):
            return token.i - 2  # "said the bridge held, according to Delta News": who has it from him
        if token.dep_ == "conj" and token.head.i >= head.i:
            own = own_subject(token)
            if any(c.dep_ == "cc" and c.lower_ in ("nor", "or") for c in token.head.children):
                continue  # "said it would neither confirm nor deny that …"
            if any(c.lower_ == "that" and c.dep_ == "mark" for c in token.children):
                continue  # "said the boat sank, and that a diver had reported it": both are said
            again = cue_at(token) and (own is not None or any(c.dep_ == "ccomp" for c in token.children))
            back = (
                own is None
                and cue.tag_ == "VBD"
                and (_tense(token.head) or _tense(head)) == "past"
                and _tense(token) == "present"
            )
            if again or back or teller_of_both(token) == cue:
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


def _before_another(token: Any) -> int | None:
    """The last token of a report before another's words, or before what another makes of it."""
    if token.text == ";" and another_speaks(token):
        return token.i - 1
    if token.lower_ in ("while", "whereas") and another_speaks(token):
        return token.i - 2
    return disputed_aside(token)


def disputed_aside(noun: Any) -> int | None:
    """The last token before ", a charge that Norland denied": what the article says of the words it retells."""
    first = noun.left_edge.i
    words = load("denials")
    if noun.lower_ not in (*words["nouns"], *words["counts"]) or not first or noun.doc[first - 1].text != ",":
        return None
    of_it = [c for c in noun.children if c.dep_ in ("relcl", "acl") and c.i > noun.i]
    return first - 2 if any(c.lemma_.lower() in load("modality")["denying"]["reports"] for c in of_it) else None


def _sourced_at_the_end(token: Any, last: int) -> bool:
    """Whether ", according to …" is all that is left of a clause."""
    if token.lower_ != "according" or token.i < 2 or token.nbor(-1).text != ",":
        return False
    return not any(later.pos_ in ("VERB", "AUX") for later in token.doc[token.i + 1 : last + 1])


def _retold_at_the_end(comma: Any, last: int) -> bool:
    """Whether ", Delta News reports" is all that is left of a clause: the teller of the whole sentence."""
    rest = comma.doc[comma.i + 1 : last + 1]
    if comma.text != "," or not 1 < len(rest) < _LONGEST_TELLER or not is_cue_form(rest[-1].lower_):
        return False
    after = comma.doc[last + 1 : comma.sent.end]
    closes = rest[-1].tag_ in (*FINITE, "NNS") and all(t.is_punct or t.is_space for t in after)
    return closes and all(t.pos_ in WITHIN_NAME for t in rest[:-1]) and any(t.pos_ == "PROPN" for t in rest[:-1])


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


def _that_clause(token: Any, parsed: Parsed) -> Span | None:
    """From a "that" the parse hung elsewhere to the end of the sentence: "said Sunday in Kyiv that …"."""
    end = token.sent.end
    for at in range(token.i + 1, min(end, token.i + 16)):
        other = token.doc[at]
        if other.lower_ == "that" and other.dep_ == "mark":
            return trim(span_of(token.doc[at:end]), parsed.text) if end > at + 1 else None
        if (other.pos_ == "VERB" and not cites(other) and not reports_aside(other)) or other.text in (
            ";",
            "“",
            "”",
            '"',
        ):
            return None
    return None


def trim(span: Span, text: str) -> Span:
    """Without commas, stops, footnote marks and joining words left hanging at the edges."""
    words = load("cues")["hanging"]["words"]
    while True:
        span = span.trimmed(text, ".,;:—–-")
        if note := _FOOTNOTE.search(span.of(text)):
            span = Span(span.start, span.start + note.start())
            continue
        last = span.of(text).rsplit(None, 1)
        if len(last) < 2 or last[1].lower() not in words:
            return _closed(span, text)
        span = Span(span.start, span.end - len(last[1]))


# "had counted ninety dead.[2": the stop, and the mark of its source, whose bracket small parsers part from it.
_FOOTNOTE = re.compile(r"(?<=\S)[.!?]?(?:\[\d{1,3}\]?)+$")
_SHORT_FORM = re.compile(r"(?:\b[ap]\.m|\b[A-Z]\.[A-Z])$")


def _closed(span: Span, text: str) -> Span:
    """With the stop of "7 p.m." and the bracket of "the Front (also known as Harbour Watch)"."""
    said, after = span.of(text), text[span.end : span.end + 1]
    opened = said.rfind("(") > said.rfind(")") and after == ")"
    shortened = after == "." and _SHORT_FORM.search(said)
    return Span(span.start, span.end + 1) if opened or shortened else span
