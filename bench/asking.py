"""A small load generator: keep-alive connections over http.client, a fixed number of requests."""

import http.client
import threading
import time
from typing import NamedTuple
from urllib.parse import urlsplit

AS_A_BROWSER = {"Accept-Encoding": "br, gzip", "Accept": "text/html"}
THREADS = 4
LONGEST = 60  # seconds for one answer


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes  # as it came over the wire, not unpacked
    seconds: float


class Reader:
    """One connection that is kept open."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=LONGEST)

    def ask(self, path, headers=None):
        begin = time.perf_counter()
        self.connection.request("GET", path, headers=AS_A_BROWSER | (headers or {}))
        answer = self.connection.getresponse()
        body = answer.read()
        return Answer(answer.status, answer.headers, body, time.perf_counter() - begin)

    def close(self):
        self.connection.close()


def fetch(address, path, headers=None):
    """Ask once over a connection of its own."""
    reader = Reader(address)
    try:
        return reader.ask(path, headers)
    finally:
        reader.close()


def rate(address, paths, expected, headers=None):
    """Ask for all the paths from THREADS connections at once; return (answers a second, our share).

    Our share is what the generator itself took of one processor, 0..1: near 1 the number says more
    of the generator than of the server.
    """
    failures = []

    def read(own):
        reader = Reader(address)
        try:
            for path in own:
                answer = reader.ask(path, headers)
                if answer.status != expected:
                    failures.append(f"{path} answered {answer.status}, not {expected}")
                    return
        except OSError as error:
            failures.append(f"{address}: {error}")
        finally:
            reader.close()

    threads = [threading.Thread(target=read, args=(paths[i::THREADS],)) for i in range(THREADS)]
    begin, used = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begin
    if failures:
        raise RuntimeError(failures[0])
    return len(paths) / seconds, (time.process_time() - used) / seconds
