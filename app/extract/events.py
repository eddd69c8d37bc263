"""What an article reports as happening, planned, possible or denied: one claim a type, place and day.

Triggers come from `triggers.py`, modality from `modality.py`; here each is given who took part, where, when,
how many and on whose word. What the words do not say stays open: a claim without a place or a day is still
a claim, a claim with the wrong ones is a false report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from app.extract.attribution import find_attribution
from app.extract.lexicon import load
from app.extract.modality import Judged, judge
from app.extract.parse import Parsed
from app.extract.participants import participants_of
from app.extract.quantities import find_quantities, number
from app.extract.reading import (
    Claim,
    DateMention,
    Mention,
    Participant,
    PlaceMention,
    Quantity,
    Quote,
    Refusal,
    Speaker,
)
from app.extract.retold import settle
from app.extract.triggers import (
    Around,
    Match,
    clause_of,
    clause_tokens,
    find_triggers,
    governing_verb,
    lemma,
    noun_objects,
    objects,
    subjects,
    words_of,
)
from app.text.span import Span
from app.text.when import When
from app.world.world import World

_BACKGROUND_AFTER = 45  # days: what is dated longer ago than this is told as background to the news
_WEAPONS = (
    "air-strike",
    "shelling",
    "mine-or-bomb",
    "unconventional-weapon",
    "ground-fighting",
    "interception",
    "attack-on-civilians",
)
_AT = (
    "in",
    "at",
    "near",
    "over",
    "outside",
    "around",
    "on",
    "inside",
    "across",
    "of",
    "for",
    "into",
    "within",
    "to",
    "against",
    "off",
    "through",
    "toward",
    "towards",
    "throughout",
)
_STATED = ("in", "at", "near", "outside", "inside", "within", "across", "over", "off")


@dataclass(frozen=True, slots=True)
class _Article:
    """One article with all that the other readers found in it."""

    around: Around
    dates: Sequence[DateMention]
    quotes: Sequence[Quote]
    published: When | None
    world: World | None
    quantities: Sequence[Quantity]

    @property
    def parsed(self) -> Parsed:
        return self.around.parsed


@dataclass(frozen=True, slots=True)
class _Word:
    """On whose word a claim stands, the cue's class, and when that was said."""

    speaker: Speaker | None = None
    cue_class: str | None = None
    said: When | None = None
    unsure: bool = False  # "neither confirmed nor denied", "declined to confirm"


def find_claims(
    parsed: Parsed,
    mentions: Sequence[Mention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    quotes: Sequence[Quote],
    published: When | None,
    world: World | None = None,
) -> tuple[list[Claim], list[Refusal]]:
    """The claims of an article in order of their triggers, and the triggers that were refused, with reasons.

    `world` is asked only whose country a captured place lies in; without it that label stays open.
    """
    article = _Article(
        Around(parsed, mentions, places), dates, quotes, published, world, tuple(find_quantities(parsed))
    )
    taken: list[tuple[Match, Claim]] = []
    refused: list[Refusal] = []
    for found in find_triggers(article.around):
        if isinstance(found, Refusal):
            refused.append(found)
            continue
        claim = _claim(found, article)
        if isinstance(claim, Refusal):
            refused.append(claim)
        else:
            taken.append((found, claim))
    kept, merged = _once_each(taken, parsed)
    return settle(kept, article.around, article.quantities), sorted([*refused, *merged], key=lambda r: r.span)


def _claim(match: Match, article: _Article) -> Claim | Refusal:
    word = _on_whose_word(match, article)
    judged = _judged(match, word, article)
    if _only_an_aim(match, article):
        return Refusal(match.trigger, "the aim of something told beside it")
    habit = judged.present or _does_not(match)
    if habit and judged.modality in ("actual", "negated") and not _told_in_present(match, article):
        return Refusal(match.trigger, "in the plain present: a habit or a state, not one happening")
    when, when_span, when_reason = _when(match, judged, word, article)
    judged = _dated(judged, when, when_span, match, article)
    place, place_reason = _place(match, article)
    who = participants_of(match, article.parsed, article.around.mentions, article.around.places, word.speaker)
    if judged.modality == "past-background" and when_span is None:
        when, when_reason = None, "background: no date is given"
    acled, plover = _labels(match, who, place, article)
    return Claim(
        type=match.type,
        acled=acled,
        plover=plover,
        trigger=match.trigger,
        span=_clause(match, article.parsed),
        modality=judged.modality,
        stance=_stance(word, judged),
        attributed_to=word.speaker,
        when=when,
        when_span=when_span,
        when_reason=when_reason,
        place=place,
        place_reason=place_reason,
        participants=who,
        quantities=_quantities(match, article),
        parent=bool(match.entry.get("parent")),
        reason=f"“{match.trigger.of(article.parsed.text)}” ({match.type}); {judged.reason}",
    )


def _does_not(match: Match) -> bool:
    """ "do not strike homes": what is never done, not one happening denied."""
    verb = match.verb if match.verb is not None else match.token
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ in ("do", "does") for c in verb.children)


