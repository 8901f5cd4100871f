"""Sixty generated files through the reader: none wrong without a word, none that breaks it."""

import pytest

from bench.messy import messy_file, verdict
from chitalishte.tables import read


@pytest.mark.parametrize("seed", range(60))
def test_no_generated_file_is_read_wrongly_without_a_word(tmp_path, seed):
    messy = messy_file(seed)
    path = tmp_path / messy.name
    path.write_bytes(messy.content)
    reading = read(path)
    table = reading.tables[0]
    own = [
        column for column in table.columns if column.label.partition(" (защо")[0] == column.label
    ]
    at = [table.columns.index(column) for column in own]
    found = verdict(
        messy,
        [column.label for column in own],
        [column.type for column in own],
        [tuple(row[i] for i in at) for row in table.rows],
        has_message=bool(table.questions or table.set_aside),
    )
    assert found == "right", (messy.features, [(c.label, c.type) for c in own], messy.types)
