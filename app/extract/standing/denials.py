"""Denials that point back: "Ukraine denied it the same evening.", "“This is not true,” the mayor said."

Such a sentence names no happening of its own. Where exactly one claim is told just before it, the denial is a
claim of the same type, place and day on the denier's word; where none or several are, nobody can tell what is
denied, and that is said. "Denied that …" and "denied shelling …" are told by their own words (`claims/stance.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from app.extract.happenings.clauses import clause_of, is_passive, lemma
from app.extract.happenings.told import Article
from app.extract.lexicon import load
from app.extract.quotes.attribution import find_attribution
from app.extract.quotes.speakers import speaker_at, speaker_of
from app.extract.reading import Claim, Participant, Quote, Refusal, Speaker
from app.extract.standing.moods import listed, unsaid
from app.extract.standing.one_happening import happenings_of, is_he, one_happening, one_name, told_plainly
from app.extract.words.parse import span_of
from app.text.span import Span

# What is denied: what somebody told, or having had a part in it; OPEN: what was told is not denied, nor confirmed;
# SAID_OF: not that it happened, which is known, but what was said of it (whom it struck, whose it was).
WORDS, PART, OPEN, SAID_OF = "words", "part", "open", "said of it"


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial with nothing of its own in it: where it stands, by whom, and what kind of thing it denies."""

    trigger: Span
    sentence: Span
    speaker: Speaker | None
    denies: str  # WORDS, PART or OPEN
    near: bool  # "it", "this": told just before; "the claim" may be the only one further up
    doer: Speaker | None = (
        None  # whose part it is, where not the denier's own: "Norland had nothing to do with it"
    )


def with_denials(claims: Sequence[Claim], article: Article) -> tuple[list[Claim], list[Refusal]]:
    """The claims with one for each denial that points back, in order of triggers; and those that point nowhere."""
    told, refused = list(claims), list[Refusal]()
    pointed: dict[Span, Claim] = {}  # by the trigger of a denial: what it denies, for the next that points to it
    for denial in sorted(find_denials(article, claims), key=lambda d: d.trigger):
        found = _meant(denial, claims, pointed, article)
        if isinstance(found, Claim):
            pointed[denial.trigger] = found
            told = [claim for claim in told if not _same_words(claim, denial)]
            of_it = replace(denial, denies=SAID_OF) if _only_said_of(denial, found, claims, article) else denial
            told.append(as_denied(of_it, found, article))
        else:
            refused.append(Refusal(denial.trigger, found))
    return sorted(told, key=lambda claim: claim.trigger), refused


def find_denials(article: Article, claims: Sequence[Claim]) -> Iterator[Denial]:
    """The verbs and quotes that deny what was told before them. One that a claim hangs from is told already."""
    parsed, around = article.parsed, article.around
    for verb in parsed.doc:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        if _left_open(verb):
            kind = _thing_told(verb, OPEN)
        elif _nothing_to_do_with(verb):
            if (told := _whose_part(verb, article)) is not None:
                trigger = span_of(verb)
                yield Denial(trigger, parsed.sentence_of(trigger) or trigger, told[0], PART, False, told[1])
            continue
        elif lemma(verb) in listed("denying", "reports") and not _undone(verb):
            kind = _kind(verb)
        else:
            continue
        if kind is None or any(_under(claim, verb, article) for claim in claims):
            continue
        denies, near = kind
        agent = next((c for by in verb.children if by.dep_ == "agent" for c in by.children), None)
        if is_passive(verb):
            if agent is None:
                continue  # "the claim was denied": nobody is said to have
            speaker = speaker_at(agent, parsed, around.mentions, f"agent of “{verb.text}”", around.known)
        else:
            speaker = speaker_of(verb, parsed, around.mentions, around.known)
        trigger = span_of(verb)
        yield Denial(trigger, parsed.sentence_of(trigger) or trigger, speaker, denies, near)
    yield from _said_untrue(article)


