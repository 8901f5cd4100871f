"""Maps for tests, made of small tables."""

from dataclasses import dataclass

import pytest
from django.http import QueryDict

from chitalishte.datasets.loading import load
from chitalishte.datasets.models import Code, Column, Dataset
from chitalishte.records.provenance import Licence
from chitalishte.visuals.mapview import MapView
from chitalishte.visuals.models import Map
from tests.records.samples import SOURCE

TABLE = """country,year,people,share,flag
BG,2020,7000000,20,
BG,2021,6900000,25,
RO,2020,19000000,40,
RO,2021,18000000,30,
DE,2020,83000000,80,
DE,2021,84000000,90,
MT,2020,500000,,c
MT,2021,510000,,z
"""


@dataclass
class Desk:
    """Makes published datasets and maps."""

    tmp_path: object

    def dataset(self, table=TABLE, roles=None, identifier="small"):
        path = self.tmp_path / f"{identifier}.csv"
        path.write_text(table, encoding="utf-8")
        pattern = Dataset.objects.get(identifier="corruption-perceptions")
        dataset = Dataset(
            identifier=identifier,
            slug=identifier,
            title_bg="Малка таблица",
            title_en="A small table",
            publisher=pattern.publisher,
            sources=[SOURCE],
            licence=Licence.CC_BY_4,
        )
        roles = roles or {
            "country": "place",
            "year": "year",
            "people": "number",
            "share": "number",
            "flag": "value",
        }
        dataset.columns = [
            Column(name=name, label_bg=name, label_en=name, role=role, position=place)
            for place, (name, role) in enumerate(roles.items())
        ]
        dataset.codes = [Code(column="flag", value="c", label_bg="поверително", position=0)]
        dataset.save()
        dataset.current_version = load(dataset, path, name=path.name)
        dataset.current_version.mark_public()
        dataset.save_revision().publish()
        return Dataset.objects.get(pk=dataset.pk)

    def map(self, dataset=None, **changes):
        given = {
            "identifier": "small-map",
            "slug": "small-map",
            "title_bg": "Делът расте в България",
            "title_en": "The share grows in Bulgaria",
            "sources": [SOURCE],
            "variable": "share",
            "time_column": "year",
            "geography": "eu27",
        }
        record = Map(dataset=dataset or self.dataset(), **given | changes)
        record.full_clean()
        record.save()
        record.save_revision(log_action=True).publish()
        return Map.objects.get(pk=record.pk)


@pytest.fixture
def desk_of_maps(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def look():
    """Return a function that looks at a map as an address says."""
    return lambda record, query="": MapView(record, QueryDict(query))
