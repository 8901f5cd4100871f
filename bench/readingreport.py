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
    messy = [
        (
            NAMES[name],
            *(f"{of[verdict] / found['files']:.0%}" for verdict in SHOWN),
            f"{of['bytes'] / 1e6 / of['seconds']:.2f}",
            f"{of['memory'] / 1024**2:.0f} MB",
        )
        for name, of in found["messy"].items()
    ]
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
        (f"Reading a clean file of 1 GB, types over all {found['long_rows']:,} rows",
         ("", "time", "speed", "beside bare DuckDB", "peak memory"), clean),
    ]  # fmt: skip
