"""Addresses of groups: for those who lead them and for their members."""

from django.urls import path

from boards.groups.views import member, staff

app_name = "groups"

urlpatterns = [
    path("espace/groupes", staff.Groups.as_view(), name="groups"),
    path("espace/groupes/<uuid:pk>", staff.One.as_view(), name="group"),
    path("espace/groupes/<uuid:pk>/membres", staff.Members.as_view(), name="members"),
    path("espace/groupes/<uuid:pk>/message", staff.Write.as_view(), name="write"),
    path("espace/groupes/<uuid:pk>/offre", staff.Share.as_view(), name="share"),
    path("espace/groupes/<uuid:pk>/ateliers", staff.Plan.as_view(), name="plan"),
    path("espace/groupes/<uuid:pk>/ateliers/<uuid:workshop>", staff.CallOff.as_view(), name="call_off"),
    path("mon-groupe/<uuid:pk>", member.Own.as_view(), name="own"),
    path("mon-groupe/lien/<str:token>", member.ByLink.as_view(), name="by_link"),
    path("mon-groupe/sans-mail/<str:token>", member.Quiet.as_view(), name="quiet"),
]
