"""Addresses on the way in. ``/account/`` itself is allauth's."""

from django.urls import path

from safehold.access.views import acting, devices, invitations, kept

app_name = "access"
urlpatterns = [
    path("choose-agency/", acting.choose, name="choose"),
    path("still-here/", acting.still_here, name="stay"),
    path("your-account/", acting.account, name="account"),
    path("what-you-typed/", kept.kept, name="kept"),
    path("invitation/<str:secret>/", invitations.invitation, name="invitation"),
    path("sign-in-link/", devices.device, name="device"),
    path("sign-in-link/<str:token>/", devices.device_link, name="device_link"),
    path("no-account/", devices.no_account, name="no_account"),
]
