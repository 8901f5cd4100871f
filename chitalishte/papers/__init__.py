"""Files that people read page by page: what they are, their text, where each word stands.

Plain Python. `reading.read_apart` and `drawing.draw_apart` work in a bounded process of their own.
"""

from .kinds import Kind, kind_of, kind_of_bytes
from .page import Page, Paper, PaperError, Word, clean_text
from .pictures import draw_apart
from .reading import read_apart

__all__ = [
    "Kind",
    "Page",
    "Paper",
    "PaperError",
    "Word",
    "clean_text",
    "draw_apart",
    "kind_of",
    "kind_of_bytes",
    "read_apart",
]
