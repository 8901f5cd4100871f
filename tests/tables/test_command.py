import json
import subprocess
import sys

import pytest

from chitalishte.tables.command import main

from .files import a_csv, a_workbook

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
        "examples": ["Бяла"],
        "missing": 1,
        "unique": False,
    }


def test_a_file_that_cannot_be_read_gives_its_problems_and_fails(tmp_path, capsys):
    assert main(["inspect", str(a_workbook(tmp_path, [["a", "a"], [1, 2]])), "--json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)["problems"]
    assert problem | {"message": ""} == {
        "file": "table.xlsx",
        "sheet": "Лист",
        "row": 1,
        "column": "B",
        "value": "a",
        "code": "duplicate_header",
        "severity": "error",
        "message": "",
    }


def test_a_person_gets_lines_to_read(tmp_path, capsys):
    assert main(["inspect", str(a_csv(tmp_path, TEXT))]) == 0
    out = capsys.readouterr().out
    assert "table: 2 rows, 2 columns" in out
    assert "1 missing" in out
    assert main(["inspect", str(a_csv(tmp_path, "a,a\n1,2\n"))]) == 1
    assert "error: table.csv, row 1, column 2" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["inspect", str(tmp_path / "none.csv")])
    assert stopped.value.code == 1
    assert capsys.readouterr().err.endswith(
        "none.csv cannot be opened: No such file or directory.\n"
    )


def test_the_command_does_not_wait_for_slow_libraries(tmp_path):
    code = (
        "import sys; from chitalishte.tables.command import main; "
        f"main(['inspect', {str(a_csv(tmp_path, TEXT))!r}]); "
        "sys.exit(int(bool({'duckdb', 'openpyxl', 'django', 'numpy'} & set(sys.modules))))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
