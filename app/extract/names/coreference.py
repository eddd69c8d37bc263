"""From a pronoun or a description back to the name it stands for. Unsure is a good answer: an unknown
speaker is better than a wrong one, so two who would both fit mean no answer.

    Oleh Moroz came home. He said …           he → Oleh Moroz
    The Ukrainian president was asked …       the Ukrainian president → Volodymyr Zelensky, if he is named
    His spokesman said …                      his → Zelensky; his spokesman → Sergii Nykyforov, if he is named

An office leads only to somebody the article names, and never from one state's office to another's holder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.extract.names.descriptions import describe
from app.extract.names.known import NOBODY, Known
from app.extract.names.referents import GENDER, Page, Reference, bearers, open_page, surname, who
from app.extract.reading import Mention
from app.extract.words.cues import cue_at, hands_on
from app.extract.words.parse import Parsed, subtree_span
from app.text.folding import fold
from app.text.span import Span

# Sentences a pronoun may reach back over. Sentences whose subject is the same pronoun are not counted.
_REACH = 3
_FARTHEST = 40  # sentences in all, quotations and sentences about "he" counted
_ASIDE = ("relcl", "acl", "advcl", "ccomp", "pcomp", "csubj")  # clauses whose subject does not lead a sentence


def resolve_reference(
    span: Span, parsed: Parsed, mentions: Sequence[Mention], known: Known = NOBODY
) -> tuple[Span, ...]:
    """The spans that lead from a pronoun or description to its name, the last one naming; () where unsure."""
    return trace_reference(span, parsed, mentions, known).chain


def trace_reference(span: Span, parsed: Parsed, mentions: Sequence[Mention], known: Known = NOBODY) -> Reference:
    """The same with the rule that led there."""
    page = open_page(parsed, tuple(mentions), known)
    words = fold(span.of(parsed.text)).split()
    if len(words) == 1 and words[0] in GENDER:
        return _leading_person(span, GENDER[words[0]], page)
    if words in (["it"], ["its"]):
        return _leading_group(span, page)
    return _description(span, words, page) if len(words) > 1 else Reference()


def _description(span: Span, words: list[str], page: Page) -> Reference:
    """From a description to its name, by way of its owner where it has one: "his spokesman"."""
    if words[0] in ("his", "her", "its", "their"):
        return _belonging(span, words, page)
    return describe(span, words, page, lambda: _leading_person(span, None, page))


# ------------------------------------------------------------------ pronouns


def _leading_person(span: Span, gender: str | None, page: Page) -> Reference:
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
            if inside and not subjects and (_subordinate(span, page) or _is_object(span, page.parsed)):
                # "The charge against Biden is that he …", "named Biden and thanked him": perhaps he, perhaps not
                return Reference()
            inside = subjects
        elif (quoted := _quoted_in(sentence, gender, page)) is not None:
            return quoted
        elif not subjects and not transparent and (lead := _unnamed_lead(sentence, page)):
            # "The friend said …. He added …": he is the friend, whoever was named earlier.
            return _through_description(lead, gender, page)
        if not inside or transparent or (not subjects and _goes_on(sentence, gender, inside, page)):
            continue
        return _choose(inside, subjects, page.text, "this sentence" if at == here else "a sentence before")
    return Reference()


def _subordinate(span: Span, page: Page) -> bool:
    """Whether a pronoun is the subject of a clause inside its sentence, not of the sentence."""
    tokens = page.parsed.tokens(span)
    return bool(len(tokens)) and tokens.root.head.dep_ in (*_ASIDE, "conj", "attr")


def _is_object(span: Span, parsed: Parsed) -> bool:
    """Whether a pronoun is what something is done to: "him" in "levied sanctions against him"."""
    tokens = parsed.tokens(span)
    return bool(len(tokens)) and tokens.root.dep_ in ("dobj", "pobj", "dative")


def _choose(inside: list[Mention], subjects: list[Mention], text: str, where: str) -> Reference:
    """The one person who leads a sentence; somebody named only in passing is not taken for "he"."""
    people = {surname(mention, text) for mention in inside}
    leading = {surname(mention, text) for mention in subjects}
    clear = len(people) == 1 or (len(people) == 2 and len(subjects) == 1 and subjects[0] is inside[0])
    if len(leading) == 1 and clear:
        return Reference((subjects[0].name,), f"subject of {where}")
    return Reference()


def _sentences_back(here: int, gender: str | None, page: Page) -> Iterator[tuple[int, bool]]:
    """Sentence indices from the pronoun's own backwards, each with whether it only carries the pronoun on."""
    counted = 0
    for at in range(here, max(-1, here - _FARTHEST), -1):
        sentence = page.parsed.sentences[at]
        if any(quoted.covers(sentence) for quoted in page.speech) and at != here:
            continue  # who is named in a quotation is spoken of, not speaking
        lead = _first_subject(sentence, page)
        carries = at != here and lead is not None and lead.lower_ in GENDER and _fits(lead, gender)
        yield at, carries
        counted += not carries and at != here
        if counted >= _REACH:
            return


