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
from app.extract.words.parse import span_of
from app.text.folding import words as folded_words
from app.text.span import Span

# What is denied: what somebody told, or having had a part in it; OPEN: what was told is not denied, nor confirmed.
WORDS, PART, OPEN = "words", "part", "open"


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial with nothing of its own in it: where it stands, by whom, and what kind of thing it denies."""

    trigger: Span
    sentence: Span
    speaker: Speaker | None
    denies: str  # WORDS, PART or OPEN
    near: bool  # "it", "this": told just before; "the claim" may be the only one further up


def with_denials(claims: Sequence[Claim], article: Article) -> tuple[list[Claim], list[Refusal]]:
    """The claims with one for each denial that points back, in order of triggers; and those that point nowhere."""
    told, refused = list(claims), list[Refusal]()
    pointed: dict[Span, Claim] = {}  # by the trigger of a denial: what it denies, for the next that points to it
    for denial in sorted(find_denials(article, claims), key=lambda d: d.trigger):
        found = _meant(denial, claims, pointed, article)
        if isinstance(found, Claim):
            pointed[denial.trigger] = found
            told = [claim for claim in told if not _same_words(claim, denial)]
            told.append(_denied(denial, found, article))
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
            if (speaker := _of_its_own_part(verb, article)) is not None:
                trigger = span_of(verb)
                yield Denial(trigger, parsed.sentence_of(trigger) or trigger, speaker, PART, near=False)
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


def _of_its_own_part(verb: Any, article: Article) -> Speaker | None:
    """Who says so, where it is of himself: "we", "it" or his own name. Another's part is not his to deny."""
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
    return speaker if himself or (named.named and _one_name(named, speaker, article)) else None


def _thing_told(verb: Any, kind: str) -> tuple[str, bool] | None:
    """`kind` with whether it is of what was told just before ("it") or of "the report"; None for other objects."""
    words = load("denials")
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or any(c.dep_ in ("ccomp", "xcomp") and c.i > verb.i for c in verb.children):
        return None
    if thing.lower_ in words["pronouns"]:
        return kind, True
    definite = any(c.lower_ in words["definite"] or c.dep_ == "poss" for c in thing.children)
    return (kind, False) if _claim_like(thing) and definite and not _leads_on(thing) else None


def _kind(verb: Any) -> tuple[str, bool] | None:
    """Whether somebody's words are denied, or a part; and whether those just before. None: neither."""
    words = load("denials")
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if lemma(verb) == "deny" and any(c.dep_ == "xcomp" and c.i > verb.i and _of_no_deed(c) for c in verb.children):
        return PART, False
    if any(c.dep_ in ("ccomp", "xcomp", "pcomp") and c.i > verb.i and c.tag_ != "VBG" for c in verb.children):
        return None  # "denied that …", "denied it was tired": what it denies follows
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and _claim_like(verb.head):
        return WORDS, True  # "took the town, a claim denied by Kyiv"
    thing = things[0] if things else None
    if thing is None:
        return None
    if thing.lower_ in words["pronouns"]:
        return WORDS, True
    if lemma(verb) == "deny" and lemma(thing) in words["parts"] and not _leads_on(thing):
        return PART, False
    definite = any(c.lower_ in words["definite"] or c.dep_ == "poss" for c in thing.children)
    if _claim_like(thing) and definite and not _leads_on(thing):
        return WORDS, False
    return None


def _of_no_deed(verb: Any) -> bool:
    """ "denied having struck anything near the border", "denied carrying it out": no deed of its own is told."""
    words = load("denials")
    done = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if done is None or lemma(verb) not in words["doing"]:
        return False
    return done.lower_ in (*words["anything"], *words["pronouns"])


def _claim_like(noun: Any) -> bool:
    return lemma(noun) in load("denials")["nouns"]


def _leads_on(noun: Any) -> bool:
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
    if len(_happenings(found, article)) > 1:
        return "a denial, and more than one claim before it that it may be of"
    if denial.denies == PART:  # what somebody is said to have done, before what merely happened
        found = [c for c in found if any(p.role == "actor" for p in c.participants)] or found
    meant = _fullest(found, before, article)
    if denial.denies == WORDS and meant.attributed_to and _one_name(denial.speaker, meant.attributed_to, article):
        return "a denial by the one on whose word it is told"
    doer = any(_is(denial.speaker, part, article) for part in meant.participants if part.role == "actor")
    if denial.denies == PART or doer:
        return meant
    if _known(meant, article):
        return "told as known: what is denied is what was said of it"
    if _told_plainly(meant, claims, article):
        return "told by the article itself: what is denied is how or by whom it was done"
    return meant


