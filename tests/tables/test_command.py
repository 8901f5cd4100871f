import json
import subprocess
import sys

from chitalishte.tables.command import main

from .files import a_csv

TEXT = "код,община\n00014,Бяла\n02659,\n"


def test_json_tells_everything_that_was_understood(tmp_path, capsys):
    assert main(["inspect", str(a_csv(tmp_path, TEXT)), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["file", "format", "encoding", "dialect", "tables", "problems"]
    assert (found["file"], found["format"], found["encoding"]) == ("table.csv", "csv", "utf-8")
    assert found["dialect"]["delimiter"] == ","
    [table] = found["tables"]
    assert (table["name"], table["rows"]) == ("table", 2)
    assert table["columns"][1] == {
        "name": "column_2",
        "label": "община",
        "type": "text",
        "unit": None,
        "code_system": None,
        "missing_markers": {},
        "examples": ["Бяла"],
        "missing": 1,
        "unique": False,
    }


def test_a_file_that_cannot_be_read_gives_its_problems_and_fails(tmp_path, capsys):
    assert main(["inspect", str(a_csv(tmp_path, b"%PDF-1.7 \x00")), "--json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)["problems"]
    assert problem["where"] == "table.csv"
    assert (problem["code"], problem["severity"]) == ("not_a_table", "error")


def test_a_person_gets_lines_to_read(tmp_path, capsys):
    assert main(["inspect", str(a_csv(tmp_path, TEXT))]) == 0
    out = capsys.readouterr().out
    assert "table: 2 rows, 2 columns" in out
    assert "1 missing" in out
    assert main(["inspect", str(a_csv(tmp_path, ""))]) == 1
    assert "error: table.csv: The file is empty" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path, capsys):
    assert main(["inspect", str(tmp_path / "none.csv")]) == 1
    assert capsys.readouterr().err.endswith(
        "none.csv cannot be opened: No such file or directory.\n"
    )


PRINTED = """Население по области
Източник: НСИ

Област;Брой;Дял
Русе;193 483;2,99 %
Видин;н.д.;1,15 %
Общо;6 447 710;100 %

* Предварителни данни
"""


def test_convert_writes_one_parquet_a_table_and_says_everything_in_a_report(tmp_path, capsys):
    import duckdb

    folder = tmp_path / "out"
    assert main(["convert", str(a_csv(tmp_path, PRINTED)), str(folder)]) == 0
    found = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    [table] = found["tables"]
    assert (table["rows"], table["totals"], table["set_aside"]) == (2, 1, [])
    assert table["notes"] == ["Население по области", "Източник: НСИ", "* Предварителни данни"]
    assert [each["type"] for each in table["columns"]] == ["text", "integer", "decimal"]
    assert table["columns"][2]["unit"] == "%"
    rows = duckdb.sql(f"SELECT * FROM '{folder / table['parquet']}'").fetchall()
    assert rows == [("Русе", 193483, 2.99), ("Видин", None, 1.15)]
    assert "2 rows, 3 columns" in capsys.readouterr().out


def test_convert_of_what_is_no_table_writes_only_the_report(tmp_path):
    folder = tmp_path / "out"
    assert (
        main(["convert", str(a_csv(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(99))), str(folder)]) == 1
    )
    assert [path.name for path in folder.iterdir()] == ["report.json"]


def test_a_recipe_corrects_what_was_understood(tmp_path, capsys):
    recipe = tmp_path / "recipe.json"
    column = {"Брой": {"type": "text"}}
    recipe.write_text(json.dumps({"tables": {"": {"not_totals": True, "columns": column}}}))
    path = str(a_csv(tmp_path, PRINTED))
    assert main(["inspect", path, "--json", "--recipe", str(recipe)]) == 0
    [table] = json.loads(capsys.readouterr().out)["tables"]
    assert (table["rows"], table["columns"][1]["type"]) == (3, "text")
    recipe.write_text('{"tables": {"": {"columns": {"Брой": {"type": "number"}}}}}')
    assert main(["inspect", path, "--recipe", str(recipe)]) == 1
    assert "There is no type 'number'" in capsys.readouterr().err


def test_the_command_does_not_wait_for_slow_libraries(tmp_path):
    code = (
        "import sys; from chitalishte.tables.command import main; "
        f"main(['inspect', {str(a_csv(tmp_path, TEXT))!r}]); "
        "sys.exit(int(bool({'duckdb', 'openpyxl', 'django', 'numpy'} & set(sys.modules))))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