def _only_an_aim(match: Match, article: _Article) -> bool:
    """ "a counteroffensive to retake territory": the aim of a happening is no second happening."""
    token = match.token
    aim = token.dep_ in ("acl", "relcl", "advcl") and any(
        c.tag_ == "TO" and c.dep_ == "aux" for c in token.children
    )
    if not aim:
        return False
    events = {w.split()[-1] for entry in load("triggers")["trigger"] for w in entry.get("nouns", ())}
    return token.dep_ == "advcl" or lemma(token.head) in events


# ------------------------------------------------------------------ on whose word, and did it happen


def _on_whose_word(match: Match, article: _Article) -> _Word:
    around = [q for q in article.quotes if any(s.covers(match.trigger) for s in q.spans)]
    if around:
        quote = min(around, key=lambda q: sum(map(len, q.spans)))
        return _Word(quote.speaker, quote.cue_class or "say", quote.said, _left_open(quote.cue, article))
    if match.entry.get("modality"):  # the trigger is itself the word that announces
        announced = next((q for q in article.quotes if q.cue and q.cue.overlaps(match.trigger)), None)
        if announced:
            return _Word(announced.speaker, announced.cue_class, announced.said)
    found = find_attribution(article.parsed, match.trigger, article.around.mentions)
    return _Word(found[0], found[2], None, _left_open(found[1], article)) if found else _Word()


def _left_open(cue: Span | None, article: _Article) -> bool:
    """ "neither confirmed nor denied that", "declined to confirm that": the cue itself is not said."""
    if cue is None:
        return False
    before = article.parsed.text[max(0, cue.start - 45) : cue.start].lower()
    return (
        re.search(r"\b(?:neither|nor|not|n['’]t|never|refus\w+ to|declin\w+ to|fail\w+ to)\b[^.,;]*$", before)
        is not None
    )


def _judged(match: Match, word: _Word, article: _Article) -> Judged:
    judged = judge(match.token)
    if limit := match.entry.get("modality"):
        judged = judged.and_also(limit, f"“{match.token.text}”")
    if match.entry.get("background") and not _told_anew(match):
        if (
            _definite(match.token) and judged.modality != "negated"
        ):  # "for its invasion of": it took place, whatever is now done about it
            return Judged("past-background", judged.alleged, "known by its name, not told anew")
        judged = judged.and_also("past-background", "known by its name, not told anew")
    cues = load("modality")["cues"]
    if word.unsure:
        kept = judged.modality == "negated" and word.cue_class != "deny"
        return replace(judged, modality="negated" if kept else "possible", reason="neither said nor denied")
    if word.cue_class in cues["negated"]:
        return judged.and_also("negated", "denied")
    verb = match.verb if match.verb is not None else match.token
    told_past = verb.tag_ in ("VBD", "VBN") or any(
        c.tag_ == "VBD" for c in verb.children if c.dep_.startswith("aux")
    )
    for modality in ("possible", "planned"):
        if word.cue_class in cues[modality] and not told_past:
            return judged.and_also(modality, f"said as a {word.cue_class}")
    return judged


def _definite(noun: Any) -> bool:
    """ "the", "its" or an owner's name before it, and no "planned", "feared" or the like."""
    known = any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "that")) for c in noun.children
    )
    words = {word for key in ("planned", "possible", "negated") for word in load("modality")["before-noun"][key]}
    return known and not any(c.lower_ in words for c in noun.children)


def _told_anew(match: Match) -> bool:
    """ "launched an invasion", "announced the capture": news, where a bare "its invasion" is history."""
    verb, through = governing_verb(match.token)
    return verb is not None and through in ("dobj", "nsubjpass") and lemma(verb) in words_of("tells-anew")


