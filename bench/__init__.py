"""Side-by-side measurements, written to docs/performance.md: `make bench`.

    python -m bench                 everything, about four minutes
    python -m bench pages           a map page beside Datasette
    python -m bench start           `make run` on a fresh clone with an empty home folder
    python -m bench --tests 312     note how many seconds `make test` took, measured elsewhere

Nothing here is asserted: a number depends on the machine and its load, a ratio much less, so what
is compared is measured in turns within one run.
"""
