"""Pointing that points back: "Zelensky blamed Russia.", "The service blamed a Russian S-300."

Such a sentence tells no attack of its own. Where exactly one is told before it, the blame is a claim of that
attack, of the same type, place and day, on the word of who blames and with the blamed as who did it, so that
an event shows what each side says. Where several are, or none, it stays the accusation it was. The words are
in `lexicon/blame.toml`; "accused the army of shelling Kherson" is told by its own words (`standing/modality.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.extract.claims.causes import find_causes
from app.extract.claims.names_meant import name_of
from app.extract.claims.owning import find_owning
from app.extract.claims.pointing import Pointing, a_deed, attack_meant, on_whose_word, one_deed, told_twice
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


def with_blame(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """The claims in order of triggers, each blame that points back to one attack as a claim of that attack."""
    told = [_brought_down(claim, claims, article) for claim in claims]
    pointing = (
        *find_blame(article),
        *_find_whose(article),
        *_find_owned(claims, article),
        *find_causes(claims, article),
    )
    for blame in pointing:
        meant = blame.told or attack_meant(blame, claims, article)
        if meant is not None and not _by_other_arms(blame, meant, article):
            trigger = span_of(blame.verb)
            known = blame.told if blame.deed is not None else None
            told = [_by_nobody(c) if c == known else c for c in told if not told_twice(c, trigger)]
            told.append(_laid(blame, meant, article))
    return sorted(told, key=lambda claim: claim.trigger)


def _by_other_arms(blame: Pointing, meant: Claim, article: Article) -> bool:
    """ "A drone struck the depot. Norland said it was a Sudlandic missile.": of another blow, or nobody knows."""
    told, laid = (
        {lemma(t) for p in parts if p.role == "weapon" for t in article.parsed.tokens(p.span)}
        for parts in (meant.participants, blame.laid_to)
    )
    drones, missiles = words_of("drone"), words_of("missile") - words_of("drone")
    return bool((told & drones and laid & missiles) or (told & missiles and laid & drones))


def _by_nobody(claim: Claim) -> Claim:
    """ "claimed responsibility for the bombing": it is told as known, and whose it was on one word only."""
    return replace(claim, participants=tuple(p for p in claim.participants if p.role != "actor"))


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


def find_blame(article: Article) -> Iterator[Pointing]:
    """Every blame in plain words that somebody stands by and that names who is blamed."""
    for verb in article.parsed.doc:
        if verb.pos_ not in ("VERB", "AUX") or not _said(verb) or (parts := _parts(verb)) is None:
            continue
        blamed, deed = parts
        modality = surely(verb, blamed) if lemma(verb) == "be" else "actual"
        speaker = _speaker(verb, article)
        if speaker is None or (deed is not None and not one_deed(deed)):
            continue
        laid_to = _laid_to(blamed, speaker, article)
        if laid_to and modality and not _own(speaker, laid_to[0], article):
            yield Pointing(verb, speaker, laid_to, deed, modality=modality)


def _find_whose(article: Article) -> Iterator[Pointing]:
    """Every word on whose weapon it was that somebody stands by, a quoted one's too."""
    for whose in find_whose(article):
        speaker = on_whose_word(whose.verb, article)
        if speaker is None:
            continue
        actor = own_nation(whose.laid_to[0], speaker, article)
        own = actor is not None and _own(speaker, actor, article)
        if actor is None or (own and whose.modality == "possible"):
            continue
        deed = whose.of if whose.of.lower_ in load("blame")["pronouns"] else None
        yield Pointing(whose.verb, speaker, (actor, *whose.laid_to[1:]), deed, whose.of, whose.modality)


def _find_owned(claims: Sequence[Claim], article: Article) -> Iterator[Pointing]:
    """Every deed that somebody takes upon himself, or denies a part in: himself as who did it."""
    for own in find_owning(claims, article):
        if own.deed is None or own.told or (a_deed(own.deed) and one_deed(own.deed, several=True)):
            modality, told = "negated" if own.stance == "denied" else "actual", next(iter(own.told), None)
            if told is not None and modality == "negated" and not _placed_there(told, article):
                told = None  # "denied a part in the attack on the bridge": nobody can tell where that was
            yield Pointing(
                own.verb, own.speaker, (own.doer,), own.deed, None, modality, told, own.stance, own=True
            )


