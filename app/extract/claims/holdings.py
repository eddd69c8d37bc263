"""Who is said to hold a place: "remains under the control of", "controls nearly 90 percent of the city".

Holding is no happening but a state, and yet what two sides dispute as often as the taking. A claim of it says
that somebody holds a place named on the page, as of the day it was said; what holds no place, or is done by
nobody who could hold one, is none ("controls the company", "held the record").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.extract.claims.names_meant import name_of
from app.extract.happenings.clauses import clause_tokens, is_passive, lemma, objects, phrase_tokens, subjects
from app.extract.happenings.told import Article
from app.extract.happenings.triggers import Match
from app.extract.lexicon import load
from app.extract.quotes.attribution import noun_phrase
from app.extract.reading import Claim, Participant, Speaker
from app.extract.words.parse import span_of, subtree_span
from app.text.span import Span

HELD = "territory-held"
_GROUND_HOLDERS = ("state", "armed-force", "armed-group", "government-body", "organisation")
_GROUND_TYPES = ("territory-taken", HELD, "withdrawal", "ground-fighting")
_NUMBER = 10_000  # after every entry of the trigger lexicon, which are the more particular


def find_holdings(article: Article) -> Iterator[Match]:
    """Every word that says that a place is held, or lost, in order."""
    for token in article.parsed.doc:
        found = _held_by_verb(token, article) or _held_by_noun(token, article) or _defended(token, article)
        if found is not None:
            yield found


def is_holding(match: Match) -> bool:
    return "held" in match.entry


def holders_of(match: Match, article: Article, speaker: Speaker | None) -> tuple[Participant, ...]:
    """Who holds it, and the words for what; of a place that was lost, only what."""
    parsed, around = article.parsed, article.around
    told: list[Participant] = []
    for head in match.entry["by"]:
        phrase = next((m.span for m in around.mentions if m.form == "name" and m.span.covers(span_of(head))), None)
        phrase = phrase or (
            span_of(head) if head.dep_ in ("poss", "amod", "compound", "nmod") else noun_phrase(head)
        )
        named = _speaking(head, speaker, article) or name_of(
            head, phrase, parsed, around.mentions, speaker, around.places
        )
        if not any(phrase.overlaps(p.span) for p in told):
            told.append(Participant("actor", phrase, named))
    what = noun_phrase(match.entry["held"])
    return (*told, *([] if any(what.overlaps(p.span) for p in told) else [Participant("object", what)]))


def _speaking(head: Any, speaker: Speaker | None, article: Article) -> Span | None:
    """ "we hold the town", "our troops hold it": the state or force whose statement it is; a person is none."""
    own = head.lower_ in ("we", "our") or any(c.lower_ == "our" and c.dep_ == "poss" for c in head.children)
    if not own or speaker is None or speaker.named is None:
        return None
    named = next((m for m in article.around.mentions if m.span.overlaps(speaker.named) and m.form == "name"), None)
    return named.span if named is not None and named.kind in _GROUND_HOLDERS else None


def placed(claim: Claim, match: Match, others: Sequence[Claim], article: Article) -> Claim | None:
    """The claim where it has a place; else that of a name known above, or "the city" of the article's other claims
    of ground taken or held. None: nobody can tell what place is held."""
    held, text = match.entry["held"], article.parsed.text
    if claim.place is not None:
        return claim if held.dep_ != "attr" else _of_its_subject(claim, held, article)
    named = [p for p in article.around.places if p.literal and p.name.of(text) == held.text]
    if held.pos_ == "PROPN" and named:
        return replace(claim, place=named[0].span, place_reason=f"“{held.text}”, as named above")
    here = {p.span: p.name.of(text).casefold() for p in article.around.places if p.literal}
    fought = [c.place for c in others if c.type in _GROUND_TYPES and c.place in here]
    towns = [p.span for p in article.around.places if p.literal and p.hint in (None, "settlement")]
    told = {t.lower_ for t in held.subtree}
    if not told & set(load("triggers")["retold"]["towns"]) or not told & {"the", "this", "its"}:
        return None
    spans = fought or [span for span in towns if span < claim.trigger]
    if spans and len({here[span] for span in spans}) == 1:  # type: ignore[index]
        return replace(claim, place=spans[0], place_reason=f"“{noun_phrase(held).of(text)}”, the only one told of")
    return None


def _of_its_subject(claim: Claim, held: Any, article: Article) -> Claim:
    """ "Selva is the largest city held by rebels in Norland": Selva, and not all Norland."""
    subject = next((c for c in held.head.children if c.dep_ == "nsubj"), None)
    said = subtree_span(subject) if subject is not None else None
    towns = [p for p in article.around.places if p.literal and said is not None and said.covers(p.span)]
    if len(towns) != 1:
        return claim
    return replace(claim, place=towns[0].span, place_reason="the place that it is said of")


def each_holder(claims: Iterable[Claim], article: Article) -> Iterator[Claim]:
    """The same, a place that two are said to hold, each of them, as a claim for each: they contradict.

    "Norland and Sudland both say that they hold it": each on its own word. "The army and the guards hold it"
    is one claim still.
    """
    for claim in claims:
        doers = [p for p in claim.participants if p.role == "actor"]
        by = claim.attributed_to
        if claim.type == HELD and len(doers) == 2 and _each(doers[0].span, article):
            yield _held_by(claim, doers[0], claim.attributed_to, claim.trigger)
            yield _held_by(claim, doers[1], claim.attributed_to, _with(doers[1].span, claim.trigger))
        elif claim.type == HELD and len(doers) == 1 and by and len(by.together) == 2 and _each(by.span, article):
            if doers[0].named is not None or doers[0].span.of(article.parsed.text).lower() not in ("it", "they"):
                yield claim
                continue
            for trigger, name in zip(
                (claim.trigger, _with(doers[0].span, claim.trigger)), by.together, strict=True
            ):
                himself = Speaker(name, name, reason=f"{by.reason}: each for himself")
                yield _held_by(claim, replace(doers[0], named=name), himself, trigger)
        else:
            yield claim


def _with(holder: Span, trigger: Span) -> Span:
    """A trigger of its own for the second holder's claim: from his name to the verb they share."""
    return Span(min(holder.start, trigger.start), trigger.end)


