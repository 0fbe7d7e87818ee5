from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "boards.alerts"
    label = "alerts"
