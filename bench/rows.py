"""Large tables: loading, one page with a filter and the exact total, facets, a whole export.

The rows come from a seed. The peers get the same file in the same run: Datasette over SQLite,
sqlite-utils, and what CKAN's DataStore does in PostgreSQL (COPY of texts into a table with a
serial number and a full-text column of the whole row).
"""

import csv
import hashlib
import json
import random
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import duckdb

from chitalishte.tables import dump, read, store
from chitalishte.tables.command import OWN_MACHINE
from chitalishte.tables.query import Question
from tests import on_postgres
from tests.serving import ROOT, free_port, running_portal

from . import datasette
from .asking import Reader
from .machine import clock, load

SEED = 0.42
OBLASTS = (
    "Благоевград", "Бургас", "Варна", "Велико Търново", "Видин", "Враца", "Габрово", "Добрич",
    "Кърджали", "Кюстендил", "Ловеч", "Монтана", "Пазарджик", "Перник", "Плевен", "Пловдив",
    "Разград", "Русе", "Силистра", "Сливен", "Смолян", "София", "Софийска област", "Стара Загора",
    "Търговище", "Хасково", "Шумен", "Ямбол",
)  # fmt: skip
FACETS = ("oblast", "pol", "godina")
CLIENTS = (1, 8, 32)
SECONDS = 6  # of asking, for each number of clients
SLUG = "konstitutsionen-kontrol"


def measure(millions=(1, 10), asked_up_to=1):
    """Return what was measured for each number of millions of rows.

    Peers load every size, and are asked up to `asked_up_to` millions: beyond that Datasette's
    own limit of a second ends most of its answers.
    """
    found = {"measured_at": clock(), "load": [load()], "sizes": {}}
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        for million in millions:
            place = Path(folder) / str(million)
            place.mkdir()
            source = place / "rows.csv"
            generate(million * 1_000_000, source)
            print(f"{million} million rows, {source.stat().st_size / 1e6:.0f} MB", flush=True)
            found["sizes"][str(million)] = _one_size(place, source, million <= asked_up_to)
            shutil.rmtree(place)
    found["load"].append(load())
    return found


def generate(rows, target):
    """Write the same rows each time."""
    names = ", ".join(f"'{name}'" for name in OBLASTS)
    with duckdb.connect() as connection:
        connection.execute(
            f"""COPY (SELECT i AS id, ([{names}])[1 + (hash(i) % 28)::INT] AS oblast,
            'Община ' || (hash(i * 3) % 265) AS obshtina, 2000 + (hash(i * 7) % 25)::INT AS godina,
            (['жени', 'мъже', 'общо'])[1 + (hash(i * 11) % 3)::INT] AS pol,
            DATE '2000-01-01' + (hash(i * 13) % 9000)::INT AS data_na_zapis,
            round((hash(i * 17) % 10000000) / 100.0, 2) AS stoynost,
            'Запис № ' || i || ' от регистъра' AS belezhka
            FROM range(1, {rows} + 1) t(i)) TO '{target}' (HEADER)"""  # noqa: S608
        )


def _one_size(place, source, is_peer_asked):
    found = {"load": _loading(place, source)}
    stored = found["load"].pop("stored")
    print(json.dumps(found["load"]), flush=True)
    found["export"] = _exporting(place, stored)
    print(json.dumps(found["export"]), flush=True)
    with _served(place, stored) as address:
        ours = _asking(address, f"/api/v1/datasets/{SLUG}/rows?", "{}__exact", "_facet")
    found["ours"] = ours
    print(json.dumps(ours), flush=True)
    if is_peer_asked:
        with _datasette(place) as address:
            found["datasette"] = _asking(address, "/bench/rows.json?", "{}__exact", None, 3)
        with _datasette(place, "--setting", "facet_time_limit_ms", "60000", "--setting",
                        "sql_time_limit_ms", "60000") as address:  # fmt: skip
            found["datasette_facets"] = _facets(address, "/bench/rows.json?", "_facet", 5)
        print(json.dumps({name: found[name] for name in ("datasette", "datasette_facets")}))
    return found


def _timed(work):
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def _loading(place, source):
    """Seconds from a CSV file to rows that can be asked for."""

    def ours():
        return store.write(read(source, budget=OWN_MACHINE).tables[0], place / "tables")

    seconds, stored = _timed(ours)
    found = {"ours": seconds, "stored": stored}
    datasette.install()
    tool = datasette.VENV / "bin" / "sqlite-utils"
    command = [tool, "insert", place / "bench.db", "rows", source, "--csv", "--silent"]
    found["sqlite_utils"] = _timed(lambda: subprocess.run(command, check=True))[0]
    found["datastore"] = _datastore(source)
    return found


