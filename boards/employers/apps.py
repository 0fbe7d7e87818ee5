from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "boards.employers"
    label = "employers"
