"""The numbers as a table for the terminal and as docs/performance.md."""

import re
from datetime import datetime

from . import (
    chartsreport,
    drawingreport,
    interactionreport,
    law,
    papers,
    readingreport,
    rowsreport,
    surveys,
)

CASES = {
    "map cold": "Map page, edition just raised (made anew, compressed, kept)",
    "map warm": "Map page, warm",
    "map 304": "Map page, reader has it (`If-None-Match` → 304)",
    "dataset cold": "Dataset page with the same table, edition just raised",
    "dataset warm": "Dataset page with the same table, warm",
    "datasette": "Datasette, the same table as HTML",
}
RATES = {
    "map warm": "Map page, warm",
    "map 304": "Map page, 304",
    "map made": "Map page, every answer made anew",
    "dataset warm": "Dataset page, warm",
    "dataset made": "Dataset page, every answer made anew",
    "datasette": "Datasette, the same table as HTML",
}
PAGES = {"map": "Map page", "dataset": "Dataset page", "peer": "Datasette, table page"}
KINDS = ("page", "styles", "scripts", "fonts", "pictures", "total")
MOST = 200_000  # bytes a whole page may weigh


def times_of(ratio):
    """Return a ratio in words that cannot be read the wrong way round."""
    if ratio >= 1:
        return f"{_short(ratio)} times faster"
    return f"{_short(1 / ratio)} times slower"


def _short(value):
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _ms(seconds):
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 20 else f"{milliseconds:.1f} ms"


def _kb(count):
    return f"{count / 1000:.1f} kB" if count else "–"


def _pages(pages):
    peer = pages["times"]["datasette"]["median"]
    rate = pages["rates"]["datasette"]["rate"]
    return [
        (
            "One reader: time to the whole answer",
            ("", "median", "asked", "beside Datasette"),
            [
                (words, _ms(case["median"]), f"{case['count']}",
                 "" if name == "datasette" else times_of(peer / case["median"]))
                for name, words in CASES.items() if (case := pages["times"][name])
            ],
        ),
        (
            "Four readers at once: answers a second of one worker",
            ("", "answers a second", "beside Datasette", "generator's share of a core"),
            [
                (words, f"{case['rate']:.0f}",
                 "" if name == "datasette" else times_of(case["rate"] / rate),
                 f"{case['share']:.0%}")
                for name, words in RATES.items() if (case := pages["rates"][name])
            ],
        ),
        (
            "Bytes over the wire, everything the page needs",
            ("", *KINDS, "page unpacked"),
            [
                (words, *(_kb(pages["weights"][name].get(kind)) for kind in KINDS),
                 _kb(pages["weights"][name]["plain"]))
                for name, words in PAGES.items()
            ],
        ),
    ]  # fmt: skip


def _start(start):
    rows = [(step["name"], f"{step['seconds']:.1f} s") for step in start["steps"]]
    counted = sum(step["seconds"] for step in start["steps"])
    rows += [
        ("starting the server, and all else", f"{start['first'] - counted:.1f} s"),
        ("**first start, until the front page is served**", f"**{start['first']:.1f} s**"),
        ("of it what needs the network", f"{start['network']:.1f} s"),
        ("**second start**", f"**{start['second']:.1f} s**"),
    ]
    return [("`make run` on a fresh clone, empty home folder", ("step", "time"), rows)]


def _tests(tests):
    return [("`make test`", ("", "time"), [("all tests", f"{tests['seconds']:.0f} s")])]


PART = re.compile(r"<!-- (?P<name>\w+) -->\n(?P<text>.*?)(?=\n<!-- |\Z)", re.DOTALL)
# the parts in the order of the document, each with what makes [(heading, header, rows)] of it
TABLES = {
    "pages": _pages,
    "start": _start,
    "rows": rowsreport.tables,
    "reading": readingreport.tables,
    "drawing": drawingreport.tables,
    "charts": chartsreport.tables,
    "interaction": interactionreport.tables,
    "surveys": surveys.tables,
    "lists": surveys.list_tables,
    "law": law.tables,
    "papers": papers.tables,
    "tests": _tests,
}


