"""Blame that points back: "Zelensky blamed Russia.", "The service blamed a Russian S-300."

Such a sentence tells no attack of its own. Where exactly one is told before it, the blame is a claim of that
attack, of the same type, place and day, on the word of who blames and with the blamed as who did it, so that
an event shows what each side says. Where several are, or none, it stays the accusation it was. The words are
in `lexicon/blame.toml`; "accused the army of shelling Kherson" is told by its own words (`standing/modality.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.extract.claims.participants import name_of
from app.extract.claims.whose import find_whose, own_nation, surely
from app.extract.happenings.clauses import is_passive, lemma, phrase_tokens
from app.extract.happenings.restrictions import is_model
from app.extract.happenings.told import Article
from app.extract.happenings.trigger_words import words_of
from app.extract.lexicon import load
from app.extract.quotes.attribution import find_attribution, noun_phrase
from app.extract.quotes.speakers import speaker_at, speaker_of
from app.extract.reading import Claim, Participant, Speaker
from app.extract.standing.moods import finite, unsaid
from app.extract.words.parse import span_of
from app.text.folding import words as folded_words
from app.text.span import Span


@dataclass(frozen=True, slots=True)
class Blame:
    """Words that lay something told before to somebody: by whom, to whom, and the word for the deed if any."""

    verb: Any  # the token of "blamed", "held", "was"
    speaker: Speaker
    laid_to: tuple[Participant, ...]  # the actor, and the weapon where it is a state's
    deed: Any | None  # the token of "strike" in "blamed Russia for the strike"
    of: Any | None = None  # the token of "missile" in "the missile that hit it was a Russian one"
    modality: str = "actual"  # "possible" of a hedged finding, "negated" of a denial: "was not a Russian missile"


def with_blame(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """The claims in order of triggers, each blame that points back to one attack as a claim of that attack."""
    told = [_brought_down(claim, claims, article) for claim in claims]
    for blame in (*find_blame(article), *_find_whose(article)):
        if (meant := _meant(blame, claims, article)) is not None:
            trigger = span_of(blame.verb)
            told = [c for c in told if not _told_twice(c, trigger)]
            told.append(_laid(blame, meant, article))
    return sorted(told, key=lambda claim: claim.trigger)


def _brought_down(claim: Claim, claims: Sequence[Claim], article: Article) -> Claim:
    """ "A plane crashed in X on Monday. The army said that rebels had shot it down.": there, and that day.

    Only of the one crash of an aircraft told before it, and only where its own words say neither place nor day.
    """
    text, words = article.parsed.text, load("blame")
    targets = [p.span.of(text).lower() for p in claim.participants if p.role == "target"]
    if claim.type != "interception" or claim.place or claim.when_span or len(targets) != 1:
        return claim
    falls = [
        c
        for c in claims
        if c.type == "disaster" and c.trigger.end <= claim.trigger.start and c.modality == "actual"
        if any(p.span.of(text).lower().split()[-1] in words["aircraft"] for p in c.participants)
    ]
    if len(falls) != 1 or claim.modality != "actual" or targets[0] not in words["downed"]:
        return claim
    fall = falls[0]
    why = f"that of “{fall.trigger.of(text)}”, told before it of the same aircraft"
    return replace(claim, place=fall.place, place_reason=why, when=fall.when, when_reason=why)


def find_blame(article: Article) -> Iterator[Blame]:
    """Every blame in plain words that somebody stands by and that names who is blamed."""
    for verb in article.parsed.doc:
        if verb.pos_ not in ("VERB", "AUX") or not _said(verb) or (parts := _parts(verb)) is None:
            continue
        blamed, deed = parts
        modality = surely(verb, blamed) if lemma(verb) == "be" else "actual"
        speaker = _speaker(verb, article)
        if speaker is None or (deed is not None and not _one_deed(deed)):
            continue
        laid_to = _laid_to(blamed, speaker, article)
        if laid_to and modality and not _own(speaker, laid_to[0], article):
            yield Blame(verb, speaker, laid_to, deed, modality=modality)


def _told_twice(claim: Claim, trigger: Span) -> bool:
    """Whether a claim is what the blame's own words were read as: an accusation, or an attack that may be."""
    return claim.trigger.overlaps(trigger) and (claim.type == "accusation" or claim.modality == "possible")


