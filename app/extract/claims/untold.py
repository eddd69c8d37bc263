"""Why words that name a happening tell none: an aim, an ability, a question, a habit, a "nobody was hurt".

Asked of a trigger once it is known how it is told (`stance.py`); the reason is kept, so that whoever misses an
event on a page finds what was seen and why it was left out. Words: `lexicon/triggers.toml`.
"""

from __future__ import annotations

from typing import Any

from app.extract.claims.holdings import is_holding
from app.extract.claims.one_telling import HURT_WITH, WEAPONS
from app.extract.claims.stance import Telling
from app.extract.happenings.clauses import clause_of, is_passive, lemma, objects
from app.extract.happenings.told import Article
from app.extract.happenings.trigger_words import words_of
from app.extract.happenings.triggers import Match
from app.extract.lexicon import load
from app.extract.standing.moods import finite, infinitive
from app.extract.words.cues import class_of, cue_at
from app.extract.words.numbers import bounds_a_count


def why_untold(match: Match, telling: Telling, article: Article) -> str | None:
    """The reason in words; None where a happening is told, done or not."""
    untold = (
        (_only_an_aim(match), "the aim of something told beside it"),
        (_only_able(match), "what somebody or nobody is able to do: no happening"),
        (_only_wanted(match), "wanted, not done: an aim of what is told beside it"),
        (_kept_from(match), "what something is to prevent: no happening"),
        (_close_to(match), "close to it: a state, no happening"),
        (_nobody_hurt(match, telling), "nobody was: no happening beside what is told"),
        (_not_reported(match, telling), "not reported, which says of nothing that it did not happen"),
        (_of_a_list(match), "a list of who does so, no one happening"),
        (_only_asked(match), "asked, not told"),
        (_threatened(match), "what somebody is threatened with: no happening beside the threat"),
        (_of_anybody(match, telling), "of nobody in particular: what a word means or a rule says"),
        (_came_down_of_it(match, article), "what came of the attack that is told: no accident"),
        (_met_by(match), "met by somebody on the way: no talks"),
        (telling.modality in ("planned", "possible") and _to_be_ended(match), "to be ended, not to begin"),
        (_a_habit(match, telling, article), "in the plain present: a habit or a state, not one happening"),
    )
    return next((why for so, why in untold if so), None)


def _a_habit(match: Match, telling: Telling, article: Article) -> bool:
    habit = telling.judged.present or _does_not(match)
    said = match.type in load("triggers")["said"] or bool(match.entry.get("performed"))
    told = said or is_holding(match) or _told_in_present(match, article)
    return habit and telling.modality in ("actual", "negated") and not told


def _only_an_aim(match: Match) -> bool:
    """ "a counteroffensive to retake territory", "efforts to provide aid": the aim is no second happening."""
    token = match.token
    aim = token.dep_ in ("acl", "relcl", "advcl") and any(
        c.tag_ == "TO" and c.dep_ == "aux" for c in token.children
    )
    if not aim:
        return False
    events = {w.split()[-1] for entry in load("triggers")["trigger"] for w in entry.get("nouns", ())}
    # "global efforts to provide aid" are nobody's act; "a joint effort to train pilots" is one, and a plan
    several = token.head.tag_ == "NNS" and lemma(token.head) in words_of("efforts")
    spoken = several and match.type in load("triggers")["roles"]["placeless"]
    return token.dep_ == "advcl" or lemma(token.head) in events or spoken


def _only_able(match: Match) -> bool:
    """ "nothing that can shoot it down", "the ability to strike the port": what a thing or a force is for."""
    verb = match.verb if match.verb is not None else match.token
    clause = clause_of(verb)
    if match.type not in WEAPONS:
        return False
    if verb.dep_ == "acl" and infinitive(verb) and lemma(verb.head) in words_of("abilities"):
        return True
    nothing = clause.head.lower_ in ("nothing", "nobody", "none")
    can = any(c.dep_ == "aux" and c.lower_ == "can" for c in clause.children)
    return clause.dep_ == "relcl" and (nothing or can)


def _only_wanted(match: Match) -> bool:
    """ "they wanted to kill as many as they could": said of the attack that is told, and no plan of another."""
    verb = match.token
    to = any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)
    hurting = bool(match.entry.get("casualty")) or lemma(verb) in HURT_WITH
    return hurting and verb.dep_ == "xcomp" and to and lemma(verb.head) in words_of("wants")


def _kept_from(match: Match) -> bool:
    """ "stayed to prevent the group from gaining ground": what is to be prevented is neither done nor undone."""
    verb = match.verb if match.verb is not None else match.token
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.lower_ != "from":
        return False
    keeping = prep.head
    return lemma(keeping) in words_of("prevents") and not finite(keeping) and keeping.tag_ in ("VB", "VBG")


def _close_to(match: Match) -> bool:
    """ "buildings are close to collapse"."""
    head = match.token.head
    return match.type == "disaster" and (head.lower_ == "close" or head.head.lower_ == "close")


