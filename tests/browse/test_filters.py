"""A question is read from its address, written back the same, taken apart and said."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings

from app.browse.question.filters import LONGEST, Filters
from app.browse.question.names import Bearer
from app.browse.question.reader import read_question
from app.browse.question.sentence import chips, sentence
from app.store.word_query import Term, WordQuery
from tests.browse.questions import Question, questions, written


def _bearers(noun: str, *known: tuple[str, str]) -> list[Bearer]:
    return [Bearer(noun, number, key, name) for number, (key, name) in enumerate(known, 1)]


class Told:
    """Names from a list, each found by its slug, its whole name or its last word."""

    _people = _bearers(
        "people", ("volodymyr-zelensky", "Volodymyr Zelensky"), ("oleh-kovalenko", "Oleh Kovalenko"),
        ("iryna-kovalenko", "Iryna Kovalenko"), ("wagner-group", "Wagner Group"), ("ukraine", "Ukraine"),
    )  # fmt: skip
    _places = _bearers("places", ("bakhmut", "Bakhmut"), ("kharkiv", "Kharkiv"), ("ukraine", "Ukraine"))
    _outlets = _bearers("outlets", ("harbour-wire", "Harbour Wire"))

    def _find(self, known: list[Bearer], asked: str) -> tuple[Bearer, ...]:
        asked = asked.casefold()
        return tuple(b for b in known if asked in (b.key, b.name.casefold(), b.name.casefold().split()[-1]))

    def people(self, asked: str) -> tuple[Bearer, ...]:
        return self._find(self._people, asked)

    def places(self, asked: str) -> tuple[Bearer, ...]:
        return self._find(self._places, asked)

    def outlets(self, asked: str) -> tuple[Bearer, ...]:
        return self._find(self._outlets, asked)

    def conflicts(self, asked: str) -> tuple[Bearer, ...]:
        return self._find(_bearers("conflicts", ("russia-ukraine", "Russian invasion of Ukraine")), asked)

    def sides(self, asked: str) -> tuple[Bearer, ...]:
        return self._find(_bearers("sides", ("ukraine", "Ukraine"), ("russia", "Russia")), asked)

    def expect(self, asked: object) -> None:
        """A list needs no looking up."""

    def nearest(self, noun: str, asked: str) -> tuple[str, str] | None:
        return ("volodymyr-zelensky", "Volodymyr Zelensky") if (noun, asked) == ("people", "Zelnsky") else None

    def events(self, asked: str) -> tuple[Bearer, ...]:
        return self._find(
            _bearers("events", ("ab12cd34ef56", "Strike on a depot")), asked.split("-", maxsplit=1)[0]
        )


def read(noun: str, query: str) -> Filters:
    return read_question(noun, parse_qsl(query, keep_blank_values=True), Told())


@pytest.mark.parametrize(
    ("noun", "asked", "canonical"),
    [
        ("quotes", "", ""),
        ("quotes", "q=&speaker=&utm_source=x", ""),
        ("quotes", "size=50&sort=newest&date_of=said", ""),
        ("quotes", "type=mixed&speaker=Zelensky", "speaker=volodymyr-zelensky&type=mixed"),
        ("quotes", "type=mixed&type=Direct&type=direct", "type=direct&type=mixed"),
        ("quotes", "speaker=Kovalenko", "speaker=Kovalenko"),  # two bear it: the name stays the question
        (
            "quotes",
            "q=speaker:zelensky on:2023-05 gas",
            "q=gas&speaker=volodymyr-zelensky&from=2023-05&to=2023-05",
        ),
        ("quotes", 'q=speaker:"Volodymyr Zelensky"', "speaker=volodymyr-zelensky"),
        ("quotes", "q=Speaker:zelensky gas", "q=gas&speaker=volodymyr-zelensky"),
        ("quotes", "q=  gas   \x00 pipe ", "q=gas+pipe"),
        ("quotes", "bbox=36.00001,47,39.5,49", "bbox=36%2C47%2C39.5%2C49"),
        ("quotes", "about=ab12cd34ef56-strike-on-a-depot", "about=ab12cd34ef56"),
        ("quotes", "about=/places/bakhmut", "about=bakhmut"),
        ("quotes", "about=/places/ukraine", "about=%2Fplaces%2Fukraine"),  # a state is called so too
        ("events", "stance=any&modality=past_background", "modality=past-background&stance=any"),
        ("events", "side=Ukraine&disputed=yes", "side=ukraine&disputed=yes"),
        ("people", "sort=name&kind=person", "kind=person&sort=name"),
        ("places", "place=ukraine&kind=settlement", "kind=settlement&place=ukraine"),
    ],
)
def test_one_question_has_one_address(noun: str, asked: str, canonical: str) -> None:
    filters = read(noun, asked)
    assert filters.problems == ()
    assert filters.to_query() == canonical


@pytest.mark.parametrize(
    ("written_so", "asked"),
    [
        ("2023", "2023"),
        ("May 2023", "2023-05"),
        ("21 May 2023", "2023-05-21"),
        ("May 21, 2023", "2023-05-21"),
        ("21.05.2023", "2023-05-21"),
        ("2023/05/21", "2023-05-21"),
        ("2023-5", "2023-05"),
        ("травень 2023", "2023-05"),
    ],
)
def test_a_date_is_read_as_the_site_writes_it_and_written_as_one(written_so: str, asked: str) -> None:
    filters = read("quotes", urlencode({"from": written_so}))
    assert (filters.to_query(), filters.problems) == (f"from={asked}", ())


@pytest.mark.parametrize("unclear", ["yesterday", "May", "21 May", "05/06/2023", "last month", "about May 2023"])
def test_a_date_with_more_than_one_meaning_is_none(unclear: str) -> None:
    filters = read("quotes", urlencode({"to": unclear}))
    assert (filters.to, [problem.field for problem in filters.problems]) == (None, ["to"])


@pytest.mark.parametrize(
    ("noun", "asked", "field", "told"),
    [
        ("quotes", "speaker=Nobody", "speaker", "no speaker called Nobody is known"),
        ("quotes", "from=yesterday", "from", "write 2022, 2022-03, 2022-03-04 or 4 March 2022"),
        ("quotes", "from=2023-02-30", "from", "is not a date in the calendar"),
        ("quotes", "from=2023/2024", "from", "is not a date"),
        ("quotes", "from=2023-05&to=2023-04", "to", "2023-04 is before 2023-05"),
        ("quotes", "type=air-strike", "type", "air-strike is none of direct, indirect, mixed"),
        ("quotes", "date_of=happened", "date_of", "happened is none of said, published, undated"),
        ("quotes", "within=20", "within", "needs a place"),
        ("quotes", "place=bakhmut&within=twenty", "within", "whole number of kilometres"),
        ("quotes", "bbox=1,2,3", "bbox", "west,south,east,north"),
        ("quotes", "bbox=nan,2,3,4", "bbox", "west,south,east,north"),
        ("quotes", "size=0", "size", "from 1 to 100"),
        ("quotes", "size=٣", "size", "from 1 to 100"),
        ("quotes", "sort=relevance", "sort", "relevance needs words"),
        ("quotes", "after=a b", "after", "this page is not known"),
        ("quotes", "after=YQ&before=YQ", "before", "not both"),
        ("quotes", "party=no", "party", "no is not yes"),
        ("quotes", "lang=english please", "lang", "language code"),
        ("quotes", "from=2023&from=2024", "from", "only one value"),
        ("quotes", "q=!!! gas", "q", "nothing to search for in !!!"),
        ("quotes", "q=" + "+".join(f"w{n}" for n in range(30)), "q", "only the first 20 words"),
        ("quotes", "q=" + "x" * (LONGEST + 1), "q", "longer than"),
        ("quotes", "disputed=yes", "disputed", "disputed asks nothing of quotes"),
        ("people", "type=direct", "type", "type asks nothing of people"),
        ("quotes", "speakr=Zelensky", "speakr", "speakr is no filter here: did you mean speaker?"),
        ("quotes", "speakr=Zelensky&speakr=Wagner", "speakr", "did you mean speaker?"),  # said once
        ("events", "Place=bakhmut", "Place", "did you mean place?"),
        ("outlets", "xyzzy=1", "xyzzy", "xyzzy is no filter here; there are q, lang, sort"),
        ("quotes", "speaker=Zelnsky", "speaker", "is known: did you mean Volodymyr Zelensky?"),
    ],
)
def test_what_cannot_be_read_is_told_and_left_out(noun: str, asked: str, field: str, told: str) -> None:
    (problem,) = read(noun, asked).problems
    assert (problem.field, told in problem.message) == (field, True), problem


@pytest.mark.parametrize(
    ("asked", "mended"),
    [
        ("speakr=Zelensky&q=gas", "q=gas&speaker=Zelensky"),
        ("speaker=Zelnsky", "speaker=volodymyr-zelensky"),
        ("from=yesterday&q=gas", "q=gas"),  # nobody can tell what was meant
    ],
)
def test_what_was_probably_meant_can_be_asked(asked: str, mended: str) -> None:
    filters = read("quotes", asked)
    assert filters.mended(filters.problems[0]) == mended


@pytest.mark.parametrize("name", ["utm_source", "fbclid", "gclid", "mc_cid", "UTM_Campaign"])
def test_what_others_hang_on_links_is_nobodys_mistake(name: str) -> None:
    assert read("quotes", f"{name}=x").problems == ()


def test_an_unknown_name_leaves_the_known_ones() -> None:
    assert read("quotes", "speaker=Nobody&speaker=Zelensky").to_query() == "speaker=volodymyr-zelensky"


@given(written())
@settings(deadline=None)
def test_reading_never_fails_and_survives_the_trip(question: Question) -> None:
    noun, pairs = question
    filters = read_question(noun, pairs, Told())
    again = read(noun, filters.to_query())
    assert again == filters
    assert again.problems == ()
    assert again.to_query() == filters.to_query()
    assert sentence(filters)
    assert all(len(chip.query) < len(filters.to_query()) for chip in chips(filters) if not filters.after)


@given(questions)
@settings(deadline=None)
def test_taking_out_every_chip_asks_everything(question: Question) -> None:
    noun, pairs = question
    filters = read_question(noun, [pair for pair in pairs if pair[0] != "sort"], Told())
    while asked := chips(filters):
        filters = filters.without(asked[0].field, asked[0].value)
    assert filters.changed(size=50) == Filters(noun)


def test_a_change_starts_the_pages_again() -> None:
    filters = read("quotes", "after=abc&type=direct")
    assert filters.changed(q="gas").to_query() == "q=gas&type=direct"
    assert filters.toggled("type", "direct").to_query() == ""
    assert filters.toggled("type", "mixed").to_query() == "type=direct&type=mixed"


@pytest.mark.parametrize(
    ("noun", "asked", "said"),
    [
        ("quotes", "", "42 quotes"),
        ("quotes", "speaker=Zelensky&from=2024-05&to=2024-05", "42 quotes by Volodymyr Zelensky, May 2024"),
        ("quotes", "speaker=Kovalenko", "42 quotes by Kovalenko"),
        ("quotes", "type=direct&type=mixed&about=kharkiv", "42 direct or partly direct quotes about Kharkiv"),
        ("quotes", "q=gas&date_of=published&from=2023", "42 quotes with “gas”, published since 2023"),
        ("quotes", 'q="cut off"&to=2023-05-21', '42 quotes with "cut off", until 21 May 2023'),
        ("events", "modality=planned&place=bakhmut", "42 planned events in Bakhmut"),
        ("events", "type=air-strike", "42 events of type Air or drone strike"),
        (
            "events",
            "disputed=yes&actor=wagner-group&role=target",
            "42 disputed events involving Wagner Group as target",
        ),
        ("people", "side=russia", "42 people and groups on the side of Russia"),
        ("places", "place=ukraine&within=25", "42 places in Ukraine or within 25 km of it"),
        ("articles", "outlet=harbour-wire&lang=uk", "42 articles by Harbour Wire in Ukrainian"),
        ("articles", "actor=Zelensky&place=bakhmut", "42 articles naming Volodymyr Zelensky and Bakhmut"),
        (
            "quotes",
            "kind=person&party=yes&about=bakhmut&lang=en",
            "42 quotes by speakers of kind person from parties to the war about Bakhmut in English",
        ),
        (
            "events",
            "conflict=russia-ukraine&modality=planned",
            "42 planned events in the Russian invasion of Ukraine",
        ),
        ("events", "figures=killed&figures=injured", "42 events telling how many were injured or killed"),
        ("events", "bbox=-3,-5,40,50", "42 events in the map area 5° S – 50° N, 3° W – 40° E"),
        (
            "events",
            "bbox=-60.5,-34.12345,-0.25,-1",
            "42 events in the map area 34.123° S – 1° S, 60.5° W – 0.25° W",
        ),
        ("places", "bbox=170,0,-170,10", "42 places in the map area 0° – 10° N, 170° E – 170° W"),
    ],
)
def test_a_question_is_said_as_a_sentence(noun: str, asked: str, said: str) -> None:
    filters = read(noun, asked)
    assert sentence(filters, 42) == said
    assert sentence(filters) == said.removeprefix("42 ")[:1].upper() + said.removeprefix("42 ")[1:]


def test_an_area_is_a_chip_in_the_same_words() -> None:
    (chip,) = chips(read("events", "bbox=-3,-5,40,50"))
    assert (chip.label, chip.value) == ("Map area: 5° S – 50° N, 3° W – 40° E", "-3,-5,40,50")


def test_one_is_one() -> None:
    assert sentence(read("quotes", ""), 1) == "1 quote"
    assert sentence(read("people", ""), 1) == "1 person or group"


@pytest.mark.parametrize(
    ("q", "query"),
    [
        ("gas pipe", WordQuery(((Term.of("gas"),), (Term.of("pipe"),)))),
        ('"gas pipe"', WordQuery(((Term.of("gas pipe", phrase=True),),))),
        ("«gas pipe»", WordQuery(((Term.of("gas pipe", phrase=True),),))),
        ("„gas pipe“ oil", WordQuery(((Term.of("gas pipe", phrase=True),), (Term.of("oil"),)))),
        ("“gas pipe”", WordQuery(((Term.of("gas pipe", phrase=True),),))),
        ('"gas pipe', WordQuery(((Term.of("gas pipe", phrase=True),),))),  # left open: to the end
        ("gas OR oil war", WordQuery(((Term.of("gas"), Term.of("oil")), (Term.of("war"),)))),
        ("gas -oil", WordQuery(((Term.of("gas"),),), (Term.of("oil"),))),
        ('-"oil field"', WordQuery((), (Term.of("oil field", phrase=True),))),
        ("OR gas OR", WordQuery(((Term.of("gas"),),))),
        ("foo:bar", WordQuery(((Term.of("foo bar"),),))),  # no qualifier of ours
        ("MiG-29", WordQuery(((Term.of("mig 29"),),))),
    ],
)
def test_the_search_box(q: str, query: WordQuery) -> None:
    assert read("quotes", "").changed(q=q).words == query


def test_ambiguous_names_are_told() -> None:
    (name,) = read("quotes", "speaker=Kovalenko&speaker=Zelensky").ambiguous
    assert [bearer.path for bearer in name.bearers] == ["/people/oleh-kovalenko", "/people/iryna-kovalenko"]
