import pytest

from chitalishte.tables import query, read, store
from chitalishte.tables.merging import Merged, MergeError
from chitalishte.tables.original import first_rows

from .files import a_csv, the_table

OLD = "код,име,брой\n01,Русе,1\n02,Видин,2\n03,Бяла,3\n"


def stored(tmp_path, text):
    return store.write(the_table(a_csv(tmp_path, text, name="old.csv")), tmp_path / "root")


def merged(tmp_path, new, key=()):
    old = stored(tmp_path, OLD)
    table = the_table(a_csv(tmp_path, new, name="new.csv"))
    whole = store.write(Merged(old, table, key), tmp_path / "root")
    return list(query.all_rows(whole))


def test_rows_are_added_after_the_old_ones(tmp_path):
    rows = merged(tmp_path, "код,име,брой\n04,Лом,4\n01,Русе,9\n")
    assert [row[0] for row in rows] == ["01", "02", "03", "04", "01"]
    assert rows[-1] == ("01", "Русе", 9)


def test_a_row_with_the_key_of_an_old_one_takes_its_place(tmp_path):
    rows = merged(tmp_path, "код,име,брой\n04,Лом,4\n02,Видин,7\n", key=("column_1",))
    assert rows == [("01", "Русе", 1), ("02", "Видин", 7), ("03", "Бяла", 3), ("04", "Лом", 4)]


def test_other_columns_are_refused_by_name(tmp_path):
    with pytest.raises(MergeError) as caught:
        merged(tmp_path, "код,име,цена\n04,Лом,1.5\n")
    assert caught.value.reason == "columns"
    assert caught.value.names == ["column_3"]


def test_a_key_that_comes_twice_is_refused_with_its_value(tmp_path):
    with pytest.raises(MergeError) as caught:
        merged(tmp_path, "код,име,брой\n04,Лом,4\n04,Лом,5\n", key=("column_1",))
    assert (caught.value.reason, caught.value.value) == ("key", "04")


def test_the_original_is_shown_with_what_each_row_was_taken_for(tmp_path):
    text = "Заглавие;;\nобласт;брой;дял\n;бр.;%\nРусе;1;2,5\nА;Б\nОбщо;1;2,5\n"
    path = a_csv(tmp_path, text)
    [table] = read(path).tables
    kinds = {row.line: row.kind for row in first_rows(path, table)}
    assert kinds == {1: "text", 2: "header", 3: "units", 4: "row", 5: "aside", 6: "total"}
