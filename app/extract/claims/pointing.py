"""Words that point back to an attack without telling one: blame, owning up, a word on how it came about.

Which one attack of an article they mean, told before them or by their own words; none where several could be.
Who points, and how, is read in `blame.py`, `whose.py`, `owning.py` and `causes.py`. Words: `lexicon/blame.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.extract.claims.owning import OWNING
from app.extract.happenings.clauses import lemma, says_when
from app.extract.happenings.told import Article
from app.extract.lexicon import load
from app.extract.quotes.attribution import find_attribution
from app.extract.reading import Claim, Participant, Speaker
from app.extract.standing.one_happening import happenings_of, is_he
from app.extract.words.parse import span_of
from app.text.span import Span


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words that lay something told before to somebody: by whom, to whom, and the word for the deed if any."""

    verb: Any  # the token of "blamed", "held", "was"
    speaker: Speaker
    laid_to: tuple[Participant, ...]  # the actor, and the weapon where it is a state's; empty of a cause
    deed: Any | None  # the token of "strike" in "blamed Russia for the strike"
    of: Any | None = None  # the token of "missile" in "the missile that hit it was a Russian one"
    modality: str = "actual"  # "possible" of a hedged finding, "negated" of a denial: "was not a Russian missile"
    told: Claim | None = None  # the attack that its own words tell: "claimed responsibility for the bombing of X"
    stance: str = "claimed"
    own: bool = False  # of one's own doing: owning up, or denying a part


def told_twice(claim: Claim, trigger: Span) -> bool:
    """Whether a claim is what the blame's own words were read as: an accusation, or an attack that may be."""
    itself = claim.type in ("accusation", OWNING) or claim.modality == "possible"
    return itself and claim.trigger.overlaps(trigger)


def on_whose_word(verb: Any, article: Article) -> Speaker | None:
    """Who says what a verb tells, in a quote or in reported words; None of the article's own, of a question."""
    parsed, around, at = article.parsed, article.around, span_of(verb)
    quoted = [q for q in article.quotes if any(s.covers(at) for s in q.spans)]
    if quoted:
        quote = min(quoted, key=lambda q: sum(map(len, q.spans)))
        return quote.speaker if quote.cue_class not in ("deny", "ask") else None
    found = find_attribution(parsed, at, around.mentions, around.known)
    return found[0] if found and found[2] not in ("deny", "ask") else None


def a_deed(what: Any) -> bool:
    words = load("blame")
    return what.lower_ in words["pronouns"] or lemma(what) in (*words["deeds"], *words["tolls"])


def one_deed(deed: Any, *, several: bool = False) -> bool:
    """Whether the words say which deed: "the strike", "it"; not "an attack", "the attacks", "a second attack".

    `several`: "the attacks" too, which are all that an article tells of where somebody owns up to them.
    """
    words = load("blame")
    if deed.lower_ in words["pronouns"]:
        return True
    many = deed.tag_ in ("NNS", "NNPS") and lemma(deed) not in words["tolls"]
    before = {c.lower_ for c in deed.children if c.i < deed.i}
    return (several or not many) and bool(before & set(words["definite"])) and not before & set(words["anew"])


def attack_meant(pointing: Pointing, claims: Sequence[Claim], article: Article) -> Claim | None:
    """The one attack told before it; None where none or several are, or its own words tell one."""
    trigger, types = span_of(pointing.verb), load("blame")["types"]
    blows = [c for c in claims if c.type in types and not c.parent]
    if pointing.of is not None:
        if here := [c for c in blows if _stands(c) and _tells_of(c, pointing.of, article)]:
            return here[0] if _one_attack(here, article) else None
        blows = [c for c in blows if not told_twice(c, trigger)]
    if any(_under(claim, pointing.verb, article) for claim in blows):
        return None
    before = [c for c in blows if c.trigger.end <= trigger.start and c.modality != "planned"]
    found = _just_before(trigger, before, article) or before
    attacks = [c for c in found if _stands(c)]
    if not attacks and pointing.own and not any(c.place for c in blows):
        return _only_one(before, article)
    if not attacks or not _one_attack(found, article):
        return None
    same = [c for c in before if c in attacks or (_stands(c) and _one_attack((c, *attacks), article))]
    meant = min(same, key=lambda c: (not c.participants, c.trigger))  # what was done, before how many it hurt
    if pointing.own and (_done_by_another(pointing, same, article) or _another_blow(meant, pointing, article)):
        return None
    return meant if pointing.deed is None or _fits(pointing.deed, pointing, meant, article) else None


