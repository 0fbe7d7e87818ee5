"""Addresses of figures."""

from django.urls import path

from boards.reporting.views import desk, public

app_name = "reporting"

urlpatterns = [
    path("chiffres", public.figures, name="public"),
    path("espace/chiffres", desk.Figures.as_view(), name="desk"),
    path("espace/chiffres/publication", desk.Publish.as_view(), name="publish"),
    path("espace/chiffres/<slug:table>.csv", desk.Download.as_view(), name="csv"),
    path("espace/chiffres/<slug:table>.xlsx", desk.DownloadXlsx.as_view(), name="xlsx"),
]
