"""What is read of a file, and what is said of one that cannot be taken in."""

import re
import zipfile

import pypdfium2
import pytest
from PIL import Image

from chitalishte import papers
from chitalishte.papers import PaperError, Word, ocr
from chitalishte.papers import pdf as pdf_reader
from chitalishte.papers.pictures import draw
from chitalishte.papers.reading import read

from .samples import pdf, scan

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(path, body, beginning=""):
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(
            "word/document.xml",
            f"{beginning}<w:document {W}><w:body>{body}</w:body></w:document>",
        )
    return path


def refused(path):
    with pytest.raises(PaperError) as told:
        read(path)
    return told.value


@pytest.fixture(scope="module")
def minutes(tmp_path_factory):
    path = tmp_path_factory.mktemp("papers") / "minutes.pdf"
    return pdf(path, ["Заседание на комисията", "Точка първа"], ["Гласували: 212 за, 5 против"])


def test_a_pdf_gives_its_pages_lines_and_words_in_bulgarian(minutes):
    paper = read(minutes)
    assert paper.media_type == "application/pdf"
    assert [page.number for page in paper.pages] == [1, 2]
    assert paper.pages[0].text == "Заседание на комисията\nТочка първа"
    assert [word.text for word in paper.pages[1].words] == [
        *("Гласували:", "212", "за,", "5", "против")
    ]
    assert paper.needs_ocr == []


def test_the_place_of_a_word_is_where_it_is_drawn(minutes):
    page = read(minutes).pages[0]
    word = next(word for word in page.words if word.text == "Точка")
    x, y, w, h = word.boxes[0]
    # the line was drawn 60 from the left with its foot 120 from the top of a sheet of 600 by 800
    assert x == pytest.approx(60 / 600, abs=0.01)
    assert y + h == pytest.approx(120 / 800, abs=0.01)
    assert 0.05 < w < 0.15
    assert 0.01 < h < 0.03


def test_a_turned_page_has_its_words_where_they_are_seen(minutes, tmp_path):
    document = pypdfium2.PdfDocument(minutes)
    document[0].set_rotation(90)
    turned = tmp_path / "turned.pdf"
    document.save(turned)
    straight = read(minutes).pages[0]
    page = read(turned).pages[0]
    x, y, w, h = straight.words[0].boxes[0]
    assert (page.width, page.height) == (straight.height, straight.width)
    assert page.words[0].boxes[0] == pytest.approx((1 - y - h, x, h, w), abs=0.001)


def test_reading_apart_gives_the_same_as_reading(minutes):
    assert papers.read_apart(minutes) == read(minutes)


def test_a_word_divided_at_the_end_of_a_line_is_one_word_in_two_places(monkeypatch):
    letters = [*"съди", "\x02", "\r", "\n", *"лище", " ", *"в"]
    boxes = {place: (0.1 * place, 0.1, 0.1, 0.1) for place in range(4)}
    boxes |= {7 + place: (0.1 * place, 0.3, 0.1, 0.1) for place in range(4)}
    found = [(letter, boxes.get(place)) for place, letter in enumerate(letters)]
    monkeypatch.setattr(pdf_reader, "_letters", lambda *_: iter(found))
    text, words = pdf_reader._words(None, None, 1, 1)
    assert text == "съдилище в"
    assert words[0] == Word(
        "съдилище", (pytest.approx((0, 0.1, 0.4, 0.1)), pytest.approx((0, 0.3, 0.4, 0.1)))
    )


def test_a_docx_gives_its_text_in_the_pages_the_program_last_broke(tmp_path):
    body = (
        "<w:p><w:r><w:t>Чл. 1. Първи</w:t></w:r></w:p>"
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Чл. 2. Втори</w:t></w:r></w:p>"
    )
    pages = read(docx(tmp_path / "act.docx", body)).pages
    assert [page.text for page in pages] == ["Чл. 1. Първи", "Чл. 2. Втори"]
    assert all(page.width == 0 for page in pages)


def test_entities_of_a_docx_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна")
    trick = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    path = docx(tmp_path / "trick.docx", "<w:p><w:r><w:t>а&e;б</w:t></w:r></w:p>", trick)
    assert "тайна" not in "".join(page.text for page in read(path).pages)


def test_a_picture_of_several_sheets_has_a_page_for_each(tmp_path):
    paper = read(scan(tmp_path / "scan.tif", frames=3))
    assert [(page.width, page.height) for page in paper.pages] == [(600, 800)] * 3
    assert paper.needs_ocr == [1, 2, 3]


def test_a_recording_has_no_pages(tmp_path):
    path = tmp_path / "song.mp3"
    path.write_bytes(b"ID3" + bytes(100))
    assert read(path) == papers.Paper("audio/mpeg", [])


PAGE = "<!doctype html><html><head><title>Съд</title></head><body>{}</body></html>"


