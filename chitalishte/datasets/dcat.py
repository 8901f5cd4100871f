"""Datasets as DCAT-AP 3.0 (SEMIC), with the URIs of the EU authority tables."""

from django.conf import settings
from django.utils import timezone
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD

from chitalishte.records.language import CODES, speaking
from chitalishte.records.provenance import LICENCE_TEXTS
from chitalishte.tables.checksums import checksum

from .dcatplaces import SPATIAL, add_place, authority
from .deriving import lineage
from .distributions import FILE_TYPES, MEDIA_TYPES
from .models import Dataset

ADMS = Namespace("http://www.w3.org/ns/adms#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"
LANGUAGE_CODES = {"bg": "BUL", "en": "ENG"}
LICENCE_KIND = "http://purl.org/adms/licencetype/"


def turtle(datasets):
    """Return a catalogue of these datasets as Turtle."""
    return graph(datasets).serialize(format="turtle")


def graph(datasets):
    """Return a catalogue of these datasets as an rdflib Graph."""
    g = Graph()
    for prefix, space in (
        ("dcat", DCAT),
        ("dct", DCTERMS),
        ("foaf", FOAF),
        ("vcard", VCARD),
        ("adms", ADMS),
        ("spdx", SPDX),
        ("dcatap", DCATAP),
        ("prov", PROV),
    ):
        g.bind(prefix, space, replace=True)
    datasets = list(datasets)
    catalogue = URIRef(f"{settings.BASE_URL}/catalog.ttl#catalogue")
    _catalogue(g, catalogue, datasets)
    for dataset in datasets:
        node = _dataset(g, dataset)
        g.add((catalogue, DCAT.dataset, node))
        if dataset.current_version:
            g.add((catalogue, DCAT.service, _service(g, dataset, node)))
    return g


def _catalogue(g, node, datasets):
    publisher = URIRef(f"{settings.BASE_URL}/#publisher")
    g.add((node, RDF.type, DCAT.Catalog))
    for code in CODES:
        g.add((node, DCTERMS.title, Literal(settings.SITE_NAME, lang=code)))
        _language(g, node, code)
    descriptions = {
        "bg": f"Отворените данни на {settings.SITE_NAME}",
        "en": f"The open data of {settings.SITE_NAME}",
    }
    for code, sentence in descriptions.items():
        g.add((node, DCTERMS.description, Literal(sentence, lang=code)))
    _agent(g, publisher, {"bg": settings.SITE_NAME}, settings.BASE_URL, "NonProfitOrganisation")
    g.add((node, DCTERMS.publisher, publisher))
    _document(g, node, FOAF.homepage, settings.BASE_URL + "/")
    _licence(g, node, URIRef(LICENCE_TEXTS["CC_BY_4_0"]), "Attribution")
    themes = authority("data-theme")
    g.add((node, DCAT.themeTaxonomy, themes))
    g.add((themes, RDF.type, SKOS.ConceptScheme))
    g.add((themes, DCTERMS.title, Literal("Data theme", lang="en")))
    add_place(g, node, SPATIAL[Dataset.Spatial.BG])
    published = [dataset for dataset in datasets if dataset.first_published_at]
    if published:
        first = min(dataset.first_published_at for dataset in published)
        last = max(dataset.last_published_at for dataset in published)
        g.add((node, DCTERMS.issued, _moment(first)))
        g.add((node, DCTERMS.modified, _moment(last)))


def _moment(value):
    return Literal(timezone.localtime(value).isoformat(), datatype=XSD.dateTime)


def _agent(g, node, names, homepage, kind):
    g.add((node, RDF.type, FOAF.Agent))
    for code, name in names.items():
        if name:
            g.add((node, FOAF.name, Literal(name, lang=code)))
    kind_node = URIRef("http://purl.org/adms/publishertype/" + kind)
    g.add((node, DCTERMS.type, kind_node))
    _concept(g, kind_node, kind)
    if homepage:
        _document(g, node, FOAF.homepage, homepage)


def _concept(g, node, label):
    g.add((node, RDF.type, SKOS.Concept))
    g.add((node, SKOS.prefLabel, Literal(label, lang="en")))


def _language(g, node, code):
    language = authority(f"language/{LANGUAGE_CODES[code]}")
    g.add((node, DCTERMS.language, language))
    g.add((language, RDF.type, DCTERMS.LinguisticSystem))


def _licence(g, node, licence, kind):
    g.add((node, DCTERMS.license, licence))
    g.add((licence, RDF.type, DCTERMS.LicenseDocument))
    g.add((licence, DCTERMS.type, URIRef(LICENCE_KIND + kind)))
    _concept(g, URIRef(LICENCE_KIND + kind), kind)


def _licence_of(g, node, dataset):
    kind = "PublicDomain" if dataset.licence == "CC0" else "Attribution"
    _licence(g, node, authority(f"licence/{dataset.licence}"), kind)


def _document(g, node, predicate, address, kind=FOAF.Document):
    target = URIRef(address)
    g.add((node, predicate, target))
    g.add((target, RDF.type, kind))


def _in_both(g, node, predicate, record, name):
    for code in CODES:
        if value := getattr(record, f"{name}_{code}"):
            g.add((node, predicate, Literal(value, lang=code)))


def _dataset(g, dataset):
    address = f"{settings.BASE_URL}/datasets/{dataset.identifier}"
    node = URIRef(address)
    g.add((node, RDF.type, DCAT.Dataset))
    g.add((node, DCTERMS.identifier, Literal(address, datatype=XSD.anyURI)))
    _in_both(g, node, DCTERMS.title, dataset, "title")
    _in_both(g, node, DCTERMS.description, dataset, "summary")
    for code in CODES:
        with speaking(code):
            for word in dataset.keyword_list():
                g.add((node, DCAT.keyword, Literal(word, lang=code)))
        _language(g, node, code)
        page = settings.BASE_URL + dataset.get_absolute_url(code)
        _document(g, node, FOAF.page, page)
    _publisher(g, node, dataset.publisher)
    _contact(g, node, dataset)
    _coverage(g, node, dataset)
    for theme in dataset.themes.all():
        g.add((node, DCAT.theme, authority(f"data-theme/{theme.eu_theme}")))
        _concept(g, authority(f"data-theme/{theme.eu_theme}"), theme.get_eu_theme_display())
    g.add((node, DCTERMS.issued, _moment(dataset.first_published_at)))
    g.add((node, DCTERMS.modified, _moment(dataset.last_published_at)))
    if dataset.landing_page:
        _document(g, node, DCAT.landingPage, dataset.landing_page)
    for source in _made_of(dataset):
        g.add((node, PROV.wasDerivedFrom, source))
    if dataset.current_version:
        g.add((node, OWL.versionInfo, Literal(str(dataset.current_version.number))))
        g.add((node, URIRef(str(DCAT) + "version"), Literal(str(dataset.current_version.number))))
        _in_both(g, node, ADMS.versionNotes, dataset.current_version, "reason")
        for form, media_type in MEDIA_TYPES.items():
            g.add((node, DCAT.distribution, _distribution(g, dataset, form, media_type)))
    return node


def _made_of(dataset):
    """Return the nodes of the public datasets of which the table is the answer to a question."""
    made = lineage(dataset.current_version) if dataset.current_version else None
    return [
        URIRef(f"{settings.BASE_URL}/datasets/{version.dataset.identifier}")
        for version in (made["inputs"] if made else ())
    ]


def _publisher(g, node, publisher):
    agent = URIRef(f"{settings.BASE_URL}/publishers/{publisher.identifier}")
    names = {"bg": publisher.name_bg, "en": publisher.name_en}
    _agent(g, agent, names, publisher.homepage, publisher.kind)
    g.add((node, DCTERMS.publisher, agent))


def _contact(g, node, dataset):
    if not dataset.contact_name:
        return
    contact = BNode()
    g.add((node, DCAT.contactPoint, contact))
    g.add((contact, RDF.type, VCARD.Organization))
    g.add((contact, RDF.type, VCARD.Kind))
    g.add((contact, VCARD.fn, Literal(dataset.contact_name)))
    if dataset.contact_email:
        g.add((contact, VCARD.hasEmail, URIRef(f"mailto:{dataset.contact_email}")))


def _coverage(g, node, dataset):
    if dataset.spatial:
        add_place(g, node, SPATIAL[dataset.spatial])
    if dataset.temporal_start:
        period = BNode()
        g.add((node, DCTERMS.temporal, period))
        g.add((period, RDF.type, DCTERMS.PeriodOfTime))
        g.add((period, DCAT.startDate, Literal(dataset.temporal_start)))
        if dataset.temporal_end:
            g.add((period, DCAT.endDate, Literal(dataset.temporal_end)))
    for predicate, table, kind in (
        (DCTERMS.accrualPeriodicity, f"frequency/{dataset.accrual_periodicity}", DCTERMS.Frequency),
        (DCTERMS.accessRights, f"access-right/{dataset.access_rights}", DCTERMS.RightsStatement),
    ):
        g.add((node, predicate, authority(table)))
        g.add((authority(table), RDF.type, kind))


def _distribution(g, dataset, form, media_type):
    with speaking("en"):
        page = dataset.get_absolute_url()
    address = URIRef(f"{settings.BASE_URL}{page}data.{form}")
    node = URIRef(f"{settings.BASE_URL}/datasets/{dataset.identifier}#{form}")
    g.add((node, RDF.type, DCAT.Distribution))
    g.add((node, DCAT.accessURL, address))
    g.add((node, DCAT.downloadURL, address))
    g.add((address, RDF.type, RDFS.Resource))
    titles = {"bg": "Таблицата като", "en": "The table as"}
    for code, words in titles.items():
        text = f"{words} {FILE_TYPES[form]}"
        g.add((node, DCTERMS.title, Literal(text, lang=code)))
        g.add((node, DCTERMS.description, Literal(f"{text}. {_summary(dataset, code)}", lang=code)))
    media = URIRef(f"https://www.iana.org/assignments/media-types/{media_type}")
    g.add((node, DCAT.mediaType, media))
    g.add((media, RDF.type, DCTERMS.MediaType))
    g.add((node, DCTERMS["format"], authority(f"file-type/{FILE_TYPES[form]}")))
    g.add((authority(f"file-type/{FILE_TYPES[form]}"), RDF.type, DCTERMS.MediaTypeOrExtent))
    _licence_of(g, node, dataset)
    available = authority("planned-availability/AVAILABLE")
    g.add((node, DCATAP.availability, available))
    _concept(g, available, "available")
    if form == "json":
        g.add((node, DCAT.accessService, _service_node(dataset)))
    if form == "parquet":  # the other forms are made when they are asked for
        _checksum(g, node, checksum(dataset.current_version.stored, form))
    return node


def _checksum(g, node, sums):
    g.add((node, DCAT.byteSize, Literal(sums.byte_size, datatype=XSD.nonNegativeInteger)))
    found = BNode()
    g.add((node, SPDX.checksum, found))
    g.add((found, RDF.type, SPDX.Checksum))
    g.add((found, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    g.add((SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm))
    g.add((found, SPDX.checksumValue, Literal(sums.sha256, datatype=XSD.hexBinary)))


def _service_node(dataset):
    return URIRef(f"{settings.BASE_URL}/datasets/{dataset.identifier}#rows")


def _service(g, dataset, served):
    """The rows of the dataset as the data API gives them (dcat:DataService)."""
    node = _service_node(dataset)
    base = f"{settings.BASE_URL}/api/v1/datasets/{dataset.slug}"
    g.add((node, RDF.type, DCAT.DataService))
    titles = {"bg": "Редовете чрез API", "en": "The rows by API"}
    for code, words in titles.items():
        title = f"{words}: {getattr(dataset, f'title_{code}') or dataset.title_bg}"
        g.add((node, DCTERMS.title, Literal(title, lang=code)))
        g.add((node, DCTERMS.description, Literal(_summary(dataset, code), lang=code)))
    _document(g, node, DCAT.endpointURL, f"{base}/rows", RDFS.Resource)
    _document(g, node, DCAT.endpointDescription, f"{base}/openapi.json", RDFS.Resource)
    _document(g, node, DCTERMS.conformsTo, OPENAPI, DCTERMS.Standard)
    g.add((node, DCAT.servesDataset, served))
    for theme in dataset.themes.all():
        g.add((node, DCAT.theme, authority(f"data-theme/{theme.eu_theme}")))
    for predicate in (DCTERMS.publisher, DCAT.contactPoint, DCAT.keyword, DCTERMS.accessRights):
        for value in g.objects(served, predicate):
            g.add((node, predicate, value))
    _licence_of(g, node, dataset)
    return node


def _summary(dataset, code):
    return getattr(dataset, f"summary_{code}") or dataset.title_bg
