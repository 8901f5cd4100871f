"""Documents of the archive: reading a long file in, finding among a hundred thousand pages.

Sentences are put together from the words of the archive itself, by a seed. The peer of the search
is SQLite's FTS5 alone over the same texts, which knows no form of a word.
"""

import csv
import json
import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.papers.samples import pdf, scan
from tests.serving import ROOT, running_portal

from .machine import clock, load

SEED = 20261125
WORDS_A_PAGE = 300
QUERIES = (
    *("съдията", "прокурори", "конституцията", "гласувания", "мандата на съвета"),
    *("независимост на съда", "sadebna vlast", "решението", "поправки", "съдебна власт закон"),
)
GROW = """
import random
from chitalishte.archive import papers
from chitalishte.archive.models import Copy, Document, PaperFile, PaperPage
from chitalishte.papers import Page
from wagtail.documents import get_document_model
from django.core.files.base import ContentFile
words = open({words!r}, encoding="utf-8").read().split()
chance = random.Random({seed})
documents = list(Document.objects.public()[:{files}])
for place, document in enumerate(documents):
    file = get_document_model()(title=f"Опит {{place}}")
    file.file.save(f"bench-{{place}}.txt", ContentFile(str(place).encode()))
    file.save()
    paper = PaperFile.objects.create(
        fingerprint=f"{{place:064}}", media_type="application/pdf", size=1, page_count={pages}
    )
    papers.keep_pages(paper, [
        Page(number, 595, 842, " ".join(chance.choices(words, k={length})), (), "file")
        for number in range(1, {pages} + 1)
    ])
    Copy.objects.bulk_create([Copy(document=document, file=file, paper=paper)])
print(PaperPage.objects.count())
"""


def measure(pages=100_000, files=100):
    """Return what was measured; smaller numbers are for trying the measurement itself."""
    found = {"measured_at": clock(), "load": [load()], "pages": pages}
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        place = Path(folder)
        found["reading"] = _reading(place)
        words = place / "words.txt"
        words.write_text(" ".join(_words()), encoding="utf-8")
        with running_portal(place / "var") as portal:
            begun = time.perf_counter()
            told = portal.python(
                GROW.format(
                    words=str(words),
                    seed=SEED,
                    files=files,
                    pages=pages // files,
                    length=WORDS_A_PAGE,
                )
            )
            found["stored"] = {"pages": int(told.split()[-1])}
            found["stored"]["seconds"] = round(time.perf_counter() - begun, 1)
            found["search"] = _search(portal)
            found["peer"] = _peer(place / "var" / "chitalishte.sqlite3")
    found["load"].append(load())
    print(json.dumps(found, ensure_ascii=False, indent=1), flush=True)
    return found


def _words():
    """Return the words of the chronology, as often as they stand there."""
    with (ROOT / "chitalishte" / "starter" / "archive" / "events.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        return " ".join(row["summary_bg"] for row in csv.DictReader(file)).split()


def _reading(place):
    """Seconds to take in 400 pages of text, and 400 scanned sheets, as an editor’s upload does."""
    from chitalishte.papers import draw_apart, read_apart

    chance, words = random.Random(SEED), _words()  # noqa: S311
    lines = [[" ".join(chance.choices(words, k=8)) for _ in range(17)] for _ in range(20)]
    text = pdf(place / "text.pdf", *(lines * 20))
    sheets = scan(place / "scan.tif", frames=400, size=(1240, 1754), form="TIFF")
    found = {}
    for name, path in (("text", text), ("scan", sheets)):
        begun = time.perf_counter()
        paper = read_apart(path)
        found[name] = {
            "pages": len(paper.pages),
            "mb": round(path.stat().st_size / 1e6, 1),
            "seconds": round(time.perf_counter() - begun, 2),
        }
    begun = time.perf_counter()
    draw_apart(text, place, 1600, [200, 201, 202, 203])
    found["four_pages_drawn"] = round(time.perf_counter() - begun, 2)
    return found


def _search(portal):
    """Milliseconds of the engine's search and of the whole page, each question new to the cache."""
    asked = "\n".join(
        [
            "import time, json",
            "from chitalishte.archive.inside import Inside",
            f"queries = {QUERIES!r}",
            "Inside({'q': 'загряване'}).shown",
            "found = {}",
            "for query in queries:",
            "    begun = time.perf_counter()",
            "    inside = Inside({'q': query})",
            "    inside.shown",
            "    took = 1000 * (time.perf_counter() - begun)",
            "    found[query] = [round(took, 1), inside.total]",
            "print(json.dumps(found))",
        ]
    )
    engine = json.loads(portal.python(asked).strip().splitlines()[-1])
    page = []
    for query in QUERIES:
        begun = time.perf_counter()
        with urlopen(f"{portal.address}/bg/materials/inside/?{urlencode({'q': query})}") as answer:
            answer.read()
        page.append(1000 * (time.perf_counter() - begun))
    times = [took for took, _count in engine.values()]
    return {
        "engine_ms": {"median": round(statistics.median(times), 1), "most": max(times)},
        "page_ms": {"median": round(statistics.median(page), 1), "most": round(max(page), 1)},
        "queries": engine,
    }


def _peer(database):
    """Milliseconds of plain FTS5 over the same texts: the best 200 pages of each question."""
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.plain USING fts5(text)")
        connection.execute("INSERT INTO plain SELECT text FROM archive_paperpage")
        times = []
        for query in QUERIES:
            words = " AND ".join(f'"{word}"' for word in query.split())
            begun = time.perf_counter()
            connection.execute(
                "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 200", [words]
            ).fetchall()
            times.append(1000 * (time.perf_counter() - begun))
    return {"median": round(statistics.median(times), 1), "most": round(max(times), 1)}


def tables(found):
    """Return [(heading, header, rows)] of the part `papers`."""
    reading, search, peer = found["reading"], found["search"], found["peer"]
    brought = [
        (f"{one['pages']} pages, {words}", f"{one['mb']:.1f} MB", f"{one['seconds']:.1f} s")
        for words, one in (("a PDF with text", reading["text"]), ("a scan", reading["scan"]))
    ]
    brought.append(
        ("four of its pages drawn, 1600 dots wide", "", f"{reading['four_pages_drawn']} s")
    )
    times = peer["median"] / search["engine_ms"]["median"]
    asked = [
        ("best 200 pages, any form of a word", _both(search["engine_ms"]), "< 80 ms"),
        ("the page with its extracts, over HTTP, not kept yet", _both(search["page_ms"]), ""),
        ("plain FTS5 over the same texts, no forms", _both(peer), f"{times:.2f} of ours"),
    ]
    return [
        ("A document brought by an editor", ("", "size", "until its text is known"), brought),
        (
            f"Search inside {found['stored']['pages']:,} pages of documents",
            ("", "median, most", "wanted"),
            asked,
        ),
    ]


def _both(times):
    return f"{times['median']:.0f} ms, {times['most']:.0f} ms"
