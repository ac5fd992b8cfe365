"""The caseload of the invented record: the notebooks whose circle somebody is in."""

from datetime import date, timedelta

from safehold.access.actor import Actor
from safehold.access.handover import Fate, Moved
from safehold.access.models import CircleMember, Membership, User
from tests.invented.models import Notebook


class Notebooks:
    """Whoever is in a notebook's circle has it to keep."""

    label = "Notebooks"
    must_move = True
    if_nobody = ""

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return self._places(user, on, through).count()

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        """Anybody, where there is something."""
        others = User.objects.filter(is_active=True).exclude(pk=leaver.pk)
        return set(others.values_list("pk", flat=True)) if self.held_by(leaver, on=on, through=through) else set()

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        return Fate(goes=tuple(str(each.circle) for each in self._places(leaver, on, through)))

    def hand_over(
        self, *, leaver: User, successor: User, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        places = list(self._places(leaver, on, through))
        for place in places:
            CircleMember.objects.create(circle=place.circle, user=successor, agency=place.agency, from_on=on)
            CircleMember.objects.filter(pk=place.pk).update(to_on=on - timedelta(days=1))
        return Moved(len(places))

    @staticmethod
    def _places(user: User, on: date, through: Membership | None):
        circles = Notebook.objects.values("entry__circle")
        places = CircleMember.objects.filter(user=user, circle__in=circles, cover_for=None).on(on)
        return places.filter(agency=through.agency) if through else places


CASELOAD = Notebooks()
