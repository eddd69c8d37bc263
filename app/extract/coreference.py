"""From a pronoun or a description back to the name it stands for. Unsure is a good answer: an unknown
speaker is better than a wrong one, so two who would both fit mean no answer.

    Oleh Moroz came home. He said …           he → Oleh Moroz
    The Ukrainian president was asked …       the Ukrainian president → Volodymyr Zelensky, if he is named
    His spokesman said …                      his → Zelensky; his spokesman → Sergii Nykyforov, if he is named

An office leads only to somebody the article names, and never from one state's office to another's holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.extract.known import NOBODY, Known
from app.extract.lexicon import load
from app.extract.marks import pair_marks
from app.extract.parse import Parsed, subtree_span
from app.extract.reading import Mention
from app.extract.titles import is_title_part
from app.text.folding import fold, fold_name
from app.text.span import Span

_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# Sentences a pronoun may reach back over. Sentences whose subject is the same pronoun are not counted.
_REACH = 3
_FARTHEST = 40  # sentences in all, quotations and sentences about "he" counted
_NO_SPEAKERS = ("person", "unnamed-group")  # kinds that are never "it"
_ASIDE = ("relcl", "acl", "advcl", "ccomp", "pcomp", "csubj")  # clauses whose subject does not lead a sentence


@dataclass(frozen=True, slots=True)
class Reference:
    """`chain` leads from a pronoun or description to the naming span, which is last; empty where unsure."""

    chain: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """One text with what may be referred to in it: persons and groups by name, speech set apart."""

    parsed: Parsed
    persons: tuple[Mention, ...]
    groups: tuple[Mention, ...]
    speech: tuple[Span, ...]
    genders: dict[str, str | None]  # by surname
    known: Known

    @property
    def text(self) -> str:
        return self.parsed.text

    def spoken(self, at: int) -> bool:
        return any(quoted.start <= at < quoted.end for quoted in self.speech)

    def sentence_at(self, at: int) -> int | None:
        found = (i for i, s in enumerate(self.parsed.sentences) if s.start <= at < s.end)
        return next(found, None)


def resolve_reference(
    span: Span, parsed: Parsed, mentions: Sequence[Mention], known: Known = NOBODY
) -> tuple[Span, ...]:
    """The spans that lead from a pronoun or description to its name, the last one naming; () where unsure."""
    return trace_reference(span, parsed, mentions, known).chain


def trace_reference(span: Span, parsed: Parsed, mentions: Sequence[Mention], known: Known = NOBODY) -> Reference:
    """The same with the rule that led there."""
    page = _open_page(parsed, tuple(mentions), known)
    words = fold(span.of(parsed.text)).split()
    if len(words) == 1 and words[0] in _GENDER:
        return _leading_person(span, _GENDER[words[0]], page)
    if words == ["it"]:
        return _leading_group(span, page)
    return _description(span, words, page) if len(words) > 1 else Reference()


@lru_cache(maxsize=4)
def _open_page(parsed: Parsed, mentions: tuple[Mention, ...], known: Known) -> _Page:
    named = [mention for mention in mentions if mention.form == "name"]
    persons = tuple(mention for mention in named if mention.kind == "person")
    groups = tuple(mention for mention in named if mention.kind not in _NO_SPEAKERS)
    speech = tuple(stretch.outer for stretch in pair_marks(parsed.text))
    return _Page(parsed, persons, groups, speech, _genders_by_surname(parsed.text, persons, known), known)


def _genders_by_surname(text: str, persons: Iterable[Mention], known: Known) -> dict[str, str | None]:
    """The gender of everybody named: "Zelensky" has that of "Volodymyr Zelensky" in the same article."""
    found: dict[str, str | None] = {}
    for mention in persons:
        gender = known.gender(mention.name.of(text)) or known.gender(mention.span.of(text))
        key = surname(mention, text)
        found[key] = found.get(key) or gender
    return found


def surname(mention: Mention, text: str) -> str:
    """The folded last word of a name: what a second mention of the same person repeats."""
    words = fold_name(mention.name.of(text).removesuffix("’s").removesuffix("'s")).split()
    return words[-1] if words else ""


# ------------------------------------------------------------------ pronouns


def _leading_person(span: Span, gender: str | None, page: _Page) -> Reference:
    """Who leads the sentence, or one of those before it: "he" and "she", or anybody where `gender` is None."""
    here = page.sentence_at(span.start)
    if here is None:
        return Reference()
    since = page.parsed.sentences[max(0, here - _FARTHEST)].start
    fitting = [
        mention
        for mention in page.persons
        if since <= mention.span.start
        and mention.span.end <= span.start
        and (gender is None or page.genders.get(surname(mention, page.text)) in (gender, None))
        and not page.spoken(mention.span.start)
    ]
    for at, transparent in _sentences_back(here, gender, page):
        sentence = page.parsed.sentences[at]
        inside = [mention for mention in fitting if sentence.covers(mention.span)]
        subjects = [mention for mention in inside if _is_subject(mention, page.parsed)]
        if at == here:
            if inside and not subjects and _subordinate(span, page):
                return Reference()  # "The charge against Biden is that he …": perhaps Biden, perhaps not
            inside = subjects
        elif not subjects and not transparent and (lead := _unnamed_lead(sentence, page)):
            # "The friend said …. He added …": he is the friend, whoever was named earlier.
            return _through_description(lead, gender, page)
        if not inside or transparent or (not subjects and _goes_on(sentence, gender, inside, page)):
            continue
        return _choose(inside, subjects, page.text, "this sentence" if at == here else "a sentence before")
    return Reference()


def _subordinate(span: Span, page: _Page) -> bool:
    """Whether a pronoun is the subject of a clause inside its sentence, not of the sentence."""
    tokens = page.parsed.tokens(span)
    return bool(len(tokens)) and tokens.root.head.dep_ in (*_ASIDE, "conj", "attr")


def _choose(inside: list[Mention], subjects: list[Mention], text: str, where: str) -> Reference:
    """The one person who leads a sentence; somebody named only in passing is not taken for "he"."""
    people = {surname(mention, text) for mention in inside}
    leading = {surname(mention, text) for mention in subjects}
    clear = len(people) == 1 or (len(people) == 2 and len(subjects) == 1 and subjects[0] is inside[0])
    if len(leading) == 1 and clear:
        return Reference((subjects[0].name,), f"subject of {where}")
    return Reference()


def _sentences_back(here: int, gender: str | None, page: _Page) -> Iterator[tuple[int, bool]]:
    """Sentence indices from the pronoun's own backwards, each with whether it only carries the pronoun on."""
    counted = 0
    for at in range(here, max(-1, here - _FARTHEST), -1):
        sentence = page.parsed.sentences[at]
        if any(quoted.covers(sentence) for quoted in page.speech) and at != here:
            continue  # who is named in a quotation is spoken of, not speaking
        lead = _first_subject(sentence, page)
        carries = at != here and lead is not None and lead.lower_ in _GENDER and _fits(lead, gender)
        yield at, carries
        counted += not carries and at != here
        if counted >= _REACH:
            return


