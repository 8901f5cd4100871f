"""Write answers as the registry's own exporter would: the same places, the same labels."""

import re
from collections.abc import Iterable, Mapping

from ..answers import Answer, Flag, Person
from ..xmlmaking import DC, DCTERMS, Maker
from . import paths, prose, specification
from .reading import FULL_DATASET, person_of


def write(
    answers: Mapping[str, Answer], *, number: str = "", people: Iterable[Person] = ()
) -> bytes:
    """Return one record in the registry's dialect.

    number   its number in the registry's public addresses
    people   who compiled it
    What the registry never emits (38 of its 228 fields) is not in the file.
    """
    return _Writer(answers).codebook(number, people).xml()


class _Writer:
    def __init__(self, answers):
        self.answers = answers

    def told(self, code: str) -> str:
        """Return a field's text as the registry writes it: labels for codes, "" for unknown."""
        answer = self.answers.get(code)
        if answer is None:
            return ""
        if answer.missing:
            return FULL_DATASET if code == "8.6" and answer.missing == "-999" else ""
        if answer.flag == Flag.NOT_IN_LIST:
            return answer.text
        field = specification.fields().get(code)
        if field and field.vocabulary:
            option = specification.option_of(field.vocabulary, answer.text)
            return option.label_en if option else answer.text
        if code == "8.9a" and isinstance(answer.value, tuple):
            return ";".join(answer.value)  # this one list without blanks
        return answer.written or answer.text

    def codebook(self, number, people):
        identifier = self.told("1.1")
        is_id = bool(re.fullmatch(r"[A-Za-z_][\w.-]*", identifier))
        self.maker = maker = Maker(ID=identifier if is_id else "", lang="en")
        self._head(number, people)
        for path, code in paths.TEXTS:
            self._text(path, self.told(code))
        self._series_note()
        self._subject()
        self._scope()
        for path, lines in paths.BLOCKS:
            self._block(path, prose.write(lines, self.told))
        for subgroup in paths.SUBGROUPS:
            self._subgroup(subgroup)
        if method := self.told("1.10"):
            maker.add("stdyDscr/method/dataColl/timeMeth", method=method)
        if modes := [m.label_en for m in specification.members("7.2") if self._yes(m.code)] + [
            text for text in [self.told("7.2.other")] if text
        ]:
            maker.add("stdyDscr/method/dataColl/collMode", "".join(f"{mode}; " for mode in modes))
        for identifier, title, fields in paths.DOCUMENTS:
            self._document(identifier, title, fields)
        self._studies()
        if maker.root.find("{*}stdyDscr/{*}othrStdyMat/{*}othRefs") is not None:
            titles = maker.at("stdyDscr/othrStdyMat/othRefs/citation")
            maker.within(titles, "titlStmt/titl", paths.PUBLICATIONS_TITLE)
        if maker.root.find("{*}fileDscr/{*}fileTxt/{*}fileCitation") is not None:
            maker.at("fileDscr/fileTxt/fileCitation/titlStmt/titl")
        if not maker.root.findall("{*}stdyDscr/{*}citation/{*}titlStmt/{*}titl"):
            maker.at("stdyDscr/citation/titlStmt/titl")
        return maker

    def _yes(self, code):
        return self.told(code) == "Yes"

    def _head(self, number, people):
        head, maker = "docDscr/citation", self.maker
        maker.add(f"{head}/titlStmt/titl", self.told("1.3") or self.told("1.4"))
        if country := self.told("1.0"):
            maker.add(f"{head}/spatial", country, DCTERMS)
        if number:
            maker.add(f"{head}/identifier", number, DC)
        for person in people:
            maker.add(f"{head}/contributor", contributor(person), DC)
        for code in ("11.2", "11.3", "11.4"):
            if text := self.told(code):
                maker.add(f"{head}/{'modified' if code == '11.2' else 'temporal'}", text, DCTERMS)
        coverage = [self.told(code) for code in ("11.5", "11.6", "11.7")]
        coverage += list(self.answers.get("11.coverage", Answer()).value or ())
        for text in filter(None, coverage):
            maker.add(f"{head}/coverage", text, DC)

    def _text(self, path, text):
        """Write a text at a path whose last step may ask for one attribute."""
        if not text:
            return
        base, _bracket, asked = path.partition("[@")
        attributes = {}
        if asked:
            name, _equals, value = asked.rstrip("]").partition("=")
            attributes[name] = value
        if base.endswith("/parTitl"):
            attributes["lang"] = "en"
        if "targetSampleSize" in base:
            self._sample_size(text, attributes)
            return
        self.maker.add(base, text, **attributes)

    def _sample_size(self, text, attributes):
        # one targetSampleSize for each size
        size = self.maker.add("stdyDscr/method/dataColl/targetSampleSize")
        self.maker.within(size, "sampleSize", text, **attributes)

    def _series_note(self):
        parts = [self.told("2.9"), self.told("2.10")]
        if any(parts):
            self.maker.add(
                "stdyDscr/stdyInfo/notes", ",\n".join(parts).rstrip(",\n"), subject="subsurvey"
            )

    def _subject(self):
        for member in specification.members("1.13"):
            if self._yes(member.code):
                self.maker.add("stdyDscr/stdyInfo/subject/keyword", member.label_en)
        for word in self.answers.get("1.13.30a", Answer()).value or ():
            self.maker.add("stdyDscr/stdyInfo/subject/keyword", word)

    def _scope(self):
        summary = "stdyDscr/stdyInfo/sumDscr"
        if cycle := self.told("2.4"):
            self.maker.add(f"{summary}/collDate", cycle=cycle)
        if country := self.told("1.0"):
            option = specification.option_of("country", country)
            self.maker.add(f"{summary}/nation", country, abbr=option.code if option else "")
        places = [self.told(code) for code in ("1.5", "1.6", "1.7", "1.8", "1.8a", "1.8b")]
        universe = [self.told(code) for code in ("1.15", "1.16")]
        self._lines(f"{summary}/geogCover", places)
        self._lines(f"{summary}/universe", universe, clusion="I")

    def _lines(self, path, lines, **attributes):
        if text := "".join(f"{line}\n" for line in lines if line):
            self.maker.add(path, text, cdata=True, **attributes)

    def _block(self, path, text):
        if not text:
            return
        if "frameUnit" in path:
            self._frame_unit("frameUnit_total", "[Total]", text)
            return
        base, _bracket, asked = path.partition("[@ID=")
        attributes = {"ID": asked.rstrip("]")} if asked else {}
        if base.endswith("sampleFrame/universe"):
            attributes["clusion"] = "I"
        if base.endswith("stdyClas"):
            self.maker.add(base, text.strip())
            return
        self.maker.add(base, text, cdata=True, **attributes)

    def _frame_unit(self, identifier, name, text=""):
        unit = self.maker.add(f"{paths.COLLECTION}/sampleFrame/frameUnit", ID=identifier)
        # the exporter writes this number for every record
        attributes = {"numberOfUnits": "00000"} if text else {}
        self.maker.within(unit, "unitType", text, **attributes)
        self.maker.within(unit, "txt", name)

    def _subgroup(self, number):
        letter = "abcde"[number - 1]
        name, size, weak = (self.told(f"6{letter}{field}") for field in (1, 2, 7))
        if name:
            self._frame_unit(f"frameUnit_sg{number}", name)
        if size:
            self._sample_size(size, {"ID": f"sampleSize_sg{number}"})
        if weak:
            self.maker.add("stdyDscr/method/notes", weak, subject=f"SG{number} issues")
            if number == 1:
                self.maker.add("stdyDscr/method/anlyInfo/dataAppr", weak, ID="dataAppr_sg1")
        rate = prose.write(prose.subgroup_response(number), self.told)
        if rate:
            identifier = f"respRate_sg{number}"
            self.maker.add("stdyDscr/method/anlyInfo/respRate", rate, cdata=True, ID=identifier)

    def _document(self, identifier, title, fields):
        told = {path: self.told(code) for path, code in fields.items()}
        codes = self.answers.get(fields["languages"], Answer()).value or ()
        if not any(told.values()):
            return
        material = self.maker.add("stdyDscr/othrStdyMat/relMat", ID=identifier)
        self.maker.within(material, "citation/titlStmt/titl", title)
        for path in ("titlStmt/IDNo", "verStmt/version", "biblCit"):
            if told.get(path):
                self.maker.within(material, f"citation/{path}", told[path])
        if told["holdings/@URI"]:
            self.maker.within(material, "citation/holdings", URI=told["holdings/@URI"])
        for path, namespace in (("available", DCTERMS), ("conformsTo", DCTERMS), ("language", DC)):
            if told.get(path):
                self.maker.within(material, f"citation/{path}", told[path], namespace)
        for code in codes if isinstance(codes, tuple) else (codes,):
            self.maker.within(material, "citation/language", code, DC)

    def _studies(self):
        told = {path: self.told(code) for path, code in paths.SERIES.items()}
        if any(told.values()):
            study = self.maker.add("stdyDscr/othrStdyMat/relStdy")
            title = told["titlStmt/titl"] or told["titlStmt/parTitl"]
            self.maker.within(study, "citation/titlStmt/titl", title)
            for path in ("titlStmt/altTitl", "titlStmt/IDNo"):
                if told[path]:
                    self.maker.within(study, f"citation/{path}", told[path])
            if told["titlStmt/parTitl"]:
                name = "citation/titlStmt/parTitl"
                self.maker.within(study, name, told["titlStmt/parTitl"], lang="en")
            if told["spatial"]:
                self.maker.within(study, "citation/spatial", told["spatial"], DCTERMS)
        has_qualitative, which = self.told("2.13"), self.told("2.14")
        if has_qualitative or which:
            study = self.maker.add("stdyDscr/othrStdyMat/relStdy")
            self.maker.within(study, "citation/titlStmt/titl", has_qualitative or "Yes")
            if which:
                self.maker.within(study, "citation/notes", which)


def contributor(person: Person) -> str:
    """Return a person as the registry writes one: the name and an escaped link to the ORCID."""
    if person.written:
        said = person_of(person.written)
        if (said.name, said.orcid, said.affiliation) == (
            person.name,
            person.orcid,
            person.affiliation,
        ):
            return person.written
    name = f"{person.name} ({person.affiliation})" if person.affiliation else person.name
    if not person.orcid:
        return f"{name} "
    return f"{name} <a target='_blank' href=\"https://orcid.org/{person.orcid}\"></a>"
