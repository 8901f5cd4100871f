"""Questions to a stored version.

parse(pairs, columns)       an address as a Question; raises QueryError with what is allowed
answer(version, question)   a page of rows or groups with the exact total and the next token
stream(version, question)   every row
facet(version, question, …) the values of a column with their counts
summarise(version, …)       what a column holds: missing, distinct, quartiles, histogram
page, all_rows, distinct    the same for callers that have no address
"""

from chitalishte.tables.query.answers import (
    Facet,
    Page,
    all_rows,
    answer,
    columns_of,
    distinct,
    facet,
    numbers,
    page,
    rows_query,
    stream,
)
from chitalishte.tables.query.errors import SENTENCES, QueryError
from chitalishte.tables.query.parameters import as_parameters, parse
from chitalishte.tables.query.question import (
    FUNCTIONS,
    OPERATORS,
    PAGE_ROWS,
    Aggregate,
    Filter,
    Question,
    Sort,
    functions_of,
    operators_of,
)
from chitalishte.tables.query.summaries import Bin, Summary, summarise

__all__ = [
    "FUNCTIONS",
    "OPERATORS",
    "PAGE_ROWS",
    "SENTENCES",
    "Aggregate",
    "Bin",
    "Facet",
    "Filter",
    "Page",
    "QueryError",
    "Question",
    "Sort",
    "Summary",
    "all_rows",
    "answer",
    "as_parameters",
    "columns_of",
    "distinct",
    "facet",
    "functions_of",
    "numbers",
    "operators_of",
    "page",
    "parse",
    "rows_query",
    "stream",
    "summarise",
]
