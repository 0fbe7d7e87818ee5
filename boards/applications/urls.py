"""Addresses of applications: for whoever applies, by a reminder's link, and in the workspace."""

from django.urls import path

from boards.applications.views import adding, answering, apply, board, following, one, settings, staff

app_name = "applications"

urlpatterns = [
    path("offres/<uuid:pk>/postuler", apply.Apply.as_view(), name="apply"),
    path("offres/<uuid:pk>/postuler/envoyee", apply.Sent.as_view(), name="sent"),
    path("p/<slug:code>", following.Short.as_view(), name="short"),
    path("a/<slug:key>", adding.Again.as_view(), name="again"),
    path("candidature/<str:token>", following.Follow.as_view(), name="follow"),
    path("candidature/<str:token>/ajouter", following.Add.as_view(), name="add"),
    path("candidature/<str:token>/ecrire", following.Write.as_view(), name="write"),
    path("candidature/<str:token>/retirer", following.Withdraw.as_view(), name="withdraw"),
    path("candidature/<str:token>/accepter", following.Agree.as_view(), name="agree"),
    path("candidature/<str:token>/pas-encore", following.Contest.as_view(), name="contest"),
    path("candidature/<str:token>/cv", following.Cv.as_view(), name="own_cv"),
    path("candidature/<str:token>/mes-donnees.json", following.Export.as_view(), name="export"),
    path("candidature/<str:token>/effacer", following.Erase.as_view(), name="erase"),
    path("candidatures/repondre/<str:token>", answering.AnswerByLink.as_view(), name="answer_link"),
    path("espace/offres/<uuid:pk>/candidatures", board.Board.as_view(), name="board"),
    path("espace/offres/<uuid:pk>/candidatures/deplacer", board.Move.as_view(), name="move"),
    path("espace/offres/<uuid:pk>/candidatures/repondre", answering.Answer.as_view(), name="answer"),
    path("espace/offres/<uuid:pk>/candidatures/ecrire", answering.WriteMany.as_view(), name="write_many"),
    path("espace/offres/<uuid:pk>/questions", settings.Questions.as_view(), name="questions"),
    path("espace/candidatures", staff.All.as_view(), name="all"),
    path("espace/candidatures/nouvelle", staff.New.as_view(), name="new"),
    path("espace/candidatures/reponses", staff.Texts.as_view(), name="texts"),
    path("espace/candidatures/avis", settings.Notices.as_view(), name="notices"),
    path("espace/candidatures/<uuid:pk>", one.One.as_view(), name="one"),
    path("espace/candidatures/<uuid:pk>/cv", one.Cv.as_view(), name="cv"),
    path("espace/candidatures/<uuid:pk>/deplacer", one.MoveOne.as_view(), name="move_one"),
    path("espace/candidatures/<uuid:pk>/ecrire", one.WriteOne.as_view(), name="write_one"),
    path("espace/candidatures/<uuid:pk>/accord", one.AgreeFor.as_view(), name="agree_for"),
    path("espace/candidatures/<uuid:pk>/retirer", one.WithdrawFor.as_view(), name="withdraw_for"),
    path("espace/candidatures/<uuid:pk>/ajouts/<uuid:addition>", one.SettleFor.as_view(), name="settle_for"),
]
