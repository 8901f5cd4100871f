from django.core.management.base import BaseCommand, CommandError

from chitalishte.pages.starter import StarterError, load


class Command(BaseCommand):
    help = "Load the starter collection. What is there already stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["load"])

    def handle(self, **options):
        try:
            load(say=self.stdout.write)
        except StarterError as error:
            raise CommandError(f"{error}\nNothing of this step was written.") from error
