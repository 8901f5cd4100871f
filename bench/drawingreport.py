"""What drawing measured, as tables of docs/performance.md."""

NAMES = {
    "ours": "**Chitalishte**: classes, words and links of every place, SVG",
    "geopandas": "geopandas `plot` + matplotlib `savefig` to SVG",
    "vl-convert": "vl-convert, the same geoshape from Vega-Lite",
}


def milliseconds(seconds):
    taken = seconds * 1000
    return f"{taken:.0f} ms" if taken >= 20 else f"{taken:.1f} ms"


def tables(found):
    """Return [(heading, header, rows)] of the part `drawing`."""
    cases = found["cases"]
    times = [
        (words, *(milliseconds(case[name]) for case in cases.values()))
        for name, words in NAMES.items()
    ]
    for name in ("geopandas", "vl-convert"):
        ratios = (f"{case[name] / case['ours']:.0f} times" for case in cases.values())
        times.append((f"we are faster than {name}", *ratios))
    kilobytes = [
        (words, *(f"{case[key] / 1000:.1f} kB" for case in cases.values()))
        for key, words in (("bytes", "SVG"), ("gzip", "gzip"), ("brotli", "brotli"))
    ]
    scripts = f"{found['script_bytes'] / 1000:.1f} kB"
    return [
        ("Drawing a map to SVG from prepared geometry, median", ("", *cases), times),
        ("Bytes of the drawing", ("", *cases), kilobytes),
        ("JavaScript of a map's page, gzip", ("", "bytes"), [("map, years", scripts)]),
    ]