def _fullest(found: Sequence[Claim], before: Sequence[Claim], article: Article) -> Claim:
    """Of one happening told more than once on one word, the claim that says where and who."""
    one = min(found, key=lambda c: (c.place is None, c.trigger))
    by = one.attributed_to
    same = [
        c
        for c in before
        if by and c.attributed_to and _one_name(c.attributed_to, by, article) and _one_happening(c, one, article)
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


def _happenings(claims: Sequence[Claim], article: Article) -> list[Claim]:
    """One claim for each happening that these tell of."""
    apart: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.place is None, c.trigger)):
        if not any(_one_happening(claim, other, article) for other in apart):
            apart.append(claim)
    return apart


def _one_happening(one: Claim, other: Claim, article: Article) -> bool:
    families = load("triggers")["retold"]["kin"]
    kin = one.type == other.type or any({one.type, other.type} <= set(family) for family in families)
    places = {each.place.of(article.parsed.text).casefold() for each in (one, other) if each.place}
    days = one.when is None or other.when is None or one.when.overlaps(other.when)
    return kin and len(places) < 2 and days


def _told_plainly(meant: Claim, claims: Sequence[Claim], article: Article) -> bool:
    """Whether the article tells it on its own word too, so that a denial is of somebody's account of it."""
    return any(
        c.stance == "reported" and c.modality == "actual" and not c.parent and _one_happening(c, meant, article)
        for c in claims
    )


# ---------------------------------------------------------------- who denies


def _words(span: Span, article: Article) -> set[str]:
    return set(folded_words(span.of(article.parsed.text))) - {"the", "a", "an", "s"}


def _one_name(one: Speaker, other: Speaker, article: Article) -> bool:
    """The same name, in full or in part: "Kravets" is "Olena Kravets". "Ukraine's army" is not all Ukraine."""
    mine, theirs = (_words(each.named or each.span, article) for each in (one, other))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine) and bool(one.named) == bool(other.named)


def _is(speaker: Speaker, part: Participant, article: Article) -> bool:
    if speaker.named is None or part.named is None:
        return False
    text = article.parsed.text
    mine, theirs = _words(speaker.named, article), _words(part.named, article)
    initials = {
        "".join(w[0] for w in span.of(text).split() if w[0].isupper()) for span in (speaker.named, part.named)
    }
    short = initials & {speaker.named.of(text), part.named.of(text)}  # "the RSF", of the Rapid Support Forces
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine or bool(short))


def _denied(denial: Denial, meant: Claim, article: Article) -> Claim:
    text, who, by = article.parsed.text, meant.participants, denial.speaker
    if denial.denies == PART and by:  # it is the denier's part in it that is denied
        accused = [p for p in who if p.role == "actor" and p.named]
        if by.named is None and len(accused) == 1 and by.span.of(text).lower().startswith(("the ", "it")):
            by = replace(by, named=accused[0].named, reason=f"{by.reason}: the one accused")
        own = Participant("actor", by.span, by.named)
        who = (own, *(p for p in who if p.role != "actor" and not p.span.overlaps(by.span)))
    if denial.denies == OPEN:  # nobody's doing is confirmed either
        who = tuple(p for p in who if p.role != "actor")
    return replace(
        meant,
        trigger=denial.trigger,
        span=denial.sentence,
        modality="possible" if denial.denies == OPEN else "negated",
        stance="reported" if denial.denies == OPEN else "denied",
        attributed_to=by,
        when_span=None,
        when_reason=f"the day of “{meant.trigger.of(text)}”, which is denied",
        place_reason=f"that of “{meant.trigger.of(text)}”, which is denied" if meant.place else meant.place_reason,
        participants=who,
        quantities=(),
        reason=f"“{denial.trigger.of(text)}” points back to “{meant.trigger.of(text)}” ({meant.type})",
    )
