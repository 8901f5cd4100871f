"""What the backbone stores."""

from .addresses import FormerAddress
from .edition import Edition
from .record import Record, RecordQuerySet
from .report import MistakeReport
from .searchentry import SearchEntry
from .theme import Theme

__all__ = [
    "Edition",
    "FormerAddress",
    "MistakeReport",
    "Record",
    "RecordQuerySet",
    "SearchEntry",
    "Theme",
]
