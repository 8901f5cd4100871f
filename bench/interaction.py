"""A map under the hand, traced in Chromium: from the pointer to the paint, from a year to the next.

Borders of 265 municipalities are no part of the project: CHITALISHTE_BORDERS names a file of them
(GeoJSON whose first property is the code). Without it only the 27 states of the Union are measured.

Two numbers a step. `work`: what the main thread does from the event to the end of the paint that
follows it, the time that a page is to answer for. `shown`: the same with the wait for the next
frame of the screen, up to 16.7 ms at 60 a second. First paint is of a cold page at a quarter of
the processor's speed on a slow phone line, by the browser's own throttling.
"""

import json
import os
import shutil
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import sync_playwright

from tests.serving import running_portal

from .machine import clock, load

BORDERS = os.environ.get("CHITALISHTE_BORDERS", "")
PLACES = 40  # that the pointer goes over
STEPS = 40
SLOWER = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8,
           "uploadThroughput": 768_000 / 8}  # fmt: skip
DRAWN = ("FireAnimationFrame", "UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize")
SEEN = """new Promise((done) =>
  new PerformanceObserver((list) => {
    const seen = list.getEntriesByName("first-contentful-paint")[0];
    if (seen) done(seen.startTime);
  }).observe({ type: "paint", buffered: true }))"""
FIND = """
import json
from chitalishte.charts.models import Chart
from chitalishte.datasets.models import Dataset
from chitalishte.pages.models import ArticlePage
from chitalishte.visuals.models import Map
years = Map.objects.public().exclude(time_column="").filter(kind="areas", geography="eu27").first()
print(json.dumps({
    "map": years.get_absolute_url("bg"),
    "chart": Chart.objects.public().first().get_absolute_url("bg"),
    "dataset": years.dataset.get_absolute_url("bg"),
    "article": ArticlePage.objects.live().filter(locale__language_code="bg").first().url,
    "home": "/bg/",
}))
"""
MAKE = """
import csv, json, sys
from pathlib import Path
from django.core.management import call_command
from chitalishte.datasets.loading import load
from chitalishte.datasets.models import Column, Dataset
from chitalishte.visuals.models import Map
borders, folder = Path({borders!r}), Path({folder!r})
features = json.loads(borders.read_text())["features"]
key = next(iter(features[0]["properties"]))
call_command("geography", "add", borders, identifier="measured", key=key, title="Measured",
             source="CHITALISHTE_BORDERS", stdout=sys.stderr)
table = folder / "measured.csv"
with table.open("w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(("code", "year", "value"))
    for year in range(2010, 2025):
        for place, feature in enumerate(features):
            code = feature["properties"][key]
            rows.writerow((code, year, (place * 37 + (year - 2010) * 53) % 997))
pattern = Dataset.objects.get(identifier="corruption-perceptions")
common = {{"title_bg": "Measured places", "title_en": "Measured places",
          "sources": pattern.sources, "licence": pattern.licence, "slug": "measured"}}
dataset = Dataset(identifier="measured", publisher=pattern.publisher, **common)
dataset.columns = [Column(name=name, label_bg=name, label_en=name, role=role, position=at)
    for at, (name, role) in enumerate((("code", "place"), ("year", "year"), ("value", "number")))]
dataset.save()
dataset.current_version = load(dataset, table, name=table.name)
dataset.current_version.mark_public()
dataset.save_revision().publish()
drawn = Map(identifier="measured", dataset=dataset, variable="value", time_column="year",
            geography="measured", **common)
drawn.full_clean()
drawn.save()
drawn.save_revision().publish()
print(drawn.get_absolute_url("bg"))
"""


