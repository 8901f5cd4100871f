"""What is stored about datasets."""

from .dataset import Dataset
from .derivation import Derivation
from .dictionary import Code, Column
from .intake import Intake
from .origin import Origin
from .publisher import Publisher
from .version import TableVersion

__all__ = [
    "Code", "Column", "Dataset", "Derivation", "Intake", "Origin", "Publisher", "TableVersion",
]  # fmt: skip