def _undone(verb: Any) -> bool:
    """ "did not deny it", "may deny it", "refused to deny it": nothing is denied."""
    words = load("denials")
    asides = {c.lower_ for c in verb.children if c.dep_ in ("neg", "preconj", "cc", "mark")}
    joined = (
        {c.lower_ for c in verb.head.children if c.dep_ in ("neg", "preconj")} if verb.dep_ == "conj" else set()
    )
    helped = {c.lower_ for c in verb.children if c.dep_ == "aux"} & set(words["modals"])
    if verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.children):
        return True  # "is lying and denying its part": told within another's words more often than not
    return (
        bool(helped or (asides | joined) & {*words["undone"], "if", "unless"} or unsaid(verb)) or verb.tag_ == "VB"
    )


def _left_open(verb: Any) -> bool:
    """ "did not confirm that", "has not confirmed the report": a position, and no denial.

    Not "could not confirm it", which tells of an outlet's means.
    """
    words = load("denials")
    helped = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    negated = any(c.dep_ == "neg" for c in verb.children)
    return lemma(verb) in words["confirming"] and negated and bool(helped) and helped <= set(words["plainly"])


def _nothing_to_do_with(verb: Any) -> bool:
    """ "has nothing to do with the incident", "did not have anything to do with it"."""
    words = load("denials")
    if lemma(verb) != "have":
        return False
    behind = [t for t in verb.doc[verb.i + 1 : verb.sent.end] if not t.is_quote][:_NEAR]
    told = " ".join(t.lower_ for t in behind)
    negated = any(c.dep_ == "neg" for c in verb.children)
    what = "anything" if negated else "nothing"
    return re.match(rf"(?:\w+ly )?{what} (?:at all )?to do with (?:{_any(words['deeds'])})\b", told) is not None


def _any(written: Sequence[str]) -> str:
    return "|".join(map(re.escape, written))


_NEAR = 9  # tokens: "absolutely nothing at all to do with the incident"


def _whose_part(verb: Any, article: Article) -> tuple[Speaker, Speaker | None] | None:
    """Who says so, and of whom if not of himself ("we", "it", his own name); None where nobody is named."""
    parsed, around, at = article.parsed, article.around, span_of(verb)
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if own is None:
        return None
    quoted = [q for q in article.quotes if any(s.covers(at) for s in q.spans)]
    quote = min(quoted, key=lambda q: sum(map(len, q.spans)), default=None)
    found = find_attribution(parsed, at, around.mentions, around.known) if quote is None else None
    speaker = quote.speaker if quote else found[0] if found else None
    if speaker is None:
        return None
    himself = own.lower_ in (("we", "i") if quote and quote.type == "direct" else ("it", "he", "she", "they"))
    named = speaker_at(own, parsed, around.mentions, "has nothing to do with it", around.known)
    if himself or (named.named and one_name(named, speaker, article)):
        return speaker, None
    return (speaker, named) if named.named else None


def _thing_told(verb: Any, kind: str) -> tuple[str, bool] | None:
    """`kind` with whether it is of what was told just before ("it") or of "the report"; None for other objects."""
    words = load("denials")
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or any(c.dep_ in ("ccomp", "xcomp") and c.i > verb.i for c in verb.children):
        return None
    if thing.lower_ in words["pronouns"]:
        return kind, True
    definite = any(c.lower_ in words["definite"] or c.dep_ == "poss" for c in thing.children)
    return (kind, False) if claim_like(thing) and definite and not leads_on(thing) else None


