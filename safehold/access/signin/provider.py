"""Signing in through the organisation's own service, by OpenID Connect: Entra ID and the like.

It opens accounts that exist, for people who were invited, and never makes one. It counts as a second factor only where
the service's own token says ``mfa`` among its methods (``amr``, RFC 8176). Nothing it tells about a person is kept but
their number there.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.middleware import where_from
from safehold.access.models import User
from safehold.access.signin import second_factor
from safehold.access.today import business_date
from safehold.govuk.parts import Link


class ProviderAdapter(DefaultSocialAccountAdapter):
    """What we let the organisation's sign-in service do."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        user = sociallogin.user if sociallogin.is_existing else None
        claims = claims_of(sociallogin)
        sociallogin.account.extra_data = {"id_token": {"sub": sociallogin.account.uid}}
        if not isinstance(user, User) or not user.is_active:
            where = where_from(request)
            stranger = Actor.nobody(on=business_date(), where=where)
            audit.record(stranger, "access.sign_in_failed", user, through="provider")
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("access:no_account")))
        if says_second_factor(claims):
            second_factor.shown_to_provider(request, user)


def ways_in(request: HttpRequest) -> list[Link]:
    """A way in for each service that is configured."""
    providers = get_adapter(request).list_providers(request)
    return [Link(f"Sign in with {provider.name}", provider.get_login_url(request)) for provider in providers]


def claims_of(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the signed token says; never what the open user-information page adds."""
    claims = (sociallogin.account.extra_data or {}).get("id_token")
    return claims if isinstance(claims, dict) else {}


def says_second_factor(claims: dict[str, Any]) -> bool:
    methods = claims.get("amr")
    return isinstance(methods, list) and "mfa" in methods
