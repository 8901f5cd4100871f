"""Read any record of a survey: tell its dialect, then read it as what it is."""

from . import codebook_reading
from .answers import Reading
from .emm import reading as emm_reading


class WrongNamespaceError(ValueError):
    """The element is called codeBook, but its namespace is not DDI's."""


def read(root) -> Reading:
    """Return what a codeBook says; raises WrongNamespaceError for one that is not DDI."""
    if not codebook_reading.dialect_of(root):
        namespace = root.tag[1:].partition("}")[0]
        raise WrongNamespaceError(
            f"the namespace “{namespace}” is not DDI-Codebook’s (ddi:codebook:2_5)"
        )
    if emm_reading.is_emm(root):
        return emm_reading.read(root)
    return codebook_reading.read(root)
