from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "boards.rights"
    label = "rights"
