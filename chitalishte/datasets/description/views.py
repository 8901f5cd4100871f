"""`/api/v1/datasets/{slug}/datapackage.json` and its sisters, and with a version's number."""

from chitalishte.datasets.apianswers import CURRENT, as_json, data_view, find_dataset, find_version

from .croissant import croissant
from .csvw import csvw
from .datapackage import datapackage

DESCRIPTIONS = {
    "datapackage": (datapackage, "application/json"),
    "csvw": (csvw, "application/csvm+json"),
    "croissant": (croissant, "application/ld+json"),
}


@data_view("GET")
def description(request, slug, kind, number=None):
    """The current version, or one that never changes, described for programs."""
    dataset = find_dataset(slug)
    version = find_version(dataset, number) if number else dataset.current_version
    describe, content_type = DESCRIPTIONS[kind]
    response = as_json(describe(dataset, version), content_type=content_type)
    # the dictionary may be corrected later, so that even a version's description may change
    response["Cache-Control"] = CURRENT
    return response
