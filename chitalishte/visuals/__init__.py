"""Maps (and later charts): a dataset's columns drawn over a geography, with words and a table."""
