"""Which words may tell of an event: the trigger lexicon laid over the parse.

A token matches an entry of `lexicon/triggers.toml` by dictionary form, and then the entry's restrictions
on object, subject and clause decide. What was seen and not taken comes back as a Refusal with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.extract.known import NOBODY, Known
from app.extract.lexicon import load
from app.extract.parse import Parsed, span_of
from app.extract.reading import Mention, PlaceMention, Refusal
from app.text.span import Span

_CLAUSE_DEPS = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "csubj", "appos"})
_TRANSPARENT = frozenset(
    {
        "round",
        "series",
        "wave",
        "number",
        "result",
        "package",
        "set",
        "outbreak",
        "spate",
        "string",
        "start",
        "hour",
        "day",
        "week",
        "barrage",
        "act",
        "kind",
        "part",
        "night",
        "middle",
        "course",
        "lot",
        "batch",
        "dozen",
        "hundred",
        "wake",
        "aftermath",
        "site",
        "scene",
        "beginning",
        "raft",
        "report",
    }
)
_CIRCUMSTANCE = frozenset({"in", "by", "from", "after", "during", "following", "amid", "with", "at"})


@dataclass(frozen=True, slots=True)
class Around:
    """What the other readers found, which the restrictions ask about."""

    parsed: Parsed
    mentions: Sequence[Mention]
    places: Sequence[PlaceMention]
    known: Known = NOBODY


@dataclass(frozen=True, slots=True)
class Match:
    """A token that tells of an event, the entry that took it, and the verb that tells a noun."""

    token: Any
    entry: dict[str, Any]
    type: str
    trigger: Span
    verb: Any | None  # the trigger itself when it is a verb; else what governs it, if anything
    number: int  # of the entry in the file: the smaller, the more particular


@cache
def _entries() -> dict[tuple[str, str], tuple[tuple[int, tuple[str, ...], dict[str, Any]], ...]]:
    """("verb" | "noun" | "phrase", key word) → the entries, in file order; a noun's key is its last word."""
    found: dict[tuple[str, str], list[tuple[int, tuple[str, ...], dict[str, Any]]]] = {}
    for number, entry in enumerate(load("triggers")["trigger"]):
        for kind in ("verb", "noun", "phrase"):
            for words in entry.get(f"{kind}s", ()):
                parts = tuple(re.split(r"[ ]|(?<=\w)(?=-)|(?<=-)", words))
                key = parts[0] if kind == "verb" else parts[-1]
                found.setdefault((kind, key), []).append((number, parts, entry))
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def words_of(name: str) -> frozenset[str]:
    """A word list of the lexicon by name."""
    words = load("triggers")["words"]
    for table in (words, words["more"], words["modes"]):
        if isinstance(table.get(name), list):
            return frozenset(table[name])
    return frozenset()


def lemma(token: Any) -> str:
    """The dictionary form; the small model leaves some plurals and participles in capitals alone."""
    found = token.lemma_.lower()
    if token.tag_ in ("NNS", "NNPS") and found == token.lower_ and found.endswith("s") and len(found) > 3:
        return found[:-1]
    return found


def phrase_tokens(head: Any) -> list[Any]:
    """A noun with what hangs from it, clauses left out."""
    kept = [head]
    for child in head.children:
        if child.dep_ not in _CLAUSE_DEPS and not child.is_punct:
            kept += phrase_tokens(child)
    return sorted(kept, key=lambda token: token.i)


def clause_of(token: Any) -> Any:
    """The verb at the head of the clause a token stands in (or the top of its sentence, if no verb is)."""
    at = token
    while at.head.i != at.i and not (at.pos_ in ("VERB", "AUX") and _heads_clause(at)):
        at = at.head
    return at


def _heads_clause(verb: Any) -> bool:
    if verb.dep_ in ("ROOT", "ccomp", "relcl", "advcl", "parataxis", "acl", "csubj", "pcomp", "csubjpass"):
        return True
    return verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ not in ("VB",)


def clause_tokens(token: Any) -> list[Any]:
    """The tokens of a token's own clause, without the clauses inside it."""
    top = clause_of(token)
    return [t for t in top.subtree if clause_of(t).i == top.i]


