"""Did it happen? Whether the words about a happening tell it as done, planned, possible, denied or past.

`judge` starts at the trigger and climbs the parse: its own helpers ("will", "had", "not": `standing/moods.py`),
then the verb or noun that governs it ("vowed to", "threat of"), up to the first clause that stands by itself.
Every step can only make the claim weaker, so one doubt anywhere on the way is enough. Words:
`lexicon/modality.toml`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.extract.lexicon import load
from app.extract.standing.moods import (
    Judged,
    at_noun,
    at_verb,
    finite,
    in_past,
    infinitive,
    kind_of,
    listed,
    table,
    unsaid,
)

__all__ = ["Judged", "judge"]

_OF_NOUNS = frozenset({"acl", "ccomp", "prep", "pobj", "compound", "relcl", "amod", "nmod"})
# What these open stands whatever the main clause does: "after the strike".
_APART = frozenset({"after", "following", "during", "amid", "by", "in", "since", "as"})
_LONG = frozenset({"month", "year", "decade", "century"})


def judge(trigger: Any) -> Judged:
    """Judges the happening that a spaCy token stands for: a verb, or a noun ("battle", "strike").

    "his forces had captured the city" after "declared that" → actual · "would blacklist" → planned ·
    "could open up an advance" → possible · "has yet to begin a counteroffensive" → negated.
    """
    judged = Judged("actual", reason="told as happened")
    if any(token.text == "?" for token in trigger.sent[-3:]):
        judged = judged.and_also("possible", "in a question")
    seen: set[int] = set()
    token, inside = trigger, False
    while token.i not in seen:
        seen.add(token.i)
        judged = at_verb(token, judged) if token.pos_ in ("VERB", "AUX") else at_noun(token, judged)
        stands = _first_of(token)
        judged = _supposed(stands, judged)
        step = _up(stands)
        if step is None:
            judged = replace(_of_any(stands, judged), apart=stands.dep_ == "relcl")
            break
        described = inside and stands.dep_ in ("nsubj", "nsubjpass")
        inside = inside or (stands.pos_ in ("VERB", "AUX") and stands.dep_ in ("acl", "relcl", "pcomp"))
        judged, token = _over(stands, step, judged)
        if token is None or described:
            break  # "men under threat of being shot cannot leave": the "not" is not about the shooting
    return judged


def _of_any(clause: Any, judged: Judged) -> Judged:
    """ "Any government that bombed the dam": of whom nothing is told."""
    noun = clause.head
    if clause.dep_ != "relcl" or noun.i == clause.i:
        return judged
    general = noun.lower_ in ("anyone", "anybody", "anything", "whoever", "nobody", "none")
    any_ = next(
        (c for c in noun.children if c.dep_ == "det" and c.lower_ in ("any", "no", "whatever", "whichever")), None
    )
    if not general and any_ is None:
        return judged
    return judged.and_also("possible", f"“{noun.text if any_ is None else any_.text + ' ' + noun.text} …”")


def _first_of(token: Any) -> Any:
    """The first of verbs in a row, for a later one with a tense of its own: what governs the first governs both,
    but the first one's "not" is its own ("did not stop at the river and captured the bridge")."""
    while token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token.head.pos_ in ("VERB", "AUX"):
        if not finite(token) and (token.tag_ != "VBN" or token.head.tag_ != "VB"):
            break
        token = token.head
    return token


def _supposed(verb: Any, judged: Judged) -> Judged:
    """ "if", "whether", "lest" before a clause."""
    for child in verb.children:
        if child.dep_ == "mark" and child.lower_ in listed("supposing", "words"):
            return judged.and_also("possible", f"“{child.text}”")
    return judged


def _up(token: Any) -> Any | None:
    """What governs this token, or None where its clause stands by itself."""
    if token.dep_ == "ROOT" or token.head.i == token.i:
        return None
    if token.dep_ in ("relcl", "parataxis") and finite(token):
        return token.head if _tells_content(token) else None
    return token.head


