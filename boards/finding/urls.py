"""Addresses of what candidates read."""

from django.urls import path

from boards.finding.views import api, browse, ground, offer, results, suggestions, wellknown

app_name = "finding"

urlpatterns = [
    path("offres", results.results, name="results"),
    path("offres/<uuid:pk>", offer.offer, name="offer"),
    path("offres/<uuid:pk>/clic", offer.apply, name="apply"),
    path("metiers", browse.all_occupations, name="occupations"),
    path("metiers/<slug:slug>", browse.occupation, name="occupation"),
    path("metiers/<slug:slug>/<slug:place>", browse.occupation_place, name="occupation_place"),
    path("api/offres", api.offers, name="api"),
    path("suggestions/communes", suggestions.communes, name="suggest_communes"),
    path("suggestions/metiers", suggestions.occupations, name="suggest_occupations"),
    path("carte/<slug:digest>.svg", ground.ground, name="ground"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("sitemap.xml", wellknown.sitemap, name="sitemap"),
]