def subjects(verb: Any) -> list[Any]:
    """Who does it: own subject or agent; else that of the verb it hangs from, or the noun a clause describes."""
    for child in verb.children:
        if child.dep_ == "agent":
            return [c for c in child.children if c.dep_ == "pobj"]
    passive = is_passive(verb)
    own = [] if passive else [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if own and own[0].lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        return [verb.head]
    if own or passive:
        return own
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [verb.head]
    if verb.dep_ in ("xcomp", "conj", "advcl", "pcomp", "ccomp") and not passive:
        return _subjects_above(verb)
    return []


def _subjects_above(verb: Any) -> list[Any]:
    at = verb.head if verb.head.pos_ != "ADP" else verb.head.head
    if verb.dep_ == "pcomp" and lemma(at) in words_of("of-object"):  # "accused the army of bombing"
        return objects(at)
    if at.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    if verb.dep_ == "xcomp":
        objects_above = [c for c in at.children if c.dep_ == "dobj"]
        if objects_above:  # "forced them to withdraw"
            return objects_above
    if at.pos_ == "ADJ":
        at = at.head
    if verb.dep_ == "xcomp" and is_passive(at):  # "troops were ordered to withdraw"
        return [c for c in at.children if c.dep_ == "nsubjpass"]
    return subjects(at) if not is_passive(at) else [c for c in at.children if c.dep_ == "nsubjpass"]


def is_passive(verb: Any) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass", "agent") for c in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and is_passive(verb.head)
        and not any(c.dep_ in ("nsubj", "dobj", "aux") for c in verb.children)
    )


def objects(verb: Any) -> list[Any]:
    """Whom or what it is done to: objects, or the subject of a passive."""
    if is_passive(verb):
        own = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if own and own[0].lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            return [verb.head]
        if own:
            return own
        if verb.dep_ == "acl":
            return [verb.head]
        return objects(verb.head) if verb.dep_ == "conj" else []
    own = [c for c in verb.children if c.dep_ in ("dobj", "dative", "attr")]
    if verb.dep_ == "relcl" and own and own[0].lower_ in ("that", "which", "whom", "who"):
        return [verb.head, *own[1:]]  # "a remark that he withdrew"
    if not own:  # "clashed with", "advanced on", "fell to"
        preps = [
            c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("with", "on", "into", "at", "of", "for")
        ]
        own = [c for prep in preps for c in prep.children if c.dep_ == "pobj"]
    return own


def find_triggers(around: Around) -> Iterator[Match | Refusal]:
    """Every token of the text that the lexicon knows, taken or refused, in order."""
    for token in around.parsed.doc:
        if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") or token.tag_ in ("VBN", "VBG", "VBD"):
            found = _match(token, around)
            if found is not None:
                yield found


def _match(token: Any, around: Around) -> Match | Refusal | None:
    candidates = [row for kind in ("verb", "noun", "phrase") for row in _of_kind(kind, token)]
    if not candidates:
        return None
    trigger = _trigger_span(token, candidates[0][1], candidates[0][3])
    if reason := _inside_name(token, around) or _figure_of_speech(token, around.parsed):
        return Refusal(trigger, reason)
    for number, parts, entry, kind in sorted(candidates, key=lambda row: row[0]):
        verb, told = _teller(token, kind, entry)
        if not told or not _restrictions_met(token, kind, entry, verb, around):
            continue
        type_ = _finer_type(entry["type"], token)
        return Match(token, entry, type_, _trigger_span(token, parts, kind), verb, number)
    return Refusal(trigger, "spoken of, not told as happening, or not with the object this word needs")