def _tells_content(clause: Any) -> bool:
    """ "a lie that soldiers had …": what the noun says, where the parse takes it for a description of the noun."""
    noun = clause.head.lemma_.lower()
    return (noun in listed("contents", "nouns") or noun in table("nouns")) and _with_that(clause)


def _with_that(clause: Any) -> bool:
    """Opened by a "that" that stands for nothing in the clause."""
    if any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children):
        return True
    that = next((c for c in clause.children if c.lower_ == "that" and c.i == clause.left_edge.i), None)
    parts = {c.dep_ for c in clause.children if c is not that}
    return that is not None and bool(parts & {"nsubj", "nsubjpass"}) and bool(parts & {"dobj", "nsubjpass"})


def _over(token: Any, head: Any, judged: Judged) -> tuple[Judged, Any | None]:
    """The step from a token to what governs it; the second part is None where climbing ends."""
    if head.pos_ == "ADP" and token.dep_ in ("pobj", "pcomp"):
        return _through_preposition(head, judged)
    if token.dep_ == "prep" and head.pos_ in ("ADV", "PART") and head.head.pos_ == "VERB":
        head = head.head  # "held back from": small parsers hang "from" on "back"
    if token.dep_ == "advcl":
        judged = _adverbial(token, judged)
        return replace(judged, apart=finite(token)), None if finite(token) else head
    if head.pos_ in ("VERB", "AUX"):
        return _under_verb(token, head, judged)
    if head.pos_ in ("NOUN", "PROPN") and token.dep_ in _OF_NOUNS:
        return _under_noun(token, head, judged)
    if head.pos_ == "ADJ":
        word = table("adjectives").get(head.lemma_.lower())
        return (judged.and_also(word, f"“{head.text}”") if word else judged), head
    return judged, head


def _through_preposition(prep: Any, judged: Judged) -> tuple[Judged, Any | None]:
    judged = _by_preposition(prep, judged)
    judged = _accused(prep, judged)
    if prep.head.lemma_.lower() in listed("presupposing", "nouns"):
        return replace(judged, known_by=prep.head.text), None  # "any role in the attack"
    if prep.lower_ not in _APART:
        return judged, prep
    if prep.lower_ == "after" and (before := _long_before(prep)):
        judged = judged.and_also("past-background", f"“{before} after”")
    boast = prep.head.tag_ in ("VBZ", "VBP") and prep.lower_ in ("in", "by", "as")  # "he boasts of it in rallies"
    return replace(judged, present=True) if boast else judged, None


def _accused(prep: Any, judged: Judged) -> Judged:
    """ "accused the army of shelling", "boasted of having captured": on the word of the verb's subject."""
    verb = prep.head.head if prep.head.dep_ == "dobj" else prep.head
    if prep.lower_ not in ("of", "for", "to") or verb.lemma_.lower() not in listed("tellers", "of"):
        return judged
    if unsaid(verb):
        return judged.and_also("possible", f"not {verb.text}")
    return replace(judged, teller=verb)


def _long_before(after: Any) -> str | None:
    """ "a year" of "a year after the strike"; None for hours, days and weeks, or without a measure."""
    measure = after.nbor(-1) if after.i else after
    if measure.lemma_.lower() not in _LONG:
        return None
    return measure.doc[measure.left_edge.i : measure.i + 1].text


def _by_preposition(prep: Any, judged: Judged) -> Judged:
    pair = f"{prep.nbor(-1).lower_} {prep.lower_}" if prep.i else ""
    if undone := table("prepositions-after").get(pair):
        return judged.and_also(undone, f"“{pair}”")
    kind = table("prepositions").get(prep.lower_)
    if kind == "possible" and prep.lower_ == "against" and prep.head.pos_ in ("VERB", "AUX"):
        head = table("verbs").get(prep.head.lemma_.lower())
        kind = head if head not in (None, "same") else None  # "warned against", but "protested against"
        kind = "negated" if kind == "planned" else kind  # "decided against"
    elif kind == "possible" and prep.lower_ == "against":
        kind = table("nouns").get(prep.head.lemma_.lower())
    return judged.and_also(kind, f"“{prep.text}”") if kind else judged