def page_of(tmp_path, content):
    path = tmp_path / "page"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def text_of(tmp_path, content):
    return "\n".join(page.text for page in read(page_of(tmp_path, content)).pages)


def test_a_page_of_the_web_gives_what_a_reader_sees_line_by_line(tmp_path):
    body = (
        "<nav>Начало</nav><h1>Решение <b>№ 13</b></h1><p>Съдът<br>реши:</p>"
        "<script>var тайна</script><style>p{}</style><noscript>Включете</noscript>"
        "<svg><text>рисунка</text></svg><template>образец</template>"
        "<table><tr><td>за</td><td>9</td></tr><tr><td>против</td><td>3&nbsp;съдии</td></tr></table>"
    )
    paper = papers.read_apart(page_of(tmp_path, PAGE.format(body)))
    assert paper.media_type == "text/html"
    page = paper.pages[0]
    assert page.text.split("\n") == [
        *("Начало", "Решение № 13", "Съдът", "реши:", "за 9", "против 3 съдии")
    ]
    assert (page.number, page.width, page.source) == (1, 0, "file")


@pytest.mark.parametrize(
    "beginning",
    [
        "<!DOCTYPE html>", "<HTML lang=bg>", "\ufeff\n <html>",
        "<!-- а --> <!--[if IE]>б<![endif]-->\n<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html SYSTEM "x.dtd">',
    ],
)  # fmt: skip
def test_a_page_of_the_web_is_known_by_how_it_begins(tmp_path, beginning):
    assert papers.kind_of(page_of(tmp_path, f"{beginning}<p>съд")).suffix == ".html"


@pytest.mark.parametrize(
    "content",
    ["<htmlish>", "текст за <html>", "<!doctype htmlx>", "<!-- без край <html>", "<!--" * 5000],
)
def test_what_only_speaks_of_a_page_is_none(tmp_path, content):
    with pytest.raises(PaperError, match="not_known"):
        papers.kind_of(page_of(tmp_path, content))


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"), ("utf-8", ""), ("utf-8", "windows-1251"), ("cp1251", "windows-1251"),
        ("cp1251", ""), ("cp1251", "utf-8"), ("cp1251", "unicode_escape"), ("koi8-r", "KOI8-R"),
        ("cp1251", "iso-8859-99"), ("iso-8859-5", "iso-8859-5"), ("utf-16", ""), ("utf-8-sig", ""),
        ("mac_cyrillic", "x-mac-cyrillic"),
    ],
)  # fmt: skip
def test_bulgarian_is_read_in_whatever_encoding_the_page_is_and_whatever_it_says(
    tmp_path, encoding, told
):
    said = f'<meta charset="{told}">' if told else ""
    content = f"<!doctype html><html><head>{said}</head><body>Щъркелът съди</body></html>"
    assert text_of(tmp_path, content.encode(encoding)) == "Щъркелът съди"


def test_one_lost_byte_does_not_turn_a_page_into_another_alphabet(tmp_path):
    whole = PAGE.format('<meta charset="utf-8">' + "Съдът реши " * 50).encode()
    assert text_of(tmp_path, whole + b"\xd0").startswith("Съдът реши")


def test_nothing_that_a_page_names_is_fetched_and_no_entity_of_its_own_is_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна")
    trick = (
        f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY b "бомба">]>'
        f'<html><body>а&e;&b;<iframe src="file://{secret}">рамка</iframe></body></html>'
    )
    text = text_of(tmp_path, trick)
    assert "тайна" not in text
    assert "бомба" not in text


def test_a_page_with_zero_bytes_and_signs_no_database_takes_is_read(tmp_path):
    assert text_of(tmp_path, PAGE.format("съ\0дът\x01 &#0;&#xd800;реши")).startswith("съдът")


def test_a_page_without_text_is_one_empty_page(tmp_path):
    for content in (PAGE.format("<script>1</script>"), "<!doctype html>"):
        pages = read(page_of(tmp_path, content)).pages
        assert [(page.number, page.text, page.source) for page in pages] == [(1, "", "")]


def test_a_long_page_is_many_of_ours_and_no_word_is_lost_or_cut(tmp_path):
    words = [f"дума{number}" for number in range(20_000)]
    halves = " ".join(words[:10_000]), "</p><p>".join(words[10_000:])
    pages = read(page_of(tmp_path, PAGE.format(f"<p>{halves[0]}</p><p>{halves[1]}</p>"))).pages
    assert " ".join(page.text for page in pages).split() == words
    assert max(len(page.text) for page in pages) <= 10_000
    assert len(pages) < 30


def test_a_word_longer_than_a_page_goes_over_several(tmp_path):
    pages = read(page_of(tmp_path, PAGE.format("я" * 25_000))).pages
    assert [len(page.text) for page in pages] == [10_000, 10_000, 5_000]


