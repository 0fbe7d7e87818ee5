from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "boards.feeds"
    label = "feeds"