def _adverbial(clause: Any, judged: Judged) -> Judged:
    """A clause of condition, time or purpose."""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    supposing = load("modality")["supposing"]
    if marks & set(supposing["words"]):
        return judged.and_also("possible", "supposed, not told")
    past = clause.tag_ == "VBN" or in_past(clause)
    if marks & {"since"} and past:
        return judged.and_also("past-background", "“since”")
    if (
        "after" in marks
        and (mark := next(c for c in clause.children if c.lower_ == "after"))
        and _long_before(mark)
    ):
        return judged.and_also("past-background", f"“{_long_before(mark)} after”")
    if marks & set(supposing["times"]) and clause.tag_ in ("VBZ", "VBP") and not past:
        head_told = clause.head.tag_ in ("VBZ", "VBP", "VBG")  # "sirens wail as missiles hit": one present moment
        return judged if head_told and "as" in marks else judged.and_also("possible", "a time still to come")
    if infinitive(clause):
        return judged.and_also("possible", "a purpose")
    return judged


def _under_verb(token: Any, head: Any, judged: Judged) -> tuple[Judged, Any | None]:
    """A verb governs a clause ("vowed to strike") or has the happening as its object or subject."""
    lemma = head.lemma_.lower()
    kind = kind_of(head, token if token.dep_ == "prep" else None)
    if token.dep_ in ("ccomp", "xcomp", "acl"):
        return _complement(token, head, judged, kind)
    if token.dep_ in ("csubj", "csubjpass"):
        return judged.and_also("possible", "spoken of in general"), head
    if token.dep_ == "nsubj" and table("nouns").get(token.lemma_.lower()) and lemma in listed("failing", "verbs"):
        return judged.and_also("negated", f"“{token.text} {head.text}”"), None  # "the attempt to storm it failed"
    if token.dep_ == "dobj" and lemma in listed("tellers", "object") and not unsaid(head):
        judged = replace(judged, teller=head)  # "the governor reported a strike"
    if token.dep_ in ("dobj", "nsubjpass", "prep", "attr", "oprd", "dative") and kind not in (None, "same"):
        if token.dep_ == "prep" and not _prep_is_complement(token, lemma):
            return judged, head
        return _governed(head, kind, judged, denies=token.dep_ in ("dobj", "nsubjpass"))
    return judged, head


def _governed(head: Any, kind: str, judged: Judged, *, denies: bool = True) -> tuple[Judged, Any | None]:
    """What a verb makes of its object or clause; a denial that was not made leaves it open."""
    if kind == "negated" and unsaid(head):
        return judged.and_also("possible", f"not {head.text}"), None
    denier = head if denies and head.lemma_.lower() in listed("denying", "happenings") else None
    return judged.and_also(kind, f"“{head.text}”", denier=denier), head


def _prep_is_complement(prep: Any, lemma: str) -> bool:
    """ "prepare for an attack", but not "in the attack" beside another verb."""
    return prep.lower_ in ("for", "against", "of", "about", "from", "on", "to", "over") and lemma not in (
        "back",
        "order",
    )


