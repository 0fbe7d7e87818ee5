"""For managers: how the staff signs in. Not beside one's own account, which opens before the second step is there."""

from django.urls import path

from boards.accounts.views import team

urlpatterns = [
    path("espace/acces", team.Team.as_view(), name="account_team"),
    path("espace/acces/<uuid:pk>/deux-etapes", team.RemoveSecondFactor.as_view(), name="account_team_second_factor"),
    path("espace/acces/<uuid:pk>/compte", team.OpenOrClose.as_view(), name="account_team_account"),
]
