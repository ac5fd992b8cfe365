"""What the demonstration prints of its people says what the site says of them."""

import pytest
from django.core.management import call_command

from safehold.access.models import RoleTitle
from safehold.access.roles import Role

pytestmark = pytest.mark.django_db


def printed(capsys) -> str:
    call_command("demo_people")
    return capsys.readouterr().out


def test_people_are_listed_under_the_titles_that_the_partnership_gives_its_roles(capsys):
    assert Role.BUSINESS_MANAGER.label in printed(capsys)
    RoleTitle.objects.create(role=Role.BUSINESS_MANAGER, title="Partnership manager", description="Runs it.")

    found = printed(capsys)

    assert "Partnership manager" in found
    assert Role.BUSINESS_MANAGER.label not in found
