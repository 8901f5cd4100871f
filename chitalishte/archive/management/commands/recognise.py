from django.core.management.base import BaseCommand

from chitalishte.archive import papers
from chitalishte.archive.models import PaperFile
from chitalishte.papers import ocr


class Command(BaseCommand):
    help = "Recognise the text of pages that are pictures, with Tesseract and its Bulgarian data."

    def handle(self, verbosity=1, **options):
        if not ocr.can_read_bulgarian():
            self.stderr.write(
                "Tesseract with Bulgarian is not on this machine (Debian: tesseract-ocr-bul). "
                "Nothing was changed."
            )
            return
        say = self.stdout.write if verbosity else lambda line: None
        for paper in PaperFile.objects.waiting():
            papers.recognise(paper, say)
