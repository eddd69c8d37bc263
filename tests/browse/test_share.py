"""How much of each article a stranger would see: measured over the samples, as if they were not ours, and over
real articles where there are some.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from app.browse.article_page import get_article
from app.browse.events import get_event
from app.browse.facts.figure_words import sentence_round
from app.browse.facts.portion import portion
from app.extract.reader import read
from app.forms.json import single
from app.settings import Settings
from app.store.db import Database
from app.store.tables import Article, Event
from app.text.span import Span, hull
from app.text.when import When
from app.web.rights import WINDOW
from tests.counts import some

SHARE = Settings(_env_file=None).shown_percent / 100
WORDS = ("words", "exact", "text")  # the fields of the JSON that hold an article's own words
NAMES = ("speaker", "together")  # who speaks, with the names that led there: named under every policy


def told(value: Any, field: str = "") -> Iterator[str]:
    """Every string of the article's words in an answer."""
    if isinstance(value, dict):
        for name in value.keys() - set(NAMES):
            yield from told(value[name], name)
    elif isinstance(value, list):
        for each in value:
            yield from told(each, field)
    elif isinstance(value, str) and field in WORDS:
        yield value


def test_no_sample_would_show_more_than_its_share_on_the_page_or_in_json(samples_db):
    database = Database(f"sqlite:///{samples_db}")
    with database.reading() as db:
        for public_id in db.scalars(select(Article.public_id)).all():
            whole = get_article(db, public_id)
            page = get_article(db, public_id, window=WINDOW, share=SHARE)
            assert whole is not None
            assert page is not None
            assert page.shown == sum(each.end - each.start for each in page.excerpts) <= SHARE * len(whole.text)
            assert len(page.quotes) + len(page.events) + len(page.left) == len(whole.quotes) + len(whole.events)
            windows = [whole.text[each.start : each.end] for each in page.excerpts]
            for words in told(json.loads(single(page))):
                assert any(words in window for window in windows), (public_id, words)
    database.close()


def test_left_out_facts_lead_to_pages_of_their_own(samples_db):
    """Some sample is so dense in facts that they do not all fit; each of them is named with its address."""
    database = Database(f"sqlite:///{samples_db}")
    with database.reading() as db:
        pages = [
            get_article(db, each, window=WINDOW, share=SHARE)
            for each in db.scalars(select(Article.public_id)).all()
        ]
    database.close()
    left = [each for page in pages if page for each in page.left]
    assert left
    assert all(each.path.startswith(f"/{each.kind}s/") for each in left)


def test_no_real_article_would_show_more_than_its_share(shared, world):
    lines = (shared / "articles" / "open_war_articles.jsonl").read_text("utf-8").splitlines()
    shown = length = 0
    for article in map(json.loads, some(lines, 20)):
        text = article["text"]
        published = When.day(date.fromisoformat(article["date"][:10])) if article["date"] else None
        reading = read(text, published, world)
        facts = [hull(quote.spans) for quote in reading.quotes] + [claim.span for claim in reading.claims]
        made = portion(text, facts, WINDOW, int(SHARE * len(text)))
        assert made.shown <= SHARE * len(text)
        shown, length = shown + made.shown, length + len(text)
    assert 0.05 < shown / length <= SHARE


def test_no_ledger_shows_more_than_its_facts(samples_db):
    """A row of a ledger is open to everybody: it brings its claim, its figure, and what stands between them or
    tells what was counted. Never the sentence round them.
    """
    database = Database(f"sqlite:///{samples_db}")
    with database.reading() as db:
        rows = [
            (words, row)
            for public_id in db.scalars(select(Event.public_id)).all()
            if (event := get_event(db, public_id)) is not None
            for row in event.ledger.rows
            for words in row.words[:1]  # the figure's place is told of the first article
        ]
        ids = {words.article.public_id for words, _ in rows}
        texts = {each: page.text for each in ids if (page := get_article(db, each))}
    database.close()
    narrower = 0
    for words, row in rows:
        facts = [Span(words.start, words.end)]
        if row.figure_start is not None and row.figure_end is not None:
            facts.append(Span(row.figure_start, row.figure_end))
        text, shown = texts[words.article.public_id], words.shown
        assert text[shown.start : shown.end] == shown.exact
        assert min(fact.start for fact in facts) - WINDOW <= shown.start, shown.exact
        assert shown.end <= max(fact.end for fact in facts) + WINDOW, shown.exact
        if words.told and (sentence := sentence_round(text, facts[-1])):
            narrower += len(shown.exact) < sentence.end - sentence.start
    assert narrower, "of no figure is less shown than its sentence"
