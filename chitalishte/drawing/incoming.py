"""Reading a file of borders that somebody brings: GeoJSON, TopoJSON, GeoPackage, Shapefile, KML.

`read_apart` does it in a process of its own with bounded memory and time, because the file may be
broken or hostile and GDAL is a large library of C. What is wrong with a single place is a problem
with its number and does not stop the others; what is wrong with the whole raises IncomingError.
"""

import json
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.validation import explain_validity

from chitalishte import apart
from chitalishte.drawing.topojson import polygons_of

MOST_BYTES: Final = 100_000_000
MOST_UNPACKED: Final = 400_000_000  # of an archive
MOST_ENTRIES: Final = 200
MOST_FEATURES: Final = 20_000
MOST_POINTS: Final = 5_000_000
MEMORY: Final = 3_000_000_000  # bytes of address space
SECONDS: Final = 90
SHAPEFILE_PARTS: Final = (".shp", ".shx", ".dbf")
HOME: Final = (22.0, 41.0, 29.0, 44.5)  # Bulgaria: west, south, east, north


class IncomingError(ValueError):
    """No file of borders that we can read: `code` names the reason, `params` fill its sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one feature.

    code  no_shape, not_area, crossing, empty, outside
    """

    code: str
    feature: int  # from 1, as in the file
    words: str = ""  # of the library, for example where a ring crosses itself


