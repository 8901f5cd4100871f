"""The fast path gives what the slow path gives, or gives up."""

import random
from datetime import date, timedelta

import duckdb
import pytest

from chitalishte.tables import bulk, bulkforms, frames, read
from chitalishte.tables.bulkrows import BulkRows
from chitalishte.tables.read import Rows

from .files import a_csv

CITIES = ["София", "Пловдив", "Варна", "Бургас", "Русе", "Стара Загора"]


@pytest.fixture(autouse=True)
def low_thresholds(monkeypatch):
    monkeypatch.setattr(bulk, "HEAD_ROWS", 60)
    monkeypatch.setattr(frames, "KEPT_CELLS", 100)
    monkeypatch.setattr(frames, "HEAD_ROWS", 60)
    monkeypatch.setattr(bulkforms, "FEW", 20)


def both(path, monkeypatch):
    monkeypatch.setattr(bulk, "BULK_BYTES", 2**60)
    slow = read(path)
    monkeypatch.setattr(bulk, "BULK_BYTES", 0)
    return slow, read(path)


def loaded(rows):
    with duckdb.connect() as connection:
        assert rows.load_into(connection, "data") == len(rows)
        found = connection.execute("SELECT * FROM data ORDER BY _row").fetchall()
    assert [row[0] for row in found] == list(range(1, len(rows) + 1))
    return [row[1:] for row in found]


def assert_alike(path, monkeypatch):
    slow, fast = both(path, monkeypatch)
    [slow_table], [fast_table] = slow.tables, fast.tables
    assert isinstance(slow_table.rows, Rows)
    assert isinstance(fast_table.rows, BulkRows)
    assert fast_table.columns == slow_table.columns
    assert list(fast_table.rows) == list(slow_table.rows)
    assert loaded(fast_table.rows) == list(slow_table.rows)
    assert fast_table.notes == slow_table.notes
    assert [(each.code, each.row, each.value) for each in fast.problems] == [
        (each.code, each.row, each.value) for each in slow.problems
    ]
    assert fast_table.decisions == slow_table.decisions
    return fast_table


def lines(make, count=600, seed=1):
    luck = random.Random(seed)  # noqa: S311
    return "".join(make(luck, number) for number in range(count))


def regular(luck, number, sign=","):
    day = date(2020, 1, 1) + timedelta(days=luck.randrange(3000))
    share = f"{luck.random() * 1000:.2f}".replace(".", sign)
    cells = [
        str(number), luck.choice(CITIES), f"ул. „Раковски“ {number}", f"{luck.randrange(10**5):05}",
        share, day.strftime("%d.%m.%Y"), day.isoformat(), luck.choice(["да", "не"]),
        f"{day.isoformat()} 10:{luck.randrange(60):02}:00", f"{number % 12 + 1:02}.2023",
    ]  # fmt: skip
    return ";".join(cells) + "\n"


HEADER = "номер;град;адрес;код;дял;дата;ден;отворено;миг;месец\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_regular_file_is_read_alike_by_both(tmp_path, monkeypatch, encoding, newline):
    text = (HEADER + lines(regular)).replace("\n", newline)
    table = assert_alike(a_csv(tmp_path, text, encoding=encoding), monkeypatch)
    assert [column.type for column in table.columns] == [
        "integer", "text", "text", "code", "decimal", "date", "date", "boolean", "timestamp",
        "year_month",
    ]  # fmt: skip


def test_titles_units_and_notes_are_left_out_by_both(tmp_path, monkeypatch):
    text = "Население по области\nкъм 31.12.2023 г.\n\nобласт;брой;дял\n;бр.;%\n"
    text += lines(lambda luck, n: f"{luck.choice(CITIES)};{n};{n / 7:.2f}\n".replace(".", ","))
    table = assert_alike(a_csv(tmp_path, text + "\nИзточник: НСИ\n"), monkeypatch)
    assert [column.unit for column in table.columns] == [None, "count", "%"]
    assert "Източник: НСИ" in table.notes


