"""A small record made by chance, the same for the same seed on every engine: for laws that hold of any record."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from app.store import words
from app.store.db import Database
from app.store.ids import mint
from app.store.tables import (
    Actor,
    ActorName,
    Article,
    ArticleVersion,
    Claim,
    Conflict,
    ConflictSide,
    DateMention,
    Event,
    Mention,
    Origin,
    Outlet,
    Participant,
    Place,
    PlaceName,
    PlaceWithin,
    Quantity,
    Quote,
    QuoteAbout,
    QuoteSpan,
    Role,
    Utterance,
)
from app.text.folding import fold_name, slug

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
FIRST = date(2023, 1, 1)

ACTORS = (  # name, kind, party, provisional, other spellings
    ("Volodymyr Zelensky", "person", True, False, ("Volodymyr Zelenskyy", "Володимир Зеленський", "Zelensky")),
    ("Yevgeny Prigozhin", "person", True, False, ("Evgeny Prigozhin", "Євген Пригожин")),
    ("Olena Kravets", "person", False, True, ()),
    ("Oleh Kovalenko", "person", False, True, ()),
    ("Iryna Kovalenko", "person", False, True, ()),
    ("Wagner Group", "armed-group", True, False, ("Wagner", "PMC Wagner")),
    ("Ukraine", "state", True, False, ("Україна",)),
    ("Red Cross", "international", False, False, ("ICRC",)),
)
PLACES = (  # name, kind, lat, lon, parent, other spellings
    ("Ukraine", "country", 49.0, 32.0, None, ("Україна",)),
    ("Donetsk Oblast", "region", 48.0, 37.8, "Ukraine", ("Donetsk region",)),
    ("Kharkiv Oblast", "region", 49.9, 36.3, "Ukraine", ("Kharkiv region",)),
    ("Bakhmut", "settlement", 48.595, 38.0, "Donetsk Oblast", ("Artemivsk", "Бахмут")),
    ("Chasiv Yar", "settlement", 48.587, 37.836, "Donetsk Oblast", ()),
    ("Kharkiv", "settlement", 49.993, 36.231, "Kharkiv Oblast", ("Kharkov", "Харків")),
    ("Kyiv", "settlement", 50.45, 30.523, "Ukraine", ("Kiev", "Київ")),
)
WORDS = (
    "power lines bridge depot convoy water ceasefire column drones missile town river soldiers families road "
    "repaired burned crossed opened closed reached left held denied promised"
).split()
TYPES = ("air-strike", "shelling", "territory-taken", "ground-fighting")


@dataclass
class Made:
    """What was made, by what a test asks for."""

    session: Session
    chance: random.Random
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    outlets: list[Outlet] = field(default_factory=list)
    articles: list[tuple[Article, ArticleVersion]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)
    conflict: Conflict | None = None

    def add(self, row):
        self.session.add(row)
        self.session.flush()
        return row


def fill(database: Database, seed: int = 1, *, articles: int = 25, quotes: int = 70, events: int = 30) -> None:
    """Writes the record; rows go in one by one, so that ids are the same everywhere."""
    with database.writing() as session:
        made = Made(session, random.Random(seed))
        _world(made)
        for number in range(articles):
            _article(made, number)
        for number in range(quotes):
            _quote(made, number)
        for number in range(events):
            _event(made, number)


def _world(made: Made) -> None:
    made.conflict = made.add(
        Conflict(slug="russia-ukraine", name="Russian invasion of Ukraine", since=date(2022, 2, 24))
    )
    for name, kind, party, provisional, others in ACTORS:
        actor = made.add(
            Actor(
                slug=slug(name), key=slug(name), name=name, kind=kind, country="UA", party=party,
                provisional=provisional,
            )
        )  # fmt: skip
        for text in (name, *others):
            made.add(ActorName(actor_id=actor.id, text=text, folded=fold_name(text)))
        made.actors.append(actor)
    made.add(
        Role(actor_id=made.actors[0].id, office="President", body="Ukraine", since=date(2019, 5, 20), until=None)
    )
    for side, key in (("ukraine", "ukraine"), ("ukraine", "volodymyr-zelensky"), ("russia", "wagner-group")):
        made.add(
            ConflictSide(
                conflict_id=made.conflict.id, side=side, name=side.title(), actor_key=key,
                since=date(2022, 2, 24), until=date(2023, 6, 23) if side == "russia" else None,
            )
        )  # fmt: skip
    for name, kind, lat, lon, parent, others in PLACES:
        above = next((place for place in made.places if place.name == parent), None)
        taken = slug(name)
        place = made.add(
            Place(
                slug=taken, key=f"x-{taken}", name=name, kind=kind, lat=lat, lon=lon, country="UA",
                parent_id=above.id if above else None,
            )
        )  # fmt: skip
        made.places.append(place)
        while True:
            made.add(PlaceWithin(place_id=made.places[-1].id, ancestor_id=place.id))
            if place.parent_id is None:
                break
            place = next(each for each in made.places if each.id == place.parent_id)
        for text in (name, *others):
            made.add(PlaceName(place_id=made.places[-1].id, text=text, folded=fold_name(text)))
    for name in ("Harbour Wire", "The Northern Ledger", "Канал Степ"):
        made.outlets.append(made.add(Outlet(slug=slug(name), name=name, lang="en")))
    made.origins = [made.add(Origin(public_id=mint("origin", n))) for n in range(3)]
    made.utterances = [
        made.add(Utterance(public_id=mint("utterance", n), words_key=f"words {n}")) for n in range(10)
    ]


def _day(made: Made) -> tuple[date | None, date | None]:
    """A day, a stretch of some, or none."""
    first = FIRST + timedelta(days=made.chance.randrange(500))
    kind = made.chance.random()
    if kind < 0.2:
        return None, None
    return first, first + timedelta(days=0 if kind < 0.7 else made.chance.choice((1, 6, 30)))


def _sort(*days: date | None) -> int:
    return next((day.toordinal() for day in days if day), 0)


def _article(made: Made, number: int) -> None:
    published = FIRST + timedelta(days=made.chance.randrange(500)) if made.chance.random() < 0.9 else None
    told = [" ".join(made.chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(6)]
    text = "Kyiv – " + "\n\n".join(told)
    outlet = made.chance.choice(made.outlets)
    origin = made.chance.choice((None, None, *made.origins))
    article = made.add(
        Article(
            public_id=mint("article", number), slug=f"article-{number}", outlet_id=outlet.id,
            url=f"https://example.org/{number}", url_key=f"example.org/{number}", text_key=f"text {number}",
            title=f"{told[0][:40]} {number}", earliest=published, latest=published,
            lang=made.chance.choice(("en", "en", "en-GB", "uk")), added_at=NOW, sort_day=_sort(published),
            length=len(text), origin_id=origin and origin.id,
        )
    )  # fmt: skip
    version = made.add(
        ArticleVersion(article_id=article.id, number=1, sha256=f"{number:064}", fetched_at=NOW, text=text)
    )
    made.articles.append((article, version))
    words.write_row(
        made.session.connection(), "article", article.id, sort_day=article.sort_day, text=text, tags=[]
    )
    for _ in range(5):
        start = made.chance.randrange(len(text) - 12)
        end = start + made.chance.randrange(1, 12)
        link = (
            {"layer": "actor", "actor_id": made.chance.choice(made.actors).id}
            if made.chance.random() < 0.5
            else {"layer": "place", "place_id": made.chance.choice(made.places).id}
        )
        made.add(
            Mention(
                article_id=article.id, version_id=version.id, start=start, end=end, exact=text[start:end], **link
            )
        )
    made.add(
        DateMention(
            article_id=article.id, version_id=version.id, start=0, end=4, exact=text[:4], earliest=published,
            latest=published,
        )
    )  # fmt: skip


def _span(made: Made, text: str, longest: int = 120) -> tuple[int, int]:
    start = made.chance.randrange(len(text) - 20)
    return start, min(len(text), start + made.chance.randrange(10, longest))


def _quote(made: Made, number: int) -> None:
    article, version = made.chance.choice(made.articles)
    start, end = _span(made, version.text)
    earliest, latest = _day(made)
    speaker = made.chance.choice((None, *made.actors))
    place = made.chance.choice((None, None, *made.places))
    quote = made.add(
        Quote(
            public_id=mint("quote", number), article_id=article.id, version_id=version.id,
            type=made.chance.choice(("direct", "indirect", "mixed")), start=start, end=end,
            exact=version.text[start:end], cue="said", cue_class="say", cue_start=0, cue_end=4,
            speaker=speaker and speaker.name, speaker_start=speaker and 0, speaker_end=speaker and 4,
            speaker_id=speaker and speaker.id, earliest=earliest, latest=latest, place_id=place and place.id,
            utterance_id=made.chance.choice((None, *made.utterances)) and made.utterances[number % 10].id,
            state=made.chance.choice(("auto",) * 6 + ("confirmed", "corrected", "rejected", "hidden")),
            sort_day=_sort(latest, article.latest),
        )
    )  # fmt: skip
    middle = (start + end) // 2
    for position, (left, right) in enumerate(((start, middle - 1), (middle, end))):
        made.add(
            QuoteSpan(quote_id=quote.id, position=position, start=left, end=right, exact=version.text[left:right])
        )
    if made.chance.random() < 0.6:
        about = made.chance.choice(made.places)
        made.add(QuoteAbout(quote_id=quote.id, place_id=about.id, start=start, end=start + 3))
    if made.chance.random() < 0.4:
        made.add(QuoteAbout(quote_id=quote.id, actor_id=made.chance.choice(made.actors).id, start=start, end=end))
    words.write_row(
        made.session.connection(), "quote", quote.id, sort_day=quote.sort_day, text=quote.exact, tags=[]
    )


def _event(made: Made, number: int) -> None:
    earliest, latest = _day(made)
    place = made.chance.choice((None, *made.places))
    modality = made.chance.choice(("actual",) * 5 + ("planned", "possible", "negated", "past-background"))
    stance = made.chance.choice(("reported", "claimed", "claimed", "denied", "confirmed"))
    type_ = made.chance.choice(TYPES)
    claims = made.chance.randrange(1, 5)
    event = made.add(
        Event(
            public_id=mint("event", number), slug=f"event-{number}", type=type_, title=f"{type_} {number}",
            earliest=earliest, latest=latest, place_id=place and place.id, where_prec=place and 1,
            modality=modality, stance=stance, listed=modality == "actual" and stance != "denied",
            differs=made.chance.random() < 0.3, conflict_id=made.chance.choice((None, made.conflict.id)),
            state=made.chance.choice(("auto",) * 8 + ("confirmed", "hidden")), claims=claims, sources=claims,
            sort_day=_sort(latest),
        )
    )  # fmt: skip
    told = []
    for part in range(claims):
        article, version = made.chance.choice(made.articles)
        start, end = _span(made, version.text)
        speaker = made.chance.choice((None, *made.actors))
        claim = made.add(
            Claim(
                public_id=mint("claim", number, part), article_id=article.id, version_id=version.id,
                event_id=event.id, type=type_, trigger_start=start, trigger_end=start + 4,
                trigger=version.text[start : start + 4], start=start, end=end, exact=version.text[start:end],
                modality=modality, stance=stance, speaker=speaker and speaker.name,
                speaker_id=speaker and speaker.id, earliest=earliest, latest=latest,
                place_id=place and place.id, conflict_id=event.conflict_id,
                side=("ukraine", "russia", None)[(number + part) % 3] if event.conflict_id else None,
            )
        )  # fmt: skip
        told.append(claim.exact)
        for role in ("actor", "target"):
            made.add(
                Participant(
                    claim_id=claim.id, role=role, start=start, end=start + 2,
                    exact=version.text[start : start + 2],
                    actor_id=made.chance.choice((None, *(actor.id for actor in made.actors))),
                )
            )  # fmt: skip
        made.add(
            Quantity(
                claim_id=claim.id, kind="killed", low=part, high=part, start=start, end=start + 1,
                exact=str(part),
            )
        )  # fmt: skip
    words.write_row(
        made.session.connection(), "event", event.id, sort_day=event.sort_day, text="\n".join(told), tags=[]
    )
