"""What rows of a table are to those who only walk and count them."""

from collections.abc import Iterator
from typing import Protocol

Row = tuple[object, ...]


class RowsLike(Protocol):
    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Row]: ...
