"""Addresses of the pages of accounts."""

from django.urls import path

from safehold.website.people.views import everyone, inviting, person, roles

app_name = "people"
urlpatterns = [
    path("", everyone.People.as_view(), name="list"),
    path("invitations/", everyone.Invitations.as_view(), name="invitations"),
    path("invitations/new/", inviting.Invite.as_view(), name="invite"),
    path("invitations/<int:uid>/", inviting.OneInvitation.as_view(), name="invitation"),
    path("invitations/<int:uid>/send-again/", inviting.Resend.as_view(), name="resend"),
    path("invitations/<int:uid>/withdraw/", inviting.Withdraw.as_view(), name="withdraw"),
    path("roles/", roles.Roles.as_view(), name="roles"),
    path("roles/<str:role>/", roles.OneRole.as_view(), name="role"),
    path("roles/<str:role>/title/", roles.Retitle.as_view(), name="retitle"),
    path("<int:uid>/", person.Person.as_view(), name="person"),
    path("<int:uid>/let-in-again/", person.LetInAgain.as_view(), name="let_in_again"),
    path("<int:uid>/add-agency/", person.AddAgency.as_view(), name="begin"),
    path("<int:uid>/close/", person.Close.as_view(), name="close"),
    path("<int:uid>/sign-out/", person.SignOut.as_view(), name="sign_out"),
    path("<int:uid>/reset-second-step/", person.ResetSecondStep.as_view(), name="reset_second_step"),
    path("memberships/<int:uid>/end/", person.EndMembership.as_view(), name="end_membership"),
    path("memberships/<int:uid>/give-role/", person.GiveRole.as_view(), name="give_role"),
    path("memberships/<int:uid>/cover/", person.Cover.as_view(), name="cover"),
    path("roles-held/<int:uid>/end/", person.EndRole.as_view(), name="end_role"),
]
