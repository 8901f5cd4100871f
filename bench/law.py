"""Law in time: a large act on any day, the chapter's page, files of acts in and out.

The act is made from a seed: a thousand articles, five thousand effects over thirty years. Beside
the engine stands the obvious way, which replays every effect for each day that is asked for.
"""

import datetime
import json
import random
import statistics
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from lxml import etree

from chitalishte.law import Effect, Kind, Wording, as_of, day, versions
from chitalishte.law.acts import ActInTime, Place
from chitalishte.law.akoma import write_akoma
from chitalishte.law.akomareading import read_akoma
from chitalishte.law.derive import sequence, state_of
from chitalishte.law.reading import read_act
from tests.serving import running_portal

from .drawingreport import milliseconds
from .machine import clock, load

SEED = 20261125
REPEATS = 9
DAYS = 20
CHAPTER = "/bg/acts/konstitutsiya-sadebna-vlast/"


def measure(articles=1000, changes=4000):
    found = {"measured_at": clock(), "load": [load()], "articles": articles}
    act = an_act(articles, changes)
    found["effects"] = len(act.effects)
    found["derive"] = _median(lambda: as_of(act.work, datetime.date(2020, 1, 1)))
    known = versions(act.work)
    chance = random.Random(SEED)  # noqa: S311 - to be the same again, not to hide
    asked = [datetime.date(1995 + chance.randrange(30), 6, 1) for _ in range(DAYS)]
    found["day"] = _median(lambda: [state_of(known, on) for on in asked]) / DAYS
    found["replay"] = _median(lambda: replay(act, asked[0]))
    for on in asked:
        mine = {one.provision: one.made_by for one in state_of(known, on).versions}
        if mine != replay(act, on):
            raise AssertionError(f"the engine and the slow way differ on {on}")
    written = write_akoma(act)
    found["akoma_mb"] = len(written) / 1e6
    found["write"] = _median(lambda: write_akoma(act), 3)
    found["read"] = _median(lambda: read_akoma(written), 3)
    found["parse"] = _median(lambda: etree.fromstring(written), 3)
    with tempfile.TemporaryDirectory(prefix="chitalishte-bench-") as folder:
        path = Path(folder) / "act.txt"
        path.write_text(a_text(articles), encoding="utf-8")
        found["text_kb"] = path.stat().st_size / 1000
        found["text"] = _median(lambda: read_act(path), 3)
        with running_portal(Path(folder) / "var") as portal:
            found["page"] = _pages(portal)
            found["chapter"] = float(portal.python(_CHAPTER).split()[-1])
    found["load"].append(load())
    print(json.dumps(found, indent=1), flush=True)
    return found


def an_act(articles, changes):
    """The same act each time."""
    chance = random.Random(SEED)  # noqa: S311 - to be the same again, not to hide
    places = tuple(Place(f"art_{n}", "", "article", str(n)) for n in range(1, articles + 1))
    adopted = day("1991-07-13")
    effects = [
        Effect(f"i{n}", Kind.INSERTED, place.id, "dv-1991-056", in_force_on=adopted, order=n,
               wording=Wording({"bg": f"Първи текст на член {n}."}, True), number=place.number,
               evidence=("ДВ",))
        for n, place in enumerate(places)
    ]  # fmt: skip
    for n in range(changes):
        on = datetime.date(1992, 1, 1) + datetime.timedelta(days=chance.randrange(12_000))
        kind = Kind.REPEALED if chance.random() < 0.05 else Kind.SUBSTITUTED
        target = chance.choice(places).id
        says = Wording({"bg": f"Текст {n} на {target}."}, True)
        effects.append(
            Effect(f"s{n}", kind, target, f"dv-{on.year}-{on.timetuple().tm_yday // 3 + 1:03}",
                   in_force_on=day(on.isoformat()), order=n, evidence=("ДВ",),
                   wording=says if kind is Kind.SUBSTITUTED else None)
        )  # fmt: skip
    return ActInTime("/akn/bg/act/1991/bench", "Мярка", places, tuple(effects))


def replay(act, on):
    """What is in force on a day by going through all effects, the obvious way."""
    now = {}
    for effect in sequence(act.effects):
        if effect.begins.earliest > on:
            continue
        if effect.kind is Kind.REPEALED:
            now.pop(effect.target, None)
        else:
            now[effect.target] = effect.id
    return now


def a_text(articles):
    """A consolidated act of as many articles, each with two paragraphs and a past."""
    lines = [
        "ЗАКОН ЗА МЯРКАТА",
        "Обн., ДВ, бр. 10 от 3 февруари 1998 г., изм., бр. 20 от 5.03.2003 г.",
    ]
    for n in range(1, articles + 1):
        lines.append(f"Чл. {n}. (1) (Изм. - ДВ, бр. 20 от 2003 г.) Текст на член {n}.")
        lines.append("(2) (Нова – ДВ, бр. 20 от 2003 г.) Втори текст.")
    return "\n".join(lines)


def _median(work, repeats=REPEATS):
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _pages(portal):
    """The chapter's page over HTTP on another day each time, so that no kept page answers."""
    times = []
    for year in range(1992, 2026):
        begun = time.perf_counter()
        with urlopen(f"{portal.address}{CHAPTER}?day={year}-06-01") as answer:
            answer.read()
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


_CHAPTER = """
import statistics, time
from chitalishte.archive.chapter import Chapter
from chitalishte.archive.models import Act
act = Act.objects.get(identifier="constitution-judiciary")
times = []
for year in range(1992, 2026):
    begun = time.perf_counter()
    Chapter(act, f"{year}-06-01").articles
    times.append(time.perf_counter() - begun)
print(statistics.median(times))
"""


def tables(found):
    """Return [(heading, header, rows)] of the part `law`."""
    size = f"{found['articles']:,} articles, {found['effects']:,} effects"
    rows = [
        ("every version from all effects, and one day", milliseconds(found["derive"]), "< 100 ms"),
        ("another day of the same act", milliseconds(found["day"]), ""),
        ("the same day by replaying every effect", milliseconds(found["replay"]),
         f"{found['replay'] / found['day']:.1f} times ours"),
        ("Akoma Ntoso written", milliseconds(found["write"]), f"{found['akoma_mb']:.1f} MB"),
        ("Akoma Ntoso read", milliseconds(found["read"]),
         f"{found['read'] / found['parse']:.1f} times lxml's parsing alone"),
        (f"a text of {found['text_kb']:.0f} kB read with its brackets", milliseconds(found["text"]),
         f"{found['articles']:,} articles, two paragraphs each"),
    ]  # fmt: skip
    page = [
        ("read from the database and derived", milliseconds(found["chapter"]), "< 30 ms"),
        ("its whole page over HTTP, not kept yet", milliseconds(found["page"]), ""),
    ]
    return [
        (f"An act in time ({size}), median", ("", "time", ""), rows),
        ("The chapter on the judiciary on any day, median", ("", "time", "wanted"), page),
    ]