def _held_by(claim: Claim, holder: Participant, by: Speaker | None, trigger: Span) -> Claim:
    others = [p for p in claim.participants if p.role != "actor"]
    whole = Span(min(claim.span.start, trigger.start), claim.span.end)
    return replace(claim, participants=(holder, *others), attributed_to=by, trigger=trigger, span=whole)


def _each(holders: Span, article: Article) -> bool:
    """ "both", "each" beside those who hold it, or say so."""
    tokens = article.parsed.tokens(holders)
    if not len(tokens):
        return False
    beside = [*tokens.root.children, *tokens.root.head.children, *tokens]
    return any(t.lower_ in load("holding")["each"] for t in beside)


# ---------------------------------------------------------------- which words say so


def _held_by_verb(token: Any, article: Article) -> Match | None:
    words = load("holding")
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("amod", "compound"):
        return None
    losing = lemma(token) in words["losing"]
    if lemma(token) not in words["verbs"] and not losing:
        return None
    if {lemma(t) for t in clause_tokens(token)} & set(words["not_after"]):
        return None
    held = next((o for o in (*objects(token), *_name_after(token, article)) if _ground(o, article)), None)
    held = held if held is not None or is_passive(token) else _control_of(token, article)
    by = [s for one in subjects(token) for s in (one, *one.conjuncts) if _holder(s, article)]
    if held is None or not (by or (is_passive(token) and not losing)):
        return None
    return _match(token, token, [] if losing else by, held, "territory-taken" if losing else HELD)


def _name_after(verb: Any, article: Article) -> list[Any]:
    """ "we hold Dubove": small parsers take a name they do not know for an adverb."""
    after = verb.doc[verb.i + 1 : verb.i + 2]
    return [t for t in after if t.dep_ in ("advmod", "npadvmod", "oprd") and t.text[:1].isupper()]


def _control_of(verb: Any, article: Article) -> Any | None:
    """The place in "lost control of the town"."""
    control = next((o for o in objects(verb) if lemma(o) in load("holding")["control"]), None)
    return _after(control, ("of", "over"), article) if control is not None else None


