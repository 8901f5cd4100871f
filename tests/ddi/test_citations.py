"""How a study is cited and described to others."""

import json

from chitalishte.ddi.citations import bibtex, csl, ris
from chitalishte.ddi.datacite import datacite, dublin_core, schema_org

from .test_codebook import a_study


def test_bibtex_keeps_signs_of_tex_and_organisations_whole():
    entry = bibtex(a_study(authors=[], titles={"en": "50% of {Roma} & others"}), "en")
    assert r"title = {{50\% of Roma \& others}}" in entry
    assert "author = {{Institute}}" in entry
    assert entry.count("{") == entry.count("}")


def test_ris_has_its_type_first_and_its_end_last_and_one_author_a_line():
    lines = ris(a_study(), "en").split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2] == "ER  - "
    assert "AU  - Nakova, Ana" in lines
    assert all(line[2:6] == "  - " for line in lines[:-1])


def test_csl_is_a_dataset_with_people_and_a_date():
    item = csl(a_study(), "bg")
    assert item["type"] == "dataset"
    assert item["author"] == [{"family": "Nakova", "given": "Ana"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 25]]}
    json.dumps(item)


def test_datacite_has_what_is_mandatory_and_never_claims_another_s_doi():
    record = datacite(a_study(), "en")
    for name in ("identifiers", "creators", "titles", "publisher", "publicationYear", "types"):
        assert record[name], name
    assert record["types"]["resourceTypeGeneral"] == "Dataset"
    assert "10.4232/1.3963" not in json.dumps(record["identifiers"])
    related = record["relatedIdentifiers"][0]
    assert (related["relatedIdentifier"], related["relationType"]) == (
        "10.4232/1.3963",
        "IsMetadataFor",
    )
    assert {"date": "2011-05/2011-07-30", "dateType": "Collected"} in record["dates"]


def test_schema_org_says_when_where_how_and_whether_it_is_free():
    told = schema_org(a_study(), "en")
    assert told["temporalCoverage"] == "2011-05/2011-07-30"
    assert told["spatialCoverage"][0] == {"@type": "Place", "name": "Bulgaria"}
    assert told["isAccessibleForFree"] is False
    assert schema_org(a_study(availability=""), "en")["isAccessibleForFree"] is None


def test_dublin_core_gives_both_languages():
    titles = {text for name, text, _code in dublin_core(a_study()) if name == "title"}
    assert titles == {"Заглавие & още", "A title <b>"}
