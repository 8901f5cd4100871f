"""Sofia Sans for pictures: whole static fonts out of the web's variable pieces.

A browser gets the variable font in pieces by script; the renderer of pictures needs one file a
weight. The default Cyrillic letters of Sofia Sans are the Bulgarian ones (its `locl` feature turns
them into Russian ones), so pictures show true Bulgarian letterforms with nothing more done.
"""

from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Sofia Sans"
SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek")
WEIGHTS = {400: "Regular", 700: "Bold"}
WINDOWS_ENGLISH = (3, 1, 0x409)  # platform, encoding, language of a name record


def build_fonts(woff2_dir: Path, out_dir: Path) -> list[Path]:
    """Make one TrueType file a weight from `sofia-sans-{script}-wght-normal.woff2`.

    Takes some seconds; call it at set-up. Raises FileNotFoundError when a piece is missing.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    pieces = [woff2_dir / f"sofia-sans-{script}-wght-normal.woff2" for script in SCRIPTS]
    return [_build(pieces, weight, out_dir) for weight in WEIGHTS]


def _build(pieces: list[Path], weight: int, out_dir: Path) -> Path:
    covered: set[int] = set()
    parts = []
    for number, piece in enumerate(pieces):
        font = TTFont(piece)
        own = set(font.getBestCmap()) - covered
        covered |= own
        # Each letter once: the pieces overlap, and a merged font may not have two of one.
        part = out_dir / f"part-{weight}-{number}.ttf"
        # Fewer glyphs first, because turning them to one weight is the slow part.
        instantiateVariableFont(_keep(font, own), {"wght": weight}, inplace=True)
        font.save(part)
        parts.append(part)
    merged = Merger().merge([str(part) for part in parts])
    _name(merged, weight)
    path = out_dir / f"SofiaSans-{WEIGHTS[weight]}.ttf"
    merged.save(path)
    for part in parts:
        part.unlink()
    return path


def _keep(font: TTFont, unicodes: set[int]) -> TTFont:
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=False)
    options.drop_tables += ["STAT", "DSIG"]
    options.flavor = None
    shorter = subset.Subsetter(options)
    shorter.populate(unicodes=unicodes)
    shorter.subset(font)
    font.flavor = None
    return font


def _name(font: TTFont, weight: int) -> None:
    style = WEIGHTS[weight]
    names = font["name"]
    names.names = []
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    texts = {1: FAMILY, 2: style, 4: full, 6: f"{FAMILY.replace(' ', '')}-{style}"}
    for name_id, text in texts.items():
        names.setName(text, name_id, *WINDOWS_ENGLISH)
    font["OS/2"].usWeightClass = weight
    is_bold = weight >= 700
    font["OS/2"].fsSelection = 1 << 5 if is_bold else 1 << 6
    font["head"].macStyle = 1 if is_bold else 0