def _datastore(source):
    """What CKAN's DataStore loads: texts, a serial number, a full-text column of every row."""
    folder = on_postgres.programs()
    if folder is None:
        return None
    import psycopg

    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as home:
        data = Path(home) / "data"
        Path(home).chmod(0o777)
        port = free_port()
        on_postgres.run(folder / "initdb", "-D", data, "-A", "trust", "-U", "ckan", "-E", "UTF8",
                        "--no-sync", "--locale", "C.UTF-8")  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        on_postgres.run(folder / "pg_ctl", "-D", data, "-w", "-l", Path(home) / "log", "-o",
                        options, "start")  # fmt: skip
        try:
            with psycopg.connect(
                f"host=127.0.0.1 port={port} user=ckan dbname=postgres"
            ) as connection:
                return _timed(lambda: _copy(connection, source))[0]
        finally:
            on_postgres.run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _copy(connection, source):
    with source.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    columns = ", ".join(f'"{name}" text' for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    words = " || ' ' || ".join(f"coalesce(NEW.\"{name}\", '')" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE rows (_id serial PRIMARY KEY, _full_text tsvector, {columns})"
        )
        cursor.execute(
            "CREATE FUNCTION words() RETURNS trigger AS $$ BEGIN "
            f"NEW._full_text := to_tsvector({words}); RETURN NEW; END $$ LANGUAGE plpgsql"
        )
        cursor.execute(
            "CREATE TRIGGER words BEFORE INSERT ON rows FOR EACH ROW EXECUTE FUNCTION words()"
        )
        with (
            cursor.copy(f"COPY rows ({listed}) FROM STDIN (FORMAT csv, HEADER)") as copy,
            source.open("rb") as file,
        ):
            while piece := file.read(1024**2):
                copy.write(piece)
        cursor.execute("CREATE INDEX ON rows USING gist (_full_text)")
        connection.commit()


def _exporting(place, stored):
    """Seconds and bytes of a whole CSV, three times, and of what DuckDB does alone."""
    hashes, times = set(), []
    for _ in range(3):
        sha = hashlib.sha256()

        def whole(sha=sha):
            size = 0
            for piece in dump.csv_pieces(stored, Question(limit=None)):
                sha.update(piece)
                size += len(piece)
            return size

        seconds, size = _timed(whole)
        times.append(seconds)
        hashes.add(sha.hexdigest())
    with duckdb.connect(str(stored.duckdb_path), read_only=True, config={"threads": 2}) as bare:
        target = place / "bare.csv"
        copy = f"COPY (SELECT * EXCLUDE (_row) FROM data) TO '{target}' (HEADER)"  # noqa: S608
        bare_seconds = statistics.median(_timed(lambda: bare.execute(copy))[0] for _ in range(3))
        target.unlink()
    return {
        "seconds": statistics.median(times),
        "bytes": size,
        "bare": bare_seconds,
        "identical": len(hashes) == 1,
    }


PUBLISH = """
from django.utils import timezone
from chitalishte.datasets.models import Dataset, TableVersion
from chitalishte.records.models import Edition
dataset = Dataset.objects.public().get(slug="{slug}")
version = TableVersion.objects.create(dataset=dataset, number=99, content_hash="{hash}",
    row_count={rows}, file_name="rows.csv", published_at=timezone.now())
Dataset.objects.filter(pk=dataset.pk).update(current_version=version)
Edition.advance()
"""


@contextmanager
def _served(place, stored):
    """Serve a portal in which a dataset has the large table."""
    with running_portal(place / "var") as portal:
        target = portal.var / "tables" / stored.hash[:2] / stored.hash
        target.parent.mkdir(exist_ok=True)
        shutil.copytree(stored.folder, target)
        portal.python(PUBLISH.format(slug=SLUG, hash=stored.hash, rows=stored.row_count))
        yield portal.address.replace("localhost", "127.0.0.1")


@contextmanager
def _datasette(place, *options):
    port = free_port()
    server = subprocess.Popen(
        [datasette.VENV / "bin" / "datasette", "serve", "-i", place / "bench.db", "--port",
         str(port), *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        datasette.wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _asking(address, path, filter_name, facet, seconds=SECONDS):
    found = {"page": {}}
    for clients in CLIENTS:
        found["page"][str(clients)] = _rate(address, path, filter_name, clients, seconds)
    if facet:
        found["facets"] = _facets(address, path, facet)
    return found


def _rate(address, path, filter_name, clients, seconds):
    """Answers a second and the 95th percentile, of pages with one filter each asked anew."""
    times, until = [], time.monotonic() + seconds

    def ask(number):
        dice, reader = random.Random(number), Reader(address)  # noqa: S311
        while time.monotonic() < until:
            question = {filter_name.format("obshtina"): f"Община {dice.randrange(265)}"}
            answer = reader.ask(path + urlencode(question))
            assert answer.status == 200, answer.body[:300]
            times.append(answer.seconds)
        reader.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"rate": len(times) / (time.monotonic() - begin), "p95": _p95(times)}


def _facets(address, path, name, times=30):
    """The 95th percentile of three facets with counts over the rows of a filter."""
    taken = []
    reader = Reader(address)
    for number in range(times):
        question = [("obshtina__not", f"Община {number}"), *((name, facet) for facet in FACETS)]
        answer = reader.ask(path + urlencode(question))
        assert answer.status == 200, answer.body[:300]
        taken.append(answer.seconds)
    reader.close()
    return {"p95": _p95(taken), "median": statistics.median(taken), "asked": times}


def _p95(values):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * 0.95))]


if __name__ == "__main__":
    kept = ROOT / "var" / "bench-rows.json"
    kept.write_text(json.dumps(measure(), indent=1))
    print(kept.read_text())
