"""What editors do with the lists of the archive, and that readers see it at once."""

import pytest

from chitalishte.archive.models import Actor, Change, Organ, OrganFact, Procedure
from chitalishte.justice.models import PowerModel
from chitalishte.records.models import Edition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Actor, Organ, OrganFact, PowerModel, Procedure])
def test_the_list_and_the_form_open(desk, model):
    address = f"/admin/snippets/{model._meta.app_label}/{model._meta.model_name}/"
    assert desk.get(address).status_code == 200
    thing = model.objects.first()
    assert desk.get(f"{address}edit/{thing.pk}/").status_code == 200


@pytest.mark.parametrize("model", [Actor, Change, Organ, OrganFact, PowerModel, Procedure])
def test_saving_it_raises_the_edition(model, django_capture_on_commit_callbacks):
    before = Edition.current()
    with django_capture_on_commit_callbacks(execute=True):
        model.objects.first().save()
    assert Edition.current() > before


def test_a_procedure_without_a_day_is_refused_with_a_word(desk):
    procedure = Procedure.objects.get(identifier="amendment-2015")
    form = {
        "title_bg": procedure.title_bg, "title_en": procedure.title_en, "kind": "amendment",
        "identifier": procedure.identifier, "opened": "", "opened_how": "event",
        "closed": "2015-12-18", "closed_how": "event", "events": [],
    }  # fmt: skip
    answer = desk.post(f"/admin/snippets/archive/procedure/edit/{procedure.pk}/", form)
    assert answer.status_code == 200
    assert "отбележете, че не се знае" in answer.content.decode()
    procedure.refresh_from_db()
    assert procedure.opened == "2015-05-26"
