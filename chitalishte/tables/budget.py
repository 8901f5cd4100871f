"""How much of the machine one file may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """Limits for one file; what is over a limit is refused with a message, never cut off.

    max_file_bytes          the file as it lies on the disk
    max_uncompressed_bytes  all parts of a workbook together, unpacked; also all its text
    max_ratio               unpacked to packed; honest sheets stay under 100
    max_cells               cells of one sheet, an empty row counting as one
    max_cell_chars          characters of one cell
    max_columns             columns of one table
    max_members             files in an archive
    max_element_chars       characters of one record of a JSON file
    """

    max_file_bytes: int = 100 * 1024**2
    max_uncompressed_bytes: int = 500 * 1024**2
    max_ratio: int = 200
    max_cells: int = 20_000_000
    max_cell_chars: int = 1_000_000
    max_columns: int = 2_000
    max_members: int = 1_000
    max_element_chars: int = 16 * 1024**2
