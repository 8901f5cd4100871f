"""What reading measured, as tables of docs/performance.md."""

NAMES = {
    "ours": "**Chitalishte**",
    "duckdb": "DuckDB `read_csv`",
    "csv-detective": "csv-detective",
    "frictionless": "frictionless",
    "sqlite-utils": "sqlite-utils (Datasette's loader)",
}
SHOWN = ("right", "untyped", "message", "wrong", "crashed")


def tables(found):
    """Return [(heading, header, rows)] of the part `reading`."""
    messy, cases = _verdicts(found["messy"]), _verdicts(found["cases"])
    count = sum(found["cases"]["ours"][verdict] for verdict in SHOWN)
    bare, ours = found["clean"]["bare"], found["clean"]["ours"]
    size = found["long_bytes"] / 1e6
    clean = [
        (words, f"{of['seconds']:.1f} s", f"{size / of['seconds']:.0f} MB/s",
         f"{bare['seconds'] / of['seconds']:.2f}", f"{of['memory'] / 1024**2:.0f} MB")
        for words, of in (("DuckDB, `CREATE TABLE AS` alone", bare), (NAMES["ours"], ours))
    ]  # fmt: skip
    header = ("", "right", "left as text", "said so", "silently wrong", "crashed", "MB/s", "memory")
    return [
        (f"Reading {found['files']} messy Bulgarian files (seeded, `bench/messy.py`)",
         header, messy),
        (f"Reading the {count} files of the numbered cases (`tests/tables/test_cases.py` and "
         "`test_more_cases.py` say what is right)", header, cases),
        (f"Reading a clean file of 1 GB, types over all {found['long_rows']:,} rows",
         ("", "time", "speed", "beside bare DuckDB", "peak memory"), clean),
    ]  # fmt: skip


def _verdicts(found):
    rows = []
    for name, of in found.items():
        count = sum(of[verdict] for verdict in SHOWN)
        shares = (f"{of[verdict] / count:.0%}" for verdict in SHOWN)
        speed = f"{of['bytes'] / 1e6 / of['seconds']:.2f}"
        rows.append((NAMES[name], *shares, speed, f"{of['memory'] / 1024**2:.0f} MB"))
    return rows
