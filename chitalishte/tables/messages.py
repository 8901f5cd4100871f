"""Every sentence a file can earn, in English, by its stable code.

Each says what is wrong and what to do now. The braces are filled from `Problem.params`; the web
layer translates the template and fills it in the same way. The place (file, sheet, row, column)
is kept out of the sentence, because `Problem` carries it in fields of its own.
"""

MESSAGES = {
    # the file as a whole
    "empty_file": "The file is empty. Save it again and check its size.",
    "file_too_large": (
        "The file has {bytes:,} bytes; {limit:,} are allowed. Split it into smaller files."
    ),
    "not_a_table": (
        "This is {kind}, not a table, whatever its name says. "
        "Open it in its own program and save the table as XLSX or CSV."
    ),
    "wrong_extension": (
        "The name ends in {extension}, but inside is {kind}. It was read as what it is; "
        "rename it so that others can open it too."
    ),
    "password": (
        "The workbook is protected by a password. Open it in its program, remove the password "
        "(File, Info, Protect) and upload it again."
    ),
    "old_excel": "This is the old Excel format (.xls). Save it as .xlsx or CSV and upload that.",
    "broken_workbook": (
        "The workbook is damaged: {reason}. Open it in its program, save it again as .xlsx "
        "and upload that."
    ),
    "zip_bomb": (
        "The workbook unpacks to {bytes:,} bytes from {packed:,}; at most {limit:,} bytes and "
        "{ratio} times its size are allowed. Copy only the cells you need into a new workbook."
    ),
    "forbidden_xml": (
        "The part {part} of the workbook declares a document type, which no spreadsheet program "
        "writes. Save it again in a spreadsheet program."
    ),
    # the text of a CSV file
    "undecodable_bytes": (
        "The byte {byte} is not a letter in {encoding}, the encoding of the rest of the file. "
        "Save the file again as “CSV UTF-8”."
    ),
    "unknown_encoding": (
        "The letters of the file cannot be recognised in any encoding we know. "
        "Save the file again as “CSV UTF-8”."
    ),
    "nul_byte": (
        "There is a NUL byte, which text never has: the file is damaged or is not text. "
        "Save it again as “CSV UTF-8”."
    ),
    "unclosed_quote": (
        "A quotation mark opens here and is never closed, so the rest of the file falls into one "
        "cell. Close it, or write it twice if it is a part of the text."
    ),
    "bad_quote": (
        "There is text after a closing quotation mark. Put the whole cell in quotation marks and "
        "write those inside it twice."
    ),
    "ragged_row": (
        "The row has {cells} cells, the header has {expected}. If the text holds the separator "
        "“{delimiter}”, put it in quotation marks; otherwise add or delete cells."
    ),
    # sizes
    "cell_too_large": (
        "The cell has more than {limit:,} characters. Shorten it, or close the quotation mark "
        "that was opened in it."
    ),
    "too_many_cells": "There are more than {limit:,} cells. Split the table into several files.",
    "too_much_text": (
        "The cells together hold more than {limit:,} characters. "
        "Split the table into several files."
    ),
    "too_many_columns": (
        "There are more than {limit:,} columns. Turn the table so that what repeats goes down, "
        "or split it."
    ),
    "stray_cell": (
        "This cell stands far from the table and was not read. Delete it, or move it to the table."
    ),
    # the layout of a sheet
    "no_cells": "There is not one filled cell. Check that the right file was saved.",
    "no_rows": "There is a header but not one row below it. Add the rows and upload again.",
    "no_header": (
        "The first row should name the columns, but it has the value “{value}”. Add a row of "
        "names above it; if it is a name, put a word to it."
    ),
    "empty_header": "The column has values but no name. Write its name in row {header_row}.",
    "duplicate_header": (
        "The name “{value}” is already the name of column {first}. Give each column its own name."
    ),
    "title_above_header": (
        "This looks like a title above the table. Delete the rows above the names of the columns."
    ),
    "two_tables_stacked": (
        "After an empty row there are more cells. If they belong to the same table, delete the "
        "empty rows; if not, put each table on its own sheet or in its own file."
    ),
    "two_tables_side_by_side": (
        "After an empty column there are more cells. If they belong to the same table, delete "
        "the empty column; if not, put each table on its own sheet or in its own file."
    ),
    "merged_cells": (
        "The cells {range} are merged, so it is not known which row or column the value belongs "
        "to. Unmerge them and fill in every cell."
    ),
    "formula_error": (
        "The formula gives the error {value}. Correct it, or clear the cell if the value is "
        "missing."
    ),
    "formula_not_calculated": (
        "The formula was never calculated, so there is no value to read. Open the file in a "
        "spreadsheet program, save it and upload it again."
    ),
    "hidden_sheet": (
        "The sheet is hidden and was not read. Unhide it if it should be published; "
        "delete it if others should not see it."
    ),
    # what is uncertain
    "ambiguous_number": (
        "“{value}” can be a whole number with separated thousands or a fraction, and no value of "
        "the column shows which. It is kept as text; write the numbers without separators of "
        "thousands."
    ),
    "and_more": "The same is true of {count:,} more places: {code}.",
}

NOTES = {"wrong_extension", "stray_cell", "hidden_sheet", "ambiguous_number"}
