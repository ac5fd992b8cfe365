"""The addresses of the figures. Mounted at ``/figures/``."""

from django.urls import path, re_path

from safehold.measures import views

app_name = "measures"
# a code has a dot in it, which no other address here has
CODE = r"(?P<code>[a-z0-9_]+(?:\.[a-z0-9_]+)+)"
urlpatterns = [
    path("", views.Catalogue.as_view(), name="list"),
    path("differences/", views.Differences.as_view(), name="differences"),
    re_path(rf"^{CODE}/$", views.Code.as_view(), name="figure"),
    re_path(rf"^{CODE}/decide/$", views.Decide.as_view(), name="decide"),
]