def _fits(pronoun: Any, gender: str | None) -> bool:
    return gender is None or GENDER[pronoun.lower_] == gender


def _first_subject(sentence: Span, page: Page) -> Any | None:
    """The first subject of a sentence outside its quotations, subordinate clauses left out where others lead."""
    subjects = [
        token
        for token in page.parsed.tokens(sentence)
        if token.dep_ in ("nsubj", "nsubjpass") and not page.spoken(token.idx)
    ]
    leading = [token for token in subjects if token.head.dep_ not in _ASIDE]
    return next(iter(leading or subjects), None)


def _unnamed_lead(sentence: Span, page: Page) -> Any | None:
    """The common noun a sentence is led by, where nobody's name is set beside it: "The friend said …"."""
    token = _first_subject(sentence, page)
    if token is None or token.tag_ != "NN" or token.ent_type_:
        return None
    named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.children)
    return None if named else token


def _quoted_in(sentence: Span, gender: str | None, page: Page) -> Reference | None:
    """ "His office quoted him as saying …. He added …": he who is quoted, whoever quotes him.

    None where nobody is quoted; unsure where a person quotes a person.
    """
    for token in page.parsed.tokens(sentence):
        if not hands_on(token) or page.spoken(token.idx) or not _as_saying(token):
            continue
        quoted = next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if quoted is None:
            return None
        span, who = Span(quoted.idx, quoted.idx + len(quoted.text)), _person_at(quoted, page)
        others = [
            m for m in page.persons if sentence.covers(m.span) and not page.spoken(m.span.start) and m != who
        ]
        if who is not None:
            fits = gender is None or page.genders.get(surname(who, page.text)) in (gender, None)
            named = {surname(m, page.text) for m in others} - {surname(who, page.text)}
            return Reference((who.name,), "quoted in a sentence before") if fits and not named else Reference()
        if quoted.lower_ in GENDER and _fits(quoted, gender):
            found = _leading_person(span, GENDER[quoted.lower_], page)
            return Reference((span, *found.chain), "quoted in a sentence before") if found.chain else Reference()
        return None
    return None


def _as_saying(token: Any) -> bool:
    return any(c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in token.children)


def _person_at(token: Any, page: Page) -> Mention | None:
    return next((m for m in page.persons if m.span.start <= token.idx < m.span.end), None)


def _through_description(lead: Any, gender: str | None, page: Page) -> Reference:
    """ "The Ukrainian president was asked …. He said …": by way of the description, if that leads to a name."""
    phrase = Span(subtree_span(lead).start, lead.idx + len(lead.text))
    found = _description(phrase, fold(phrase.of(page.text)).split(), page)
    if not found.chain or gender is None:
        return Reference()
    last = next((m for m in page.persons if m.name == found.chain[-1]), None)
    if last is None or page.genders.get(surname(last, page.text)) not in (gender, None):
        return Reference()
    return Reference((phrase, *found.chain), f"subject of a sentence before; {found.reason}")


