"""Who may do what: authors write drafts and ask for review, editors review and publish.

Wagtail's own migration makes the two groups and a review workflow for pages; here they get their
names and the same rights over every collection. Can be run again: what an operator changed stays.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType

from .collection import collections
from .models import MistakeReport, Theme

AUTHORS, EDITORS = "Автори", "Редактори"
RENAMED = {"Editors": AUTHORS, "Moderators": EDITORS}
REVIEW = "Преглед от редактор"


def make_roles():
    """Give the groups their rights, and every collection the review workflow."""
    for old, new in RENAMED.items():
        if not Group.objects.filter(name=new).exists():
            Group.objects.filter(name=old).update(name=new)
        group, _is_new = Group.objects.get_or_create(name=new)
        group.permissions.add(*_permissions(may_publish=new == EDITORS))
    workflow = Workflow.objects.filter(active=True).order_by("pk").first()
    if workflow is None:
        return
    if workflow.name == "Moderators approval":
        workflow.name = REVIEW
        workflow.save(update_fields=["name"])
        workflow.tasks.filter(name="Moderators approval").update(name=REVIEW)
    for collection in collections():
        content_type = ContentType.objects.get_for_model(collection.model)
        WorkflowContentType.objects.get_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )


def _permissions(*, may_publish):
    """Return the permissions over records; deleting is left to administrators on purpose."""
    actions = ["add", "change", "view"] + (["publish", "lock", "unlock"] if may_publish else [])
    models = [collection.model for collection in collections()]
    if may_publish:
        models += [Theme, MistakeReport]
        models += [model for collection in collections() for model in collection.kept_with()]
    codenames = [f"{action}_{model._meta.model_name}" for model in models for action in actions]
    access = Permission.objects.filter(codename="access_admin")
    return [*Permission.objects.filter(codename__in=codenames), *access]
