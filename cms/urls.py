"""Pages that every territory has, and its sheet of colours."""

from django.urls import path

from cms import views

app_name = "cms"

urlpatterns = [
    path("accessibilite", views.accessibility, name="accessibility"),
    path("donnees", views.data, name="data"),
    path("mentions", views.legal, name="legal"),
    path("apparence/<slug:digest>.css", views.look, name="look"),
]
