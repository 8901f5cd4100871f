"""Survey records in the formats of the field: DDI-Codebook, the EMM registry's dialect, citations.

Plain Python: no Django, no settings, no network. `emm` knows the registry's 228 fields and prose;
`codebook` knows standard DDI-Codebook 2.5; `stream` cuts a file of any size into records safely;
`Reading` is what a record says, whoever wrote it.
"""

from .answers import Answer, Missing, Person, Reading, Unread
from .stream import FileProblem, FileProblemError, Found, records_of

__all__ = [
    "Answer",
    "FileProblem",
    "FileProblemError",
    "Found",
    "Missing",
    "Person",
    "Reading",
    "Unread",
    "records_of",
]
