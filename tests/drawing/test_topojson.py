import json

import pytest

from chitalishte.drawing.topojson import TopologyError, decode, read

# Two unit squares side by side; arc 1 is the border they share. Quantised: scale 0.5.
SQUARES = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "arcs": [
        [[2, 0], [-2, 0], [0, 2], [2, 0]],
        [[2, 0], [0, 2]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
    "objects": {
        "states": {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "Polygon",
                    "arcs": [[0, -2]],
                    "id": "001",
                    "properties": {"name": "West"},
                },
                {"type": "MultiPolygon", "arcs": [[[1, -3]]], "id": 2},
                {"type": "Point", "coordinates": [0, 0]},
            ],
        }
    },
}


def changed(**parts):
    return json.loads(json.dumps(SQUARES)) | parts


def test_quantised_arcs_become_degrees():
    topology = decode(SQUARES)
    west, east = topology.features
    assert (west.id, west.name, east.id, east.name) == ("001", "West", "2", "")
    assert topology.shape(west).bounds == (10, 20, 11, 21)
    assert topology.shape(east).bounds == (11, 20, 12, 21)


def test_neighbours_share_their_border_exactly():
    topology = decode(SQUARES)
    west, east = map(topology.shape, topology.features)
    assert west.intersection(east).length == 1
    assert west.union(east).area == 2


def test_a_file_without_quantisation_is_read_as_it_is():
    plain = changed(arcs=[[[0, 0], [1, 0], [1, 1], [0, 0]]], objects={"a": SQUARES["objects"]})
    del plain["transform"]
    plain["objects"] = {"one": {"type": "Polygon", "arcs": [[0]]}}
    topology = decode(plain)
    assert topology.shape(topology.features[0]).area == 0.5


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "Topology"),
        ({"type": "FeatureCollection"}, "Topology"),
        (changed(arcs=None), "arcs"),
        (changed(arcs=[5]), "arcs"),
        (changed(arcs=[[]]), "arc"),
        (changed(arcs=[[["x", 1]]]), "arc"),
        (changed(arcs=[[[1]]]), "arc"),
        (changed(arcs=[[[1e400, 0]]]), "arc"),
        (changed(transform={"scale": [1, 1]}), "transform"),
        (changed(objects={}), "objects"),
        (changed(objects={"a": {"type": "Polygon", "arcs": [[7]]}}), "not in the file"),
        (changed(objects={"a": {"type": "Polygon", "arcs": [["0"]]}}), "not in the file"),
        (changed(objects={"a": {"type": "Polygon", "arcs": [[]]}}), "not in the file"),
        (changed(objects={"a": {"type": "Polygon", "arcs": [3]}}), "broken"),
        (changed(objects={"a": {"geometries": 5}}), "list"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_with_a_reason(document, said):
    with pytest.raises(TopologyError, match=said):
        decode(document)


def test_more_points_than_a_map_needs_are_refused(monkeypatch):
    monkeypatch.setattr("chitalishte.drawing.topojson.MOST_POINTS", 5)
    with pytest.raises(TopologyError, match="at most 5 points"):
        decode(SQUARES)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000])
def test_a_file_that_is_not_json_is_named(tmp_path, text):
    path = tmp_path / "borders.json"
    path.write_text(text)
    with pytest.raises(TopologyError, match=r"borders\.json"):
        read(path)


def test_a_layer_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(TopologyError, match=r"'nuts'.*states"):
        decode(SQUARES, "nuts")
