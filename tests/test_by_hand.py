"""A whole partnership set up through pages alone: what a pack says can be said by hand, and comes to the same."""

import pytest
import yaml
from django.db import transaction

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.models import Group, Seat
from safehold.partnership.pack.loading import export, load, understand
from safehold.partnership.tests.test_packs import BY, TINY
from safehold.partnership.tests.test_pages import browser
from safehold.records.tests import promises

pytestmark = pytest.mark.django_db

MONTHS = {"April": "4", "September": "9"}


class Hand:
    """Someone who types in what a pack says, a page at a time."""

    def __init__(self):
        self.page = browser(actor(Role.SYSTEM_ADMINISTRATOR, agency="it"))

    def answers(self, address, **answers):
        at = address if address.startswith("/") else f"/partnership/{address}"
        sent = promises.ask_and_answer(self.page, at, **{k: v for k, v in answers.items() if v})
        assert sent.status_code == 302, (address, sent.status_code, sent.text)

    def ends(self, kind, row, to_on):
        if to_on:
            self.answers(f"rows/{kind}/{row.pk}/end/", to_on=to_on)

    def sets_up(self, said):
        months = {
            f"{name}_year_month": MONTHS[said["years"][f"{name}_year_starts"]] for name in ("financial", "academic")
        }
        self.answers("describe/", **{k: ("on" if v is True else v) for k, v in said["partnership"].items()}, **months)
        for area in said["areas"]:
            self.answers("areas/add/", **area)
        for agency in said["agencies"]:
            self.adds_agency(agency)
        for school in said["schools"]:
            self.answers("agencies/add/", **school)
        for role in said["roles"]:
            used = {"switched_on": "on"} if role.get(True, True) else {}  # a plain reader takes the key ‘on’ for true
            facts = {name: role[name] for name in ("title", "description")}
            self.answers(f"/people/roles/{role['role']}/title/", **facts, **used)
        for group in said["groups"]:
            self.adds_group(group)
        for group in said["groups"]:
            self.joins_up(group)
        for seat in said["seats"]:
            self.gives_seat(seat)
        for group in said["groups"]:
            for quorum in group.get("quorum", ()):
                self.answers(f"groups/{group['code']}/quorum/add/", **quorum)
        for word in said["words"]:
            self.answers("words/add/", **word)
        for choice in said["choices"]:
            self.answers("choices/add/", position="0", of=choice.pop("list"), **choice)
        for day in said["calendar"]:
            self.answers("calendar/add/", day_on=day["day"], reason=day["reason"], working="no")
        for rule in said["rules"]:
            self.answers("rules/add/", **rule)
        for limit in said["time_limits"]:
            own = limit["key"] == limit["key"].lower()
            flag = {"first_day_counts": "on"} if limit.pop("first_day_counts", False) else {}
            self.answers("time-limits/add/", instead="own" if own else limit["key"], **flag, **limit)

    def adds_agency(self, said):
        first, *later = said["names"]
        facts = {name: first.get(name) for name in ("name", "from_on", "short_name")}
        self.answers("agencies/add/", code=said["code"], kind=said["kind"], **facts)
        for name in later:
            self.answers(f"agencies/{said['code']}/rename/", **name)
        for body in said.get("bodies", ()):
            self.answers(f"agencies/{said['code']}/bodies/add/", statutory="on", **body)

    def adds_group(self, said):
        facts = {name: said.get(name) for name in ("code", "kind", "purpose", "founded_on")}
        self.answers("groups/add/", **facts, **said["names"][0])
        position = str(said.get("position", 0))
        self.answers(f"groups/{said['code']}/change/", kind=said["kind"], purpose=said["purpose"], position=position)

    def joins_up(self, said):
        at = f"groups/{said['code']}"
        for body in said.get("bodies", ()):
            self.answers(f"{at}/duties/add/", **body)
        for row in said.get("answers_to", ()):
            self.answers(
                f"{at}/answers-to/add/", to_group=row.get("group"), to_body=row.get("body"), from_on=row["from_on"]
            )
        for terms in said.get("terms", ()):
            self.answers(f"{at}/terms-of-reference/add/", approving_group=terms.pop("approved_by"), **terms)

    def gives_seat(self, said):
        to_on = said.pop("to_on", None)
        flags = {name: "on" for name in ("statutory", "needed_for_quorum") if said.pop(name, False)}
        self.answers(f"groups/{said.pop('group')}/seats/add/", **flags, **{"kind": "member"} | said)
        self.ends("seat", Seat.objects.latest("pk"), to_on)


def test_a_third_partnership_is_set_up_by_hand_without_a_pack_and_without_code():
    with transaction.atomic():
        load(understand(TINY.read_bytes()), by=BY)
        wanted = yaml.safe_load(export())
        transaction.set_rollback(True)
    assert not Group.objects.exists()

    Hand().sets_up(yaml.safe_load(TINY.read_text()))

    by_hand = yaml.safe_load(export())
    by_hand["agencies"] = [row for row in by_hand["agencies"] if row["code"] != "it"]  # whoever typed it in acts for it
    assert by_hand == wanted
