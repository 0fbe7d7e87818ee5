"""Addresses of hires."""

from django.urls import path

from boards.placements.views import confirming, declaring, desk, from_contact

app_name = "placements"

urlpatterns = [
    path("embauche/<str:key>", confirming.Mine.as_view(), name="mine"),
    path("embauches/<str:token>", confirming.Theirs.as_view(), name="theirs"),
    path("espace/offres/<uuid:pk>/embauches", declaring.Declare.as_view(), name="declare"),
    path("espace/cvtheque/demandes/<uuid:pk>/embauche", from_contact.FromContact.as_view(), name="from_contact"),
    path("espace/embauches", desk.Hires.as_view(), name="desk"),
    path("espace/embauches/nouvelle", desk.ByHand.as_view(), name="by_hand"),
    path("espace/embauches/<uuid:pk>", desk.Hire.as_view(), name="hire"),
    path("espace/embauches/<uuid:pk>/noter", desk.Note.as_view(), name="note"),
    path("espace/embauches/<uuid:pk>/annuler", desk.Cancel.as_view(), name="cancel"),
]
