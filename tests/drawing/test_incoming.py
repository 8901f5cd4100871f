"""Files of borders as people bring them: every format, and what is wrong with each place."""

import io
import json
import zipfile

import numpy as np
import pyogrio.raw
import pytest
import shapely
from shapely.geometry import Polygon, box

from chitalishte.drawing import incoming
from chitalishte.drawing.incoming import IncomingError, driver_of, read, read_apart

# Four fields of Thrace, side by side, in degrees.
FIELDS = [box(24 + n, 42, 25 + n, 43) for n in range(4)]
BOWTIE = Polygon([(24, 42), (25, 43), (25, 42), (24, 43), (24, 42)])


def geojson(shapes, **properties):
    features = [
        {
            "type": "Feature",
            "properties": {"code": f"F{n}", "name": f"Поле {n}"} | properties,
            "geometry": None if shape is None else shapely.geometry.mapping(shape),
        }
        for n, shape in enumerate(shapes)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def written(path, shapes, driver, crs="EPSG:4326"):
    wkb = shapely.to_wkb(shapes)
    codes = [f"F{n}" for n in range(len(shapes))]
    pyogrio.raw.write(
        str(path),
        np.array(wkb, dtype=object),
        [np.array(codes, dtype=object)],
        ["code"],
        geometry_type="Polygon",
        crs=crs,
        driver=driver,
    )
    return path


def the_file(tmp_path, content, name="places.geojson"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def zipped(tmp_path, names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.write(tmp_path / name, name)
    path = tmp_path / "packed"
    path.write_bytes(out.getvalue())
    return path


def is_fields(found):
    return all(
        one.symmetric_difference(field).area < 1e-6
        for one, field in zip(found.shapes, FIELDS, strict=True)
    )


def test_geojson_is_read_with_its_properties(tmp_path):
    found = read_apart(the_file(tmp_path, geojson(FIELDS)))
    assert is_fields(found)
    assert found.columns == ["code", "name"]
    assert found.rows[2] == {"code": "F2", "name": "Поле 2"}
    assert found.troubles == []


def test_a_geopackage_in_another_projection_comes_out_in_degrees(tmp_path):
    from pyproj import Transformer

    to_map = Transformer.from_crs("EPSG:4326", "EPSG:7801", always_xy=True)
    metres = [shapely.transform(one, to_map.transform, interleaved=False) for one in FIELDS]
    path = written(tmp_path / "places.gpkg", metres, "GPKG", "EPSG:7801")
    assert driver_of(path) == "GPKG"
    found = read(path)
    assert is_fields(found)
    assert found.notes == ["reprojected"]


def test_a_zipped_shapefile_is_read_and_a_part_of_one_is_not(tmp_path):
    written(tmp_path / "places.shp", FIELDS, "ESRI Shapefile")
    parts = ["places.shp", "places.shx", "places.dbf", "places.prj"]
    assert is_fields(read(zipped(tmp_path, parts)))
    with pytest.raises(IncomingError) as refused:
        driver_of(zipped(tmp_path, ["places.shp", "places.prj"]))
    assert (refused.value.code, refused.value.params) == (
        "shapefile_part",
        {"missing": ".shx, .dbf"},
    )


def test_kml_is_read(tmp_path):
    found = read(written(tmp_path / "places.kml", FIELDS, "KML"))
    assert is_fields(found)


def test_topojson_is_read(tmp_path):
    topology = {
        "type": "Topology",
        "objects": {
            "fields": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0]], "properties": {"code": "F0"}},
                ],
            }
        },
        "arcs": [[[24, 42], [25, 42], [25, 43], [24, 43], [24, 42]]],
    }
    path = the_file(tmp_path, json.dumps(topology))
    assert driver_of(path) == "TopoJSON"
    found = read(path)
    assert found.shapes[0].symmetric_difference(FIELDS[0]).area < 1e-6
    assert found.rows[0]["code"] == "F0"


def test_a_crossing_outline_is_repaired_and_named_by_its_feature(tmp_path):
    found = read(the_file(tmp_path, geojson([FIELDS[0], BOWTIE])))
    assert found.shapes[1].is_valid
    assert found.shapes[1].area == pytest.approx(0.5)
    (trouble,) = found.troubles
    assert (trouble.code, trouble.feature) == ("crossing", 2)
    assert "Self-intersection" in trouble.words


def test_a_point_and_a_place_without_borders_are_named_and_the_rest_is_read(tmp_path):
    found = read(the_file(tmp_path, geojson([FIELDS[0], shapely.Point(24, 42), None])))
    assert [(one.code, one.feature) for one in found.troubles] == [("not_area", 2), ("no_shape", 3)]
    assert found.shapes[0] is not None
    assert found.shapes[1:] == [None, None]


def test_latitude_before_longitude_is_turned_round(tmp_path):
    turned = [shapely.transform(one, lambda points: points[:, ::-1]) for one in FIELDS]
    found = read(the_file(tmp_path, geojson(turned)))
    assert found.notes == ["swapped"]
    assert is_fields(found)


def test_metres_that_do_not_say_what_they_are_of_are_refused(tmp_path):
    written(
        tmp_path / "places.shp", [box(400_000, 4_600_000, 500_000, 4_700_000)], "ESRI Shapefile"
    )
    with pytest.raises(IncomingError, match="not_degrees"):
        read(zipped(tmp_path, ["places.shp", "places.shx", "places.dbf"]))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unknown_kind"),
        (b"code,name\nF0,\n", "unknown_kind"),
        (b"PK\x03\x04 not an archive", "broken_archive"),
        (b"<kml><OGRVRTDataSource></OGRVRTDataSource></kml>", "unknown_kind"),
        (b"<?xml version='1.0'?><OGRVRTDataSource/>", "unknown_kind"),
        (b"SQLite format 3\0" + b"\xff" * 900, "unreadable"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Fea', "unreadable"),
        (b'{"type": "FeatureCollection", "features": []}', "no_places"),
    ],
)
def test_what_is_no_file_of_borders_is_refused_with_the_reason(tmp_path, content, code):
    path = tmp_path / "places"
    path.write_bytes(content)
    with pytest.raises(IncomingError) as refused:
        read(path)
    assert refused.value.code == code


def test_a_file_of_two_hundred_megabytes_is_not_even_opened(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(IncomingError, match="too_large"):
        read_apart(path)


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(incoming, "MOST_UNPACKED", 4_000_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.shp", "a.shx", "a.dbf"):
            archive.writestr(name, b"\0" * 1_500_000)
    with pytest.raises(IncomingError, match="archive_too_large"):
        driver_of(path)


def test_a_file_that_points_elsewhere_is_not_followed(tmp_path):
    secret = tmp_path / "secret.geojson"
    secret.write_text(geojson(FIELDS))
    pointer = json.dumps({"type": "Topology", "objects": {}, "arcs": [], "href": str(secret)})
    with pytest.raises(IncomingError):
        read_apart(the_file(tmp_path, pointer))