def _fits(pronoun: Any, gender: str | None) -> bool:
    return gender is None or _GENDER[pronoun.lower_] == gender


def _first_subject(sentence: Span, page: _Page) -> Any | None:
    """The first subject of a sentence outside its quotations, subordinate clauses left out where others lead."""
    subjects = [
        token
        for token in page.parsed.tokens(sentence)
        if token.dep_ in ("nsubj", "nsubjpass") and not page.spoken(token.idx)
    ]
    leading = [token for token in subjects if token.head.dep_ not in _ASIDE]
    return next(iter(leading or subjects), None)


def _unnamed_lead(sentence: Span, page: _Page) -> Any | None:
    """The common noun a sentence is led by, where nobody's name is set beside it: "The friend said …"."""
    token = _first_subject(sentence, page)
    if token is None or token.tag_ != "NN" or token.ent_type_:
        return None
    named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)
    return None if named else token


def _through_description(lead: Any, gender: str | None, page: _Page) -> Reference:
    """ "The Ukrainian president was asked …. He said …": by way of the description, if that leads to a name."""
    phrase = Span(subtree_span(lead).start, lead.idx + len(lead.text))
    found = _description(phrase, fold(phrase.of(page.text)).split(), page)
    if not found.chain or gender is None:
        return Reference()
    last = next((m for m in page.persons if m.name == found.chain[-1]), None)
    if last is None or page.genders.get(surname(last, page.text)) not in (gender, None):
        return Reference()
    return Reference((phrase, *found.chain), f"subject of a sentence before; {found.reason}")


