"""The partnership's budget, year by year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from safehold.access.actor import Actor
from safehold.partnership import queries as partnership
from safehold.partnership.spans import ONE_DAY
from safehold.partnership.years import APRIL, Year
from safehold.plans.lifecycle import Asked, Promised
from safehold.plans.models import Bid, Contribution, InHand, Spend
from safehold.records.models.entry import RecordQuerySet

HEADINGS = "spend-heading"
OFFERED = (
    ("staff", "Staff of the partnership’s office"),
    ("chair", "Independent chair and scrutiny"),
    ("adult-reviews", "Safeguarding adult reviews"),
    ("child-reviews", "Reviews about children"),
    ("homicide-reviews", "Domestic homicide and related death reviews"),
    ("training", "Training"),
    ("communications", "Communications and events"),
    ("systems", "Systems and website"),
    ("other", "Other"),
)
NOTHING = Decimal(0)
AGREED = (Promised.AGREED, Promised.INVOICED, Promised.RECEIVED)


def contributions_visible_to(actor: Actor) -> RecordQuerySet:
    return Contribution.objects.visible_to(actor).select_related("entry__owner", "agency")


def spends_visible_to(actor: Actor) -> RecordQuerySet:
    return Spend.objects.visible_to(actor).select_related("entry__owner")


def in_hand_visible_to(actor: Actor) -> RecordQuerySet:
    return InHand.objects.visible_to(actor).select_related("entry__owner")


def bids_visible_to(actor: Actor) -> RecordQuerySet:
    return Bid.objects.visible_to(actor).select_related("entry__owner")


def headings(on: date) -> list[tuple[str, str]]:
    """The headings that money is spent under, as the partnership chose them; else those that are offered."""
    return partnership.choices(HEADINGS, on) or list(OFFERED)


def year_month() -> int:
    ours = partnership.the_partnership()
    return ours.financial_year_month if ours else APRIL


def years(on: date) -> list[Year]:
    """The financial years that something can be written down for: next year's, this one's, and four before."""
    this = Year.containing(on, year_month())
    found = [Year(this.last + ONE_DAY), this]
    for _ in range(4):
        found.append(found[-1].before)
    return found


@dataclass
class Budget:
    """One year's budget: rows, and sums of pounds."""

    from_on: date
    contributions: list[Contribution] = field(default_factory=list)
    spends: list[Spend] = field(default_factory=list)
    in_hand: list[InHand] = field(default_factory=list)
    bids: list[Bid] = field(default_factory=list)
    brought_forward: Decimal = NOTHING

    @property
    def proposed(self) -> Decimal:
        return total(each.amount for each in self.contributions if each.status == Promised.PROPOSED)

    @property
    def agreed(self) -> Decimal:
        return total(each.amount for each in self.contributions if each.status in AGREED)

    @property
    def received(self) -> Decimal:
        return total(each.received for each in self.contributions)

    @property
    def awarded(self) -> Decimal:
        return total(each.awarded for each in self.bids)

    @property
    def spent(self) -> Decimal:
        return total(each.amount for each in self.spends)

    @property
    def carried_forward(self) -> Decimal:
        """What was in hand, and came, and was not spent: next year begins with it."""
        return self.brought_forward + self.received + self.awarded - self.spent

    def by_heading(self) -> dict[str, Decimal]:
        found: dict[str, Decimal] = defaultdict(Decimal)
        for each in self.spends:
            found[each.heading] += each.amount
        return dict(found)


def total(sums: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in sums if each is not None), NOTHING)


def budget(from_on: date, actor: Actor) -> Budget:
    """The budget of the financial year from ``from_on``. What it began with is all that came and was not spent before, and
    what was written down as in hand."""
    until = {"from_on__lte": from_on}
    contributions = list(
        contributions_visible_to(actor).standing().filter(**until).order_by("agency__current_name", "pk")
    )
    spends = list(spends_visible_to(actor).standing().filter(**until).order_by("spent_on", "pk"))
    in_hand = list(in_hand_visible_to(actor).standing().filter(**until).order_by("pk"))
    bids = list(bids_visible_to(actor).standing().filter(**until).order_by("sent_on", "pk"))
    earlier = Budget(
        from_on,
        [each for each in contributions if each.from_on < from_on],
        [each for each in spends if each.from_on < from_on],
        [],
        [each for each in bids if each.from_on < from_on],
    )
    opening = total(each.amount for each in in_hand)
    return Budget(
        from_on,
        [each for each in contributions if each.from_on == from_on],
        [each for each in spends if each.from_on == from_on],
        [each for each in in_hand if each.from_on == from_on],
        [each for each in bids if each.from_on == from_on],
        opening + earlier.carried_forward,
    )


def won(bid: Bid) -> bool:
    return bid.status in (Asked.WON, Asked.PART)