def _of_kind(kind: str, token: Any) -> Iterator[tuple[int, tuple[str, ...], dict[str, Any], str]]:
    is_verb = token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBD", "VBG")
    if kind == "verb" and (not is_verb or token.dep_ in ("amod", "compound")):
        return
    if kind == "noun" and (token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod", "npadvmod")):
        return
    for number, parts, entry in _entries().get((kind, lemma(token)), ()):
        if kind == "verb" and not _particles(token, parts[1:]):
            continue
        if kind != "verb" and not _runs_together(token, parts):
            continue
        yield number, parts, entry, kind


def _particles(verb: Any, rest: tuple[str, ...]) -> bool:
    """Whether the rest of a verb's entry follows: "down" of "shoot down", wherever its object stands."""
    if not rest:
        return True
    if len(rest) == 1:
        return any(
            c.lower_ == rest[0] and c.dep_ in ("prt", "prep", "advmod", "oprd", "acomp") for c in verb.children
        ) or (verb.i + 1 < len(verb.doc) and lemma(verb.nbor()) == rest[0])
    following = [lemma(t) for t in verb.doc[verb.i + 1 : verb.i + 2 + 2 * len(rest)] if t.pos_ != "DET"]
    return any(tuple(following[i : i + len(rest)]) == rest for i in range(3))


def _runs_together(token: Any, parts: tuple[str, ...]) -> bool:
    """Whether the words before a token are those of the entry ("drone" before "attack")."""
    at, wanted = token.i, [p for p in reversed(parts) if p != "-"]
    for word in wanted:
        while at >= 0 and token.doc[at].text in ("-", "‑"):
            at -= 1
        if at < 0 or word not in (lemma(token.doc[at]), token.doc[at].lower_):
            return False
        at -= 1
    return True


def _trigger_span(token: Any, parts: tuple[str, ...], kind: str) -> Span:
    if kind == "verb":
        particle = [c for c in token.children if c.dep_ == "prt" and c.i == token.i + 1]
        return (
            Span(token.idx, particle[0].idx + len(particle[0])) if particle and len(parts) > 1 else span_of(token)
        )
    first = token.doc[max(0, token.i - len([p for p in parts if p != "-"]) + 1)]
    while first.i > 0 and first.text == "-":
        first = token.doc[first.i - 1]
    return Span(first.idx, token.idx + len(token))


def _inside_name(token: Any, around: Around) -> str | None:
    """A word inside a name is none of ours: "the Study of War", "Battle Creek", "Strike Group 5"."""
    span = span_of(token)
    for mention in around.mentions:
        if mention.form == "name" and mention.span.covers(span):
            return "inside a name or title"
    for place in around.places:
        if place.name.covers(span):
            return "inside a place name"
    if (
        token.tag_ in ("NNP", "NNPS")
        and token.i > token.sent.start
        and token.text[:1].isupper()
        and token.pos_ == "PROPN"
    ):
        neighbours = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
        if any(t.tag_ in ("NNP", "NNPS") for t in neighbours):
            return "inside a name"
    return None


@cache
def _refusals() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["reason"]) for row in load("triggers")["refuse"])


def _figure_of_speech(token: Any, parsed: Parsed) -> str | None:
    sentence = token.sent
    text, start = parsed.text, max(sentence.start_char, token.idx - 80)
    window = text[start : min(sentence.end_char, token.idx + 80)]
    at = token.idx - start
    for pattern, reason in _refusals():
        if any(m.start() <= at < m.end() for m in pattern.finditer(window)):
            return reason
    return None


def _teller(token: Any, kind: str, entry: dict[str, Any]) -> tuple[Any | None, bool]:
    """The verb that tells of it, and whether it is told at all rather than spoken of."""
    if kind != "noun":
        return (token if kind == "verb" else clause_of(token)), True
    if _named_again(token):
        return None, False
    verb, through = governing_verb(token)
    if entry.get("background") or (entry.get("parent") and not entry.get("told_by")):
        return verb, True
    wanted = entry.get("told_by", ("hold", "blast"))
    if through == "attr" and verb is not None and verb.tag_ != "VBD":
        return verb, False  # "that is one strike": what a word means, not what happened
    if through in ("prep:in", "prep:by", "prep:with", "prep:from") and verb is not None:
        tells = words_of("blast") | words_of("hold")
        return verb, lemma(verb) in tells and list(wanted) != ["impose"]
    if verb is not None and through in ("dobj", "nsubj", "nsubjpass", "attr"):
        return verb, any(lemma(verb) in words_of(name) for name in wanted)
    if through == "prep:at" and "said-at" in wanted:
        return verb, verb is not None and lemma(verb) in words_of("said-at")
    return verb, through.startswith("prep:") and through[5:] in _CIRCUMSTANCE and list(wanted) != ["impose"]


def _named_again(noun: Any) -> bool:
    """ "the attack", "this strike", with nothing new said of it: the one told before."""
    others = [c for c in noun.children if c.dep_ not in ("det", "punct")]
    return not others and any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in noun.children
    )


