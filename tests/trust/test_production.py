"""The settings of a public installation, read in a process of their own."""

import json
import os
import stat
import subprocess
import sys

import pytest

from tests.serving import CONSOLE, OURS, ROOT

SETTINGS = "chitalishte.settings.production"
NEEDED = {
    "BASE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "DJANGO_SETTINGS_MODULE": SETTINGS,
}


# What only an organisation whose every site is ready for HTTPS may say; the check asks for it.
ALL_SITES_ARE_READY = {"SECURE_HSTS_INCLUDE_SUBDOMAINS": "true", "SECURE_HSTS_PRELOAD": "true"}


def environment(var, **more):
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return kept | NEEDED | {"CHITALISHTE_VAR": str(var)} | more


def read(var, *names, **more):
    """Return the named settings as the process of an installation would have them."""
    code = (
        f"import json, {SETTINGS} as s; "
        f"print(json.dumps({{n: getattr(s, n, None) for n in {names!r}}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(var, **more),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_djangos_own_check_of_a_deployment_has_nothing_to_say(tmp_path):
    done = subprocess.run(
        [CONSOLE, "check", "--deploy", "--fail-level", "INFO"],
        env=environment(tmp_path, **ALL_SITES_ARE_READY),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_it_does_not_start_without_its_address(tmp_path):
    env = environment(tmp_path)
    del env["BASE_URL"]
    done = subprocess.run([CONSOLE, "check"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "BASE_URL" in done.stderr


def test_cookies_go_over_https_only_and_to_this_host_only(tmp_path):
    found = read(
        tmp_path,
        "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_NAME",
        "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "STAFF_MFA_REQUIRED", "TRUSTED_PROXIES",
        "DEBUG",
    )  # fmt: skip
    assert found == {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_SSL_REDIRECT": True,
        "STAFF_MFA_REQUIRED": True,
        "TRUSTED_PROXIES": 1,
        "DEBUG": False,
    }


def test_without_a_proxy_no_header_says_that_the_connection_is_secure(tmp_path):
    assert read(tmp_path, "SECURE_PROXY_SSL_HEADER")["SECURE_PROXY_SSL_HEADER"]
    direct = read(tmp_path, "SECURE_PROXY_SSL_HEADER", TRUSTED_PROXIES="0")
    assert direct["SECURE_PROXY_SSL_HEADER"] is None


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_secret_is_made_once_and_read_by_its_owner_only(tmp_path):
    first, second = read(tmp_path, "SECRET_KEY"), read(tmp_path, "SECRET_KEY")
    assert first == second
    assert len(first["SECRET_KEY"]) > 60
    assert [path.name for path in tmp_path.glob("secret*")] == ["secret_key"]
    assert mode(tmp_path / "secret_key") == 0o600


def test_a_secret_left_open_to_others_is_closed(tmp_path):
    (tmp_path / "secret_key").write_text("известен само на нас, но оставен отворен")
    (tmp_path / "secret_key").chmod(0o644)
    assert read(tmp_path, "SECRET_KEY")["SECRET_KEY"].startswith("известен")
    assert mode(tmp_path / "secret_key") == 0o600


@pytest.mark.parametrize("way", ["SECRET_KEY", "SECRET_KEY_FILE"])
def test_the_secret_may_come_from_outside(tmp_path, way):
    secret = tmp_path / "elsewhere"
    secret.write_text("тайна от друго място")
    value = "тайна от друго място" if way == "SECRET_KEY" else str(secret)
    assert read(tmp_path, "SECRET_KEY", **{way: value})["SECRET_KEY"] == "тайна от друго място"
    assert not (tmp_path / "secret_key").exists()


ASK = """
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("collectstatic", interactive=False, verbosity=0)
ask = Client(headers={"Host": "portal.example"}, REMOTE_ADDR="10.0.0.1")
plain = ask.get("/bg/x/")
forged = ask.get("/accounts/login/", headers={"Host": "evil.example", "X-Forwarded-Proto": "https"})
page = ask.get("/accounts/login/", headers={"X-Forwarded-Proto": "https"})
print(json.dumps({
    "plain": [plain.status_code, plain["Location"]],
    "forged": forged.status_code,
    "page": [page.status_code, page["Strict-Transport-Security"]],
    "cookie": page.cookies["__Host-csrftoken"].OutputString(),
}))
"""


def test_the_door_of_a_public_installation(tmp_path):
    """Plain HTTP is led to HTTPS, another name is refused, the answer binds browsers for a year."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["plain"] == [301, "https://portal.example/bg/x/"]
    assert said["forged"] == 400
    status, binding = said["page"]
    assert status == 200
    assert binding.startswith("max-age=31536000")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in said["cookie"]
    assert "Domain" not in said["cookie"]
