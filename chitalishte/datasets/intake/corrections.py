"""The editor's pointing as a recipe: what the form sent, in the words of tables.recipe."""

from chitalishte.tables.grammar import TYPES

PREFIX = "column-"


def recipe_of(data, understanding):
    """Return the recipe (JSON) that a sent form stands for.

    data  a QueryDict: encoding, delimiter, header (numbers of rows), row-N (ignore, total),
          not_totals, keep_hidden, column-N-type, -decimal, -out, -down, -unit, unpivot (labels),
          unpivot_name, unpivot_value
    """
    table = understanding.table
    chosen = {
        "header_rows": sorted(int(line) for line in data.getlist("header") if line.isdecimal()),
        "ignored_rows": _lines(data, "ignore"),
        "total_rows": _lines(data, "total"),
        "not_totals": "not_totals" in data,
        "keep_hidden": "keep_hidden" in data,
        "columns": _columns(data, understanding),
    }
    if chosen["header_rows"] == list(table.header_lines):
        chosen["header_rows"] = []  # as it was found by itself, so also in the next file
    elif len(chosen["header_rows"]) == 1:
        chosen["header_words"] = _words(understanding, chosen["header_rows"][0])
    turned = [label for label in data.getlist("unpivot") if label in table.labels]
    if len(turned) > 1:
        name, value = data.get("unpivot_name", "").strip(), data.get("unpivot_value", "").strip()
        chosen["unpivot"] = {"columns": turned, "name": name or "year", "value": value or "value"}
    chosen = {name: value for name, value in chosen.items() if value}
    recipe = dict(understanding.intake.recipe)
    recipe["tables"] = dict(recipe.get("tables", {})) | {table.sheet or "": chosen}
    for name in ("encoding", "delimiter"):
        recipe[name] = {"tab": "\t"}.get(data.get(name, ""), data.get(name) or None)
    return {name: value for name, value in recipe.items() if value}


def _lines(data, kind):
    return sorted(
        int(name.removeprefix("row-"))
        for name in data
        if name.startswith("row-") and data[name] == kind and name[4:].isdecimal()
    )


def _words(understanding, line):
    row = next((row for row in understanding.original if row.line == line), None)
    return list(row.cells) if row else []


def _columns(data, understanding):
    found = {}
    for number, column in enumerate(understanding.sources):
        start = f"{PREFIX}{number}-"
        one = {}
        if data.get(start + "type") in TYPES:
            one["type"] = data[start + "type"]
        if data.get(start + "decimal") in (",", "."):
            one["decimal"] = data[start + "decimal"]
        if data.get(start + "unit", "").strip():
            one["unit"] = data[start + "unit"].strip()[:30]
        if start + "out" in data:
            one["is_left_out"] = True
        if start + "down" in data:
            one["is_filled_down"] = True
        if one:
            found[column] = one
    return found
