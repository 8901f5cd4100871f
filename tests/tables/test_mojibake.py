import pytest

from chitalishte.tables.mojibake import repaired


@pytest.mark.parametrize("wrong", ["windows-1252", "latin-1"])
@pytest.mark.parametrize("text", ["София", "ПЛОВДИВ", "община Велико Търново, 2023 г."])
def test_cyrillic_read_as_western_letters_is_recognised(text, wrong):
    assert repaired(text.encode("windows-1251").decode(wrong)) == text


def test_utf8_read_as_one_byte_a_letter_is_recognised():
    assert repaired("Враца и Перник".encode().decode("windows-1251")) == "Враца и Перник"


@pytest.mark.parametrize(
    "text",
    ["София", "ЩЪРБ", "ъъъ", "José François Müller", "Łukasz Żółć", "№ 5 „АБВ“", "Ængström Øre",
     "São Paulo", "Юрий Чочко", "ДОО", "1 234,5 €", "Московская область", "Сръбац, Ђурђевац"],
)  # fmt: skip
def test_text_that_is_right_is_left_alone(text):
    assert repaired(text) is None
