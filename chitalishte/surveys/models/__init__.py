"""What the registry of surveys stores."""

from .contribution import Contribution, CountryTeam, Credit
from .parts import Document, Person, Subgroup
from .sourcecopy import SourceCopy
from .survey import Survey
from .synonyms import SynonymGroup
from .vocabulary import Organisation, Series, Term

__all__ = [
    "Contribution",
    "CountryTeam",
    "Credit",
    "Document",
    "Organisation",
    "Person",
    "Series",
    "SourceCopy",
    "Subgroup",
    "Survey",
    "SynonymGroup",
    "Term",
]
