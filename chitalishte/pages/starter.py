"""The starter collection: what a new portal shows from its first minute.

It comes in through the importers an editor uses, and can be loaded again: what is there and
unchanged stays untouched, what an editor changed since is not overwritten.
"""

import csv
import json
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from chitalishte.archive.importing import load_actors, load_changes, load_organs, load_procedures
from chitalishte.archive.models import Act, Document, Event
from chitalishte.charts.models import Chart
from chitalishte.datasets.data_dictionary import read_dictionary
from chitalishte.datasets.loading import load as load_table
from chitalishte.datasets.models import Dataset, Publisher
from chitalishte.justice.powermodels import load_models
from chitalishte.records import collection as registry
from chitalishte.records.importing import import_file
from chitalishte.records.language import CODES
from chitalishte.records.models import Theme
from chitalishte.records.publishing import indexed_together
from chitalishte.surveys.models import Survey
from chitalishte.surveys.vocabularies import load_vocabularies
from chitalishte.visuals.models import Map

from .models import ArticlePage, HomePage, PlainPage, SiteFrame, StoryPage, ThemePage

KINDS = {
    "theme": ThemePage,
    "article": ArticlePage,
    "story": StoryPage,
    "plain": PlainPage,
}
FIRST = {"bg": "Първо публикуване.", "en": "First published."}


class StarterError(Exception):
    """The starter collection does not fit the program; the message says which file and why."""


def load(say=lambda line: None, folder=None):
    """Load everything that is not there yet. `say` is told about every step."""
    folder = Path(folder or settings.STARTER)
    steps = (
        ("themes and publishers", _vocabularies),
        ("datasets with their tables", _datasets),
        ("maps", _maps),
        ("charts", _charts),
        ("surveys", _surveys),
        ("archive", _archive),
        ("models of judicial power", _models),
        ("pages", _pages),
    )
    for number, (name, step) in enumerate(steps, start=1):
        with transaction.atomic(), indexed_together():
            count = step(folder)
        say(f"[{number}/{len(steps)}] {name}: {count} new")


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _vocabularies(folder):
    new = 0
    for model, name in ((Theme, "themes.csv"), (Publisher, "publishers.csv")):
        for row in _rows(folder / name):
            if model.objects.filter(identifier=row["identifier"]).exists():
                continue
            thing = model(**row)
            thing.full_clean()
            thing.save()
            new += 1
    return new


def _import(collection_name, path):
    """Import a file of records, published; what is there and unchanged stays untouched."""
    collection = registry.get(collection_name)
    report = import_file(collection, path, name=path.name, publish=True, reason=FIRST["bg"])
    if not report.is_clean:
        problem = report.problems[0]
        raise StarterError(f"{path.name}, row {problem.row}, {problem.column}: {problem.message}")
    return report


def _datasets(folder):
    path = folder / "datasets.csv"
    known = set(Dataset.objects.values_list("identifier", flat=True))
    wanted = {row["identifier"] for row in _rows(path)}
    if wanted <= known:
        return 0
    _import("datasets", path)
    for identifier in sorted(wanted - known):
        _give_table(Dataset.objects.get(identifier=identifier), folder)
    return len(wanted - known)


def _give_table(dataset, folder):
    name = f"{dataset.identifier.replace('-', '_')}.csv"
    dataset.columns, dataset.codes = read_dictionary(folder / "dictionaries" / name, name=name)
    dataset.current_version = load_table(dataset, folder / "tables" / name, name=name)
    dataset.current_version.mark_public()
    # the table belongs to the first version: one entry in the public history, not two
    revision = dataset.live_revision
    revision.content = dataset.serializable_data()
    revision.save(update_fields=["content"])
    dataset.save()


def _maps(folder):
    new = 0
    for name in ("maps.csv", "maps_of_numbers.csv"):
        wanted = {row["identifier"] for row in _rows(folder / name)}
        known = set(Map.objects.values_list("identifier", flat=True))
        if not wanted <= known:
            new += len(_import("maps", folder / name).new)
    return new


def _charts(folder):
    path = folder / "charts.csv"
    if not path.exists():
        return 0  # a starter collection of somebody else's, without charts
    wanted = {row["identifier"] for row in _rows(path)}
    if wanted <= set(Chart.objects.values_list("identifier", flat=True)):
        return 0
    return len(_import("charts", path).new)


def _surveys(folder):
    folder = folder / "surveys"
    if not folder.exists():
        return 0  # a starter collection of somebody else's, without a registry
    load_vocabularies(folder)
    path = folder / "surveys.csv"
    wanted = {row["identifier"] for row in _rows(path)}
    if wanted <= set(Survey.objects.values_list("identifier", flat=True)):
        return 0
    return len(_import("surveys", path).new)


