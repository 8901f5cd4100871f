"""`/api/3/action/`: the reading part of CKAN's Action API over published datasets.

What `ckanapi` and harvesters of CKAN ask for. A dataset is a package of the same slug; its table
is a resource whose id is the name of the table in SQL, so that `datastore_search_sql` finds it.
The shapes are those of CKAN 2.12; numbers stay numbers also in the answers to SQL.
"""

import json

from django.conf import settings
from django.http import HttpResponse

from chitalishte.records.provenance import LICENCE_TEXTS
from chitalishte.tables import query, sandbox

from .apianswers import data_view, find_dataset, open_to_all, written
from .ckansearch import KNOWN, InvalidError, search
from .distributions import MEDIA_TYPES, distributions
from .models import Dataset
from .sqlquery import ask, published, table_name

MOST_PACKAGES = 1000
LANGUAGE = "bg"
VERSION = "2.12.0"


class NotFoundError(Exception):
    """There is no such thing among what is published."""


@data_view("GET", "POST")
def action(request, name):
    """One action, with CKAN's envelope and its ways to say what is wrong."""
    if name not in ACTIONS:
        return _send(f"Bad request - Action name not known: {name}", 400)
    try:
        result = ACTIONS[name](_parameters(request))
    except InvalidError as error:
        return _failed(name, 409, "Validation Error", error.fields)
    except NotFoundError as error:
        return _failed(name, 404, "Not Found Error", {"message": str(error)})
    except query.QueryError as error:
        return _failed(name, 409, "Validation Error", {"query": [str(error)]})
    except sandbox.SqlError as error:
        return _failed(name, 409, "Validation Error", {"query": [str(error)]})
    except ValueError:
        return _send("Bad request - the body is not JSON", 400)
    return _send({"help": _help(name), "success": True, "result": result})


def _parameters(request):
    if request.method == "POST":
        if "json" in request.headers.get("Content-Type", ""):
            sent = json.loads(request.body or b"{}")
            if not isinstance(sent, dict):
                raise ValueError("not an object")
            return sent
        return request.POST.dict()
    return request.GET.dict()


def _send(content, status=200):
    body = written(content)
    return open_to_all(HttpResponse(body, content_type="application/json", status=status))


def _failed(name, status, kind, fields):
    error = {"__type": kind} | fields
    return _send({"help": _help(name), "success": False, "error": error}, status)


def _help(name):
    return f"{settings.BASE_URL}/api/3/action/help_show?name={name}"


def help_show(sent):
    name = _needed(sent, "name")
    if name not in ACTIONS:
        raise NotFoundError("Action not found")
    return " ".join((ACTIONS[name].__doc__ or name).split())


def status_show(sent):
    """Say what this site is."""
    return {
        "site_title": settings.SITE_NAME,
        "site_description": "",
        "site_url": settings.BASE_URL,
        "error_emails_to": None,
        "locale_default": LANGUAGE,
        "extensions": ["datastore"],
        "ckan_version": VERSION,
    }


def site_read(sent):
    """Tell whether the caller may read the site: everybody may."""
    return True


def package_list(sent):
    """Name every published dataset."""
    names = sorted(Dataset.objects.public().values_list("slug", flat=True))
    begin, limit = _number(sent, "offset", 0), _number(sent, "limit", len(names))
    return names[begin : begin + limit]


def package_show(sent):
    """Describe one dataset, by its id or its name."""
    wanted = sent.get("id") or sent.get("name_or_id") or _needed(sent, "id")
    public = Dataset.objects.public().select_related("publisher", "current_version")
    found = public.filter(slug=wanted).first() or public.filter(identifier=wanted).first()
    if not found:
        raise NotFoundError("Not found")
    return package(found)


def package_search(sent):
    """Find datasets by words in their titles, summaries and keywords."""
    words = str(sent.get("q", "") or "").casefold().replace("*:*", "").split()
    found = []
    for dataset in Dataset.objects.public().select_related("publisher", "current_version"):
        text = " ".join(
            (dataset.slug, dataset.title_bg, dataset.title_en, dataset.summary_bg,
             dataset.summary_en, dataset.keywords_bg, dataset.keywords_en)
        ).casefold()  # fmt: skip
        if all(word in text for word in words):
            found.append(dataset)
    found.sort(key=lambda dataset: dataset.identifier)
    begin = _number(sent, "start", 0)
    rows = min(_number(sent, "rows", 10), MOST_PACKAGES)
    return {
        "count": len(found),
        "facets": {},
        "search_facets": {},
        "sort": "id asc",
        "results": [package(dataset) for dataset in found[begin : begin + rows]],
    }


def resource_show(sent):
    """Describe one file or table of a dataset."""
    wanted = _needed(sent, "id")
    for dataset in Dataset.objects.public().select_related("publisher", "current_version"):
        for resource in resources(dataset):
            if resource["id"] == wanted:
                return resource
    raise NotFoundError("Resource was not found.")


