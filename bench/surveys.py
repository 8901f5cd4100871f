"""The registry of surveys: import, lists with facets, harvesting, and how well its search finds.

Records are made from a seed and go in through the importer an editor uses. A hundred thousand are
made of them inside the database: nobody imports so many at once, but lists and harvesters must
bear them.
"""

import json
import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen
from xml.sax.saxutils import escape

from chitalishte.ddi import Answer, Person
from chitalishte.ddi.emm import specification
from chitalishte.ddi.emm.writing import write
from tests.serving import running_portal

from .machine import clock, load
from .surveyqueries import QUERIES

SEED = 20261125
GROUPS = ("Roma", "Turks", "Muslims", "Refugees", "Returning emigrants")
COUNTRIES = ("BG", "RO", "GR", "RS", "HU", "FR", "DE", "ES")
FACETS = (
    {
        "country": "bg",
        "group": "roma",
        "topic": "housing",
        "sampling": "probability",
        "size": "300-999",
    },
    {"country": "ro", "group": "turks", "theme": "migration", "mode": "papi", "topic": "health"},
    {
        "country": "gr",
        "group": "refugees",
        "topic": "education",
        "mode": "capi",
        "availability": "public",
    },
)
ASKED = 12  # each question with another year, so that no kept page answers


def measure(imported=10_000, grown=100_000):
    """Return what was measured; smaller numbers are for trying the measurement itself."""
    found = {"measured_at": clock(), "load": [load()], "imported": imported, "grown": grown}
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        place = Path(folder)
        source = place / "bulk.xml"
        generate(imported, source)
        with running_portal(place / "var") as portal:
            found["quality"] = _quality(portal, place / "var" / "chitalishte.sqlite3")
            found["import"] = _import(portal, source)
            _grow(portal, grown)
            found["harvest"] = _harvest(portal)
    found["load"].append(load())
    print(json.dumps(found, ensure_ascii=False, indent=1), flush=True)
    return found


def measure_lists(imported=1_000, sizes=(10_000, 100_000)):
    """Return what was measured of lists; a few records are imported and the rest made of them."""
    found = {"measured_at": clock(), "load": [load()], "lists": {}}
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        place = Path(folder)
        source = place / "bulk.xml"
        generate(imported, source)
        with running_portal(place / "var") as portal:
            _import(portal, source)
            for size in sizes:
                _grow(portal, size)
                found["lists"][str(size)] = _lists(portal)
    found["load"].append(load())
    print(json.dumps(found, ensure_ascii=False, indent=1), flush=True)
    return found


def generate(number, target):
    """Write the same bulk file of the registry each time."""
    chance = random.Random(SEED)  # noqa: S311 - to be the same again, not to hide
    topics = specification.members("1.13")[:29]
    with target.open("wb") as file:
        file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<root>\n')
        for position in range(1, number + 1):
            country = chance.choice(COUNTRIES)
            year = chance.randint(1995, 2025)
            groups = chance.sample(GROUPS, chance.randint(1, 2))
            answers = {
                "1.0": Answer(country),
                "1.1": Answer(f"{country}N{position:06}"),
                "1.3": Answer(f"Survey {position} of {groups[0]} {year}"),
                "1.4": Answer(f"Изследване {position} ({year})"),
                "1.5": Answer("1"),
                "1.10": Answer(chance.choice("123")),
                "1.11": Answer(f"{year}-{chance.randint(1, 12):02}"),
                "3.1": Answer("; ".join(groups)),
                "4.1": Answer(chance.choice("123")),
                "4.2": Answer("Two stages: clusters, then households chosen at random"),
                "5.2": Answer(str(int(10 ** chance.uniform(2, 4.5)))),
                "7.1": Answer(f"Agency {chance.randint(1, 60)}"),
                "8.1": Answer(chance.choice("1345")),
                "9.1": Answer(f"Institute {chance.randint(1, 90)}"),
                "10.4": Answer(escape("Made for a measurement & nothing else")),
            }
            for topic in chance.sample(topics, chance.randint(1, 6)):
                answers[topic.code] = Answer("1")
            answers[f"7.2.{chance.randint(1, 6)}"] = Answer("1")
            people = [Person("Ana Example", "0000-0002-1825-0097")]
            xml = write(answers, number=str(position), people=people)
            file.write(xml.partition(b"?>")[2].strip() + b"\n")
        file.write(b"</root>\n")


