"""Addresses of alerts: for whoever is told, and for staff."""

from django.urls import path

from boards.alerts.views import assisting, desk, managing, subscribing, told
from boards.alerts.views.settings import Settings

app_name = "alerts"

urlpatterns = [
    path("alertes", subscribing.Subscribe.as_view(), name="subscribe"),
    path("alertes/code/<str:token>", subscribing.Code.as_view(), name="code"),
    path("alertes/code/<str:token>/renvoyer", subscribing.Resend.as_view(), name="resend"),
    path("alertes/confirmer/<str:token>", subscribing.Confirm.as_view(), name="confirm"),
    path("alertes/gerer/<str:token>", managing.manage, name="manage"),
    path("alertes/gerer/<str:token>/mes-donnees.json", managing.export, name="export"),
    path("alertes/gerer/<str:token>/tout-arreter", managing.EndAll.as_view(), name="end_all"),
    path("alertes/gerer/<str:token>/effacer", managing.Erase.as_view(), name="erase"),
    path("alertes/gerer/<str:token>/<uuid:pk>", managing.Change.as_view(), name="change"),
    path("alertes/prolonger/<str:token>", managing.Keep.as_view(), name="keep"),
    path("alertes/arreter/<str:token>", managing.End.as_view(), name="end"),
    path("o/<slug:code>", told.told, name="told"),
    path("o/<slug:code>/<int:position>", told.told_offer, name="told_offer"),
    path("espace/alertes", desk.Desk.as_view(), name="desk"),
    path("espace/alertes/attentes", desk.Waiting.as_view(), name="desk_waiting"),
    path("espace/alertes/nouvelle", assisting.New.as_view(), name="desk_new"),
    path("espace/alertes/personne", assisting.Find.as_view(), name="desk_find"),
    path("espace/alertes/personne/<uuid:pk>", assisting.Person.as_view(), name="desk_person"),
    path("espace/alertes/personne/<uuid:pk>/arreter", assisting.EndFor.as_view(), name="desk_end"),
    path("espace/alertes/reglages", Settings.as_view(), name="desk_settings"),
]
