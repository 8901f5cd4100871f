"""Write a study as DDI-Codebook 2.5 with all that the CESSDA profile asks for, bilingual."""

import re

from . import codes
from .study import Named, Study, in_any
from .xmlmaking import Maker, set_attribute

CITATION = "stdyDscr/citation"
INFO = "stdyDscr/stdyInfo"
SUMMARY = f"{INFO}/sumDscr"
COLLECTION = "stdyDscr/method/dataColl"
ACHIEVED = "Achieved sample:"
TOPIC_VOCABULARY = ("CESSDA Topic Classification", f"{codes.DDI_VOCABULARIES}TopicClassification")
EMM_VOCABULARY = "EMM Survey Registry topics"


def write(study: Study, language: str = "en") -> bytes:
    """Return one codeBook whose main language is this one; the other stands beside it."""
    return make(study, language).xml()


def make(study: Study, language: str = "en") -> Maker:
    """Return the codeBook as a Maker, to be written alone or inside something larger."""
    identifier = re.sub(r"[^\w.-]", "-", study.identifier)
    maker = Maker(ID=identifier if identifier[:1].isalpha() else f"S{identifier}", lang=language)
    _Codebook(maker, study, language).fill()
    return maker


class _Codebook:
    def __init__(self, maker, study, language):
        self.maker, self.study, self.language = maker, study, language
        self.other = "bg" if language == "en" else "en"

    def fill(self):
        self._head()
        self._citation()
        self._about()
        self._method()
        self._access()
        self._materials()
        self._files()

    def _each(self, path, texts, **attributes):
        """Write a text once for each language it has, the main one first."""
        for code in (self.language, self.other):
            if text := texts.get(code):
                self.maker.add(path, text, lang=code, **attributes)

    def _named(self, path, things, **attributes):
        for thing in things:
            self._each(path, thing.names, **attributes)

    def _head(self):
        study, maker = self.study, self.maker
        head = "docDscr/citation"
        title = in_any(study.titles, self.language)
        maker.add(f"{head}/titlStmt/titl", title, lang=self._language_of(study.titles))
        maker.add(f"{head}/prodStmt/producer", study.publisher, lang=self.language)
        maker.add(f"{head}/prodStmt/copyright", study.licence)
        for number, person in enumerate(study.compilers):
            maker.add(f"{head}/rspStmt/othId", person.name, affiliation=person.affiliation)
            if person.orcid:
                identifier = maker.at(f"{head}/rspStmt")[number]
                self._link(identifier, person.orcid)
        maker.add(f"{head}/verStmt/version", str(study.version), date=study.modified[:10])

    def _link(self, element, orcid):
        address = f"https://orcid.org/{orcid}"
        self.maker.within(element, "ExtLink", title="ORCID", URI=address)

    def _language_of(self, texts):
        return self.language if texts.get(self.language) else self.other

    def _citation(self):
        study, maker = self.study, self.maker
        statement = f"{CITATION}/titlStmt"
        main = self._language_of(study.titles)
        maker.add(f"{statement}/titl", in_any(study.titles, main), lang=main)
        if study.acronym:
            maker.add(f"{statement}/altTitl", study.acronym)
        for code, text in study.titles.items():
            if code != main and text:
                maker.add(f"{statement}/parTitl", text, lang=code)
        maker.add(f"{statement}/IDNo", study.identifier, agency=study.agency)
        if study.doi_address:
            maker.add(f"{statement}/IDNo", study.doi_address, agency="DOI")
        if study.emm_id:
            maker.add(f"{statement}/IDNo", study.emm_id, agency="EMM Survey Registry")
        self._authors()
        statement = f"{CITATION}/prodStmt"
        self._named(f"{statement}/producer", study.producers)
        for owner in study.owners:
            maker.add(f"{statement}/copyright", in_any(owner.names, self.language))
        self._named(f"{statement}/fundAg", study.funders)
        statement = f"{CITATION}/distStmt"
        # the publisher of the metadata stands first, so that a catalogue finds one in any case
        for code in (self.language, self.other):
            maker.add(
                f"{statement}/distrbtr", study.publisher, lang=code, URI=study.publisher_address
            )
        self._named(f"{statement}/distrbtr", study.distributors)
        if study.issued:
            maker.add(f"{statement}/distDate", study.issued[:10], date=study.issued[:10])
        if study.series:
            self._each(f"{CITATION}/serStmt/serName", study.series.names)
            if study.wave:
                maker.add(f"{CITATION}/serStmt/serInfo", study.wave)
        for code in (self.language, self.other):
            if address := study.addresses.get(code):
                maker.add(f"{CITATION}/holdings", URI=address, lang=code)

    def _authors(self):
        path = f"{CITATION}/rspStmt/AuthEnty"
        for person in self.study.authors:
            author = self.maker.add(path, person.name, affiliation=person.affiliation)
            if person.orcid:
                self._link(author, person.orcid)
        if not self.study.authors:
            self._named(path, self.study.producers)

    def _about(self):
        study, maker = self.study, self.maker
        for topic in study.topics:
            self._each(f"{INFO}/subject/keyword", topic.names, vocab=EMM_VOCABULARY)
        self._named(f"{INFO}/subject/keyword", study.groups)
        for word in study.keywords:
            maker.add(f"{INFO}/subject/keyword", word, lang="en")
        for term in dict.fromkeys(codes.TOPIC.get(topic.code, "") for topic in study.topics):
            if term:
                vocabulary, address = TOPIC_VOCABULARY
                maker.add(
                    f"{INFO}/subject/topcClas",
                    term,
                    lang="en",
                    vocab=vocabulary,
                    vocabURI=address,
                )
        # made of the fields by us, not by whoever made the survey: said so in the source
        made = {"contentType": "abstract"}
        for code in (self.language, self.other):
            if text := study.abstracts.get(code):
                maker.add(f"{INFO}/abstract", text, lang=code, **made)
        if study.has_built_abstract:
            maker.add(
                f"{INFO}/notes",
                "The abstract was composed from the fields of this record.",
                type="abstract",
                lang="en",
            )
        for event, date in zip(("start", "end"), study.collected, strict=True):
            if date:
                maker.add(f"{SUMMARY}/collDate", date, event=event, date=date)
        if study.country:
            self._each(f"{SUMMARY}/nation", study.country.names, abbr=study.country.code)
        for region in study.regions:
            self._each(f"{SUMMARY}/geogCover", region.names)
        self._each(f"{SUMMARY}/geogCover", study.territory)
        self._each(f"{SUMMARY}/anlyUnit", study.unit)
        self._each(f"{SUMMARY}/universe", study.universe, clusion="I")

    def _concept(self, path, texts, term, vocabulary):
        """Write words with the term of a controlled vocabulary beside them."""
        for code in (self.language, self.other):
            if not (text := texts.get(code)):
                continue
            element = self.maker.add(path, text, lang=code)
            if term:
                concept = self.maker.within(element, "concept", term)
                set_attribute(concept, "vocab", f"DDI {vocabulary}")
                address = codes.DDI_VOCABULARIES + vocabulary.replace(" ", "")
                set_attribute(concept, "vocabURI", address)

    def _method(self):
        study, maker = self.study, self.maker
        if term := codes.TIME_METHOD.get(study.time_method, ""):
            self._concept(f"{COLLECTION}/timeMeth", {"en": term}, term, "Time Method")
        self._named(f"{COLLECTION}/dataCollector", study.collectors)
        term = codes.SAMPLING.get(study.sampling, "")
        words = study.sampling_words or ({"en": term} if term else {})
        self._concept(f"{COLLECTION}/sampProc", words, term, "Sampling Procedure")
        if study.sample_size is not None:
            # there is an element for the target size only; the achieved one stands with the rate
            words = f"{ACHIEVED} {study.sample_size} {in_any(study.unit)}".rstrip()
            maker.add("stdyDscr/method/anlyInfo/respRate", words, lang="en")
        for mode in study.modes:
            term = codes.MODE.get(mode.code, "")
            self._concept(f"{COLLECTION}/collMode", mode.names, term, "Mode Of Collection")
        for title, address in study.sources:
            source = maker.add(f"{COLLECTION}/sources/srcDocu", title)
            if address:
                maker.within(source, "ExtLink", URI=address)

    def _access(self):
        study, maker = self.study, self.maker
        if study.data_address:
            maker.add("stdyDscr/dataAccs/setAvail/accsPlac", URI=study.data_address)
        if study.availability:
            maker.add("stdyDscr/dataAccs/setAvail/avlStatus", study.availability)
        self._each("stdyDscr/dataAccs/useStmt/restrctn", study.access_words)
        if words := codes.ACCESS.get(study.availability):
            term = f"info:eu-repo/semantics/{words[0]}"
            maker.add("stdyDscr/dataAccs/useStmt/conditions", term)

    def _materials(self):
        for material in self.study.materials:
            element = self.maker.add("stdyDscr/othrStdyMat/relMat")
            title = material.kind.capitalize()
            self.maker.within(element, "citation/titlStmt/titl", title, lang="en")
            for number, agency in ((material.number, ""), (material.doi, "DOI")):
                if number:
                    self.maker.within(element, "citation/titlStmt/IDNo", number, agency=agency)
            if material.citation:
                self.maker.within(element, "citation/biblCit", material.citation)
            if material.place:
                self.maker.within(element, "citation/holdings", URI=material.place)
        if self.study.publications:
            publication = self.maker.add("stdyDscr/othrStdyMat/relPubl")
            self.maker.within(publication, "citation/titlStmt/titl", self.study.publications)

    def _files(self):
        study = self.study
        if not (study.data_number or study.languages or study.data_formats):
            return
        text = self.maker.add("fileDscr/fileTxt")
        names = study.languages or [Named("", {"en": ""})]
        for language in names[:1]:
            name = study.data_number or study.identifier
            code = {"BUL": "bg", "ENG": "en"}.get(language.code, "")
            self.maker.within(text, "fileName", name, lang=code)
        if study.data_formats:
            self.maker.within(text, "fileType", study.data_formats)
