"""Every test that asks for the database finds the starter collection in it, loaded once a run."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.utils.translation import override

from tests import on_postgres
from tests.portal import blank_var, portal, prepared_var

__all__ = ["blank_var", "portal", "prepared_var"]

SERVED = {"portal", "prepared_var"}
# What takes long is begun first, or one worker waits at the end; between the two that need the
# installation stands what needs none, for the other worker while it is prepared.
FIRST = (
    *(
        "tests/keeping",
        "tests/tables",
        "tests/look",
        "tests/browser",
        "tests/records/test_contract",
    ),
    *("tests/accounts", "tests/trust", "tests/starter"),
)


def pytest_collection_modifyitems(config, items):
    """Put the slow ones first. A served portal has a database of its own: once is enough."""
    items.sort(key=_place)
    if connection.vendor != "sqlite":
        served = [item for item in items if SERVED & set(item.fixturenames)]
        config.hook.pytest_deselected(items=served)
        items[:] = [item for item in items if item not in served]


def _place(item):
    for place, beginning in enumerate(FIRST):
        if item.nodeid.startswith(beginning):
            return place
    return len(FIRST)


@pytest.fixture(scope="session")
def django_db_use_migrations():
    """What is copied was migrated."""
    return connection.vendor != "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On PostgreSQL a test's own database begins as the one that was made ready."""
    if connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["TEMPLATE"] = on_postgres.TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            installation = request.getfixturevalue("prepared_var")
            with closing(sqlite3.connect(installation / "chitalishte.sqlite3")) as prepared:
                connection.ensure_connection()
                prepared.backup(connection.connection)
        else:
            installation = Path(os.environ[on_postgres.READY])
        _take_over(installation)


def _take_over(installation):
    """Take the files of an installation whose rows are here; its editor stays there."""
    ContentType.objects.clear_cache()  # numbers of the tables that were there before
    get_user_model().objects.all().delete()
    for name in ("tables", "media"):
        if (installation / name).exists():
            shutil.copytree(installation / name, settings.VAR / name, dirs_exist_ok=True)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _in_bulgarian():
    """Every test begins in the portal's first language, whatever the one before it read."""
    with override("bg"):
        yield


@pytest.fixture
def editor(django_user_model):
    """A person who may do everything on the editors' side."""
    user = django_user_model.objects.create_superuser("eva", "eva@example.org", "a long password")
    user.first_name = "Ева"
    user.save()
    return user


@pytest.fixture
def desk(client, editor):
    """A browser in which an editor is signed in."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client
