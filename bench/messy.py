"""Bulgarian files as offices send them, each with its truth, made anew from a seed.

The features are those of a list of hostile files measured before: encodings, separators, titles,
headers of two rows, rows of units, totals, notes, and thirteen ways of writing a value.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

PLACES = (
    "София (столица)", "Пловдив", "Варна", "Бургас", "Русе", "Стара Загора", "Плевен", "Сливен",
    "Велико Търново", "Благоевград", "Шумен", "Добрич", "Враца", "Кюстендил", "Смолян", "Ямбол",
)  # fmt: skip
FIRMS = ("Булгар {} АД", "Еко-{} ЕООД", "Ст. Стамболов {} ООД", "Кооперация „Труд {}“")
MONTHS = ("януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември",
          "октомври", "ноември", "декември")  # fmt: skip
MISSING = ("", "-", "..", "н.д.", ":", "няма данни")
NOTES = ("* Предварителни данни", "Източник: НСИ", "Забележка: данните са към 31.12.")
TITLES = ("Население и социална помощ по области", "към 31.12.2023 г.", "Издател: Община Русе")
CODINGS = ("utf-8", "utf-8", "utf-8-sig", "windows-1251", "windows-1251", "utf-16", "cp866")
SEPARATORS = (";", ";", ";", ",", "\t", "|")


@dataclass
class Messy:
    """content: the bytes of the file. The rest is what a reader should find in it."""

    name: str
    content: bytes
    labels: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    rows: list[tuple[object, ...]] = field(default_factory=list)
    features: set[str] = field(default_factory=set)


def _spaced(number, sign):
    return f"{number:,}".replace(",", sign)


def _comma(number, places):
    return f"{number:.{places}f}".replace(".", ",")


class Way:
    """One way of writing the values of a column: `make` gives (value, as it is written)."""

    def __init__(self, label, type_, make, unit=""):
        self.label, self.type, self.make, self.unit = label, type_, make, unit


def _integer(luck):
    number = luck.randrange(1, 900_000)
    return number, str(number)


def _spaced_integer(luck):
    number = luck.randrange(10_000, 9_000_000)
    return number, _spaced(number, "\u00a0")


def _plain_spaced_integer(luck):
    number = luck.randrange(10_000, 9_000_000)
    return number, _spaced(number, " ")


def _decimal(luck):
    number = luck.randrange(100, 900_000) / 100
    return number, _comma(number, 2)


def _pointed_decimal(luck):
    number = luck.randrange(100_000_000, 900_000_000) / 100
    whole, fraction = f"{number:,.2f}".split(".")
    return number, f"{whole.replace(',', '.')},{fraction}"


def _percent(luck):
    number = luck.randrange(1, 1000) / 10
    return number, f"{_comma(number, 1)} %"


def _money(luck):
    number = luck.randrange(100_000, 90_000_000) / 100
    whole, fraction = f"{number:,.2f}".split(".")
    return number, f"{whole.replace(',', ' ')},{fraction} лв."


def _change(luck):
    number = luck.randrange(-900, 900) / 10
    return number, f"({_comma(-number, 1)})" if number < 0 else _comma(number, 1)


def _code(luck):
    code = f"{luck.randrange(100_000):05}"
    return code, code


def _day(luck):
    return date(2015, 1, 1) + timedelta(days=luck.randrange(3200))


def _date(luck):
    day = _day(luck)
    return day, f"{day:%d.%m.%Y}"


def _short_date(luck):
    day = _day(luck)
    return day, f"{day.day}.{day.month}.{day.year} г."


def _stamp(luck):
    day = _day(luck)
    moment = datetime(day.year, day.month, day.day, luck.randrange(24), luck.randrange(60))
    return moment, f"{moment:%d.%m.%Y %H:%M:%S}"


def _truth(luck):
    value = luck.random() < 0.5
    return value, "да" if value else "не"


def _month(luck):
    year, month = luck.randrange(2015, 2025), luck.randrange(12)
    return f"{year}-{month + 1:02}", f"{MONTHS[month]} {year}"


def _quarter(luck):
    value = f"{luck.randrange(2015, 2025)}-Q{luck.randrange(1, 5)}"
    return value, value


def _firm(luck):
    name = luck.choice(FIRMS).format(luck.randrange(1, 99))
    return name, name


WAYS = (
    Way("Брой лица", "integer", _integer, "бр."),
    Way("Население", "integer", _spaced_integer, "души"),
    Way("Посещения", "integer", _plain_spaced_integer, "бр."),
    Way("Площ", "decimal", _decimal, "кв. км"),
    Way("Разходи", "decimal", _pointed_decimal, "лв."),
    Way("Дял", "decimal", _percent, "%"),
    Way("Приходи", "decimal", _money, "лв."),
    Way("Изменение", "decimal", _change, "%"),
    Way("ЕКАТТЕ", "code", _code),
    Way("Дата", "date", _date),
    Way("Дата на сключване", "date", _short_date),
    Way("Час на подаване", "timestamp", _stamp),
    Way("Отворено", "boolean", _truth),
    Way("Месец", "year_month", _month),
    Way("Период", "quarter", _quarter),
    Way("Фирма", "text", _firm),
)
NUMERIC = ("integer", "decimal")


def _written(value, separator):
    if separator in value or '"' in value or "\n" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


def messy_file(seed):
    """The file of this seed."""
    luck = random.Random(seed)  # noqa: S311 - files that are the same each time
    ways = luck.sample(WAYS, luck.randrange(2, 7))
    features = {"plain"}

    def chance(name, share):
        if luck.random() < share:
            features.add(name)
            return True
        return False

    labels = ["Област", *(way.label for way in ways)]
    places = [luck.choice(PLACES) for _ in range(luck.randrange(8, 60))]
    with_missing = chance("missing", 0.35)
    values, written = [], []
    for place in places:
        made = [way.make(luck) for way in ways]
        if with_missing:
            made = [
                (None, luck.choice(MISSING))
                if way.type in NUMERIC and luck.random() < 0.06 else pair
                for way, pair in zip(ways, made, strict=True)
            ]  # fmt: skip
        values.append((place, *(value for value, _ in made)))
        written.append([place, *(text for _, text in made)])
    lines = [labels]
    if chance("two rows of names", 0.15):
        top = ["Област", "Показатели", *[""] * (len(labels) - 2)]
        lines = [top, ["", *labels[1:]]]
        labels = ["Област", f"Показатели – {labels[1]}", *labels[2:]]
        labels[2:] = [f"Показатели – {label}" for label in labels[2:]]
    is_numeric = all(way.unit for way in ways)
    if is_numeric and chance("units", 0.4):
        lines.append(["", *(way.unit for way in ways)])
    lines += written
    if any(way.type in NUMERIC for way in ways) and chance("total", 0.3):
        lines.append(["Общо", *(
            way.make(luck)[1] if way.type in NUMERIC else "" for way in ways)])  # fmt: skip
    separator = luck.choice(SEPARATORS)
    tail = separator * 3 if chance("trailing separators", 0.1) else ""
    text = [separator.join(_written(cell, separator) for cell in line) + tail for line in lines]
    if chance("titles", 0.35):
        count = luck.randrange(1, 4)
        text = [*TITLES[:count], *([""] if luck.random() < 0.6 else []), *text]
    if chance("notes", 0.3):
        text += ["", *NOTES[: luck.randrange(1, 3)]]
    if chance("sep=", 0.08):
        text.insert(0, f"sep={separator}")
    newline = luck.choice(("\r\n", "\r\n", "\n"))
    encoding = luck.choice(CODINGS)
    features.add(encoding)
    body = newline.join(text) + newline
    if encoding == "cp866":
        body = body.replace("–", "-").replace("„", "'").replace("“", "'")
        values = [tuple(
            value.replace("„", "'").replace("“", "'") if isinstance(value, str) else value
            for value in row) for row in values]  # fmt: skip
    types = ["text", *(way.type for way in ways)]
    return Messy(f"{seed:03}.csv", body.encode(encoding), labels, types, values, features)


def verdict(messy, labels, types, rows, *, has_message):
    """ "right", "asked" when it differs and a message says so, or "wrong" without a word."""
    is_right = (
        list(labels) == messy.labels and list(types) == messy.types and list(rows) == messy.rows
    )
    return "right" if is_right else "asked" if has_message else "wrong"
