"""What happens to an ask besides its answers: given to a colleague, chased, escalated, queried, more time, and so on."""

from django.db import models
from django.db.models import F, Q

from safehold.asks.models.calls import Ask, somebody
from safehold.asks.models.guests import GuestLink
from safehold.records.models import Message, Row


class Kind(models.TextChoices):
    """What happened."""

    GIVEN = "given", "Given to a colleague"
    CHASED = "chased", "Chased"
    TO_LEAD = "to_lead", "Escalated to the agency’s lead"
    TO_CHAIR = "to_chair", "Escalated to the independent chair"
    TIME_ASKED = "time_asked", "More time asked for"
    MORE_TIME = "more_time", "More time given"
    NO_TIME = "no_time", "No more time given"
    QUERIED = "queried", "Queried"
    LINK_SENT = "link_sent", "Link sent to a guest"


class Happening(Row):
    """One thing that happened to an ask: what, when, by whom and why. None is ever changed.

    A chase has its proof: ``message`` is the one in the outbox, or ``guest_link`` the link that a guest was sent. More time
    says from which day to which, and so does asking for it; a query says ``to_on``, by when its question is to be answered, which
    is no more time for the answer itself; ``to_user`` is the colleague to whom it was given.
    """

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="happenings")
    kind = models.CharField(max_length=10, choices=Kind)
    happened_on = models.DateField()
    # nobody where a guest asked for a link anew
    happened_by = somebody()
    happened_why = models.TextField(max_length=2000, blank=True)
    to_user = somebody()
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guest_link = models.ForeignKey(GuestLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="chase_has_its_proof",
                condition=~Q(kind="chased") | Q(message__isnull=False) | Q(guest_link__isnull=False),
                violation_error_message="A chase is proved by the message that was sent",
            ),
            models.CheckConstraint(
                name="more_time_is_more",
                condition=Q(
                    kind__in=["more_time", "time_asked"],
                    from_on__isnull=False,
                    to_on__isnull=False,
                    to_on__gt=F("from_on"),
                )
                | Q(kind="queried", from_on=None)
                | (~Q(kind__in=["more_time", "time_asked", "queried"]) & Q(from_on=None, to_on=None)),
                violation_error_message="Enter a later day than the one that stands",
            ),
            models.CheckConstraint(
                name="happening_says_why",
                condition=~Q(kind__in=["more_time", "time_asked", "no_time", "queried", "to_lead", "to_chair"])
                | ~Q(happened_why=""),
                violation_error_message="Enter the reason",
            ),
            models.UniqueConstraint(
                "ask",
                "kind",
                condition=Q(kind__in=["to_lead", "to_chair"]),
                name="escalated_once_to_each",
                violation_error_message="This was escalated to them already",
            ),
        ]

    class Privacy:
        plain = {
            "ask", "kind", "happened_on", "happened_by", "to_user", "from_on", "to_on", "message", "guest_link",
        } | Row.ROW_FIELDS  # fmt: skip
        special = {"happened_why"}

    def __str__(self) -> str:
        return self.get_kind_display()