def _archive(folder):
    folder = folder / "archive"
    if not folder.exists():
        return 0  # a starter collection of somebody else's, without an archive
    new = 0
    for name, model, file in (
        ("materials", Document, "documents.csv"),
        ("chronology", Event, "events.csv"),
        ("acts", Act, "acts.csv"),
    ):
        wanted = {row["identifier"] for row in _rows(folder / file)}
        if not wanted <= set(model.objects.values_list("identifier", flat=True)):
            new += len(_import(name, folder / file).new)
    act = Act.objects.get(identifier="constitution-judiciary")
    if not act.changes.exists():
        new += load_changes(act, folder / "rules.csv", folder / "changes.csv")
    new += load_actors(folder / "actors.csv")
    new += load_procedures(folder / "procedures.csv")
    new += load_organs(folder / "organs.csv", folder / "organ_facts.csv")
    return new


def _models(folder):
    path = folder / "justice" / "models.csv"
    return load_models(path) if path.exists() else 0  # somebody else's collection has none


def _pages(folder):
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in CODES}
    homes, is_new = _home(folder, locales)
    new = int(is_new)
    for path in sorted((folder / "pages").glob("*.json")):
        if path.name == "home.json":
            continue
        new += _page(json.loads(path.read_text(encoding="utf-8")), homes, locales)
    # from now on a Bulgarian page gets its place in the English tree by itself
    LocaleSynchronization.objects.get_or_create(
        locale=locales["en"], defaults={"sync_from": locales["bg"]}
    )
    return new


def _home(folder, locales):
    homes = {page.locale.language_code: page for page in HomePage.objects.all()}
    if homes.keys() >= set(CODES):
        return homes, False
    told = json.loads((folder / "pages" / "home.json").read_text(encoding="utf-8"))
    root = Page.get_first_root_node()
    for leftover in root.get_children():  # the page Wagtail's own migration makes
        leftover.delete()
    root.refresh_from_db()
    root = Page.objects.get(pk=root.pk)
    home = HomePage(locale=locales["bg"], slug="home", **_content(told["bg"]))
    home.featured_map = Map.objects.filter(identifier=told["featured_map"]).first()
    root.add_child(instance=home)
    home.save_revision().publish()
    english = home.copy_for_translation(locales["en"])
    _fill(english, told["en"])
    english.slug = "home-en"
    english.save_revision().publish()
    site = Site.objects.first() or Site(hostname="localhost")
    site.root_page, site.is_default_site, site.site_name = home, True, settings.SITE_NAME
    site.hostname, site.port = "localhost", 80
    site.save()
    _frame(site, told["frame"])
    return {"bg": home, "en": english}, True


def _frame(site, told):
    frame = SiteFrame.for_site(site)
    for name in ("menu", "footer_links"):
        setattr(frame, name, [("link", link) for link in told.pop(name)])
    for name, value in told.items():
        setattr(frame, name, value)
    frame.full_clean()
    frame.save()


def _content(told):
    """Return the fields of a page; its body refers to records by identifier."""
    content = {name: value for name, value in told.items() if name != "body"}
    content["body"] = [(kind, _value(kind, value)) for kind, value in told.get("body", [])]
    return content


def _value(kind, value):
    if kind == "map":
        return {"map": Map.objects.get(identifier=value["map"]), "show": value.get("show", "")}
    if kind == "step":
        return value | {"map": Map.objects.get(identifier=value["map"])}
    if kind == "chart":
        return {"chart": Chart.objects.get(identifier=value["chart"])}
    if kind == "rules":
        return value | {"act": Act.objects.get(identifier=value["act"])}
    if kind == "event":
        return {"event": Event.objects.get(identifier=value["event"])}
    if kind in ("table", "dataset"):
        return value | {"dataset": Dataset.objects.get(identifier=value["dataset"])}
    return value


def _fill(page, told):
    for name, value in _content(told).items():
        if name == "body":
            value = page.body.stream_block.to_python(
                page.body.stream_block.get_prep_value(page.body.stream_block.normalize(value))
            )
        setattr(page, name, value)


def _page(told, homes, locales):
    """Make one page in both languages below its parent; 0 when it is there already."""
    kind = KINDS[told["kind"]]
    parent = homes["bg"]
    if told.get("parent"):
        parent = Page.objects.get(locale=locales["bg"], slug=told["parent"]).specific
    if kind.objects.child_of(parent).filter(slug=told["slug"]).exists():
        return 0
    common = {}
    if told.get("theme"):
        common["theme"] = Theme.objects.get(identifier=told["theme"])
    if told.get("published_on"):
        common["published_on"] = told["published_on"]
    page = kind(locale=locales["bg"], slug=told["slug"], **common)
    _fill(page, told["bg"])
    parent.add_child(instance=page)
    page.save_revision().publish()
    english = page.copy_for_translation(locales["en"])
    _fill(english, told["en"])
    english.slug = told["slug"]
    english.save_revision().publish()
    return 1
