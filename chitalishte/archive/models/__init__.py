"""What is stored of the archive: what happened, the documents of it, acts with their changes."""

from .act import Act, Change, Rule
from .actor import Actor
from .chronology import Document, Event
from .copies import Copy, PaperFile, PaperPage
from .organ import Organ, OrganFact
from .procedure import Procedure

__all__ = [
    "Act",
    "Actor",
    "Change",
    "Copy",
    "Document",
    "Event",
    "Organ",
    "OrganFact",
    "PaperFile",
    "PaperPage",
    "Procedure",
    "Rule",
]
