"""The addresses of the invented pages."""

from django.urls import path

from tests.invented import views

app_name = "invented"

urlpatterns = [
    path("notebooks/", views.Notebooks.as_view(), name="list"),
    path("notebooks/open/", views.Open.as_view(), name="open"),
    path("notebooks/<uuid:uid>/", views.One.as_view(), name="one"),
    path("notebooks/<uuid:uid>/rename/", views.Rename.as_view(), name="rename"),
    path("notebooks/<uuid:uid>/close/", views.Close.as_view(), name="close"),
    path("notebooks/<uuid:uid>/correct/", views.Correct.as_view(), name="correct"),
    path("notebooks/<uuid:uid>/correct/<str:field>/", views.Correct.as_view(), name="correct_field"),
    path("notebooks/<uuid:uid>/in-error/", views.InError.as_view(), name="in_error"),
    path("notebooks/<uuid:uid>/reinstate/", views.Reinstate.as_view(), name="reinstate"),
    path("allegations/<uuid:uid>/", views.Allegation.as_view(), name="allegation"),
]
