"""Datasets: a table with everything a re-user and a harvester must know of it (DCAT-AP 3.0).

A dataset's table comes from a file through `loading.load`; every file is a new version that never
changes. `dictionary` tells what each column means in both languages.
"""
