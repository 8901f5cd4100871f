"""An XML element as a source: what is asked of it, and what nobody asked for."""

import re
from collections.abc import Iterator

from .answers import Unread

XML = "{http://www.w3.org/XML/1998/namespace}"
STEP = re.compile(r"^([\w.-]+)(?:\[@([\w:.-]+)=([^\]]*)\])?$")
# How formats are named: attributes nobody needs to read.
FRAME = {"schemaLocation", "version", "noNamespaceSchemaLocation", "ID", "lang", "clusion"}


def local(name):
    """Return a tag's or attribute's name without its namespace."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def text_of(element):
    """Return the text of an element as it stands, with that of its children."""
    return "".join(element.itertext()) if len(element) else element.text or ""


class Source:
    """Reads elements by their local names, and remembers what has been read."""

    def __init__(self, root):
        self.root = root
        self._read: set = set()

    def find(self, path: str, within=None) -> list:
        """Return the elements at a path such as "stdyDscr/method/notes[@subject=x]"."""
        elements = [self.root if within is None else within]
        for step in path.split("/"):
            match = STEP.match(step)
            assert match, path  # noqa: S101 - our own paths
            name, attribute, value = match.groups()
            elements = [
                child
                for element in elements
                for child in element
                if local(child.tag) == name
                and (attribute is None or _attribute(child, attribute) == value)
            ]
        return elements

    def take(self, element) -> str:
        """Return an element's text and mark it as read, whole: children, attributes and all."""
        for inside in element.iter():
            self._read.add(inside)
            self._read.update((inside, name) for name in inside.attrib)
        return text_of(element)

    def texts(self, path: str, within=None) -> list[str]:
        return [self.take(element) for element in self.find(path, within)]

    def text(self, path: str, within=None) -> str:
        """Return the text of the first element there that is not empty; "" for none."""
        for element in self.find(path, within):
            text = text_of(element).strip()
            if text:
                return self.take(element).strip()
        return ""

    def attribute(self, element, name: str) -> str:
        """Return an attribute by its local name and mark it as read."""
        for full, value in element.attrib.items():
            if local(full) == name:
                self._read.add((element, full))
                return value.strip()
        return ""

    def unread(self) -> Iterator[Unread]:
        """Yield what holds words and was never asked for."""
        for element, path in _walk(self.root, local(self.root.tag)):
            if element in self._read:
                continue
            text = (element.text or "").strip()
            if text:
                yield Unread(path, text)
            for child in element:
                if tail := (child.tail or "").strip():
                    yield Unread(path, tail)
            for name, value in element.attrib.items():
                if local(name) not in FRAME and (element, name) not in self._read and value.strip():
                    yield Unread(f"{path}/@{local(name)}", value.strip())


def _attribute(element, name):
    return next((v for n, v in element.attrib.items() if local(n) == name), None)


def _walk(element, path):
    yield element, path
    counted: dict[str, int] = {}
    for child in element:
        name = local(child.tag)
        if not name:
            continue
        counted[name] = counted.get(name, 0) + 1
        number = f"[{counted[name]}]" if counted[name] > 1 else ""
        yield from _walk(child, f"{path}/{name}{number}")


def language_of(element) -> str:
    """Return the language an element stands in, its own or inherited; "" when none is marked."""
    while element is not None:
        for name in (f"{XML}lang", "xml-lang", "lang"):
            if value := element.get(name):
                return value.strip().casefold()[:2]
        element = element.getparent()
    return ""
