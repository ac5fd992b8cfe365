"""How whoever is signed in is found again for each request. Signing in itself is allauth's."""

from allauth.account.auth_backends import AuthenticationBackend

from safehold.access.models import User

FIND = f"SELECT * FROM {User._meta.db_table} WHERE id = %s"  # noqa: S608  a name of our own alone


class Backend(AuthenticationBackend):
    """allauth's, which asks for the user in plain SQL: every page asks, and Django takes longer to write it."""

    def get_user(self, user_id: int) -> User | None:
        user = next(iter(User.objects.raw(FIND, [user_id])), None)
        return user if user is not None and self.user_can_authenticate(user) else None
