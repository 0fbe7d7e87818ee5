from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "boards.desk"
    label = "desk"
