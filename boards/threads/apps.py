from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "boards.threads"
    label = "threads"
