"""The console command `chitalishte`: all management commands under one name."""

import os
import sys


def main():
    """Run one command and exit with its status: 0 only on success."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chitalishte.settings.local")
    if sys.argv[1:2] == ["table"] and sys.argv[2:3] in (["inspect"], ["convert"]):
        # Reading a file needs no database and no settings, so it starts fast and works anywhere.
        from chitalishte.tables.command import main as table
        from chitalishte.text.streamlined import slugify

        def slug(header):
            return slugify(header, fallback="").replace("-", "_")

        sys.exit(table(sys.argv[2:], slug=slug))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
