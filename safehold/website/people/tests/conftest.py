"""Whoever looks after accounts, and their browser."""

import pytest
from django.test import Client

from safehold.access.models import User
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, with_second_factor
from safehold.access.tests.factories import account


@pytest.fixture
def administrator() -> User:
    return with_second_factor(account(Role.SYSTEM_ADMINISTRATOR, agency="partnership-team", name="Ada Admin"))


@pytest.fixture
def browser(administrator: User) -> Client:
    return signed_in(administrator)
