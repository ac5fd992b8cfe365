"""The address of search. Mounted at ``/search/``."""

from django.urls import path

from safehold.website.search import views

app_name = "search"
urlpatterns = [
    path("", views.Search.as_view(), name="search"),
]
