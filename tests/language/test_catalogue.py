"""Everything the program says in English it says in Bulgarian too."""

import re

import pytest

from .catalogue import OWN, catalogues, entries, placeholders, said_in_source

pytestmark = pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parts[-4])
MIXED = re.compile(r"\w*(?:[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я])\w*")


def versions(entry):
    """Return [(what the source says, what Bulgarian readers see)]; a plural counts as two."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [
        (entry.msgid if number == 0 else entry.msgid_plural, said)
        for number, said in sorted(entry.msgstr_plural.items())
    ]


def test_every_message_is_translated_and_reviewed(path):
    for entry in entries(path):
        assert not entry.fuzzy, f"to be reviewed: {entry.msgid}"
        assert len(versions(entry)) == (2 if entry.msgid_plural else 1), entry.msgid
        assert all(said.strip() for _, said in versions(entry)), f"untranslated: {entry.msgid}"


def test_a_translation_fills_in_the_same_things(path):
    for entry in entries(path):
        for english, bulgarian in versions(entry):
            # a singular may say its number in words
            left_out = placeholders(english) - placeholders(bulgarian)
            assert placeholders(bulgarian) <= placeholders(entry.msgid + entry.msgid_plural)
            assert not left_out, f"{english!r}: {left_out}"


def test_a_translation_keeps_the_tags_and_the_edges(path):
    for entry in entries(path):
        for english, bulgarian in versions(entry):
            assert sorted(re.findall(r"</?\w+", english)) == sorted(
                re.findall(r"</?\w+", bulgarian)
            ), english
            assert english[:1].isspace() == bulgarian[:1].isspace(), repr(english)
            assert english[-1:].isspace() == bulgarian[-1:].isspace(), repr(english)


def test_translations_are_written_with_bulgarian_quotation_marks_and_letters(path):
    for entry in entries(path):
        for _, bulgarian in versions(entry):
            plain = re.sub(r"<[^>]*>", " ", bulgarian)
            assert not set(plain) & set("”\"'"), bulgarian
            assert plain.count("„") == plain.count("“"), bulgarian
            assert not MIXED.search(plain), f"Latin and Cyrillic in one word: {bulgarian}"


def test_the_catalogue_says_what_language_it_is_in(path):
    import polib

    metadata = polib.pofile(str(path)).metadata
    assert metadata["Language"] == "bg"
    assert metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_the_catalogue_holds_what_the_source_says_and_nothing_else(path):
    if path != OWN:
        pytest.skip("the sentences of libraries are not in our source")
    said = said_in_source()
    held = {(entry.msgctxt or "", entry.msgid) for entry in entries(path)}
    missing = [f"{file}: {said_[1]}" for said_, file in said.items() if said_ not in held]
    assert not missing, "run `make messages` and translate: " + "\n".join(missing)
    assert held == set(said), "run `make messages`: some sentences are said no more"
