"""The registry's spreadsheet layout: one row a field, one column a survey.

Column 1 is a running number, 2 the field's code ("f_1_13_5"), 3 its label, then the surveys. The
export of its staff has no running number: the code stands first. Values are a code with its label
("1.Yes"), dates day first with 00 for unknown parts, the country as "HR (Croatia)".
"""

import json
import re

from chitalishte import tables
from chitalishte.ddi import Answer, Reading
from chitalishte.ddi.emm import specification
from chitalishte.ddi.emm.reading import CYRILLIC, answer_of, person_of

KEY = re.compile(r"^f_(\d+(?:_\d+)*[a-z]?\d*)$", re.I)


def code_of(key):
    """Return "1.13.5" for "f_1_13_5", "6a1" for "f_6a1"; "" for what is no field."""
    match = KEY.match(str(key or "").strip())
    if not match:
        return ""
    code = match[1].replace("_", ".").casefold()
    return code if code in specification.fields() else ""


def is_sheet(path, name):
    """Tell whether the first sheet of a file has the registry's layout."""
    try:
        rows = tables.sheets(path, name=name).sheets[0].rows[:12]
    except (tables.TableError, IndexError):
        return False
    return any(code_of(cell) for row in rows for cell in row[:2])


def readings_of_sheet(path, name):
    """Yield (column, its text, Reading) of every survey of every sheet, columns counted from 1."""
    for sheet in tables.sheets(path, name=name).sheets:
        rows = [list(row) for row in sheet.rows]
        keyed = [(row, position) for row in rows for position in (1, 0) if _has(row, position)]
        if not keyed:
            continue
        first = keyed[0][1] + 2  # behind the code stands the label
        width = max(len(row) for row, _position in keyed)
        for column in range(first, width):
            cells = {
                code_of(row[position]): str(row[column]).strip()
                for row, position in keyed
                if column < len(row) and row[column] not in (None, "")
            }
            if not any(cells.values()):
                continue
            raw = json.dumps(cells, ensure_ascii=False, indent=1)
            yield column + 1, raw, _reading(cells)


def _has(row, position):
    return len(row) > position and bool(code_of(row[position]))


def _reading(cells):
    reading = Reading("sheet", language="en")
    for code, text in cells.items():
        text = text.lstrip("'").strip()
        if code == "11.1":
            reading.people = [person_of(part) for part in text.split(";") if part.strip()]
            continue
        if not text:
            continue
        reading.answers[code] = _answer(code, text)
    reading.identifier = reading.answers.get("1.1", Answer()).text
    reading.texts["title"] = {"en": reading.answers.get("1.3", Answer()).text}
    national = reading.answers.get("1.4", Answer()).text
    if CYRILLIC.search(national) and reading.answers.get("1.0", Answer()).value == "BG":
        reading.texts["title"]["bg"] = national
    reading.warnings = [
        f"{code}: {answer.flag} ({answer.written or answer.text})"
        for code, answer in reading.answers.items()
        if answer.flag
    ]
    return reading


def _answer(code, text):
    if special := re.match(r"^(-9{1,3})(?:\.|$)", text):
        return answer_of(code, special[1])
    if code == "1.0":
        return answer_of(code, text[:2] if re.match(r"[A-Z]{2}\b", text) else text)
    return answer_of(code, text)
