"""What the backbone stores."""

from .addresses import FormerAddress
from .edition import Edition
from .harvest import HarvestEntry, HarvestMembership
from .record import Record, RecordQuerySet
from .report import MistakeReport
from .searchentry import SearchEntry
from .theme import Theme

__all__ = [
    "Edition",
    "FormerAddress",
    "HarvestEntry",
    "HarvestMembership",
    "MistakeReport",
    "Record",
    "RecordQuerySet",
    "SearchEntry",
    "Theme",
]
