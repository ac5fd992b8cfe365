"""Addresses of the trail's pages."""

from django.urls import path

from safehold.website.trail import pages

app_name = "trail"
urlpatterns = [
    path("", pages.Trail.as_view(), name="list"),
    path("record/<uuid:uid>/", pages.Readers.as_view(), name="readers"),
]
