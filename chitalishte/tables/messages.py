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
        "A quotation mark opens here and is never closed. The line was set aside; close the mark, "
        "or write it twice if it is a part of the text."
    ),
    "ragged_row": gettext_noop(
        "The row has {cells} cells, the header has {expected}, so it was set aside. If the text "
        "holds the separator “{delimiter}”, put it in quotation marks; otherwise add or delete "
        "cells."
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
        "The first row should name the columns, but it has the value “{value}”. Say which row is "
        "the header, or add a row of names above it."
    ),
    "empty_header": gettext_noop(
        "The column has values but no name. Write its name in row {header_row}."
    ),
    "duplicate_header": gettext_noop(
        "The name “{value}” is already the name of column {first}. A number was put after it; "
        "give each column its own name."
    ),
    "several_tables": gettext_noop(
        "There are {count} tables here; another begins at this cell. Check that each was read "
        "whole, or put each on its own sheet."
    ),
    "contents_sheet": gettext_noop(
        "The sheet only lists the other sheets and was not read. Nothing needs to be done."
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
        "the column shows which. It is kept as text; say which sign parts the fraction."
    ),
    "mixed_decimal_signs": gettext_noop(
        "Fractions of this column are written now with a comma and now with a point, as "
        "“{value}”. It is kept as text; write all of them one way."
    ),
    "mixed_date_order": gettext_noop(
        "In some dates of this column the day stands first and in others the month, as "
        "“{value}”. It is kept as text; write all of them one way."
    ),
    "slash_date_order": gettext_noop(
        "In no date of this column can the day be told from the month, as in “{value}”. The day "
        "was taken to stand first; say if it is the month."
    ),
    "month_or_span": gettext_noop(
        "“{value}” can be a month or two years that follow each other. It is kept as text; say "
        "which it is."
    ),
    "digits_lost": gettext_noop(
        "“{value}” is a long number that a spreadsheet has shortened: its last digits are lost. "
        "Take the numbers again from where they came and keep the column as text there."
    ),
    "odd_values": gettext_noop(
        "Almost all values of this column are of one kind, but “{value}” is not. It is kept as "
        "text; correct the value, or say the type and the value is left out."
    ),
    "mixed_units": gettext_noop(
        "The numbers of this column have different units. The unit of each row stands in a column "
        "of its own; do not add the numbers together."
    ),
    "serial_dates": gettext_noop(
        "“{value}” and the other numbers of this column may be days as a spreadsheet counts them. "
        "Say if they are dates."
    ),
    "periods_in_header": gettext_noop(
        "{count} columns ({value}) are periods of one thing. They can become rows, so that they "
        "can be drawn and compared over time; say if you wish."
    ),
    "hidden_row": gettext_noop(
        "The row is hidden and was set aside. Unhide it if it should be published."
    ),
    "hidden_column": gettext_noop(
        "The column is hidden and was not read. Unhide it if it should be published."
    ),
    "many_ragged": gettext_noop(
        "{count} of {rows} rows do not have the cells of the header and were set aside. Check the "
        "separator, or correct the file."
    ),
    "many_totals": gettext_noop(
        "So many rows are named like totals that none was taken for one. Say which rows are totals."
    ),
    "total_among_values": gettext_noop(
        "The column has the value “{value}” beside its parts, so a sum counts them twice. "
        "Say if these rows are totals."
    ),
    "group_names": gettext_noop(
        "The first column is filled only where a group begins: {count} cells are empty. Say if "
        "the name holds for the rows below it."
    ),
    "mixed_letters": gettext_noop(
        "“{value}” mixes Latin and Cyrillic letters that look alike, so nobody will find it. It "
        "may be “{right}”; correct it in the file."
    ),
    "mojibake": gettext_noop(
        "“{value}” looks like Cyrillic read as Western letters; it may be “{repaired}”. Nothing "
        "was changed; save the file again from its source."
    ),
    "place_variants": gettext_noop(
        "“{other}” and “{value}” may be one place written in two ways. Write it in one way, or "
        "say that they are two."
    ),
    "nuts_revisions": gettext_noop(
        "“{value}” and “{other}” are of different revisions of NUTS. Bring all rows to one "
        "revision, or the regions will not match."
    ),
    "same_names": gettext_noop(
        "There are several municipalities called “{value}” ({places}). Add the province or a code, "
        "so that one can tell them apart."
    ),
    "range_as_date": gettext_noop(
        "“{value}” looks like a range that a spreadsheet has turned into a date. Take it again "
        "from where it came."
    ),
    "wrong_check_digit": gettext_noop(
        "“{value}” is no valid EIK: its check digit is wrong, as in {count} values in all. "
        "Correct it in the file."
    ),
    "personal_data": gettext_noop(
        "The column holds {kind} ({count:,}; for example {shown}). Remove them, or say why they "
        "may be published."
    ),
    # other formats
    "broken_archive": gettext_noop(
        "The archive is damaged: {reason}. Pack the file again and upload that."
    ),
    "nested_archive": gettext_noop(
        "This is an archive inside an archive. Unpack it and upload the files in it."
    ),
    "too_many_members": gettext_noop(
        "The archive has {count:,} files; {limit:,} are allowed. Split it into several archives."
    ),
    "member_skipped": gettext_noop(
        "A file in the archive was not read as a table: {reason} The other files were read."
    ),
    "broken_json": gettext_noop(
        "The JSON is damaged here: {reason}. Write the file again with the program it comes from."
    ),
    "broken_page": gettext_noop(
        "The web page cannot be read: {reason}. Save the table as XLSX or CSV."
    ),
    "broken_parquet": gettext_noop(
        "The Parquet file is damaged: {reason}. Write it again with the program it comes from."
    ),
    "and_more": gettext_noop("The same is true of {count:,} more places: {code}."),
}

