"""What is not a record but stands on public pages: saving it raises the edition."""

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save

from chitalishte.records.edition import raise_edition


def connect():
    from .models import Actor, Change, Organ, OrganFact, Procedure, Rule

    for model in (Actor, Change, Organ, OrganFact, Procedure, Rule):
        name = f"archive.{model.__name__}"
        post_save.connect(_changed, sender=model, dispatch_uid=f"{name}.saved")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"{name}.deleted")


def _changed(sender, **kwargs):
    if kwargs.get("raw"):
        return
    raise_edition()
    if sender.__name__ == "Procedure":  # each amendment has a page of its own
        from .entrance import reindex

        # many of one transaction, as in an import, need one round
        waiting = [action for _ids, action, _robust in connection.run_on_commit]
        if reindex not in waiting:
            transaction.on_commit(reindex)