def _find_whose(article: Article) -> Iterator[Blame]:
    """Every word on whose weapon it was that somebody stands by, a quoted one's too."""
    for whose in find_whose(article):
        speaker = _on_whose_word(whose.verb, article)
        if speaker is None:
            continue
        actor = own_nation(whose.laid_to[0], speaker, article)
        own = actor is not None and _own(speaker, actor, article)
        if actor is None or (own and whose.modality == "possible"):
            continue
        deed = whose.of if whose.of.lower_ in load("blame")["pronouns"] else None
        yield Blame(whose.verb, speaker, (actor, *whose.laid_to[1:]), deed, whose.of, whose.modality)


def _on_whose_word(verb: Any, article: Article) -> Speaker | None:
    parsed, around, at = article.parsed, article.around, span_of(verb)
    quoted = [q for q in article.quotes if any(s.covers(at) for s in q.spans)]
    if quoted:
        quote = min(quoted, key=lambda q: sum(map(len, q.spans)))
        return quote.speaker if quote.cue_class not in ("deny", "ask") else None
    found = find_attribution(parsed, at, around.mentions, around.known)
    return found[0] if found and found[2] not in ("deny", "ask") else None


def _said(verb: Any) -> bool:
    """ "may blame", "did not blame", "refused to blame", "if Kyiv blames …": nobody is blamed."""
    helped = {c.lower_ for c in verb.children if c.dep_ == "aux"} & set(load("denials")["modals"])
    marked = any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children)
    asked = verb.sent.text.rstrip().endswith("?")
    return finite(verb) and not (helped or marked or asked or unsaid(verb))


# ---------------------------------------------------------------- who is blamed, and for what


def _parts(verb: Any) -> tuple[Any, Any | None] | None:
    """Who is blamed and the word for what, as tokens; None where the verb blames nobody, or for something else."""
    match lemma(verb):
        case "blame":
            return _blame(verb)
        case "accuse":
            return _accuse(verb)
        case "hold":
            return _hold(verb)
        case "be":
            return _be_behind(verb)
    return _carry_out(verb)


def _object(verb: Any) -> Any | None:
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    return next((c for c in verb.children if c.dep_ == wanted), None)


def _after(heads: Sequence[Any], preposition: str) -> Any | None:
    """The word that a preposition after one of these leads to."""
    preps = (
        p for head in heads for p in head.children if p.dep_ in ("prep", "dative") and p.lower_ == preposition
    )
    return next((c for p in preps for c in p.children if c.dep_ in ("pobj", "pcomp")), None)


def _blame(verb: Any) -> tuple[Any, Any | None] | None:
    thing = _object(verb)
    if thing is None:
        return None
    if (blamed := _after((verb, thing), "on")) is not None:  # "blamed the strike on Russia"
        return (blamed, thing) if _a_deed(thing) else None
    what = _after((verb, thing), "for")
    return (thing, what) if what is None or _a_deed(what) else None


def _accuse(verb: Any) -> tuple[Any, Any] | None:
    blamed = _object(verb)
    if blamed is None or (what := _after((verb, blamed), "of")) is None:
        return None
    if lemma(what) == "be":
        what = _after((what,), "behind")
    elif what.dep_ == "pcomp" and lemma(what) in load("blame")["doing"]:  # "of carrying out the attack"
        what = next((c for c in what.children if c.dep_ == "dobj"), None)
    return (blamed, what) if what is not None and _a_deed(what) else None


def _hold(verb: Any) -> tuple[Any, Any | None] | None:
    """ "held Russia responsible for the strike": small parsers hang "responsible" now here, now there."""
    at = next((t for t in verb.subtree if t.i > verb.i and t.lower_ in load("blame")["responsible"]), None)
    if at is None or is_passive(verb):
        return None
    between = [t for t in verb.doc[verb.i + 1 : at.i] if t.pos_ in ("NOUN", "PROPN")]
    if not between or any(t.pos_ in ("VERB", "PUNCT") for t in verb.doc[verb.i + 1 : at.i]):
        return None
    what = _after((at, verb, between[-1]), "for")
    return (between[-1], what) if what is None or _a_deed(what) else None


def _be_behind(verb: Any) -> tuple[Any, Any] | None:
    """ "was behind the attack", "was likely responsible for it"."""
    blamed = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    answering = [
        c for c in verb.children if c.dep_ == "acomp" and c.lower_ in load("blame")["responsible"] and c.i > verb.i
    ]
    what = _after((verb,), "behind") or _after((verb, *answering), "for" if answering else "behind")
    return (blamed, what) if blamed is not None and what is not None and _a_deed(what) else None