# Why a record of a text file was set aside.
UNCLOSED_QUOTE = gettext_noop("a quotation mark opens here and is never closed")

# Said and nothing more: the table is right as it was read.
NOTES = {
    "member_skipped",
    "wrong_extension",
    "stray_cell",
    "hidden_sheet",
    "contents_sheet",
    "duplicate_header",
}
NOTES |= {"ragged_row", "unclosed_quote", "periods_in_header"}

# What a person must decide before the table may be published.
ASKED_FIRST = {
    "no_header",
    "empty_header",
    "no_rows",
    "several_tables",
    "merged_cells",
    "formula_error",
    "formula_not_calculated",
    "hidden_row",
    "hidden_column",
    "many_ragged",
    "ragged_row",
    "unclosed_quote",
    "digits_lost",
    "personal_data",
}

# What is uncertain but was read in the way that changes nothing.
QUESTIONS = ASKED_FIRST - NOTES | {
    "ambiguous_number",
    "mixed_decimal_signs",
    "mixed_date_order",
    "slash_date_order",
    "month_or_span",
    "odd_values",
    "mixed_units",
    "serial_dates",
    "many_totals",
    "total_among_values",
    "group_names",
    "mixed_letters",
    "mojibake",
    "place_variants",
    "nuts_revisions",
    "same_names",
    "range_as_date",
    "wrong_check_digit",
}

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
    gettext_noop("a TAR archive"),
    gettext_noop("an old Excel workbook (.xls)"),
    gettext_noop("an OpenDocument spreadsheet"),
    gettext_noop("an XML spreadsheet"),
    gettext_noop("a web page with tables"),
    gettext_noop("a JSON document"),
    gettext_noop("a JSON document without records"),
    gettext_noop("personal numbers (EGN)"),
    gettext_noop("personal numbers of foreigners"),
    gettext_noop("e-mail addresses"),
    gettext_noop("telephone numbers"),
    gettext_noop("bank accounts (IBAN)"),
    gettext_noop("numbers of identity cards"),
)
