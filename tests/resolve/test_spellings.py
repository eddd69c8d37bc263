"""Spellings that reach the right person, and near names that must not.

The spellings of UNSEEN stand nowhere in the roster: they are how papers in other languages, officials'
documents and other romanisations write these people. What the rules cannot do is said by the floor, not by
leaving the row out. A title stands before a bar.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.extract.reading import Mention, Reading
from app.resolve.actors import ActorLink, resolve_actors
from app.resolve.judgement import Judgement
from app.resolve.likeness import Candidate
from app.text.span import Span
from app.text.when import When
from app.world.world import World

UNSEEN = {
    "volodymyr-zelensky": [
        "Wolodymyr Selenski", "Volodymyr Zelens’kyi", "Volodimir Zelenski", "Wołodymyr Zełenski",
        "Володимир Олександрович Зеленський", "Зеленський Володимир", "Зеленский Владимир", "V. Zelensky",
        "V. O. Zelenskyy", "President|V. Zelenskiy", "Zelensky, Volodymyr", "Selenskyj",
        "Volodymyr Zelensky’s", "President|Zelenskyi", "В. Зеленський", "Уладзімір Зяленскі",
    ],
    "vladimir-putin": [
        "Wladimir Putin", "Władimir Putin", "Vladímir Putin", "Путин Владимир",
        "Владимир Владимирович Путин", "President|V. Putin", "Poutine", "Vladimir Vladimirovich Putin",
        "Володимир Володимирович Путін", "В. Путин", "Vladimir Putin's",
    ],
    "yevgeny-prigozhin": [
        "Jewgeni Prigoschin", "Evgueni Prigojine", "Jewgienij Prigożyn", "Yevgueni Prigozhin",
        "Пригожин Евгений", "Евгений Викторович Пригожин", "Yevgeny Viktorovich Prigozhin",
        "Evgeny Prigozhyn", "Wagner chief|Y. Prigozhin", "Wagner chief|Prigoschin",
    ],
    "sergei-shoigu": [
        "Sergueï Choïgou", "Sergej Schoigu", "Siergiej Szojgu", "Serguéi Shoigú", "Шойгу Сергей",
        "Сергей Кужугетович Шойгу", "Sergey Shoygu", "Serhii Shoihu",
    ],
    "sergei-lavrov": [
        "Sergej Lawrow", "Sergueï Lavrov", "Siergiej Ławrow", "Serguéi Lavrov", "Лавров Сергей",
        "Сергей Викторович Лавров", "Foreign Minister|S. Lavrov", "Serhii Lavrov",
    ],
    "maria-zakharova": [
        "Maria Sacharowa", "Maria Zacharowa", "María Zajárova", "Marija Sacharowa",
        "Мария Владимировна Захарова", "Захарова Мария", "Mariia Zakharova",
    ],
    "dmitry-peskov": [
        "Dmitri Peskow", "Dmitrij Pieskow", "Dimitri Peskov", "Песков Дмитрий", "Дмитрий Сергеевич Песков",
        "Kremlin spokesman|D. Peskov",
    ],
    "valery-gerasimov": [
        "Waleri Gerassimow", "Valeri Guerassimov", "Walerij Gierasimow", "Герасимов Валерий",
        "Валерий Васильевич Герасимов",
    ],
    "dmitry-medvedev": [
        "Dmitri Medwedew", "Dmitrij Miedwiediew", "Dmitri Medvédev", "Медведев Дмитрий",
        "Dmitriy Medvedev",
    ],
    "ramzan-kadyrov": ["Ramsan Kadyrow", "Ramzan Kadirov", "Кадыров Рамзан", "Рамзан Ахматович Кадыров"],
    "igor-konashenkov": [
        "Igor Konaschenkow", "Igor Konachenkov", "Igor Konaszenkow", "Ihor Konashenkov",
        "Конашенков Игорь",
    ],
    "sergei-surovikin": ["Sergej Surowikin", "Sergueï Sourovikine", "Siergiej Surowikin", "Суровикин Сергей"],
    "vasily-nebenzya": ["Wassili Nebensja", "Vassili Nebenzia", "Wasilij Niebienzia", "Небензя Василий"],
    "nikolai-patrushev": [
        "Nikolai Patruschew", "Nikolaï Patrouchev", "Nikołaj Patruszew", "Патрушев Николай",
    ],
    "alexei-navalny": [
        "Alexej Nawalny", "Alexeï Navalny", "Aleksiej Nawalny", "Alexéi Navalni", "Навальный Алексей",
        "Алексей Анатольевич Навальный",
    ],
    "valerii-zaluzhnyi": [
        "Walerij Saluschnyj", "Valeri Zaloujny", "Walerij Załużny", "Valery Zaluzhni", "Залужний Валерій",
        "Валерій Федорович Залужний", "Valerij Zaluzhnyj",
    ],
    "oleksandr-syrskyi": [
        "Olexandr Syrskyj", "Ołeksandr Syrski", "Alexandre Syrsky", "Сирський Олександр",
        "Олександр Станіславович Сирський",
    ],
    "dmytro-kuleba": [
        "Dmytro Kouleba", "Dmytro Kułeba", "Dimitri Kuleba", "Кулеба Дмитро", "Дмитро Іванович Кулеба",
        "Foreign Minister|D. Kuleba",
    ],
    "andrii-sybiha": ["Andrij Sybiha", "Andriï Sybiga", "Andrij Sybiga", "Сибіга Андрій"],
    "oleksii-reznikov": ["Olexij Resnikow", "Oleksij Reznikow", "Alexeï Reznikov", "Резніков Олексій"],
    "andriy-yermak": [
        "Andrij Jermak", "Andriï Iermak", "Andrei Ermak", "Єрмак Андрій", "Андрій Борисович Єрмак",
    ],
    "mykhailo-podolyak": ["Mychajlo Podoljak", "Mykhaïlo Podoliak", "Mychajło Podolak", "Подоляк Михайло"],
    "oleksiy-arestovych": ["Olexij Arestowytsch", "Oleksij Arestowycz", "Арестович Олексій"],
    "oleksiy-danilov": ["Olexij Danilow", "Ołeksij Daniłow", "Oleksii Danylov", "Данілов Олексій"],
    "denys-shmyhal": ["Denys Schmyhal", "Denys Chmyhal", "Denys Szmyhal", "Denis Shmyhal", "Шмигаль Денис"],
    "yuliia-svyrydenko": ["Julija Swyrydenko", "Ioulia Svyrydenko", "Julia Swyrydenko", "Свириденко Юлія"],
    "rustem-umerov": ["Rustem Umierow", "Roustem Oumerov", "Rustem Umerow", "Умєров Рустем"],
    "hanna-maliar": ["Hanna Maljar", "Маляр Ганна"],
    "kyrylo-budanov": ["Kyrylo Budanow", "Kyrylo Boudanov", "Kyryło Budanow", "Буданов Кирило"],
    "oleh-syniehubov": ["Oleh Synjehubow", "Oleg Sinegoubov", "Ołeh Syniehubow", "Синєгубов Олег"],
    "vitali-klitschko": ["Witalij Kłyczko", "Кличко Віталій", "Mayor|V. Klitschko"],
    "ihor-terekhov": ["Ihor Terechow", "Ihor Tieriechow", "Терехов Ігор"],
    "ivan-fedorov": ["Iwan Fedorow", "Федоров Іван"],
    "mykhailo-fedorov": ["Mychajlo Fedorow", "Mykhaïlo Fedorov", "Федоров Михайло"],
    "oleksandr-prokudin": ["Olexandr Prokudin", "Oleksandr Prokoudine", "Прокудін Олександр"],
    "serhiy-haidai": ["Serhij Hajdaj", "Гайдай Сергій"],
    "yuriy-ihnat": ["Jurij Ihnat", "Iouri Ihnat", "Yury Ignat", "Ігнат Юрій"],
    "iryna-vereshchuk": ["Iryna Wereschtschuk", "Iryna Verechtchouk", "Iryna Wereszczuk", "Верещук Ірина"],
    "dmytro-lubinets": ["Dmytro Lubinez", "Dmytro Łubinec", "Лубінець Дмитро"],
    "petro-poroshenko": ["Petro Poroschenko", "Petro Porochenko", "Petro Poroszenko", "Порошенко Петро"],
    "viktor-yanukovych": [
        "Wiktor Janukowytsch", "Viktor Ianoukovitch", "Wiktor Janukowycz", "Янукович Віктор",
    ],
    "yulia-tymoshenko": ["Julia Tymoschenko", "Ioulia Timochenko", "Julia Tymoszenko", "Тимошенко Юлія"],
    "alexander-lukashenko": [
        "Alexandre Loukachenko", "Alaksandr Łukaszenka", "Alexander Lukaschenko", "Aljaksandr Lukaschenka",
        "Аляксандр Лукашэнка", "Лукашенко Александр",
    ],
    "denis-pushilin": ["Denis Puschilin", "Denis Pouchiline", "Denis Puszylin", "Пушилин Денис"],
    "sergei-aksyonov": ["Sergej Aksjonow", "Sergueï Aksionov", "Аксёнов Сергей"],
    "vyacheslav-gladkov": ["Wjatscheslaw Gladkow", "Viatcheslav Gladkov", "Гладков Вячеслав"],
    "vyacheslav-volodin": ["Wjatscheslaw Wolodin", "Viatcheslav Volodine", "Володин Вячеслав"],
    "emmanuel-macron": ["Emmanuel Macron’s", "President|E. Macron"],
    "olaf-scholz": ["Olaf Scholz's", "Chancellor|O. Scholz"],
    "viktor-orban": ["Orbán Viktor", "Wiktor Orban", "Victor Orbán"],
    "recep-tayyip-erdogan": ["Recep Tayyip Erdoğan’s", "Recep T. Erdogan", "President|R. T. Erdogan"],
    "benjamin-netanyahu": [
        "Benjamin Netanjahu", "Benyamin Nétanyahou", "Beniamin Netanjahu", "Prime Minister|B. Netanyahu",
    ],
    "bashar-al-assad": ["Baschar al-Assad", "Bachar al-Assad", "Baszar al-Asad", "Bashar Al Asad"],
    "ahmed-al-sharaa": ["Ahmed al-Scharaa", "Ahmed al-Charaa", "Ahmad al-Szaraa"],
    "ali-khamenei": ["Ali Chamenei", "Alí Jamenei", "Ali Khameneï"],
    "hassan-nasrallah": ["Hasan Nasrallah", "Hassan Nasralla", "Hassan Nasrallah's"],
    "abdel-fattah-al-burhan": [
        "Abdel Fattah al-Bourhane", "General|Abdel Fattah al-Burhan", "Abdelfatah al-Burhan",
    ],
    "mohamed-hamdan-dagalo": ["Mohamed Hamdane Dagalo", "General|Mohamed Hamdan Dagalo"],
    "yahya-sinwar": ["Jahja Sinwar", "Yahia Sinouar", "Jahia as-Sinwar"],
    "donald-trump": ["Donald Trump’s", "President|D. Trump"],
    "joe-biden": ["Joseph Robinette Biden", "President|J. Biden", "Joe Biden's"],
    "jens-stoltenberg": ["Jens Stoltenberg’s", "Secretary General|J. Stoltenberg"],
    "antonio-guterres": ["Antonio Guterres’s", "Secretary-General|A. Guterres"],
}  # fmt: skip

DAYS = {"petro-poroshenko": "2016-05-01", "viktor-yanukovych": "2013-05-01", "donald-trump": "2025-05-01"}

# Namesakes and near names: (as written, title or None, whose name it must not be given).
APART = [
    ("Oleksandr Reznikov", None, "oleksii-reznikov"),
    ("Oleksii Syrskyi", None, "oleksandr-syrskyi"),
    ("Vladimir Putyatin", None, "vladimir-putin"),
    ("Vladimir Putilin", None, "vladimir-putin"),
    ("Ivan Kuleba", None, "dmytro-kuleba"),
    ("Oleksii Kuleba", None, "dmytro-kuleba"),
    ("Mykhailo Fedorov", None, "ivan-fedorov"),
    ("Mykyta Fedorov", None, "mykhailo-fedorov"),
    ("Olena Zelenska", None, "volodymyr-zelensky"),
    ("Zelenska", None, "volodymyr-zelensky"),
    ("Oleksandr Zelensky", None, "volodymyr-zelensky"),
    ("Pavel Prigozhin", None, "yevgeny-prigozhin"),
    ("Marina Zakharova", None, "maria-zakharova"),
    ("Akhmat Kadyrov", None, "ramzan-kadyrov"),
    ("Adam Kadyrov", None, "ramzan-kadyrov"),
    ("Donald Trump Jr.", None, "donald-trump"),
    ("Eric Trump", None, "donald-trump"),
    ("Hunter Biden", None, "joe-biden"),
    ("George H. W. Bush", None, "george-w-bush"),
    ("Jeb Bush", None, "george-w-bush"),
    ("Hafez al-Assad", None, "bashar-al-assad"),
    ("Maher al-Assad", None, "bashar-al-assad"),
    ("Mojtaba Khamenei", None, "ali-khamenei"),
    ("Austin", None, "lloyd-austin"),
    ("Stephen Austin", None, "lloyd-austin"),
    ("Wladimir Klitschko", None, "vitali-klitschko"),
    ("Michel Aoun", None, "joseph-aoun"),
    ("Hamza bin Laden", None, "osama-bin-laden"),
    ("Yulia Tymoshenko", None, "kyrylo-tymoshenko"),
    ("Mykola Tymoshenko", None, "kyrylo-tymoshenko"),
    ("Yulia Navalnaya", None, "alexei-navalny"),
    ("Oleg Navalny", None, "alexei-navalny"),
    ("Danylo Volodin", None, "vyacheslav-volodin"),
    ("Boris Medvedev", None, "dmitry-medvedev"),
    ("Johnson Boris", None, "boris-johnson"),
    ("A. Smirnov", None, "alexei-smirnov"),
    ("Smirnov", "Student", "alexei-smirnov"),
    ("Abdel Fattah el-Sisi", None, "abdel-fattah-al-burhan"),
    ("Turki al-Maliki", None, "nouri-al-maliki"),
    ("Mohammed bin Zayed", None, "mohammed-bin-salman"),
    ("Charles Michel", None, "michel-aoun"),
]  # fmt: skip


def link_of(name: str, title: str | None, day: str, world: World) -> ActorLink:
    def candidates(asked: str) -> Sequence[Candidate]:
        return [Candidate.from_roster(actor) for actor in world.roster.lookup(asked)]

    span = Span(0, len(name))
    reading = Reading("test", mentions=(Mention(span, span, "person", title=title),))
    return resolve_actors(name, reading, candidates, When.parse(day))[span]


def parted(told: str) -> tuple[str, str | None]:
    title, bar, name = told.rpartition("|")
    return name, title if bar else None


def test_every_listed_spelling_of_a_person_reaches_that_person(world: World) -> None:
    astray, tried = [], 0
    for actor in world.roster:
        if actor.kind != "person":
            continue
        for spelling in (actor.name, *(s.text for s in actor.spellings)):
            tried += 1
            if link_of(spelling, None, "2023-05-21", world).slug != actor.slug:
                astray.append((actor.slug, spelling))
    assert not astray
    assert tried >= 1000


def test_the_table_is_as_wide_as_it_says(world: World) -> None:
    listed = {s.text for actor in world.roster for s in actor.spellings} | {actor.name for actor in world.roster}
    unseen = [parted(told)[0] for spellings in UNSEEN.values() for told in spellings]
    people = [actor for actor in world.roster if actor.slug in UNSEEN]
    # UX §6: 300 spellings of 60 names; of the listed all are right, of the unseen 95 in 100.
    assert len(people) == len(UNSEEN) >= 60
    assert sum(len({actor.name, *(s.text for s in actor.spellings)}) for actor in people) >= 300
    assert len(unseen) >= 250
    seen = {name for name in unseen if name in listed}
    assert seen == {"Abdel Fattah al-Burhan", "Mohamed Hamdan Dagalo"}  # with a rank before them
    assert len(APART) >= 40
    known = {actor.slug for actor in world.roster}
    assert known >= {*UNSEEN, *(slug for _, _, slug in APART)}


def test_unseen_spellings_reach_the_right_person(world: World) -> None:
    """At least 95 in 100, and nobody is taken for somebody else."""
    astray, wrong, tried = [], [], 0
    for slug, spellings in UNSEEN.items():
        for told in spellings:
            name, title = parted(told)
            found = link_of(name, title, DAYS.get(slug, "2023-05-21"), world)
            tried += 1
            if found.slug != slug:
                astray.append((slug, told, found.slug, found.reason))
            if found.slug not in (None, slug):
                wrong.append(told)
    assert not wrong
    assert len(astray) <= tried * 0.05, astray


@pytest.mark.parametrize(("name", "title", "slug"), APART)
def test_near_names_are_kept_apart(name: str, title: str | None, slug: str, world: World) -> None:
    found = link_of(name, title, "2023-05-21", world)
    assert found.slug != slug or found.judgement is not Judgement.SAME
