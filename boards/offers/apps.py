from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "boards.offers"
    label = "offers"
