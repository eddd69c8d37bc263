"""Names of places in sentences, read and resolved as an article is: which place, how precisely, and who lost.

The sentences are invented, the places real. A row: the sentence, the name's span as read, the place as the
gazetteer shows it, the key it is or lies in (an ISO country, or a region's key), and UCDP's where_prec.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.extract.names.reader import find_names
from app.extract.places.reader import find_places
from app.extract.reading import PlaceMention, Reading
from app.extract.words.parse import parse
from app.resolve.places import PlaceLink, lookup_in, resolve_places
from app.world.world import World


def read(text: str, world: World) -> list[tuple[PlaceMention, PlaceLink]]:
    parsed = parse(text)
    names = tuple(find_names(parsed, world))
    places = tuple(find_places(parsed, names, world))
    reading = Reading("test", sentences=parsed.sentences, mentions=names, places=places)
    links = resolve_places(text, reading, lookup_in(world.gazetteer), world.gazetteer.get)
    return [(m, links[m.span]) for m in places]


def one(text: str, surface: str, world: World) -> tuple[PlaceMention, PlaceLink]:
    found = [(m, link) for m, link in read(text, world) if m.span.of(text) == surface]
    assert found, f"{surface!r} is not among {[m.span.of(text) for m, _ in read(text, world)]}"
    return found[0]


CITIES = [
    ("Shells fell in Bakhmut overnight.", "Bakhmut", "Bakhmut", "r-UA.05", 1),
    ("Shells fell in the city of Bakhmut.", "Bakhmut", "Bakhmut", "r-UA.05", 1),
    ("Shells fell in the eastern city of Bakhmut.", "Bakhmut", "Bakhmut", "r-UA.05", 1),
    ("The battle for Bakhmut lasted ten months.", "Bakhmut", "Bakhmut", "r-UA.05", 1),
    ("Two people died in Kherson on Friday.", "Kherson", "Kherson", "r-UA.08", 1),
    ("Two people died in the southern port city of Odesa.", "Odesa", "Odesa", "r-UA.17", 1),
    ("A drone hit Odessa, Ukraine.", "Odessa", "Odesa", "r-UA.17", 1),
    ("A tornado hit Odessa, Texas.", "Odessa", "Odessa", "r-US.TX", 1),
    ("He was born in Paris, Texas.", "Paris", "Paris", "r-US.TX", 1),
    ("He was born in Paris.", "Paris", "Paris", "FR", 1),
    ("Talks were held in Moscow, Idaho.", "Moscow", "Moscow", "r-US.ID", 1),
    ("A drone hit a tower in Moscow.", "Moscow", "Moscow", "RU", 1),
    ("A bridge fell in Birmingham, Alabama.", "Birmingham", "Birmingham", "r-US.AL", 1),
    ("A bridge fell in Birmingham, England.", "Birmingham", "Birmingham", "GB", 1),
    ("She lives in London, Ontario.", "London", "London", "r-CA.08", 1),
    ("She lives in London, Ont.", "London", "London", "r-CA.08", 1),
    ("She lives in Springfield, Ill.", "Springfield", "Springfield", "r-US.IL", 1),
    ("She lives in Springfield, MO.", "Springfield", "Springfield", "r-US.MO", 1),
    ("She lives in Lafayette, La.", "Lafayette", "Lafayette", "r-US.LA", 1),
    ("She lives in Portland, Maine.", "Portland", "Portland", "r-US.ME", 1),
    ("She lives in Cambridge, Mass.", "Cambridge", "Cambridge", "r-US.MA", 1),
    ("Rockets hit Tripoli in northern Lebanon.", "Tripoli", "Tripoli", "LB", 1),
    ("Militias fought in Tripoli, Libya.", "Tripoli", "Tripoli", "LY", 1),
    ("Strikes hit Hodeidah in Yemen.", "Hodeidah", "Hodeidah", "YE", 1),
    ("Troops entered El Fasher in North Darfur.", "El Fasher", "El Fasher", "SD", 1),
    ("Shelling was heard in Omdurman.", "Omdurman", "Omdurman", "SD", 1),
    ("The army took Wad Madani.", "Wad Madani", "Wad Madani", "SD", 1),
    ("A strike hit Khan Younis.", "Khan Younis", "Khan Younis", "r-PS.GZ", 1),
    ("A strike hit Gaza City at dawn.", "Gaza City", "Gaza City", "r-PS.GZ", 1),
    ("Raids were carried out in Jenin in the West Bank.", "Jenin", "Jenin", "r-PS.WE", 1),
    ("Fighters left Aleppo.", "Aleppo", "Aleppo", "SY", 1),
    ("Fighters left Deir al-Zour.", "Deir al-Zour", "Deir ez-Zor", "SY", 1),
    ("Drones fell on Belgorod.", "Belgorod", "Belgorod", "RU", 1),
    ("Drones fell on Kursk on Monday.", "Kursk", "Kursk", "RU", 1),
    ("Ukrainian gunners shelled Donetsk, officials of the city said.", "Donetsk", "Donetsk", "r-UA.05", 1),
    ("A refinery burned in Donetsk in Russia's Rostov region.", "Donetsk", "Donetsk", "RU", 1),
    ("KYIV, June 3 (Agency) — The mayor spoke.", "KYIV", "Kyiv", "UA", 1),
    ("KHARKIV, Ukraine (Agency) — The mayor spoke.", "KHARKIV", "Kharkiv", "r-UA.07", 1),
    ("CAIRO, Ill. — The mayor spoke.", "CAIRO", "Cairo", "r-US.IL", 1),
    ("BEIRUT (Agency) - The mayor spoke.", "BEIRUT", "Beirut", "LB", 1),
]  # fmt: skip
OLD_NAMES = [
    ("The front reached Artemivsk, as the city was called.", "Artemivsk", "Bakhmut", "r-UA.05", 1),
    ("Troops entered Artyomovsk, the ministry said.", "Artyomovsk", "Bakhmut", "r-UA.05", 1),
    ("He was born in Dnipropetrovsk.", "Dnipropetrovsk", "Dnipro", "UA", 1),
    ("He was born in Kirovohrad.", "Kirovohrad", "Kropyvnytskyi", "UA", 1),
    ("He was born in Leningrad.", "Leningrad", "Saint Petersburg", "RU", 1),
    ("He was born in Stalingrad.", "Stalingrad", "Volgograd", "RU", 1),
    ("Missiles hit Kiev on Sunday.", "Kiev", "Kyiv", "UA", 1),
    ("Missiles hit Kharkov on Sunday.", "Kharkov", "Kharkiv", "UA", 1),
    ("Missiles hit Nikolaev on Sunday.", "Nikolaev", "Mykolaiv", "UA", 1),
    ("Missiles hit Zaporozhye on Sunday.", "Zaporozhye", "Zaporizhzhia", "UA", 1),
    ("Missiles hit Lvov on Sunday.", "Lvov", "Lviv", "UA", 1),
    ("Fighting went on in Severodonetsk.", "Severodonetsk", "Sievierodonetsk", "UA", 1),
    ("Fighting went on in Krasny Liman.", "Krasny Liman", "Lyman", "UA", 1),
]  # fmt: skip
REGIONS = [
    ("Shells fell in the Kharkiv region.", "Kharkiv region", "Kharkiv Oblast", "r-UA.07", 4),
    ("Shells fell in Kharkiv Oblast.", "Kharkiv Oblast", "Kharkiv Oblast", "r-UA.07", 4),
    ("Shells fell in Kharkiv province.", "Kharkiv province", "Kharkiv Oblast", "r-UA.07", 4),
    ("Shells fell in the region of Kharkiv.", "Kharkiv", "Kharkiv Oblast", "r-UA.07", 4),
    ("Shells fell in the Kharkiv and Sumy regions.", "Kharkiv", "Kharkiv Oblast", "r-UA.07", 4),
    ("Shells fell in the Kharkiv and Sumy regions.", "Sumy", "Sumy Oblast", "r-UA.21", 4),
    ("Shells fell in the Sumy, Kharkiv and Donetsk regions.", "Sumy", "Sumy Oblast", "r-UA.21", 4),
    ("Shells fell in the Kherson region.", "Kherson region", "Kherson Oblast", "r-UA.08", 4),
    ("Troops crossed into Russia's Kursk region.", "Kursk region", "Kursk Oblast", "r-RU.41", 4),
    ("Troops crossed into the Belgorod region.", "Belgorod region", "Belgorod Oblast", "r-RU.09", 4),
    ("A depot burned in the Krasnodar region.", "Krasnodar region", "Krasnodar Krai", "r-RU.38", 4),
    ("Drones were shot down over the Moscow region.", "Moscow region", "Moscow Oblast", "r-RU.47", 4),
    ("A strike hit Idlib province.", "Idlib province", "Idlib Governorate", "SY", 4),
    ("A strike hit Homs province.", "Homs province", "Homs Governorate", "r-SY.11", 4),
    ("A strike hit Iraq's Anbar province.", "Anbar province", "Anbar", "r-IQ.01", 4),
    ("Fighting was reported in Nineveh province.", "Nineveh province", "Nineveh", "r-IQ.15", 4),
    ("Fighting was reported in Khartoum state.", "Khartoum state", "Khartoum State", "r-SD.29", 4),
    ("Fighting was reported in North Darfur.", "North Darfur", "North Darfur", "r-SD.55", 4),
    ("Fighting was reported in Gezira state.", "Gezira state", "Gezira State", "SD", 4),
    ("Strikes hit the Gaza Strip.", "Gaza Strip", "Gaza Strip", "r-PS.GZ", 4),
    ("Strikes hit Gaza on Tuesday.", "Gaza", "Gaza Strip", "r-PS.GZ", 4),
    ("Raids were carried out in the West Bank.", "West Bank", "West Bank", "r-PS.WE", 4),
    ("Sirens sounded in Crimea.", "Crimea", "Crimea", "r-UA.11", 4),
    ("Floods hit Texas.", "Texas", "Texas", "r-US.TX", 4),
    ("Voters in the state of Georgia went to the polls in Atlanta.", "Georgia", "Georgia", "r-US.GA", 4),
    ("Fires burned across Alberta.", "Alberta", "Alberta", "r-CA.01", 4),
    ("Fires burned in New South Wales.", "New South Wales", "New South Wales", "r-AU.02", 4),
    ("Fires burned in Montana.", "Montana", "Montana", "r-US.MT", 4),
    ("A trial opened in Walker County, Georgia.", "Walker County", "Walker County", "r-US.GA", 3),
    ("A trial opened in Orange County, California.", "Orange County", "Orange County", "r-US.CA", 3),
    ("A lorry overturned in Hampshire.", "Hampshire", "Hampshire", "GB", 3),
    ("Farmers in the Somme in France protested.", "Somme", "Somme", "FR", 3),
    ("Fighting went on in the Bakhmut district.", "Bakhmut district", "Bakhmut district", "r-UA.05", 3),
]  # fmt: skip
COUNTRIES = [
    ("The war in Ukraine went on.", "Ukraine", "Ukraine", "UA", 6),
    ("Shelling went on in eastern Ukraine.", "Ukraine", "Ukraine", "UA", 5),
    ("Shelling went on in southern Lebanon.", "Lebanon", "Lebanon", "LB", 5),
    ("He flew to Geneva.", "Geneva", "Geneva", "CH", None),
    ("He flew to Tbilisi in Georgia.", "Georgia", "Georgia", "GE", 6),
    ("Protests in Georgia grew after the vote in Tbilisi.", "Georgia", "Georgia", "GE", 6),
    ("Missiles were fired from Iran.", "Iran", "Iran", "IR", 6),
    ("They met in the UAE.", "UAE", "United Arab Emirates", "AE", 6),
    ("They met in the U.S. on Friday.", "U.S.", "United States", "US", 6),
    ("They met in Britain.", "Britain", "United Kingdom", "GB", 6),
    ("Refugees crossed into Chad.", "Chad", "Chad", "TD", 6),
    ("Floods hit South Sudan.", "South Sudan", "South Sudan", "SS", 6),
    ("Troops left Burma.", "Burma", "Myanmar", "MM", 6),
    ("Missiles flew through Lebanese airspace.", "Lebanese", "Lebanon", "LB", 6),
]  # fmt: skip
RELATIVE = [
    ("Shells fell near Kupiansk.", "Kupiansk", "Kupiansk", "r-UA.07", 2),
    ("Shells fell south of Kharkiv.", "Kharkiv", "Kharkiv", "r-UA.07", 2),
    ("Shells fell north-east of Avdiivka.", "Avdiivka", "Avdiivka", "r-UA.05", 2),
    ("Shells fell 20 km from Sumy.", "Sumy", "Sumy", "r-UA.21", 2),
    ("Shells fell 12 miles south of Mykolaiv.", "Mykolaiv", "Mykolaiv", "UA", 2),
    ("Troops advanced in the Pokrovsk direction.", "Pokrovsk", "Pokrovsk", "r-UA.05", 2),
    ("Troops advanced on the Kupiansk front.", "Kupiansk", "Kupiansk", "r-UA.07", 2),
    ("Troops advanced in the Lyman sector.", "Lyman", "Lyman", "r-UA.05", 2),
    ("Troops advanced in the direction of Pokrovsk.", "Pokrovsk", "Pokrovsk", "r-UA.05", 2),
    ("Troops advanced towards Vuhledar.", "Vuhledar", "Vuhledar", "r-UA.05", 2),
    ("A checkpoint was attacked outside Nablus.", "Nablus", "Nablus", "r-PS.WE", 2),
    ("A checkpoint was attacked in the vicinity of Raqqa.", "Raqqa", "Raqqa", "SY", 2),
    ("A convoy was hit east of Mosul.", "Mosul", "Mosul", "IQ", 2),
    ("A convoy was hit around Manbij.", "Manbij", "Manbij", "SY", 2),
    ("A ship was hit off Odesa.", "Odesa", "Odesa", "r-UA.17", 2),
    ("A village in the Donbas was hit.", "Donbas", "Donbas", "UA", 5),
    ("A village in Darfur was burned.", "Darfur", "Darfur", "SD", 5),
    ("A post on the Golan Heights was hit.", "Golan Heights", "Golan Heights", "SY", 5),
    ("Rebels came down from the Sinai Peninsula.", "Sinai Peninsula", "Sinai", "EG", 5),
    ("Rebels crossed the Sahel.", "Sahel", "Sahel", None, 5),
    ("Refugees fled to Europe.", "Europe", "Europe", None, 5),
    ("Drought spread in North Africa.", "North Africa", "North Africa", None, 5),
    ("Drought spread in Southeast Asia.", "Southeast Asia", "Southeast Asia", None, 5),
    ("Unrest grew in the Middle East.", "Middle East", "Middle East", None, 5),
]  # fmt: skip
_ZNPP = "Zaporizhzhia Nuclear Power Plant"
SITES_AND_WATERS = [
    ("Shells hit the Kakhovka dam.", "Kakhovka dam", "Kakhovka Dam", "UA", 1),
    ("Shells hit the Zaporizhzhia nuclear plant.", "Zaporizhzhia nuclear plant", _ZNPP, "UA", 1),
    ("Shells hit the Zaporizhzhia nuclear power plant.", "Zaporizhzhia nuclear power plant", _ZNPP, "UA", 1),
    ("A checkpoint stood near Samarra; Iraq sent troops.", "Samarra", "Samarra", "r-IQ.18", 2),
    ("Fighters held out in Azovstal.", "Azovstal", "Azovstal steel plant", "UA", 1),
    ("Aid reached the Jabalia refugee camp.", "Jabalia refugee camp", "Jabalia refugee camp", "r-PS.GZ", None),
    ("Guards left Al-Hol camp.", "Al-Hol camp", "Al-Hol camp", "SY", 1),
    ("Trucks waited at the Rafah crossing.", "Rafah crossing", "Rafah crossing", None, 1),
    ("Trucks crossed the Kerch Bridge.", "Kerch Bridge", "Crimean Bridge", None, 1),
    ("A ship was seized in the Strait of Hormuz.", "Strait of Hormuz", "Strait of Hormuz", None, 7),
    ("A ship was hit in the Red Sea.", "Red Sea", "Red Sea", None, 7),
    ("A ship was hit in the Black Sea.", "Black Sea", "Black Sea", None, 7),
    ("A ship was hit in the Sea of Azov.", "Sea of Azov", "Sea of Azov", None, 7),
    ("A ship was hit in the Gulf of Aden.", "Gulf of Aden", "Gulf of Aden", None, 7),
    ("A frigate sailed through the Taiwan Strait.", "Taiwan Strait", "Taiwan Strait", None, 7),
    ("Troops crossed the Dnipro River.", "Dnipro River", "Dnipro River", "UA", 5),
    ("Troops crossed the Euphrates.", "Euphrates", "Euphrates River", None, 5),
    ("Garrison and flag returned to Snake Island.", "Snake Island", "Snake Island", "UA", 5),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "surface", "name", "within", "where_prec"),
    [*CITIES, *OLD_NAMES, *REGIONS, *COUNTRIES, *RELATIVE, *SITES_AND_WATERS],
)
def test_which_place(text: str, surface: str, name: str, within: str | None, where_prec: int | None, world: World):
    mention, link = one(text, surface, world)
    assert mention.literal
    assert link.place, link.reason
    assert link.place.name == name, link.reason
    if within:
        assert link.place.within(within if "-" in within else f"c-{within}") or link.place.country == within
    if where_prec is not None:
        assert link.where_prec == where_prec


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("George Washington crossed the river.", []),
        ("Denzel Washington, 68, stars in it.", []),
        ("“We want victory,” he said. Victory was near.", []),
        ("Edward Said wrote the book. Said was a critic.", []),
        ("The Washington Post reported it.", []),
        ("The Kyiv Independent reported it.", []),
        ("Paris Hilton waved.", []),
        ("General Sherman marched.", []),
        ("Jordan Peterson spoke on Monday.", []),
        ("Chelsea won the cup on Sunday.", []),
        ("A Patriot battery and two Leopard tanks arrived in May.", []),
        ("Washington said it would send weapons.", []),
        ("Moscow accused Kyiv of lying.", []),
        ("Sanctions against Tehran were lifted.", []),
        ("Ukraine said it would answer.", []),
        ("The government of Iraq resigned.", []),
        ("U.S. officials were worried.", []),
        ("The UK-France talks went on.", []),
        ("Russian and Ukrainian troops fought.", []),
        ("The Syrian Arab Red Crescent took part.", []),
    ],
)
def test_no_place_is_meant(text: str, names: Sequence[str], world: World):
    assert [m.span.of(text) for m, _ in read(text, world) if m.literal] == list(names)


@pytest.mark.parametrize(
    ("text", "surface", "name", "within"),
    [
        ("He joined the Toronto Transit Commission in May.", "Toronto", "Toronto", "Toronto Transit Commission"),
        ("The Syrian Arab Red Crescent took part.", "Syrian", "Syria", "Syrian Arab Red Crescent"),
        ("African leaders met.", "African", "Africa", None),
        ("Central American migrants walked north.", "Central American", "Central America", None),
        ("European airlines complained.", "European", "Europe", None),
        ("Ukrainian gunners fired.", "Ukrainian", "Ukraine", None),
        ("Moscow said it would answer.", "Moscow", "Moscow", None),
    ],
)
def test_named_but_not_meant(text: str, surface: str, name: str, within: str | None, world: World):
    """What stands for a people, a government or a group has its place all the same, and is not literal."""
    mention, link = one(text, surface, world)
    assert not mention.literal
    assert link.place
    assert link.place.name == name
    assert (mention.within.of(text) if mention.within else None) == within


@pytest.mark.parametrize(
    ("text", "surface", "lost"),
    [
        ("A tornado hit Odessa, Texas.", "Odessa", ("Odesa", "UA")),
        ("He was born in Paris.", "Paris", ("Paris", "US")),
        ("Drones fell on Kursk on Monday.", "Kursk", ("Kursk Oblast", "RU")),
        ("A refinery burned in Donetsk in Russia's Rostov region.", "Donetsk", ("Donetsk", "UA")),
        ("Fighting went on in Krasny Liman and in Seversk in the Donetsk region.", "Seversk", ("Seversk", "RU")),
        ("A trial opened in Walker County, Georgia.", "Walker County", ("Walker County", "US")),
        ("The front reached Artemivsk, as the city was called.", "Artemivsk", ("Kypuche", "UA")),
    ],
)
def test_who_lost_is_kept(text: str, surface: str, lost: tuple[str, str], world: World):
    _, link = one(text, surface, world)
    assert link.place
    assert lost in {(p.name, p.country) for p in link.lost}
    assert link.place.key not in {p.key for p in link.lost}
    assert link.reason


BESIDE_OTHERS = [
    # text, surface, the key it is or lies in, a word of the reason
    ("Police searched homes in Springfield and Branson on Friday.", "Springfield", "r-US.MO", ""),
    ("The 4th team of the Georgia National Guard left Atlanta for Florida.", "Georgia", "r-US.GA", ""),
    ("Georgia said it would join, Tbilisi told the United States.", "Georgia", "c-GE", ""),
    ("Houston beat Portland, and Dallas beat Boston.", "Portland", "US", ""),  # no parish of Jamaica
    ("Aid reached Madaya. Syria agreed.", "Madaya", "SY", "in Syria"),  # small, but on the curated list
]


@pytest.mark.parametrize(("text", "surface", "within", "reason"), BESIDE_OTHERS)
def test_a_name_beside_others(text: str, surface: str, within: str, reason: str, world: World) -> None:
    _, link = one(text, surface, world)
    assert link.place is not None
    assert link.place.within(within) or link.place.country == within
    assert reason in link.reason


@pytest.mark.parametrize(
    ("text", "surface", "town"),
    [
        ("Shells hit the Al-Nour Hospital in Kharkiv.", "Al-Nour Hospital", "Kharkiv"),
        ("Shells hit Kharkiv’s Al-Nour Hospital.", "Al-Nour Hospital", "Kharkiv"),
        ("Troops left Mosul. They retook Mosul University.", "Mosul University", "Mosul"),
        ("Troops retook Mosul University.", "Mosul University", None),  # Mosul itself is not named as a place
        (
            "Kharkiv was quiet. Shells hit Kharkiv Street on Friday.",
            "Kharkiv Street",
            None,
        ),  # streets lie anywhere
        ("Shells hit the Al-Nour Hospital, Kharkiv and Sumy.", "Al-Nour Hospital", None),  # a list
    ],
)
def test_buildings_on_no_list(text: str, surface: str, town: str | None, world: World) -> None:
    _, link = one(text, surface, world)
    assert (link.place.name if link.place else None) == town
    if town:
        assert "not in the gazetteer, but in" in link.reason


@pytest.mark.parametrize(
    ("text", "surface", "prec"),
    [("He went to Eastern Ukraine.", "Eastern Ukraine", 5), ("He went to eastern Ukraine.", "Ukraine", 5)],
)
def test_a_part_of_a_country(text: str, surface: str, prec: int, world: World) -> None:
    _, link = one(text, surface, world)
    assert link.where_prec == prec
