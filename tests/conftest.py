"""Every test that asks for the database finds the starter collection in it, loaded once a run."""

import pytest
from django.core.cache import cache
from django.utils.translation import override


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    from chitalishte.pages.starter import load
    from chitalishte.records.roles import make_roles

    with django_db_blocker.unblock():
        make_roles()
        load(say=lambda line: None)


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
