from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "boards.finding"
    label = "finding"
