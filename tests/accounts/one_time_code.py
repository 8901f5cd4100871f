"""The code of an authenticator app, written from RFC 6238 and not from the library under test."""

import base64
import hmac
import struct
import time

PERIOD = 30  # seconds


def code(secret, at=None):
    """Return the six digits of a base32 secret at a moment (seconds since 1970; now if None)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int((time.time() if at is None else at) // PERIOD))
    digest = hmac.new(key, counter, "sha1").digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
