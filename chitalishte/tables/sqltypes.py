"""How columns stand in SQL: their names, types and the order of their values."""

from chitalishte.tables.columns import Column

SQL_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "time": "VARCHAR",  # 24:00 is a time here and not in SQL
    "timestamp": "TIMESTAMP",
    "year": "INTEGER",
    "year_month": "VARCHAR",
    "quarter": "VARCHAR",
    "point": "VARCHAR",
}
# what DuckDB calls the columns of an answer → our type; all others are text
OUR_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIME": "time",
    **dict.fromkeys(
        ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
         "UINTEGER", "UBIGINT", "UHUGEINT"),
        "integer",
    ),
    **dict.fromkeys(("FLOAT", "DOUBLE", "DECIMAL"), "decimal"),
    **dict.fromkeys(
        ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"),
        "timestamp",
    ),
}  # fmt: skip


def type_of(duckdb: str) -> str:
    """Give our type for one as DuckDB names it: "DECIMAL(18,3)" is decimal."""
    return OUR_TYPES.get(duckdb.partition("(")[0].upper(), "text")


# On a long question DuckDB draws its progress on standard output, where a program reads answers.
QUIET = "SET enable_progress_bar = false"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def sort_key(column: Column, of: str = "") -> str:
    """The SQL by which values of a column, or of another expression, are put in order.

    Texts: without case, in the order of the Bulgarian alphabet, Cyrillic before Latin (ICU).
    """
    name = of or quoted(column.name)
    if column.type == "text":
        return f"lower({name}) COLLATE bg"
    return f"lower({name})" if column.type == "code" else name