def governing_verb(noun: Any) -> tuple[Any | None, str]:
    """The verb a noun is subject or object of, and how: through "round of", "series of" and the like.

    The second part is a spaCy dependency or "prep:in"; "" where a noun governs it ("fear of an attack").
    """
    at = noun
    for _ in range(6):
        if at.dep_ in ("conj", "appos") and at.head.i != at.i and at.head.pos_ in ("NOUN", "PROPN", "NUM"):
            at = at.head
        elif at.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "dative"):
            return at.head, at.dep_
        elif at.dep_ == "pobj" and at.head.dep_ == "agent":
            return at.head.head, "prep:by"
        elif at.dep_ == "pobj" and at.head.head.pos_ in ("NOUN", "NUM") and lemma(at.head.head) in _TRANSPARENT:
            at = at.head.head
        elif at.dep_ == "pobj" and at.head.pos_ in ("ADP", "VERB", "SCONJ"):
            return _through_preposition(at)
        else:
            return None, ""
    return None, ""


def _through_preposition(noun: Any) -> tuple[Any | None, str]:
    prep, head = noun.head, noun.head.head
    if head.pos_ in ("VERB", "AUX"):
        return head, f"prep:{prep.lower_}"
    if head.pos_ in ("NOUN", "PROPN", "NUM") and prep.lower_ in ("in", "by", "during", "after", "following"):
        verb, through = governing_verb(head) if head.i != noun.i else (None, "")
        return verb, f"prep:{prep.lower_}" if through else ""
    if prep.dep_ == "ROOT" or head.i == prep.i:
        return None, f"prep:{prep.lower_}"
    return None, ""


def _restrictions_met(token: Any, kind: str, entry: dict[str, Any], verb: Any | None, around: Around) -> bool:
    is_verb = kind == "verb"
    for key in ("with", "not_with"):
        if names := entry.get(key):
            clause = {word for t in clause_tokens(token) for word in (lemma(t), t.lower_)}
            inside = any(clause & words_of(name) for name in names)
            if inside != (key == "with"):
                return False
    if is_verb and "object" in entry and not any(holds(o, entry["object"], around) for o in objects(token)):
        return "any-with" in entry["object"] and any(c.lower_ in ("on", "into", "with") for c in token.children)
    if is_verb and any(holds(o, entry.get("object_not", ()), around) for o in objects(token)):
        return False
    if is_verb and "subject" in entry and not any(holds(s, entry["subject"], around) for s in subjects(token)):
        return entry["type"] != "talks" and _subject_implied(token, entry["subject"], around)
    if is_verb and any(
        c.lower_ in entry.get("not_prep", ()) for h in (token, *objects(token)) for c in h.children
    ):
        return False
    if is_verb and not all(holds(o, entry["from"], around) for o in _after_from(token) if "from" in entry):
        return False
    if is_verb and entry.get("intransitive") and _has_object(token):
        return False
    if kind == "phrase" and "subject" in entry and verb is not None:
        return any(holds(s, entry["subject"], around) for s in [*subjects(verb), *objects(verb)])
    if kind == "noun" and entry.get("of"):
        return any(holds(o, entry["of"], around) for o in noun_objects(token))
    return True


def _has_object(verb: Any) -> bool:
    """ "withdrew the remark", and "a remark that he withdrew", whatever the parse takes "that" for."""
    relative = verb.dep_ == "relcl" and any(
        c.lower_ in ("that", "which") and c.dep_ == "mark" for c in verb.children
    )
    return relative or any(c.dep_ == "dobj" for c in verb.children)


def _after_from(verb: Any) -> list[Any]:
    return [c for prep in verb.children if prep.lower_ == "from" for c in prep.children if c.dep_ == "pobj"]


def _subject_implied(verb: Any, wanted: Sequence[str], around: Around) -> bool:
    """A passive without an agent hides who did it; that is no ground to refuse a person or a state.

    "it was struck on Friday": by arms, in an article that tells of an attack.
    """
    if not is_passive(verb) or subjects(verb):
        return False
    weapons = {"drone", "missile", "bomb", "aircraft", "strike-words", "shelling-words"}
    if "armed" in wanted:
        told = words_of("attack-words") | words_of("missile") | words_of("drone")
        return lemma(verb) in ("hit", "strike") and any(
            lemma(t) in told for t in around.parsed.doc if t.pos_ in ("NOUN", "PROPN") and t.i != verb.i
        )
    return not weapons & set(wanted)


