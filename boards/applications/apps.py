from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "boards.applications"
    label = "applications"