def _placed_there(claim: Claim, article: Article) -> bool:
    """Whether the sentence of its trigger says where it was."""
    sentence = article.parsed.sentence_of(claim.trigger)
    return claim.place is None or (sentence is not None and sentence.covers(claim.place))


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
        case "call" | "label" | "brand" | "dub":
            return _call(verb)
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
        return (blamed, thing) if a_deed(thing) else None
    what = _after((verb, thing), "for")
    return (thing, what) if what is None or a_deed(what) else None


def _accuse(verb: Any) -> tuple[Any, Any] | None:
    blamed = _object(verb)
    if blamed is None or (what := _after((verb, blamed), "of")) is None:
        return None
    if lemma(what) == "be":
        what = _after((what,), "behind")
    elif what.dep_ == "pcomp" and lemma(what) in load("blame")["doing"]:  # "of carrying out the attack"
        what = next((c for c in what.children if c.dep_ == "dobj"), None)
    return (blamed, what) if what is not None and a_deed(what) else None


def _hold(verb: Any) -> tuple[Any, Any | None] | None:
    """ "held Russia responsible for the strike": small parsers hang "responsible" now here, now there."""
    at = next((t for t in verb.subtree if t.i > verb.i and t.lower_ in load("blame")["responsible"]), None)
    if at is None or is_passive(verb):
        return None
    between = [t for t in verb.doc[verb.i + 1 : at.i] if t.pos_ in ("NOUN", "PROPN")]
    if not between or any(t.pos_ in ("VERB", "PUNCT") for t in verb.doc[verb.i + 1 : at.i]):
        return None
    what = _after((at, verb, between[-1]), "for")
    return (between[-1], what) if what is None or a_deed(what) else None


def _call(verb: Any) -> tuple[Any, Any] | None:
    """ "called the strike a Ukrainian provocation": a name that says whose it was."""
    what = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    name = next((c for c in verb.children if c.dep_ == "oprd" and c.i > verb.i), None)
    if what is None or name is None or is_passive(verb) or lemma(name) not in load("blame")["names"]:
        return None
    whose = [c for c in name.children if c.dep_ in ("amod", "nmod", "compound") and c.text[:1].isupper()]
    return (whose[0], what) if len(whose) == 1 and a_deed(what) else None


def _be_behind(verb: Any) -> tuple[Any, Any] | None:
    """ "was behind the attack", "was likely responsible for it"."""
    blamed = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    answering = [
        c for c in verb.children if c.dep_ == "acomp" and c.lower_ in load("blame")["responsible"] and c.i > verb.i
    ]
    what = _after((verb,), "behind") or _after((verb, *answering), "for" if answering else "behind")
    return (blamed, what) if blamed is not None and what is not None and a_deed(what) else None


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
    return (doer, what) if doer is not None and what is not None and a_deed(what) else None


def _laid_to(blamed: Any, speaker: Speaker, article: Article) -> tuple[Participant, ...]:
    """Who is said to have done it; none where the words name no state, force or armed group, or several."""
    parsed, around, words = article.parsed, article.around, load("blame")
    if any(c.dep_ == "conj" for c in blamed.children) or blamed.pos_ == "PRON":
        return ()
    phrase = span_of(blamed) if blamed.dep_ in ("amod", "nmod", "compound") else noun_phrase(blamed)
    arms = words_of("weapon-in-air") | words_of("missile")
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
        return on_whose_word(verb, article)
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


def _same_arms(blame: Pointing, meant: Claim) -> Iterator[Participant]:
    """Of an attack that has no place, its weapon: by what else would anybody know that the two are one?"""
    spans = [part.span for part in blame.laid_to]
    if meant.place is None:
        yield from (p for p in meant.participants if p.role == "weapon" and p.span not in spans)


def _laid(blame: Pointing, meant: Claim, article: Article) -> Claim:
    """The blame as a claim of the attack: what it does not repeat, figures and targets, is not its word."""
    text, trigger = article.parsed.text, span_of(blame.verb)
    earlier = meant.trigger.of(text)
    return replace(
        meant,
        trigger=trigger,
        span=article.parsed.sentence_of(trigger) or trigger,
        modality=blame.modality,
        stance="denied" if blame.modality == "negated" else blame.stance,
        attributed_to=blame.speaker,
        when_span=None,
        when_reason=f"the day of “{earlier}”, which somebody is blamed for",
        place_reason=f"that of “{earlier}”, which somebody is blamed for",
        participants=(*blame.laid_to, *_same_arms(blame, meant)),
        quantities=(),
        reason=f"“{trigger.of(text)}” points back to “{earlier}” ({meant.type})",
    )
