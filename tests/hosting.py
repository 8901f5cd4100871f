"""Hosts on this machine, for what fetches from addresses.

with hosted(Answers) as address: ...  # answers of one's own
with Host("/act") as host: host.gives("…")  # what a test sets
"""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def hosted(answers):
    """Yield the address of a server with this handler."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Host:
    """A publisher with one file at `path`, and others where a test wants them.

    pages  {path: (status, body)}
    asked  [(path, moment)] of every question
    """

    def __init__(self, path):
        self.path, self.pages, self.asked = path, {}, []

    def gives(self, content, path="", status=200):
        body = content if isinstance(content, bytes) else content.encode()
        self.pages[path or self.path] = (status, body)

    def __enter__(self):
        outer = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append((self.path, time.monotonic()))
                status, body = outer.pages.get(self.path, (404, b"no"))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        self._served = hosted(Answers)
        self.address = self._served.__enter__()
        return self

    def __exit__(self, *error):
        self._served.__exit__(None, None, None)
