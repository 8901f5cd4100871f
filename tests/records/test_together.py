"""Records that are saved many at once: at the end all is known of them that one by one would be."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from chitalishte.archive.models import Copy, Document
from chitalishte.records import collection as registry
from chitalishte.records import search
from chitalishte.records.importing import import_file
from chitalishte.records.models import Edition, SearchEntry
from chitalishte.records.publishing import indexed_together
from chitalishte.visuals.models import Map
from tests.papers.samples import pdf

pytestmark = pytest.mark.django_db


def referring_to(thing):
    """Return the primary keys of what refers to a thing, by the name of its model."""
    found: dict = {}
    for row in ReferenceIndex.get_references_to(thing):
        found.setdefault(row.content_type.model, set()).add(row.object_id)
    return found


def found_as(record):
    return SearchEntry.objects.filter(key=f"{record.collection.name}:{record.pk}").count()


def test_an_imported_record_is_found_and_what_it_refers_to_knows_it():
    former = Map.objects.get(identifier="constitutions-map")
    dataset = former.dataset
    former.delete()
    assert found_as(former) == 0
    path = settings.STARTER / "maps.csv"
    report = import_file(registry.get("maps"), path, name=path.name, publish=True)
    assert report.new == ["constitutions-map"]
    record = Map.objects.get(identifier="constitutions-map")
    assert str(record.pk) in referring_to(dataset)["map"]
    assert record.pk in search.object_ids("конституции", kind="maps", language="bg")
    assert found_as(record) == 2  # in each language


def test_a_trial_of_an_import_leaves_nothing_behind():
    former = Map.objects.get(identifier="constitutions-map")
    dataset = former.dataset
    former.delete()
    before, edition = referring_to(dataset), Edition.objects.get().number
    path = settings.STARTER / "maps.csv"
    import_file(registry.get("maps"), path, name=path.name, publish=True, dry_run=True)
    assert referring_to(dataset) == before
    assert Edition.objects.get().number == edition


def test_a_part_saved_alone_is_noted_with_its_whole(tmp_path):
    document = Document.objects.public().first()
    file = get_document_model()(title="Протокол")
    minutes = pdf(tmp_path / "minutes.pdf", ["Заседание на комисията"])
    file.file.save("minutes.pdf", ContentFile(minutes.read_bytes()))
    file.save()
    with indexed_together():
        Copy(document=document, file=file).save()
        assert not referring_to(file)
    assert referring_to(file) == {"document": {str(document.pk)}}


def test_what_is_published_and_withdrawn_in_one_block_is_not_found():
    record = Map.objects.get(identifier="constitutions-map")
    assert found_as(record) == 2
    with indexed_together():
        record.withdrawn_on, record.withdrawn_reason_bg = date(2026, 11, 1), "Сгрешена е."
        record.save_revision().publish()
    assert found_as(record) == 0


def test_what_is_deleted_in_a_block_refers_to_nothing_any_more():
    record = Map.objects.get(identifier="constitutions-map")
    dataset, key = record.dataset, str(record.pk)
    assert key in referring_to(dataset)["map"]
    with indexed_together():
        record.delete()
    assert key not in referring_to(dataset).get("map", set())


def test_a_block_inside_another_is_left_to_the_outer_one():
    record = Map.objects.get(identifier="constitutions-map")
    search.remove(f"maps:{record.pk}")
    with indexed_together():
        with indexed_together():
            record.save_revision().publish()
        assert found_as(record) == 0
    assert found_as(record) == 2


def test_after_a_block_that_failed_things_are_indexed_one_by_one_again():
    record = Map.objects.get(identifier="constitutions-map")
    search.remove(f"maps:{record.pk}")

    def failing():
        with indexed_together():
            record.save_revision().publish()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert found_as(record) == 0
    record.save_revision().publish()
    assert found_as(record) == 2
