"""The people who sign in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Someone who may sign in, known by e-mail address. What they may do is said by their memberships."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Someone already has an account with this e-mail address",
            ),
            models.CheckConstraint(
                name="user_leaver_is_closed",
                condition=Q(left_on=None) | Q(is_active=False),
                violation_error_message="Close the account of someone who has left",
            ),
        ]

    class Privacy:
        plain = {"id", "is_active", "made_at", "last_login", "left_on", "is_demonstration"}
        personal = {"email", "name", "password"}

    def __str__(self) -> str:
        return self.name

    # allauth asks for these
    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]
