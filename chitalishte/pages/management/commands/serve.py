import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from chitalishte.archive.models import PaperFile
from chitalishte.datasets.models import Origin
from chitalishte.papers import ocr
from chitalishte.tables import store

HOUSEKEEPING = 60  # seconds between two rounds
LONGEST_READING = 3600  # seconds to recognise the text of one file; the next run goes on
STOPPING = 10  # seconds a server gets to finish its answers


def is_taken(host, port):
    """Tell whether somebody listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


class Command(BaseCommand):
    help = "Serve the portal. Scheduled publishing and tidying run beside it."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", 8000)))
        parser.add_argument("--workers", type=int, default=1, help="server processes")
        parser.add_argument(
            "--setup", action="store_true", help="prepare first what is not prepared yet"
        )
        parser.add_argument("--threads", type=int, default=4, help="threads of a process")

    def handle(self, host, port, workers, threads, setup, **options):
        if setup:
            call_command("setup")
        if not (settings.VAR / "done" / "the-database").exists():
            raise CommandError("This installation is not prepared yet. Run: chitalishte setup")
        if is_taken(host, port):
            raise CommandError(
                f"Port {port} is in use, perhaps by another start of the portal. "
                f"Stop that one, or choose another: make run PORT={port + 1}"
            )
        os.environ["PORT"] = str(port)  # for every process begun from here
        server = subprocess.Popen(  # noqa: S603 - our own program, no input of others
            [
                str(Path(sys.executable).parent / "granian"),
                "--interface", "wsgi",
                "--host", host,
                "--port", str(port),
                "--workers", str(workers),
                "--blocking-threads", str(threads),
                "--log-level", "warning",
                "chitalishte.wsgi:application",
            ]
        )  # fmt: skip
        # on one's own machine the address goes by the port, elsewhere it is set
        address = f"http://localhost:{port}" if hasattr(settings, "PORT") else settings.BASE_URL
        self.stdout.write("")
        self.stdout.write(f"  The portal      {address}")
        self.stdout.write(f"  For editors     {address}/admin/")
        self.stdout.write("  Stop with Ctrl+C; everything is kept in var/.")
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        store.remove_unfinished(settings.TABLES_ROOT)
        self.apart = {}
        since = HOUSEKEEPING
        while not stop.is_set() and server.poll() is None:
            if since >= HOUSEKEEPING:
                since = 0
                self.keep_house()
            stop.wait(1)
            since += 1
        for work, _until in self.apart.values():
            if work.poll() is None:
                work.terminate()
        if server.poll() is None:
            server.terminate()
            try:
                server.wait(STOPPING)
            except subprocess.TimeoutExpired:
                server.kill()
        elif not stop.is_set():
            raise CommandError("The server stopped by itself; its last words stand above.")

    def keep_house(self):
        """Do what is due by the clock. A failure is reported and tried again in a minute."""
        try:
            close_old_connections()
            call_command("publish_scheduled", verbosity=0)
            call_command("tidy", verbosity=0)
            self.begin("fetch", Origin.objects.due().count() * settings.FETCH_SECONDS * 3)
            if ocr.can_read_bulgarian():
                self.begin("recognise", PaperFile.objects.waiting().count() * LONGEST_READING)
        except Exception as error:
            self.stderr.write(f"Housekeeping failed and will be tried again: {error}")

    def begin(self, command, seconds):
        """Begin a command apart when it has work, so that a slow one keeps nothing waiting.

        seconds  how long it may take; 0 when there is nothing to do
        """
        work, until = self.apart.get(command, (None, 0))
        if work and work.poll() is None:
            if time.monotonic() > until:
                work.kill()
            return
        if seconds:
            program = str(Path(sys.executable).parent / "chitalishte")
            work = subprocess.Popen([program, command, "--verbosity", "0"])  # noqa: S603
            self.apart[command] = (work, time.monotonic() + seconds)
