"""Static files compressed once, at set-up; of big packages only the files that pages use."""

from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Quality 11 took half a minute for the editors' side alone; 7 takes two seconds and is 4 % larger.
QUALITY = 7


class QuickCompressor(Compressor):
    """Brotli at a quality a person waiting for the first start can bear."""

    @staticmethod
    def compress_brotli(data):
        return brotli.compress(data, quality=QUALITY)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed copies."""

    def create_compressor(self, **kwargs):
        return QuickCompressor(**kwargs)


class PackageFilesFinder(BaseFinder):
    """Finds single files of node packages: settings.STATICFILES_OF_PACKAGES, name → path.

    Vega's packages are six megabytes with sources, maps and types; pages use four files.
    """

    def __init__(self, app_names=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.files = {name: Path(path) for name, path in settings.STATICFILES_OF_PACKAGES.items()}

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = self.files.get(path)
        if found is None or not found.exists():
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns):
        for name, path in self.files.items():
            if path.exists() and not matches_patterns(name, ignore_patterns):
                yield name, _OneFile(path)


class _OneFile(FileSystemStorage):
    """A storage in which every name is one file."""

    def __init__(self, file):
        super().__init__(location=file.parent)
        self.file = file

    def path(self, name):
        return str(self.file)