def _goes_on(sentence: Span, gender: str | None, inside: list[Mention], page: _Page) -> bool:
    """ "According to Moroz, people explained that he had …": a source named in passing, and "he" goes on."""
    sources = all("according to" in page.text[m.span.start - 20 : m.span.start].lower() for m in inside)
    return sources and any(_GENDER.get(t.lower_) == gender for t in page.parsed.tokens(sentence))


def _is_subject(mention: Mention, parsed: Parsed) -> bool:
    tokens = parsed.tokens(mention.name)
    if not len(tokens):
        return False
    head: Any = tokens.root
    while head.head != head:
        # "Moroz and Bondar came": both lead. "The head of the brigade, Moroz, came": small parsers hang
        # the name on the noun next to it, so the way up goes through "of the brigade".
        beside = head.dep_ == "appos" and head.head.dep_ == "pobj" and head.head.head.lower_ == "of"
        if beside:
            head = head.head.head.head
        elif head.dep_ in ("appos", "conj"):
            head = head.head
        else:
            break
    return head.dep_ in ("nsubj", "nsubjpass")


def _leading_group(span: Span, page: _Page) -> Reference:
    """ "The ministry denied it. In a statement it said …": the group that alone leads the sentence before."""
    here = page.sentence_at(span.start)
    if here is None:
        return Reference()
    for at in range(here, max(-1, here - _FARTHEST), -1):
        sentence = page.parsed.sentences[at]
        leads = [t for t in _leads(sentence, page) if t.idx < span.start]
        if at == here and not leads:
            continue
        if at != here and any(quoted.covers(sentence) for quoted in page.speech):
            continue
        if at == here or (leads and all(token.lower_ == "it" for token in leads)):
            if at == here and any(token.lower_ != "it" for token in leads):
                return Reference()
            continue
        named = [m for m in page.groups for t in leads if m.name.start <= t.idx < m.name.end]
        if len(leads) == 1 and len(named) == 1:
            return Reference((named[0].name,), "subject of the sentence before")
        return Reference()
    return Reference()


def _leads(sentence: Span, page: _Page) -> list[Any]:
    """The subjects of a sentence's own verbs, in order."""
    tokens = (t for t in page.parsed.tokens(sentence) if t.dep_ in ("nsubj", "nsubjpass"))
    return [t for t in tokens if t.head.dep_ not in _ASIDE and not page.spoken(t.idx)]


# ------------------------------------------------------------------ descriptions


def _description(span: Span, words: list[str], page: _Page) -> Reference:
    """From "the governor", "Iran’s foreign minister", "his spokesman" to the one person or group it can mean."""
    never = load("cues")["references"]
    if words[0] in never["indefinite"] or set(words) & set(never["past"]):
        return Reference()
    if words[0] in ("his", "her", "its", "their"):
        return _belonging(span, words, page)
    phrase = span.of(page.text)
    if _names_a_body(phrase):
        return _of_a_body(span, phrase, words, page)
    if words[0] != "the":
        return Reference()
    return _bare(span, phrase, words[1:], page) or _bare_group(span, words, page) or Reference()