def measure():
    """Return {cases: {map: {hover, step: {work, shown, most}}}, paint: {page: seconds}}."""
    busy = [load()]
    with (
        tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder,
        running_portal(Path(folder) / "var") as portal,
        sync_playwright() as playwright,
    ):
        pages = json.loads(portal.python(FIND).strip().splitlines()[-1])
        maps = {"27 states": pages["map"]}
        if BORDERS:
            made = portal.python(MAKE.format(borders=BORDERS, folder=folder))
            count = len(json.loads(Path(BORDERS).read_text())["features"])
            maps[f"{count} places"] = made.strip().splitlines()[-1]
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome")
        )
        cases = {name: _case(browser, portal.address + url) for name, url in maps.items()}
        paint = {name: _paint(browser, portal.address + url) for name, url in pages.items()}
        browser.close()
    return {"cases": cases, "paint": paint, "measured_at": clock(), "load": [*busy, load()]}


def _case(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_selector(".time-bar input")
    session = page.context.new_cdp_session(page)
    svg = page.locator("svg.map").first
    svg.scroll_into_view_if_needed()
    spots = page.evaluate(
        """count => {
          const links = [...document.querySelectorAll("a.place-link")];
          const every = Math.max(1, Math.floor(links.length / count));
          return links.filter((_, n) => n % every === 0).map((link) => {
            const box = link.querySelector(".area").getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          });
        }""",
        PLACES,
    )
    inside = [(x, y) for x, y in spots if 0 < x < 1280 and 0 < y < 900]

    def hover():
        for x, y in inside:
            page.mouse.move(x, y)
            _two_frames(page)

    def steps():
        page.locator(".time-bar input").focus()
        for number in range(STEPS):
            page.keyboard.press("ArrowLeft" if number // 10 % 2 == 0 else "ArrowRight")
            _two_frames(page)

    found = {
        "hover": _traced(session, hover, "pointerover"),
        "step": _traced(session, steps, "input"),
        "bytes_of_markup": page.evaluate("document.querySelector('svg.map').outerHTML.length"),
    }
    page.close()
    return found


def _two_frames(page):
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def _traced(session, act, event):
    """Trace what `act` does; return the times from each such event to the paint after it."""
    session.send(
        "Tracing.start",
        {"categories": "devtools.timeline,blink.user_timing", "transferMode": "ReturnAsStream"},
    )
    done = []
    session.once("Tracing.tracingComplete", lambda given: done.append(given["stream"]))
    act()
    session.send("Tracing.end")
    while not done:
        session.send("Runtime.evaluate", {"expression": "1"})  # lets the answer in
    text = ""
    while True:
        part = session.send("IO.read", {"handle": done[0]})
        text += part["data"]
        if part.get("eof"):
            break
    session.send("IO.close", {"handle": done[0]})
    return _times(json.loads(text)["traceEvents"], event)


def _times(events, event):
    """Return {work, shown, most} in seconds: the medians, and the 95th percentile of the work."""
    begun = [
        one for one in events
        if one["name"] == "EventDispatch" and one["args"]["data"]["type"] == event
    ]  # fmt: skip
    work, shown = [], []
    for first in begun:
        here = [
            one for one in events
            if one["tid"] == first["tid"] and one["pid"] == first["pid"] and "dur" in one
            and one["ts"] >= first["ts"]
        ]  # fmt: skip
        ends = [one["ts"] + one["dur"] for one in here if one["name"] == "Layerize"]
        if not ends:
            continue
        until = min(ends)
        parts = [one for one in here if one["name"] in DRAWN and one["ts"] < until]
        work.append((first["dur"] + sum(one["dur"] for one in parts)) / 1e6)
        shown.append((until - first["ts"]) / 1e6)
    if len(work) < 2:
        raise RuntimeError(f"the trace has no paint after {event!r}")
    most = quantiles(work, n=20)[-1]
    return {"work": median(work), "shown": median(shown), "most": most, "times": len(work)}


def _paint(browser, address):
    """Return the first contentful paint of a cold page, seconds: the median of three."""
    found = []
    for _ in range(3):
        context = browser.new_context(
            viewport={"width": 412, "height": 823}, device_scale_factor=1.75
        )
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(address)
        found.append(page.evaluate(SEEN) / 1000)
        context.close()
    return median(found)
