"""The harvested collections as one repository: entries by their stamps, pages without memory.

A list is walked by (stamp, id): a resumption token is a signed place in that order, so the portal
remembers nothing between requests, every page costs the same, and a record that changes during a
harvest moves to the end and is met again.
"""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db.models import Q

from .. import collection as registry
from ..models import HarvestEntry
from .protocol import Format, Header, OaiError, Page, Selection

SIZE = 100  # records a page
SALT = "oai.resumption"
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)  # of a repository that holds nothing yet


def harvested():
    """Return the collections that are harvested."""
    return [one for one in registry.collections() if one.harvested]


class Portal:
    """The repository of this portal; see protocol.Repository."""

    def __init__(self, size=SIZE):
        self.size = size
        self.name = settings.SITE_NAME
        self.address = f"{settings.BASE_URL}/oai"
        self.email = settings.DEFAULT_FROM_EMAIL
        self.domain = urlsplit(settings.BASE_URL).hostname or "localhost"
        self.sample_identifier = f"oai:{self.domain}:surveys/bg-emm-001"

    def earliest(self):
        first = HarvestEntry.objects.order_by("stamp").values_list("stamp", flat=True).first()
        return (first or BEGINNING).astimezone(UTC)

    def formats(self, identifier=None):
        if identifier:
            entry = self._entry(identifier)
            return list(registry.get(entry.collection).harvest_formats())
        found: dict[str, Format] = {}
        for collection in harvested():
            for one in collection.harvest_formats():
                found[one.prefix] = one
        return list(found.values())

    def sets(self):
        found = {}
        for collection in harvested():
            found[collection.name] = str(collection.label_plural)
            found |= collection.harvest_set_names()
        return sorted(found.items())

    def _entry(self, identifier):
        prefix = f"oai:{self.domain}:"
        collection, _slash, name = identifier.removeprefix(prefix).partition("/")
        entry = (
            HarvestEntry.objects.filter(collection=collection, identifier=name).first()
            if identifier.startswith(prefix)
            else None
        )
        if entry is None:
            raise OaiError("idDoesNotExist", f"There is no item “{identifier}” here.")
        return entry

    def header(self, identifier):
        return self._headers([self._entry(identifier)])[0]

    def _headers(self, entries):
        sets: dict[int, list[str]] = {}
        for entry in entries:
            sets[entry.pk] = sorted(one.spec for one in entry.memberships.all())
        return [
            Header(
                f"oai:{self.domain}:{entry.collection}/{entry.identifier}",
                entry.stamp,
                tuple(sets[entry.pk]),
                entry.is_gone,
                entry,
            )
            for entry in entries
        ]

    def page(self, selection):
        # a list has an end: what changes after its first page belongs to the next harvest
        if selection.until is None:
            now = datetime.now(UTC).replace(microsecond=0)
            selection = Selection(selection.prefix, selection.since, now, selection.set_spec)
        return self._page(selection, after=None, cursor=0, total=None)

    def _page(self, selection, after, cursor, total):
        entries = HarvestEntry.objects.order_by("stamp", "pk")
        names = [
            one.name
            for one in harvested()
            if selection.prefix in {form.prefix for form in one.harvest_formats()}
        ]
        entries = entries.filter(collection__in=names)
        if selection.since:
            entries = entries.filter(stamp__gte=selection.since)
        if selection.until:
            entries = entries.filter(stamp__lte=selection.until)
        if selection.set_spec:
            entries = entries.in_set(selection.set_spec)
        if total is None:
            total = entries.count()
        if after:
            stamp, pk = datetime.fromtimestamp(after[0], UTC), after[1]
            # the bound alone lets the index be entered there; the rest settles equal stamps
            entries = entries.filter(stamp__gte=stamp).filter(Q(stamp__gt=stamp) | Q(pk__gt=pk))
        found = list(entries.prefetch_related("memberships")[: self.size + 1])
        shown = found[: self.size]
        token = ""
        if len(found) > self.size:
            token = self._token(selection, shown[-1], cursor + len(shown), total)
        return Page(self._headers(shown), token, cursor, total)

    def _token(self, selection, last, cursor, total):
        told = [
            selection.prefix,
            int(selection.since.timestamp()) if selection.since else None,
            int(selection.until.timestamp()) if selection.until else None,
            selection.set_spec,
            int(last.stamp.timestamp()),
            last.pk,
            cursor,
            total,
        ]
        return signing.dumps(told, salt=SALT, compress=True)

    def resume(self, token):
        try:
            prefix, since, until, spec, stamp, pk, cursor, total = signing.loads(token, salt=SALT)
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise OaiError("badResumptionToken", "This token is not one of ours.") from error
        selection = Selection(prefix, _moment(since), _moment(until), spec)
        page = self._page(selection, (stamp, pk), cursor, total)
        if not page.headers:
            raise OaiError("badResumptionToken", "What this token led to is no longer there.")
        return selection, page

    def metadata(self, headers, prefix):
        """Return {identifier: element} of the records that are not gone."""
        by_collection: dict[str, list[Header]] = {}
        for header in headers:
            if not header.is_deleted:
                by_collection.setdefault(header.key.collection, []).append(header)
        found = {}
        for name, some in by_collection.items():
            by_record = {header.key.object_id: header.identifier for header in some}
            for pk, element in registry.get(name).harvest(list(by_record), prefix):
                found[by_record[pk]] = element
        return found


def _moment(seconds):
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
