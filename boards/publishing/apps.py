from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "boards.publishing"
    label = "publishing"
