"""Addresses of the workspace."""

from django.urls import path

from boards.offers.views import moderation, own
from boards.offers.views.renewing import RenewByLink

app_name = "offers"

urlpatterns = [
    path("espace", own.Workspace.as_view(), name="workspace"),
    path("espace/offres", moderation.AllOffers.as_view(), name="all"),
    path("espace/moderation", moderation.Queue.as_view(), name="moderation"),
    path("espace/moderation/<uuid:pk>", moderation.Read.as_view(), name="read"),
    path("espace/moderation/<uuid:pk>/publier", moderation.Approve.as_view(), name="approve"),
    path("espace/moderation/<uuid:pk>/renvoyer", moderation.Refuse.as_view(), name="refuse"),
    path("espace/moderation/<uuid:pk>/admettre", moderation.Override.as_view(), name="override"),
    path("espace/offres/<uuid:pk>", own.OwnOffer.as_view(), name="own_offer"),
    path("espace/offres/<uuid:pk>/modifier", own.Edit.as_view(), name="edit"),
    path("espace/offres/<uuid:pk>/publier", own.Publish.as_view(), name="publish"),
    path("espace/offres/<uuid:pk>/renouveler", own.Renew.as_view(), name="renew"),
    path("espace/offres/<uuid:pk>/clore", own.Close.as_view(), name="close"),
    path("espace/offres/<uuid:pk>/copier", own.Copy.as_view(), name="copy"),
    path("offres/renouveler/<str:token>", RenewByLink.as_view(), name="renew_link"),
]