def _stance(word: _Word, judged: Judged) -> str:
    if word.unsure:
        return "reported"
    if word.cue_class in load("modality")["cues"]["negated"]:
        return "denied"
    if word.cue_class in load("modality")["cues"]["confirmed"]:
        return "confirmed"
    return "claimed" if word.cue_class or judged.alleged else "reported"


def _told_in_present(match: Match, article: _Article) -> bool:
    """The plain present tells a happening in headlines and where the sentence gives its day."""
    sentence = article.parsed.sentence_of(match.trigger)
    if sentence is None:
        return False
    text = article.parsed.text
    line_end = text.find("\n", sentence.start)
    headline = (
        not text[sentence.start : line_end if line_end >= 0 else len(text)].rstrip().endswith((".", "”", "!", "?"))
    )
    dated = any(
        d.type == "DATE" and d.when and sentence.covers(d.span) and d.when.days == 1 for d in article.dates
    )
    return headline or dated


def _dated(judged: Judged, when: When | None, span: Span | None, match: Match, article: _Article) -> Judged:
    """A day long before the article makes a claim background, a day after it a plan."""
    if when is None or span is None or article.published is None or judged.modality in ("planned", "possible"):
        return judged
    if when.latest < article.published.earliest - timedelta(days=_BACKGROUND_AFTER):
        return judged.and_also("past-background", f"dated {when}, long before the article")
    if when.earliest > article.published.latest:
        return judged.and_also("planned", f"dated {when}, after the article")
    return judged


# ------------------------------------------------------------------ when


def _when(match: Match, judged: Judged, word: _Word, article: _Article) -> tuple[When | None, Span | None, str]:
    if _said_then(match, article):
        return None, None, "not dated: words of another time"
    if match.entry.get("parent") and (lasting := _lasting(match, article)):
        return lasting
    if stated := _stated_date(match, article):
        return stated.when, stated.span, f"stated: {stated.reason}" if stated.reason else "stated in the clause"
    announced = bool(match.entry.get("modality"))
    if judged.modality != "actual" and not announced:
        return None, None, "not dated"
    if article.published is None:
        return None, None, "not dated, and the article's day is unknown"
    if after := _days_after_it(match, article):
        return after
    if _beside_another(match):
        return None, None, "dated only by another happening"
    if not announced and (outer := _day_of_telling(match, article)):
        return replace(outer, about=True), None, "as recent as what was said of it"
    if word.said and not announced:
        return replace(word.said, about=True), None, "as recent as what was said of it"
    if _hours_after(match, article):
        return (
            article.published.through(article.published.shifted(-1)),
            None,
            "hours before what the article tells",
        )
    return replace(article.published, about=True), None, "no date given: told as news on the day of publication"


def _said_then(match: Match, article: _Article) -> bool:
    """ "“…,” the army said at the time": of words quoted again nobody can tell the day."""
    sentence = article.parsed.sentence_of(match.trigger)
    quoted = any(s.covers(match.trigger) for q in article.quotes for s in q.spans)
    return bool(quoted and sentence and re.search(r"\bat th(?:e|at) time\b", sentence.of(article.parsed.text)))


_AFTER_IT = re.compile(
    r"\b(\w+) (day|week)s? after (?:the|that|this) (?:\w+ )?"
    r"(?:attack|strike|shelling|bombing|blast|explosion|raid)"
)


def _days_after_it(match: Match, article: _Article) -> tuple[When, Span, str] | None:
    """ "killed by the strike, the minister said on Thursday, a week after the attack": the Thursday before."""
    sentence = article.parsed.sentence_of(match.trigger)
    found = _AFTER_IT.search(sentence.of(article.parsed.text)) if sentence else None
    count = number(found[1]) if found else None
    if sentence is None or found is None or not count or count > 14 or article.published is None:
        return None
    told = [d.when for d in article.dates if d.when and d.when.days == 1 and sentence.covers(d.span)]
    day = (told[0] if len(told) == 1 else article.published).shifted(
        -int(count) * (7 if found[2] == "week" else 1)
    )
    span = Span(sentence.start + found.start(), sentence.start + found.end())
    return replace(day, about=True), span, "counted back from the day it was said"


def _beside_another(match: Match) -> bool:
    """ "killed 39 a day before the shelling of X": the only day given is that of something else."""
    top = match.verb if match.verb is not None else match.token
    preps = [t for t in clause_tokens(top) if t.lower_ in ("before", "after") and t.dep_ in ("prep", "mark")]
    return any(
        c.dep_ == "pobj" and c.i != match.token.i and lemma(c) in words_of("attack-words")
        for t in preps
        for c in t.children
    )


