"""A study for DataCite (schema 4, as its JSON), schema.org and simple Dublin Core."""

from . import codes
from .study import Study, in_any

LANGUAGES = {"BUL": "bg", "ENG": "en", "UKR": "uk", "RUS": "ru", "TUR": "tr", "ROM": "rom"}


def datacite(study: Study, language: str = "en") -> dict:
    """Return the attributes of a DataCite record.

    The record describes somebody else's data: their DOI is a related identifier (IsMetadataFor), it
    is never claimed as ours.
    """
    identifier = study.addresses.get(language) or study.identifier
    data: dict = {
        "identifiers": [
            {"identifier": identifier, "identifierType": "URL"},
            {"identifier": study.identifier, "identifierType": study.agency},
        ],
        "creators": [_creator(name, study) for name in study.creators],
        "titles": _texts(study.titles, "title"),
        "publisher": {"name": study.publisher},
        "publicationYear": int(study.year) if study.year else None,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Survey record"},
        "subjects": _subjects(study),
        "contributors": [
            _person(person) | {"contributorType": "DataCurator"} for person in study.compilers
        ]
        + [
            {"name": in_any(one.names, language), "nameType": "Organizational"}
            | {"contributorType": "DataCollector"}
            for one in study.collectors
        ],
        "dates": _dates(study),
        "language": language,
        "alternateIdentifiers": [
            {"alternateIdentifier": number, "alternateIdentifierType": kind}
            for number, kind in (
                (study.emm_id, "EMM Survey Registry"),
                (study.data_number, "archive number"),
            )
            if number
        ],
        "relatedIdentifiers": _related(study),
        "sizes": [f"{study.sample_size} {in_any(study.unit, language)}".strip()]
        if study.sample_size
        else [],
        "formats": [part.strip() for part in study.data_formats.split(",") if part.strip()],
        "version": str(study.version),
        "rightsList": [{"rightsUri": study.licence}] if study.licence else [],
        "descriptions": [
            told | {"descriptionType": "Abstract"}
            for told in _texts(study.abstracts, "description")
        ],
        "geoLocations": [
            {"geoLocationPlace": in_any(place.names, language)}
            for place in ([study.country] if study.country else []) + study.regions
        ],
        "fundingReferences": [{"funderName": in_any(one.names, language)} for one in study.funders],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return {name: value for name, value in data.items() if value}


def _texts(texts, name):
    return [{name: text, "lang": code} for code, text in texts.items() if text]


def _creator(name, study):
    person = next((one for one in study.authors if one.name == name), None)
    return _person(person) if person else {"name": name, "nameType": "Organizational"}


def _person(person):
    told: dict = {"name": person.name, "nameType": "Personal"}
    if person.orcid:
        told["nameIdentifiers"] = [
            {
                "nameIdentifier": f"https://orcid.org/{person.orcid}",
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    if person.affiliation:
        told["affiliation"] = [{"name": person.affiliation}]
    return told


def _subjects(study):
    found = []
    for thing in [*study.topics, *study.groups]:
        for code, text in thing.names.items():
            found.append({"subject": text, "lang": code})
    for term in dict.fromkeys(codes.TOPIC.get(topic.code, "") for topic in study.topics):
        if term:
            found.append(
                {
                    "subject": term,
                    "subjectScheme": "CESSDA Topic Classification",
                    "schemeUri": f"{codes.DDI_VOCABULARIES}TopicClassification",
                }
            )
    return found


def _dates(study):
    start, end = study.collected
    found = []
    if start or end:
        found.append({"date": f"{start}/{end}" if start and end else start or end})
        found[0]["dateType"] = "Collected"
    if study.issued:
        found.append({"date": study.issued[:10], "dateType": "Issued"})
    if study.modified:
        found.append({"date": study.modified[:10], "dateType": "Updated"})
    return found


def _related(study):
    found = []
    if study.doi_address:
        found.append(
            {
                "relatedIdentifier": study.doi_address.removeprefix("https://doi.org/"),
                "relatedIdentifierType": "DOI",
                "relationType": "IsMetadataFor",
            }
        )
    elif study.data_address:
        found.append(
            {
                "relatedIdentifier": study.data_address,
                "relatedIdentifierType": "URL",
                "relationType": "IsMetadataFor",
            }
        )
    for material in study.materials:
        if material.doi:
            found.append(
                {
                    "relatedIdentifier": material.doi.removeprefix("https://doi.org/"),
                    "relatedIdentifierType": "DOI",
                    "relationType": "IsDocumentedBy",
                }
            )
    return found


def schema_org(study: Study, language: str) -> dict:
    """Return what schema.org's Dataset says beyond name, description and licence."""
    start, end = study.collected
    measured = [in_any(topic.names, language) for topic in study.topics]
    technique = [in_any(mode.names, language) for mode in study.modes]
    technique += [text for text in [in_any(study.sampling_words, language)] if text]
    places = ([study.country] if study.country else []) + study.regions
    return {
        "alternateName": study.acronym,
        "creator": [_agent(name, study) for name in study.creators],
        "funder": [_organisation(one, language) for one in study.funders],
        "temporalCoverage": "/".join(part for part in (start, end) if part),
        "spatialCoverage": [
            {"@type": "Place", "name": in_any(place.names, language)} for place in places
        ],
        "keywords": [in_any(one.names, language) for one in [*study.groups, *study.topics]],
        "variableMeasured": measured,
        "measurementTechnique": technique,
        "sameAs": study.doi_address,
        "isAccessibleForFree": study.availability == "public" if study.availability else None,
        "conditionsOfAccess": in_any(study.access_words, language),
        "isBasedOn": [address for _title, address in study.sources if address],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": study.publisher,
            "url": study.publisher_address,
        },
    }


def _agent(name, study):
    person = next((one for one in study.authors if one.name == name), None)
    if person is None:
        return {"@type": "Organization", "name": name}
    told = {"@type": "Person", "name": name}
    return told | ({"@id": f"https://orcid.org/{person.orcid}"} if person.orcid else {})


def _organisation(one, language):
    told = {"@type": "Organization", "name": in_any(one.names, language)}
    return told | ({"@id": one.address} if one.address else {})


def dublin_core(study: Study) -> list[tuple[str, str, str]]:
    """Return [(element, text, language)] of simple Dublin Core, for oai_dc."""
    found = [("title", text, code) for code, text in study.titles.items()]
    found += [("creator", name, "") for name in study.creators]
    for thing in [*study.topics, *study.groups]:
        found += [("subject", text, code) for code, text in thing.names.items()]
    found += [("description", text, code) for code, text in study.abstracts.items()]
    found += [("publisher", study.publisher, "")]
    found += [("contributor", person.name, "") for person in study.compilers]
    found += [("date", study.issued[:10], "")]
    found += [("type", "Dataset", "")]
    found += [("identifier", address, "") for address in study.addresses.values()]
    found += [("identifier", study.identifier, "")]
    found += [("relation", study.doi_address or study.data_address, "")]
    found += [("language", LANGUAGES.get(one.code, one.code), "") for one in study.languages]
    places = ([study.country] if study.country else []) + study.regions
    found += [("coverage", text, code) for place in places for code, text in place.names.items()]
    start, end = study.collected
    found += [("coverage", "/".join(part for part in (start, end) if part), "")]
    if words := codes.ACCESS.get(study.availability):
        found += [("rights", f"info:eu-repo/semantics/{words[0]}", "")]
    found += [("rights", study.licence, "")]
    return [(name, text, code) for name, text, code in found if text]