def noun_objects(noun: Any) -> list[Any]:
    """What hangs from an event's noun: "battle for X", "capture of X", "X siege"; through "near", "in" too."""
    found = [c for c in noun.children if c.dep_ in ("compound", "poss", "nmod")]
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in (
            "for",
            "of",
            "in",
            "near",
            "over",
            "at",
            "on",
            "against",
            "from",
            "to",
        ):
            found += [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
    return found


def holds(head: Any, lists: Sequence[str], around: Around) -> bool:
    """Whether a noun phrase holds a word of one of these lists, a place name, a name or a state's name."""
    tokens = phrase_tokens(head)
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    words = {lemma(t) for t in tokens if t.dep_ != "poss"} | {t.lower_ for t in tokens if t.dep_ != "poss"}
    for name in lists:
        if name == "any":
            return True
        if name == "place" and any(p.literal and _is_head(p.span, head, tokens) for p in around.places):
            return True
        if name == "place" and _unknown_name(head, around):
            return True
        if name == "named" and any(m.form == "name" and m.span.overlaps(span_of(head)) for m in around.mentions):
            return True
        if name == "person-named" and any(
            m.form == "name" and m.kind == "person" and m.span.overlaps(span_of(head)) for m in around.mentions
        ):
            return True
        if (
            name in ("named", "person-named")
            and head.pos_ == "PRON"
            and head.lower_ in ("he", "she", "him", "her", "we", "i", "who")
        ):
            return True
        if name == "state" and any(
            m.kind in ("state", "armed-force") and span.covers(m.span) for m in around.mentions
        ):
            return True
        if words & words_of(name):
            return True
        if head.pos_ == "PRON" and head.lower_ in ("it", "them", "they", "that") and _means(head, name, around):
            return True
    return False


_FOR_PRONOUNS = frozenset({"weapon-in-air", "missile", "drone", "buildings", "place"})


def _means(pronoun: Any, name: str, around: Around) -> bool:
    """Whether "it" may be a thing of this list: one is named before it, in its sentence or the one before."""
    if name not in _FOR_PRONOUNS:
        return False
    doc, start = pronoun.doc, pronoun.sent.start
    before = doc[start - 1].sent.start if start and "\n" not in doc[start - 1].text else start
    if name == "place":
        return any(p.literal and doc[start].idx <= p.span.start < pronoun.idx for p in around.places)
    words = words_of(name)
    return any(t.pos_ in ("NOUN", "PROPN") and lemma(t) in words for t in doc[before : pronoun.i])


def _unknown_name(head: Any, around: Around) -> bool:
    """ "stormed Ivanivske": a name that no reader knows, as object, is a place too small for the gazetteer."""
    if head.tag_ != "NNP" or not head.text.istitle() or head.dep_ not in ("dobj", "nsubjpass"):
        return False
    known = [*(m.span for m in around.mentions), *(p.span for p in around.places)]
    return not any(span.overlaps(span_of(head)) for span in known)


def _is_head(place: Span, head: Any, tokens: list[Any]) -> bool:
    """A place is the object itself ("captured Bakhmut", "the city of Bakhmut"), not a word before it."""
    if place.covers(span_of(head)) or place.overlaps(span_of(head)):
        return True
    inside = [t for t in tokens if place.covers(span_of(t))]
    return any(t.dep_ in ("pobj", "conj", "appos") for t in inside) and lemma(head) in words_of("territory")


def _finer_type(type_: str, token: Any) -> str:
    """A bare "strike" with a missile in its clause is shelling."""
    hit = {t.i for c in token.children if c.dep_ == "dobj" and token.pos_ == "VERB" for t in c.subtree}
    sent = lemma(token) in ("launch", "fire", "send", "lob")  # there the object is the weapon
    words = {lemma(t) for t in clause_tokens(token) if sent or t.i not in hit}
    for mode in load("triggers")["mode"]:
        if mode["type"] != type_ or "becomes" not in mode:
            continue
        if any(words & words_of(n) for n in mode["words"]) and not any(
            words & words_of(n) for n in mode["unless"]
        ):
            return mode["becomes"]
    return type_
