"""Addresses of the trail's views."""

from django.urls import path

from safehold.website.trail import views

app_name = "trail"
urlpatterns = [
    path("", views.Trail.as_view(), name="list"),
    path("record/<uuid:uid>/", views.Readers.as_view(), name="readers"),
]
