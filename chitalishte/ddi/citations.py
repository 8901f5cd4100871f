"""A study as people cite it: BibTeX, RIS, CSL-JSON."""

import re

from .study import Study, in_any


def bibtex(study: Study, language: str = "en") -> str:
    """Return a BibTeX entry; signs that TeX takes for commands are escaped."""
    key = re.sub(r"[^A-Za-z0-9:-]", "", study.identifier)
    fields = [
        ("title", "{" + tex(in_any(study.titles, language)) + "}"),
        # in double braces an organisation is not taken apart into names
        ("author", " and ".join(_author(name, study) for name in study.creators)),
        ("year", study.year),
        ("publisher", tex(study.publisher)),
        ("version", str(study.version)),
        ("doi", study.doi_address.removeprefix("https://doi.org/")),
        ("url", study.addresses.get(language, "")),
        ("note", tex("; ".join(filter(None, [study.data_number, study.emm_id])))),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _author(name, study):
    is_person = any(person.name == name for person in study.authors)
    return tex(name) if is_person else "{" + tex(name) + "}"


def tex(text):
    """Return a text on one line, with signs escaped that TeX takes for commands."""
    text = text.replace("\\", "").replace("{", "").replace("}", "")
    return re.sub(r"([&%$#_])", r"\\\1", " ".join(text.split()))


def ris(study: Study, language: str = "en") -> str:
    """Return a RIS record of the type DATA; every line ends as the format wants, with CR LF."""
    pairs = [("TY", "DATA"), ("TI", in_any(study.titles, language))]
    pairs += [("AU", _family_first(name, study)) for name in study.creators]
    pairs += [
        ("PY", study.year),
        ("PB", study.publisher),
        ("ET", str(study.version)),
        ("DO", study.doi_address.removeprefix("https://doi.org/")),
        ("UR", study.addresses.get(language, "")),
        ("AB", in_any(study.abstracts, language)),
        ("LA", language),
        ("ID", study.identifier),
    ]
    pairs += [("KW", in_any(topic.names, language)) for topic in [*study.topics, *study.groups]]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in pairs if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _family_first(name, study):
    """Return "Nakova, A." for a person; organisations stay as they are."""
    if not any(person.name == name for person in study.authors) or "," in name:
        return name
    given, _blank, family = name.rpartition(" ")
    return f"{family}, {given}" if given else name


def csl(study: Study, language: str = "en") -> dict:
    """Return a CSL-JSON item of the type dataset."""
    authors = []
    for name in study.creators:
        given, _blank, family = name.rpartition(" ")
        is_person = any(person.name == name for person in study.authors)
        authors.append(
            {"family": family, "given": given} if is_person and given else {"literal": name}
        )
    item = {
        "id": study.identifier,
        "type": "dataset",
        "title": in_any(study.titles, language),
        "author": authors,
        "issued": {"date-parts": [[int(part) for part in study.issued[:10].split("-")]]}
        if study.issued
        else None,
        "publisher": study.publisher,
        "version": str(study.version),
        "DOI": study.doi_address.removeprefix("https://doi.org/"),
        "URL": study.addresses.get(language, ""),
        "abstract": in_any(study.abstracts, language),
        "language": language,
        "keyword": ", ".join(in_any(topic.names, language) for topic in study.topics),
    }
    return {name: value for name, value in item.items() if value}
