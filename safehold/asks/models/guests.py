"""Links by which somebody without an account answers one ask."""

from django.db import models
from django.db.models import Q

from safehold.access.models import AgencyContact
from safehold.asks.models.calls import Ask, somebody
from safehold.records.models import Row


class GuestLink(Row):
    """A link sent to one address of somebody without an account, that opens one ask and nothing else.

    It is spent by a button, never by being opened, since mail scanners open links; from then on the browser that spent it
    goes on until ``expires_at``. It goes to a contact that the agency's own people keep, whose address and name are kept here
    as they were. Its guest may have it sent anew to the same address until ``renews_until_on``. Only a hash of its secret is
    kept, so that nobody who reads the database can use it.
    """

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="guest_links")
    contact = models.ForeignKey(AgencyContact, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    name = models.CharField(max_length=120)
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    renews_until_on = models.DateField()
    spent_at = models.DateTimeField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_by = somebody()
    revoked_why = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="guest_link_revoked_is_whole",
                condition=Q(revoked_on=None, revoked_by=None, revoked_why="")
                | (Q(revoked_on__isnull=False) & ~Q(revoked_why="")),
                violation_error_message="Say when and why the link was revoked",
            ),
            models.UniqueConstraint(
                "ask",
                condition=Q(revoked_on=None),
                name="guest_link_one_at_a_time",
                violation_error_message="A link was sent already. Revoke it, or send a new one in its place",
            ),
        ]
        # revoked_by is empty where a newer link took its place at the guest's own asking

    class Privacy:
        plain = {
            "ask",
            "contact",
            "expires_at",
            "renews_until_on",
            "spent_at",
            "revoked_on",
            "revoked_by",
        } | Row.ROW_FIELDS
        personal = {"email", "name", "secret_hash"}
        special = {"revoked_why"}

    def __str__(self) -> str:
        return f"Guest link {self.pk}"
