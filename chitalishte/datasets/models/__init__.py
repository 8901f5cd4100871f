"""What is stored about datasets."""

from .dataset import Dataset
from .dictionary import Code, Column
from .publisher import Publisher
from .version import TableVersion

__all__ = ["Code", "Column", "Dataset", "Publisher", "TableVersion"]
