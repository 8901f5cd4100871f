"""Pages as pictures: bounded in dots whatever size a page says it has, written as JPEG."""

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from . import bounded
from .kinds import kind_of
from .page import Page, PaperError
from .pdf import MOST_PAGES, open_pdf

MOST_DOTS: Final = 80_000_000  # of a picture somebody brings: a page of A3 at 600 dpi is 70 million
TALLEST: Final = 4  # times the width: a longer page is drawn narrower
QUALITY: Final = 78
SECONDS: Final = 60
MEMORY: Final = 2_000_000_000


def read_picture(path: Path) -> list[Page]:
    """Return a page for each picture of a file. Raises PaperError: broken, too_many_dots."""
    pages = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the bound is ours
            with Image.open(path) as picture:
                for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                    if number > MOST_PAGES:
                        raise PaperError("too_many_pages", pages=number, most=MOST_PAGES)
                    _check(frame)
                    frame.load()
                    pages.append(Page(number, *_upright_size(frame)))
    except PaperError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise PaperError("broken") from error
    return pages


def _check(picture: Image.Image) -> None:
    dots = picture.width * picture.height
    if dots > MOST_DOTS:
        raise PaperError("too_many_dots", dots=dots // 1_000_000, most=MOST_DOTS // 1_000_000)


def _upright_size(picture: Image.Image) -> tuple[int, int]:
    turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (picture.height, picture.width) if turned else (picture.width, picture.height)


def size_of(wide: float, tall: float, width: int) -> tuple[int, int]:
    """Return (width, height) in dots of a page drawn `width` wide; a very long one is narrower."""
    height = max(1, round(tall * width / wide))
    if height <= width * TALLEST:
        return width, height
    return max(1, round(wide * width * TALLEST / tall)), width * TALLEST


def draw(path: Path, folder: Path, width: int, numbers: Sequence[int]) -> list[list[int]]:
    """Write {number}.jpg of pages into a folder; return [[number, width, height]] in dots.

    Raises PaperError.
    """
    drawn = []
    kind = kind_of(path)
    for number, picture, size in _pictures(path, kind.family, width, numbers):
        picture = picture.convert("RGB")
        if picture.size != size:
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        part = folder / f"{number}.part"
        picture.save(part, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        part.rename(folder / f"{number}.jpg")  # whoever looks meanwhile sees all or nothing
        drawn.append([number, *size])
    return drawn


def _pictures(path: Path, family: str, width: int, numbers: Sequence[int]) -> Any:
    if family == "pdf":
        document = open_pdf(path)
        for number in numbers:
            if 1 <= number <= len(document):
                page = document[number - 1]
                wide, tall = page.get_size()
                scale = width / wide * min(1, wide * TALLEST / tall)
                picture = page.render(scale=scale, may_draw_forms=False).to_pil()
                yield number, picture, size_of(wide, tall, width)
                page.close()
    elif family == "picture":
        with Image.open(path) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                if number in numbers:
                    _check(frame)
                    upright = ImageOps.exif_transpose(frame) or frame
                    yield number, upright, size_of(upright.width, upright.height, width)


def draw_apart(path: Path, folder: Path, width: int, numbers: Sequence[int]) -> list[list[int]]:
    """Draw as `draw` does, in a process of its own. Raises PaperError."""
    arguments = [str(path), str(folder), str(width), *map(str, numbers)]
    drawn: list[list[int]] = bounded.ask(
        "chitalishte.papers.pictures", arguments, seconds=SECONDS, memory=MEMORY
    )
    return drawn


def main(path: str, folder: str, width: str, *numbers: str) -> None:
    bounded.tell(lambda: draw(Path(path), Path(folder), int(width), [int(one) for one in numbers]))


if __name__ == "__main__":
    main(*sys.argv[1:])