def _complement(token: Any, head: Any, judged: Judged, kind: str | None) -> tuple[Judged, Any | None]:
    lemma = head.lemma_.lower()
    to = infinitive(token)
    if _describes_object(token, head):
        return replace(judged, apart=True), None
    if lemma == "be" and (described := _described(token, head, judged)):
        return described
    if to and token.dep_ != "ccomp" and lemma in ("be", "go") and kind == "same":
        return judged.and_also("planned", f"“{head.text} to {token.text}”"), head
    if token.dep_ == "ccomp" and lemma in listed("reporting", "verbs") and lemma != "deny":
        # "did not say that they left" leaves it open, "did not say why they left" takes it as known.
        known = any(c.tag_ in ("WRB", "WP") for c in token.children)
        open_ = not known and unsaid(head)
        return (judged.and_also("possible", f"not {head.text}") if open_ else judged), None if not to else head
    doing = token.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in token.children)
    if (
        token.dep_ == "xcomp"
        and not _passive(head)
        and lemma in listed("tellers", "doing" if doing else "to")
        and not unsaid(head)
    ):
        return replace(judged, teller=head), head  # "claimed to have captured"
    if token.dep_ == "ccomp" and lemma in ("warn", "tell") and in_past(token):
        return judged, None  # "warned that the dam had been hit": told, in a warning voice
    if to and kind == "possible" and any(c.dep_ == "neg" for c in token.children):
        return replace(judged, modality="possible", reason=f"“{head.text} not to {token.text}”"), head
    if kind and kind != "same":
        # Spoken commitments take a that-clause that has its own helpers; what is planned stays planned.
        return _governed(head, kind, judged)
    if to and kind == "same" and lemma in listed("reporting", "verbs") and _passive(head):
        judged = replace(judged, alleged=True)  # "were reported to have fired"
    if to and kind is None:
        as_adjective = table("adjectives").get(head.lower_)  # "is set to impose"
        return judged.and_also(as_adjective or "possible", f"“{head.text} to {token.text}”"), head
    return judged, head


def _describes_object(clause: Any, verb: Any) -> bool:
    """ "denied any part in the attack that killed nine": small parsers take that clause for what is denied."""
    own = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    described = any(c.dep_ == "dobj" and c.i < clause.i for c in verb.children)
    return clause.dep_ == "ccomp" and own is not None and own.lower_ in ("that", "which") and described


def _passive(verb: Any) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _described(clause: Any, be: Any, judged: Judged) -> tuple[Judged, Any | None] | None:
    """ "it is possible that", "it is not clear whether", "it would be a mistake to"; None where no word does."""
    word = next((c for c in be.children if c.dep_ in ("acomp", "attr") and c.i < clause.i), None)
    if word is None:
        return None
    lemma = word.lemma_.lower()
    if lemma in listed("known", "adjectives"):
        if any(c.dep_ == "neg" for c in be.children):
            return judged.and_also("possible", f"not {word.text}"), None
        return judged, be
    kind = table("adjectives").get(lemma) or table("nouns").get(lemma)
    if kind:
        return judged.and_also(kind, f"“{word.text}”"), be
    if infinitive(clause):
        return judged.and_also("possible", f"“{word.text} to {clause.text}”"), be
    return None


def _under_noun(token: Any, head: Any, judged: Judged) -> tuple[Judged, Any | None]:
    """A noun governs the happening ("threat of an attack"), or a participle hangs from it ("land captured by")."""
    lemma = head.lemma_.lower()
    if token.dep_ == "compound":
        return judged, head
    if token.dep_ in ("prep", "pobj") and lemma in listed("presupposing", "nouns"):
        return replace(judged, known_by=head.text), None  # "denied responsibility for the attack": there was one
    kind = table("nouns").get(lemma)
    if token.dep_ in ("acl", "relcl", "ccomp") and token.pos_ == "VERB":
        if infinitive(token):
            return judged.and_also(kind or "possible", f"“{head.text} to {token.text}”"), head
        if finite(token) and lemma in listed("contents", "nouns") and _tells_content(token):
            return _in_a_report(head, judged)
        if kind and _with_that(token):
            return judged.and_also(kind, f"“{head.text} that”"), head  # "the risk that drones hit the plant"
        participle = token.tag_ == "VBN"
        counted = _counted_in_news(head)
        if participle and counted and (counter := _counter(head)) is not None:
            judged = replace(judged, teller=counter)  # "the railways spoke of 30 people killed"
        going_on = any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBG" for c in token.children)  # "being hit"
        if participle and not finite(token) and not counted and not going_on:
            judged = judged.and_also("past-background", f"“{head.text} {token.text}”", by_tense=True)
        # "land captured by" is so, whatever is done with it
        return judged, None if participle and token.dep_ == "acl" else head
    if lemma in listed("contents", "nouns") and token.dep_ in ("prep", "pobj"):
        return _in_a_report(head, judged)
    return (judged.and_also(kind, f"“{head.text}”") if kind else judged), head


