"""Who acts for which agency, in which roles, and for how long."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safehold.access.models.agencies import Agency
from safehold.access.models.dated import Given, ends_as_given
from safehold.access.roles import Role


class Membership(Given):
    """That a user acts for an agency. Someone in two agencies has two, and chooses between them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    job_title = models.CharField(max_length=120, blank=True)
    team = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["agency__current_name", "id"]
        constraints = [
            *ends_as_given("membership"),
            models.UniqueConstraint(
                "user",
                "agency",
                condition=Q(to_on=None),
                name="membership_open_once",
                violation_error_message="They already act for this agency",
            ),
        ]

    class Privacy:
        plain = {"id", "user", "agency", "job_title", "team", "from_on", "to_on", "ended_on", "ended_by"}

    def __str__(self) -> str:
        return f"{self.user} for {self.agency}"


class Grant(Given):
    """One role, held through one membership. ``cover_for`` says whose absence it covers."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32, choices=Role)
    cover_for = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="covered_by"
    )

    class Meta:
        ordering = ["role", "id"]
        constraints = [
            *ends_as_given("grant"),
            models.CheckConstraint(
                name="grant_for_a_time_has_an_end",
                condition=~Q(role=Role.EXTERNAL_REVIEWER) | ~Q(to_on=None),
                violation_error_message="Enter the last day of an external reviewer's access",
            ),
            models.CheckConstraint(
                name="grant_cover_has_an_end",
                condition=Q(cover_for=None) | ~Q(to_on=None),
                violation_error_message="Enter the last day of the cover",
            ),
        ]

    class Privacy:
        plain = {"id", "membership", "role", "cover_for", "from_on", "to_on", "ended_on", "ended_by"}

    def __str__(self) -> str:
        return self.get_role_display()


class RoleTitle(models.Model):
    """What this partnership calls a role, in its own words, and whether it uses it at all."""

    role = models.CharField(max_length=32, choices=Role, unique=True)
    title = models.CharField(max_length=80)
    description = models.CharField(max_length=240)
    switched_on = models.BooleanField(default=True)

    class Privacy:
        plain = {"id", "role", "title", "description", "switched_on"}

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """An account offered to someone by e-mail: one link, used once by a button, until it expires or is withdrawn.

    Only a hash of the link's secret is kept, so that nobody who reads the database can use it.
    """

    email = models.EmailField()
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invitations")
    job_title = models.CharField(max_length=120, blank=True)
    roles = models.JSONField()
    roles_until_on = models.DateField(null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="invitation_ends_one_way",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                violation_error_message="An invitation is either accepted or withdrawn",
            ),
        ]

    class Privacy:
        plain = {
            "id",
            "agency",
            "roles",
            "roles_until_on",
            "made_at",
            "made_by",
            "expires_at",
            "accepted_at",
            "withdrawn_at",
            "job_title",
        }
        personal = {"email", "name", "secret_hash"}

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
