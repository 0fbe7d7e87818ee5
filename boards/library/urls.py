"""Addresses of the CV library."""

from django.urls import path

from boards.library.views import answering, requests, saving, searching

app_name = "library"

urlpatterns = [
    path("espace/cvtheque", searching.Search.as_view(), name="search"),
    path("espace/cvtheque/demandes", requests.Requests.as_view(), name="requests"),
    path("espace/cvtheque/demandes/<uuid:pk>", requests.One.as_view(), name="request"),
    path("espace/cvtheque/demandes/<uuid:pk>/cv", requests.Cv.as_view(), name="cv"),
    path("espace/cvtheque/demandes/<uuid:pk>/retirer", requests.TakeBack.as_view(), name="take_back"),
    path("espace/cvtheque/demandes/<uuid:pk>/noter", requests.Note.as_view(), name="note"),
    path("espace/cvtheque/recherches", saving.Saved.as_view(), name="saved"),
    path("espace/cvtheque/recherches/<uuid:pk>/arreter", saving.StopOwn.as_view(), name="stop_own"),
    path("espace/cvtheque/<uuid:pk>", searching.One.as_view(), name="one"),
    path("espace/cvtheque/<uuid:pk>/demander", searching.Ask.as_view(), name="ask"),
    path("contact/<str:key>", answering.Answer.as_view(), name="answer"),
    path("cvtheque/arreter/<str:token>", saving.Stop.as_view(), name="stop"),
]
