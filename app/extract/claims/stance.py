"""On whose word a happening is told, and what that makes of it: reported, claimed, denied or confirmed.

`tell` weighs three things: the words of the happening's own clause and those above it (`standing/modality.py`),
the speaker it is given to, and how far its day lies from the article's. What nobody stands by stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from app.extract.claims.days import day_of
from app.extract.happenings.told import Article, Word
from app.extract.happenings.triggers import Match, clause_of, governing_verb, lemma, subjects, words_of
from app.extract.lexicon import load
from app.extract.quotes.attribution import find_attribution, find_reports, speaker_at, speaker_of
from app.extract.reading import Speaker
from app.extract.standing.modality import Judged, judge
from app.extract.standing.moods import is_none, listed, unsaid
from app.extract.words.cues import cue_at, inflections
from app.extract.words.numbers import bounds_a_count
from app.extract.words.parse import Parsed
from app.text.span import Span
from app.text.when import When

_BACKGROUND_AFTER = 45  # days: what is dated longer ago than this is told as background to the news
_SAME_NEWS = timedelta(
    days=14
)  # what is dated within these is no background, whatever its tense (as in `claims/retold.py`)


@dataclass(frozen=True, slots=True)
class Telling:
    """How one happening is told: a modality and a stance of DESIGN §2, on whose word, and when."""

    word: Word
    judged: Judged
    stance: str
    when: When | None
    when_span: Span | None
    when_reason: str

    @property
    def modality(self) -> str:
        return self.judged.modality

    @property
    def speaker(self) -> Speaker | None:
        return self.word.speaker


def tell(match: Match, article: Article) -> Telling:
    """Weighs the happening a match stands for.

    "The ministry denied shelling the school." → negated, denied, the ministry ·
    "Rebels claimed to have captured the town." → actual, claimed, rebels ·
    "The army would neither confirm nor deny that it had withdrawn." → possible, reported, nobody.
    """
    found = judge(match.token)
    word, cue = _own_word(match, article), None
    if word is None:
        word, cue = _on_whose_word(match, article)
        word = _told_by(found, word, cue, article)
    if (word.cue_class == "deny" and (found.known_by or found.apart)) or _of_its_part(found, word, cue, article):
        word = Word()  # "denied responsibility for the strike that killed ten": no strike and no death is denied
    if word.cue_class == "deny" and _negated_itself(match):  # "denied that no shells had hit the port"
        told = match.verb is None or match.verb.i != match.token.i
        word = Word() if told and found.modality == "actual" else replace(word, speaker=None, unsure=True)
    judged = _judged(match, found, word)
    when, span, reason = day_of(match, judged, word, article)
    dated = _dated(judged, when, span, article)
    if dated.modality == "past-background" and dated is judged and span is None:
        when, reason = None, "background: no date is given"
    judged = dated
    return Telling(word, judged, _stance(word, judged), when, span, reason)


def _own_word(match: Match, article: Article) -> Word | None:
    """ "denied responsibility", "claimed responsibility": the trigger itself is the word, and its subject's."""
    verb = match.token
    if match.type not in listed("own-word", "types") or unsaid(verb):
        return None
    cue = cue_at(verb)
    cls = "deny" if lemma(verb) in listed("denying", "reports") else cue.cls if cue else None
    if cls not in ("deny", "confirm", "claim"):
        return None
    around = article.around
    doers = subjects(verb)
    if not doers:
        return None
    reason = f"subject of “{verb.text}”"
    return Word(speaker_at(doers[0], article.parsed, around.mentions, reason, around.known), cls)


def _of_its_part(judged: Judged, word: Word, cue: Span | None, article: Article) -> bool:
    """ "claimed responsibility for the bombing of a mosque": by whom is on its word, and the bombing is known."""
    said = [article.parsed.tokens(cue)[0]] if cue is not None else []
    verbs = [*said, *([judged.teller] if judged.teller is not None else [])]
    things = [c for verb in verbs for c in verb.children if c.dep_ == "dobj"]
    owned = word.cue_class in ("deny", "claim", "confirm")
    return owned and any(lemma(thing) in load("denials")["parts"] for thing in things)


