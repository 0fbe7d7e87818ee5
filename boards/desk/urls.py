"""Addresses of the desk."""

from django.urls import path

from boards.desk.views import bureau, people

app_name = "desk"

urlpatterns = [
    path("espace/bureau", bureau.Bureau.as_view(), name="bureau"),
    path("espace/bureau/regles", bureau.Rules.as_view(), name="rules"),
    path("espace/bureau/appels/<uuid:pk>", bureau.NoteCall.as_view(), name="call"),
    path("espace/personnes", people.People.as_view(), name="people"),
    path("espace/personnes/actions", people.Actions.as_view(), name="actions"),
]