def _names_a_body(phrase: str) -> bool:
    """Whether a phrase says whose the office is: "the US president", not "the Prime Minister"."""
    capitals = [word for word in re.findall(r"[^\W_][\w.’'-]*", phrase) if word[0].isupper() and word != "The"]
    return any(not is_title_part(word) for word in capitals)


def _of_a_body(span: Span, phrase: str, words: list[str], page: _Page) -> Reference:
    """ "the US president": whoever held that office that day, if the article names them, before it or after."""
    holders = _holders(phrase, words, page.known)
    named = [m for m in page.persons if any(h in holders for h in _bearers(m, page))]
    if not holders:
        wanted = [word for word in words if word != "the"]
        named = [m for m in page.persons if m.span.end <= span.start and _titled(m, wanted, page.text)]
    if len({_who(mention, page) for mention in named}) != 1:
        return Reference()
    before = [mention for mention in named if mention.span.end <= span.start]
    reason = "held that office that day" if holders else f"the only {words[-1]} of that name"
    return Reference(((before[-1] if before else named[0]).name,), reason)


def _holders(phrase: str, words: list[str], known: Known) -> set[str]:
    """Slugs of those who held the office a phrase names. A "leader" leads state or government."""
    asked = [phrase]
    if words[-1] == "leader":
        stem = phrase[: -len("leader")]
        asked = [stem + office for office in ("president", "prime minister", "leader")]
    return {actor.slug for office in asked for actor in known.holders(office)}


def _bearers(mention: Mention, page: _Page) -> list[str]:
    """Slugs of everybody known who bears a mention’s name; for a bare surname, as the article’s full name says."""
    name = mention.name.of(page.text)
    if " " not in name:
        full = {m.name.of(page.text) for m in page.persons if _extends(m.name.of(page.text), name)}
        name = full.pop() if len(full) == 1 else name
    return [actor.slug for actor in page.known.people(name)]


def _who(mention: Mention, page: _Page) -> str:
    """One key for one person: "Tedros" and "Tedros Adhanom Ghebreyesus" where it is known that they are one."""
    bearers = _bearers(mention, page)
    return bearers[0] if len(bearers) == 1 else surname(mention, page.text)


def _extends(full: str, name: str) -> bool:
    return " " in full and fold_name(full).split()[-1:] == fold_name(name).split()[-1:]


def _titled(mention: Mention, wanted: Sequence[str], text: str) -> bool:
    """Whether a title on the page says the office: "Governor" or "governor of Kharkiv region" for "governor"."""
    if not mention.title:
        return False
    title = fold(mention.title).replace("-", " ")
    head = re.split(r"\s(?:of|to|for|in|at)\s", title)[0].split()
    guarded = set(load("cues")["references"]["lesser"]) - set(wanted)
    return bool(head) and head[-1] == wanted[-1] and not guarded & set(head) and set(wanted) <= set(title.split())


def _bare(span: Span, phrase: str, wanted: list[str], page: _Page) -> Reference | None:
    """ "the president": the only president named so far, or among several the one the passage is about."""
    holders = _holders(phrase, wanted, page.known)
    fitting = [
        mention
        for mention in page.persons
        if mention.span.end <= span.start
        and (_titled(mention, wanted, page.text) or any(h in holders for h in _bearers(mention, page)))
    ]
    if not fitting:
        return None
    office = " ".join(wanted)
    if len({_who(mention, page) for mention in fitting}) == 1 and not _others(span, wanted[-1], fitting, page):
        return Reference((fitting[-1].name,), f"the only {office} named before")
    topic = _leading_person(span, None, page)
    leader = next((m for m in fitting if topic.chain and m.name == topic.chain[-1]), None)
    if leader is None or "\n" in page.text[leader.span.end : span.start]:
        return Reference()
    since = next(s.start for s in page.parsed.sentences if s.end >= leader.span.end)
    if _others(span, wanted[-1], fitting, page, since):
        return Reference()
    if any(m.span.start >= since and _who(m, page) != _who(leader, page) for m in fitting):
        return Reference()  # "Biden met Zelensky. The president said …"
    return Reference((leader.name,), f"the {office} the passage is about")


