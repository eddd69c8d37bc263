"""Time as tables: every number is that of the page it leads to, and what has no day is named apart."""

from __future__ import annotations

import re

MONTH = re.compile(r'<a href="(/dates/\d{4}-\d{2})"[^>]*><span class="hidden">[^<]*</span>([\d,]+)</a>')
DAY = re.compile(
    r'<tr><th scope="row"><a href="(/dates/\d{4}-\d{2}-\d{2})">.*?</th><td>(\d+)</td><td>(\d+)</td><td>(\d+)</td>'
)


def total(counts: dict[str, int]) -> int:
    return counts["events"] + counts["quotes"] + counts["articles"]


def test_all_time_counts_what_its_months_count(sampled):
    months = MONTH.findall(sampled.get("/dates").text)
    assert len(months) > 3
    for path, number in months:
        assert total(sampled.get(f"{path}.json").json()["count"]) == int(number)


def test_the_latest_days_are_listed_newest_first(sampled):
    days = DAY.findall(sampled.get("/dates").text)
    paths = [path for path, *_ in days]
    assert paths == sorted(paths, reverse=True)
    assert len(paths) == 14
    for path, *told in days[:3]:
        exact = sampled.get(f"{path}.json").json()["exact"]
        assert [exact["events"], exact["quotes"], exact["articles"]] == list(map(int, told))


def test_a_month_lists_its_days_with_something(sampled):
    month = sampled.get("/dates/2023-05.json").json()
    filled = [day for week in month["weeks"] for day in week if day and total(day)]
    days = DAY.findall(sampled.get("/dates/2023-05").text)
    assert [path for path, *_ in days] == [f"/dates/{day['day']}" for day in filled]


def test_what_states_no_day_is_counted_and_linked(sampled):
    page = sampled.get("/dates").text.partition("In none of it")[2].partition("</p>")[0]
    told = re.findall(r'href="(/\w+)\?([^"]+)">(\d+)', page)
    assert told
    for path, query, number in told:
        listed = sampled.get(f"{path}.json?{query}").json()
        assert listed["count"]["value"] == int(number)
        when = "when" if path == "/events" else "said"
        assert all(item[when] is None for item in listed["items"])
