"""The files that the walk brings to the portal, as an editor would have them."""

import openpyxl

from tests.law.samples import SAMPLE
from tests.papers.samples import pdf

# What the state is called, and the year in which it took the euro; None where it has not.
EURO = {
    "AT": ("Австрия", 1999), "BE": ("Белгия", 1999), "BG": ("България", 2026),
    "HR": ("Хърватия", 2023), "CY": ("Кипър", 2008), "CZ": ("Чехия", None),
    "DK": ("Дания", None), "EE": ("Естония", 2011), "FI": ("Финландия", 1999),
    "FR": ("Франция", 1999), "DE": ("Германия", 1999), "GR": ("Гърция", 2001),
    "HU": ("Унгария", None), "IE": ("Ирландия", 1999), "IT": ("Италия", 1999),
    "LV": ("Латвия", 2014), "LT": ("Литва", 2015), "LU": ("Люксембург", 1999),
    "MT": ("Малта", 2008), "NL": ("Нидерландия", 1999), "PL": ("Полша", None),
    "PT": ("Португалия", 1999), "RO": ("Румъния", None), "SK": ("Словакия", 2009),
    "SI": ("Словения", 2007), "ES": ("Испания", 1999), "SE": ("Швеция", None),
}  # fmt: skip
TITLE = "Еврото в държавите от Европейския съюз"
HEADER = ("Държава", "Код", "В еврозоната", "Година на приемане")
NOTE = "Източник: Европейска комисия. С тире са държавите, които не са приели еврото."
RECORDS = [
    ("identifier", "title_bg", "title_en", "publisher", "licence", "as_of", "sources", "бележки"),
    ("courts", "Съдилища", "Courts", "chitalishte", "CC_BY_4_0", "2026-11",
     "Годишен доклад | https://example.org/doklad | Съвет | 2026-11-20", "за проверка"),
    ("judges", "Съдии", "Judges", "no-such", "CC BY", "ноември 2026", "", ""),
]  # fmt: skip
PAPER = (
    "УСТАВ НА ПРИМЕРНАТА ЧИТАЛНЯ",
    "Приет на общото събрание на 12 март 1998 г.",
    "",
    "Чл. 1. Читалнята е отворена за всички.",
    "Чл. 2. Книгите се дават безплатно.",
    "Чл. 3. Уредникът се избира за три години.",
)


def make_files(folder):
    """Write the files; return their paths by name."""
    table = [(TITLE,), (), HEADER]
    table += [
        (name, code, "да" if year else "не", year or "-") for code, (name, year) in EURO.items()
    ]
    table += [("Общо", None, sum(1 for _, year in EURO.values() if year)), (), (NOTE,)]
    wrong = [list(row) for row in table]
    wrong[7][3] = "#REF!"
    wrong[10][3] = "около 2011"
    good = [list(row) for row in RECORDS]
    good[2][3:7] = good[1][3:7]
    found = {}
    for name, rows in {
        "evro": table, "evro-greshen": wrong, "vnasyane-greshno": RECORDS, "vnasyane": good,
    }.items():  # fmt: skip
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        found[name] = folder / f"{name}.xlsx"
        book.save(found[name])
    found["zakon"] = folder / "zakon-za-chitalnyata.txt"
    found["zakon"].write_text(SAMPLE, encoding="utf-8")
    found["ustav"] = pdf(folder / "ustav.pdf", PAPER, PAPER[3:])
    return found