def _day_of_telling(match: Match, article: _Article) -> When | None:
    """The day in a clause round the trigger's own ("… were killed, the governor said on Friday"), if one.

    A clause of saying counts wherever the parse has hung it.
    """
    parsed, published = article.parsed, article.published
    sentence = parsed.sentence_of(match.trigger)
    if sentence is None or published is None:
        return None
    above: set[int] = set()
    at = clause_of(match.verb if match.verb is not None else match.token)
    while at.head.i != at.i:
        at = clause_of(at.head)
        above.add(at.i)
    own = clause_of(match.token).i
    says = {
        t.i for t in parsed.tokens(sentence) if lemma(t) in ("say", "tell", "report", "announce") and t.i != own
    }
    above |= {i for i in says if match.token.i not in {t.i for t in parsed.doc[i].subtree}}
    days = {
        d.when
        for d in article.dates
        if d.when and d.when.days == 1 and sentence.covers(d.span) and d.when.latest <= published.latest
        and clause_of(parsed.tokens(d.span)[0]).i in above
    }  # fmt: skip
    return days.pop() if len(days) == 1 else None


def _stated_date(match: Match, article: _Article) -> DateMention | None:
    """The date in the trigger's own clause; failing that, one that opens the sentence over all its clauses."""
    parsed = article.parsed
    sentence = parsed.sentence_of(match.trigger)
    if sentence is None:
        return None
    dates = [d for d in article.dates if d.when and d.type in ("DATE", "TIME") and sentence.covers(d.span)]
    if not dates:
        return None
    home = clause_of(match.verb if match.verb is not None else match.token).i
    at = match.token.i
    inside = [
        d for d in dates if any(clause_of(t).i == home and not _of_other(t, match) for t in parsed.tokens(d.span))
    ]
    if inside:
        return min(inside, key=lambda d: (_owned_by_noun(d, match, parsed), abs(parsed.tokens(d.span)[0].i - at)))
    described = [d for d in dates if _dates_its_weapon(d, match, parsed)]
    if described:
        return described[0]
    opening = [d for d in dates if d.span.end - sentence.start < 40 and d.span.end < match.trigger.start]
    if opening and not _crosses_speech(match, opening[0], article):
        return opening[0]
    return None


def _dates_its_weapon(date: DateMention, match: Match, parsed: Parsed) -> bool:
    """ "A missile that came down on X on Tuesday killed two": the weapon's clause tells when (and where)."""
    clause = clause_of(parsed.tokens(date.span)[0])
    return clause.dep_ in ("relcl", "acl") and clause.head.i in {s.i for s in _weapon_subjects(match)}


def _weapon_subjects(match: Match) -> list[Any]:
    verb = match.verb if match.verb is not None else match.token
    weapons = words_of("missile") | words_of("bomb") | words_of("drone") | words_of("attack-words")
    return [s for s in subjects(verb) if lemma(s) in weapons]


def _of_other(token: Any, match: Match) -> bool:
    """A date inside another happening's noun phrase ("the battle of May 9") is not this one's."""
    at = token
    while at.i not in (at.head.i, match.token.i):
        if at.dep_ in ("compound", "nmod", "poss") and at.head.i != match.token.i and at.head.pos_ == "NOUN":
            return at.head.ent_type_ not in ("DATE", "TIME")
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return False
    return False


def _owned_by_noun(date: DateMention, match: Match, parsed: Parsed) -> bool:
    """Whether a date hangs from some other noun: such a date comes last."""
    inside = {t.i for t in match.token.subtree}
    return not any(t.i in inside for t in parsed.tokens(date.span))


def _crosses_speech(match: Match, date: DateMention, article: _Article) -> bool:
    """A date that says when something was said does not say when it happened."""
    speech = [q for q in article.quotes if any(s.covers(match.trigger) for s in q.spans)]
    if any(not any(s.covers(date.span) for s in q.spans) for q in speech):
        return True
    found = find_attribution(article.parsed, match.trigger, article.around.mentions)
    return found is not None and clause_of(match.token).dep_ == "ccomp"


_LASTING = re.compile(r"\b(\w+)[- ](day|week|month|year)s?(?:[- ](?:long|old))?\b", re.IGNORECASE)