def _held_by_noun(token: Any, article: Article) -> Match | None:
    """ "is under the control of the guards", "in Ukrainian hands", "retains control of the town"."""
    words = load("holding")
    if token.pos_ != "NOUN" or lemma(token) not in (*words["control"], *words["hands"]):
        return None
    head = token.head
    if token.dep_ == "dobj" and lemma(head) in words["keeping"] and lemma(token) in words["control"]:
        held = _after(token, ("of", "over"), article)
        by = [s for s in subjects(head) if _holder(s, article)]
        return _match(head, head, by, held, trigger=span_of(token)) if held is not None and by else None
    if token.dep_ != "pobj" or head.lower_ not in words["under"]:
        return None
    if (head.lower_ == "under") != (lemma(token) in words["control"]):
        return None
    verb = head.head if head.head.pos_ in ("VERB", "AUX") else None
    if verb is None or lemma(verb) not in words["being"]:
        return None
    held = next((s for s in _subjects(verb) if _ground(s, article)), None)
    by = [c for c in token.children if c.dep_ in ("poss", "amod", "compound", "nmod") and _holder(c, article)]
    by += [c for of in token.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
    by = [c for c in by if _holder(c, article)]
    trigger = Span(head.idx, token.idx + len(token))
    return _match(verb, verb, by, held, trigger=trigger) if held is not None and by else None


def _subjects(verb: Any) -> list[Any]:
    """Its own, or those of the verb it is joined to: "has been and remains under the control of"."""
    found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    joined = [*verb.conjuncts] if verb.dep_ == "conj" else [c for c in verb.children if c.dep_ == "conj"]
    return found or [c for other in joined for c in other.children if c.dep_ in ("nsubj", "nsubjpass")]


def _defended(token: Any, article: Article) -> Match | None:
    """ "Ukraine's defence of the town held": whose defence it is holds the place."""
    words = load("holding")
    if (
        token.pos_ != "VERB"
        or lemma(token) not in words["holding"]
        or any(c.dep_ == "dobj" for c in token.children)
    ):
        return None
    defence = next((s for s in subjects(token) if lemma(s) in words["defences"]), None)
    held = _after(defence, ("of", "in"), article) if defence is not None else None
    if defence is None or held is None:
        return None
    by = [c for c in defence.children if c.dep_ in ("poss", "amod", "nmod", "compound") and _holder(c, article)]
    return _match(token, token, by, held) if by else None


def _match(
    token: Any, verb: Any, by: list[Any], held: Any, type_: str = HELD, trigger: Span | None = None
) -> Match:
    return Match(token, {"by": by, "held": held}, type_, trigger or span_of(token), verb, _NUMBER)


def _after(head: Any, prepositions: tuple[str, ...], article: Article) -> Any | None:
    things = (
        c for prep in head.children if prep.lower_ in prepositions for c in prep.children if c.dep_ == "pobj"
    )
    return next((thing for thing in things if _ground(thing, article)), None)


def _ground(head: Any, article: Article) -> bool:
    """A place named on the page, "the city", or a share of one."""
    here = span_of(head)
    if any(p.literal and p.span.covers(here) for p in article.around.places):
        return True
    if head.pos_ == "PROPN" and any(
        p.literal and p.name.of(article.parsed.text) == head.text for p in article.around.places
    ):
        return True  # "Liberated Dubove": a name known above, behind a capital that is none of its own
    if head.pos_ == "PRON" or lemma(head) not in load("holding")["ground"]:
        return False
    named = any(m.form == "name" and m.kind != "state" and m.span.covers(here) for m in article.around.mentions)
    return not named


def _holder(head: Any, article: Article) -> bool:
    """A state, an armed body, or a pronoun that may stand for one; a demonym before "hands" and "control" too."""
    words = load("holding")
    here = span_of(head)
    if any(
        m.form == "name" and m.span.covers(here) and m.kind in _GROUND_HOLDERS for m in article.around.mentions
    ):
        return True
    if any(not p.literal and p.span.covers(here) for p in article.around.places):
        return True
    said = {lemma(t) for t in phrase_tokens(head)}
    return head.lower_ in words["pronouns"] or bool(
        said & set(words["holders"]) and lemma(head) in words["holders"]
    )
