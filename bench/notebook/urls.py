from django.urls import include, path

from bench.notebook import views
from safehold.config.urls import urlpatterns as site

pages = [
    path("", views.Notebooks.as_view(), name="list"),
    path("<uuid:uid>/", views.OneNotebook.as_view(), name="notebook"),
]
urlpatterns = [*site, path("notebooks/", include((pages, "notebook")))]