def _kind(verb: Any) -> tuple[str, bool] | None:
    """Whether somebody's words are denied, or a part; and whether those just before. None: neither."""
    words = load("denials")
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if lemma(verb) == "deny" and any(c.dep_ == "xcomp" and c.i > verb.i and _of_no_deed(c) for c in verb.children):
        return PART, False
    if any(c.dep_ in ("ccomp", "xcomp", "pcomp") and c.i > verb.i and c.tag_ != "VBG" for c in verb.children):
        return None  # "denied that …", "denied it was tired": what it denies follows
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and claim_like(verb.head):
        return WORDS, True  # "took the town, a claim denied by Kyiv"
    thing = things[0] if things else None
    if thing is None:
        return None
    if thing.lower_ in words["pronouns"]:
        of = verb.head if verb.dep_ == "relcl" else None  # "a figure that the army disputed": no deed is denied
        return None if of is not None and lemma(of) in words["counts"] else (WORDS, True)
    if lemma(verb) == "deny" and lemma(thing) in words["parts"] and not leads_on(thing):
        return PART, False
    definite = any(c.lower_ in words["definite"] or c.dep_ == "poss" for c in thing.children)
    if claim_like(thing) and definite and not leads_on(thing):
        return WORDS, False
    return None


def _of_no_deed(verb: Any) -> bool:
    """ "denied having struck anything near the border", "denied carrying it out": no deed of its own is told."""
    words = load("denials")
    done = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if done is None or lemma(verb) not in words["doing"]:
        return False
    return done.lower_ in (*words["anything"], *words["pronouns"])


def claim_like(noun: Any) -> bool:
    return lemma(noun) in load("denials")["nouns"]


def leads_on(noun: Any) -> bool:
    """ "the claim that …", "the report of …", "responsibility for the blast": it says what it is of."""
    return any(
        c.dep_ in ("acl", "relcl", "ccomp")
        or (c.dep_ == "prep" and c.lower_ in ("of", "about", "on", "for", "in"))
        for c in noun.children
    )


def _same_words(claim: Claim, denial: Denial) -> bool:
    """ "denied any part" is a happening of its own only where what it had no part in is not told."""
    return denial.denies == PART and claim.trigger == denial.trigger and claim.type == "responsibility"


def _under(claim: Claim, verb: Any, article: Article) -> bool:
    """Whether a claim is what the verb denies by its own words, or is that denial itself told of elsewhere."""
    inside = article.parsed.tokens(claim.trigger)
    return (
        bool(len(inside))
        and claim.type not in load("denials")["spoken"]
        and (claim.trigger.covers(span_of(verb)) or (claim.stance == "denied" and verb.is_ancestor(inside.root)))
    )


@cache
def _untrue() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern + r"\W*$", re.IGNORECASE) for pattern in load("denials")["untrue"])


def _said_untrue(article: Article) -> Iterator[Denial]:
    for quote in article.quotes:
        told = quote.spans[0]
        if quote.type == "direct" and any(pattern.match(told.of(article.parsed.text)) for pattern in _untrue()):
            yield Denial(told, _sentence(quote, article), quote.speaker, WORDS, near=True)


def _sentence(quote: Quote, article: Article) -> Span:
    return article.parsed.sentence_of(quote.spans[0]) or quote.span


# ---------------------------------------------------------------- what it points to


def _meant(denial: Denial, claims: Sequence[Claim], pointed: dict[Span, Claim], article: Article) -> Claim | str:
    """The one claim that a denial is about; else why nobody can tell, in words."""
    if denial.speaker is None:
        return "a denial, and nobody can tell whose"
    before = [c for c in claims if c.trigger.end <= denial.trigger.start and _deniable(c, denial)]
    found = _just_before(denial, before, pointed, article)
    if not found and not denial.near:
        found = before
    if not found:
        return "a denial of something that is no claim told before it"
    if len(happenings_of(found, article)) > 1:
        return "a denial, and more than one claim before it that it may be of"
    if denial.denies == PART:  # what somebody is said to have done, before what merely happened
        found = [c for c in found if any(p.role == "actor" for p in c.participants)] or found
    meant = _fullest(found, before, article)
    if denial.denies == WORDS and meant.attributed_to and one_name(denial.speaker, meant.attributed_to, article):
        return "a denial by the one on whose word it is told"
    return meant


def _only_said_of(denial: Denial, meant: Claim, claims: Sequence[Claim], article: Article) -> bool:
    """Whether it happened all the same: told as known, or by the article itself, and not as the denier's doing."""
    if denial.denies != WORDS or denial.speaker is None:
        return False
    if any(is_he(denial.speaker, part, article) for part in meant.participants if part.role == "actor"):
        return False
    return _known(meant, article) or told_plainly(meant, claims, article)


