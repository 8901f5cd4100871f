"""Run the measurements, print their table, write docs/performance.md."""

import argparse

from tests.serving import ROOT

from . import (
    charts,
    drawing,
    interaction,
    law,
    machine,
    pages,
    papers,
    reading,
    report,
    rows,
    start,
    surveys,
)

DOCUMENT = ROOT / "docs" / "performance.md"
PARTS = {
    "pages": pages.measure,
    "start": start.measure,
    "rows": rows.measure,
    "reading": reading.measure,
    "drawing": drawing.measure,
    "charts": charts.measure,
    "interaction": interaction.measure,
    "surveys": surveys.measure,
    "lists": surveys.measure_lists,
    "law": law.measure,
    "papers": papers.measure,
}


def main():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "part",
        nargs="*",
        metavar="PART",
        choices=[*PARTS, []],
        help="one or more of them; all when left out",
    )
    parser.add_argument("--tests", type=float, metavar="SECONDS", help="what `make test` took")
    arguments = parser.parse_args()
    found = {"machine": machine.describe()}
    if arguments.tests:
        found["tests"] = {"seconds": arguments.tests, "measured_at": machine.clock()}
    only_tests = arguments.tests and not arguments.part
    for name in arguments.part or ([] if only_tests else PARTS):
        print(f"--- {name}", flush=True)
        found[name] = PARTS[name]()
        write(found)  # what was measured stays when the next part fails
    print("\n" + report.table(found))
    write(found)
    print(f"\nWritten: {DOCUMENT.relative_to(ROOT)}")


def write(found):
    before = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    DOCUMENT.write_text(report.document(found, before), encoding="utf-8")


if __name__ == "__main__":
    main()
