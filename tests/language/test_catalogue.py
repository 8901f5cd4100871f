"""Everything the program says in English it says in Bulgarian too."""

import re

import polib
import pytest

from .catalogue import (
    OWN,
    calls_inside_f_strings,
    catalogues,
    entries,
    placeholders,
    said_in_source,
)

each_catalogue = pytest.mark.parametrize(
    "path", catalogues(), ids=lambda path: f"{path.parts[-4]}/{path.stem}"
)
LEFT_OUT = {path: {"%(model_name)s"} for path in catalogues() if path != OWN}
MIXED = re.compile(r"\w*(?:[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я])\w*")


def versions(entry):
    """Return [(what the source says, what Bulgarian readers see)]; a plural counts as two."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [
        (entry.msgid if number == 0 else entry.msgid_plural, said)
        for number, said in sorted(entry.msgstr_plural.items())
    ]


@each_catalogue
def test_every_message_is_translated_and_reviewed(path):
    for entry in entries(path):
        assert not entry.fuzzy, f"to be reviewed: {entry.msgid}"
        assert len(versions(entry)) == (2 if entry.msgid_plural else 1), entry.msgid
        assert all(said.strip() for _, said in versions(entry)), f"untranslated: {entry.msgid}"


@each_catalogue
def test_a_translation_fills_in_the_same_things(path):
    for entry in entries(path):
        for english, bulgarian in versions(entry):
            added = placeholders(bulgarian) - placeholders(english)
            assert not added - placeholders(entry.msgid_plural), f"{english!r}: {added}"
            # a library says the name of a model where Bulgarian grammar has no place for it
            left_out = placeholders(english) - placeholders(bulgarian) - LEFT_OUT.get(path, set())
            assert not left_out, f"{english!r}: {left_out}"


@each_catalogue
def test_a_translation_keeps_the_tags_and_the_edges(path):
    for entry in entries(path):
        for english, bulgarian in versions(entry):
            assert sorted(re.findall(r"</?\w+", english)) == sorted(
                re.findall(r"</?\w+", bulgarian)
            ), english
            assert english[:1].isspace() == bulgarian[:1].isspace(), repr(english)
            assert english[-1:].isspace() == bulgarian[-1:].isspace(), repr(english)


@each_catalogue
def test_translations_are_written_with_bulgarian_quotation_marks_and_letters(path):
    for entry in entries(path):
        for _, bulgarian in versions(entry):
            plain = re.sub(r"<[^>]*>", " ", bulgarian)
            assert not set(plain) & set("”\"'"), bulgarian
            assert plain.count("„") == plain.count("“"), bulgarian
            assert not MIXED.search(plain), f"Latin and Cyrillic in one word: {bulgarian}"


@each_catalogue
def test_the_catalogue_says_what_language_it_is_in(path):
    metadata = polib.pofile(str(path)).metadata
    assert metadata["Language"] == "bg"
    assert metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_no_message_is_said_inside_an_f_string_where_make_messages_does_not_find_it():
    assert calls_inside_f_strings() == []


def test_the_catalogue_holds_what_the_source_says_and_nothing_else():
    said = said_in_source()
    held = {(entry.msgctxt or "", entry.msgid) for entry in entries(OWN)}
    missing = [f"{file}: {message[1]}" for message, file in said.items() if message not in held]
    assert not missing, "run `make messages` and translate: " + "\n".join(missing)
    assert held == set(said), "run `make messages`: some sentences are said no more"