def _carry_out(verb: Any) -> tuple[Any, Any] | None:
    """ "carried out this attack": said of the one told before, by words that tell nothing of it but who did it."""
    if lemma(verb) not in load("blame")["doing"] or verb.tag_ not in ("VBD", "VBN"):
        return None
    passive = is_passive(verb)
    agents = (c for by in verb.children if by.dep_ == "agent" for c in by.children)
    doers = agents if passive else (c for c in verb.children if c.dep_ == "nsubj")
    doer, what = next(doers, None), _object(verb)
    if doer is not None and doer.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        doer = verb.head
    return (doer, what) if doer is not None and what is not None and _a_deed(what) else None


def _a_deed(what: Any) -> bool:
    words = load("blame")
    return what.lower_ in words["pronouns"] or lemma(what) in (*words["deeds"], *words["tolls"])


def _one_deed(deed: Any) -> bool:
    """Whether the words say which deed: "the strike", "it"; not "an attack", "the attacks", "a second attack"."""
    words = load("blame")
    if deed.lower_ in words["pronouns"]:
        return True
    several = deed.tag_ in ("NNS", "NNPS") and lemma(deed) not in words["tolls"]
    before = {c.lower_ for c in deed.children if c.i < deed.i}
    return not several and bool(before & set(words["definite"])) and not before & set(words["anew"])


def _laid_to(blamed: Any, speaker: Speaker, article: Article) -> tuple[Participant, ...]:
    """Who is said to have done it; none where the words name no state, force or armed group, or several."""
    parsed, around, words = article.parsed, article.around, load("blame")
    if any(c.dep_ == "conj" for c in blamed.children) or blamed.pos_ == "PRON":
        return ()
    phrase, arms = noun_phrase(blamed), words_of("weapon-in-air") | words_of("missile")
    if lemma(blamed) in arms or is_model(blamed.text, "missile") or is_model(blamed.text, "weapon-in-air"):
        before = [c for c in blamed.children if c.dep_ in ("amod", "compound", "nmod", "poss") and c.i < blamed.i]
        states = [
            p.span for p in around.places if not p.literal and any(p.span.covers(span_of(c)) for c in before)
        ]
        if len(states) != 1 or any(t.lower_ in ("made", "-") for t in phrase_tokens(blamed)):
            return ()  # "a Russian-made missile" is no Russian's
        return Participant("actor", states[0], states[0]), Participant("weapon", phrase)
    named = name_of(blamed, phrase, parsed, around.mentions, speaker, around.places)
    mention = next((m for m in around.mentions if named and m.form == "name" and m.span.overlaps(named)), None)
    if mention is not None:
        return (Participant("actor", phrase, named),) if mention.kind in words["kinds"] else ()
    if named is not None:
        return (Participant("actor", phrase, named),)  # "Kyiv", "Russian forces": a state's
    inside = [m for m in around.mentions if m.form == "name" and m.kind == "armed-group" and phrase.covers(m.span)]
    if len(inside) == 1 and lemma(blamed) in words["bodies"] and inside[0].span.end < blamed.idx:
        return (Participant("actor", phrase, inside[0].span),)  # "the Hezbollah terror group"
    the = any(c.lower_ == "the" for c in blamed.children)
    return (Participant("actor", phrase),) if the and lemma(blamed) in words["forces"] else ()


# ---------------------------------------------------------------- on whose word


def _speaker(verb: Any, article: Article) -> Speaker | None:
    parsed, around = article.parsed, article.around
    if lemma(verb) in load("blame")["doing"]:
        return _on_whose_word(verb, article)
    if lemma(verb) == "be":
        found = find_attribution(parsed, span_of(verb), around.mentions, around.known)
        return found[0] if found and found[2] not in ("deny", "ask") else None
    if not is_passive(verb):
        return speaker_of(verb, parsed, around.mentions, around.known)
    agent = next((c for by in verb.children if by.dep_ == "agent" for c in by.children), None)
    if agent is None:
        return None  # "Russia was blamed": nobody is said to have
    return speaker_at(agent, parsed, around.mentions, f"agent of “{verb.text}”", around.known)


def _own(speaker: Speaker, part: Participant, article: Article) -> bool:
    """Whether somebody is said to have blamed those of his own name."""
    text = article.parsed.text
    mine, theirs = (
        set(folded_words(span.of(text))) - {"the", "a", "an", "s"}
        for span in (speaker.named or speaker.span, part.named or part.span)
    )
    return bool(mine) and mine == theirs


