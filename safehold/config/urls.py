"""Every address of the site, written out so that it can be found."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "safehold.website.sizes.bad_request"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("safehold.website.urls")),
    path("", include("safehold.access.urls")),
    path("account/", include("allauth.urls")),
    path("annual-reports/", include("safehold.publications.urls")),
    path("figures/", include("safehold.measures.urls")),
    path("submissions/", include("safehold.imports.urls")),
    path("partnership/", include("safehold.partnership.urls")),
    path("records/", include("safehold.records.urls")),
    path("people/", include("safehold.website.people.urls")),
    path("audit-trail/", include("safehold.website.trail.urls")),
    path("components/", include("safehold.govuk.urls")),
]
