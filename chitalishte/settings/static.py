"""Static files compressed once, at set-up."""

import brotli
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