def _others(span: Span, noun: str, fitting: Sequence[Mention], page: _Page, since: int = 0) -> bool:
    """Whether another holder is spoken of without a name: "the Polish president" where only Zelensky is named."""
    slugs = {slug for mention in fitting for slug in _bearers(mention, page)}
    for token in page.parsed.doc:
        if token.idx >= span.start:
            return False
        titles = any(m.span.start <= token.idx < m.span.end for m in page.persons)
        if token.idx < since or token.lower_ != noun or titles:
            continue
        phrase = page.text[subtree_span(token).start : token.idx + len(token.text)]
        if not _names_a_body(phrase):
            continue
        holders = _holders(phrase, fold(phrase).split(), page.known)
        if not holders & slugs:
            return True
    return False


def _bare_group(span: Span, words: list[str], page: _Page) -> Reference | None:
    """ "the ministry": the only group named so far that is called a ministry."""
    if len(words) != 2:
        return None
    fitting = [
        mention
        for mention in page.groups
        if mention.span.end <= span.start and words[1] in fold(mention.name.of(page.text)).split()
    ]
    owned = {fold_name(_with_owner(mention, page)) for mention in fitting}
    if len(owned) != 1 or _unnamed_others(span, words[1], fitting, page):
        return None
    return Reference((fitting[-1].name,), f"the only {words[1]} named before")


def _with_owner(mention: Mention, page: _Page) -> str:
    """ "Russia’s Foreign Ministry": two states' ministries are two, though their names are alike."""
    tokens = page.parsed.tokens(mention.name)
    if not len(tokens):
        return mention.name.of(page.text)
    start = min(subtree_span(tokens.root).start, mention.name.start)
    return Span(start, mention.name.end).of(page.text)


def _unnamed_others(span: Span, noun: str, named: Sequence[Mention], page: _Page) -> bool:
    """ "the emergencies ministry": another one, called by no name."""
    for token in page.parsed.doc:
        if token.idx >= span.start:
            return False
        if token.lower_ != noun or any(m.span.start <= token.idx < m.span.end for m in named):
            continue
        if any(child.dep_ in ("amod", "compound", "poss", "nmod") for child in token.lefts):
            return True
    return False


def _belonging(span: Span, words: list[str], page: _Page) -> Reference:
    """ "his spokesman", "its commander": the one who holds that office under whom the pronoun stands for."""
    pronoun = Span(span.start, span.start + len(words[0]))
    if words[0] == "their":
        return Reference()
    owner = (
        _leading_group(pronoun, page) if words[0] == "its" else _leading_person(pronoun, _GENDER[words[0]], page)
    )
    if not owner.chain:
        return Reference()
    noun, last = " ".join(words[1:]), owner.chain[-1]
    if words[0] == "its":
        asked = [f"{noun} of {last.of(page.text)}", f"{last.of(page.text)} {noun}"]
    else:
        asked = list(_offices_under(noun, last, page))
    holders = {actor.slug for office in asked for actor in page.known.holders(office)}
    named = [m for m in page.persons if any(h in holders for h in _bearers(m, page))]
    if len({_who(mention, page) for mention in named}) != 1:
        return Reference()
    return Reference((named[0].name,), f"{noun} of {last.of(page.text)} that day")


def _offices_under(noun: str, owner: Span, page: _Page) -> Iterator[str]:
    """ "spokesman", Zelensky → "Ukraine spokesman of the President", by the offices he held."""
    person = next((m for m in page.persons if m.name == owner), None)
    bearers = _bearers(person, page) if person else []
    if len(bearers) != 1 or person is None:
        return
    for actor in page.known.people(person.name.of(page.text)):
        for role in page.known.offices(actor) if actor.slug == bearers[0] else ():
            yield f"{role.body or ''} {noun} of the {role.office}"
            if role.office == "President":
                yield f"{role.body or ''} presidential {noun}"
