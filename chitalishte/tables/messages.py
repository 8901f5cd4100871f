"""Every sentence a file can earn, in English, by its stable code.

Each says what is wrong and what to do now. The braces are filled from `Problem.params`; the web
layer translates the template and fills it in the same way. The place (file, sheet, row, column)
is kept out of the sentence, because `Problem` carries it in fields of its own.
"""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the message catalogue without importing what translates it."""
    return sentence


MESSAGES = {
    # the file as a whole
    "empty_file": gettext_noop("The file is empty. Save it again and check its size."),
    "file_too_large": gettext_noop(
        "The file has {bytes:,} bytes; {limit:,} are allowed. Split it into smaller files."
    ),
    "not_a_table": gettext_noop(
        "This is {kind}, not a table, whatever its name says. "
        "Open it in its own program and save the table as XLSX or CSV."
    ),
    "wrong_extension": gettext_noop(
        "The name ends in {extension}, but inside is {kind}. It was read as what it is; "
        "rename it so that others can open it too."
    ),
    "password": gettext_noop(
        "The workbook is protected by a password. Open it in its program, remove the password "
        "(File, Info, Protect) and upload it again."
    ),
    "old_excel": gettext_noop(
        "This is the old Excel format (.xls). Save it as .xlsx or CSV and upload that."
    ),
    "broken_workbook": gettext_noop(
        "The workbook is damaged: {reason}. Open it in its program, save it again as .xlsx "
        "and upload that."
    ),
    "zip_bomb": gettext_noop(
        "The workbook unpacks to {bytes:,} bytes from {packed:,}; at most {limit:,} bytes and "
        "{ratio} times its size are allowed. Copy only the cells you need into a new workbook."
    ),
    "forbidden_xml": gettext_noop(
        "The part {part} of the workbook declares a document type, which no spreadsheet program "
        "writes. Save it again in a spreadsheet program."
    ),
    # the text of a CSV file
    "undecodable_bytes": gettext_noop(
        "The byte {byte} is not a letter in {encoding}, the encoding of the rest of the file. "
        "Save the file again as “CSV UTF-8”."
    ),
    "unknown_encoding": gettext_noop(
        "The letters of the file cannot be recognised in any encoding we know. "
        "Save the file again as “CSV UTF-8”."
    ),
    "nul_byte": gettext_noop(
        "There is a NUL byte, which text never has: the file is damaged or is not text. "
        "Save it again as “CSV UTF-8”."
    ),
    "unclosed_quote": gettext_noop(
        "A quotation mark opens here and is never closed, so the rest of the file falls into one "
        "cell. Close it, or write it twice if it is a part of the text."
    ),
    "bad_quote": gettext_noop(
        "There is text after a closing quotation mark. Put the whole cell in quotation marks and "
        "write those inside it twice."
    ),
    "ragged_row": gettext_noop(
        "The row has {cells} cells, the header has {expected}. If the text holds the separator "
        "“{delimiter}”, put it in quotation marks; otherwise add or delete cells."
    ),
    # sizes
    "cell_too_large": gettext_noop(
        "The cell has more than {limit:,} characters. Shorten it, or close the quotation mark "
        "that was opened in it."
    ),
    "too_many_cells": gettext_noop(
        "There are more than {limit:,} cells. Split the table into several files."
    ),
    "too_much_text": gettext_noop(
        "The cells together hold more than {limit:,} characters. "
        "Split the table into several files."
    ),
    "too_many_columns": gettext_noop(
        "There are more than {limit:,} columns. Turn the table so that what repeats goes down, "
        "or split it."
    ),
    "stray_cell": gettext_noop(
        "This cell stands far from the table and was not read. Delete it, or move it to the table."
    ),
    # the layout of a sheet
    "no_cells": gettext_noop("There is not one filled cell. Check that the right file was saved."),
    "no_rows": gettext_noop(
        "There is a header but not one row below it. Add the rows and upload again."
    ),
    "no_header": gettext_noop(
        "The first row should name the columns, but it has the value “{value}”. Add a row of "
        "names above it; if it is a name, put a word to it."
    ),
    "empty_header": gettext_noop(
        "The column has values but no name. Write its name in row {header_row}."
    ),
    "duplicate_header": gettext_noop(
        "The name “{value}” is already the name of column {first}. Give each column its own name."
    ),
    "title_above_header": gettext_noop(
        "This looks like a title above the table. Delete the rows above the names of the columns."
    ),
    "two_tables_stacked": gettext_noop(
        "After an empty row there are more cells. If they belong to the same table, delete the "
        "empty rows; if not, put each table on its own sheet or in its own file."
    ),
    "two_tables_side_by_side": gettext_noop(
        "After an empty column there are more cells. If they belong to the same table, delete "
        "the empty column; if not, put each table on its own sheet or in its own file."
    ),
    "merged_cells": gettext_noop(
        "The cells {range} are merged, so it is not known which row or column the value belongs "
        "to. Unmerge them and fill in every cell."
    ),
    "formula_error": gettext_noop(
        "The formula gives the error {value}. Correct it, or clear the cell if the value is "
        "missing."
    ),
    "formula_not_calculated": gettext_noop(
        "The formula was never calculated, so there is no value to read. Open the file in a "
        "spreadsheet program, save it and upload it again."
    ),
    "hidden_sheet": gettext_noop(
        "The sheet is hidden and was not read. Unhide it if it should be published; "
        "delete it if others should not see it."
    ),
    # what is uncertain
    "ambiguous_number": gettext_noop(
        "“{value}” can be a whole number with separated thousands or a fraction, and no value of "
        "the column shows which. It is kept as text; write the numbers without separators of "
        "thousands."
    ),
    "and_more": gettext_noop("The same is true of {count:,} more places: {code}."),
}

NOTES = {"wrong_extension", "stray_cell", "hidden_sheet", "ambiguous_number"}

# What `kind` can be in the sentences above: words for people, so they are translated as well.
KINDS = (
    gettext_noop("a PDF document"),
    gettext_noop("a PNG picture"),
    gettext_noop("a JPEG picture"),
    gettext_noop("a GIF picture"),
    gettext_noop("a Windows program"),
    gettext_noop("a program"),
    gettext_noop("a RAR archive"),
    gettext_noop("a 7-Zip archive"),
    gettext_noop("a GZIP archive"),
    gettext_noop("a ZIP archive"),
    gettext_noop("an SQLite database"),
    gettext_noop("a Parquet file"),
    gettext_noop("a rich text document"),
    gettext_noop("a web page"),
    gettext_noop("an XML document"),
    gettext_noop("an XLSX workbook"),
    gettext_noop("plain text with separated cells"),
    gettext_noop("an old Office document"),
    gettext_noop("a file of bytes that are no text"),
    gettext_noop("a Word document"),
    gettext_noop("a presentation"),
    gettext_noop("a binary workbook (.xlsb)"),
    gettext_noop("an OpenDocument file"),
)