def _fullest(found: Sequence[Claim], before: Sequence[Claim], article: Article) -> Claim:
    """Of one happening told more than once on one word, the claim that says where and who."""
    one = min(found, key=lambda c: (c.place is None, c.trigger))
    by = one.attributed_to
    same = [
        c
        for c in before
        if by and c.attributed_to and one_name(c.attributed_to, by, article) and one_happening(c, one, article)
    ]
    named = [c for c in same if c.place and any(p.role == "actor" and p.named for p in c.participants)]
    return one if one in named or not named else named[0]


def _known(claim: Claim, article: Article) -> bool:
    """ "the missile which hit the town had struck barracks": that it hit the town is not what is denied."""
    definite = load("denials")["definite"]
    weapons = [p.span.of(article.parsed.text).lower().split()[0] for p in claim.participants if p.role == "weapon"]
    if any(word in (*definite, *load("denials")["pronouns"]) for word in weapons):
        return True  # "said that the missile had been fired by the guards"
    tokens = article.parsed.tokens(claim.trigger)
    clause = clause_of(tokens.root) if len(tokens) else None
    if clause is None or clause.dep_ not in ("relcl", "acl"):
        return False
    return any(c.lower_ in definite for c in clause.head.children)


def _deniable(claim: Claim, denial: Denial) -> bool:
    affirmed = claim.modality == "actual" and claim.stance != "denied" and not claim.parent
    on_word = claim.stance in ("claimed", "confirmed") or denial.denies == PART
    return affirmed and on_word and claim.type not in load("denials")["spoken"]


def _just_before(
    denial: Denial, before: Sequence[Claim], pointed: dict[Span, Claim], article: Article
) -> list[Claim]:
    """The claims of its own sentence before it, else of the one before that, denied once already or not."""
    sentences = article.parsed.sentences
    at = next((n for n, one in enumerate(sentences) if one.overlaps(denial.trigger)), 0)
    for sentence in (Span(sentences[at].start, denial.trigger.start), *sentences[max(0, at - 1) : at]):
        again = [claim for trigger, claim in pointed.items() if sentence.covers(trigger)]
        if found := [c for c in before if sentence.covers(c.trigger)] or again:
            return found
    return []


# ---------------------------------------------------------------- who denies


def as_denied(denial: Denial, meant: Claim, article: Article) -> Claim:
    text, who, by = article.parsed.text, meant.participants, denial.speaker
    if denial.denies == PART and by:  # it is somebody's part in it that is denied, the denier's own or another's
        accused = [p for p in who if p.role == "actor" and p.named]
        if by.named is None and len(accused) == 1 and by.span.of(text).lower().startswith(("the ", "it")):
            by = replace(by, named=accused[0].named, reason=f"{by.reason}: the one accused")
        part = denial.doer or by
        own = Participant("actor", part.span, part.named)
        who = (own, *(p for p in who if p.role != "actor" and not p.span.overlaps(by.span)))
    if denial.denies == OPEN:  # nobody's doing is confirmed either
        who = tuple(p for p in who if p.role != "actor")
    if denial.denies == SAID_OF:
        who = tuple(p for p in who if p.role == "target")
    return replace(
        meant,
        trigger=denial.trigger,
        span=denial.sentence,
        modality="possible" if denial.denies in (OPEN, SAID_OF) else "negated",
        stance="reported" if denial.denies in (OPEN, SAID_OF) else "denied",
        attributed_to=by,
        when_span=None,
        when_reason=f"the day of “{meant.trigger.of(text)}”, which is denied",
        place_reason=f"that of “{meant.trigger.of(text)}”, which is denied" if meant.place else meant.place_reason,
        participants=who,
        quantities=(),
        reason=f"“{denial.trigger.of(text)}” points back to “{meant.trigger.of(text)}” ({meant.type})",
    )
