"""Addresses of profiles: for the person, for whoever has a link or a code, for staff."""

from django.urls import path

from boards.candidates.views import desk, exchanging, own, receiving
from boards.candidates.views.still import StillByLink

app_name = "candidates"

urlpatterns = [
    path("mon-profil", own.Own.as_view(), name="own"),
    path("mon-profil/fiche", own.Card.as_view(), name="card"),
    path("mon-profil/mots", own.Words.as_view(), name="words"),
    path("mon-profil/nouvelles", own.Still.as_view(), name="own_still"),
    path("mon-profil/accord", own.Withdraw.as_view(), name="withdraw"),
    path("mon-profil/cv", own.OwnCv.as_view(), name="cv"),
    path("mon-profil/importer", exchanging.Import.as_view(), name="import"),
    path("mon-profil/proposer", exchanging.FromCv.as_view(), name="from_cv"),
    path("mon-profil/europass.xml", exchanging.Europass.as_view(), name="europass"),
    path("mon-profil/cv.json", exchanging.JsonResume.as_view(), name="json_resume"),
    path("mon-profil/effacer", own.Erase.as_view(), name="erase"),
    path("mon-profil/fermer", own.Leave.as_view(), name="leave"),
    path("profil/toujours/<str:token>", StillByLink.as_view(), name="still"),
    path("profil/recevoir", receiving.Receive.as_view(), name="receive"),
    path("profil/recevoir/suite", receiving.ReceiveHow.as_view(), name="receive_how"),
    path("profil/recevoir/code", receiving.ReceiveCode.as_view(), name="receive_code"),
    path("profil/acces", receiving.Access.as_view(), name="access"),
    path("profil/acces/code", receiving.AccessCode.as_view(), name="access_code"),
    path("profil/acces/choix", receiving.AccessChoice.as_view(), name="access_choice"),
    path("espace/profils", desk.People.as_view(), name="desk"),
    path("espace/profils/nouveau", desk.New.as_view(), name="desk_new"),
    path("espace/profils/<uuid:pk>", desk.One.as_view(), name="desk_one"),
    path("espace/profils/<uuid:pk>/cv", desk.Cv.as_view(), name="desk_cv"),
    path("espace/profils/<uuid:pk>/modifier", desk.Edit.as_view(), name="desk_edit"),
    path("espace/profils/<uuid:pk>/remettre", desk.HandOver.as_view(), name="desk_hand_over"),
    path("espace/profils/<uuid:pk>/conseiller", desk.SetAdviser.as_view(), name="desk_adviser"),
    path("espace/profils/<uuid:pk>/nouvelles", desk.Heard.as_view(), name="desk_heard"),
]