def table(found):
    """Return everything as aligned text."""
    lines = []
    tables = [one for name, make in TABLES.items() if name in found for one in make(found[name])]
    for heading, header, rows in tables:
        cells = [[cell.replace("**", "") for cell in row] for row in (header, *rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines += ["", heading]
        for first, *rest in cells:
            others = (f"{cell:>{width}}" for cell, width in zip(rest, widths[1:], strict=True))
            lines.append("  " + "  ".join((f"{first:{widths[0]}}", *others)).rstrip())
    return "\n".join(lines).strip()


def _markdown(header, rows):
    lines = [
        "| " + " | ".join(header) + " |",
        "|" + " --- |" + " ---: |" * (len(header) - 1),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    return "\n".join(lines)


def _day(moment):
    return datetime.fromisoformat(moment).date().isoformat()


def document(found, before):
    """Return docs/performance.md: what was measured now, and the rest as it stood `before`."""
    kept = {match["name"]: match["text"].strip() for match in PART.finditer(before)}
    parts = ["# Performance", ABOUT]
    for name, make in TABLES.items():
        if name not in found and name not in kept:
            continue
        parts.append(f"<!-- {name} -->")
        if name not in found:
            parts.append(kept[name])
            continue
        parts.append(_measured(found["machine"], found[name]))
        for heading, header, rows in make(found[name]):
            parts += [f"## {heading}", _markdown(header, rows), _notes(heading, found)]
    parts += ["<!-- reading_this -->", "## How to read this", READING]
    return "\n\n".join(part for part in parts if part) + "\n"


def _measured(machine, part):
    """Return the day, the machine and how busy it was: without them a number says nothing."""
    words = (
        f"*Measured on {_day(part['measured_at'])} on {machine['cores']} cores "
        f"({machine['architecture']}) with {machine['memory_gb']} GB of memory, "
        f"{machine['system']}, Python {machine['python']}."
    )
    load = part.get("load")
    if load:
        words += f" Load average before and after: {', '.join(map(str, load))}."
    if load and max(load) > machine["cores"]:
        words += (
            " The machine had other work to do: the milliseconds are longer and the rates lower "
            "than on a quiet one. The cases took turns, so the ratios are fair."
        )
    return words + "*"


def _notes(heading, found):
    pages, start = found.get("pages"), found.get("start")
    if heading.startswith("One reader"):
        times = pages["times"]
        cold, warm = times["map cold"]["median"], times["map warm"]["median"]
        return (
            f"A warm map page is {times_of(cold / warm)} than a cold one. The very first answer "
            f"after the server started took {_ms(pages['first'])}: it loads the outlines of Europe "
            f"and the libraries. Datasette is version {pages['datasette']}, with its defaults, on "
            "the same 27 rows of `constitutional_review.csv` in SQLite."
        )
    if heading.startswith("Four readers"):
        return (
            "One server process with its four threads; the generator keeps four connections open "
            "and asks a fixed number of times. It takes processor time of the same machine: where "
            "its share is near 100 %, the server could do more than the number says."
        )
    if heading.startswith("Bytes over"):
        weight = pages["weights"]["map"]["total"]
        verdict = "within" if weight <= MOST else "over"
        return (
            f"Asked with `Accept-Encoding: br, gzip`. A whole map page is {_kb(weight)}, {verdict} "
            f"the limit of {MOST // 1000} kB. Fonts: only the files that hold letters of the page, "
            "as a browser takes them. From the second page on the styles, scripts and fonts come "
            "from the reader's own cache: only the page itself travels, or a 304 without a body."
        )
    if heading.startswith("`make run`"):
        sizes = ", ".join(
            f"`{name}/` {size / 1000**2:.0f} MB" for name, size in start["sizes"].items()
        )
        node = "Node was on the machine." if start["system_node"] else "Node came from PyPI."
        return (
            f"The network's part is downloading and unpacking the libraries and the front-end "
            f"packages; it depends on the connection. {node} On the disk afterwards: {sizes}. The "
            f"second start does nothing but serve."
        )
    return ""


ABOUT = """\
Written by `make bench`; do not edit it by hand, run it again. `python -m bench PART` measures one
part anew and leaves the others as they stand."""
READING = """\
- **Ratios, not milliseconds.** The cases take turns within one run, with the same generator over
  the loopback. On another machine the milliseconds differ and the ratios hardly.
- **Warm is the usual case.** A page is made once for an edition, the number that grows with every
  public change, and kept compressed. Who comes right after somebody published meets a cold page.
- **Cold is where the comparison is hard.** Datasette makes its page anew each time; so beside it
  stand also our pages with every answer made anew. A map page is more than a table: 27 drawn
  outlines, the legend, the table with labels, notes and sources in the reader's language, the
  citation and the history, and it is compressed with Brotli before it is kept.
- **Datasette does other things.** It answers any SQL over any table; its table page counts and
  suggests facets each time, and by default it neither compresses nor keeps its pages (a proxy may
  do both for it). Its pages bring no fonts of their own.
- **What is not here.** A slow network, TLS, a proxy, several workers, pages on PostgreSQL.
"""
