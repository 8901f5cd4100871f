"""Files of any size and any malice, cut into records."""

import tracemalloc

import pytest

from chitalishte.ddi import FileProblem, FileProblemError, Found, records_of
from chitalishte.ddi import stream as module

from .files import EXAMPLES, codebook


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "in.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def test_a_single_file_of_the_registry_is_one_record():
    (found,) = records_of(EXAMPLES / "BGN020_3390.xml")
    assert found.line == 8
    assert found.element().get("ID") == "BGN020"


def test_a_bulk_file_gives_every_record_with_its_line(tmp_path):
    many = "\n".join(codebook(identifier=f"BGN{number:03}") for number in range(1, 41))
    found = list(records_of(written(tmp_path, f"<root>\n{many}\n</root>")))
    assert [piece.element().get("ID") for piece in found] == [f"BGN{n:03}" for n in range(1, 41)]
    assert [piece.line for piece in found] == list(range(2, 42))


@pytest.mark.parametrize("piece", [7, 64, 1000])
def test_a_mark_cut_by_the_end_of_a_piece_is_still_found(tmp_path, monkeypatch, piece):
    monkeypatch.setattr(module, "PIECE", piece)
    text = f"<root><!-- <codeBook> -->{codebook('<notes>a<![CDATA[</codeBook>]]></notes>')}</root>"
    (found,) = records_of(written(tmp_path, text))
    assert found.element().find(".//{*}notes").text == "a</codeBook>"


def test_a_broken_record_is_named_and_the_others_come_in(tmp_path):
    text = f"<root>\n{codebook(identifier='A1')}\n<codeBook ID='B2'>\n<x></y>\n</codeBook>\n"
    text += f"{codebook(identifier='C3')}\n</root>"
    first, second, third = records_of(written(tmp_path, text))
    assert first.element().get("ID") == "A1"
    with pytest.raises(FileProblemError, match="mismatch") as caught:
        second.element()
    assert caught.value.problem.line == 4
    assert third.element().get("ID") == "C3"


def test_a_record_that_does_not_end_does_not_swallow_the_next(tmp_path):
    text = f"<root>\n<codeBook ID='A1'><stdyDscr>\n{codebook(identifier='B2')}</root>"
    problem, found = records_of(written(tmp_path, text))
    assert (problem.line, "does not end" in problem.reason) == (2, True)
    assert found.element().get("ID") == "B2"


def test_a_truncated_file_says_where_its_last_record_began(tmp_path):
    text = f"<root>\n{codebook(identifier='A1')}\n{codebook(identifier='B2')[:60]}"
    found, problem = records_of(written(tmp_path, text))
    assert found.element().get("ID") == "A1"
    assert (problem.line, "ends inside" in problem.reason) == (3, True)


BOMBS = {
    "entities that multiply": '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
    "a file of ours": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=list(BOMBS))
def test_a_dtd_is_refused_before_any_entity_is_looked_at(tmp_path, bomb):
    text = f'<?xml version="1.0"?>\n{bomb}\n<r>{codebook("<notes>&a;</notes>")}</r>'
    (problem,) = records_of(written(tmp_path, text))
    assert isinstance(problem, FileProblem)
    assert "DTD" in problem.reason
    assert problem.line == 2


def test_an_entity_without_a_dtd_is_a_fault_not_an_expansion():
    with pytest.raises(FileProblemError, match="Entity 'a' not defined"):
        Found(1, codebook("<notes>&a;</notes>")).element()


def test_thirty_megabytes_need_no_more_memory_than_the_longest_record(tmp_path, monkeypatch):
    path = tmp_path / "large.xml"
    record = codebook(f"<notes>{'x' * 3000}</notes>")
    with path.open("w") as file:
        file.write("<root>")
        for _ in range(4000):
            file.write(record)
        file.write(f"<!-- {'z' * 12_000_000} -->{'<codeBook>' + 'y' * 5_000_000}</root>")
    monkeypatch.setattr(module, "LARGEST", 1_000_000)
    tracemalloc.start()
    pieces = records_of(path)
    sorts = [type(piece).__name__ for piece in pieces]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sorts.count("Found") == 4000
    assert sorts[-1] == "FileProblem"
    assert peak < 6_000_000  # bytes, of a file of 29 million


def test_windows_1251_and_utf_16_are_read_as_they_say(tmp_path):
    text = codebook("<notes>Роми</notes>")
    declared = f'<?xml version="1.0" encoding="windows-1251"?>\n{text}'
    for content in (declared.encode("cp1251"), text.encode("utf-16")):
        (found,) = records_of(written(tmp_path, content))
        assert found.element().find(".//{*}notes").text == "Роми"


def test_namespaces_declared_around_a_record_hold_inside_it(tmp_path):
    text = "<a:root xmlns:a='urn:a' xmlns:d='ddi:codebook:2_5'><d:codeBook ID='X1'/></a:root>"
    (found,) = records_of(written(tmp_path, text))
    assert found.element().tag == "{ddi:codebook:2_5}codeBook"


def test_letters_that_xml_forbids_are_left_out_not_fatal():
    element = Found(1, codebook("<notes>a\x0bb\x00c</notes>")).element()
    assert element.find(".//{*}notes").text == "abc"


@pytest.mark.parametrize("text", ["", "not XML at all", "<html><body>404</body></html>"])
def test_a_file_without_a_record_says_so(tmp_path, text):
    (problem,) = records_of(written(tmp_path, text))
    assert "no codeBook" in problem.reason
