from django.core.management.base import BaseCommand
from django.utils import translation

from chitalishte.datasets.intake.fetched import fetch, sentence
from chitalishte.datasets.models import Origin


class Command(BaseCommand):
    help = "Fetch the files of datasets whose time has come; `serve` does it by itself."

    def add_arguments(self, parser):
        parser.add_argument(
            "dataset", nargs="*", help="identifiers of datasets to fetch now, due or not"
        )

    def handle(self, dataset, verbosity, **options):
        origins = Origin.objects.select_related("dataset")
        chosen = origins.filter(dataset__identifier__in=dataset) if dataset else origins.due()
        translation.activate("en")
        for origin in chosen:
            fetch(origin)
            if verbosity:
                self.stdout.write(f"{origin.dataset.identifier}: {sentence(origin) or 'fetched'}")
