from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError

HELP = (
    "Help an editor who stands before the door. "
    "`unlock` opens an account closed after wrong passwords. "
    "`remove-second-factor` is for a lost telephone and lost recovery codes: the editor signs in "
    "with the password and sets up a new one, so make sure first that it is really them. "
    "`sign-out` ends every session of the account, in all browsers."
)


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["unlock", "remove-second-factor", "sign-out"])
        parser.add_argument("name", help="name of the account")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, action, name, dry_run, **options):
        user = get_user_model().objects.filter(username__iexact=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”. Names are listed at /admin/users/.")
        if action == "unlock":
            # counted under the name in small letters: see lockout.account_of
            rows = AccessAttempt.objects.filter(username=user.get_username().lower())
            done = "failed attempts forgotten"
        elif action == "remove-second-factor":
            rows = Authenticator.objects.filter(user=user)
            done = "authenticators, passkeys and sets of recovery codes removed"
        else:
            rows = Session.objects.filter(pk__in=self._sessions_of(user))
            done = "sessions ended"
        count = rows.count()
        if not dry_run:
            rows.delete()
            if action == "remove-second-factor":
                Session.objects.filter(pk__in=self._sessions_of(user)).delete()
        self.stdout.write(f"{user.get_username()}: {count} {done}{' (dry run)' * dry_run}")

    @staticmethod
    def _sessions_of(user):
        return [
            session.pk
            for session in Session.objects.iterator()
            if session.get_decoded().get("_auth_user_id") == str(user.pk)
        ]