@pytest.mark.parametrize("depth", [300, 1500])
def test_a_deep_page_is_read_whole(tmp_path, depth):
    deep = "<div>" * depth + "вътре" + "</div>" * depth + "край"
    assert text_of(tmp_path, PAGE.format(deep)) == "вътре\nкрай"


def test_a_page_too_deep_to_be_read_to_its_end_is_refused_and_not_cut(tmp_path):
    path = page_of(tmp_path, PAGE.format("начало" + "<b>" * 100_000 + "край"))
    with pytest.raises(PaperError, match="broke_off"):
        papers.read_apart(path)


def test_a_page_too_big_is_refused(tmp_path):
    told = refused(page_of(tmp_path, PAGE.format(" " * 20_000_000)))
    assert (told.code, told.params) == ("too_big", {"most": 20})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ" + bytes(50), "not_known"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_known"),
        (b"%PDF-1.7 and nothing more", "broken"),
        (b"\x89PNG\r\n\x1a\n and nothing more", "broken"),
        (b"PK\x03\x04 and nothing more", "not_known"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path, content, code):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert refused(path).code == code


def test_a_pdf_that_runs_a_program_is_refused(minutes, tmp_path):
    source = minutes.read_bytes()
    for name, action in {
        "JavaScript": b"<< /S /JavaScript /JS (app.alert(1)) >>",
        "Launch": b"<< /S /Launch /F (calc.exe) >>",
        "hidden": b"<< /S /J#61vaScript /JS (app.alert(1)) >>",
    }.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(with_action(source, action))
        told = refused(path)
        assert told.code == "program", name
        assert told.params["what"] in ("JavaScript", "Launch")


def with_action(source, action):
    """Append to a PDF a new catalogue that does something when it is opened."""
    root = re.search(rb"/Root (\d+) 0 R", source)
    number = root[1]
    old = re.search(rb"\n?" + number + rb" 0 obj\s*<<(.*?)>>\s*endobj", source, re.DOTALL)[1]
    place = len(source) + 1
    added = b"\n" + number + b" 0 obj <<" + old + b" /OpenAction " + action + b" >> endobj\n"
    table = (
        f"xref\n{number.decode()} 1\n{place:010d} 00000 n \ntrailer << /Size 9999 "
        f"/Root {number.decode()} 0 R /Prev {_startxref(source)} >>\n"
        f"startxref\n{len(source) + len(added)}\n%%EOF\n"
    )
    return source + added + table.encode()


def _startxref(source):
    return int(source.rsplit(b"startxref", 1)[1].split()[0])


def test_a_pdf_with_pages_that_cannot_be_read_names_them(minutes, tmp_path):
    source = minutes.read_bytes()
    kids = re.search(rb"/Kids\s*\[\s*(\d+) 0 R\s*(\d+) 0 R", source)
    broken = source.replace(b"\n" + kids[2] + b" 0 obj", b"\n" + kids[2] + b" 0 xxx")
    path = tmp_path / "broken.pdf"
    path.write_bytes(broken)
    told = refused(path)
    assert (told.code, told.params) in [
        ("broken_pages", {"count": 1, "pages": "2"}),
        ("broken", {}),
    ]


def test_a_picture_that_unpacks_to_too_many_dots_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 5_000)).save(path)
    assert refused(path).params == {"dots": 100, "most": 80}


def test_pages_are_drawn_as_wide_as_asked_and_nothing_is_left_half_done(minutes, tmp_path):
    assert draw(minutes, tmp_path, 400, [1, 2, 9]) == [[1, 400, 533], [2, 400, 533]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.jpg", "2.jpg"]
    with Image.open(tmp_path / "1.jpg") as picture:
        assert picture.size == (400, 533)


def test_a_very_long_page_is_drawn_narrower(tmp_path):
    path = scan(tmp_path / "roll.png", size=(100, 4000))
    assert draw(path, tmp_path, 400, [1]) == [[1, 40, 1600]]


def test_what_tesseract_says_becomes_lines_words_and_places():
    table = (
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        "1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t\n"
        "5\t1\t1\t1\t1\t1\t100\t200\t300\t40\t96.5\tВърховен\n"
        "5\t1\t1\t1\t1\t2\t420\t200\t100\t40\t91\tсъд\n"
        "5\t1\t1\t1\t2\t1\t100\t260\t50\t40\t12\t~~\n"
        '5\t1\t1\t1\t3\t1\t100\t320\t50\t40\t88\t"дело"\n'
    )
    text, words = ocr.from_tsv(table)
    assert text == 'Върховен съд\n"дело"'
    assert words[0] == Word("Върховен", ((0.1, 0.1, 0.3, 0.02),))


@pytest.mark.skipif(not ocr.can_read_bulgarian(), reason="Tesseract with Bulgarian is not here")
def test_text_is_recognised_in_a_picture(minutes, tmp_path):
    draw(minutes, tmp_path, 1600, [1])
    text, _words = ocr.recognise(tmp_path / "1.jpg")
    assert "комисията" in text