# ---------------------------------------------------------------- what it points to


def _meant(blame: Blame, claims: Sequence[Claim], article: Article) -> Claim | None:
    """The one attack told before it; None where none or several are, or its own words tell one."""
    trigger, types = span_of(blame.verb), load("blame")["types"]
    blows = [c for c in claims if c.type in types and not c.parent]
    if blame.of is not None:
        if here := [c for c in blows if _stands(c) and _tells_of(c, blame.of, article)]:
            return here[0] if _one_attack(here, article) else None
        blows = [c for c in blows if not _told_twice(c, trigger)]
    if any(_under(claim, blame.verb, article) for claim in blows):
        return None
    before = [c for c in blows if c.trigger.end <= trigger.start and c.modality != "planned"]
    found = _just_before(trigger, before, article) or before
    attacks = [c for c in found if _stands(c)]
    if not attacks or not _one_attack(found, article):
        return None
    same = [c for c in before if c in attacks or (_stands(c) and _one_attack((c, *attacks), article))]
    meant = min(same, key=lambda c: (not c.participants, c.trigger))  # what was done, before how many it hurt
    return meant if blame.deed is None or _fits(blame.deed, blame, meant, article) else None


def _tells_of(claim: Claim, noun: Any, article: Article) -> bool:
    """Whether a claim is told in the clause that describes a noun: "the missile that hit the market"."""
    inside = article.parsed.tokens(claim.trigger)
    return bool(len(inside)) and noun.is_ancestor(inside.root)


def _stands(claim: Claim) -> bool:
    return claim.modality == "actual" and claim.stance != "denied" and claim.place is not None


def _under(claim: Claim, verb: Any, article: Article) -> bool:
    inside = article.parsed.tokens(claim.trigger)
    return bool(len(inside)) and (verb.is_ancestor(inside.root) or claim.trigger.overlaps(span_of(verb)))


def _just_before(trigger: Span, before: Sequence[Claim], article: Article) -> list[Claim]:
    """The attacks of its own sentence and of the one before that."""
    sentences = article.parsed.sentences
    at = next((n for n, one in enumerate(sentences) if one.overlaps(trigger)), 0)
    return [c for c in before if any(one.overlaps(c.trigger) for one in sentences[max(0, at - 1) : at + 1])]


def _one_attack(claims: Sequence[Claim], article: Article) -> bool:
    """Whether all tell of one place and one day, as far as they say."""
    places = {c.place.of(article.parsed.text).casefold() for c in claims if c.place}
    days = [c.when for c in claims if c.when]
    return len(places) == 1 and all(a.overlaps(b) for a in days for b in days)


def _fits(deed: Any, blame: Blame, meant: Claim, article: Article) -> bool:
    """Whether a place or a day beside the deed is that of the attack: "for the strike on Kherson on Friday"."""
    text = article.parsed.text
    beside = Span(deed.left_edge.idx, span_of(deed.right_edge).end)
    named = [p for p in article.around.places if p.literal and beside.covers(p.span)]
    places = {p.name.of(text).casefold() for p in named if not p.span.overlaps(blame.laid_to[0].span)}
    days = [d.when for d in article.dates if d.when and d.type == "DATE" and beside.covers(d.span)]
    there = meant.place.of(text).casefold() if meant.place else ""
    return all(place in there or there in place for place in places) and all(
        meant.when is not None and meant.when.overlaps(day) for day in days
    )


def _laid(blame: Blame, meant: Claim, article: Article) -> Claim:
    """The blame as a claim of the attack: what it does not repeat, figures and targets, is not its word."""
    text, trigger = article.parsed.text, span_of(blame.verb)
    earlier = meant.trigger.of(text)
    return replace(
        meant,
        trigger=trigger,
        span=article.parsed.sentence_of(trigger) or trigger,
        modality=blame.modality,
        stance="denied" if blame.modality == "negated" else "claimed",
        attributed_to=blame.speaker,
        when_span=None,
        when_reason=f"the day of “{earlier}”, which somebody is blamed for",
        place_reason=f"that of “{earlier}”, which somebody is blamed for",
        participants=blame.laid_to,
        quantities=(),
        reason=f"“{trigger.of(text)}” points back to “{earlier}” ({meant.type})",
    )
