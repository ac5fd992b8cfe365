"""What the page of a record offers to whoever writes letters about it."""

from collections.abc import Iterator

from safehold.access.actor import Actor
from safehold.govuk.addresses import reverse
from safehold.govuk.parts import Link
from safehold.letters import policy
from safehold.records.models import Entry
from safehold.records.pages import Offer


def offers(actor: Actor, entry: Entry) -> Iterator[Offer]:
    """A button that begins a letter, for those who may. The letters that are there are one link away, for everybody."""
    if may := policy.begin(actor, entry):
        yield Link("Write a letter", reverse("letters:begin", args=[entry.uid])), may