def _import(portal, source):
    """Import through the importer itself, in a process of its own whose memory is read."""
    code = f"""
import resource, time
from pathlib import Path
from chitalishte.records.collection import get
from chitalishte.records.importing import import_file
begun = time.perf_counter()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = import_file(get("surveys"), Path({str(source)!r}), publish=True)
print(len(report.new), time.perf_counter() - begun, before,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    new, seconds, before, peak = portal.python(code).split()[-4:]
    return {
        "records": int(new),
        "seconds": float(seconds),
        "per_second": int(new) / float(seconds),
        "file_mb": source.stat().st_size / 1e6,
        "memory_before_mb": int(before) / 1024,
        "memory_peak_mb": int(peak) / 1024,
    }


def _lists(portal):
    """Time lists with five facets over HTTP; the first one makes the index."""
    first = _seconds(portal, "/bg/surveys/?sort=latest")
    times, found = [], []
    for number in range(ASKED):
        for facets in FACETS:
            query = urlencode(facets | {"year_from": 1990 + number})
            times.append(_seconds(portal, f"/bg/surveys/?{query}"))
    for number in range(ASKED):
        found.append(_seconds(portal, f"/bg/surveys/?year_from={1990 + number}"))
    return {
        "first": first,
        "five_facets": statistics.median(times),
        "five_facets_slowest": max(times),
        "only_years": statistics.median(found),
    }


def _seconds(portal, address):
    begun = time.perf_counter()
    with urlopen(portal.address + address) as answer:
        answer.read()
    return time.perf_counter() - begun


def _grow(portal, number):
    """Copy the published surveys inside the database until there are `number`."""
    print(portal.python(_GROW.replace("WANTED", str(number))).strip(), "surveys", flush=True)


_GROW = """
from django.db import connection, transaction
from chitalishte.surveys.models import Survey

own = {"id", "identifier", "slug"}
columns = ", ".join(f.column for f in Survey._meta.concrete_fields if f.column not in own)
many = [f.remote_field.through._meta for f in Survey._meta.many_to_many]
copied = "(SELECT id FROM surveys_survey)"
with transaction.atomic(), connection.cursor() as cursor:
    while (have := Survey.objects.count()) < WANTED:
        cursor.execute("SELECT max(id) FROM surveys_survey")
        top = cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO surveys_survey (id, identifier, slug, {columns}) "
            f"SELECT id + {top}, 'c' || (id + {top}), 'c' || (id + {top}), {columns} "
            f"FROM surveys_survey WHERE live ORDER BY id LIMIT {min(have, WANTED - have)}"
        )
        for meta in many:
            other = next(f.column for f in meta.fields if f.column not in ("id", "survey_id"))
            cursor.execute(
                f"INSERT INTO {meta.db_table} (survey_id, {other}) "
                f"SELECT survey_id + {top}, {other} FROM {meta.db_table} "
                f"WHERE survey_id <= {top} AND survey_id + {top} IN {copied}"
            )
        cursor.execute(
            "INSERT INTO records_harvestentry (collection, identifier, object_id, stamp, is_gone) "
            f"SELECT collection, 'c' || (object_id + {top}), object_id + {top}, stamp, is_gone "
            "FROM records_harvestentry WHERE collection = 'surveys' "
            f"AND object_id <= {top} AND object_id + {top} IN {copied}"
        )
    cursor.execute("UPDATE records_edition SET number = number + 1")
print(Survey.objects.count())
"""


def _harvest(portal):
    """Take every record as oai_dc, page by page, and read the server's memory before and after."""
    begun, records, pages = time.perf_counter(), 0, 0
    before = _memory(portal)
    address = "/oai?verb=ListRecords&metadataPrefix=oai_dc"
    peak = before
    while address:
        with urlopen(portal.address + address) as answer:
            body = answer.read()
        records += body.count(b"<header")
        pages += 1
        if pages % 50 == 0:
            peak = max(peak, _memory(portal))
        token = body.rpartition(b"<resumptionToken")[2].partition(b">")[2].partition(b"<")[0]
        address = token and "/oai?" + urlencode(
            {"verb": "ListRecords", "resumptionToken": token.decode()}
        )
    seconds = time.perf_counter() - begun
    return {
        "records": records,
        "seconds": seconds,
        "per_second": records / seconds,
        "memory_before_mb": before,
        "memory_peak_mb": peak,
    }