def _nobody_hurt(match: Match, telling: Telling) -> bool:
    """ "No troops were injured": a toll of none, where nobody denies having done it."""
    if telling.modality != "negated" or telling.stance == "denied":
        return False
    hurting = bool(match.entry.get("casualty")) or lemma(match.token) in HURT_WITH
    return hurting and any(_none(thing) for thing in objects(match.token))


def _none(thing: Any) -> bool:
    said = {thing.lower_, *(c.lower_ for c in thing.children if c.dep_ == "det" and not bounds_a_count(c))}
    first = thing.doc[thing.left_edge.i]
    opened = first.lower_ == "no" and not bounds_a_count(first)
    return bool(said & {"no", "none", "nobody", "neither"}) or opened


def _not_reported(match: Match, telling: Telling) -> bool:
    """ "Protests are not reported there"."""
    verb = match.verb
    untold = verb is not None and verb.i != match.token.i and lemma(verb) in ("report", "record", "register")
    return untold and is_passive(verb) and telling.modality == "negated"


def _threatened(match: Match) -> bool:
    """ "threatened the port with a heavy strike"."""
    noun = match.token
    prep = noun.head
    return noun.dep_ == "pobj" and prep.lower_ == "with" and lemma(prep.head) in ("threaten", "menace")


def _of_anybody(match: Match, telling: Telling) -> bool:
    """ "asks the police everywhere to find and arrest a person"."""
    if telling.modality not in ("possible", "planned") or match.type not in words_of("done-to-persons"):
        return False
    done_to = objects(match.token)
    return bool(done_to) and all(_anybody(thing) for thing in done_to)


def _anybody(thing: Any) -> bool:
    if thing.lower_ in words_of("anybody"):
        return True
    alone = all(c.dep_ == "det" and c.lower_ in ("a", "an", "any") for c in thing.children)
    return alone and bool(thing.lefts) and lemma(thing) in words_of("anybody")


def _came_down_of_it(match: Match, article: Article) -> bool:
    """ "The whole building has collapsed", said after a blast was told: the blast did it."""
    if match.type != "disaster" or lemma(match.token) != "collapse" or match.token.pos_ != "VERB":
        return False
    fallen = [c for c in match.token.children if c.dep_ in ("nsubj", "nsubjpass")]
    known = any(c.lower_ in ("the", "this", "that", "its", "our") for thing in fallen for c in thing.children)
    told = words_of("attack-words") | words_of("bomb") | words_of("missile")
    before = match.token.doc[: match.token.i]
    return known and any(t.pos_ in ("NOUN", "PROPN") and lemma(t) in told for t in before)


def _met_by(match: Match) -> bool:
    """ "was being met at the airport by his deputy"."""
    return match.type == "talks" and lemma(match.token) == "meet" and is_passive(match.token)


def _of_a_list(match: Match) -> bool:
    """ "Nations which have conducted strikes include Norland": no one strike is told."""
    clause = clause_of(match.verb if match.verb is not None else match.token)
    over = clause.head.head
    perfect = any(c.dep_ == "aux" and c.tag_ in ("VBP", "VBZ") and lemma(c) == "have" for c in clause.children)
    listing = lemma(over) in ("include", "be", "comprise") and over.tag_ in ("VBP", "VBZ")
    return clause.dep_ == "relcl" and perfect and listing and clause.head.dep_ == "nsubj"


def _only_asked(match: Match) -> bool:
    """ "was asked whether the town was still held": a question says nothing of how the answer goes."""
    at = clause_of(match.verb if match.verb is not None else match.token)
    for _ in range(6):  # clauses up: deeper ones are no question any more
        marked = any(c.lower_ in ("whether", "if") and c.dep_ == "mark" for c in at.children)
        above = cue_at(at.head)
        if marked and at.dep_ in ("ccomp", "xcomp") and above and class_of(above, "clause") == "ask":
            return True
        if at.head.i == at.i or at.dep_ == "advcl":
            return False  # "asked whether …, as the army said it had taken it": that much is told
        at = clause_of(at.head)
    return False


def _to_be_ended(match: Match) -> bool:
    """ "agreed to halt hostilities": fighting that is planned to stop is not planned."""
    verb = match.verb
    ending = verb is not None and verb.i != match.token.i and lemma(verb) in words_of("ends")
    return ending and match.type in (*WEAPONS, "cut-off", "protest", "displacement")


def _does_not(match: Match) -> bool:
    """ "do not strike homes": what is never done, not one happening denied."""
    verb = match.verb if match.verb is not None else match.token
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ in ("do", "does") for c in verb.children)


def _told_in_present(match: Match, article: Article) -> bool:
    """The plain present tells a happening in headlines and where the sentence gives its day."""
    sentence = article.parsed.sentence_of(match.trigger)
    if sentence is None:
        return False
    text = article.parsed.text
    line_end = text.find("\n", sentence.start)
    headline = (
        not text[sentence.start : line_end if line_end >= 0 else len(text)]
        .rstrip()
        .endswith((".", "”", '"', "!", "?"))
    )
    dated = any(
        d.type == "DATE" and d.when and sentence.covers(d.span) and d.when.days == 1 for d in article.dates
    )
    return headline or dated