def datastore_search(sent):
    """Give rows of a table: filters, q, fields, sort, limit, offset, distinct, records_format."""
    if unknown := sorted(set(sent) - KNOWN.keys()):
        raise InvalidError({name: ["This parameter is not known."] for name in unknown})
    wanted = sent.get("resource_id") or sent.get("id") or _needed(sent, "resource_id")
    return search(_table(wanted), wanted, sent)


def datastore_search_sql(sent):
    """Answer one SELECT; a table is named by the id of its resource."""
    sql = _needed(sent, "sql")
    answer = ask(sql)
    names = [column["name"] for column in answer.columns]
    found = {
        "sql": sql,
        "fields": [
            {"id": column["name"], "type": _sql_type(column["type"])} for column in answer.columns
        ],
        "records": [dict(zip(names, row, strict=True)) for row in answer.rows],
    }
    if answer.is_truncated:
        found["records_truncated"] = True
    return found


SQL_TYPES = ("bool", "timestamp", "date", "time")


def _sql_type(written_type):
    for name in SQL_TYPES:
        if written_type.startswith(name):
            return name
    if written_type.startswith(("varchar", "enum")):
        return "text"
    return "int" if written_type.endswith(("int", "integer")) else "numeric"


def _table(wanted):
    for dataset in published():
        if wanted in (table_name(dataset), dataset.slug, dataset.identifier):
            return find_dataset(dataset.slug)
    raise NotFoundError(f'Resource "{wanted}" was not found.')


def _needed(sent, name):
    if not sent.get(name):
        raise InvalidError({name: ["Missing value"]})
    return str(sent[name])


def _number(sent, name, otherwise):
    value = str(sent.get(name, otherwise))
    if not value.isdecimal():
        raise InvalidError({name: ["Invalid integer"]})
    return int(value)


def package(dataset):
    """Return a dataset as CKAN describes one; every key is there that harvesters look for."""
    publisher = dataset.publisher
    tags = [
        {"id": word, "name": word, "display_name": word, "vocabulary_id": None, "state": "active"}
        for word in dataset.keyword_list()
    ]
    own = resources(dataset)
    return {
        "id": dataset.identifier,
        "name": dataset.slug,
        "title": dataset.title,
        "notes": dataset.summary,
        "url": settings.BASE_URL + dataset.get_absolute_url(),
        "version": str(dataset.current_version.number) if dataset.current_version else None,
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": True,
        "author": publisher.name,
        "author_email": None,
        "maintainer": dataset.contact_name or None,
        "maintainer_email": dataset.contact_email or None,
        "license_id": dataset.licence,
        "license_title": dataset.get_licence_display(),
        "license_url": LICENCE_TEXTS.get(dataset.licence),
        "owner_org": publisher.identifier,
        "creator_user_id": None,
        "metadata_created": _moment(dataset.first_published_at),
        "metadata_modified": _moment(dataset.last_published_at or dataset.first_published_at),
        "organization": _organisation(publisher, dataset),
        "groups": [],
        "tags": tags,
        "extras": [{"key": "frequency", "value": dataset.accrual_periodicity}],
        "num_tags": len(tags),
        "num_resources": len(own),
        "relationships_as_subject": [],
        "relationships_as_object": [],
        "resources": own,
    }


def _organisation(publisher, dataset):
    return {
        "id": publisher.identifier,
        "name": publisher.identifier,
        "title": publisher.name,
        "type": "organization",
        "description": "",
        "image_url": "",
        "created": _moment(dataset.first_published_at),
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }


def resources(dataset):
    """Return the files of a dataset's table; the first can be asked with datastore_search."""
    version = dataset.current_version
    found = []
    for position, item in enumerate(distributions(dataset)):
        form = item["form"]
        name = table_name(dataset)
        found.append(
            {
                "id": name if position == 0 else f"{name}-{form}",
                "package_id": dataset.identifier,
                "position": position,
                "name": item["format"],
                "description": "",
                "url": item["absolute_url"],
                "url_type": None,
                "resource_type": "file",
                "format": item["format"],
                "mimetype": MEDIA_TYPES[form],
                "mimetype_inner": None,
                "size": version.stored.byte_sizes.get(form),
                "hash": "",
                "created": _moment(version.created_at),
                "last_modified": _moment(version.created_at),
                "metadata_modified": _moment(version.created_at),
                "cache_url": None,
                "cache_last_updated": None,
                "state": "active",
                "datastore_active": position == 0,
            }
        )
    return found


def _moment(value):
    """Return a time as CKAN writes it: UTC, without saying so."""
    return value.strftime("%Y-%m-%dT%H:%M:%S.%f") if value else None


ACTIONS = {
    each.__name__: each
    for each in (
        help_show, status_show, site_read, package_list, package_show, package_search,
        resource_show, datastore_search, datastore_search_sql,
    )
}  # fmt: skip
