"""Code lists a column may be written in, told by all its values.

Sources: ISO 3166-1 (countries), Eurostat's EL and UK, Regulation (EC) 1059/2003 with 2016/2066
and 2019/1755 (NUTS), the National Register of Populated Places (EKATTE: five digits), Eurostat LAU
of Bulgaria (letters of the province and two digits), the BULSTAT register (EIK with check digits).
"""

import re
from collections.abc import Callable, Collection

ALPHA_2 = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW".split()
)
ALPHA_3 = frozenset(
    "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD "
    "BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR "
    "COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH "
    "ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL "
    "GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR "
    "JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR "
    "MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL "
    "NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY "
    "PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP "
    "SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA "
    "UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE".split()
)
EUROSTAT = (ALPHA_2 - {"GR", "GB"}) | {"EL", "UK"}
BULGARIAN_NUTS = frozenset(
    "BG BG3 BG4 BG31 BG32 BG33 BG34 BG41 BG42 BG311 BG312 BG313 BG314 BG315 BG321 BG322 BG323 "
    "BG324 BG325 BG331 BG332 BG333 BG334 BG341 BG342 BG343 BG344 BG411 BG412 BG413 BG414 BG415 "
    "BG421 BG422 BG423 BG424 BG425".split()
)
PROVINCES = frozenset(  # of EKATTE and LAU
    "BLG BGS VAR VTR VID VRC GAB DOB KRZ KNL LOV MON PAZ PER PVN PDV RAZ RSE SLS SLV SML SOF SFO "
    "SZR TGV HKV SHU JAM".split()
)
NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{1,3}")
LAU = re.compile(r"([A-Z]{3})[0-9]{2}")
EKATTE = re.compile(r"[0-9]{5}")
EKATTE_WORDS = re.compile(r"екатте|ekatte", re.I)
EIK_WORDS = re.compile(r"\b(еик|булстат|eik|bulstat|uic)\b", re.I)
NUTS_WORDS = re.compile(r"nuts|geo|област|район|region", re.I)
LATITUDE = re.compile(r"^(lat|latitude|шир|ширина|географска ширина|y)\b", re.I)
LONGITUDE = re.compile(r"^(lon|lng|long|longitude|дълж|дължина|географска дължина|x)\b", re.I)
CODE_WORDS = re.compile(
    r"\bкод(ът|ове)?\b|\bcode\b|_code\b|екатте|ekatte|\bеик\b|\bегн\b|булстат", re.I
)


def is_eik(text: str) -> bool:
    """Whether 9 or 13 digits end with the check digit of the BULSTAT register."""
    if not (len(text) in (9, 13) and text.isascii() and text.isdigit()):
        return False
    digits = [int(digit) for digit in text]
    if _check(digits[:8], range(1, 9), range(3, 11)) != digits[8]:
        return False
    return len(digits) == 9 or _check(digits[8:12], (2, 7, 3, 5), (4, 9, 5, 7)) == digits[12]


def _check(digits: list[int], first: Collection[int], second: Collection[int]) -> int:
    rest = sum(digit * weight for digit, weight in zip(digits, first, strict=True)) % 11
    if rest == 10:
        rest = sum(digit * weight for digit, weight in zip(digits, second, strict=True)) % 11
    return rest % 10


def code_system(values: Collection[str], label: str) -> str | None:
    """The code list that all these different values belong to, or None.

    values  as written, stripped, without missing markers
    """
    if not values:
        return None
    for name, fits, is_enough in _SYSTEMS:
        if is_enough(values, label) and all(map(fits, values)):
            return name
    return None


def coordinate(label: str) -> str | None:
    """ "latitude" or "longitude", by the header of a column of numbers in degrees."""
    plain = label.strip().lower()
    if LATITUDE.match(plain):
        return "latitude"
    return "longitude" if LONGITUDE.match(plain) else None


def invalid_eik(values: Collection[str], label: str) -> list[str]:
    """In a column that says it holds EIK: the values whose check digit is wrong."""
    return [value for value in values if not is_eik(value)] if EIK_WORDS.search(label) else []


def says_code(label: str) -> bool:
    return bool(CODE_WORDS.search(label.replace("_", " ")) or CODE_WORDS.search(label))


def _is_lau(text: str) -> bool:
    match = LAU.fullmatch(text)
    return bool(match) and match[1] in PROVINCES  # type: ignore[index]


def _is_nuts(text: str) -> bool:
    if text.startswith("BG"):
        return text in BULGARIAN_NUTS
    return (bool(NUTS.fullmatch(text)) and text[:2] in EUROSTAT) or text in EUROSTAT


def _some(values: Collection[str], label: str) -> bool:
    return len(values) >= 2 or says_code(label)


def _nuts_is_meant(values: Collection[str], label: str) -> bool:
    deep = sum(len(value) > 2 for value in values)
    known = all(value in BULGARIAN_NUTS for value in values)
    return deep > 0 and (known or bool(NUTS_WORDS.search(label)))


def _eik_is_meant(values: Collection[str], label: str) -> bool:
    return bool(EIK_WORDS.search(label)) or len(values) >= 3


def _ekatte_is_meant(values: Collection[str], label: str) -> bool:
    if EKATTE_WORDS.search(label):
        return True
    # places are the only five-digit codes of Bulgaria that begin with 0; post codes have four
    return len(values) >= 2 and any(value.startswith("0") for value in values)


_SYSTEMS: tuple[tuple[str, Callable[[str], bool], Callable[[Collection[str], str], bool]], ...] = (
    ("iso-3166-1-alpha-2", ALPHA_2.__contains__, _some),
    ("eurostat-geo", EUROSTAT.__contains__, _some),
    ("iso-3166-1-alpha-3", ALPHA_3.__contains__, _some),
    ("lau", _is_lau, _some),
    ("nuts", _is_nuts, _nuts_is_meant),
    ("ekatte", lambda text: bool(EKATTE.fullmatch(text)), _ekatte_is_meant),
    ("eik", is_eik, _eik_is_meant),
)
