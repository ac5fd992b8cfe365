"""What one may look for in the trail."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from safehold.access import queries
from safehold.access.models import Agency, AuditLine, User
from safehold.govuk import forms


class TrailFilters(forms.Form):
    """Narrows the trail. Every filter but the days has an index that begins with it; lines of some days are walked to,
    newest first."""

    who = forms.CharField(
        label="Who", hint="Their name or email address as it is now", required=False, max_length=120, called="Who"
    )
    agency = forms.ModelChoiceField(
        label="Acting for", queryset=Agency.objects.all(), required=False, empty_label="Any agency"
    )
    event = forms.CharField(label="What", hint="Like access.signed_in, or access.", required=False, max_length=80)
    subject = forms.CharField(label="Record’s number", hint="From its address", required=False, max_length=40)
    where_from = forms.CharField(label="From where", required=False, max_length=64)
    from_on = forms.DateField(label="First day", required=False)
    to_on = forms.DateField(label="Last day", required=False)

    def clean_to_on(self) -> date | None:
        """No line falls between a day and one before it, and an empty answer would read as if nobody had looked."""
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data["to_on"]
        if first and last and last < first:
            raise forms.ValidationError("Last day must be the same as or after the first day")
        return last

    def narrow(self, lines: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
        asked = self.cleaned_data
        if who := asked["who"]:
            lines = lines.filter(by_id__in=people_like(who))
        if agency := asked["agency"]:
            lines = lines.filter(agency_id=agency.pk)
        if event := asked["event"].strip():
            named = queries.events_beginning_with(event) if event.endswith(".") else [event]
            lines = lines.filter(event__in=named)
        if subject := asked["subject"].strip():
            lines = lines.filter(subject_uid=subject)
        if where_from := asked["where_from"].strip():
            lines = lines.filter(where_from=where_from)
        if from_on := asked["from_on"]:
            lines = lines.filter(at__gte=start_of(from_on))
        if to_on := asked["to_on"]:
            lines = lines.filter(at__lt=start_of(to_on + timedelta(days=1)))
        return lines


def people_like(words: str) -> list[int]:
    """The numbers of those whose name or address holds ``words``, as many as anybody could mean."""
    found = User.objects.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return list(found.values_list("pk", flat=True)[:200])


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
