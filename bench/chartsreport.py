"""What drawing charts measured, as tables of docs/performance.md."""

from .drawingreport import milliseconds


def tables(found):
    """Return [(heading, header, rows)] of the part `charts`."""
    cases = found["cases"]
    rows = [
        ("rows to a specification (Altair)", *(milliseconds(c["build"]) for c in cases.values())),
        ("specification to SVG (vl-convert)", *(milliseconds(c["draw"]) for c in cases.values())),
        ("SVG, gzip", *(f"{c['gzip'] / 1000:.1f} kB" for c in cases.values())),
    ]
    scripts = f"{found['script_bytes'] / 1000:.1f} kB"
    return [
        ("Drawing a chart on the server, median", ("", *cases), rows),
        ("JavaScript of a chart's page before it is touched, gzip", ("", "bytes"), [("", scripts)]),
    ]
