"""The gallery mounted as the site mounts it."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("components/", include("safehold.govuk.urls")),
    path("stay/", lambda request: HttpResponse("")),
]
