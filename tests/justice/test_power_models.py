"""The guide to the models of judicial power."""

import csv

import pytest
from django.conf import settings

from chitalishte.drawing import countries
from chitalishte.justice.models import PowerModel
from chitalishte.justice.powermodels import Guide, ModelsError, load_models

pytestmark = pytest.mark.django_db

HEAD = ("identifier,question,name_bg,name_en,description_bg,description_en,states,literature,"
        "note_bg,note_en\n")  # fmt: skip


def test_the_dots_of_the_table_are_the_states_of_the_file():
    with (settings.STARTER / "justice" / "models.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    guide = Guide()
    assert [model.identifier for model in guide.models] == [row["identifier"] for row in rows]
    found = {(line.code, n) for line in guide.lines for n, one in enumerate(line.named) if one}
    assert found == {(code, n) for n, row in enumerate(rows) for code in row["states"].split(";")}
    assert len(guide.lines) == 27


def test_a_state_of_two_models_under_one_question_is_an_overlap():
    found = {code: {one.identifier for one in models} for code, _name, models in Guide().several}
    assert found["HU"] == {"cee-euro-model", "hybrid"}
    assert found["IE"] == {"northern-council", "courts-service"}
    assert "BG" not in found  # named for two models, each under its own question


def test_the_states_that_no_model_names_are_said():
    named = {code for model in PowerModel.objects.all() for code in model.codes}
    assert {code for code, _name in Guide().unnamed} == set(countries.EU27) - named


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_guide_leads_to_the_maps_and_the_states_and_they_lead_back(client, language):
    page = client.get(f"/{language}/justice/models/").content.decode()
    assert page.count(f'href="/{language}/maps/') >= 4
    assert f'href="/{language}/justice/countries/BG/"' in page
    state = client.get(f"/{language}/justice/countries/BG/").content.decode()
    assert f"/{language}/justice/models/#cee-euro-model" in state


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,government,А,A,о,d,BG;US,x,,\n", "row 3, states"),
        ("a,nothing,А,A,о,d,BG,x,,\n", "row 3, question"),
        ("a,government,А,A,о,d,BG,x,y,z,more\n", "row 3: it has not as many cells"),
        ("a,government,,A,о,d,BG,x,,\n", "row 3, name_bg"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_whole(tmp_path, row, said):
    path = tmp_path / "models.csv"
    path.write_text(HEAD + "good,government,Д,G,о,d,BG,x,,\n" + row)
    with pytest.raises(ModelsError, match=said):
        load_models(path)
    assert not PowerModel.objects.filter(identifier="good").exists()
