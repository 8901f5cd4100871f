"""Files for tests, made here: nothing is copied from anywhere."""

import io

import pypdfium2
import vl_convert
from PIL import Image, ImageDraw

LINE = '<text x="60" y="{y}" font-size="20" font-family="sans-serif">{words}</text>'
SHEET = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800">{lines}</svg>'


def pdf(path, *pages):
    """Write a PDF; each page is a list of lines."""
    whole = pypdfium2.PdfDocument.new()
    for lines in pages:
        drawn = "".join(
            LINE.format(y=80 + 40 * place, words=words) for place, words in enumerate(lines)
        )
        whole.import_pages(pypdfium2.PdfDocument(vl_convert.svg_to_pdf(SHEET.format(lines=drawn))))
    with path.open("wb") as file:
        whole.save(file)
    return path


def scan(path, *, frames=1, size=(600, 800), form=None):
    """Write a picture of a sheet without text anybody could copy."""
    pictures = []
    for number in range(frames):
        picture = Image.new("RGB", size, "white")
        ImageDraw.Draw(picture).text((60, 60), f"Sheet {number + 1}", fill="black", font_size=40)
        pictures.append(picture)
    packed = {"compression": "tiff_deflate"} if frames > 1 else {}
    pictures[0].save(path, form, save_all=frames > 1, append_images=pictures[1:], **packed)
    return path


def bytes_of(make, name, tmp_path, *args, **options):
    return io.BytesIO(make(tmp_path / name, *args, **options).read_bytes())
