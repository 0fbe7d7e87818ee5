from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "boards.placements"
    label = "placements"
