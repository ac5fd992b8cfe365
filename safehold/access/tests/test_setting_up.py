"""Whoever has to set up a second step on their way to a page gets to that page, and to none of another site."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse

from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, title_of
from safehold.access.tests.factories import account
from safehold.access.tests.test_signing_in import code_for, key_on

pytestmark = pytest.mark.django_db(transaction=True)  # allauth tells of it once it is kept


@pytest.mark.parametrize(
    ("asked", "onward"),
    [
        ("/your-account/?from=a+link", "/your-account/?from=a+link"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_whoever_set_up_a_second_step_on_their_way_goes_on_to_what_they_asked_for(asked, onward):
    client = signed_in(account(Role.LADO))
    address = f"{reverse('mfa_activate_totp')}?{urlencode({'next': asked})}"
    page = client.get(address)
    posts_to = unescape(re.search(r'<form method="post" action="([^"]+)"', page.text)[1])

    wrong = client.post(posts_to, {"code": "000"})
    posts_to = unescape(re.search(r'<form method="post" action="([^"]+)"', wrong.text)[1])
    codes = client.post(posts_to, {"code": code_for(key_on(page))}, follow=True)

    assert "Your recovery codes" in title_of(codes)
    assert "no longer work" not in codes.text, "they had none before"
    assert 'download="safehold-recovery-codes.txt"' in codes.text
    for code in re.findall(r"<code>(\w+)</code>", codes.text):
        assert f"%0D%0A{code}" in codes.text, "in the file too"
    assert unescape(re.search(r'href="([^"]*)">I have kept them', codes.text)[1]) == onward


def test_codes_that_were_shown_are_offered_as_a_file_no_longer():
    client = signed_in(account(Role.LADO))
    page = client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_for(key_on(page))})
    address = reverse("mfa_view_recovery_codes")
    assert "download=" in client.get(address).text, "the control"

    again = client.get(address).text

    assert "download=" not in again
    assert "They were shown when they were made and are not shown again" in again


def test_a_passkey_is_called_by_its_owner_and_else_plainly():
    client = signed_in(user := account(Role.LADO))

    page = client.get(reverse("mfa_add_webauthn")).text

    box = re.search(r'<input[^>]* name="name"[^>]*>', page)[0]
    assert 'value=""' in box
    assert "Master" not in page
    assert get_adapter().generate_authenticator_name(user, Authenticator.Type.WEBAUTHN) == "Passkey"
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    assert get_adapter().generate_authenticator_name(user, Authenticator.Type.WEBAUTHN) == "Passkey 2"


def test_whoever_uses_a_passkey_instead_is_still_on_their_way():
    client = signed_in(account(Role.LADO))
    carried = "?next=%2Fyour-account%2F"

    page = client.get(client.get(reverse("access:account")).url)

    assert f'href="{reverse("mfa_add_webauthn")}{carried}"' in page.text
    assert f'action="{reverse("mfa_add_webauthn")}{carried}"' in client.get(reverse("mfa_add_webauthn") + carried).text


def test_whoever_has_recovery_codes_already_goes_on_at_once():
    user = account(Role.LADO)
    client = signed_in(user)
    RecoveryCodes.activate(user)
    page = client.get(reverse("mfa_activate_totp"))

    done = client.post(f"{reverse('mfa_activate_totp')}?next=%2Fyour-account%2F", {"code": code_for(key_on(page))})

    assert done.url == "/your-account/"