ODD = {
    "missing": ("..", "-", ""),
    "units": ("12,5 лв.", "7,1 лв."),
    "flags": ("5,1 p", ": c"),
    "spaced": ("1 234,5", "12 345 678"),
    "negative": ("-5,5", "−7", "(8)"),
    "a word": ("няма такъв", "друг"),
    "codes": ("007",),
    "blanks": ("  ", "\u00a0"),
    "long": ("0,12345678901234567", "12345678901234567890"),
    "lost": ("1,23E+11",),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("usual", ["integer", "comma"])
def test_a_few_odd_values_mean_the_same_to_both(tmp_path, monkeypatch, odd, usual):
    def make(luck, number):
        value = str(number * 7) if usual == "integer" else f"{number / 3:.2f}".replace(".", ",")
        if number in (200, 431, 432):
            value = ODD[odd][number % len(ODD[odd])]
        return f"{number % 5};{value};{value}x\n"

    assert_alike(a_csv(tmp_path, "а;стойност;в\n" + lines(make)), monkeypatch)


@pytest.mark.parametrize(
    ("what", "make"),
    [
        ("months of dates", lambda n: f"{n % 28 + 1}/{n % 12 + 1}/2023"),
        ("dates in words", lambda n: f"{n % 28 + 1} май {1900 + n % 90} г."),
        ("only days up to 12", lambda n: f"{n % 12 + 1:02}.{n % 7 + 1:02}.{1950 + n % 70}"),
        ("impossible dates", lambda n: f"{n % 31 + 1:02}.02.{1950 + n % 70}"),
        ("spaced thousands", lambda n: f"{n % 9 + 1} {n:03}"),
        ("points", lambda n: f"42,{n:04}; 23,{n:04}".replace(";", "")),
        ("unsure", lambda n: f"{n % 9 + 1},{n:03}"),
        ("days of ISO with a letter", lambda n: f"2020-01-{n % 28 + 1:02}{'T' * (n == 333)}"),
        ("e-mail", lambda n: f"ivan.{n}@example.bg"),
        ("telephone", lambda n: f"0888 {n % 900 + 100} {n:03}"),
        ("many digits", lambda n: f"{7501010000 + n * 13}"),
        ("years", lambda n: f"{1000 + n}"),
        ("percent", lambda n: f"{n}.5 %"),
        ("time", lambda n: f"{n % 24}:{n % 60:02}"),
        ("mixed", lambda n: f"{n}" if n % 3 else f"а{n}"),
        ("mostly numbers", lambda n: f"{n}" if n % 30 else f"а{n}"),
        ("zero first, late", lambda n: f"{n}" if n != 555 else "0555"),
    ],
)
def test_columns_of_many_forms_are_alike(tmp_path, monkeypatch, what, make):
    text = "име;стойност\n" + lines(lambda luck, n: f"ред {n};{make(n)}\n")
    assert_alike(a_csv(tmp_path, text), monkeypatch)


@pytest.mark.parametrize(
    ("what", "row", "line"),
    [
        ("a total", "Общо;5;в\n", 300),
        ("the last total", "Общо;5;в\n", 599),
        ("a row of another width", "1;2;3;4\n", 300),
        ("a row too short", "1;2\n", 300),
        ("a blank row", ";;\n", 300),
        ("an empty line", "\n", 300),
        ("a line end in a cell", '1;2;"в\nг"\n', 300),
        ("a mark inside", '1;2;"в "г" д"\n', 300),
        ("an open mark", '1;2;"в г\n', 300),
        ("the header again", "а;б;в\n", 300),
    ],
)
def test_what_is_not_regular_is_left_to_the_slow_path(tmp_path, monkeypatch, what, row, line):
    def make(luck, number):
        return row if number == line else f"{number % 40};{number};в{number}\n"

    slow, fast = both(a_csv(tmp_path, "а;б;в\n" + lines(make)), monkeypatch)
    assert isinstance(fast.tables[0].rows, Rows)
    assert [list(each.rows) for each in fast.tables] == [list(each.rows) for each in slow.tables]
    assert [each.totals for each in fast.tables] == [each.totals for each in slow.tables]
    assert [each.set_aside for each in fast.tables] == [each.set_aside for each in slow.tables]


def test_quoted_cells_are_alike(tmp_path, monkeypatch):
    text = "а;б\n" + lines(lambda luck, n: f'"ред; {n}";"той каза ""да"" {n}"\n')
    assert_alike(a_csv(tmp_path, text), monkeypatch)
