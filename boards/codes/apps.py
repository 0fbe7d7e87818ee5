from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "boards.codes"
    label = "codes"
