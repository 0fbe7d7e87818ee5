from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "boards.reporting"
    label = "reporting"
