"""Who acts for an employer."""

from django.urls import path

from boards.employers.views import invitation, team

app_name = "employers"
urlpatterns = [
    path("espace/equipe", team.Teams.as_view(), name="teams"),
    path("espace/equipe/<uuid:pk>", team.Team.as_view(), name="team"),
    path("espace/equipe/<uuid:pk>/inviter", team.Invite.as_view(), name="invite"),
    path("espace/equipe/<uuid:pk>/effectif", team.SayHeadcount.as_view(), name="headcount"),
    path("espace/equipe/invitation/<uuid:pk>/annuler", team.Withdraw.as_view(), name="withdraw"),
    path("espace/equipe/membre/<uuid:pk>/retirer", team.Remove.as_view(), name="remove"),
    path("espace/equipe/membre/<uuid:pk>/role", team.ChangeRole.as_view(), name="role"),
    path("invitation/<str:token>", invitation.Invitation.as_view(), name="invitation"),
]
