"""The gallery mounted as the site mounts it."""

from django.urls import include, path

urlpatterns = [path("components/", include("safehold.govuk.urls"))]
