"""Places of the EU authority tables, as a catalogue names them."""

from typing import NamedTuple

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

from .models import Dataset

AUTHORITY = "http://publications.europa.eu/resource/authority/"
GEO = Namespace("http://www.opengis.net/ont/geosparql#")


class Place(NamedTuple):
    """A place of an authority table: west, south, east, north in degrees (WGS 84)."""

    table: str
    box: tuple[float, float, float, float]


# The boxes hold the European territories of the EU with the Azores, Madeira and the Canaries.
SPATIAL = {
    Dataset.Spatial.EU: Place("corporate-body/EURUN", (-31.3, 27.6, 34.6, 70.1)),
    Dataset.Spatial.BG: Place("country/BGR", (22.4, 41.2, 28.6, 44.2)),
    Dataset.Spatial.EUROPE: Place("continent/EUROPE", (-31.3, 27.6, 69.1, 81.9)),
}


def authority(path):
    """Return the URI of an entry of an EU authority table."""
    return URIRef(AUTHORITY + path)


def add_place(g, node, place):
    """Say which place something is about, with its box and its middle."""
    target = authority(place.table)
    west, south, east, north = place.box
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    ring = ", ".join(f"{x} {y}" for x, y in corners)
    middle = f"{(west + east) / 2:.2f} {(south + north) / 2:.2f}"
    g.add((node, DCTERMS.spatial, target))
    g.add((target, RDF.type, DCTERMS.Location))
    g.add((target, DCAT.bbox, Literal(f"POLYGON(({ring}))", datatype=GEO.wktLiteral)))
    g.add((target, DCAT.centroid, Literal(f"POINT({middle})", datatype=GEO.wktLiteral)))
