"""The countries of the world: ISO 3166-1 codes, names in Bulgarian and English, other names.

`data/countries.csv` holds the codes of ISO 3166-1 and, as names, those of the Unicode CLDR 48
(Unicode License v3) where `countries` has none of its own; XK for Kosovo is user-assigned.
"""

import csv
from pathlib import Path
from typing import NamedTuple

from chitalishte.drawing.countries import EU27

# The members of the Council of Europe and those who were.
BEYOND_THE_UNION = "AD AL AM AZ BA BY CH GB GE IS LI MC MD ME MK NO RS RU SM TR UA XK"
EUROPE = frozenset(EU27) | frozenset(BEYOND_THE_UNION.split())
PATH = Path(__file__).parent / "data" / "countries.csv"


class IsoCountry(NamedTuple):
    code: str  # alpha-2
    alpha3: str
    numeric: str  # three digits; empty where there is none
    bg: str
    en: str
    also: tuple[str, ...]  # official and former names, other spellings


def _read() -> dict[str, IsoCountry]:
    with PATH.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: IsoCountry(
                row["code"],
                row["alpha3"],
                row["numeric"],
                row["bg"],
                row["en"],
                tuple(filter(None, row["also"].split("|"))),
            )
            for row in csv.DictReader(file)
        }


ISO = _read()
BY_NUMERIC = {country.numeric: country.code for country in ISO.values() if country.numeric}


def names_of(country: IsoCountry) -> list[str]:
    """Give every other way a file may write the country."""
    eurostat = {"GR": ["EL"], "GB": ["UK"]}.get(country.code, [])
    codes = [country.alpha3, country.numeric, *eurostat]
    return [*filter(None, codes), country.bg, country.en, *country.also]
