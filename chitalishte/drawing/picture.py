"""A drawing as a picture file: PNG for slides and social networks, PDF for print."""

import re
from functools import lru_cache
from pathlib import Path

import vl_convert

LARGEST_SCALE = 4
MOST_CHARACTERS = 5_000_000
MOST_PIXELS = 48_000_000  # about 190 MB while it is drawn
SIZE = re.compile(r'<svg\b[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')


def png(svg: str, *, fonts: Path, scale: int = 1) -> bytes:
    """Draw an SVG that has a width and a height into a PNG.

    fonts  the folder that `build_fonts` filled
    scale  1 to 4 pixels a unit

    Raises ValueError for another scale and for a drawing too large to be a picture.
    """
    if not 1 <= scale <= LARGEST_SCALE:
        raise ValueError(f"a picture can be drawn at scale 1 to {LARGEST_SCALE}, not {scale}")
    width, height = _size(svg)
    if width * height * scale**2 > MOST_PIXELS:
        raise ValueError(f"{width:g} by {height:g} at scale {scale} is too large for a picture")
    _register(fonts)
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def pdf(svg: str, *, fonts: Path) -> bytes:
    """Draw an SVG that has a width and a height into a PDF of one page, as vectors."""
    _size(svg)
    _register(fonts)
    return bytes(vl_convert.svg_to_pdf(svg))


def _size(svg: str) -> tuple[float, float]:
    match = SIZE.search(svg[:2000])
    if not match or len(svg) > MOST_CHARACTERS:
        raise ValueError("a picture needs an SVG with width and height, of at most 5 MB")
    return float(match[1]), float(match[2])


@lru_cache(maxsize=8)
def _register(fonts: Path) -> None:
    """Tell the renderer, once a process, where the fonts are."""
    vl_convert.register_font_directory(str(fonts.resolve()))