def _goes_on(sentence: Span, gender: str | None, inside: list[Mention], page: Page) -> bool:
    """ "According to Moroz, people explained that he had …": a source named in passing, and "he" goes on."""
    sources = all("according to" in page.text[m.span.start - 20 : m.span.start].lower() for m in inside)
    return sources and any(GENDER.get(t.lower_) == gender for t in page.parsed.tokens(sentence))


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


def _leading_group(span: Span, page: Page) -> Reference:
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
        if leads and all(token.lower_ == "it" for token in leads):
            continue
        if len(leads) != 1 or (at == here and not _joined_clause(span, leads[0], page)):
            return Reference()
        return _group_at(leads[0], page, "this sentence" if at == here else "the sentence before")
    return Reference()


def _joined_clause(span: Span, lead: Any, page: Page) -> bool:
    """ "The army left, and it says …": whether a pronoun says something in a clause joined to the first."""
    tokens = page.parsed.tokens(span)
    if not len(tokens) or tokens.root.dep_ != "nsubj":
        return False
    verb = tokens.root.head
    between = page.parsed.doc[lead.i + 1 : tokens.root.i]
    if any(t.dep_ in ("nsubj", "nsubjpass") and not page.spoken(t.idx) for t in between):
        return False  # "the army left while the guard stayed, and it says …": perhaps the guard
    return verb.dep_ == "conj" and verb.head == lead.head and cue_at(verb) is not None


def _group_at(lead: Any, page: Page, where: str) -> Reference:
    """The group that a subject names, or that "the ministry" leads back to."""
    named = [m for m in page.groups if m.name.start <= lead.idx < m.name.end]
    if len(named) == 1:
        return Reference((named[0].name,), f"subject of {where}")
    if lead.tag_ != "NN" or lead.ent_type_:
        return Reference()
    phrase = Span(subtree_span(lead).start, lead.idx + len(lead.text))
    found = _description(phrase, fold(phrase.of(page.text)).split(), page)
    if not found.chain or not any(m.name == found.chain[-1] for m in page.groups):
        return Reference()
    return Reference((phrase, *found.chain), f"subject of {where}; {found.reason}")


def _leads(sentence: Span, page: Page) -> list[Any]:
    """The subjects of a sentence's own verbs, in order."""
    tokens = (t for t in page.parsed.tokens(sentence) if t.dep_ in ("nsubj", "nsubjpass"))
    return [t for t in tokens if t.head.dep_ not in _ASIDE and not page.spoken(t.idx)]


# ------------------------------------------------------------------ what is somebody's


def _belonging(span: Span, words: list[str], page: Page) -> Reference:
    """ "his spokesman", "its commander": the one who holds that office under whom the pronoun stands for."""
    pronoun = Span(span.start, span.start + len(words[0]))
    if words[0] == "their":
        return Reference()
    owner = (
        _leading_group(pronoun, page) if words[0] == "its" else _leading_person(pronoun, GENDER[words[0]], page)
    )
    if not owner.chain:
        return Reference()
    noun, last = " ".join(words[1:]), owner.chain[-1]
    if words[0] == "its":
        asked = [f"{noun} of {last.of(page.text)}", f"{last.of(page.text)} {noun}"]
    else:
        asked = list(_offices_under(noun, last, page))
    holders = {actor.slug for office in asked for actor in page.known.holders(office)}
    named = [m for m in page.persons if any(h in holders for h in bearers(m, page))]
    if len({who(mention, page) for mention in named}) != 1:
        return Reference()
    return Reference((named[0].name,), f"{noun} of {last.of(page.text)} that day")


def _offices_under(noun: str, owner: Span, page: Page) -> Iterator[str]:
    """ "spokesman", Zelensky → "Ukraine spokesman of the President", by the offices he held."""
    person = next((m for m in page.persons if m.name == owner), None)
    slugs = bearers(person, page) if person else []
    if len(slugs) != 1 or person is None:
        return
    for actor in page.known.people(person.name.of(page.text)):
        for role in page.known.offices(actor) if actor.slug == slugs[0] else ():
            yield f"{role.body or ''} {noun} of the {role.office}"
            if role.office == "President":
                yield f"{role.body or ''} presidential {noun}"
