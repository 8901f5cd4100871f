"""Text recognised in a picture by Tesseract, where it is installed."""

import csv
import io
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from .page import Box, Word, clean_text

SECONDS: Final = 120  # a page
LEAST: Final = 30  # confidence, per cent, below which a word is a guess
WANTED: Final = ("bul", "eng")


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that can be recognised here; none when Tesseract is not installed."""
    program = shutil.which("tesseract")
    if not program:
        return ()
    done = subprocess.run(  # noqa: S603
        [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    known = set(done.stdout.split("\n"))
    return tuple(language for language in WANTED if language in known)


def can_read_bulgarian() -> bool:
    return "bul" in languages()


def recognise(picture: Path) -> tuple[str, tuple[Word, ...]]:
    """Return the text of a picture of a page, and its words with their boxes.

    Raises subprocess.SubprocessError when Tesseract fails or takes too long.
    """
    program = shutil.which("tesseract") or "tesseract"
    done = subprocess.run(  # noqa: S603
        [program, str(picture), "stdout", "-l", "+".join(languages()), "tsv"],
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return from_tsv(done.stdout.decode("utf-8", "replace"))


def from_tsv(table: str) -> tuple[str, tuple[Word, ...]]:
    """Read Tesseract's table: level 1 is the page, level 5 a word."""
    lines: list[list[str]] = []
    words: list[Word] = []
    wide = tall = 1.0
    line = None
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "1":
            wide, tall = float(row["width"]), float(row["height"])
        text = clean_text(row.get("text") or "").strip()
        if row["level"] != "5" or not text or float(row["conf"]) < LEAST:
            continue
        place = (row["block_num"], row["par_num"], row["line_num"])
        if place != line:
            lines.append([])
            line = place
        lines[-1].append(text)
        box: Box = (
            round(float(row["left"]) / wide, 4),
            round(float(row["top"]) / tall, 4),
            round(float(row["width"]) / wide, 4),
            round(float(row["height"]) / tall, 4),
        )
        words.append(Word(text, (box,)))
    return "\n".join(" ".join(line) for line in lines), tuple(words)
