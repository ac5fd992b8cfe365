"""Every address of the site, written out so that it can be found."""

from django.urls import URLPattern, URLResolver, include, path

from safehold.access.views import second_step

handler400 = "safehold.website.sizes.bad_request"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("safehold.website.urls")),
    path("", include("safehold.access.urls")),
    # allauth's own three, which go on to what was asked for
    path("account/2fa/totp/activate/", second_step.ActivateTOTP.as_view(), name="mfa_activate_totp"),
    path("account/2fa/webauthn/add/", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/2fa/recovery-codes/", second_step.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/", include("allauth.urls")),
    path("annual-reports/", include("safehold.publications.urls")),
    path("", include("safehold.asks.urls")),
    path("letters/", include("safehold.letters.urls")),
    path("voices/", include("safehold.voice.urls")),
    path("policies/", include("safehold.policies.urls")),
    path("plans/", include("safehold.plans.urls")),
    path("meetings/", include("safehold.meetings.urls")),
    path("assurance/", include("safehold.assurance.urls")),
    path("figures/", include("safehold.measures.urls")),
    path("submissions/", include("safehold.imports.urls")),
    path("partnership/", include("safehold.partnership.urls")),
    path("records/", include("safehold.records.urls")),
    path("search/", include("safehold.website.search.urls")),
    path("people/", include("safehold.website.people.urls")),
    path("audit-trail/", include("safehold.website.trail.urls")),
    path("components/", include("safehold.govuk.urls")),
]
