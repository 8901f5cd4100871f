"""Publish or unpublish many records at once from their list."""

from django.core.exceptions import ValidationError
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .collection import collections


class RecordBulkAction(SnippetBulkAction):
    """The base of both: for records only, for those who may publish."""

    template_name = "records/admin/bulk.html"
    button_class = ""
    question: object = ""

    @classproperty
    def models(cls):
        return [collection.model for collection in collections()]

    def check_perm(self, record):
        policy = policy_registry.get_by_type(type(record))
        return policy.user_has_permission(self.request.user, "publish")

    def get_execution_context(self):
        return {**super().get_execution_context(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            question=self.question,
            button=self.display_name,
            button_class=self.button_class,
            **kwargs,
        )


class PublishAction(RecordBulkAction):
    """Publish the latest draft of each; a record that lacks something stays a draft."""

    display_name = _("Publish")
    aria_label = _("Publish the selected records")
    action_type = "publish"
    question = _("Publish the latest draft of each of these?")
    action_priority = 10

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        published = 0
        for record in objects:
            revision = record.get_latest_revision()
            try:
                revision.publish(user=user)
            except ValidationError:
                continue  # the count says that it is missing; its own screen says why
            published += 1
        return published, len(objects) - published

    def get_success_message(self, published, left):
        words = ngettext(
            "%(count)s record was published.", "%(count)s records were published.", published
        ) % {"count": published}
        if left:
            words += " " + ngettext(
                "%(count)s lacks something and stays a draft: open it to see what.",
                "%(count)s lack something and stay drafts: open them to see what.",
                left,
            ) % {"count": left}
        return words


class UnpublishAction(RecordBulkAction):
    """Take each out of the public; its address says that it is gone."""

    display_name = _("Unpublish")
    aria_label = _("Unpublish the selected records")
    action_type = "unpublish"
    question = _("Unpublish these? Their addresses will say that they are gone.")
    action_priority = 20
    button_class = "serious"

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        live = [record for record in objects if record.live]
        for record in live:
            record.unpublish(user=user)
        return len(live), 0

    def get_success_message(self, unpublished, _left):
        return ngettext(
            "%(count)s record was unpublished.", "%(count)s records were unpublished.", unpublished
        ) % {"count": unpublished}
