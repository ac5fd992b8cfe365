"""How whoever is signed in is found again for each request. Signing in itself is allauth's."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import DateTimeField

from safehold.access.models import User

# without the moments, which are read when they are asked for: SQLite gives them without their zone, and few pages ask
FIELDS = [field for field in User._meta.concrete_fields if not isinstance(field, DateTimeField)]
FIND = "SELECT {} FROM {} WHERE id = %s".format(  # noqa: S608  our own columns and table; the id is a parameter
    ", ".join(str(field.column) for field in FIELDS), User._meta.db_table
)
NAMES = [field.attname for field in FIELDS]


class Backend(AuthenticationBackend):
    """allauth's, which asks for the user in plain SQL: every page asks, and Django takes longer to write it."""

    def get_user(self, user_id: int) -> User | None:
        with connection.cursor() as cursor:
            cursor.execute(FIND, [user_id])
            found = cursor.fetchone()
        user = User.from_db(connection.alias, NAMES, found) if found else None
        return user if user is not None and self.user_can_authenticate(user) else None