def _memory(portal):
    """Return the memory of the portal's processes together, in MB (Linux)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            environment = (status.parent / "environ").read_bytes()
            if str(portal.var).encode() in environment:
                line = next(one for one in status.read_text().splitlines() if "VmRSS" in one)
                total += int(line.split()[1])
        except (OSError, StopIteration):
            continue  # it ended meanwhile
    return total / 1024


def _quality(portal, database):
    """Ask sixty questions of our search and of plain FTS5; compare the first ten of each."""
    told = json.loads(portal.python(_ASK.replace("QUERIES", repr(QUERIES))).splitlines()[-1])
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, title, text)")
    plain.executemany("INSERT INTO found VALUES (?, ?, ?)", told["texts"])
    ours, theirs = [], []
    for (query, _rule), right, found in zip(QUERIES, told["right"], told["found"], strict=True):
        words = " AND ".join('"' + word.replace('"', "") + '"' for word in query.split())
        rows = plain.execute(
            "SELECT DISTINCT id FROM found WHERE found MATCH ? ORDER BY bm25(found, 0, 4, 1)",
            [words],
        ).fetchall()
        ours.append(_recall(found, right))
        theirs.append(_recall([row[0] for row in rows], right))
    plain.close()
    return {
        "queries": len(QUERIES),
        "recall_at_10": statistics.mean(ours),
        "plain_fts5_recall_at_10": statistics.mean(theirs),
        "without_answer": sum(recall == 0 for recall in ours),
        "plain_fts5_without_answer": sum(recall == 0 for recall in theirs),
        "worst": [q for (q, _r), recall in zip(QUERIES, ours, strict=True) if recall < 0.5],
    }


def _recall(found, right):
    """Return how many of the right ones stand in the first ten, of those that could."""
    return len(set(found[:10]) & set(right)) / min(10, len(right))


_ASK = """
import json
from django.db.models import Q
from chitalishte.records import search
from chitalishte.records.models import SearchEntry
from chitalishte.surveys.models import Survey

RELATIONS = {"groups", "topics", "modes", "producers", "collectors", "series"}

def ids(rule):
    if "any" in rule:
        return set().union(*(ids(one) for one in rule["any"]))
    found = Survey.objects.public()
    for name, value in rule.items():
        found = found.filter(**{f"{name}__identifier" if name in RELATIONS else name: value})
    return set(found.values_list("pk", flat=True))

right, found = [], []
for query, rule in QUERIES:
    expected = ids(rule)
    assert expected, query
    right.append(sorted(expected))
    cyrillic = any("а" <= letter <= "я" for letter in query.casefold())
    found.append(search.object_ids(query, kind="surveys", language="bg" if cyrillic else "en"))
texts = [[e.object_id, e.title, e.text] for e in SearchEntry.objects.filter(kind="surveys")]
print(json.dumps({"right": right, "found": found, "texts": texts}))
"""


def tables(found):
    """Return [(heading, header, rows)] for docs/performance.md."""
    taken, harvest, quality = found["import"], found["harvest"], found["quality"]
    return [
        (
            "Surveys: import and harvest",
            ("what", "records", "a second", "memory before", "memory at most"),
            [
                (
                    f"import of EMM XML, {taken['file_mb']:.0f} MB, published",
                    f"{taken['records']:,}",
                    f"{taken['per_second']:.0f}",
                    f"{taken['memory_before_mb']:.0f} MB",
                    f"{taken['memory_peak_mb']:.0f} MB",
                ),
                (
                    "OAI-PMH, all as oai_dc",
                    f"{harvest['records']:,}",
                    f"{harvest['per_second']:.0f}",
                    f"{harvest['memory_before_mb']:.0f} MB",
                    f"{harvest['memory_peak_mb']:.0f} MB",
                ),
            ],
        ),
        (
            "Surveys: sixty questions, recall among the first ten",
            ("search", "recall", "questions without a right answer"),
            [
                ("ours", f"{quality['recall_at_10']:.0%}", str(quality["without_answer"])),
                (
                    "plain SQLite FTS5",
                    f"{quality['plain_fts5_recall_at_10']:.0%}",
                    str(quality["plain_fts5_without_answer"]),
                ),
            ],
        ),
    ]


def list_tables(found):
    """Return [(heading, header, rows)] of the part `lists`."""
    names = ("five_facets", "five_facets_slowest", "only_years", "first")
    rows = [
        (f"{int(number):,}", *(f"{times[name] * 1000:.0f} ms" for name in names))
        for number, times in found["lists"].items()
    ]
    header = ("records", "five facets, median", "slowest", "one range", "the first after a change")
    return [("Surveys: lists over HTTP, no page kept", header, rows)]
