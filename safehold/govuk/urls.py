"""The gallery's addresses, under whatever the site mounts it at."""

from django.urls import path

from safehold.govuk import gallery

app_name = "components"
urlpatterns = [
    path("", gallery.components, name="gallery"),
    path("layouts/<slug:name>/", gallery.layout, name="layout"),
]
