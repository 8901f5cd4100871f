"""What a map under the hand measured, as tables of docs/performance.md."""

from .drawingreport import milliseconds


def tables(found):
    """Return [(heading, header, rows)] of the part `interaction`."""
    cases = found["cases"].values()
    rows = []
    for key, words in (("hover", "pointer over a place"), ("step", "a year further")):
        rows += [
            (
                f"{words}: work until the paint",
                *(milliseconds(c[key]["work"]) for c in cases),
            ),
            ("of twenty, one takes longer than", *(milliseconds(c[key]["most"]) for c in cases)),
            ("with the wait for the next frame", *(milliseconds(c[key]["shown"]) for c in cases)),
        ]
    paint = [(name, f"{seconds:.2f} s") for name, seconds in found["paint"].items()]
    return [
        ("A map under the hand, traced in Chromium, medians", ("", *found["cases"]), rows),
        (
            "First contentful paint, cold, processor four times slower, slow 4G",
            ("page", "seen after"),
            paint,
        ),
    ]
