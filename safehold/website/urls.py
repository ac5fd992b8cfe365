"""Addresses of the front page and of the pages about the site."""

from django.urls import path

from safehold.website import views

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/accessibility/", views.accessibility, name="accessibility"),
    path("help/about/", views.about, name="about"),
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
]
