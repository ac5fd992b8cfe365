"""A browser for tests: signs in as a person does, by the pages."""

from django.test import Client
from django.urls import reverse

from safehold.access.models import User
from safehold.access.signin import second_factor
from safehold.access.tests.factories import PASSWORD


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra):
    """Send the sign-in form."""
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def signed_in(user: User, *, client: Client | None = None, **extra) -> Client:
    """A browser in which ``user`` has signed in fully, with a code where they have an app."""
    client = client or Client()
    response = sign_in(client, user.email, **extra)
    assert response.status_code == 302, response.content.decode()
    if response.url.startswith(reverse("mfa_authenticate")):
        response = client.post(reverse("mfa_authenticate"), {"code": second_factor.current_code(user)}, **extra)
        assert response.status_code == 302, response.content.decode()
    return client


def with_second_factor(user: User) -> User:
    """The same user, with an authenticator app."""
    second_factor.set_up_code(user)
    return user


def title_of(response) -> str:
    page = response.content.decode()
    return page.split("<title>")[1].split("</title>")[0].strip()
