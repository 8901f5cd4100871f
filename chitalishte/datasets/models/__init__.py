"""What is stored about datasets."""

from .dataset import Dataset
from .dictionary import Code, Column
from .intake import Intake
from .publisher import Publisher
from .version import TableVersion

__all__ = ["Code", "Column", "Dataset", "Intake", "Publisher", "TableVersion"]
