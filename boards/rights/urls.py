"""Addresses of people's rights: for each person, and for whoever answers for a tenant's data."""

from django.urls import path

from boards.rights.views import counter, own, proving, register

app_name = "rights"

urlpatterns = [
    path("mes-donnees", proving.Start.as_view(), name="start"),
    path("mes-donnees/code/<str:token>", proving.Code.as_view(), name="code"),
    path("mes-donnees/code/<str:token>/renvoyer", proving.Resend.as_view(), name="resend"),
    path("mes-donnees/c-est-efface", proving.erased, name="erased"),
    # access: «compte» for whoever is signed in, else a signed link.
    path("mes-donnees/<str:access>", own.Home.as_view(), name="home"),
    path("mes-donnees/<str:access>/copie", own.AskForCopy.as_view(), name="ask_for_copy"),
    path("mes-donnees/<str:access>/copie/<uuid:pk>", own.TakeCopy.as_view(), name="take_copy"),
    path("mes-donnees/<str:access>/effacer", own.Erase.as_view(), name="erase"),
    path("espace/personnes/<uuid:pk>/droits", counter.Counter.as_view(), name="counter"),
    path("espace/personnes/<uuid:pk>/droits/copie", counter.PrintCopy.as_view(), name="print_copy"),
    path("espace/personnes/<uuid:pk>/droits/effacer", counter.EraseThem.as_view(), name="erase_them"),
    path("espace/registre", register.Register.as_view(), name="register"),
    path("espace/registre.csv", register.RegisterCsv.as_view(), name="register_csv"),
    path("espace/registre/responsable", register.EditController.as_view(), name="controller"),
]
