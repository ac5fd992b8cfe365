"""Every address of the site, written out so that it can be found."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("", include("safehold.access.urls")),
]