def _negated_itself(match: Match) -> bool:
    """Whether the clause that is denied denies in its own words: nobody can tell what is left of it."""
    clause = clause_of(match.verb if match.verb is not None else match.token)
    own = list(clause.children)
    if any(c.dep_ == "neg" and c.i < clause.i and not bounds_a_count(c) for c in own):
        return True
    return any(c.dep_ in ("nsubj", "nsubjpass", "dobj") and is_none(c) for c in own)


def _on_whose_word(match: Match, article: Article) -> tuple[Word, Span | None]:
    """Whose the innermost words round the trigger are, a quote's or a clause's, and the cue that says so."""
    parsed, around = article.parsed, article.around
    inside = [q for q in article.quotes if any(s.covers(match.trigger) for s in q.spans)]
    if not inside and match.entry.get("modality"):  # the trigger is itself the word that announces
        announced = next((q for q in article.quotes if q.cue and q.cue.overlaps(match.trigger)), None)
        if announced:
            return Word(announced.speaker, announced.cue_class, announced.said), announced.cue
    found = find_attribution(parsed, match.trigger, around.mentions, around.known)
    if inside:
        quote = min(inside, key=lambda q: sum(map(len, q.spans)))
        cue, word = quote.cue, Word(quote.speaker, quote.cue_class or "say", quote.said)
        if found and any(s.covers(found[1]) for s in quote.spans) and not _pronoun(found[0], parsed):
            speaker = _told_of_another(found[0], quote.speaker, article)  # said by another, inside the quote
            cue, word = found[1], Word(speaker, found[2], quote.said)
    elif found:
        cue, word = found[1], Word(found[0], found[2])
    else:
        return Word(), None
    if _left_open(cue, article) or _saying_denied(match, cue, article):
        return replace(word, speaker=None, unsure=True), cue
    return _misread_denial(cue, article) or word, cue


def _told_of_another(inner: Speaker, outer: Speaker | None, article: Article) -> Speaker:
    """ "“The president denied the capture,” his spokesman said": the spokesman's word, of his president.

    Where both hold office in one state or body, it is whoever spoke; else the one spoken of, since what a foe
    denies is no denial of the teller's. The reason says who told it of whom.
    """
    text, known = article.parsed.text, article.around.known
    if outer is None or outer.span.overlaps(inner.span):
        return inner
    names = [one.named.of(text) if one.named else None for one in (inner, outer)]
    if names[0] and names[0] == names[1]:
        return inner
    bodies = [
        {role.body for actor in known.people(name) for role in known.offices(actor) if role.body}
        if name
        else set()
        for name in names
    ]
    if bodies[0] & bodies[1]:
        return replace(outer, reason=f"{outer.reason}; tells the word of “{inner.span.of(text)}”")
    return replace(inner, reason=f"{inner.reason}; as “{outer.span.of(text)}” tells it")


def _saying_denied(match: Match, cue: Span | None, article: Article) -> bool:
    """ "The army denied that the governor had said that …": that he said it is denied, and what he said open."""
    reports = find_reports(article.parsed, article.around.mentions, article.around.known)
    return cue is not None and any(
        report.cue.cls == "deny" and report.content.covers(match.trigger) and report.content.covers(cue)
        for report in reports
    )


def _misread_denial(cue: Span | None, article: Article) -> Word | None:
    """ "The ministry denies claims that …": small parsers take "claims" for the verb."""
    if cue is None:
        return None
    noun = article.parsed.tokens(cue)[0]
    if not noun.i or noun.lemma_.lower() not in listed("contents", "nouns"):
        return None
    verb = noun.nbor(-1)
    forms = {inflections(base)[1] for base in listed("denying", "reports")}
    if verb.lower_ not in forms or verb.i == verb.sent.start:
        return None
    mentions, known = article.around.mentions, article.around.known
    speaker = speaker_at(verb.nbor(-1), article.parsed, mentions, f"stands before “{verb.text}”", known)
    return Word(speaker, "deny")