def _done_by_another(pointing: Pointing, same: Sequence[Claim], article: Article) -> bool:
    """ "Norland struck a base. Sudland denied involvement in the attack.": this one was Norland's."""
    denied = pointing.modality == "negated"
    told = [c for c in same if denied or c.attributed_to is None]
    doers = [p for c in told for p in c.participants if p.role == "actor"]
    return bool(doers) and not any(is_he(pointing.speaker, doer, article) for doer in doers)


def _another_blow(meant: Claim, pointing: Pointing, article: Article) -> bool:
    """Whether "a blast" is spoken of between an attack and who owns it: of nobody knows which of the two."""
    sentence = article.parsed.sentence_of(meant.trigger)
    after = sentence.end if sentence is not None else meant.trigger.end
    between = Span(after, span_of(pointing.verb).start)
    tokens = article.parsed.tokens(between) if between.start < between.end else ()
    new = ("a", "an", "another")
    return any(
        t.pos_ == "NOUN" and lemma(t) in load("blame")["deeds"] and any(c.lower_ in new for c in t.children)
        for t in tokens
    )


def _only_one(before: Sequence[Claim], article: Article) -> Claim | None:
    """The attack of an article that tells of one, and nowhere where: it is what somebody owns up to in it."""
    told = [c for c in before if c.modality == "actual" and c.stance != "denied"]
    if not told or len(told) < len(before) or len(happenings_of(told, article)) > 1:
        return None
    return min(told, key=lambda c: (not any(p.role == "weapon" for p in c.participants), c.trigger))


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


def _fits(deed: Any, pointing: Pointing, meant: Claim, article: Article) -> bool:
    """Whether a place or a day beside the deed is that of the attack: "for the strike on Kherson on Friday"."""
    text = article.parsed.text
    beside = Span(deed.left_edge.idx, span_of(deed.right_edge).end)
    named = [p for p in article.around.places if p.literal and beside.covers(p.span)]
    doers = [part.span for part in pointing.laid_to]
    places = {p.name.of(text).casefold() for p in named if not any(p.span.overlaps(doer) for doer in doers)}
    days = [d.when for d in article.dates if d.when and d.type == "DATE" and beside.covers(d.span)]
    there = meant.place.of(text).casefold() if meant.place else ""
    if pointing.own and not _same_object(deed, meant, article):
        return False
    return all(place in there or there in place for place in places) and all(
        meant.when is not None and meant.when.overlaps(day) for day in days
    )


def _same_object(deed: Any, meant: Claim, article: Article) -> bool:
    """Whether "the attack on the bridge" is of an attack on a bridge, as far as that says what it was on."""
    preps = (p for p in deed.children if p.dep_ == "prep" and p.lower_ in ("on", "against", "of"))
    things = [c for p in preps for c in p.children if c.dep_ == "pobj" and c.pos_ == "NOUN" and not says_when(c)]
    spans = [p.span for p in meant.participants if p.role == "target"] + ([meant.place] if meant.place else [])
    struck = {lemma(t) for span in spans for t in article.parsed.tokens(span) if t.pos_ in ("NOUN", "PROPN")}
    towns = load("place_words")["described"]["settlement"]
    return not any(p.role == "target" for p in meant.participants) or all(
        lemma(thing) in struck or lemma(thing) in towns or thing.lower_ in {word.lower() for word in struck}
        for thing in things
    )
