"""A survey ready to be written in any format: plain values, texts by language, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .answers import Person

Texts = Mapping[str, str]  # {"bg": …, "en": …}; a language that is missing is left out


@dataclass(frozen=True)
class Named:
    """Something with a code and a name in each language: a term, a country, an organisation."""

    code: str
    names: Texts
    address: str = ""  # ROR, the address of a series


@dataclass(frozen=True)
class Material:
    """A document of the survey."""

    kind: str
    place: str = ""
    doi: str = ""
    number: str = ""
    citation: str = ""


@dataclass
class Study:
    """What is written out of a survey.

    identifier   ours; agency says whose it is
    addresses    {language: page of the record}
    has_built_abstract   the abstract was made of the fields, nobody wrote it
    issued, modified     ISO dates of the record, not of the survey
    time_method, sampling, modes, availability   our words for the options of the registry's lists
    """

    identifier: str
    agency: str
    addresses: Texts
    titles: Texts
    abstracts: Texts
    has_built_abstract: bool = False
    acronym: str = ""
    emm_id: str = ""
    authors: list[Person] = field(default_factory=list)
    compilers: list[Person] = field(default_factory=list)
    producers: list[Named] = field(default_factory=list)
    collectors: list[Named] = field(default_factory=list)
    funders: list[Named] = field(default_factory=list)
    owners: list[Named] = field(default_factory=list)
    distributors: list[Named] = field(default_factory=list)
    publisher: str = ""
    publisher_address: str = ""
    licence: str = ""
    issued: str = ""
    modified: str = ""
    version: int = 1
    series: Named | None = None
    wave: str = ""
    topics: list[Named] = field(default_factory=list)
    groups: list[Named] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    collected: tuple[str, str] = ("", "")
    country: Named | None = None
    regions: list[Named] = field(default_factory=list)
    territory: Texts = field(default_factory=dict)
    universe: Texts = field(default_factory=dict)
    unit: Texts = field(default_factory=dict)
    time_method: str = ""
    sampling: str = ""
    sampling_words: Texts = field(default_factory=dict)
    modes: list[Named] = field(default_factory=list)
    sample_size: int | None = None
    minority_sample: int | None = None
    languages: list[Named] = field(default_factory=list)
    availability: str = ""
    access_words: Texts = field(default_factory=dict)
    data_address: str = ""
    data_doi: str = ""
    data_number: str = ""
    data_licence: str = ""
    data_formats: str = ""
    materials: list[Material] = field(default_factory=list)
    publications: str = ""
    sources: list[tuple[str, str]] = field(default_factory=list)  # (title, address)

    @property
    def year(self) -> str:
        """Return the year a citation gives: of the record, as it is the record that is cited."""
        return self.issued[:4]

    @property
    def creators(self) -> list[str]:
        """Return who is cited: investigators, else producers, else the publisher of the record."""
        people = [person.name for person in self.authors]
        return people or [in_any(one.names) for one in self.producers] or [self.publisher]

    @property
    def doi_address(self) -> str:
        """Return the DOI of the data as an address, or ""."""
        bare = self.data_doi.strip().removeprefix("https://doi.org/").removeprefix("doi:")
        return f"https://doi.org/{bare}" if bare else ""


def in_any(texts: Texts, first: str = "en") -> str:
    """Return a text in the language asked for, or in the one there is."""
    return texts.get(first) or next((text for text in texts.values() if text), "")