def _in_a_report(noun: Any, judged: Judged) -> tuple[Judged, Any | None]:
    """ "claims that …", "reports of …": whoever rejects them denies it, "no sign that" leaves nothing of it, and
    what else is done with a report (heard, spread, not verified) says nothing of what it reports."""
    judged = at_noun(noun, judged)
    if noun.lemma_.lower() in listed("contents", "opinions"):
        judged = judged.and_also("possible", f"“{noun.text}”")
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    if noun.lemma_.lower() in listed("contents", "untrue"):
        called = noun.head if noun.dep_ in ("oprd", "dobj", "ccomp") and noun.head.pos_ == "VERB" else None
        return judged.and_also("negated", f"“{noun.text}”", denier=called), None  # "called it a lie that"
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    told = noun.dep_ in ("dobj", "nsubjpass", "pobj") and verb.pos_ == "VERB"
    if told and verb.lemma_.lower() in listed("denying", "reports"):
        if unsaid(verb):
            return judged.and_also("possible", f"not {verb.text}"), None
        return judged.and_also("negated", f"“{verb.text} {noun.text}”", denier=verb), None
    if told and unsaid(verb) and verb.lemma_.lower() in listed("contents", "found"):
        return judged.and_also("negated", f"not “{verb.text} {noun.text}”"), None
    if noun.lemma_.lower() in listed("contents", "words"):
        judged = judged.and_also(judged.modality, judged.reason, alleged=True)
    if told and (untrue := _called_untrue(verb)):
        return judged.and_also("negated", f"“{untrue.text}”", denier=verb), None
    describing = [c for c in noun.head.children if c.dep_ in ("acomp", "attr") and c.i != noun.i]
    for word in describing if noun.dep_ == "nsubj" else ():
        if table("adjectives").get(word.lemma_.lower()) == "negated":
            return judged.and_also("negated", f"“{word.text}”"), None
    if noun.dep_ == "attr" and any(c.dep_ == "neg" for c in noun.head.children):
        return judged.and_also("negated", f"not “{noun.text}”"), None  # "there is not a sign that"
    return judged, None


def _called_untrue(verb: Any) -> Any | None:
    """ "calls reports that … a fabrication": the noun after a verb of calling, wherever small parsers hang it."""
    if verb.lemma_.lower() not in ("call", "brand", "label", "dub", "describe", "denounce", "dismiss", "reject"):
        return None
    after = verb.doc[verb.i + 1 : verb.right_edge.i + 1]
    return next((t for t in after if t.lemma_.lower() in listed("contents", "untrue") and t.dep_ != "nsubj"), None)


def _counter(noun: Any) -> Any | None:
    """The verb whose subject counts these, if one does."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    told = noun.dep_ in ("dobj", "pobj") and verb.lemma_.lower() in listed("tellers", "counts")
    return verb if told and verb.pos_ == "VERB" else None


def _counted_in_news(noun: Any) -> bool:
    """ "97 civilians killed in a raid" in a headline, "spoke of 30 people killed": tolls, not descriptions."""
    if not any(c.dep_ == "nummod" for c in noun.children):
        return False
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun.dep_ == "ROOT" or (
        noun.dep_ in ("dobj", "pobj") and verb.lemma_.lower() in listed("reporting", "counts")
    )