def _lasting(match: Match, article: _Article) -> tuple[When, Span, str] | None:
    """ "The eight-month battle": from so many months before the article until it, no finer than months."""
    if article.published is None:
        return None
    text, start = article.parsed.text, match.token.left_edge.idx
    found = _LASTING.search(text, start, match.trigger.start)
    count = number(found[1]) if found else None
    if found is None or not count or count > 120:
        return None
    until, unit = article.published.latest, found[2].lower()
    span, reason = Span(found.start(), found.end()), f"lasting {found[0]} when the article was published"
    if unit in ("day", "week"):
        return When(until - timedelta(days=int(count) * (7 if unit == "week" else 1)), until, True), span, reason
    months = int(count) * (12 if unit == "year" else 1)
    index = until.year * 12 + until.month - 1 - months
    if index < 12:
        return None
    since = When.month(index // 12, index % 12 + 1)
    return since.through(When.month(until.year, until.month)), span, reason


def _hours_after(match: Match, article: _Article) -> bool:
    """ "came hours after X declared that …": that very day or the one before."""
    sentence = article.parsed.sentence_of(match.trigger)
    if sentence is None:
        return False
    return (
        re.search(r"\b(?:hours|minutes) (?:after|before|earlier)\b", sentence.of(article.parsed.text)) is not None
    )


# ------------------------------------------------------------------ where


def _place(match: Match, article: _Article) -> tuple[Span | None, str]:
    """The place the words tie to it: its object, then a phrase of its clause, then its sentence's only one."""
    placeless = match.type in load("triggers")["roles"]["placeless"]
    sentence = article.parsed.sentence_of(match.trigger)
    here = [p for p in article.around.places if p.literal and sentence and sentence.covers(p.span)]
    here = [p for p in here if not _names_somebody(p, article)]
    if not here:
        return _dateline(match, article) or (None, "no place is named with it")
    for heads, reason in _tied(match, placeless):
        tokens = {t.i for head in heads for t in _own_subtree(head)}
        tied = [p for p in here if any(t.i in tokens for t in article.parsed.tokens(p.name))]
        tied = [p for p in tied if not _describes(p, match, article) and not _of_another(p, match, article)]
        if tied:
            return _nearest(tied, match).span, reason
    if placeless:
        return _dateline(match, article) or (None, "no place of its own: states are named as parties to it")
    here = [p for p in here if not _of_another(p, match, article)]
    home = clause_of(match.token)
    here = [p for p in here if not _describes(p, match, article)]
    own = [p for p in here if _stands_at(p, article) and clause_of(article.parsed.tokens(p.name)[0]).i == home.i]
    if own:
        return _nearest(own, match).span, "named in its clause"
    carried = [
        p
        for p in here
        if clause_of(article.parsed.tokens(p.name)[0]).head.i in {s.i for s in _weapon_subjects(match)}
    ]
    if carried:
        return _nearest(carried, match).span, "where what did it came down"
    here = _without_holders(here, article.parsed.text)
    only = {p.name.of(article.parsed.text) for p in here}
    if not only:
        return None, "the place named describes somebody"
    if len(only) == 1 and _stands_at(here[0], article) and not _speech_between(match, here[0], article):
        return here[0].span, "the only place its sentence names"
    return None, "its sentence names several places, none tied to it" if len(
        only
    ) > 1 else "the place named is another's"


def _without_holders(places: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """ "X, in Norland's Y": X alone, for the rest says what it lies in."""
    kept: list[PlaceMention] = []
    for place in places:
        before = kept[-1] if kept else None
        between = text[before.span.end : place.span.start] if before else "-"
        if not re.fullmatch(r",? ?(?:in |of )?(?:the )?(?:\w+[’']s )?|,? ?in \w+ern ", between) or between in (
            "",
            " ",
        ):
            kept.append(place)
    return kept


def _of_another(place: PlaceMention, match: Match, article: _Article) -> bool:
    """A place inside another happening's phrase ("a day before the shelling of X") is not this one's."""
    at = article.parsed.tokens(place.name).root if len(article.parsed.tokens(place.name)) else None
    while at is not None and at.i not in (at.head.i, match.token.i):
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return False
        if at.pos_ == "NOUN" and at.i != match.token.i and lemma(at) in words_of("attack-words"):
            clause = clause_of(at)
            prep = at.head.lower_ if at.dep_ == "pobj" else ""
            return clause.i == clause_of(match.token).i and prep in ("before", "after", "since", "during")
    return False


def _dateline(match: Match, article: _Article) -> tuple[Span, str] | None:
    """Talks told in an article's first paragraph, with no other place, were where it was filed from."""
    text = article.parsed.text
    if match.type not in ("talks", "agreement") or "\n" in text[: match.trigger.start]:
        return None
    first = next((p for p in article.around.places if p.literal and p.span.start == 0), None)
    filed = first and re.match(r"[^\n—–]{0,60} ?[—–]", text[first.span.end :])
    return (first.span, "the article's dateline") if first and filed and first.span.of(text).isupper() else None


def _tied(match: Match, placeless: bool) -> Sequence[tuple[list[Any], str]]:
    """Noun phrases that can hold the place, the surest first, each with the reason to give."""
    token, verb = match.token, match.verb
    preps = _STATED if placeless else (*_AT, "from") if match.type in ("withdrawal", "displacement") else _AT
    verbal = verb is not None and verb.i == token.i
    tied: list[tuple[list[Any], str]] = []
    if verbal and (not placeless or lemma(token) == "visit"):
        tied.append((objects(token), "what it was done to"))
    elif not placeless:
        tied.append((noun_objects(token), f"named with “{token.text}”"))
    heads = [token] if verbal or verb is None else [token, verb]
    for head in heads:
        phrases = [c for prep in head.children if prep.dep_ == "prep" and prep.lower_ in preps
                   for c in prep.children if c.dep_ == "pobj"]  # fmt: skip
        tied.append((phrases, f"a phrase of place on “{head.text}”"))
        if not placeless and head is not token and any(c.i == token.i for c in head.children):
            tied.append((objects(head), f"what it {head.text}"))
    return tied


def _own_subtree(head: Any) -> list[Any]:
    """A phrase without its clauses and without what it comes from ("missiles from Belgorod")."""
    kept = [head]
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "advcl", "poss") or (
            child.dep_ == "prep" and child.lower_ in ("from", "by", "with")
        ):
            continue
        kept += _own_subtree(child)
    return kept


def _describes(place: PlaceMention, match: Match, article: _Article) -> bool:
    """A place before another noun ("US troops", "the Red Sea port of X") describes it and is not where."""
    last = article.parsed.tokens(place.span)[-1]
    if last.dep_ not in ("compound", "amod", "nmod", "poss") or last.head.i == match.token.i:
        return False
    return lemma(last.head) not in words_of("territory") | words_of("buildings") or any(
        p.span.start > place.span.end and p.span.start - place.span.end < 30 for p in article.around.places
    )


def _stands_at(place: PlaceMention, article: _Article) -> bool:
    """A place after "in", "near" … says where; a subject or "from X" does not."""
    if place.relation and place.relation.lower() != "from":
        return True
    token = article.parsed.tokens(place.name)[0]
    for _ in range(6):
        if token.dep_ == "pobj":
            return token.head.lower_ in _AT and token.head.lower_ not in ("for", "against")
        if token.dep_ == "dobj":
            return True
        if token.dep_ not in ("compound", "conj", "appos", "nmod", "amod") or token.head.i == token.i:
            return False
        token = token.head
    return False


def _speech_between(match: Match, place: PlaceMention, article: _Article) -> bool:
    """Where something was said is not where it happened."""
    inside = [q for q in article.quotes if any(s.covers(match.trigger) for s in q.spans)]
    if any(not any(s.covers(place.span) for s in q.spans) for q in inside):
        return True
    return (
        clause_of(match.token).dep_ == "ccomp"
        and clause_of(article.parsed.tokens(place.name)[0]).i != clause_of(match.token).i
    )


def _names_somebody(place: PlaceMention, article: _Article) -> bool:
    return any(
        m.form == "name" and m.kind not in ("state",) and m.name.covers(place.name)
        for m in article.around.mentions
    )


def _nearest(places: Sequence[PlaceMention], match: Match) -> PlaceMention:
    """The first behind the trigger, else the nearest before it: "in Bakhmut, in the Donetsk region" is Bakhmut."""
    behind = [p for p in places if p.span.start >= match.trigger.start]
    return behind[0] if behind else min(places, key=lambda p: p.span.distance(match.trigger))


# ------------------------------------------------------------------ labels, figures, clause


def _labels(
    match: Match, who: Sequence[Participant], place: Span | None, article: _Article
) -> tuple[str | None, str | None]:
    """The ACLED sub-event type and the PLOVER event/mode of this claim."""
    base = load("triggers")["types"].get(match.type, {})
    acled, plover = match.entry.get("acled", base.get("acled")), match.entry.get("plover", base.get("plover"))
    words = {lemma(t) for t in clause_tokens(match.token)} | {lemma(match.token)}
    for mode in load("triggers")["mode"]:
        if (
            mode["type"] == match.type
            and "becomes" not in mode
            and any(words & words_of(n) for n in mode["words"])
        ):
            acled, plover = mode.get("acled", acled), mode.get("plover", plover)
            break
    if match.type == "territory-taken":
        acled = _who_took(match, who, place, article)
    if match.type == "displacement":
        plover = "AID" if lemma(match.token) in ("evacuate", "evacuation") else None
    return acled or None, plover


def _who_took(match: Match, who: Sequence[Participant], place: Span | None, article: _Article) -> str | None:
    """ACLED: a government *regains* its own country's ground; anyone else, a foreign state too, *overtakes* it.

    Source: ACLED codebook, "Foreign state capturing territory" (FIELD notes the misleading name).
    None where the words do not say whose ground it is.
    """
    actor = next((p for p in who if p.role == "actor"), None)
    if actor is None or actor.named is None:
        return None
    mention = next((m for m in article.around.mentions if m.span == actor.named), None)
    if mention is None:
        return None
    if mention.kind == "armed-group":
        return "Non-state actor overtakes territory"
    ground, owner = _country_at(place, article), _country_of(mention, article)
    if ground and owner:
        return "Government regains territory" if ground == owner else "Non-state actor overtakes territory"
    if lemma(match.token) in ("liberate", "retake", "recapture", "regain", "reclaim") and mention.kind in (
        "state",
        "armed-force",
    ):
        return "Government regains territory"
    return None


def _country_at(place: Span | None, article: _Article) -> str | None:
    """The country of a place, where every place of that name lies in one; None where they differ."""
    mention = next((p for p in article.around.places if p.span == place), None)
    if mention is None or article.world is None:
        return None
    found = article.world.gazetteer.lookup(mention.name.of(article.parsed.text)) or ()
    countries = {p.country for p in found if p.country}
    return countries.pop() if len(countries) == 1 else None


def _country_of(mention: Mention, article: _Article) -> str | None:
    if article.world is None or mention.kind not in ("state", "armed-force", "government-body"):
        return None
    name = mention.name.of(article.parsed.text)
    for word in (name, name.split()[0] if name.split() else name):
        place = article.world.gazetteer.country_of_demonym(word)
        if place is None:
            place = next((p for p in article.world.gazetteer.lookup(word) or () if p.kind == "country"), None)
        if place is not None:
            return place.country
    return None


def _quantities(match: Match, article: _Article) -> tuple[Quantity, ...]:
    """The figures of the claim's clause; the killed and injured of the whole sentence for an attack."""
    sentence = article.parsed.sentence_of(match.trigger)
    top = match.verb if match.verb is not None else match.token
    clause = _clause_head_span(clause_of(top))
    found = []
    for quantity in article.quantities:
        hurt = quantity.kind in ("killed", "injured", "casualties", "missing")
        if hurt and match.type not in (*_WEAPONS, "damage", "disaster", "protest", "destruction", "sabotage"):
            continue
        if clause.covers(quantity.span) or (hurt and sentence and sentence.covers(quantity.span)):
            found.append(quantity)
    return tuple(found)


def _clause_head_span(top: Any) -> Span:
    return Span(top.left_edge.idx, top.right_edge.idx + len(top.right_edge.text))


def _clause(match: Match, parsed: Parsed) -> Span:
    """The clause on the page: what a reader needs to see, from its first to its last word."""
    top = clause_of(match.verb if match.verb is not None else match.token)
    sentence = parsed.sentence_of(match.trigger)
    span = _clause_head_span(top)
    if sentence is not None and top.head.i == top.i:
        span = sentence
    if not span.covers(match.trigger):
        span = Span(min(span.start, match.trigger.start), max(span.end, match.trigger.end))
    trimmed = span.trimmed(parsed.text, ",;")
    return trimmed if trimmed.covers(match.trigger) else span


# ------------------------------------------------------------------ one claim a happening


def _once_each(
    taken: Sequence[tuple[Match, Claim]], parsed: Parsed
) -> tuple[list[tuple[Match, Claim]], list[Refusal]]:
    """Words of one clause that tell the same happening become one claim; casualties go with what caused them."""
    kept: list[tuple[Match, Claim]] = []
    merged: list[Refusal] = []
    for match, claim in sorted(
        taken,
        key=lambda pair: (
            bool(pair[0].entry.get("casualty")),
            pair[1].type in ("destruction", "damage"),
            _only_sent(pair[0]),
            pair[1].trigger,
        ),
    ):
        other = next((i for i, pair in enumerate(kept) if _same_happening(match, claim, *pair, parsed)), None)
        if other is None:
            kept.append((match, claim))
            continue
        with_match, with_claim = kept[other]
        kept[other] = (with_match, _fuller(with_claim, claim))
        merged.append(
            Refusal(claim.trigger, f"told with “{with_claim.trigger.of(parsed.text)}” in the same clause")
        )
    return sorted(kept, key=lambda pair: pair[1].trigger), merged


def _same_happening(match: Match, claim: Claim, with_match: Match, with_claim: Claim, parsed: Parsed) -> bool:
    if claim.modality == "past-background" == with_claim.modality and claim.type == with_claim.type:
        return _words_at(claim.place, parsed) == _words_at(with_claim.place, parsed)
    same_sentence = match.token.sent.start == with_match.token.sent.start
    if not same_sentence:
        return False
    near = clause_of(match.verb or match.token).i == clause_of(with_match.verb or with_match.token).i
    if with_claim.type in _WEAPONS and any(
        with_match.token.i in {t.i for t in s.subtree} for s in subjects(match.token)
    ):
        return True  # "a missile strike killed … and wounded …": what the strike did
    if with_claim.type in _WEAPONS and claim.type in _WEAPONS and _tells_its_weapon(match, with_match):
        return True  # "killed by the missile that hit X": one missile
    if (
        claim.type == with_claim.type
        and _shares_subject(match, with_match)
        and claim.modality == with_claim.modality
    ):
        return True  # "missiles struck a base and killed sixty"
    if _only_sent(match) and with_claim.type == "interception" and _describes_target(match, with_match):
        return True  # "shot down 14 drones that Norland launched"
    if claim.type in ("destruction", "damage") and with_claim.type in _WEAPONS and near:
        return True  # "one strike destroyed a tank" is the strike, told once
    if match.entry.get("casualty") and with_claim.type in _WEAPONS and claim.modality == with_claim.modality:
        return True
    if claim.type != with_claim.type:
        return False
    return near and claim.place == with_claim.place and claim.modality == with_claim.modality


def _only_sent(match: Match) -> bool:
    return lemma(match.token) in ("launch", "fire", "send", "lob")


def _describes_target(match: Match, with_match: Match) -> bool:
    """One verb describes what the other one's verb is done to."""
    verb = with_match.verb if with_match.verb is not None else with_match.token
    return match.token.i in {t.i for thing in objects(verb) for t in thing.subtree}


def _tells_its_weapon(match: Match, with_match: Match) -> bool:
    """One verb stands in the clause that describes the other one's weapon."""
    for one, other in ((match, with_match), (with_match, match)):
        clause = clause_of(one.verb if one.verb is not None else one.token)
        if clause.dep_ in ("relcl", "acl") and clause.head.i in {s.i for s in _weapon_subjects(other)}:
            return True
    return False


def _shares_subject(match: Match, with_match: Match) -> bool:
    """A second verb that leans on the first one's subject, with no place or victims of its own to tell apart."""
    one, other = (m.verb if m.verb is not None else m.token for m in (match, with_match))
    if one.i == other.i or (other.i not in (one.head.i,) and one.i not in (other.head.i,)):
        return False
    later = one if one.i > other.i else other
    leans = later.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in later.children)
    return leans and lemma(later) in ("kill", "wound", "injure", "destroy", "damage")


def _words_at(place: Span | None, parsed: Parsed) -> str | None:
    return place.of(parsed.text) if place else None


def _fuller(claim: Claim, other: Claim) -> Claim:
    """The claim with what the other knew besides."""
    spans = {p.span for p in claim.participants}
    roles = {p.role for p in claim.participants}
    spans |= {claim.trigger}
    more = [p for p in other.participants if p.role not in roles and not any(p.span.overlaps(s) for s in spans)]
    figures = {q.span: q for q in (*claim.quantities, *other.quantities)}
    return replace(
        claim,
        participants=(*claim.participants, *more),
        quantities=tuple(figures[s] for s in sorted(figures)),
        place=claim.place or other.place,
        place_reason=claim.place_reason if claim.place else other.place_reason,
        when_span=claim.when_span or other.when_span,
        when=claim.when if claim.when_span or not other.when_span else other.when,
        when_reason=claim.when_reason if claim.when_span or not other.when_span else other.when_reason,
    )