def _told_by(judged: Judged, word: Word, cue: Span | None, article: Article) -> Word:
    """The word of whoever stands for it by a verb that opens no quote ("rejected claims that its troops had …",
    "accused the army of shelling", "claimed to have captured"), where that verb is the inner one of the two."""
    verb = judged.denier if judged.denier is not None else judged.teller
    if verb is None or word.unsure or word.cue_class == "deny":
        return word
    outer = article.parsed.tokens(cue)[0] if cue is not None else None
    if outer is not None and outer.lower_ != "according" and (outer.i == verb.i or verb.is_ancestor(outer)):
        return word  # beside "according to" the verb is always the inner one
    around = article.around
    speaker = speaker_of(verb, article.parsed, around.mentions, around.known)
    if speaker is None and judged.denier is None:
        return word
    if speaker is None or _pronoun(speaker, article.parsed):
        speaker = word.speaker or speaker  # "the ministry said it rejected claims that …"
    found = cue_at(verb)
    return Word(speaker, "deny" if judged.denier is not None else found.cls if found else "claim", word.said)


def _pronoun(speaker: Speaker, parsed: Parsed) -> bool:
    """A "he" or "it" that leads to nobody."""
    return speaker.named is None and parsed.tokens(speaker.span)[0].pos_ == "PRON"


def _left_open(cue: Span | None, article: Article) -> bool:
    """ "neither confirmed nor denied that", "declined to confirm that": the cue itself is not said."""
    if cue is None:
        return False
    before = article.parsed.text[max(0, cue.start - 45) : cue.start].lower()
    return (
        re.search(r"\b(?:neither|nor|not|n['’]t|never|refus\w+ to|declin\w+ to|fail\w+ to)\b[^.,;]*$", before)
        is not None
    )


def _judged(match: Match, judged: Judged, word: Word) -> Judged:
    """What is found in the words, weighed with the kind of trigger and the kind of saying."""
    if limit := match.entry.get("modality"):
        judged = judged.and_also(limit, f"“{match.token.text}”")
    if match.entry.get("background") and not _told_anew(match):
        if (
            _definite(match.token) and judged.modality != "negated"
        ):  # "for its invasion of": it took place, whatever is now done about it
            return Judged("past-background", judged.alleged, "known by its name, not told anew")
        judged = judged.and_also("past-background", "known by its name, not told anew")
    if _agreed(match, judged):
        judged = Judged("actual", judged.alleged, "agreed: what a truce or a pact is made by")
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


def _agreed(match: Match, judged: Judged) -> bool:
    """ "agreed to a ceasefire": the agreeing is the event; "agreed to exchange prisoners" is a plan still."""
    verb, through = governing_verb(match.token)
    if judged.modality != "planned" or match.type not in ("ceasefire", "agreement") or verb is None:
        return False
    own = through == "prep:to" and lemma(verb) == "agree"
    past = verb.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children)
    return own and past and verb.dep_ not in ("xcomp",) and "agreed" in judged.reason


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


def _stance(word: Word, judged: Judged) -> str:
    if word.unsure:
        return "reported"
    if word.cue_class in load("modality")["cues"]["negated"]:
        return "denied"
    if word.cue_class in load("modality")["cues"]["confirmed"]:
        return "confirmed"
    return "claimed" if word.cue_class or judged.alleged else "reported"


def _dated(judged: Judged, when: When | None, span: Span | None, article: Article) -> Judged:
    """A day long before the article, its own or of the words it was said in, makes a claim background; a day
    stated after it, a plan."""
    if when is None or article.published is None or judged.modality in ("planned", "possible"):
        return judged
    if span is None and not when.latest < article.published.earliest - timedelta(days=_BACKGROUND_AFTER):
        return judged
    if judged.modality == "past-background" and judged.by_tense and _fresh(when, article.published):
        return replace(judged, modality="actual", reason=f"dated {when}, news of the article")
    if when.latest < article.published.earliest - timedelta(days=_BACKGROUND_AFTER):
        return judged.and_also("past-background", f"dated {when}, long before the article")
    if when.earliest > article.published.latest:
        return judged.and_also("planned", f"dated {when}, after the article")
    return judged


def _fresh(when: When, published: When) -> bool:
    """A day of the article's own news, so that "had struck on Tuesday" is no history."""
    return published.earliest - _SAME_NEWS <= when.earliest and when.latest <= published.latest