@dataclass(frozen=True)
class Incoming:
    """shapes   polygons in degrees, longitude first; None where a feature has none
    rows     properties of every feature, in the order of `shapes`
    columns  names of the properties
    notes    codes of what was done to the whole: swapped, assumed_degrees, reprojected
    """

    shapes: list[Any]
    rows: list[dict[str, Any]]
    columns: list[str]
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def driver_of(path: Path) -> str:
    """Tell GDAL's name for what the file is, by its content. Raises IncomingError."""
    if path.stat().st_size > MOST_BYTES:
        raise IncomingError("too_large", most=MOST_BYTES // 1_000_000)
    with path.open("rb") as file:
        head = file.read(4096)
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if head.startswith(b"SQLite format 3\0"):
        return "GPKG"
    if head.startswith(b"PK\x03\x04"):
        return _archive(path)
    if text.startswith("{"):
        return "TopoJSON" if '"Topology"' in _start_of(path) else "GeoJSON"
    # a virtual dataset (VRT) is XML too, and may point anywhere
    if text.startswith("<") and "<kml" in text and "VRT" not in text:
        return "KML"
    raise IncomingError("unknown_kind")


def _start_of(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(400)


def _archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise IncomingError("broken_archive") from error
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise IncomingError("archive_too_large")
    endings = [Path(info.filename).suffix.lower() for info in infos]
    if endings.count(".shp") == 1:
        missing = [part for part in SHAPEFILE_PARTS if part not in endings]
        if missing:
            raise IncomingError("shapefile_part", missing=", ".join(missing))
        return "ESRI Shapefile"
    if endings.count(".kml") == 1:
        return "KML"
    raise IncomingError("archive_content")


def read(path: Path) -> Incoming:
    """Read every feature with its properties, in degrees. Raises IncomingError.

    In this process; for what a stranger sent use `read_apart`.
    """
    # Only here: a page never needs it, and it takes a quarter of a second.
    import pyogrio.raw
    from pyogrio.errors import DataLayerError, DataSourceError

    driver = driver_of(path)
    is_zip = driver in ("ESRI Shapefile", "KML") and zipfile.is_zipfile(path)
    source = _inside(path, driver) if is_zip else str(path)
    try:
        layers = pyogrio.list_layers(source)
        if not len(layers):
            raise IncomingError("no_layer")
        if pyogrio.read_info(source, layer=layers[0][0])["features"] > MOST_FEATURES:
            raise IncomingError("too_many", most=MOST_FEATURES)
        meta, _ids, wkb, values = pyogrio.raw.read(source, layer=layers[0][0], force_2d=True)
    except (DataSourceError, DataLayerError, UnicodeDecodeError, RuntimeError) as error:
        raise IncomingError("unreadable", words=str(error)[:200]) from error
    if wkb is None or not len(wkb):
        raise IncomingError("no_places")
    shapes = [None if one is None else shapely.from_wkb(one, on_invalid="fix") for one in wkb]
    if sum(shapely.get_num_coordinates(one) for one in shapes if one is not None) > MOST_POINTS:
        raise IncomingError("too_many_points", most=MOST_POINTS)
    columns = [str(name) for name in meta["fields"]]
    rows = [
        {name: _plain(column[place]) for name, column in zip(columns, values, strict=True)}
        for place in range(len(shapes))
    ]
    degrees, notes = _in_degrees(shapes, meta["crs"])
    kept, troubles = _areas(degrees)
    return Incoming(kept, rows, columns, troubles, notes)


def _inside(path: Path, driver: str) -> str:
    ending = ".shp" if driver == "ESRI Shapefile" else ".kml"
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(ending)]
    # braces, because without its ending GDAL does not see where the archive ends
    return f"/vsizip/{{{path}}}/{names[0]}"


def _plain(value: Any) -> Any:
    """Give a property as JSON has it; lists and other things as text."""
    if value is None or isinstance(value, str | bool | int | float):
        return None if value != value else value  # NaN
    item = getattr(value, "item", None)
    if item is not None and getattr(value, "size", 1) == 1:
        return _plain(item())
    return str(value)


def _in_degrees(shapes: Sequence[Any], crs: str | None) -> tuple[list[Any], list[str]]:
    """Bring shapes to longitude and latitude, whatever they came in. Raises IncomingError."""
    known = [one for one in shapes if one is not None and not one.is_empty]
    if not known:
        raise IncomingError("no_places")
    notes = []
    try:
        system = CRS.from_user_input(crs) if crs else None
    except CRSError:
        system = None
    moved = list(shapes)
    if system is not None and system.to_epsg() != 4326 and not system.is_geographic:
        to_degrees = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
        moved = [
            None if one is None else shapely.transform(one, to_degrees.transform, interleaved=False)
            for one in shapes
        ]
        notes.append("reprojected")
    elif system is None:
        notes.append("assumed_degrees")
    bounds = shapely.total_bounds([one for one in moved if one is not None])
    if _is_swapped(bounds):
        moved = [
            None if one is None else shapely.transform(one, lambda c: c[:, ::-1]) for one in moved
        ]
        bounds = bounds[[1, 0, 3, 2]]
        notes.append("swapped")
    west, south, east, north = bounds
    if not (-181 <= west <= east <= 361 and -90.5 <= south <= north <= 90.5):
        raise IncomingError("not_degrees")
    return moved, notes


def _turned(points: Any) -> Any:
    return points[:, ::-1]


def _is_swapped(bounds: Any) -> bool:
    """Tell whether latitude stands first: impossible as it is, or Bulgaria once it is turned."""
    west, south, east, north = bounds
    is_impossible = (south < -90 or north > 90) and west >= -90 and east <= 90
    return bool(is_impossible or (_is_home(south, west, north, east) and not _is_home(*bounds)))


def _is_home(west: float, south: float, east: float, north: float) -> bool:
    return (
        HOME[0] - 1 <= west
        and east <= HOME[2] + 1
        and HOME[1] - 1 <= south
        and north <= HOME[3] + 1
    )


def _areas(shapes: Sequence[Any]) -> tuple[list[Any], list[Trouble]]:
    """Repair what can be repaired and say what it was; what is no area becomes None."""
    kept: list[Any] = []
    troubles = []
    for number, shape in enumerate(shapes, start=1):
        if shape is None or shape.is_empty:
            troubles.append(Trouble("no_shape", number))
            kept.append(None)
            continue
        if shape.geom_type not in ("Polygon", "MultiPolygon", "GeometryCollection"):
            troubles.append(Trouble("not_area", number, shape.geom_type))
            kept.append(None)
            continue
        if not shape.is_valid:
            troubles.append(Trouble("crossing", number, explain_validity(shape)))
        repaired = polygons_of(shape)
        if repaired.is_empty:
            troubles.append(Trouble("empty", number))
        kept.append(None if repaired.is_empty else repaired)
    return kept, troubles


def read_apart(path: Path) -> Incoming:
    """Read as `read` does, in a process of its own that may not take more than its share.

    Raises IncomingError, also when the process had to be ended.
    """
    quiet = {
        "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
        "OGR_SKIP": "VRT,OGR_VRT,HTTP,WFS,OAPIF,CSW,ODBC,PGDump",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "SHAPE_RESTORE_SHX": "NO",
    }
    try:
        said = apart.ask(
            "chitalishte.drawing.incoming",
            [str(path)],
            seconds=SECONDS,
            memory=MEMORY,
            environment=quiet,
        )
    except apart.ApartError as error:
        raise IncomingError(error.code, seconds=SECONDS) from error
    if "error" in said:
        raise IncomingError(said["error"], **said["params"])
    return Incoming(
        [None if one is None else shapely.from_wkb(one) for one in said["shapes"]],
        said["rows"],
        said["columns"],
        [Trouble(*one) for one in said["troubles"]],
        said["notes"],
    )


def main(path: str) -> None:
    """Read the file and write what it holds as JSON to standard output."""
    try:
        found = read(Path(path))
        said: dict[str, Any] = {
            "shapes": [None if one is None else one.wkb_hex for one in found.shapes],
            "rows": found.rows,
            "columns": found.columns,
            "troubles": [[one.code, one.feature, one.words] for one in found.troubles],
            "notes": found.notes,
        }
    except IncomingError as error:
        said = {"error": error.code, "params": error.params}
    except MemoryError:
        said = {"error": "broke_off", "params": {}}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
