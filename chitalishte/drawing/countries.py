"""Countries of Europe and around it: codes, names in Bulgarian and English, membership of the EU.

Codes are ISO 3166-1; XK for Kosovo is the user-assigned code that the EU institutions use. Names
are the short ones that people use on a map.
"""

from typing import NamedTuple


class Country(NamedTuple):
    code: str  # ISO 3166-1 alpha-2
    numeric: str  # ISO 3166-1 numeric, three digits; empty where there is none
    bg: str
    en: str
    is_member: bool  # of the European Union


MEMBERS = """
AT 040 Австрия | Austria
BE 056 Белгия | Belgium
BG 100 България | Bulgaria
HR 191 Хърватия | Croatia
CY 196 Кипър | Cyprus
CZ 203 Чехия | Czechia
DK 208 Дания | Denmark
EE 233 Естония | Estonia
FI 246 Финландия | Finland
FR 250 Франция | France
DE 276 Германия | Germany
GR 300 Гърция | Greece
HU 348 Унгария | Hungary
IE 372 Ирландия | Ireland
IT 380 Италия | Italy
LV 428 Латвия | Latvia
LT 440 Литва | Lithuania
LU 442 Люксембург | Luxembourg
MT 470 Малта | Malta
NL 528 Нидерландия | Netherlands
PL 616 Полша | Poland
PT 620 Португалия | Portugal
RO 642 Румъния | Romania
SK 703 Словакия | Slovakia
SI 705 Словения | Slovenia
ES 724 Испания | Spain
SE 752 Швеция | Sweden
"""
NEIGHBOURS = """
AL 008 Албания | Albania
AD 020 Андора | Andorra
AM 051 Армения | Armenia
AZ 031 Азербайджан | Azerbaijan
BA 070 Босна и Херцеговина | Bosnia and Herzegovina
BY 112 Беларус | Belarus
CH 756 Швейцария | Switzerland
DZ 012 Алжир | Algeria
EG 818 Египет | Egypt
FO 234 Фарьорски острови | Faroe Islands
GB 826 Обединено кралство | United Kingdom
GE 268 Грузия | Georgia
GG 831 Гърнси | Guernsey
GL 304 Гренландия | Greenland
IL 376 Израел | Israel
IM 833 Ман | Isle of Man
IQ 368 Ирак | Iraq
IR 364 Иран | Iran
IS 352 Исландия | Iceland
JE 832 Джърси | Jersey
JO 400 Йордания | Jordan
KZ 398 Казахстан | Kazakhstan
LB 422 Ливан | Lebanon
LI 438 Лихтенщайн | Liechtenstein
LY 434 Либия | Libya
MA 504 Мароко | Morocco
MC 492 Монако | Monaco
MD 498 Молдова | Moldova
ME 499 Черна гора | Montenegro
MK 807 Северна Македония | North Macedonia
NO 578 Норвегия | Norway
PS 275 Палестина | Palestine
RS 688 Сърбия | Serbia
RU 643 Русия | Russia
SA 682 Саудитска Арабия | Saudi Arabia
SM 674 Сан Марино | San Marino
SY 760 Сирия | Syria
TN 788 Тунис | Tunisia
TR 792 Турция | Türkiye
UA 804 Украйна | Ukraine
VA 336 Ватикан | Vatican City
XK - Косово | Kosovo
"""
# Eurostat and the Commission write EL and UK; ISO, and so this program, GR and GB.
ALIASES = {"EL": "GR", "UK": "GB"}


def _read(table: str, is_member: bool) -> list[Country]:
    countries = []
    for line in table.strip().splitlines():
        codes, en = line.split(" | ")
        code, numeric, bg = codes.split(" ", 2)
        countries.append(Country(code, numeric.strip("-"), bg, en, is_member))
    return countries


COUNTRIES = {country.code: country for country in _read(MEMBERS, True) + _read(NEIGHBOURS, False)}
BY_NUMERIC = {country.numeric: country.code for country in COUNTRIES.values() if country.numeric}
EU27 = tuple(sorted(code for code, country in COUNTRIES.items() if country.is_member))


def normalise(code: str) -> str | None:
    """Give the alpha-2 code for what a file may hold: " el ", "300" and "GR" are all GR.

    Returns None for what is no country of Europe or around it, so that the caller can name the row.
    """
    plain = code.strip().upper()
    if plain.isdecimal():
        return BY_NUMERIC.get(plain.zfill(3))
    plain = ALIASES.get(plain, plain)
    return plain if plain in COUNTRIES else None


def name(code: str, lang: str) -> str:
    """Give the name of a country in "bg" or "en"; KeyError for a code that is not here."""
    country = COUNTRIES[code]
    return country.bg if lang == "bg" else country.en
