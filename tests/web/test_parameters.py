"""Whatever stands in an address, the answer is a page, a redirect or a refusal: never a fault, never slow."""

from __future__ import annotations

import time
from statistics import quantiles

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.browse.question.reader import codes_of
from app.browse.words.labels import FIELDS
from tests.browse.questions import VALUES
from tests.counts import FULL, count

ENDINGS = ("", ".json", ".csv", ".jsonl", ".geojson", ".atom", ".xlsx")
PATHS = [
    *(f"/{noun}{ending}" for noun in ("quotes", "events", "articles") for ending in ENDINGS),
    *(f"/{noun}{ending}" for noun in ("people", "places", "outlets") for ending in ENDINGS[:4]),
    "/events/map", "/events/map.json", "/events/timeline", "/events/timeline.json", "/events/timeline.csv",
    "/events/contradictions", "/events/contradictions.json", "/search", "/search.json", "/suggest",
    "/suggest.json",
    "/dates/2023-05-21", "/dates", "/changes", "/changes.json", "/people/volodymyr-zelensky", "/places/bakhmut",
    "/api/v1/quotes", "/api/v1/events", "/api/v1/people", "/",
]  # fmt: skip
NAMES = [*FIELDS, "since", "utm_source", "", "q[]", "Q", "__proto__"]
SENSELESS = (
    "2023-13", "0000", "99999-01", '"', "a OR", "-", "OR OR", "NEAR(a b)", "*", "%", "no", "0", "-1", "1e9", "nan",
    "inf", "33,44,22,11", "200,100,-200,-100", "nan,nan,nan,nan", "😀", "\x00", "\u202e", "relevance", "speaker:",
    'speaker:"', "' OR 1=1 --", "<script>", "a" * 3000, "%00", "../..", "١٢٣", "２０２３", "AAAA", "\ud7ff\uffff",
)  # fmt: skip

_any = st.one_of(st.text(max_size=40), st.sampled_from(SENSELESS), st.integers().map(str), st.floats().map(str))


def _value(name: str) -> st.SearchStrategy[str]:
    sensible = (*VALUES.get(name, ()), *codes_of(name))
    return st.one_of(_any, st.sampled_from(sensible)) if sensible else _any


_pairs = st.lists(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), _value(name))), max_size=6)
_took: list[float] = []


@given(path=st.sampled_from(PATHS), asked=_pairs, block=st.booleans())
@settings(
    max_examples=count(150, 5000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_question_breaks_an_answer(
    sampled: TestClient, path: str, asked: list[tuple[str, str]], block: bool
) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"} if block else {}
    began = time.process_time()
    answer = sampled.get(path, params=asked, headers=headers)
    _took.append(time.process_time() - began)
    assert answer.status_code in (200, 302, 303, 400, 404, 414, 422), answer.text[:300]


def test_one_in_a_hundred_takes_a_second_at_most() -> None:
    """Of the processor, over the questions above; a small sample has no hundredth, so it is let have five."""
    assert len(_took) >= count(100, 5000), "run this file whole: the times are taken by the test above"
    slowest = quantiles(_took, n=100)[98]
    assert slowest < (1.0 if FULL else 5.0), f"{slowest:.2f} s"
