from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "boards.library"
    label = "library"
